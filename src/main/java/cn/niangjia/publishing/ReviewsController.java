package cn.niangjia.publishing;

import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Version;
import cn.niangjia.knowledge.Versions;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What is open: drafts to be confirmed, handed in, passed, or set for a time. In an order that saving does not change. */
@RestController
@RequestMapping("/api/admin/reviews")
class ReviewsController {

    enum Group { UNCONFIRMED, SUBMITTED, CHANGED, WAITING }

    record Row(String id, String title, Kind kind, String regionName, Group group, Version.State state, int version, @Nullable String file, int number, int of,
            int passages, List<String> warnings, @Nullable String author, @Nullable OffsetDateTime submittedAt, @Nullable OffsetDateTime publishAt, OffsetDateTime savedAt,
            boolean mayPublish) {
    }

    record Page(int total, Map<Group, Long> counts, List<Row> documents) {
    }

    /** @param position from 1; 0: it is not on the list */
    record Neighbours(int position, int total, DocumentView.@Nullable Named previous, DocumentView.@Nullable Named next) {
    }

    private final Versions versions;
    private final Rights rights;
    private final Regions regions;
    private final JsonMapper json;

    ReviewsController(Versions versions, Rights rights, Regions regions, JsonMapper json) {
        this.versions = versions;
        this.rights = rights;
        this.regions = regions;
        this.json = json;
    }

    @GetMapping
    Page list(@RequestParam @Nullable Group group, @RequestParam(defaultValue = "0") @Min(value = 0, message = "from 不能小于 0") int from,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "size 最小 1") @Max(value = 500, message = "size 最大 500") int size, Principal principal) {
        List<Version> all = inOrder();
        List<Version> wanted = all.stream().filter(is(group)).toList();
        Staff staff = rights.staff(principal);
        return new Page(wanted.size(), all.stream().collect(Collectors.groupingBy(ReviewsController::group, Collectors.counting())),
                wanted.stream().skip(from).limit(size).map(version -> row(version, staff)).toList());
    }

    private static Predicate<Version> is(@Nullable Group group) {
        return version -> group == null || group(version) == group;
    }

    private static Group group(Version version) {
        if (version.state() != Version.State.DRAFT) {
            return Group.WAITING;
        }
        if (version.submittedAt() != null) {
            return Group.SUBMITTED;
        }
        return version.proposal() == null ? Group.CHANGED : Group.UNCONFIRMED;
    }

    /** By file, and the articles of one file as they stand in it. */
    private List<Version> inOrder() {
        return versions.open().stream().sorted(Comparator.comparing((Version version) -> version.documentId().replaceFirst("/\\d+$", ""))
                .thenComparing(version -> version.documentId().length()).thenComparing(Version::documentId)).toList();
    }

    private Row row(Version version, Staff staff) {
        Provenance provenance = version.proposal() == null ? null : json.readValue(version.proposal(), Provenance.class);
        return new Row(version.documentId(), version.description().title(), version.description().kind(), regions.name(version.description().region()),
                group(version), version.state(), version.number(), provenance == null ? null : provenance.file(), provenance == null ? 1 : provenance.number(),
                provenance == null ? 1 : provenance.of(), versions.passages(version.documentId(), version.number()).size(),
                provenance == null ? List.of() : provenance.warnings(), version.author(), version.submittedAt(), version.publishAt(), version.createdAt(),
                rights.againstPublishing(staff, version.description().region(), version.author()).isEmpty());
    }

    /** What stands before and behind a document on the list of the group that it is in; of one that is on none, the first to be confirmed. */
    @GetMapping("/{id}")
    Neighbours neighbours(@PathVariable String id) {
        List<Version> all = inOrder();
        Group group = all.stream().filter(version -> version.documentId().equals(id)).map(ReviewsController::group).findFirst().orElse(Group.UNCONFIRMED);
        List<Version> list = all.stream().filter(is(group)).toList();
        int at = IntStream.range(0, list.size()).filter(i -> list.get(i).documentId().equals(id)).findFirst().orElse(-1);
        return new Neighbours(at + 1, list.size(), named(list, at - 1), named(list, at + 1));
    }

    private static DocumentView.@Nullable Named named(List<Version> list, int at) {
        return at < 0 || at >= list.size() ? null : new DocumentView.Named(list.get(at).documentId(), list.get(at).description().title());
    }
}
