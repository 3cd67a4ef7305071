package cn.niangjia.handoff;

import cn.niangjia.account.Staff;
import cn.niangjia.conversation.AgentName;
import cn.niangjia.conversation.Citation;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.Message;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What agents do with requests for a person. */
@RestController
@RequestMapping("/api/handoffs")
class HandoffController {

    private static final int LONGEST = 2000;

    enum Scope { MINE, REGION, ALL }

    record Listed(int total, List<Queue.Row> handoffs) {
    }

    /** @param agent account of whom it is given to; null: whoever calls */
    record Assigned(@Nullable String agent) {
    }

    /** @param passages put below the words, as citations */
    record Said(@Nullable @Size(max = 100, message = "clientMessageId 最长 100 个字符") String clientMessageId,
            @NotBlank(message = "写一句再发") String text, @Nullable @Size(max = 10, message = "一次最多带 10 条出处") List<QuotedPassages.Quoted> passages) {
    }

    record Noted(@NotBlank(message = "写一句再存") @Size(max = 2000, message = "备注请写在 2000 字以内") String text) {
    }

    record NoteKept(int sequence) {
    }

    /** @param to account of a colleague; null: back into the queue @param region whose queue; null: as before */
    record Transferred(@Nullable String to, @Nullable String region, @Nullable @Size(max = 2000, message = "备注请写在 2000 字以内") String note) {
    }

    record Resolved(@NotNull(message = "请选办理结果（outcome）") Resolution outcome, @Nullable Topic topic, boolean knowledgeLacked,
            @Nullable @Size(max = 2000, message = "备注请写在 2000 字以内") String note) {
    }

    record Original(UUID messageId, String text) {
    }

    private final Assignments assignments;
    private final Queue queue;
    private final Dossiers dossiers;
    private final QuotedPassages quoted;
    private final DeskRights rights;
    private final Presences presences;
    private final AccessLog accesses;
    private final Conversations conversations;
    private final Regions regions;

    HandoffController(Assignments assignments, Queue queue, Dossiers dossiers, QuotedPassages quoted, DeskRights rights, Presences presences,
            AccessLog accesses, Conversations conversations, Regions regions) {
        this.assignments = assignments;
        this.queue = queue;
        this.dossiers = dossiers;
        this.quoted = quoted;
        this.rights = rights;
        this.presences = presences;
        this.accesses = accesses;
        this.conversations = conversations;
        this.regions = regions;
    }

    /** @param scope MINE: those this person has or had; REGION and ALL: those of their place and below, and of no known place */
    @GetMapping
    Listed list(@RequestParam(defaultValue = "WAITING") Handoff.State state, @RequestParam(defaultValue = "REGION") Scope scope,
            @RequestParam(defaultValue = "0") int from, @RequestParam(defaultValue = "100") int size, Principal principal) {
        Staff staff = rights.staff(principal);
        List<Queue.Row> all = queue.list(staff, state).stream().filter(row -> scope != Scope.MINE
                || row.agent() != null && row.agent().account().equals(staff.name())).toList();
        return new Listed(all.size(), all.stream().skip(Math.max(0, from)).limit(Math.clamp(size, 1, 500)).toList());
    }

    @GetMapping("/{id}")
    Dossiers.Dossier open(@PathVariable UUID id, Principal principal) {
        Staff staff = rights.staff(principal);
        return dossiers.open(rights.visible(id, staff), staff);
    }

    /** Takes it; a supervisor may give it to somebody else. @throws ResponseStatusException 409 with who was faster */
    @PostMapping("/{id}/assignment")
    Queue.Row take(@PathVariable UUID id, @RequestBody(required = false) @Nullable Assigned assigned, Principal principal) {
        Staff by = caller(id, principal);
        String to = assigned == null ? null : assigned.agent();
        Staff agent = to == null || to.equals(by.name()) ? by : rights.colleague(to);
        if (agent != by) {
            rights.checkSupervisor(by);
        }
        return queue.row(assignments.take(id, agent, agent == by ? presences.seen(agent) : numbered(agent), by));
    }

    /** Who never was at the desk gets a number, but is not taken to be there. */
    private AgentName numbered(Staff agent) {
        if (presences.find(agent.name()).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "%s还没上过线，先请他登录工作台".formatted(agent.displayName()));
        }
        return presences.name(agent);
    }

    private Staff caller(UUID id, Principal principal) {
        Staff staff = rights.staff(principal);
        rights.visible(id, staff);
        presences.seen(staff);
        return staff;
    }

    @DeleteMapping("/{id}/assignment")
    Queue.Row giveBack(@PathVariable UUID id, Principal principal) {
        return queue.row(assignments.giveBack(id, caller(id, principal), null, null));
    }

    @PostMapping("/{id}/messages")
    @ResponseStatus(HttpStatus.CREATED)
    Message say(@PathVariable UUID id, @Valid @RequestBody Said said, Principal principal) {
        String text = said.text().replace("\0", "").strip();
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "一次请写在 " + LONGEST + " 字以内，可以分几条说");
        }
        List<Citation> citations = said.passages() == null ? List.of() : quoted.cite(said.passages());
        return assignments.say(id, caller(id, principal), text, citations, said.clientMessageId());
    }

    @PostMapping("/{id}/typing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void typing(@PathVariable UUID id, Principal principal) {
        assignments.typing(id, caller(id, principal));
    }

    @PostMapping("/{id}/notes")
    @ResponseStatus(HttpStatus.CREATED)
    NoteKept note(@PathVariable UUID id, @Valid @RequestBody Noted note, Principal principal) {
        Staff staff = caller(id, principal);
        return new NoteKept(assignments.note(id, presences.name(staff), note.text().replace("\0", "").strip()));
    }

    @PostMapping("/{id}/transfer")
    Queue.Row transfer(@PathVariable UUID id, @Valid @RequestBody Transferred transferred, Principal principal) {
        Staff by = caller(id, principal);
        if (transferred.to() == null) {
            checkRegion(transferred.region());
            return queue.row(assignments.giveBack(id, by, transferred.region(), transferred.note()));
        }
        Staff to = rights.colleague(transferred.to());
        if (assignments.find(id).filter(handoff -> to.name().equals(handoff.agent())).isPresent()) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, to.name().equals(by.name()) ? "已经在您手上了" : "已经在%s手上了".formatted(to.displayName()));
        }
        return queue.row(assignments.transfer(id, by, to, numbered(to), transferred.note()));
    }

    private void checkRegion(@Nullable String code) {
        if (code != null && regions.find(code).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "没有这个地区，请从列表里选");
        }
    }

    @PostMapping("/{id}/resolution")
    Queue.Row resolve(@PathVariable UUID id, @Valid @RequestBody Resolved resolved, Principal principal) {
        return queue.row(assignments.resolve(id, caller(id, principal), Objects.requireNonNull(resolved.outcome()), resolved.topic(),
                resolved.knowledgeLacked(), resolved.note()));
    }

    /** Says that somebody is on a crisis; the bell stops. */
    @PostMapping("/{id}/acknowledgement")
    Queue.Row acknowledge(@PathVariable UUID id, Principal principal) {
        return queue.row(assignments.acknowledge(id, caller(id, principal)));
    }

    /** A worker's message as it was typed, for who has the talk and for supervisors; leaves an entry in the access log. */
    @GetMapping("/{id}/messages/{message}/original")
    Original original(@PathVariable UUID id, @PathVariable UUID message, Principal principal) {
        Staff staff = rights.staff(principal);
        Handoff handoff = rights.visible(id, staff);
        if (!staff.name().equals(handoff.agent())) {
            rights.checkSupervisor(staff);
        }
        String typed = conversations.typed(handoff.conversationId(), message)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "这条消息没有遮住的内容"));
        accesses.add(handoff.conversationId(), staff.name(), AccessLog.What.ORIGINAL);
        return new Original(message, typed);
    }

    /** Who opened this conversation; for supervisors. */
    @GetMapping("/{id}/accesses")
    List<AccessLog.Access> accesses(@PathVariable UUID id, Principal principal) {
        Staff staff = rights.staff(principal);
        rights.checkSupervisor(staff);
        return accesses.of(rights.visible(id, staff).conversationId());
    }
}
