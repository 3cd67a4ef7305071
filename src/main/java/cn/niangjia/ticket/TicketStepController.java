package cn.niangjia.ticket;

import cn.niangjia.account.Staff;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What staff do with a ticket, a step each. A step that does not fit its state is refused with 409. */
@RestController
@RequestMapping("/api/tickets/{id}")
class TicketStepController {

    /** @param assignee account; null: whoever calls @param unit which office does the work */
    record Assigned(@Nullable String assignee, @Nullable @Size(max = 100, message = "承办单位请写在 100 字以内") String unit) {
    }

    record Because(@NotBlank(message = "请写原因") @Size(max = 500, message = "原因请写在 500 字以内") String reason) {
    }

    record Answered(@NotBlank(message = "请写答复") @Size(max = 10000, message = "答复请写在 10000 字以内") String answer,
            @Nullable @Size(max = 20, message = "出处最多 20 条") List<@Size(max = 500, message = "每条出处请写在 500 字以内") String> sources) {
    }

    /** @param reached false: could not be reached; the others are then not kept */
    record CalledBack(@NotNull(message = "请说明打通没有（reached）") @Nullable Boolean reached, @Nullable Boolean contacted, @Nullable Boolean solved, @Nullable Boolean satisfied,
            @Nullable @Size(max = 1000, message = "备注请写在 1000 字以内") String remark) {
    }

    /** @param reason why name and contact go with it; null: they do not */
    record Referred(@NotBlank(message = "请写转给哪个单位") @Size(max = 100, message = "单位名称请写在 100 字以内") String to,
            @Nullable @Size(max = 500, message = "原因请写在 500 字以内") String reason) {
    }

    record Disclosed(@Nullable String name, List<String> contacts) {
    }

    record ReferralText(String text) {
    }

    private final TicketSteps steps;
    private final TicketView view;
    private final TicketRights rights;
    private final Referral referral;

    TicketStepController(TicketSteps steps, TicketView view, TicketRights rights, Referral referral) {
        this.steps = steps;
        this.view = view;
        this.rights = rights;
        this.referral = referral;
    }

    @PostMapping("/assignment")
    TicketView.Shown assign(@PathVariable UUID id, @Valid @RequestBody(required = false) @Nullable Assigned assigned, Principal principal) {
        Staff by = rights.staff(principal);
        String to = assigned == null ? null : assigned.assignee();
        Staff assignee = to == null || to.equals(by.name()) ? by : rights.colleague(to);
        return view.whole(steps.assign(id, assignee, assigned == null ? null : TicketForm.tidied(assigned.unit()), by), by);
    }

    @PostMapping("/pause")
    TicketView.Shown pause(@PathVariable UUID id, @Valid @RequestBody Because because, Principal principal) {
        Staff by = rights.staff(principal);
        return view.whole(steps.pause(id, because.reason().strip(), by), by);
    }

    @DeleteMapping("/pause")
    TicketView.Shown resume(@PathVariable UUID id, Principal principal) {
        Staff by = rights.staff(principal);
        return view.whole(steps.resume(id, by), by);
    }

    @PostMapping("/answer")
    TicketView.Shown answer(@PathVariable UUID id, @Valid @RequestBody Answered answered, Principal principal) {
        Staff by = rights.staff(principal);
        List<String> sources = answered.sources() == null ? List.of() : answered.sources().stream().filter(source -> !source.isBlank()).map(String::strip).toList();
        return view.whole(steps.answer(id, answered.answer().replace("\0", "").strip(), sources, by), by);
    }

    @PostMapping("/call-back")
    TicketView.Shown callBack(@PathVariable UUID id, @Valid @RequestBody CalledBack called, Principal principal) {
        Staff by = rights.staff(principal);
        Handling.Said said = Boolean.TRUE.equals(called.reached())
                ? new Handling.Said(called.contacted(), called.solved(), called.satisfied(), TicketForm.tidied(called.remark())) : null;
        return view.whole(steps.callBack(id, said, by), by);
    }

    @PostMapping("/closing")
    TicketView.Shown close(@PathVariable UUID id, @Valid @RequestBody Because because, Principal principal) {
        Staff by = rights.staff(principal);
        return view.whole(steps.close(id, because.reason().strip(), by), by);
    }

    @PostMapping("/reopening")
    TicketView.Shown reopen(@PathVariable UUID id, @Valid @RequestBody Because because, Principal principal) {
        Staff by = rights.staff(principal);
        return view.whole(steps.reopen(id, because.reason().strip(), by), by);
    }

    /** Name and contacts in clear; who asked, when and why is kept. */
    @PostMapping("/contact-disclosure")
    Disclosed disclose(@PathVariable UUID id, @Valid @RequestBody Because because, Principal principal) {
        Person person = steps.disclose(id, because.reason().strip(), rights.staff(principal));
        if (person.isUnknown()) {
            throw TicketRights.refused(HttpStatus.NOT_FOUND, "这张工单没有留姓名和联系方式，或者已经到期清除了");
        }
        return new Disclosed(person.name(), person.contacts());
    }

    /** The text to send on; without name and contact unless a reason is given. */
    @PostMapping("/referral")
    ReferralText refer(@PathVariable UUID id, @Valid @RequestBody Referred referred, Principal principal) {
        return new ReferralText(referral.write(id, referred.to().strip(), TicketForm.tidied(referred.reason()), rights.staff(principal)));
    }
}
