package cn.niangjia.importing;

import org.jspecify.annotations.Nullable;

/**
 * One text of a file.
 *
 * @param headline null where the file has none that is plain to see
 * @param unit the union it is about; null if none is named with its place
 */
record Article(@Nullable String headline, @Nullable String unit, String text) {
}
