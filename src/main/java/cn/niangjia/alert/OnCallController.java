package cn.niangjia.alert;

import cn.niangjia.account.Audit;
import cn.niangjia.conversation.Citation;
import cn.niangjia.knowledge.Regions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The admin's view of who is called in a crisis, and whether the calls arrive. */
@RestController
@RequestMapping("/api/admin/on-call")
class OnCallController {

    /** @param error why the last attempt was not taken; null if it was */
    record Last(OnCall.State state, int attempts, OffsetDateTime at, @Nullable String error) {
    }

    /** @param last null: never called yet */
    record Shown(Citation.Place region, String name, String webhook, @Nullable Last last) {
    }

    /** @param everywhere what became of the last call to the webhook of the settings; null: none is set, or never called yet */
    record Board(boolean everywhereSet, @Nullable Last everywhere, List<Shown> rows) {
    }

    record Row(@NotBlank(message = "请选地区") String region, @NotBlank(message = "请写谁在值班") @Size(max = 100, message = "名称请写在 100 字以内") String name,
            @NotBlank(message = "请填接收地址") @Size(max = 1000, message = "地址最长 1000 个字符")
            @Pattern(regexp = "https?://[^\\s/]+.*", message = "接收地址要以 http:// 或 https:// 开头") String webhook) {
    }

    record Changed(@NotNull(message = "请给出值班表（rows）") @Size(max = 500, message = "最多 500 行") List<@Valid Row> rows) {
    }

    private final OnCall onCall;
    private final AlertSettings settings;
    private final Regions regions;
    private final Audit audit;

    OnCallController(OnCall onCall, AlertSettings settings, Regions regions, Audit audit) {
        this.onCall = onCall;
        this.settings = settings;
        this.regions = regions;
        this.audit = audit;
    }

    @GetMapping
    Board show() {
        return new Board(!settings.webhook().isBlank(), last(settings.webhook()), onCall.entries().stream().map(entry -> new Shown(
                new Citation.Place(entry.region(), regions.name(entry.region())), entry.name(), entry.webhook(), last(entry.webhook()))).toList());
    }

    private @Nullable Last last(String webhook) {
        return onCall.last(webhook).map(delivery -> new Last(delivery.state(), delivery.attempts(),
                delivery.finishedAt() == null ? delivery.nextAt() : delivery.finishedAt(), delivery.error())).orElse(null);
    }

    /** Takes the place of the whole list. */
    @PutMapping
    Board change(@Valid @RequestBody Changed changed, Principal principal) {
        changed.rows().stream().filter(row -> regions.find(row.region()).isEmpty()).findFirst().ifPresent(row -> {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "没有地区代码 %s，请从列表里选".formatted(row.region()));
        });
        onCall.replace(changed.rows().stream().map(row -> new OnCall.Entry(row.region(), row.name().strip(), row.webhook().strip())).toList());
        audit.add(principal.getName(), Audit.Action.ON_CALL_CHANGED, "on-call", changed.rows().size() + " 行");
        return show();
    }
}
