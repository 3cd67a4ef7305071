package cn.niangjia;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The databases that every repository must work on alike, on the same migrations. Each context gets an empty one. */
public enum Database {

    H2 {
        @Override
        DataSource empty() {
            return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }
    },

    POSTGRESQL {
        @Override
        DataSource empty() {
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = server().getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return server().getDatabase("postgres", name);
        }
    };

    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), ZoneId.of("Asia/Shanghai"));

    private static EmbeddedPostgres server;

    abstract DataSource empty();

    private static synchronized EmbeddedPostgres server() {
        try {
            server = server == null ? EmbeddedPostgres.start() : server;
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {
    }

    /** The given repositories over an empty database with today's schema. */
    public AnnotationConfigApplicationContext with(Class<?>... repositories) {
        DataSource source = empty();
        Flyway.configure().dataSource(source).locations("classpath:db/migration", "classpath:db/" + name().toLowerCase(Locale.ROOT)).load().migrate();
        JdbcTransactionManager transactions = new JdbcTransactionManager(source);
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(source));
        context.registerBean(JdbcTransactionManager.class, () -> transactions);
        context.registerBean(TransactionTemplate.class, () -> new TransactionTemplate(transactions));
        context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        context.registerBean(Clock.class, () -> CLOCK);
        context.register(Transactions.class);
        context.register(repositories);
        context.refresh();
        return context;
    }
}
