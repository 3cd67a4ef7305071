package cn.niangjia.importing;

import org.jspecify.annotations.Nullable;

/**
 * One text of a file.
 *
 * @param headline null where the file has none that is plain to see
 * @param unit the union it is about; null if none is named with its place
 * @param goesOn where the rest is to be found; null if this is all of it
 */
record Article(@Nullable String headline, @Nullable String unit, String text, @Nullable Turn goesOn) {

    Article(@Nullable String headline, @Nullable String unit, String text) {
        this(headline, unit, text, null);
    }

    /** With the rest behind it. */
    Article with(String rest) {
        return new Article(headline, unit, Flow.joined(text, rest), null);
    }
}
