package cn.niangjia.knowledge;

/** A change of published knowledge was committed under this number. It only wakes listeners; the number is the truth. */
public record DocumentPublished(long changeNumber) {
}
