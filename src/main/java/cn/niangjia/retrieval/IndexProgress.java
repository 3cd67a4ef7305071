package cn.niangjia.retrieval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the index is.
 *
 * @param passages that can be found, of whatever validity and visibility
 * @param withoutVector those of them that are found by their words only, for now
 * @param secondsLeft until all have their vectors, estimated from the pace so far; null while there is none
 * @param failed ids of documents that could not be put into it as they are now
 */
public record IndexProgress(long number, int passages, int withoutVector, @Nullable Long secondsLeft, List<String> failed) {
}
