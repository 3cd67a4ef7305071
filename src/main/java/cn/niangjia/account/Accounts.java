package cn.niangjia.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;

/** The staff accounts. The first start makes one, {@code admin}. */
@Repository
public class Accounts implements ApplicationRunner {

    private static final String FIRST = "admin";
    private static final String WHOLE_COUNTRY = "000000";

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final AccountSettings settings;
    private final Clock clock;

    Accounts(JdbcClient jdbc, PasswordEncoder encoder, AccountSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.settings = settings;
        this.clock = clock;
    }

    public Optional<Staff> find(String name) {
        return jdbc.sql("select name, password_hash, staff_role, region from staff where name = :name").param("name", name)
                .query((row, n) -> new Staff(row.getString(1), row.getString(2), Role.valueOf(row.getString(3)), row.getString(4)))
                .optional();
    }

    /** A password given in the settings holds at every start, so that a lost one can be set anew. */
    @Override
    public void run(ApplicationArguments arguments) {
        Optional<Staff> admin = find(FIRST);
        String given = settings.password();
        if (admin.isEmpty()) {
            String password = given.isEmpty() ? random() : given;
            add(new Staff(FIRST, encoded(password), Role.ADMIN, WHOLE_COUNTRY));
            if (given.isEmpty()) {
                printOnce(password);
            }
        } else if (!given.isEmpty() && !encoder.matches(given, admin.get().passwordHash())) {
            jdbc.sql("update staff set password_hash = :hash where name = :name")
                    .param("hash", encoded(given)).param("name", FIRST).update();
        }
    }

    private void add(Staff staff) {
        jdbc.sql("""
                insert into staff (name, password_hash, staff_role, region, created_at)
                values (:name, :hash, :role, :region, :now)
                """).param("name", staff.name()).param("hash", staff.passwordHash()).param("role", staff.role().name())
                .param("region", staff.region()).param("now", OffsetDateTime.now(clock)).update();
    }

    private String encoded(String password) {
        return String.valueOf(encoder.encode(password));
    }

    private static String random() {
        byte[] bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** To the console and not to the log, where it would stay. */
    private static void printOnce(String password) {
        System.out.println("\n管理员账号 admin，密码 " + password + "（只显示这一次，请记下）\n");
    }
}
