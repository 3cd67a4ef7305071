package cn.niangjia.publishing;

import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Section;
import cn.niangjia.knowledge.Version;
import cn.niangjia.knowledge.Versions;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/** Checks what an editor wrote before it is saved; every refusal says in Chinese what to write instead. */
@Component
class Editing {

    private static final int LONGEST_SPOKEN = 60;
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_TEXT = 100_000;

    private final Documents documents;
    private final Versions versions;
    private final Regions regions;
    private final Publishing publishing;
    private final Rights rights;

    Editing(Documents documents, Versions versions, Regions regions, Publishing publishing, Rights rights) {
        this.documents = documents;
        this.versions = versions;
        this.regions = regions;
        this.publishing = publishing;
        this.rights = rights;
    }

    /** Saves as the open version; what is published stays. */
    void save(Staff staff, String id, int revision, Description description, List<Section> passages, @Nullable List<String> unmended) {
        check(description);
        List<Section> kept = passages.stream().map(Editing::clean).filter(section -> !section.text().isEmpty()).toList();
        if (kept.isEmpty()) {
            throw unusable("至少要有一段文字");
        }
        kept.forEach(Editing::check);
        publishing.save(staff, id, revision, description, kept, unmended);
    }

    /**
     * Changes only the description. What is published is published anew in the same step, if this person may; otherwise,
     * and where a change is open already, it stays a draft.
     */
    @Transactional
    public void describe(Staff staff, String id, UnaryOperator<Description> change) {
        documents.lock();
        Document document = documents.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这份文件"));
        Optional<Version> open = versions.open(id);
        Version shown = open.or(() -> versions.find(id, document.version())).orElseThrow();
        Description changed = change.apply(shown.description());
        save(staff, id, shown.revision(), changed,
                versions.passages(id, shown.number()).stream().map(Section::of).toList(), null);
        boolean mayPublish = rights.againstPublishing(staff, changed.region(), staff.name()).isEmpty();
        if (open.isEmpty() && document.state() == Document.State.PUBLISHED && mayPublish) {
            publishing.publishDescribed(staff, id);
        }
    }

    private void check(Description description) {
        if (description.title().isBlank() || description.title().length() > LONGEST_TITLE) {
            throw unusable("请写标题，500 字以内");
        }
        if (regions.find(description.region()).isEmpty()) {
            throw unusable("没有这个地区，请从列表里选");
        }
        LocalDate from = description.effectiveFrom();
        LocalDate until = description.effectiveUntil();
        if (from != null && until != null && until.isBefore(from)) {
            throw unusable("失效日期早于施行日期，请改一下");
        }
        checkSpoken(description.spoken());
    }

    private static Section clean(Section section) {
        return new Section(section.anchor(), section.section().strip(), section.heading().strip(), section.text().replace("\0", "").strip(),
                section.enabled(), section.questions().stream().map(String::strip).filter(question -> !question.isEmpty()).distinct().toList(),
                section.spoken() == null || section.spoken().isBlank() ? null : section.spoken().strip());
    }

    private static void check(Section section) {
        if (section.text().length() > LONGEST_TEXT) {
            throw unusable("有一段超过 10 万字，请拆开");
        }
        checkSpoken(section.spoken());
    }

    private static void checkSpoken(@Nullable String spoken) {
        if (spoken != null && spoken.codePointCount(0, spoken.length()) > LONGEST_SPOKEN) {
            throw unusable("口述那句请写在 60 字以内，现在有 " + spoken.codePointCount(0, spoken.length()) + " 字");
        }
    }

    /** @param text a date, or empty for none */
    @Nullable LocalDate date(String text) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw unusable("日期要写成 2026-12-31 这样");
        }
    }

    private static ResponseStatusException unusable(String message) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, message);
    }
}
