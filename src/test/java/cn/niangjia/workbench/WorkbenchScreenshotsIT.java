package cn.niangjia.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import cn.niangjia.StaffPageIT;
import cn.niangjia.chat.Worker;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes the desk's pictures of {@code docs/screenshots}; the clock stands still, so that only the product changes them. */
class WorkbenchScreenshotsIT extends StaffPageIT {

    private static final Path FOLDER = Path.of("docs/screenshots");
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-24T10:30:00+08:00");

    @Autowired
    private JdbcClient jdbc;

    @BeforeAll
    void addAgent() throws Exception {
        script("POST", "/api/admin/staff", Map.of("name", "zhou", "displayName", "周老师", "role", "SUPERVISOR", "region", "000000", "password", PASSWORD));
    }

    @BeforeEach
    void emptyQueue() {
        jdbc.sql("update handoff set state = 'WITHDRAWN' where state in ('WAITING', 'TAKEN')").update();
    }

    @Test
    void search() throws Exception {
        Page page = desk(ColorScheme.LIGHT, "#call");
        look(page, "欠薪 离职 仲裁");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("nj-passage .rel").first()).isVisible();
        take(page, "workbench-search");
    }

    @Test
    void onACall() throws Exception {
        Page page = desk(ColorScheme.LIGHT, "#call");
        page.locator("nj-call input").first().fill("拖欠工资，工友已离职");
        page.locator("nj-call textarea").fill("三人，约一万八；其中一人 10 月 20 日离职，没签合同，有考勤截图。");
        look(page, "劳动争议申请仲裁的时效 离职 欠薪");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("r");
        page.locator("nj-call .chip").first().click();
        page.locator(".toast .close").first().click();
        assertThat(page.locator("nj-passage .this")).isVisible();
        assertThat(page.locator("nj-passage .rel").first()).isVisible();
        take(page, "workbench-call");
    }

    @Test
    void aTalk() throws Exception {
        Page page = talk(ColorScheme.LIGHT);
        take(page, "workbench-chat");
    }

    @Test
    void aTalkInTheDark() throws Exception {
        Page page = talk(ColorScheme.DARK);
        page.locator(".write textarea").fill("能要。");
        page.locator(".write textarea").pressSequentially(" /");
        assertThat(page.locator(".menu")).isVisible();
        take(page, "workbench-dark");
    }

    @Test
    void theSupervisorsView() throws Exception {
        Page page = talk(ColorScheme.LIGHT);
        page.locator(".rail a").nth(2).click();
        assertThat(page.locator("nj-watch table").first()).isVisible();
        take(page, "workbench-supervisor");
    }

    private Page talk(ColorScheme colours) throws Exception {
        waits("厂里说不给报工伤，让我私了", "371002", 252);
        waits("怀孕七个月还排我夜班", "371003", 161);
        waits("跑外卖没有单位能入会吗", "371082", 65);
        Worker own = new Worker(server());
        own.begins();
        own.asks("老板三个月没发钱了咋办");
        own.asks("没签合同也能要吗");
        own.asks("转人工");
        stands(own, "371082", 420);
        Page page = desk(colours, "#talks");
        page.locator(".conv", new Page.LocatorOptions().setHasText("没签合同也能要吗")).or(page.locator(".conv", new Page.LocatorOptions().setHasText("转人工"))).last().click();
        page.locator(".write textarea").fill("您好，前面的话我都看到了。三个人可以一起投诉，带上这条。");
        look(page, "欠薪 离职 仲裁");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("i");
        assertThat(page.locator(".write .card")).isVisible();
        page.keyboard().press("Enter");
        assertThat(page.locator(".m.me .quote")).isVisible();
        page.locator(".seg button").nth(1).click();
        page.keyboard().type("同一家厂本月第三起，已报荣成市总工会。");
        page.keyboard().press("Enter");
        assertThat(page.locator(".secret")).isVisible();
        own.send("POST", "/" + own.conversation() + "/messages", "{\"text\": \"有个工友上个月就走了，离职了还能要工资吗\"}", "application/json");
        assertThat(page.locator(".m.w").last()).containsText("离职了还能要工资吗");
        Worker danger = new Worker(server());
        danger.begins();
        danger.asks("不想活了，欠的钱一辈子也还不完");
        stands(danger, "371083", 24);
        assertThat(page.locator(".sos")).isVisible();
        assertThat(page.locator("nj-passage .rel").first()).isVisible();
        page.waitForTimeout(1_500);
        return page;
    }

    private void waits(String text, String region, int seconds) {
        Worker worker = new Worker(server());
        worker.begins();
        worker.asks("转人工");
        worker.asks(text);
        stands(worker, region, seconds);
    }

    /** So long ago, in this place; by the pages' clock. */
    private void stands(Worker worker, String region, int seconds) {
        UUID id = UUID.fromString(worker.conversation());
        jdbc.sql("update conversation set region = :region where id = :id").param("region", region).param("id", id).update();
        jdbc.sql("update handoff set requested_at = :at where conversation_id = :id").param("at", NOW.minusSeconds(seconds)).param("id", id).update();
        jdbc.sql("update message set created_at = :at where conversation_id = :id").param("at", NOW.minusSeconds(seconds)).param("id", id).update();
        jdbc.sql("update conversation_event set created_at = :at where conversation_id = :id").param("at", NOW.minusSeconds(seconds)).param("id", id).update();
    }

    private Page desk(ColorScheme colours, String view) {
        BrowserContext context = context(desktop().setViewportSize(1440, 900).setColorScheme(colours));
        context.clock().setFixedTime(NOW.toInstant().toString());
        Page page = open(context, server() + "/workbench" + view);
        signIn(page, "zhou", PASSWORD);
        assertThat(page.locator(".rail")).isVisible();
        return page;
    }

    private static void look(Page page, String words) {
        page.keyboard().press("Control+k");
        page.keyboard().type(words);
        assertThat(page.locator(".hit").first()).isVisible();
    }

    /** With nothing blinking. */
    private static void take(Page page, String name) throws Exception {
        Files.createDirectories(FOLDER);
        page.evaluate("document.activeElement.blur()");
        page.waitForTimeout(400);
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    }
}
