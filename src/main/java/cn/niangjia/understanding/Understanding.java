package cn.niangjia.understanding;

import cn.niangjia.knowledge.Topic;
import org.jspecify.annotations.Nullable;

/**
 * A message as understood.
 *
 * @param distressed whether a caring line belongs under the answer
 * @param region code of the place named here or before; null if none was
 * @param question that stands alone, with what was said before taken in
 * @param inScope probability, 0 to 1, that the union's assistant is the one to ask
 * @param local probability, 0 to 1, that only a place, an office or a file of one's own can answer it
 */
public record Understanding(Intent intent, boolean distressed, Topic topic, @Nullable String region, String question,
        double inScope, double local) {
}
