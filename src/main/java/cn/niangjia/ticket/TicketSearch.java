package cn.niangjia.ticket;

import cn.niangjia.account.Staff;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds tickets among those that a person may see. */
@Component
class TicketSearch {

    /** OVERDUE: over and not answered; TODAY: until midnight, and over. */
    enum Due { OVERDUE, TODAY }

    /** Null: any. @param region code, with what lies in it @param q part of a number, summary or employer; a whole number however it is typed */
    record Filter(Ticket.@Nullable State state, @Nullable TicketClass ticketClass, @Nullable Due due, boolean mine, boolean open,
            @Nullable String region, @Nullable String q) {
    }

    record Found(int total, List<Ticket> tickets) {
    }

    private final JdbcClient jdbc;
    private final TicketRows rows;
    private final TicketRights rights;
    private final Clock clock;

    TicketSearch(JdbcClient jdbc, TicketRows rows, TicketRights rights, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.rights = rights;
        this.clock = clock;
    }

    /** What is due first comes first, then the newest. */
    Found find(Filter filter, Staff staff, int from, int size) {
        Map<String, Object> values = new LinkedHashMap<>();
        String where = where(filter, staff, values);
        int total = jdbc.sql("select count(*) from ticket" + where).params(values).query(Integer.class).single();
        List<Ticket> found = rows.find(where + " order by case when state = 'CLOSED' then 1 else 0 end, case when due is null then 1 else 0 end, due,"
                + " created_at desc, number limit " + size + " offset " + from, values);
        return new Found(total, found);
    }

    private String where(Filter filter, Staff staff, Map<String, Object> values) {
        StringBuilder where = new StringBuilder(" where 1 = 1");
        List<String> places = rights.places(staff);
        values.put("me", staff.name());
        if (!places.isEmpty()) {
            add(where, values, " and (region in (:places) or assignee = :me or created_by = :me)", "places", places);
        }
        if (filter.mine()) {
            where.append(" and assignee = :me");
        }
        if (filter.open()) {
            where.append(" and state <> 'CLOSED'");
        }
        if (filter.state() != null) {
            add(where, values, " and state = :state", "state", filter.state().name());
        }
        if (filter.ticketClass() != null) {
            add(where, values, " and ticket_class = :class", "class", filter.ticketClass().name());
        }
        if (filter.region() != null) {
            add(where, values, " and region in (:within)", "within", rights.within(filter.region()).toList());
        }
        if (filter.due() != null) {
            add(where, values, " and state in ('NEW', 'IN_PROGRESS') and due < :before", "before", before(filter.due()));
        }
        if (filter.q() != null && !filter.q().isBlank()) {
            String q = TicketNumber.read(filter.q()).orElse(filter.q().strip());
            add(where, values, " and (number like :q or summary like :q or form like :q)", "q", "%" + q.replace("%", "").replace("_", "") + "%");
        }
        return where.toString();
    }

    private static void add(StringBuilder where, Map<String, Object> values, String condition, String name, Object with) {
        where.append(condition);
        values.put(name, with);
    }

    private OffsetDateTime before(Due due) {
        return switch (due) {
            case OVERDUE -> OffsetDateTime.now(clock);
            case TODAY -> LocalDate.now(clock).plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime();
        };
    }
}
