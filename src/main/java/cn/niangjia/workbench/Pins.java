package cn.niangjia.workbench;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The passages that an agent keeps at hand; by anchor, so that they outlive a version. */
@Repository
class Pins {

    record Pin(String documentId, String anchor) {
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Pins(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The latest first. */
    List<Pin> of(String staff) {
        return jdbc.sql("select document_id, anchor from pinned_passage where staff = :staff order by pinned_at desc").param("staff", staff)
                .query((row, n) -> new Pin(row.getString(1), row.getString(2))).list();
    }

    /** Pinning again moves it to the front. */
    @Transactional
    public void add(String staff, Pin pin) {
        remove(staff, pin);
        jdbc.sql("insert into pinned_passage (staff, document_id, anchor, pinned_at) values (:staff, :document, :anchor, :now)")
                .param("staff", staff).param("document", pin.documentId()).param("anchor", pin.anchor()).param("now", OffsetDateTime.now(clock)).update();
    }

    @Transactional
    public void remove(String staff, Pin pin) {
        jdbc.sql("delete from pinned_passage where staff = :staff and document_id = :document and anchor = :anchor")
                .param("staff", staff).param("document", pin.documentId()).param("anchor", pin.anchor()).update();
    }
}
