package cn.niangjia.knowledge;

/** A passage before it belongs to a version; see {@link Passage} for the parts. Names are cut to what the database holds. */
record Section(String anchor, String section, String heading, String text) {

    private static final int LONGEST_NAME = 180;
    private static final int LONGEST_HEADING = 1000;

    Section {
        anchor = cut(anchor, LONGEST_NAME);
        section = cut(section, LONGEST_NAME);
        heading = cut(heading, LONGEST_HEADING);
    }

    /** A name of the place, cut so that a number behind it still tells two places apart. */
    static String cut(String name, int longest) {
        return name.length() <= longest ? name : name.substring(0, longest);
    }

    /** The anchor of the n-th place of this name, from 1. */
    static String anchor(String name, int n) {
        return n == 1 ? name : cut(name, LONGEST_NAME - 8) + "-" + n;
    }
}
