package cn.niangjia.chat;

import cn.niangjia.answering.Answer;
import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.HandoffStatus;
import cn.niangjia.conversation.Message;
import cn.niangjia.conversation.Reply;
import cn.niangjia.conversation.Trace;
import cn.niangjia.retrieval.Hits;
import cn.niangjia.understanding.Understanding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notes while a reply is being made, for the reply's own figures and its trace. */
class Recording {

    private final long start = System.nanoTime();
    private final Conversation conversation;
    private final Map<String, Double> timings = new LinkedHashMap<>();
    private String question;
    private String intent = "";
    private @Nullable String region;
    private List<Trace.Found> passages = List.of();
    private long indexNumber;
    private double confidence;
    private double threshold;

    Recording(Conversation conversation, Message question) {
        this.conversation = conversation;
        this.question = question.text();
    }

    void understood(Understanding understanding) {
        question = understanding.question();
        intent = understanding.intent().label();
        region = understanding.region();
        timings.put("understanding", millis());
    }

    void found(Hits hits, double confidence, double threshold) {
        passages = hits.hits().stream().map(hit -> new Trace.Found(hit.passage().id().toString(), hit.score(),
                hit.keywordScore(), hit.cosine())).toList();
        indexNumber = hits.indexNumber();
        this.confidence = confidence;
        this.threshold = threshold;
        timings.put("retrieval", hits.tookMillis());
    }

    Reply reply(Answer answer, Optional<HandoffStatus> handoff) {
        timings.put("whole", millis());
        return new Reply(UUID.randomUUID(), conversation.id(), answer.outcome(), answer.topic(), answer.text(), answer.answeredBy(),
                answer.citations(), answer.suggestions(), handoff.orElse(null), answer.confidence(), millis());
    }

    Trace trace(String promptHash) {
        return new Trace(question, intent, region, indexNumber, passages, confidence, threshold, promptHash, timings);
    }

    private double millis() {
        return (System.nanoTime() - start) / 1e6;
    }
}
