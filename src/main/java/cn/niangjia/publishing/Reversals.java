package cn.niangjia.publishing;

import cn.niangjia.account.Audit;
import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Drafts;
import cn.niangjia.knowledge.ReadDocument;
import cn.niangjia.knowledge.Section;
import cn.niangjia.knowledge.Version;
import cn.niangjia.knowledge.Versions;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes back what somebody changed for many documents at once. Versions are never taken back: the former text becomes the
 * next version. What was there before is kept for an hour, in memory, since the offer to undo lasts for seconds.
 */
@Component
class Reversals {

    /** A document before the change, and how the change left it: if it is otherwise by now, somebody else worked on it. */
    record Kept(Before before, Mark after) {
    }

    record Before(Document document, @Nullable Version open, Standings.Standing standing, List<BasisChanges.Seen> basis) {
    }

    record Mark(Document.State state, int version, int open, int revision, @Nullable LocalDate checkedOn) {
    }

    private record Bulk(String by, List<Kept> documents) {
    }

    private final Cache<UUID, Bulk> bulks = Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).maximumSize(200).build();
    private final Documents documents;
    private final Versions versions;
    private final Drafts drafts;
    private final Standings standings;
    private final BasisChanges basis;
    private final Rights rights;
    private final Audit audit;

    Reversals(Documents documents, Versions versions, Drafts drafts, Standings standings, BasisChanges basis, Rights rights, Audit audit) {
        this.documents = documents;
        this.versions = versions;
        this.drafts = drafts;
        this.standings = standings;
        this.basis = basis;
        this.rights = rights;
        this.audit = audit;
    }

    /** To be called before a change; empty where there is no such document. */
    Optional<Before> before(String id) {
        return documents.find(id).map(document -> new Before(document, versions.open(id).orElse(null), standings.of(id), basis.seen(id)));
    }

    /** To be called after it; @return by what it is taken back */
    UUID keep(Staff staff, List<Before> changed) {
        UUID id = UUID.randomUUID();
        bulks.put(id, new Bulk(staff.name(), changed.stream().map(before -> new Kept(before, mark(before.document().id()))).toList()));
        return id;
    }

    private Mark mark(String id) {
        Document document = documents.find(id).orElseThrow(Reversals::gone);
        Optional<Version> open = versions.open(id);
        return new Mark(document.state(), document.version(), open.map(Version::number).orElse(0), open.map(Version::revision).orElse(0),
                standings.of(id).checkedOn());
    }

    /** What is to be taken back; only once, and only by whoever did it. */
    List<Kept> take(Staff staff, UUID id) {
        Bulk bulk = bulks.getIfPresent(id);
        if (bulk == null || !bulk.by().equals(staff.name())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "过了一小时，或服务重新启动过，不能一次撤销了。请到文件里改回来");
        }
        bulks.invalidate(id);
        return bulk.documents();
    }

    /** @throws ResponseStatusException 409 if somebody changed the document since */
    @Transactional
    public void reverse(Staff staff, Kept kept) {
        Before before = kept.before();
        String id = before.document().id();
        documents.lock();
        if (!kept.after().equals(mark(id))) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "后来又改过，没有撤销");
        }
        Rights.refuse(rights.againstEditing(staff, before.document(), before.open()));
        Rights.refuse(rights.againstEditing(staff, documents.find(id).orElseThrow(Reversals::gone), versions.open(id).orElse(null)));
        published(staff, before, kept.after());
        open(staff, before);
        drafts.withdrawAt(id, before.standing().withdrawAt());
        drafts.checked(id, before.standing().checkedOn());
        basis.restore(id, before.basis());
        audit.add(staff.name(), Audit.Action.REVERSED, id, before.document().description().title());
    }

    private void published(Staff staff, Before before, Mark now) {
        Document document = before.document();
        boolean wasPublished = document.state() == Document.State.PUBLISHED;
        if (document.version() != now.version() && wasPublished) {
            drafts.publish(document.id(), again(document.id(), document.version(), staff.name()), staff.name());
        } else if (wasPublished && now.state() == Document.State.WITHDRAWN) {
            documents.restore(document.id());
        } else if (!wasPublished && now.state() == Document.State.PUBLISHED) {
            documents.withdraw(List.of(document.id()));
        }
    }

    /** A text that is there already, as the open version. */
    private int again(String id, int number, @Nullable String author) {
        Version version = versions.find(id, number).orElseThrow(Reversals::gone);
        ReadDocument read = new ReadDocument(id, version.description(), sections(id, number), versions.source(id, number));
        return drafts.add(read, versions.contentHash(id, number), Objects.requireNonNullElse(author, ""), version.proposal());
    }

    private List<Section> sections(String id, int number) {
        return versions.passages(id, number).stream().map(Section::of).toList();
    }

    private void open(Staff staff, Before before) {
        String id = before.document().id();
        Version was = before.open();
        Optional<Version> now = versions.open(id);
        if (was == null) {
            now.ifPresent(opened -> drafts.drop(id));
        } else if (now.isEmpty()) {
            standing(was, again(id, was.number(), was.author()));
        } else if (now.get().revision() != was.revision()) {
            drafts.save(id, now.get().revision(), was.description(), sections(id, was.number()), Objects.requireNonNullElse(was.author(), staff.name()));
            standing(was, was.number());
        }
    }

    /** Saving makes a draft of it again; what it was on its way to is set anew. */
    private void standing(Version was, int number) {
        String reviewer = Objects.requireNonNullElse(was.reviewedBy(), "");
        if (was.state() == Version.State.REVIEWED) {
            drafts.review(was.documentId(), number, reviewer);
        } else if (was.state() == Version.State.SCHEDULED && was.publishAt() != null) {
            drafts.schedule(was.documentId(), number, reviewer, was.publishAt());
        } else if (was.submittedAt() != null) {
            drafts.submit(was.documentId(), number);
        }
    }

    void settle() {
        drafts.settleSupersession();
    }

    private static ResponseStatusException gone() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这份文件，可能已经删掉了");
    }
}
