package cn.niangjia.account;

import cn.niangjia.privacy.PersonalData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who did what, to what, and when. Entries are added and read; the database itself refuses to change them. */
@Repository
public class Audit {

    /** What people do that is kept; each with its word for readers. */
    public enum Action {
        SIGNED_IN("登录"), SIGN_IN_REFUSED("登录没成功"), SIGNED_OUT("退出"), PASSWORD_CHANGED("改密码"), STAFF_ADDED("加人"), STAFF_CHANGED("改人员"),
        IMPORTED("导入"), SAVED("改稿"), SUBMITTED("送审"), REVIEWED("审核通过"), SCHEDULED("定时发布"), PUBLISHED("发布"), WITHDRAWN("下架"), WITHDRAWAL_SET("定时下架"),
        RESTORED("恢复旧版"), DRAFT_DROPPED("丢弃草稿"), CHECKED("核对"), REVERSED("撤销"),
        PLACE_ADDED("加地区"), PLACE_CHANGED("改地区"), INDEX_REBUILT("重建索引"), ON_CALL_CHANGED("改值班表"),
        CALENDAR_CHANGED("改放假安排"), TICKET_CATEGORIES_CHANGED("改工单分类"), TICKETS_EXPORTED("导出工单");

        private final String word;

        Action(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * @param who account, or 定时 for what happened at a set time
     * @param action as readers call it
     * @param subject id of a document, name of an account or of an import
     */
    public record Entry(OffsetDateTime at, String who, String action, String subject, String detail) {
    }

    /**
     * @param q part that a name, a subject or a detail holds; empty: any
     * @param actions empty: any
     * @param by accounts; empty: anybody
     */
    public record Filter(String q, List<Action> actions, @Nullable LocalDate since, @Nullable LocalDate until, List<String> by) {
    }

    private static final int LONGEST = 2000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Audit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * In the transaction of the caller, so that nothing is done without a trace. Numbers of people are masked: what stands here
     * cannot be taken out again.
     */
    public void add(String who, Action action, String subject, String detail) {
        jdbc.sql("insert into audit_entry (at, who, action, subject, detail) values (:at, :who, :action, :subject, :detail)")
                .param("at", OffsetDateTime.now(clock)).param("who", cut(who, 100)).param("action", action.name())
                .param("subject", cut(PersonalData.mask(subject), 1000)).param("detail", cut(PersonalData.mask(detail), LONGEST)).update();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    /** Of one subject, newest first. */
    public List<Entry> of(String subject) {
        return jdbc.sql("select * from audit_entry where subject = :subject order by id desc").param("subject", PersonalData.mask(subject))
                .query(Audit::entry).list();
    }

    /** Newest first. */
    public List<Entry> find(Filter filter, int from, int size) {
        return matching("select *", filter, " order by id desc limit :size offset :from").param("size", size).param("from", from).query(Audit::entry).list();
    }

    public int count(Filter filter) {
        return matching("select count(*)", filter, "").query(Integer.class).single();
    }

    private StatementSpec matching(String what, Filter filter, String order) {
        Map<String, Object> values = new HashMap<>(Map.of("like", "%" + PersonalData.mask(filter.q()) + "%"));
        StringBuilder where = new StringBuilder(" from audit_entry where (who like :like or subject like :like or detail like :like)");
        add(where, values, " and action in (:actions)", "actions", filter.actions().isEmpty() ? null : filter.actions().stream().map(Action::name).toList());
        add(where, values, " and at >= :since", "since", filter.since() == null ? null : startOf(filter.since()));
        add(where, values, " and at < :until", "until", filter.until() == null ? null : startOf(filter.until().plusDays(1)));
        add(where, values, " and who in (:by)", "by", filter.by().isEmpty() ? null : filter.by());
        return jdbc.sql(what + where + order).params(values);
    }

    private static void add(StringBuilder where, Map<String, Object> values, String condition, String name, @Nullable Object wanted) {
        if (wanted != null) {
            where.append(condition);
            values.put(name, wanted);
        }
    }

    private OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toOffsetDateTime();
    }

    /** Entries older than this, and at least three years: the database refuses to remove younger ones. @return how many, at most {@code most} */
    @Transactional
    public int forgetBefore(OffsetDateTime time, int most) {
        return jdbc.sql("delete from audit_entry where id in (select id from audit_entry where at < :time order by id limit :most)")
                .param("time", time).param("most", most).update();
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        return new Entry(row.getObject("at", OffsetDateTime.class), row.getString("who"), Action.valueOf(row.getString("action")).word(),
                row.getString("subject"), row.getString("detail"));
    }
}
