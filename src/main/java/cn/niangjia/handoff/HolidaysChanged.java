package cn.niangjia.handoff;

/** The holidays of a year were entered or corrected: what counts working days counts anew. */
public record HolidaysChanged(int year) {
}
