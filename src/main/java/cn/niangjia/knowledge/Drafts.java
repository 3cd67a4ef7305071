package cn.niangjia.knowledge;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Documents as people change them: an open version beside the published one, which takes its place in one step. Who may
 * do what is not decided here.
 */
@Repository
public class Drafts {

    /** Somebody else saved or published meanwhile. */
    public static class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final JdbcClient jdbc;
    private final Documents documents;
    private final Versions versions;
    private final Supersession supersession;
    private final Clock clock;

    Drafts(JdbcClient jdbc, Documents documents, Versions versions, Supersession supersession, Clock clock) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.versions = versions;
        this.supersession = supersession;
        this.clock = clock;
    }

    /**
     * Keeps a text as the document's open version, in the place of one that was open. A document that did not exist
     * begins as a draft.
     *
     * @param hash of what it was made from, by which the same is known again
     * @param proposal as JSON, see {@link Version}
     */
    @Transactional
    public int add(ReadDocument read, String hash, String author, @Nullable String proposal) {
        documents.lock();
        boolean known = documents.find(read.id()).isPresent();
        int revision = versions.nextRevision(read.id());
        versions.open(read.id()).ifPresent(open -> versions.delete(read.id(), open.number()));
        int number = versions.next(read.id());
        if (!known) {
            jdbc.sql("""
                    insert into document (id, state, current_version, detached, change_number, changed_at)
                    values (:id, 'DRAFT', :number, true, 0, :now)
                    """).param("id", read.id()).param("number", number).param("now", OffsetDateTime.now(clock)).update();
        }
        versions.add(read, number, revision, Version.State.DRAFT, hash, author);
        if (proposal != null) {
            versions.setProposal(read.id(), number, proposal);
        }
        pointDraftTo(read.id(), number);
        return number;
    }

    /**
     * Saves an edit: into the open version, or as a new one beside the published.
     *
     * @param revision of the version that the editor saw
     * @throws Outdated if it is another one now
     */
    @Transactional
    public int save(String id, int revision, Description description, List<Section> sections, String author) {
        documents.lock();
        Document document = documents.find(id).orElseThrow();
        Optional<Version> open = versions.open(id);
        Version shown = open.or(() -> versions.find(id, document.version())).orElseThrow();
        if (shown.revision() != revision) {
            throw new Outdated();
        }
        List<Section> anchored = Section.anchored(sections);
        int number = open.isPresent() ? shown.number() : copy(shown, description, anchored, author);
        versions.rewrite(id, number, description, anchored, author);
        documents.detach(id);
        pointDraftTo(id, number);
        return number;
    }

    private int copy(Version published, Description description, List<Section> sections, String author) {
        String id = published.documentId();
        int number = versions.next(id);
        versions.add(new ReadDocument(id, description, sections, versions.source(id, published.number())), number, versions.nextRevision(id),
                Version.State.DRAFT, versions.contentHash(id, published.number()), author);
        if (published.proposal() != null) {
            versions.setProposal(id, number, published.proposal());
        }
        return number;
    }

    /** A document that was never published shows its draft. */
    private void pointDraftTo(String id, int number) {
        jdbc.sql("update document set current_version = :number where id = :id and state = 'DRAFT'").param("number", number)
                .param("id", id).update();
    }

    /** What an import read from where, as an editor's save changes it. */
    @Transactional
    public void propose(String id, int number, String proposal) {
        versions.setProposal(id, number, proposal);
    }

    /** Handed in for somebody else to look at, until it is changed again. */
    @Transactional
    public void submit(String id, int number) {
        versions.setSubmitted(id, number, OffsetDateTime.now(clock));
    }

    @Transactional
    public void review(String id, int number, String reviewer) {
        documents.lock();
        versions.reviewed(id, number, Version.State.REVIEWED, reviewer, null);
    }

    @Transactional
    public void schedule(String id, int number, String reviewer, OffsetDateTime at) {
        documents.lock();
        versions.reviewed(id, number, Version.State.SCHEDULED, reviewer, at);
    }

    /** What was scheduled is published only when somebody says so again. */
    @Transactional
    public void unschedule(String id) {
        versions.unschedule(id);
    }

    /** Makes the open version the published one; in the same step the former leaves the answers. @param reviewer who approved it */
    @Transactional
    public void publish(String id, int number, String reviewer) {
        documents.lock();
        versions.reviewed(id, number, Version.State.CURRENT, reviewer, null);
        jdbc.sql("update document_version set state = 'FORMER' where document_id = :id and state = 'CURRENT' and version <> :number")
                .param("id", id).param("number", number).update();
        jdbc.sql("""
                update document set state = 'PUBLISHED', current_version = :number, detached = true,
                checked_on = :today, change_number = :change, changed_at = :now where id = :id
                """).param("number", number).param("today", LocalDate.now(clock)).param("change", documents.nextChange())
                .param("now", OffsetDateTime.now(clock)).param("id", id).update();
    }

    /** To be called after publishing or withdrawing, once for many: which texts have taken the place of which. */
    public void settleSupersession() {
        supersession.settle();
    }

    /** Throws the open version away, and with it a document that was never published. */
    @Transactional
    public void drop(String id) {
        documents.lock();
        versions.open(id).ifPresent(open -> {
            versions.delete(id, open.number());
            documents.find(id).ifPresent(document -> versions.setRevision(id, document.version(), open.revision() + 1));
        });
        if (versions.of(id).isEmpty()) {
            jdbc.sql("delete from document where id = :id").param("id", id).update();
        }
    }

    /** @param at null: no longer at a set time @return whether that is a change */
    @Transactional
    public boolean withdrawAt(String id, @Nullable OffsetDateTime at) {
        return jdbc.sql("update document set withdraw_at = :at where id = :id and withdraw_at is distinct from :at")
                .param("at", at, java.sql.Types.TIMESTAMP_WITH_TIMEZONE).param("id", id).update() > 0;
    }

    /** Somebody confirmed today that the document is right. */
    @Transactional
    public void checked(String id) {
        checked(id, LocalDate.now(clock));
    }

    /** @param on null: nobody ever did */
    @Transactional
    public void checked(String id, @Nullable LocalDate on) {
        jdbc.sql("update document set checked_on = :on where id = :id").param("on", on, java.sql.Types.DATE).param("id", id).update();
    }

    /** Open versions whose time to be published has come. */
    public List<Version> due() {
        return versions.due(OffsetDateTime.now(clock));
    }

    /** Published documents whose time to be taken out has come. */
    public List<String> dueForWithdrawal() {
        return jdbc.sql("select id from document where state = 'PUBLISHED' and withdraw_at <= :now")
                .param("now", OffsetDateTime.now(clock)).query(String.class).list();
    }
}
