package cn.niangjia.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what, to what, and when. Entries are added and read; the database itself refuses to change them. */
@Repository
public class Audit {

    /** What people do that is kept; each with its word for readers. */
    public enum Action {
        SIGNED_IN("登录"), SIGN_IN_REFUSED("登录没成功"), SIGNED_OUT("退出"), PASSWORD_CHANGED("改密码"), STAFF_ADDED("加人"), STAFF_CHANGED("改人员"),
        IMPORTED("导入"), SAVED("改稿"), SUBMITTED("送审"), REVIEWED("审核通过"), SCHEDULED("定时发布"), PUBLISHED("发布"), WITHDRAWN("下架"), RESTORED("恢复旧版"),
        DRAFT_DROPPED("丢弃草稿"), CHECKED("核对"), INDEX_REBUILT("重建索引"), ON_CALL_CHANGED("改值班表");

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

    private static final String MATCHING = " from audit_entry where who like :like or subject like :like or detail like :like";
    private static final int LONGEST = 2000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Audit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** In the transaction of the caller, so that nothing is done without a trace. */
    public void add(String who, Action action, String subject, String detail) {
        jdbc.sql("insert into audit_entry (at, who, action, subject, detail) values (:at, :who, :action, :subject, :detail)")
                .param("at", OffsetDateTime.now(clock)).param("who", cut(who, 100)).param("action", action.name())
                .param("subject", cut(subject, 1000)).param("detail", cut(detail, LONGEST)).update();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    /** Of one subject, newest first. */
    public List<Entry> of(String subject) {
        return jdbc.sql("select * from audit_entry where subject = :subject order by id desc").param("subject", subject)
                .query(Audit::entry).list();
    }

    /** Newest first. @param part that a name, a subject or a detail holds; empty for all */
    public List<Entry> find(String part, int from, int size) {
        return jdbc.sql("select *" + MATCHING + " order by id desc limit :size offset :from").param("like", "%" + part + "%")
                .param("size", size).param("from", from).query(Audit::entry).list();
    }

    public int count(String part) {
        return jdbc.sql("select count(*)" + MATCHING).param("like", "%" + part + "%").query(Integer.class).single();
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        return new Entry(row.getObject("at", OffsetDateTime.class), row.getString("who"), Action.valueOf(row.getString("action")).word(),
                row.getString("subject"), row.getString("detail"));
    }
}
