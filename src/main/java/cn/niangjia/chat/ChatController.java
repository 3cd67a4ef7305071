package cn.niangjia.chat;

import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.Message;
import cn.niangjia.conversation.Reply;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A worker's message comes in here, and its reply goes out: whole, or as a stream while it is being made. */
@RestController
class ChatController {

    /** In Unicode code points, as the widget counts them. */
    private static final int LONGEST = 2000;

    /** @param clientMessageId sent again with the same one, a message gets the reply it got before */
    record NewMessage(@NotBlank(message = "写一句您遇到的事就行") String text,
            @Size(max = 100, message = "clientMessageId 最长 100 个字符") @Nullable String clientMessageId) {
    }

    private final ConversationAccess access;
    private final Assistant assistant;

    ChatController(ConversationAccess access, Assistant assistant) {
        this.access = access;
        this.assistant = assistant;
    }

    /** 200 with the assistant's {@link Reply}; 202 with {@link ReplyStream.Accepted} while an agent has the conversation. */
    @PostMapping(path = "/api/chat/conversations/{id}/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> reply(@PathVariable UUID id, @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @Valid @RequestBody NewMessage message) {
        Conversation conversation = access.open(id, token);
        Message question = assistant.hear(conversation, checked(message.text()), message.clientMessageId());
        Optional<Reply> reply = assistant.reply(conversation, question, ReplyListener.NONE);
        return reply.isPresent() ? ResponseEntity.ok(reply.get()) : ResponseEntity.accepted().body(accepted(question));
    }

    @PostMapping(path = "/api/chat/conversations/{id}/messages", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(@PathVariable UUID id, @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @Valid @RequestBody NewMessage message) {
        Conversation conversation = access.open(id, token);
        Message question = assistant.hear(conversation, checked(message.text()), message.clientMessageId());
        return ResponseEntity.status(question.forAgent() ? HttpStatus.ACCEPTED : HttpStatus.OK).body(
                ReplyStream.open(listener -> assistant.reply(conversation, question, listener), () -> accepted(question)));
    }

    private static ReplyStream.Accepted accepted(Message question) {
        return new ReplyStream.Accepted(question.id(), Conversation.State.WITH_AGENT);
    }

    private static String checked(String text) {
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "一次请写在 " + LONGEST + " 字以内，可以分几条说");
        }
        return text.replace("\0", "").strip();
    }
}
