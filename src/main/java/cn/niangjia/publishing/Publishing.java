package cn.niangjia.publishing;

import cn.niangjia.account.Audit;
import cn.niangjia.account.Audit.Action;
import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Drafts;
import cn.niangjia.knowledge.ReadDocument;
import cn.niangjia.knowledge.Section;
import cn.niangjia.knowledge.Version;
import cn.niangjia.knowledge.Versions;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way of a text: draft → reviewed → published → archived. Each step is checked against {@link Rights}, happens whole or
 * not at all, and leaves an entry in the audit log.
 */
@Component
public class Publishing {

    /** What happens at a set time happens in this name. */
    private static final String TIMETABLE = "定时";

    private final Documents documents;
    private final Versions versions;
    private final Drafts drafts;
    private final Rights rights;
    private final BasisChanges basis;
    private final Audit audit;
    private final JsonMapper json;
    private final Clock clock;

    Publishing(Documents documents, Versions versions, Drafts drafts, Rights rights, BasisChanges basis, Audit audit, JsonMapper json, Clock clock) {
        this.documents = documents;
        this.versions = versions;
        this.drafts = drafts;
        this.rights = rights;
        this.basis = basis;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** Takes in an imported text as a draft, in the place of an earlier draft of the same document. */
    @Transactional
    public void take(Staff staff, ReadDocument read, String hash, Provenance provenance) {
        Rights.refuse(rights.againstEditing(staff, read.description().region()));
        documents.find(read.id()).ifPresent(known -> Rights.refuse(rights.againstEditing(staff, known.description().region())));
        drafts.add(read, hash, staff.name(), json.writeValueAsString(provenance));
        audit.add(staff.name(), Action.IMPORTED, read.id(), provenance.file());
    }

    /** Publishes what was just taken in; {@link #settle} is to follow once for all of an import. */
    @Transactional
    public void publishTaken(Staff staff, String id) {
        publish(staff, document(id), open(id), null);
    }

    /** Which texts have taken the place of which, after publishing many. */
    public void settle() {
        drafts.settleSupersession();
    }

    /**
     * @param unmended kinds of mends that are taken back in it; null: as before
     * @throws ResponseStatusException 409 if somebody else saved meanwhile
     */
    @Transactional
    public void save(Staff staff, String id, int revision, Description description, List<Section> passages, @Nullable List<String> unmended) {
        Rights.refuse(rights.againstEditing(staff, document(id).description().region()));
        Rights.refuse(rights.againstEditing(staff, description.region()));
        try {
            int number = drafts.save(id, revision, description, passages, staff.name());
            versions.find(id, number).map(Version::proposal).filter(proposal -> unmended != null).ifPresent(proposal -> drafts.propose(id, number,
                    json.writeValueAsString(json.readValue(proposal, Provenance.class).withUnmended(unmended))));
        } catch (Drafts.Outdated e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "别人刚刚改过这份文件。请先复制您的内容，再重新打开");
        }
        audit.add(staff.name(), Action.SAVED, id, description.title());
    }

    /** Its author is done, and asks somebody else to look. */
    @Transactional
    public void submit(Staff staff, String id) {
        Version open = open(id);
        Rights.refuse(rights.againstEditing(staff, document(id).description().region()));
        Rights.refuse(rights.againstEditing(staff, open.description().region()));
        drafts.submit(id, open.number());
        audit.add(staff.name(), Action.SUBMITTED, id, "第 %d 版".formatted(open.number()));
    }

    @Transactional
    public void review(Staff staff, String id) {
        Version open = open(id);
        Rights.refuse(rights.againstPublishing(staff, open.description().region(), open.author()));
        drafts.review(id, open.number(), staff.name());
        audit.add(staff.name(), Action.REVIEWED, id, "第 %d 版".formatted(open.number()));
    }

    /**
     * Publishes the open version, or brings an archived document back.
     *
     * @param at null or past: now
     * @param until when it is to be taken out again; null: not at a set time
     */
    @Transactional
    public void publish(Staff staff, String id, @Nullable OffsetDateTime at, @Nullable OffsetDateTime until) {
        Document document = document(id);
        if (until != null && !until.isAfter(at == null ? OffsetDateTime.now(clock) : at)) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "下架的时间要在发布之后，请改一下");
        }
        versions.open(id).ifPresentOrElse(open -> publish(staff, document, open, at), () -> bringBack(staff, document));
        drafts.withdrawAt(id, until);
        drafts.settleSupersession();
    }

    private void publish(Staff staff, Document document, Version open, @Nullable OffsetDateTime at) {
        Rights.refuse(rights.againstPublishing(staff, open.description().region(), open.author()));
        if (at != null && at.isAfter(OffsetDateTime.now(clock))) {
            drafts.schedule(document.id(), open.number(), staff.name(), at);
            audit.add(staff.name(), Action.SCHEDULED, document.id(), "第 %d 版，%s".formatted(open.number(), at));
        } else {
            put(staff.name(), document.id(), open.number());
        }
    }

    private void put(String who, String id, int number) {
        drafts.publish(id, number, who);
        basis.confirm(id);
        audit.add(who, Action.PUBLISHED, id, "第 %d 版".formatted(number));
    }

    private void bringBack(Staff staff, Document document) {
        Rights.refuse(rights.againstPublishing(staff, document.description().region(), null));
        if (document.state() == Document.State.WITHDRAWN) {
            documents.restore(document.id());
            audit.add(staff.name(), Action.PUBLISHED, document.id(), "重新发布第 %d 版".formatted(document.version()));
        }
    }

    /** Out of the answers at once; one person is enough, since what is wrong must not wait. */
    @Transactional
    public void withdraw(Staff staff, String id) {
        Document document = document(id);
        Rights.refuse(rights.againstEditing(staff, document.description().region()));
        if (document.state() == Document.State.DRAFT) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "这份还没有发布，不用下架");
        }
        withdraw(staff.name(), document);
        drafts.settleSupersession();
    }

    private void withdraw(String who, Document document) {
        documents.detach(document.id());
        documents.withdraw(List.of(document.id()));
        drafts.withdrawAt(document.id(), null);
        audit.add(who, Action.WITHDRAWN, document.id(), document.description().title());
    }

    /** An earlier text as a new version: published at once by whoever may, else as a draft for a second person. */
    @Transactional
    public void restore(Staff staff, String id, int number) {
        Version former = versions.find(id, number).orElseThrow(Publishing::gone);
        Rights.refuse(rights.againstEditing(staff, document(id).description().region()));
        Rights.refuse(rights.againstEditing(staff, former.description().region()));
        ReadDocument read = new ReadDocument(id, former.description(), versions.passages(id, number).stream().map(Section::of).toList(),
                versions.source(id, number));
        int restored = drafts.add(read, versions.contentHash(id, number), staff.name(), former.proposal());
        audit.add(staff.name(), Action.RESTORED, id, "第 %d 版的内容，成为第 %d 版".formatted(number, restored));
        if (rights.againstPublishing(staff, former.description().region(), staff.name()).isEmpty()) {
            put(staff.name(), id, restored);
            drafts.settleSupersession();
        }
    }

    /** Throws the open version away; a document that was never published goes with it. */
    @Transactional
    public void drop(Staff staff, String id) {
        Version open = open(id);
        Rights.refuse(rights.againstEditing(staff, document(id).description().region()));
        drafts.drop(id);
        audit.add(staff.name(), Action.DRAFT_DROPPED, id, open.description().title());
    }

    /** Somebody looked, and it is still right. */
    @Transactional
    public void check(Staff staff, String id) {
        Rights.refuse(rights.againstEditing(staff, document(id).description().region()));
        drafts.checked(id);
        basis.confirm(id);
        audit.add(staff.name(), Action.CHECKED, id, "");
    }

    /** What was set for a time that has come. */
    @Transactional
    public void keepTimetable() {
        List<Version> due = drafts.due();
        List<String> over = drafts.dueForWithdrawal();
        due.forEach(version -> put(TIMETABLE, version.documentId(), version.number()));
        over.forEach(id -> withdraw(TIMETABLE, document(id)));
        if (!due.isEmpty() || !over.isEmpty()) {
            drafts.settleSupersession();
        }
    }

    private Version open(String id) {
        return versions.open(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT, "没有等着发布的改动"));
    }

    private Document document(String id) {
        return documents.find(id).orElseThrow(Publishing::gone);
    }

    private static ResponseStatusException gone() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这份文件，可能已经删掉了");
    }
}
