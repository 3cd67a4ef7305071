package cn.niangjia.account;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The staff accounts. The first start makes one, {@code admin}. */
@Repository
public class Accounts implements ApplicationRunner {

    private static final String FIRST = "admin";
    private static final String WHOLE_COUNTRY = "000000";
    private static final int FAILURES = 5;
    private static final Duration LOCKED = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final AccountSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Accounts(JdbcClient jdbc, PasswordEncoder encoder, AccountSettings settings, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /** Whether somebody can sign in who may do everything everywhere. Until the transaction ends nobody else changes those who can. */
    boolean hasAdminOfAll() {
        return !jdbc.sql("select name from staff where staff_role = 'ADMIN' and region = :all and disabled = false order by name for update")
                .param("all", WHOLE_COUNTRY).query(String.class).list().isEmpty();
    }

    public Optional<Staff> find(String name) {
        return jdbc.sql("select * from staff where name = :name").param("name", name).query(Accounts::staff).optional();
    }

    /** By name. */
    public List<Staff> all() {
        return jdbc.sql("select * from staff order by name").query(Accounts::staff).list();
    }

    private static Staff staff(ResultSet row, int n) throws SQLException {
        String name = row.getString("name");
        String shown = row.getString("display_name");
        return new Staff(name, shown == null ? name : shown, row.getString("password_hash"), Role.valueOf(row.getString("staff_role")),
                row.getString("region"), row.getBoolean("disabled"), row.getObject("locked_until", OffsetDateTime.class),
                row.getObject("last_sign_in", OffsetDateTime.class));
    }

    /** A password given in the settings holds at every start, so that a lost one can be set anew. */
    @Override
    public void run(ApplicationArguments arguments) {
        Optional<Staff> admin = find(FIRST);
        String given = settings.password();
        if (admin.isEmpty()) {
            String password = given.isEmpty() ? random() : given;
            add(FIRST, "管理员", Role.ADMIN, WHOLE_COUNTRY, password);
            if (given.isEmpty()) {
                printOnce(password);
            }
        } else if (!given.isEmpty() && (lockedUntil(FIRST) != null || !encoder.matches(given, admin.get().passwordHash()))) {
            setPassword(FIRST, given);
        }
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the name is taken */
    @Transactional
    public void add(String name, String displayName, Role role, String region, String password) {
        jdbc.sql("""
                insert into staff (name, display_name, password_hash, staff_role, region, created_at)
                values (:name, :shown, :hash, :role, :region, :now)
                """).param("name", name).param("shown", displayName).param("hash", encoder.encode(password)).param("role", role.name())
                .param("region", region).param("now", OffsetDateTime.now(clock)).update();
    }

    /** Takes effect at once: whoever is signed in has to sign in anew. */
    @Transactional
    public void change(String name, String displayName, Role role, String region, boolean disabled) {
        jdbc.sql("""
                update staff set display_name = :shown, staff_role = :role, region = :region, disabled = :disabled,
                failed_sign_ins = 0, locked_until = null where name = :name
                """).param("name", name).param("shown", displayName).param("role", role.name()).param("region", region)
                .param("disabled", disabled).update();
        events.publishEvent(new StaffChanged(name));
    }

    @Transactional
    public void setPassword(String name, String password) {
        jdbc.sql("update staff set password_hash = :hash, failed_sign_ins = 0, locked_until = null where name = :name")
                .param("hash", encoder.encode(password)).param("name", name).update();
        events.publishEvent(new StaffChanged(name));
    }

    public boolean isPasswordOf(Staff staff, String password) {
        return encoder.matches(password, staff.passwordHash());
    }

    /** Until when this account takes no password, not even the right one; null if it does. */
    public @Nullable OffsetDateTime lockedUntil(String name) {
        return find(name).map(Staff::lockedUntil).filter(until -> until.isAfter(OffsetDateTime.now(clock))).orElse(null);
    }

    /** Five wrong passwords one after the other close the account for a quarter of an hour. */
    @Transactional
    public void failed(String name) {
        jdbc.sql("update staff set failed_sign_ins = failed_sign_ins + 1 where name = :name").param("name", name).update();
        jdbc.sql("update staff set failed_sign_ins = 0, locked_until = :until where name = :name and failed_sign_ins >= :most")
                .param("until", OffsetDateTime.now(clock).plus(LOCKED)).param("name", name).param("most", FAILURES).update();
    }

    @Transactional
    public void signedIn(String name) {
        jdbc.sql("update staff set failed_sign_ins = 0, locked_until = null, last_sign_in = :now where name = :name")
                .param("now", OffsetDateTime.now(clock)).param("name", name).update();
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
