package cn.niangjia.workbench;

import cn.niangjia.account.Staff;
import cn.niangjia.answering.Answer;
import cn.niangjia.chat.Assistant;
import cn.niangjia.conversation.Citation;
import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.Message;
import cn.niangjia.handoff.DeskRights;
import cn.niangjia.handoff.Handoff;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the assistant would say to a worker's message that an agent answers. Nothing of it is sent but by the agent. */
@RestController
@RequestMapping("/api/handoffs/{id}/suggestion")
class SuggestionController {

    /** @param text with citations as {@code [n]} */
    record Suggestion(UUID messageId, String text, List<Citation> citations) {
    }

    record Decided(@NotNull(message = "缺少消息（messageId）") UUID messageId, @NotNull(message = "缺少怎么用的（fate）") SuggestionFates.Fate fate) {
    }

    private final Assistant assistant;
    private final Conversations conversations;
    private final DeskRights rights;
    private final SuggestionFates fates;

    SuggestionController(Assistant assistant, Conversations conversations, DeskRights rights, SuggestionFates fates) {
        this.assistant = assistant;
        this.conversations = conversations;
        this.rights = rights;
        this.fates = fates;
    }

    /** 204 where the knowledge base has no answer, or somebody has decided on this one before. */
    @GetMapping
    ResponseEntity<Suggestion> suggest(@PathVariable UUID id, @RequestParam UUID message, Principal principal) {
        Handoff handoff = own(id, rights.staff(principal));
        Conversation conversation = conversations.find(handoff.conversationId()).orElseThrow(SuggestionController::gone);
        Message question = conversations.messages(conversation.id()).stream().filter(one -> one.id().equals(message) && one.author() == Message.Author.WORKER)
                .findFirst().orElseThrow(SuggestionController::gone);
        Optional<Answer> answer = fates.isDecided(message) ? Optional.empty() : assistant.suggest(conversation, question);
        return answer.map(found -> ResponseEntity.ok(new Suggestion(message, found.text(), found.citations()))).orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decided(@PathVariable UUID id, @Valid @RequestBody Decided decided, Principal principal) {
        Staff staff = rights.staff(principal);
        own(id, staff);
        fates.keep(decided.messageId(), staff.name(), decided.fate());
    }

    private Handoff own(UUID id, Staff staff) {
        Handoff handoff = rights.visible(id, staff);
        if (!staff.name().equals(handoff.agent())) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "这位职工不在您手上");
        }
        return handoff;
    }

    private static ResponseStatusException gone() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这条消息，职工可能删掉了");
    }
}
