package cn.niangjia.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.h2.tools.TriggerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * H2 runs this before an audit entry is changed or removed, and refuses: entries stay as they are for three years. What
 * PostgreSQL does stands in its own migration. Public and named in a migration: it cannot be moved.
 */
public class AuditEntriesStay extends TriggerAdapter {

    private static final Duration KEPT = Duration.ofDays(1095);

    @Override
    public void fire(Connection connection, ResultSet before, @Nullable ResultSet after) throws SQLException {
        boolean removed = after == null;
        if (!removed || before.getObject("at", OffsetDateTime.class).isAfter(OffsetDateTime.now().minus(KEPT))) {
            throw new SQLException("audit entries stay as they are");
        }
    }
}
