package cn.niangjia.chat;

import cn.niangjia.conversation.Citation;
import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.ErasedConversation;
import cn.niangjia.conversation.Reply;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.understanding.Understanding;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A reply as server-sent events: {@code understanding}, {@code citations}, {@code delta} for each sentence, then
 * {@code reply} with the whole {@link Reply}; or {@code accepted} where an agent answers, also when one took over in the middle;
 * or {@code error} with problem details. Who stops listening does not stop the
 * reply: it is kept, and can be had by sending the message again with the same clientMessageId.
 */
class ReplyStream implements ReplyListener {

    /** What the worker may see of how the message was understood. */
    record Understood(Topic topic, @Nullable String region) {
    }

    /** Kept for the agent who has the conversation; the answer comes by {@code /events}. */
    record Accepted(UUID messageId, Conversation.State state) {
    }

    private static final Logger log = LoggerFactory.getLogger(ReplyStream.class);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    private boolean listening = true;

    static SseEmitter open(Function<ReplyListener, Optional<Reply>> replying, Supplier<Accepted> otherwise) {
        ReplyStream stream = new ReplyStream();
        Thread.ofVirtual().name("reply").start(() -> stream.run(replying, otherwise));
        return stream.emitter;
    }

    private void run(Function<ReplyListener, Optional<Reply>> replying, Supplier<Accepted> otherwise) {
        try {
            Optional<Reply> reply = replying.apply(this);
            send(reply.isPresent() ? "reply" : "accepted", reply.isPresent() ? reply.get() : otherwise.get());
        } catch (ErasedConversation e) {
            send("error", e.getBody());
        } catch (RuntimeException e) {
            log.error("a reply failed: {}", e.getClass().getName());
            send("error", ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, "出了点问题，您的话已经存好。请再试一次，或拨打 12351"));
        }
        emitter.complete();
    }

    @Override
    public void understood(Understanding understanding) {
        send("understanding", new Understood(understanding.topic(), understanding.region()));
    }

    @Override
    public void found(List<Citation> citations) {
        send("citations", citations);
    }

    @Override
    public void said(String text) {
        send("delta", Map.of("text", text));
    }

    private void send(String event, Object data) {
        if (!listening) {
            return;
        }
        try {
            emitter.send(SseEmitter.event().name(event).data(data));
        } catch (IOException | IllegalStateException e) {
            listening = false;
        }
    }
}
