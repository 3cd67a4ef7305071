package cn.niangjia.handoff;

import cn.niangjia.knowledge.CsvResource;
import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The holidays and worked weekends of each year. What is delivered ({@code calendar.csv}) is taken over once, for years that the
 * table lacks; an admin's own days stay.
 */
@Repository
public class Holidays {

    private static final Logger log = LoggerFactory.getLogger(Holidays.class);
    /** How long a change made on another node may go unseen. */
    private static final Duration KEPT = Duration.ofMinutes(1);
    /** The notice of a year is out by November. */
    private static final Period AHEAD = Period.ofMonths(2);

    /** @param source the notice it was taken from @param changedBy account; null: as delivered */
    record Year(int year, String source, @Nullable String changedBy, OffsetDateTime changedAt, List<HolidayCalendar.Day> days) {
    }

    private record Read(HolidayCalendar calendar, OffsetDateTime at) {
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private volatile @Nullable Read read;

    Holidays(JdbcClient jdbc, TransactionTemplate transactions, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.events = events;
    }

    @PostConstruct
    void addWhatIsDelivered() {
        Map<Integer, List<Map<String, String>>> years = CsvResource.read("calendar.csv").stream()
                .collect(Collectors.groupingBy(row -> LocalDate.parse(row.get("date")).getYear(), TreeMap::new, Collectors.toList()));
        years.forEach((year, rows) -> {
            if (find(year).isEmpty()) {
                add(year, rows);
            }
        });
        int next = LocalDate.now(clock).plus(AHEAD).getYear();
        if (find(next).isEmpty()) {
            log.warn("the holidays of {} are not entered: until they are, its days go by the week alone", next);
        }
    }

    private void add(int year, List<Map<String, String>> rows) {
        try {
            transactions.executeWithoutResult(status -> insert(year, rows.getFirst().get("source"), null, rows.stream()
                    .map(row -> new HolidayCalendar.Day(LocalDate.parse(row.get("date")), Boolean.parseBoolean(row.get("closed")), row.get("name"))).toList()));
        } catch (DuplicateKeyException e) {
            log.info("the holidays of {} were entered by another node", year);
        }
    }

    private void insert(int year, String source, @Nullable String by, List<HolidayCalendar.Day> days) {
        jdbc.sql("insert into calendar_year (year_number, source, changed_by, changed_at) values (:year, :source, :by, :now)")
                .param("year", year).param("source", source).param("by", by).param("now", OffsetDateTime.now(clock)).update();
        days.forEach(day -> jdbc.sql("insert into calendar_day (calendar_date, closed, name) values (:date, :closed, :name)")
                .param("date", day.date()).param("closed", day.closed()).param("name", day.name()).update());
    }

    /** In place of what was entered before. */
    void save(int year, String source, String by, List<HolidayCalendar.Day> days) {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("delete from calendar_day where calendar_date between :first and :last")
                    .param("first", LocalDate.of(year, 1, 1)).param("last", LocalDate.of(year, 12, 31)).update();
            jdbc.sql("delete from calendar_year where year_number = :year").param("year", year).update();
            insert(year, source, by, days);
        });
        read = null;
        events.publishEvent(new HolidaysChanged(year));
    }

    /** Empty: nobody has entered it. */
    Optional<Year> find(int year) {
        return jdbc.sql("select * from calendar_year where year_number = :year").param("year", year)
                .query((row, n) -> new Year(year, row.getString("source"), row.getString("changed_by"),
                        row.getObject("changed_at", OffsetDateTime.class), days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)))).optional();
    }

    private List<HolidayCalendar.Day> days(LocalDate first, LocalDate last) {
        return jdbc.sql("select * from calendar_day where calendar_date between :first and :last order by calendar_date")
                .param("first", first).param("last", last)
                .query((row, n) -> new HolidayCalendar.Day(row.getObject("calendar_date", LocalDate.class), row.getBoolean("closed"), row.getString("name"))).list();
    }

    /** As it is now; asked for at every look at the opening hours, so it is read once a minute. */
    public HolidayCalendar calendar() {
        Read known = read;
        OffsetDateTime now = OffsetDateTime.now(clock);
        if (known == null || !Duration.between(known.at(), now).abs().minus(KEPT).isNegative()) {
            Map<LocalDate, HolidayCalendar.Day> days = days(LocalDate.of(1900, 1, 1), LocalDate.of(9999, 1, 1)).stream()
                    .collect(Collectors.toMap(HolidayCalendar.Day::date, Function.identity()));
            known = new Read(new HolidayCalendar(days, new HashSet<>(jdbc.sql("select year_number from calendar_year").query(Integer.class).list())), now);
            read = known;
        }
        return known.calendar();
    }
}
