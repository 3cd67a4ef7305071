package cn.niangjia.publishing;

import cn.niangjia.knowledge.Document;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where each document stands on its way, for tables of many; one query for all of them. */
@Repository
class Standings {

    /**
     * @param open state of the open version; null: there is none
     * @param imported whether the open version came by an import and nobody has confirmed it yet
     * @param checkedOn when somebody last confirmed that it is right; null: never
     */
    record Standing(String id, @Nullable String folder, @Nullable String open, boolean imported, @Nullable OffsetDateTime publishAt,
            @Nullable OffsetDateTime withdrawAt, @Nullable LocalDate checkedOn, LocalDate createdOn, int passages) {

        String state(Document.State state) {
            return switch (state) {
                case DRAFT -> open == null ? "DRAFT" : open;
                case PUBLISHED -> "PUBLISHED";
                case WITHDRAWN -> "ARCHIVED";
            };
        }
    }

    private static final String SELECT = """
            select d.id, d.folder, d.withdraw_at, d.checked_on, v.created_at, o.state as open_state, o.publish_at, o.proposal, o.revision,
                   (select count(*) from passage p where p.document_id = d.id and p.version = d.current_version and p.enabled) as passages
            from document d
            join document_version v on v.document_id = d.id and v.version = d.current_version
            left join document_version o on o.document_id = d.id and o.state in ('DRAFT', 'REVIEWED', 'SCHEDULED')
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Standings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Map<String, Standing> all() {
        return jdbc.sql(SELECT).query(this::standing).list().stream().collect(Collectors.toMap(Standing::id, standing -> standing));
    }

    Standing of(String id) {
        return jdbc.sql(SELECT + " where d.id = :id").param("id", id).query(this::standing).single();
    }

    /** Documents with these words in a passage of what is shown of them. */
    List<String> withText(String part) {
        return jdbc.sql("""
                select distinct p.document_id from passage p join document d on d.id = p.document_id and d.current_version = p.version
                where p.text like :part
                """).param("part", "%" + part + "%").query(String.class).list();
    }

    private Standing standing(ResultSet row, int n) throws SQLException {
        String open = row.getString("open_state");
        return new Standing(row.getString("id"), row.getString("folder"), open, "DRAFT".equals(open) && row.getString("proposal") != null,
                row.getObject("publish_at", OffsetDateTime.class), row.getObject("withdraw_at", OffsetDateTime.class),
                row.getObject("checked_on", LocalDate.class), row.getObject("created_at", OffsetDateTime.class).atZoneSameInstant(clock.getZone()).toLocalDate(), row.getInt("passages"));
    }
}
