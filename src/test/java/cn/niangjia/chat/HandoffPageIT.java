package cn.niangjia.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.handoff.Agent;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person in the talk, on the worker's phone; the agent is at the other end of HTTP. */
class HandoffPageIT extends PageIT {

    private static final Path PICTURES = Path.of("target/pictures");

    @Autowired
    private JdbcClient jdbc;
    private Agent zhou;

    @BeforeAll
    void hire() {
        zhou = Agent.hired(server(), "test-password", "zhou-page", "周老师", "AGENT", "000000");
    }

    @BeforeEach
    void emptyQueue() {
        jdbc.sql("update handoff set state = 'RESOLVED', ended_at = current_timestamp where state in ('WAITING', 'TAKEN')").update();
        zhou.comes("ONLINE");
    }

    private String waiting() {
        return zhou.waiting().get(0).get("id").stringValue();
    }

    @Test
    void fromAskingToRatingWithAReloadInTheMiddle() throws Exception {
        BrowserContext context = context(phone());
        Page page = chat(context);
        askAndWait(page, "老板三个月没发钱了咋办");
        page.locator(".person").click();
        assertThat(page.locator("nj-handoff .queue")).hasText("下一位就是您");
        picture(page, "waiting");
        String handoff = waiting();

        zhou.takes(handoff);

        assertThat(page.locator(".head h1")).hasText("周老师");
        assertThat(page.locator(".head .who span").first()).containsText(Pattern.compile("坐席 [0-9]{3}"));
        assertThat(page.locator(".event").first()).containsText("周老师已接入");
        assertThat(page.locator("nj-handoff")).hasCount(0);
        zhou.says(handoff, "您好，前面的话我都看到了。欠的大概是多少？打13800002100找我也行", null);
        assertThat(page.locator(".says .b")).containsText("13800002100");
        ask(page, "一万八 还有两个工友也是");
        assertThat(page.locator(".me").last()).containsText("一万八");
        assertThat(page.locator(".me.unsent")).hasCount(0);
        zhou.send("POST", "/api/handoffs/" + handoff + "/typing", null);
        assertThat(page.locator(".writing")).hasText("周老师正在输入");
        String passage = zhou.json(zhou.send("GET", "/api/search?size=1&highlight=false&q=%E5%B7%A5%E4%BC%9A%E6%B3%95%20%E7%AC%AC%E4%B8%89%E6%9D%A1", null))
                .get("hits").get(0).get("passageId").stringValue();
        zhou.send("POST", "/api/handoffs/" + handoff + "/messages", Map.of("text", "三个人可以一起投诉，我把原文发您。", "passages", List.of(Map.of("passageId", passage))));
        assertThat(page.locator(".says .card")).isVisible();
        isClean(page);
        picture(page, "with-agent");
        page.locator(".says .card").click();
        assertThat(page.locator("nj-source .this")).isVisible();
        page.keyboard().press("Escape");

        page.reload();

        assertThat(page.locator(".says")).hasCount(2);
        assertThat(page.locator(".me")).hasCount(3);
        assertThat(page.locator(".head h1")).hasText("周老师");
        context.setOffline(true);
        zhou.says(handoff, "断线时说的", null);
        context.setOffline(false);
        assertThat(page.locator(".says").last()).containsText("断线时说的");
        assertThat(page.locator(".says")).hasCount(3);
        zhou.resolves(handoff);
        assertThat(page.locator("nj-rating legend")).hasText("这次帮到您了吗？");
        isClean(page);
        picture(page, "closed");
        page.locator("nj-rating .chip", new Page.LocatorOptions().setHasText("很满意")).click();
        page.locator("nj-rating .btn").click();
        assertThat(page.locator("nj-rating .done")).containsText("评价记下了");
        assertThat(page.locator(".head h1")).hasText("娘家");
        askAndWait(page, "会费一个月交多少");
        assertThat(page.locator("nj-rating")).hasCount(0);
        assertThat(troubles).isEmpty();
    }

    @Test
    void thePlaceInTheQueueMovesByItself() {
        Worker before = new Worker(server());
        before.begins();
        before.asks("转人工");
        Page page = chat(context(phone()));
        page.locator(".person").click();
        assertThat(page.locator("nj-handoff .queue")).containsText("1位");

        zhou.takes(waiting());

        assertThat(page.locator("nj-handoff .queue")).hasText("下一位就是您");
    }

    @Test
    void whoTookItBackByMistakeStandsInLineAgain() {
        Page page = chat(context(phone()));
        page.locator(".person").click();
        page.locator("nj-handoff button").click();
        assertThat(page.locator("nj-handoff")).hasCount(0);

        page.locator("text=点错了，接着排队").click();

        assertThat(page.locator("nj-handoff .queue")).isVisible();
    }

    @Test
    void withNobodyThereANumberIsLeftForACallBack() throws Exception {
        jdbc.sql("update agent_presence set state = 'AWAY'").update();
        Page page = chat(context(phone()));
        page.locator(".person").click();
        Locator card = page.locator("nj-handoff");
        assertThat(card.locator("h2")).containsText("留个电话");
        isClean(page);
        picture(page, "call-back");
        card.locator("[name=contact]").fill("123");
        card.locator(".primary").click();
        assertThat(card.locator("[role=status]")).containsText("能打通的电话");
        card.locator("[name=contact]").fill("13800002100");
        card.locator(".chip", new Locator.LocatorOptions().setHasText("上午")).click();

        card.locator(".primary").click();

        assertThat(card.locator("h2")).containsText("工会的人会打给您");
        isClean(page);
        picture(page, "call-back-kept");
        page.reload();
        assertThat(card.locator("h2")).containsText("工会的人会打给您");
    }

    @Test
    void somebodyInDangerIsToldWhenNobodyHasCome() throws Exception {
        Page page = chat(context(phone()));
        askAndWait(page, "不想活了，他们不给钱");
        assertThat(page.locator("nj-handoff h2")).containsText("您排在最前面");
        jdbc.sql("update handoff set requested_at = requested_at - interval '2' minute where state = 'WAITING'").update();

        assertThat(page.locator(".told")).containsText("还没有回应");
        isClean(page);
        picture(page, "danger");
        zhou.takes(waiting());
        assertThat(page.locator(".head h1")).hasText("周老师");
    }

    private static void isClean(Page page) {
        assertThat(new AxeBuilder(page).analyze().getViolations().stream().map(violation -> violation.getId() + ": " + violation.getNodes()
                .stream().limit(3).map(node -> node.getHtml() + " " + node.getFailureSummary()).toList()).toList()).isEmpty();
    }

    private static void picture(Page page, String name) throws Exception {
        Files.createDirectories(PICTURES);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("handoff-" + name + ".png")));
    }
}
