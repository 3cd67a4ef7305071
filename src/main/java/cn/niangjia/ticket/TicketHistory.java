package cn.niangjia.ticket;

import cn.niangjia.privacy.PersonalData;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to tickets, and who of the staff saw them. Both are added to and read, never changed. */
@Repository
class TicketHistory {

    /** What happened; each with its word for readers. */
    enum Kind {
        MADE("建单"), ASSIGNED("派单"), CHANGED("补充修改"), PAUSED("暂停"), RESUMED("恢复办理"), ANSWERED("答复"), NOT_REACHED("回访没联系上"),
        CALLED_BACK("回访"), CLOSED("办结"), REOPENED("重新办理"), DISCLOSED("查看姓名和联系方式"), REFERRED("转办"), ERASED("清除个人信息"), DUE_MOVED("期限变动");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** What was looked at. */
    enum Seen { OPENED, CONTACT, REFERRED, EXPORTED, EXPORTED_CONTACT }

    /** @param who account, or 职工, or 定时 for what no member of staff did @param state of the ticket from then on */
    record Event(OffsetDateTime at, String who, Kind kind, String word, Ticket.State state, String detail) {
    }

    /** @param reason where it needs one */
    record Access(OffsetDateTime at, String staff, Seen what, @Nullable String reason) {
    }

    static final String NOBODY = "定时";
    static final String WORKER = "职工";

    private final JdbcClient jdbc;
    private final Clock clock;

    TicketHistory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** In the transaction of what happens. @param detail is kept with personal numbers masked */
    void add(UUID ticket, String who, Kind kind, Ticket.State state, String detail) {
        String masked = PersonalData.mask(detail);
        jdbc.sql("insert into ticket_event (ticket_id, at, who, kind, state, detail) values (:ticket, :now, :who, :kind, :state, :detail)")
                .param("ticket", ticket).param("now", OffsetDateTime.now(clock)).param("who", who).param("kind", kind.name())
                .param("state", state.name()).param("detail", masked.substring(0, Math.min(masked.length(), 4000))).update();
    }

    /** In order. */
    List<Event> of(UUID ticket) {
        return jdbc.sql("select * from ticket_event where ticket_id = :ticket order by id").param("ticket", ticket)
                .query((row, n) -> new Event(row.getObject("at", OffsetDateTime.class), row.getString("who"), Kind.valueOf(row.getString("kind")),
                        Kind.valueOf(row.getString("kind")).word(), Ticket.State.valueOf(row.getString("state")), row.getString("detail"))).list();
    }

    /** When it stood still since a moment; the last pause may go on. */
    List<Limit.Pause> pauses(UUID ticket, OffsetDateTime since) {
        List<Limit.Pause> pauses = new ArrayList<>();
        OffsetDateTime begun = null;
        for (Event event : of(ticket)) {
            if (begun != null && event.state() != Ticket.State.PAUSED) {
                pauses.add(new Limit.Pause(begun, event.at()));
                begun = null;
            } else if (event.kind() == Kind.PAUSED && !event.at().isBefore(since)) {
                begun = event.at();
            }
        }
        return pauses;
    }

    /** That it was handled stays, and why; without the person's name and contacts. */
    void forgetDetails(UUID ticket, Person person) {
        List.of("event", "access").forEach(table -> {
            String column = table.equals("event") ? "detail" : "reason";
            jdbc.sql("select id, %s from ticket_%s where ticket_id = :ticket and %s is not null".formatted(column, table, column)).param("ticket", ticket)
                    .query((row, n) -> new Detail(row.getLong(1), row.getString(2))).list().stream()
                    .filter(detail -> !person.leftOutOf(detail.text()).equals(detail.text()))
                    .forEach(detail -> jdbc.sql("update ticket_%s set %s = :text where id = :id".formatted(table, column))
                            .param("text", person.leftOutOf(detail.text())).param("id", detail.id()).update());
        });
    }

    private record Detail(long id, String text) {
    }

    void saw(UUID ticket, String staff, Seen what, @Nullable String reason) {
        jdbc.sql("insert into ticket_access (ticket_id, staff, what, reason, seen_at) values (:ticket, :staff, :what, :reason, :now)")
                .param("ticket", ticket).param("staff", staff).param("what", what.name())
                .param("reason", reason == null ? null : PersonalData.mask(reason)).param("now", OffsetDateTime.now(clock)).update();
    }

    /** In order. */
    List<Access> accesses(UUID ticket) {
        return jdbc.sql("select * from ticket_access where ticket_id = :ticket order by id").param("ticket", ticket)
                .query((row, n) -> new Access(row.getObject("seen_at", OffsetDateTime.class), row.getString("staff"), Seen.valueOf(row.getString("what")),
                        row.getString("reason"))).list();
    }

    /** @return how many, at most {@code most} */
    int forgetAccessesBefore(OffsetDateTime time, int most) {
        return jdbc.sql("delete from ticket_access where id in (select id from ticket_access where seen_at < :time order by id limit :most)")
                .param("time", time).param("most", most).update();
    }
}
