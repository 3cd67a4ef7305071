package cn.niangjia.ticket;

import cn.niangjia.knowledge.Topic;
import cn.niangjia.privacy.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the tickets. Whoever changes one holds it from {@link #hold} to the end of the transaction. */
@Repository
class TicketRows {

    private static final String PERSON = "ticket-person";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Vault vault;
    private final Clock clock;

    TicketRows(JdbcClient jdbc, JsonMapper json, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
        this.clock = clock;
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the number or the request for a person has a ticket already */
    void insert(Ticket ticket, @Nullable UUID handoff, Person person, @Nullable ChatMaterial material) {
        jdbc.sql("""
                insert into ticket (id, number, source, state, region, conversation_id, handoff_id, call_back, reason, summary, sealed_person,
                    confidential, anonymous, form, material, counted_from, created_by, created_at, changed_at, revision)
                values (:id, :number, :source, :state, :region, :conversation, :handoff, :callBack, :reason, '', :person,
                    false, false, '{}', :material, :now, :by, :now, :now, -1)
                """).param("id", ticket.id()).param("number", ticket.number()).param("source", ticket.source().name())
                .param("state", ticket.state().name()).param("region", ticket.matter().region())
                .param("conversation", ticket.conversationId(), Types.OTHER).param("handoff", handoff, Types.OTHER)
                .param("callBack", ticket.callBack()).param("reason", ticket.reason()).param("person", seal(person), Types.VARBINARY)
                .param("material", material == null ? null : json.writeValueAsString(material), Types.VARCHAR)
                .param("by", ticket.createdBy()).param("now", ticket.createdAt()).update();
        update(ticket);
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private byte @Nullable [] seal(Person person) {
        return person.isUnknown() ? null : vault.seal(json.writeValueAsString(person), PERSON);
    }

    /** All that a person writes or a step changes. */
    void update(Ticket ticket) {
        Matter matter = ticket.matter();
        Handling handling = ticket.handling();
        jdbc.sql("""
                update ticket set state = :state, ticket_class = :class, category = :category, topic = :topic, region = :region,
                    summary = :summary, note = :note, convenient = :convenient, confidential = :confidential, anonymous = :anonymous, form = :form,
                    assignee = :assignee, unit = :unit, counted_from = :from, due = :due, answer = :answer, answer_sources = :sources,
                    call_back_said = :said, closing_reason = :closing, changed_at = :now, closed_at = :closed, revision = revision + 1
                where id = :id
                """).param("id", ticket.id()).param("state", handling.state().name()).param("class", name(matter.ticketClass()))
                .param("category", matter.category()).param("topic", name(matter.topic())).param("region", matter.region())
                .param("summary", matter.summary()).param("note", matter.note()).param("convenient", matter.convenient())
                .param("confidential", matter.confidential()).param("anonymous", matter.anonymous()).param("form", json.writeValueAsString(matter.form()))
                .param("assignee", handling.assignee()).param("unit", handling.unit()).param("from", handling.countedFrom())
                .param("due", handling.due(), Types.TIMESTAMP_WITH_TIMEZONE).param("answer", handling.answer())
                .param("sources", json.writeValueAsString(handling.answerSources()))
                .param("said", handling.said() == null ? null : json.writeValueAsString(handling.said()), Types.VARCHAR)
                .param("closing", handling.closingReason()).param("now", OffsetDateTime.now(clock))
                .param("closed", handling.closedAt(), Types.TIMESTAMP_WITH_TIMEZONE).update();
    }

    void setPerson(UUID id, Person person) {
        jdbc.sql("update ticket set sealed_person = :person where id = :id").param("person", seal(person), Types.VARBINARY).param("id", id).update();
    }

    Person person(UUID id) {
        return jdbc.sql("select sealed_person from ticket where id = :id").param("id", id).query(byte[].class).optional()
                .map(this::open).orElse(Person.UNKNOWN);
    }

    Person open(byte[] sealed) {
        return json.readValue(vault.open(sealed, PERSON), Person.class);
    }

    /** For what takes as long to open as a real one and opens nothing. */
    byte[] sealed(Person person) {
        return vault.seal(json.writeValueAsString(person), PERSON);
    }

    Optional<byte[]> sealedPerson(String number) {
        return jdbc.sql("select sealed_person from ticket where number = :number and sealed_person is not null").param("number", number)
                .query(byte[].class).optional();
    }

    Optional<ChatMaterial> material(UUID id) {
        return jdbc.sql("select material from ticket where id = :id and material is not null").param("id", id).query(String.class).optional()
                .map(text -> json.readValue(text, ChatMaterial.class));
    }

    Optional<Ticket> find(UUID id) {
        return jdbc.sql("select * from ticket where id = :id").param("id", id).query(this::ticket).optional();
    }

    Optional<Ticket> find(String number) {
        return jdbc.sql("select * from ticket where number = :number").param("number", number).query(this::ticket).optional();
    }

    Optional<Ticket> ofHandoff(UUID handoff) {
        return jdbc.sql("select * from ticket where handoff_id = :handoff").param("handoff", handoff).query(this::ticket).optional();
    }

    List<Ticket> ofConversation(UUID conversation) {
        return jdbc.sql("select * from ticket where conversation_id = :conversation order by created_at").param("conversation", conversation)
                .query(this::ticket).list();
    }

    /** As it is, until the transaction ends. */
    Optional<Ticket> hold(UUID id) {
        return jdbc.sql("select * from ticket where id = :id for update").param("id", id).query(this::ticket).optional();
    }

    List<UUID> open() {
        return jdbc.sql("select id from ticket where state <> 'CLOSED' order by created_at").query(UUID.class).list();
    }

    /** @param rest of the statement, with the names of {@code values} */
    List<Ticket> find(String rest, Map<String, Object> values) {
        return jdbc.sql("select * from ticket" + rest).params(values).query(this::ticket).list();
    }

    /** Nothing of the talk is left; {@code withPerson} forgets also who it was about. */
    void forget(UUID id, boolean withPerson) {
        jdbc.sql("update ticket set material = null, conversation_id = null where id = :id").param("id", id).update();
        if (withPerson) {
            jdbc.sql("update ticket set sealed_person = null, note = null, convenient = null, handoff_id = null where id = :id").param("id", id).update();
        }
    }

    /** @return how many persons were forgotten, at most {@code most} */
    int forgetPersonsOfClosedBefore(OffsetDateTime time, int most) {
        return jdbc.sql("""
                update ticket set sealed_person = null, note = null, convenient = null where id in (select id from ticket
                where state = 'CLOSED' and closed_at < :time
                and (sealed_person is not null or note is not null or convenient is not null) order by closed_at limit :most)
                """).param("time", time).param("most", most).update();
    }

    private Ticket ticket(ResultSet row, int n) throws SQLException {
        return new Ticket(row.getObject("id", UUID.class), row.getString("number"), Ticket.Source.valueOf(row.getString("source")),
                row.getObject("conversation_id", UUID.class), row.getBoolean("call_back"), row.getString("reason"), row.getBytes("sealed_person") != null,
                matter(row), handling(row), row.getString("created_by"), row.getObject("created_at", OffsetDateTime.class),
                row.getObject("changed_at", OffsetDateTime.class), row.getInt("revision"));
    }

    private Matter matter(ResultSet row) throws SQLException {
        String ticketClass = row.getString("ticket_class");
        String topic = row.getString("topic");
        return new Matter(ticketClass == null ? null : TicketClass.valueOf(ticketClass), row.getString("category"),
                topic == null ? null : Topic.valueOf(topic), row.getString("region"), row.getString("summary"), row.getString("note"),
                row.getString("convenient"), row.getBoolean("confidential"), row.getBoolean("anonymous"),
                json.readValue(row.getString("form"), TicketForm.class));
    }

    private Handling handling(ResultSet row) throws SQLException {
        String sources = row.getString("answer_sources");
        String said = row.getString("call_back_said");
        return new Handling(Ticket.State.valueOf(row.getString("state")), row.getString("assignee"), row.getString("unit"),
                row.getObject("counted_from", OffsetDateTime.class), row.getObject("due", OffsetDateTime.class), row.getString("answer"),
                sources == null ? List.of() : List.of(json.readValue(sources, String[].class)),
                said == null ? null : json.readValue(said, Handling.Said.class), row.getString("closing_reason"),
                row.getObject("closed_at", OffsetDateTime.class));
    }
}
