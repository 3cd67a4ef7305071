package cn.niangjia.chat;

import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.ConversationChange;
import cn.niangjia.conversation.ConversationLog;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.HandoffStatus;
import cn.niangjia.conversation.LiveStreams;
import cn.niangjia.conversation.Message;
import cn.niangjia.conversation.Ratings;
import cn.niangjia.handoff.Handoffs;
import cn.niangjia.privacy.PersonalData;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A person in the conversation, from the worker's side: asking for one, following what comes, saying how it was. */
@RestController
@RequestMapping("/api/chat/conversations/{id}")
class PersonController {

    private static final int HISTORY = 20;

    /** @param convenient when a call back suits */
    record NewHandoff(@Size(max = 100, message = "联系方式请写在 100 字以内") @Nullable String contact,
            @Size(max = 1000, message = "备注请写在 1000 字以内") @Nullable String note,
            @Size(max = 100, message = "方便的时间请写在 100 字以内") @Nullable String convenient) {

        boolean isEmpty() {
            return contact == null && note == null && convenient == null;
        }
    }

    record NewRating(@NotNull(message = "请选 1 到 5 分（score）") @Min(value = 1, message = "请选 1 到 5 分") @Max(value = 5, message = "请选 1 到 5 分") @Nullable Integer score,
            @Size(max = 1000, message = "意见请写在 1000 字以内") @Nullable String comment) {
    }

    private final ConversationAccess access;
    private final Conversations conversations;
    private final ConversationLog log;
    private final Handoffs handoffs;
    private final Ratings ratings;
    private final LiveStreams streams;
    private final Cache<UUID, Boolean> typing = Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(2)).maximumSize(10_000).build();

    PersonController(ConversationAccess access, Conversations conversations, ConversationLog log, Handoffs handoffs, Ratings ratings, LiveStreams streams) {
        this.access = access;
        this.conversations = conversations;
        this.log = log;
        this.handoffs = handoffs;
        this.ratings = ratings;
        this.streams = streams;
    }

    /** Asks for a person, or says more about it; with a contact left where nobody can come now, somebody calls back. */
    @PostMapping("/handoff")
    HandoffStatus request(@PathVariable UUID id, @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @Valid @RequestBody(required = false) @Nullable NewHandoff wanted) {
        Conversation conversation = access.open(id, token);
        List<Message> said = conversations.messages(conversation.id());
        HandoffStatus status = handoffs.request(conversation.id(), WhyAPerson.of(said.subList(Math.max(0, said.size() - HISTORY), said.size())), null);
        return wanted == null || wanted.isEmpty() ? status
                : handoffs.describe(conversation.id(), wanted.contact(), wanted.note(), wanted.convenient());
    }

    @DeleteMapping("/handoff")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID id, @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        handoffs.withdraw(access.open(id, token).id());
    }

    /** All that happens from {@code Last-Event-ID} on, a sequence; without it, all that happened. See {@link WorkerTail}. */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter follow(@PathVariable UUID id, @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Integer last) {
        Conversation conversation = access.open(id, token);
        return streams.open(conversation.id(), new WorkerTail(conversation.id(), last == null ? 0 : last, conversations, handoffs));
    }

    /** Shown to the agent for some seconds, and kept nowhere. */
    @PostMapping("/typing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void typing(@PathVariable UUID id, @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        Conversation conversation = access.open(id, token);
        if (conversation.state() == Conversation.State.WITH_AGENT && typing.asMap().putIfAbsent(conversation.id(), true) == null) {
            log.tell(conversation.id(), null, ConversationChange.Kind.WORKER_TYPING);
        }
    }

    @PostMapping("/rating")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rate(@PathVariable UUID id, @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @Valid @RequestBody NewRating rating) {
        Conversation conversation = access.open(id, token);
        ratings.keep(conversation.id(), rating.score() == null ? 0 : rating.score(), rating.comment() == null ? null : PersonalData.mask(rating.comment()));
    }
}
