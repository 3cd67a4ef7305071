package cn.niangjia.publishing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import cn.niangjia.StaffPageIT;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes the admin's pictures of {@code docs/screenshots}. Nothing in them depends on the day, so that only the product changes them. */
class AdminScreenshotsIT extends StaffPageIT {

    private static final Path FOLDER = Path.of("docs/screenshots");
    private static final String NOW = "2026-11-24T02:21:00Z";

    /** How often each was cited, and when somebody last looked. */
    private record Used(int cited, String checkedOn) {
    }

    private static final Map<String, Used> USED = Map.of("joining/new-employment", new Used(1034, "2026-11-18"), "legal-aid/unpaid-wages", new Used(986, "2026-11-18"),
            "legal-aid/work-injury", new Used(412, "2026-09-10"), "local/weihai-reading-card", new Used(97, "2026-06-01"));

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void aYearOfUse() throws Exception {
        jdbc.sql("delete from citation").update();
        until("2026-10-31");
        USED.forEach(this::use);
    }

    private void use(String id, Used used) {
        IntStream.range(0, used.cited()).forEach(i -> jdbc.sql("insert into citation (document_id, version, ordinal, cited_at) values (:id, 1, 0, :now)")
                .param("id", id).param("now", OffsetDateTime.now()).update());
        jdbc.sql("update document set checked_on = :on where id = :id").param("on", LocalDate.parse(used.checkedOn())).param("id", id).update();
    }

    private void until(String day) throws Exception {
        script("POST", "/api/admin/document-changes", Map.of("ids", List.of("local/weihai-reading-card"), "effectiveUntil", day));
    }

    /** As other tests expect it. */
    @AfterEach
    void asBefore() throws Exception {
        jdbc.sql("delete from citation").update();
        until("");
        jdbc.sql("update document set checked_on = null").update();
    }

    @Test
    void documents() throws Exception {
        take(ColorScheme.LIGHT, "admin-documents");
        take(ColorScheme.DARK, "admin-documents-dark");
    }

    private void take(ColorScheme colours, String name) throws Exception {
        BrowserContext context = context(desktop().setViewportSize(1440, 900).setDeviceScaleFactor(1.5).setColorScheme(colours));
        context.clock().setFixedTime(NOW);
        Page page = admin(context, "#/documents?sort=CITED&desc=1");
        assertThat(page.locator("tbody tr").first()).isVisible();
        for (int row : List.of(1, 2, 3)) {
            page.locator("tbody tr:nth-child(%d) .tick".formatted(row)).click();
        }
        assertThat(page.locator(".bulk")).containsText("已选 3 份");
        Files.createDirectories(FOLDER);
        page.mouse().move(720, 20);
        page.evaluate("document.activeElement.blur()");
        page.waitForTimeout(400);
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    }
}
