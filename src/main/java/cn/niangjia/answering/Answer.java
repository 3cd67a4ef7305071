package cn.niangjia.answering;

import cn.niangjia.conversation.AnsweredBy;
import cn.niangjia.conversation.Citation;
import cn.niangjia.conversation.Outcome;
import cn.niangjia.knowledge.Topic;
import java.util.List;

/**
 * What an answerer made of a question and its passages.
 *
 * @param confidence that the passages answer it, 0 to 1
 */
public record Answer(Outcome outcome, Topic topic, String text, AnsweredBy answeredBy, List<Citation> citations, List<String> suggestions,
        double confidence) {

    /** A text of {@code prompts/}. */
    public static Answer fixed(Outcome outcome, Topic topic, String text, double confidence) {
        return new Answer(outcome, topic, text, AnsweredBy.FIXED, List.of(), List.of(), confidence);
    }
}
