package cn.niangjia.workbench;

import cn.niangjia.account.Accounts;
import cn.niangjia.account.Staff;
import cn.niangjia.conversation.Citation;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.Message;
import cn.niangjia.handoff.DeskRights;
import cn.niangjia.knowledge.Regions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** 质检: talks are drawn by chance, and each sentence and citation of the agent is marked right or wrong by somebody else. */
@RestController
@RequestMapping("/api/workbench/samples")
class QualityController {

    private static final Duration BACK = Duration.ofDays(30);
    private static final Pattern SENTENCE = Pattern.compile("[^。！？!?\\n]+[。！？!?]*(\\s*\\[\\d+\\])*");

    record Draw(@Min(value = 1, message = "至少抽 1 段") @Max(value = 50, message = "一次最多抽 50 段") int count) {
    }

    /** @param own whether whoever asks had this talk, and so may not score it */
    record Listed(UUID id, String handler, SearchResult.@Nullable Place region, OffsetDateTime endedAt, @Nullable String scoredBy,
            @Nullable OffsetDateTime scoredAt, int marks, int wrong, boolean own) {
    }

    /** @param drawn how many were drawn just now */
    record Samples(int drawn, List<Listed> samples) {
    }

    /** @param sentences of an agent's message, in order; none of others' */
    record Said(UUID messageId, Message.Author author, String text, List<String> sentences, List<Citation> citations, OffsetDateTime at) {
    }

    record Sheet(Listed sample, @Nullable String remark, List<Said> messages, List<QualitySamples.Mark> marks) {
    }

    record Scored(@NotNull(message = "缺少评分（marks）") List<QualitySamples.Mark> marks, @Nullable @Size(max = 2000, message = "评语请写在 2000 字以内") String remark) {
    }

    private final QualitySamples samples;
    private final Conversations conversations;
    private final Supervisors supervisors;
    private final DeskRights rights;
    private final Accounts accounts;
    private final Regions regions;
    private final Clock clock;

    QualityController(QualitySamples samples, Conversations conversations, Supervisors supervisors, DeskRights rights, Accounts accounts, Regions regions,
            Clock clock) {
        this.samples = samples;
        this.conversations = conversations;
        this.supervisors = supervisors;
        this.rights = rights;
        this.accounts = accounts;
        this.regions = regions;
        this.clock = clock;
    }

    @GetMapping
    Samples list(Principal principal) {
        return list(0, supervisors.staff(principal));
    }

    private Samples list(int drawn, Staff staff) {
        return new Samples(drawn, samples.all().stream().filter(sample -> rights.seesPlace(staff, sample.region())).map(sample -> listed(sample, staff)).toList());
    }

    private Listed listed(QualitySamples.Sample sample, Staff staff) {
        String place = sample.region();
        return new Listed(sample.id(), shown(sample.handler()), place == null ? null : new SearchResult.Place(place, regions.name(place)), sample.endedAt(),
                sample.scoredBy() == null ? null : shown(sample.scoredBy()), sample.scoredAt(), sample.marks(), sample.wrong(), sample.handler().equals(staff.name()));
    }

    private String shown(String account) {
        return accounts.find(account).map(Staff::displayName).orElse(account);
    }

    /** From the talks ended in the last thirty days that nobody has drawn yet. */
    @PostMapping
    Samples draw(@Valid @RequestBody Draw draw, Principal principal) {
        Staff staff = supervisors.staff(principal);
        List<QualitySamples.Candidate> candidates = new ArrayList<>(samples.candidates(OffsetDateTime.now(clock).minus(BACK)).stream()
                .filter(candidate -> rights.seesPlace(staff, candidate.region())).toList());
        Collections.shuffle(candidates);
        List<QualitySamples.Candidate> drawn = candidates.stream().limit(draw.count()).toList();
        drawn.forEach(candidate -> samples.add(candidate, staff.name()));
        return list(drawn.size(), staff);
    }

    @GetMapping("/{id}")
    Sheet open(@PathVariable UUID id, Principal principal) {
        Staff staff = supervisors.staff(principal);
        QualitySamples.Sample sample = sample(id, staff);
        return new Sheet(listed(sample, staff), sample.remark(), conversations.messages(sample.conversationId()).stream().map(QualityController::said).toList(),
                samples.marks(id));
    }

    private QualitySamples.Sample sample(UUID id, Staff staff) {
        return samples.find(id).filter(found -> rights.seesPlace(staff, found.region()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这段会话，职工可能已经删掉了"));
    }

    private static Said said(Message message) {
        boolean agent = message.author() == Message.Author.AGENT;
        List<Citation> citations = message.reply() == null ? message.citations() : message.reply().citations();
        return new Said(message.id(), message.author(), message.text(), agent ? sentences(message.text()) : List.of(), citations, message.createdAt());
    }

    /** Each with the citations behind it. */
    static List<String> sentences(String text) {
        return SENTENCE.matcher(text).results().map(found -> found.group().strip()).filter(sentence -> !sentence.isEmpty()).toList();
    }

    /** @throws ResponseStatusException 403 for who had the talk */
    @PutMapping("/{id}")
    Sheet score(@PathVariable UUID id, @Valid @RequestBody Scored scored, Principal principal) {
        Staff staff = supervisors.staff(principal);
        if (sample(id, staff).handler().equals(staff.name())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "这段会话是您接的，要请别人来评");
        }
        samples.score(id, scored.marks().stream().distinct().toList(), scored.remark(), staff.name());
        return open(id, principal);
    }
}
