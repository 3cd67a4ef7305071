package cn.niangjia.insight;

import cn.niangjia.chat.ConversationAccess;
import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.privacy.PersonalData;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Thumbs up or down on a reply; the last one counts. */
@RestController
class FeedbackController {

    record NewFeedback(@NotNull(message = "请选有帮助或没帮上（helpful）") @Nullable Boolean helpful,
            @Size(max = 100, message = "原因请写在 100 字以内") @Nullable String reason,
            @Size(max = 1000, message = "意见请写在 1000 字以内") @Nullable String comment) {
    }

    private final ConversationAccess access;
    private final Conversations conversations;
    private final Feedbacks feedbacks;

    FeedbackController(ConversationAccess access, Conversations conversations, Feedbacks feedbacks) {
        this.access = access;
        this.conversations = conversations;
        this.feedbacks = feedbacks;
    }

    @PostMapping("/api/chat/conversations/{id}/messages/{message}/feedback")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void give(@PathVariable UUID id, @PathVariable UUID message,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @Valid @RequestBody NewFeedback feedback) {
        Conversation conversation = access.open(id, token);
        if (conversations.reply(conversation.id(), message).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这条回答");
        }
        feedbacks.keep(message, Boolean.TRUE.equals(feedback.helpful()), feedback.reason(), masked(feedback.comment()));
    }

    private static @Nullable String masked(@Nullable String comment) {
        return comment == null ? null : PersonalData.mask(comment);
    }
}
