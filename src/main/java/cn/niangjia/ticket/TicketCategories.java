package cn.niangjia.ticket;

import cn.niangjia.account.Audit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The second level below the five classes, as admins keep it. A ticket keeps the words it was given, also when they leave the list. */
@Repository
class TicketCategories {

    /** @param categories in the order to show them */
    record ClassWithCategories(TicketClass ticketClass, String name, List<String> categories) {
    }

    private final JdbcClient jdbc;
    private final Audit audit;

    TicketCategories(JdbcClient jdbc, Audit audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    List<ClassWithCategories> all() {
        return Arrays.stream(TicketClass.values()).map(one -> new ClassWithCategories(one, one.word(), of(one))).toList();
    }

    private List<String> of(TicketClass ticketClass) {
        return jdbc.sql("select name from ticket_category where ticket_class = :class order by place").param("class", ticketClass.name())
                .query(String.class).list();
    }

    /** In place of those the classes had; classes that are not named keep theirs. */
    @Transactional
    public void save(Map<TicketClass, List<String>> wanted, String by) {
        wanted.forEach(this::replace);
        audit.add(by, Audit.Action.TICKET_CATEGORIES_CHANGED, "工单分类", wanted.keySet().stream().map(TicketClass::word).collect(Collectors.joining("、")));
    }

    private void replace(TicketClass ticketClass, List<String> names) {
        jdbc.sql("delete from ticket_category where ticket_class = :class").param("class", ticketClass.name()).update();
        IntStream.range(0, names.size()).forEach(place -> jdbc.sql("insert into ticket_category (ticket_class, place, name) values (:class, :place, :name)")
                .param("class", ticketClass.name()).param("place", place).param("name", names.get(place)).update());
    }

    /** A second level needs its first; where the admins keep a list for a class, one of it. */
    void check(@Nullable TicketClass ticketClass, @Nullable String category) {
        if (category == null) {
            return;
        }
        if (ticketClass == null) {
            throw TicketRights.refused(HttpStatus.UNPROCESSABLE_CONTENT, "请先选五大类中的一类，再选二级分类");
        }
        List<String> known = of(ticketClass);
        if (!known.isEmpty() && !known.contains(category)) {
            throw TicketRights.refused(HttpStatus.UNPROCESSABLE_CONTENT, "「%s」下面没有「%s」，请从列表里选".formatted(ticketClass.word(), category));
        }
    }
}
