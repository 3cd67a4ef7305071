package cn.niangjia.importing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.StaffPageIT;
import cn.niangjia.SteeredClock;
import cn.niangjia.chat.Worker;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The pages on which files are brought in, looked over and published; one server for them, with its clock in the test's hand. */
@Import(ImportedPagesIT.ClockInHand.class)
@TestPropertySource(properties = {"niangjia.knowledge.folders=src/test/resources/statutes", "niangjia.import.unpacked=300MB", "niangjia.import.sheets=50"})
abstract class ImportedPagesIT extends StaffPageIT {

    @TestConfiguration
    static class ClockInHand {
        @Bean
        @Primary
        SteeredClock steeredClock() {
            return new SteeredClock();
        }
    }

    @Autowired
    private Clock injected;

    SteeredClock clock() {
        return (SteeredClock) injected;
    }

    @AfterEach
    void timeGoesOn() {
        clock().goAsOthers();
    }

    static FilePayload file(String name, byte[] content) {
        return new FilePayload(name, "application/octet-stream", content);
    }

    static FilePayload text(String name, String text) {
        return file(name, text.getBytes(UTF_8));
    }

    /** Chooses files on the import page, and waits until all are done. */
    static void importAll(Page page, FilePayload... files) {
        page.locator(".choosers input:not([webkitdirectory])").setInputFiles(files);
        isDone(page);
    }

    static void isDone(Page page) {
        assertThat(page.locator("nj-import-progress")).containsText("都做完了", new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions().setTimeout(120_000));
    }

    /** The row of a file on the import page. */
    static Locator row(Page page, String name) {
        return page.locator(".files tbody tr").filter(new Locator.FilterOptions().setHas(page.locator("b[title='" + name + "']")));
    }

    static void holds(Locator place, String... words) {
        for (String word : words) {
            assertThat(place).containsText(word);
        }
    }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static void said(Page page, String words) {
        assertThat(page.locator(".toast").filter(new Locator.FilterOptions().setHasText(words)).last()).isVisible();
    }

    /** Ends the messages that lie over the page. */
    static void quiet(Page page) {
        page.evaluate("for (const close of document.querySelectorAll('.toast .close')) close.click()");
    }

    static String address(String id) {
        return "#/documents/" + URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }

    JsonNode document(String id) throws Exception {
        return JSON.readTree(script("GET", "/api/admin/documents/" + URLEncoder.encode(id, UTF_8).replace("+", "%20"), null).body());
    }

    /** Of a worker who begins to talk with this question. */
    JsonNode asked(String question) {
        Worker worker = new Worker(server());
        worker.begins();
        return worker.asks(question);
    }

    boolean answers(String question, String words, String id) {
        JsonNode reply = asked(question);
        return cites(reply, id) && reply.get("text").stringValue().contains(words);
    }

    static boolean cites(JsonNode reply, String id) {
        return reply.get("citations").valueStream().anyMatch(citation -> citation.get("documentId").stringValue().equals(id));
    }

    static void until(String what, BooleanSupplier reached) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        while (!reached.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            Thread.sleep(100);
        }
    }
}
