package cn.niangjia.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes the pictures of {@code docs/screenshots}, which the README shows; the clock stands still, so that only the product changes them. */
class ScreenshotsIT extends PageIT {

    private static final Path FOLDER = Path.of("docs/screenshots");
    private static final String NOW = "2026-11-24T02:21:00Z";
    private static final String UNPAID = "老板三个月没发钱了咋办";

    @Autowired
    private JdbcClient jdbc;

    /** Whoever waits from other tests would change the place in the queue. */
    @BeforeEach
    void emptyQueue() {
        jdbc.sql("update handoff set state = 'WITHDRAWN' where state = 'WAITING'").update();
    }

    @Test
    void onAPhone() throws Exception {
        Page greeting = still(phone());
        take(greeting, "phone-greeting");
        Page answer = still(phone());
        askAndWait(answer, UNPAID);
        take(answer, "phone-answer");
        Page citation = still(phone());
        askAndWait(citation, UNPAID);
        citation.locator(".said .cite").nth(2).click();
        assertThat(citation.locator("nj-source .this")).isVisible();
        take(citation, "phone-citation");
        Page handoff = still(phone());
        askAndWait(handoff, "会费一个月交多少");
        handoff.locator(".person").click();
        assertThat(handoff.locator("nj-handoff .queue")).isVisible();
        take(handoff, "phone-hand-off");
    }

    @Test
    void elder() throws Exception {
        Page page = still(phone());
        page.locator("[aria-label^=长辈版]").click();
        askAndWait(page, UNPAID);
        take(page, "phone-elder");
    }

    @Test
    void dark() throws Exception {
        Page page = still(phone().setColorScheme(ColorScheme.DARK));
        askAndWait(page, UNPAID);
        take(page, "phone-dark");
    }

    @Test
    void onADesktop() throws Exception {
        BrowserContext context = context(PageIT.desktop());
        context.clock().setFixedTime(NOW);
        Page page = open(context, server() + "/");
        page.locator(".launch").click();
        assertThat(page.frameLocator("iframe").locator(".topics")).isVisible();
        page.frameLocator("iframe").locator(".compose textarea").fill("送外卖的能进工会吗");
        page.frameLocator("iframe").locator(".compose textarea").press("Enter");
        assertThat(page.frameLocator("iframe").locator(".acts")).isVisible();
        take(page, "desktop");
    }

    private Page still(Browser.NewContextOptions options) {
        BrowserContext context = context(options);
        context.clock().setFixedTime(NOW);
        return chat(context);
    }

    /** With nothing focused, because a blinking caret is never the same twice. */
    private static void take(Page page, String name) throws Exception {
        Files.createDirectories(FOLDER);
        page.evaluate("document.activeElement.blur(); for (const frame of document.querySelectorAll('iframe')) frame.blur()");
        page.waitForTimeout(400);
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    }
}
