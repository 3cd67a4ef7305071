package cn.niangjia.conversation;

import cn.niangjia.knowledge.Topic;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The assistant's answer to one message, whole.
 *
 * @param topic the question's, also where there is no answer
 * @param text a small Markdown: paragraphs, {@code -} and {@code 1.} lists, {@code **}, {@code [n]}
 * @param handoff where the request for a person stands; null if there is none
 * @param confidence that the passages answer the question, 0 to 1; 1 for fixed texts
 * @param tookMs milliseconds from the masked question to the finished text
 */
public record Reply(UUID id, UUID conversationId, Outcome outcome, Topic topic, String text, AnsweredBy answeredBy,
        List<Citation> citations, List<String> suggestions, @Nullable HandoffStatus handoff, double confidence, double tookMs) {

    /** The same reply whose citations say where their passages can be had. */
    Reply withCitationUrls() {
        List<Citation> located = citations.stream().map(citation -> citation.at(conversationId, id)).toList();
        return new Reply(id, conversationId, outcome, topic, text, answeredBy, located, suggestions, handoff, confidence, tookMs);
    }
}
