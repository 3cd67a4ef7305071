package cn.niangjia.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.niangjia.Database;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit log, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class AuditContractTest {

    @Parameter
    Database database;
    private AnnotationConfigApplicationContext context;
    private Audit audit;
    private JdbcClient jdbc;

    @BeforeEach
    void open() {
        context = database.with(Audit.class);
        audit = context.getBean(Audit.class);
        jdbc = context.getBean(JdbcClient.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void entriesAreFoundNewestFirst() {
        audit.add("甲", Audit.Action.SAVED, "a", "第一");
        audit.add("乙", Audit.Action.PUBLISHED, "a", "第二");
        audit.add("乙", Audit.Action.PUBLISHED, "b", "第三");

        assertThat(audit.of("a")).extracting(Audit.Entry::detail).containsExactly("第二", "第一");
        assertThat(audit.find(of("乙"), 0, 10)).extracting(Audit.Entry::detail).containsExactly("第三", "第二");
        assertThat(audit.count(of("第"))).isEqualTo(3);
        assertThat(audit.find(of(""), 1, 1)).extracting(Audit.Entry::action).containsExactly("发布");
    }

    @Test
    void entriesAreFoundByKindByDayAndByWhoeverDidIt() {
        audit.add("甲", Audit.Action.SAVED, "a", "第一");
        audit.add("乙", Audit.Action.PUBLISHED, "a", "第二");
        LocalDate today = LocalDate.now(context.getBean(Clock.class));

        assertThat(details(new Audit.Filter("", List.of(Audit.Action.SAVED), null, null, List.of()))).containsExactly("第一");
        assertThat(details(new Audit.Filter("", List.of(), null, null, List.of("乙", "丙")))).containsExactly("第二");
        assertThat(details(new Audit.Filter("", List.of(), today, today, List.of()))).containsExactly("第二", "第一");
        assertThat(details(new Audit.Filter("", List.of(), today.plusDays(1), null, List.of()))).isEmpty();
        assertThat(details(new Audit.Filter("", List.of(), null, today.minusDays(1), List.of()))).isEmpty();
    }

    private List<String> details(Audit.Filter filter) {
        assertThat(audit.count(filter)).isEqualTo(audit.find(filter, 0, 10).size());
        return audit.find(filter, 0, 10).stream().map(Audit.Entry::detail).toList();
    }

    private static Audit.Filter of(String part) {
        return new Audit.Filter(part, List.of(), null, null, List.of());
    }

    @Test
    void theDatabaseRefusesToChangeAnEntry() {
        audit.add("甲", Audit.Action.SAVED, "a", "如实");

        assertThatThrownBy(() -> jdbc.sql("update audit_entry set detail = '改过'").update()).hasStackTraceContaining("audit entries stay as they are");
        assertThatThrownBy(() -> jdbc.sql("delete from audit_entry").update()).hasStackTraceContaining("audit entries stay as they are");
        assertThatThrownBy(() -> jdbc.sql("truncate table audit_entry").update()).isInstanceOf(RuntimeException.class);
        if (database == Database.POSTGRESQL) {
            assertThatThrownBy(() -> jdbc.sql("truncate table audit_entry cascade").update()).hasStackTraceContaining("audit entries stay as they are");
        }
        assertThat(audit.of("a")).extracting(Audit.Entry::detail).containsExactly("如实");
    }

    @Test
    void numbersOfPeopleAreMaskedSinceNobodyCanTakeThemOutAgain() {
        audit.add("甲", Audit.Action.SAVED, "import/张三13812345678", "张三 13812345678 的申请");

        assertThat(audit.of("import/张三13812345678")).singleElement().satisfies(entry -> {
            assertThat(entry.detail()).isEqualTo("张三 〔手机号〕 的申请");
            assertThat(entry.subject()).doesNotContain("13812345678");
        });
        assertThat(audit.count(of("13812345678"))).as("and it is still found by them").isEqualTo(1);
    }

    @Test
    void anEntryGoesOnlyWhenItsThreeYearsAreOver() {
        jdbc.sql("insert into audit_entry (at, who, action, subject, detail) values (timestamp with time zone '2020-01-01 00:00:00+00:00', '甲', 'SAVED', 'a', '旧')").update();

        assertThat(jdbc.sql("delete from audit_entry where subject = 'a'").update()).isEqualTo(1);
    }
}
