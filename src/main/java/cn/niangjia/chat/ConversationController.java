package cn.niangjia.chat;

import cn.niangjia.answering.Prompts;
import cn.niangjia.conversation.Citation;
import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.ConversationEvent;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.ErasedConversation;
import cn.niangjia.conversation.HandoffStatus;
import cn.niangjia.conversation.Message;
import cn.niangjia.conversation.Ratings;
import cn.niangjia.handoff.Handoffs;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.ticket.Tickets;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** A conversation around its messages: beginning, transcript, erasure, citations. A person in it: {@link PersonController}. */
@RestController
class ConversationController {

    record NewConversation(@Size(max = 12, message = "地区代码最长 12 位") @Nullable String region,
            @Size(max = 40, message = "channel 最长 40 个字符") @Nullable String channel) {
    }

    /** @param notice what is kept, for how long, and how to erase it */
    record BegunConversation(UUID id, String token, String greeting, List<String> suggestions, String notice) {
    }

    /**
     * @param events what happened besides, in the same sequence as the messages
     * @param sequence of the last of both, to follow {@code /events} from
     * @param rating that the worker gave, 1 to 5
     */
    record Transcript(UUID id, Conversation.State state, @Nullable String region, List<Message> messages, List<ConversationEvent> events,
            int sequence, @Nullable HandoffStatus handoff, @Nullable Integer rating) {
    }

    /** @param code 000000 is the whole country */
    record ChosenRegion(@NotBlank(message = "请选一个地区") String code) {
    }

    private static final String UNKNOWN_REGION = "没有这个地区代码，请从地区列表里选，或不填";

    private final ConversationAccess access;
    private final Conversations conversations;
    private final Ratings ratings;
    private final Handoffs handoffs;
    private final CitedPassages citedPassages;
    private final Regions regions;
    private final Prompts prompts;
    private final Tickets tickets;
    private final Duration retention;

    ConversationController(ConversationAccess access, Conversations conversations, Ratings ratings, Handoffs handoffs,
            CitedPassages citedPassages, Regions regions, Prompts prompts, Tickets tickets,
            @Value("${niangjia.retention.conversations}") Duration retention) {
        this.access = access;
        this.conversations = conversations;
        this.ratings = ratings;
        this.handoffs = handoffs;
        this.citedPassages = citedPassages;
        this.regions = regions;
        this.prompts = prompts;
        this.tickets = tickets;
        this.retention = retention;
    }

    @PostMapping("/api/chat/conversations")
    @ResponseStatus(HttpStatus.CREATED)
    BegunConversation begin(@Valid @RequestBody(required = false) @Nullable NewConversation wanted) {
        String region = wanted == null || wanted.region() == null || wanted.region().isBlank() ? null : wanted.region();
        if (region != null && regions.find(region).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, UNKNOWN_REGION);
        }
        String channel = wanted == null || wanted.channel() == null ? "web" : wanted.channel();
        Conversations.Begun begun = conversations.begin(region, channel);
        return new BegunConversation(begun.conversation().id(), begun.token(), prompts.text("replies/greeting"),
                FixedReplies.EXAMPLES, prompts.text("replies/notice", Map.of("retentionDays", retention.toDays())));
    }

    @GetMapping("/api/chat/conversations/{id}")
    Transcript transcript(@PathVariable UUID id, @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        Conversation conversation = access.open(id, token);
        Conversations.Since all = conversations.since(id, 0).orElseThrow(ErasedConversation::new);
        return new Transcript(id, conversation.state(), conversation.region(), all.messages(), all.events(), all.sequence(), handoffs.status(id).orElse(null),
                ratings.of(id).orElse(null));
    }

    /** The place whose rules the worker wants told from now on. */
    @PutMapping("/api/chat/conversations/{id}/region")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeRegion(@PathVariable UUID id, @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @Valid @RequestBody ChosenRegion chosen) {
        Conversation conversation = access.open(id, token);
        if (regions.find(chosen.code()).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, UNKNOWN_REGION);
        }
        conversations.setRegion(conversation.id(), chosen.code());
    }

    /** The worker's own erasure; it cannot be undone. */
    @DeleteMapping("/api/chat/conversations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable UUID id, @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        Conversation conversation = access.open(id, token);
        // Tickets first: who is cut off in between can erase again.
        tickets.forgetWorker(conversation.id());
        conversations.erase(conversation.id());
    }

    @GetMapping("/api/chat/conversations/{id}/messages/{message}/citations/{number}")
    CitedPassages.CitedPassage citation(@PathVariable UUID id, @PathVariable UUID message, @PathVariable int number,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        Conversation conversation = access.open(id, token);
        Citation citation = conversations.citations(conversation.id(), message).stream().filter(cited -> cited.number() == number).findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "这条回答里没有这个出处"));
        return citedPassages.open(citation);
    }
}
