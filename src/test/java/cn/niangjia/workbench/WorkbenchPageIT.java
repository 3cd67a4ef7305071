package cn.niangjia.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.StaffPageIT;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URLEncoder;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hotline desk in a real browser: searching by keyboard alone, then talks with a worker on a phone and with colleagues. */
class WorkbenchPageIT extends StaffPageIT {

    @Autowired
    private JdbcClient jdbc;

    @BeforeAll
    void addAgents() throws Exception {
        add("周老师", "AGENT", "000000");
        add("陈老师", "AGENT", "000000");
        add("班长", "SUPERVISOR", "000000");
    }

    /** Whoever waits from other tests would stand in the way. */
    @BeforeEach
    void emptyQueue() {
        jdbc.sql("update handoff set state = 'WITHDRAWN' where state in ('WAITING', 'TAKEN')").update();
    }

    @Test
    void anArticleIsFoundReadAndCopiedWithoutAMouse() {
        Page page = desk(ColorScheme.LIGHT);
        page.keyboard().press("/");
        page.keyboard().type("劳动争议申请仲裁的时效");
        assertThat(page.locator(".hit").first()).isVisible();
        assertThat(page.locator(".hit mark").first()).isVisible();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".hit").first()).isFocused();
        while (!page.locator(".hit.on").textContent().contains("劳动争议调解仲裁法　第二十七条")) {
            page.keyboard().press("ArrowDown");
        }
        assertThat(page.locator("nj-passage .near").first()).containsText("第二十六条");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog.document .this")).containsText("仲裁的时效期间为一年");
        assertThat(page.locator("dialog.document .part").first()).containsText("第一条");
        page.keyboard().press("Escape");
        assertThat(page.locator(".hit.on")).isFocused();
        page.keyboard().press("c");
        assertThat(page.locator(".toast")).containsText("已复制原文和出处");
        String copied = (String) page.evaluate("navigator.clipboard.readText()");
        assertThat(copied).contains("仲裁的时效期间为一年").matches(Pattern.compile(
                ".*\n——《中华人民共和国劳动争议调解仲裁法》第二十七条，全国人民代表大会常务委员会，2008年5月1日施行，现行有效", Pattern.DOTALL));
        assertThat(troubles).isEmpty();
    }

    @Test
    void anyOtherLetterGoesBackToTheFieldAndEscClearsThenLeaves() {
        Page page = desk(ColorScheme.LIGHT);
        look(page, "会费");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("b");
        assertThat(page.locator("#search-field")).isFocused();
        assertThat(page.locator("#search-field")).hasValue("会费b");
        page.keyboard().press("Escape");
        assertThat(page.locator("#search-field")).hasValue("");
        assertThat(page.locator(".hit")).hasCount(0);
        page.keyboard().press("Escape");
        assertThat(page.locator("#search-field")).not().isFocused();
    }

    @Test
    void thePhraseToSayStandsFirstAndAPinIsThereAgainAfterAReload() {
        Page page = desk(ColorScheme.LIGHT);
        look(page, "送外卖的能进工会吗");
        page.locator("label.pill select").nth(2).selectOption("GUIDE");
        assertThat(page.locator("nj-passage .aloud")).containsText("能");
        page.locator("#search-field").press("ArrowDown");
        page.keyboard().press("p");
        assertThat(page.locator(".toast")).containsText("已收藏");
        page.reload();
        page.locator(".shelf .chip").first().click();
        assertThat(page.locator("nj-passage .this")).isVisible();
        page.locator("nj-passage [aria-label=收藏]").click();
        assertThat(page.locator(".toast", new Page.LocatorOptions().setHasText("不再收藏"))).isVisible();
    }

    @Test
    void anAnswerThatComesTooLateIsDropped() {
        Page page = desk(ColorScheme.LIGHT);
        page.evaluate("""
                () => {
                  const real = window.fetch
                  window.fetch = async (path, options) => {
                    const answer = await real(path, { ...options, signal: undefined })
                    if (String(path).includes(`q=${encodeURIComponent('会费')}&`)) await new Promise(done => setTimeout(done, 1500))
                    return answer
                  }
                }""");
        page.keyboard().press("/");
        page.keyboard().type("会费");
        page.waitForTimeout(300);
        page.locator("#search-field").fill("工伤认定");
        assertThat(page.locator(".hit").first()).containsText("工伤");
        page.waitForTimeout(1_800);
        assertThat(page.locator("#search-field")).hasValue("工伤认定");
        assertThat(page.locator(".hit").first()).containsText("工伤");
    }

    @Test
    void whereNothingIsFoundTheWayOnIsOffered() {
        Page page = desk(ColorScheme.LIGHT);
        look(page, "会费");
        page.locator("label.pill select").nth(2).selectOption("NEWS");
        assertThat(page.locator(".hits .empty")).containsText("没找到「会费」。试试少写几个字，或者 看已失效的 全部地区");
        page.locator(".hits .link", new Page.LocatorOptions().setHasText("全部地区")).click();
        assertThat(page.locator(".hit").first()).isVisible();
    }

    @Test
    void singleLettersCanBeSwitchedOffAndStayOff() {
        Page page = desk(ColorScheme.LIGHT);
        page.keyboard().press("?");
        page.locator(".switch input").uncheck();
        page.keyboard().press("Escape");
        page.reload();
        assertThat(page.locator(".rail")).isVisible();
        page.keyboard().press("/");
        assertThat(page.locator("#search-field")).not().isFocused();
        page.keyboard().press("Control+k");
        assertThat(page.locator("#search-field")).isFocused();
    }

    @Test
    void aWrongPasswordIsSaidPlainlyAndASessionThatRanOutLosesNothing() {
        Page page = open(ColorScheme.LIGHT);
        signIn(page, "admin", "wrong-password");
        assertThat(page.locator(".sign-in")).containsText("账号或密码不对");
        signIn(page, "admin", PASSWORD);
        assertThat(page.locator(".presence")).isVisible();
        look(page, "会费");
        page.context().clearCookies();
        page.keyboard().type("标准");
        assertThat(page.locator(".sign-in-again")).containsText("重新登录后，没发出的内容还在");
        page.locator(".sign-in-again sl-input[name=password] input").fill(PASSWORD);
        page.locator(".sign-in-again sl-input[name=password] input").press("Enter");
        assertThat(page.locator(".sign-in-again")).hasCount(0);
        assertThat(page.locator("#search-field")).hasValue("会费标准");
        page.locator("#search-field").pressSequentially("多少");
        assertThat(page.locator(".hit").first()).isVisible();
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = {"LIGHT", "DARK"})
    void nothingIsInaccessible(ColorScheme colours) {
        Page page = open(colours);
        isClean(page, "sign-in");
        signIn(page, "admin", PASSWORD);
        assertThat(page.locator(".presence")).isVisible();
        isClean(page, "empty");
        look(page, "老板拖欠工资");
        assertThat(page.locator("nj-passage .rel").first()).isVisible();
        isClean(page, "found");
        page.locator("#search-field").press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog.document .this")).isVisible();
        isClean(page, "document");
        page.keyboard().press("Escape");
        page.keyboard().press("?");
        isClean(page, "keys");
        page.keyboard().press("Escape");
        page.locator(".rail .me").click();
        isClean(page, "account");
        page.keyboard().press("Escape");
        page.locator("nj-region-filter select").selectOption("other");
        isClean(page, "region");
        assertThat(troubles).isEmpty();
    }

    @Test
    void aTalkFromWaitingToRatingAndBackAgain() throws Exception {
        Page agent = deskOf("周老师");
        Page colleague = deskOf("陈老师");
        Page worker = worker("老板三个月没发钱了咋办");
        say(worker, "转人工");
        assertThat(agent.locator(".conv", new Page.LocatorOptions().setHasText("转人工"))).isVisible();
        assertThat(agent).hasTitle(Pattern.compile("^\\(1\\)"));

        agent.keyboard().press("1");
        assertThat(worker.locator("nj-person .event").last()).containsText("周老师已接入");
        assertThat(agent.locator(".m.w").first()).containsText("老板三个月没发钱了咋办");
        assertThat(agent.locator(".m.a").first()).containsText("智能助手，摘自原文");
        assertThat(agent.locator(".write textarea")).isFocused();
        agent.keyboard().type("您好，前面的话我都看到了。");
        agent.keyboard().press("Enter");
        assertThat(worker.locator("nj-person .says .b").last()).hasText("您好，前面的话我都看到了。");
        say(worker, "离职了还能要吗");
        assertThat(agent.locator(".m.w").last()).containsText("离职了还能要吗");

        agent.keyboard().press("Control+k");
        agent.keyboard().type("仲裁时效一年");
        assertThat(agent.locator(".hit").first()).isVisible();
        agent.keyboard().press("ArrowDown");
        agent.keyboard().press("i");
        assertThat(agent.locator(".write textarea")).hasValue("[1]");
        agent.keyboard().type(" 看这一条。");
        agent.keyboard().press("Enter");
        assertThat(worker.locator("nj-person .card").last()).isVisible();

        agent.keyboard().press("Escape");
        agent.keyboard().press("n");
        assertThat(agent.locator(".noting textarea")).isFocused();
        agent.keyboard().type("同一家厂第三起");
        agent.keyboard().press("Enter");
        assertThat(agent.locator(".secret")).containsText("同一家厂第三起");
        assertThat(worker.locator("body")).not().containsText("同一家厂第三起");

        agent.keyboard().press("Escape");
        agent.keyboard().press("t");
        agent.locator("nj-transfer .pick", new Page.LocatorOptions().setHasText("陈老师")).click();
        agent.locator("nj-transfer textarea").fill("请接着办");
        agent.locator("nj-transfer .primary").click();
        assertThat(agent.locator(".toast", new Page.LocatorOptions().setHasText("已转交"))).isVisible();
        assertThat(worker.locator("nj-person .event").last()).containsText("陈老师");

        colleague.locator(".conv", new Page.LocatorOptions().setHasText("离职了还能要吗")).click();
        assertThat(colleague.locator(".secret").last()).containsText("请接着办");
        colleague.locator(".write textarea").press("Escape");
        colleague.keyboard().press("e");
        assertThat(colleague.locator("nj-close dialog")).isVisible();
        colleague.locator("nj-close [name=lacked]").check();
        colleague.locator("nj-close .primary").click();
        assertThat(colleague.locator(".toast", new Page.LocatorOptions().setHasText("已办结"))).isVisible();
        worker.locator("nj-rating .chip", new Page.LocatorOptions().setHasText("很满意")).click();
        worker.locator("nj-rating .btn").click();
        assertThat(worker.locator("nj-rating")).containsText("谢谢");
        colleague.locator("[role=tab]", new Page.LocatorOptions().setHasText("已办结")).click();
        colleague.locator(".conv", new Page.LocatorOptions().setHasText("解决了")).first().click();
        assertThat(colleague.locator(".brief")).containsText("5 分");
        say(worker, "怎么加入工会");
        assertThat(worker.locator(".ans").last()).isVisible();
        assertThat(troubles).isEmpty();
    }

    @Test
    void ofTwoWhoTakeOneWorkerOneWinsAndTheOtherIsToldWho() throws Exception {
        Page one = deskOf("周老师");
        Page other = deskOf("陈老师");
        Page worker = worker("转人工");
        assertThat(one.locator(".conv")).hasCount(1);
        assertThat(other.locator(".conv")).hasCount(1);
        // Both press while the row is there for both: the second one's step comes only after the first one's.
        other.route(Pattern.compile("/assignment$"), route -> {
            one.keyboard().press("1");
            assertThat(one.locator(".write")).isVisible();
            route.resume();
        });
        other.keyboard().press("1");
        assertThat(other.locator(".toast")).containsText("周老师刚刚接入了这位职工");
        assertThat(other.locator(".write")).hasCount(0);
        assertThat(worker.locator("nj-person .event").last()).containsText("周老师已接入");
    }

    @Test
    void theAssistantSuggestsAndWhatBecameOfItIsKept() throws Exception {
        Page agent = deskOf("周老师");
        Page worker = worker("转人工");
        agent.locator(".conv").first().click();
        assertThat(agent.locator(".write textarea")).isFocused();
        say(worker, "送外卖的能进工会吗");
        assertThat(agent.locator(".suggest")).containsText("建议回复");
        agent.locator(".write textarea").press("Tab");
        assertThat(agent.locator(".write textarea")).hasValue(Pattern.compile("\\[1\\]"));
        agent.keyboard().type("您在哪个区？");
        agent.keyboard().press("Enter");
        assertThat(worker.locator("nj-person .says .b").last()).containsText("您在哪个区");
        assertThat(agent.locator(".suggest")).hasCount(0);
        agent.waitForCondition(() -> jdbc.sql("select count(*) from suggestion_fate where fate = 'CHANGED'").query(Integer.class).single() == 1);
    }

    @Test
    void repliesWrittenBeforehandAreTypedBySlashAndWrittenBySupervisors() throws Exception {
        Page supervisor = deskOf("班长");
        supervisor.locator(".rail a", new Page.LocatorOptions().setHasText("班长")).click();
        supervisor.locator(".segments button", new Page.LocatorOptions().setHasText("快捷回复")).click();
        supervisor.locator(".sheet .btn", new Page.LocatorOptions().setHasText("加一条")).click();
        supervisor.locator("nj-replies [name=name]").fill("问候");
        supervisor.locator("nj-replies [name=text]").fill("我是{坐席}。");
        supervisor.locator("nj-replies .strong").click();
        assertThat(supervisor.locator("nj-replies table")).containsText("/问候");
        Page agent = deskOf("周老师");
        worker("转人工");
        agent.locator(".conv").first().click();
        agent.locator(".write textarea").pressSequentially("/问");
        assertThat(agent.locator(".menu li").first()).containsText("/问候");
        agent.keyboard().press("Enter");
        assertThat(agent.locator(".write textarea")).hasValue("我是周老师。");
    }

    @Test
    void aCallKeepsWhatWasReadOutAndBecomesATicket() throws Exception {
        Page page = desk(ColorScheme.LIGHT);
        page.locator(".rail a", new Page.LocatorOptions().setHasText("通话")).click();
        page.locator("nj-call input").first().fill("拖欠工资");
        assertThat(page.locator(".oncall")).containsText("通话中");
        look(page, "拖欠劳动报酬");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("r");
        assertThat(page.locator(".spoken-list li")).hasCount(1);
        page.keyboard().press("i");
        assertThat(page.locator("nj-call textarea")).hasValue(Pattern.compile("——《"));
        page.reload();
        assertThat(page.locator("nj-call input").first()).hasValue("拖欠工资");
        page.locator("nj-call .primary").click();
        assertThat(page.locator(".oncall")).containsText("等来电");
        assertThat(page.locator(".toast", new Page.LocatorOptions().setHasText("存好了"))).isVisible();
        assertThat(script("GET", "/api/tickets?q=" + URLEncoder.encode("拖欠工资", UTF_8), null).body()).contains("\"summary\":\"拖欠工资\"");
    }

    @Test
    void everyPartOfTheSupervisorsPageIsThere() throws Exception {
        Page page = deskOf("班长");
        worker("转人工");
        page.locator(".rail a", new Page.LocatorOptions().setHasText("班长")).click();
        assertThat(page.locator("nj-watch table").first()).containsText("要求人工");
        isClean(page, "watch");
        for (String part : List.of("质检", "数字", "快捷回复")) {
            page.locator(".ttl .segments button", new Page.LocatorOptions().setHasText(part)).click();
            assertThat(page.locator(".page .sheet table, .page .sheet .empty").first()).isVisible();
            isClean(page, part);
        }
        assertThat(troubles).isEmpty();
    }

    private Page worker(String first) {
        Page page = open(context(phone()), server() + "/widget/index.html");
        assertThat(page.locator(".compose textarea")).isVisible();
        say(page, first);
        assertThat(page.locator(".ans[aria-busy=false], nj-handoff").first()).isVisible();
        return page;
    }

    private static void say(Page page, String text) {
        page.locator(".compose textarea").fill(text);
        page.locator(".compose textarea").press("Enter");
    }

    private Page deskOf(String name) {
        Page page = open(ColorScheme.LIGHT);
        signIn(page, name, PASSWORD);
        assertThat(page.locator(".presence")).isVisible();
        return page;
    }

    private Page open(ColorScheme colours) {
        BrowserContext context = context(desktop().setViewportSize(1440, 900).setColorScheme(colours).setPermissions(List.of("clipboard-read", "clipboard-write")));
        return open(context, server() + "/workbench");
    }

    private Page desk(ColorScheme colours) {
        Page page = open(colours);
        signIn(page, "admin", PASSWORD);
        assertThat(page.locator(".presence")).isVisible();
        return page;
    }

    private static void look(Page page, String words) {
        page.keyboard().press("Control+k");
        page.keyboard().type(words);
        assertThat(page.locator(".hit").first()).isVisible();
    }
}
