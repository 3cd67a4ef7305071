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
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
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
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Documents documents;
    private final Versions versions;
    private final Drafts drafts;
    private final Rights rights;
    private final Precedence precedence;
    private final BasisChanges basis;
    private final Audit audit;
    private final JsonMapper json;
    private final Clock clock;

    Publishing(Documents documents, Versions versions, Drafts drafts, Rights rights, Precedence precedence, BasisChanges basis, Audit audit, JsonMapper json, Clock clock) {
        this.documents = documents;
        this.versions = versions;
        this.drafts = drafts;
        this.rights = rights;
        this.precedence = precedence;
        this.basis = basis;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** Takes in an imported text as a draft, in the place of an earlier draft of the same document. */
    @Transactional
    public void take(Staff staff, ReadDocument read, String hash, Provenance provenance) {
        documents.lock();
        Rights.refuse(rights.againstEditing(staff, read.description().region()));
        documents.find(read.id()).ifPresent(known -> mayEdit(staff, known));
        precedence.checkReplaced(staff, read.id(), read.description());
        drafts.add(read, hash, staff.name(), json.writeValueAsString(provenance));
        audit.add(staff.name(), Action.IMPORTED, read.id(), provenance.file());
    }

    /** Publishes what was just taken in; {@link #settle} is to follow once for all of an import. */
    @Transactional
    public void publishTaken(Staff staff, String id) {
        documents.lock();
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
        documents.lock();
        mayEdit(staff, document(id));
        Rights.refuse(rights.againstEditing(staff, description.region()));
        precedence.checkReplaced(staff, id, description);
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
        documents.lock();
        Version open = open(id);
        mayEdit(staff, document(id));
        drafts.submit(id, open.number());
        audit.add(staff.name(), Action.SUBMITTED, id, "第 %d 版".formatted(open.number()));
    }

    private void mayEdit(Staff staff, Document document) {
        Rights.refuse(rights.againstEditing(staff, document, versions.open(document.id()).orElse(null)));
    }

    /** @param seen revision of what this person read; null: not told */
    @Transactional
    public void review(Staff staff, String id, @Nullable Integer seen) {
        documents.lock();
        Document document = document(id);
        Version open = open(id);
        Rights.refuse(rights.againstPublishing(staff, document, open));
        checkSeen(open, seen);
        if (open.state() != Version.State.DRAFT) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "这份已经审核通过了");
        }
        drafts.review(id, open.number(), staff.name());
        audit.add(staff.name(), Action.REVIEWED, id, "第 %d 版".formatted(open.number()));
    }

    private static void checkSeen(Version open, @Nullable Integer seen) {
        if (seen != null && seen != open.revision()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "您打开以后，别人又改过这份文件。请重新打开，看过再通过");
        }
    }

    /**
     * Publishes the open version, or brings an archived document back.
     *
     * @param at null or past: now
     * @param until when it is to be taken out again; null: not at a set time, or as it was set where the publication itself is still to come
     * @param seen revision of what this person read; null: not told
     */
    @Transactional
    public void publish(Staff staff, String id, @Nullable OffsetDateTime at, @Nullable OffsetDateTime until, @Nullable Integer seen) {
        documents.lock();
        Document document = document(id);
        if (until != null && !until.isAfter(isLater(at) ? at : OffsetDateTime.now(clock))) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, "下架的时间要在发布之后，请改一下");
        }
        versions.open(id).ifPresent(open -> checkSeen(open, seen));
        versions.open(id).ifPresentOrElse(open -> publish(staff, document, open, at), () -> bringBack(staff, document, at));
        if (until != null || !isLater(at)) {
            setWithdrawal(staff, id, until);
        }
        drafts.settleSupersession();
    }

    /** Publishes the change that was just made to a description; when the document is to be taken out stays. */
    @Transactional
    public void publishDescribed(Staff staff, String id) {
        documents.lock();
        publish(staff, document(id), open(id), null);
        drafts.settleSupersession();
    }

    private boolean isLater(@Nullable OffsetDateTime at) {
        return at != null && at.isAfter(OffsetDateTime.now(clock));
    }

    private void publish(Staff staff, Document document, Version open, @Nullable OffsetDateTime at) {
        Rights.refuse(rights.againstPublishing(staff, document, open));
        precedence.checkReplaced(staff, document.id(), open.description());
        precedence.checkTitle(open.description());
        String reviewer = Rights.isApproved(open) ? String.valueOf(open.reviewedBy()) : staff.name();
        if (isLater(at)) {
            schedule(staff, document.id(), open.number(), reviewer, at);
        } else {
            put(staff.name(), document.id(), open.number(), reviewer);
        }
    }

    private void schedule(Staff staff, String id, int number, String reviewer, OffsetDateTime at) {
        drafts.schedule(id, number, reviewer, at);
        audit.add(staff.name(), Action.SCHEDULED, id, "第 %d 版，%s".formatted(number, readable(at)));
    }

    private String readable(OffsetDateTime time) {
        return TIME.format(time.atZoneSameInstant(clock.getZone()));
    }

    private void put(String who, String id, int number, String reviewer) {
        drafts.publish(id, number, reviewer);
        basis.confirm(id);
        audit.add(who, Action.PUBLISHED, id, "第 %d 版".formatted(number));
    }

    /** As it was approved when it was published first. */
    private void bringBack(Staff staff, Document document, @Nullable OffsetDateTime at) {
        Rights.refuse(rights.againstPublishing(staff, document.description().region(), null));
        boolean archived = document.state() == Document.State.WITHDRAWN;
        if (archived || isLater(at)) {
            precedence.checkTitle(document.description());
        }
        if (archived && isLater(at)) {
            schedule(staff, document.id(), copy(staff, document.id(), document.version()), staff.name(), at);
        } else if (archived) {
            documents.restore(document.id());
            audit.add(staff.name(), Action.PUBLISHED, document.id(), "重新发布第 %d 版".formatted(document.version()));
        } else if (isLater(at)) {
            throw nothingOpen();
        }
    }

    private int copy(Staff staff, String id, int number) {
        Version former = versions.find(id, number).orElseThrow(Publishing::gone);
        ReadDocument read = new ReadDocument(id, former.description(), versions.passages(id, number).stream().map(Section::of).toList(),
                versions.source(id, number));
        return drafts.add(read, versions.contentHash(id, number), staff.name(), former.proposal());
    }

    private void setWithdrawal(Staff staff, String id, @Nullable OffsetDateTime until) {
        if (drafts.withdrawAt(id, until)) {
            audit.add(staff.name(), Action.WITHDRAWAL_SET, id, until == null ? "取消" : readable(until));
        }
    }

    /** Out of the answers at once; one person is enough, since what is wrong must not wait. What was to follow at a set time waits. */
    @Transactional
    public void withdraw(Staff staff, String id) {
        documents.lock();
        Document document = document(id);
        Rights.refuse(rights.againstEditing(staff, document.description().region()));
        if (document.state() == Document.State.DRAFT) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "这份还没有发布，不用下架");
        }
        drafts.unschedule(id);
        withdraw(staff.name(), document);
    }

    private void withdraw(String who, Document document) {
        documents.detach(document.id());
        documents.withdraw(List.of(document.id()));
        drafts.withdrawAt(document.id(), null);
        audit.add(who, Action.WITHDRAWN, document.id(), document.description().title());
        drafts.settleSupersession();
    }

    /** An earlier text as a new version: published at once by whoever may, else as a draft for a second person. */
    @Transactional
    public void restore(Staff staff, String id, int number) {
        documents.lock();
        Document document = document(id);
        mayEdit(staff, document);
        Description former = versions.find(id, number).orElseThrow(Publishing::gone).description();
        Rights.refuse(rights.againstEditing(staff, former.region()));
        precedence.checkReplaced(staff, id, former);
        if (versions.open(id).isPresent()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "有一份改动还没发布，恢复旧版会盖掉它。请先发布或丢弃那份改动");
        }
        int restored = copy(staff, id, number);
        audit.add(staff.name(), Action.RESTORED, id, "第 %d 版的内容，成为第 %d 版".formatted(number, restored));
        if (rights.againstPublishing(staff, former.region(), staff.name()).isEmpty()) {
            publish(staff, document, open(id), null);
            drafts.settleSupersession();
        }
    }

    /** Throws the open version away; a document that was never published goes with it. */
    @Transactional
    public void drop(Staff staff, String id) {
        documents.lock();
        Version open = open(id);
        mayEdit(staff, document(id));
        drafts.drop(id);
        audit.add(staff.name(), Action.DRAFT_DROPPED, id, open.description().title());
    }

    /** Somebody looked, and it is still right. */
    @Transactional
    public void check(Staff staff, String id) {
        documents.lock();
        Rights.refuse(rights.againstEditing(staff, document(id).description().region()));
        drafts.checked(id);
        basis.confirm(id);
        audit.add(staff.name(), Action.CHECKED, id, "");
    }

    /** Documents of which something was set for a time that has come. */
    List<String> due() {
        return Stream.concat(drafts.due().stream().map(Version::documentId), drafts.dueForWithdrawal().stream()).distinct().toList();
    }

    /** Does what was set, if it still is: somebody may have changed it this very moment. */
    @Transactional
    public void keepTimetable(String id) {
        documents.lock();
        for (Version version : drafts.due()) {
            if (version.documentId().equals(id)) {
                put(TIMETABLE, id, version.number(), version.reviewedBy() == null ? TIMETABLE : version.reviewedBy());
                drafts.settleSupersession();
            }
        }
        if (drafts.dueForWithdrawal().contains(id)) {
            withdraw(TIMETABLE, document(id));
        }
    }

    private Version open(String id) {
        return versions.open(id).orElseThrow(Publishing::nothingOpen);
    }

    private Document document(String id) {
        return documents.find(id).orElseThrow(Publishing::gone);
    }

    private static ResponseStatusException nothingOpen() {
        return new ResponseStatusException(HttpStatus.CONFLICT, "没有等着发布的改动");
    }

    private static ResponseStatusException gone() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这份文件，可能已经删掉了");
    }
}
