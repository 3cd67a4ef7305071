package cn.niangjia.handoff;

import cn.niangjia.account.Staff;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is at the desk. */
@RestController
@RequestMapping("/api/workbench/presence")
class PresenceController {

    /** @param mostChats that this agent wants to hold at once; null: as the setting says */
    record Changed(@NotNull(message = "请选在线、忙碌或离开（state）") Presences.State state,
            @Nullable @Min(value = 1, message = "至少接 1 个") @Max(value = 100, message = "最多写 100") Integer mostChats) {
    }

    /** @param here whether there was a sign of life lately @param chats held now */
    record Shown(String account, String name, String number, Presences.State state, boolean here, int chats, int mostChats) {
    }

    /** @param me whoever asks */
    record Desk(Shown me, List<Shown> colleagues) {
    }

    private final Presences presences;
    private final HandoffRows rows;
    private final DeskRights rights;

    PresenceController(Presences presences, HandoffRows rows, DeskRights rights) {
        this.presences = presences;
        this.rows = rows;
        this.rights = rights;
    }

    /** Asking is no sign of life: only the stream, changes and what an agent does with requests are. */
    @GetMapping
    Desk show(Principal principal) {
        Staff me = rights.staff(principal);
        List<Shown> all = presences.all().stream().map(presence -> shown(presence, rights.find(presence.staff()))).toList();
        Shown mine = all.stream().filter(one -> one.account().equals(me.name())).findFirst()
                .orElseGet(() -> new Shown(me.name(), me.displayName(), "", Presences.State.AWAY, false, 0, 0));
        return new Desk(mine, all.stream().filter(one -> one != mine && one.here()).toList());
    }

    private Shown shown(Presences.Presence presence, @Nullable Staff staff) {
        return new Shown(presence.staff(), staff == null ? presence.staff() : staff.displayName(), "%03d".formatted(presence.number()), presence.state(),
                presence.here() && staff != null && !staff.disabled(), rows.heldBy(presence.staff()), presence.mostChats());
    }

    @PutMapping
    Desk change(@Valid @RequestBody Changed changed, Principal principal) {
        Staff me = rights.staff(principal);
        presences.seen(me);
        presences.change(me.name(), changed.state(), changed.mostChats());
        return show(principal);
    }
}
