package cn.niangjia.importing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was imported is looked over beside the original, corrected, published, changed, brought back and taken out; a worker sees each step. */
class ReviewPageIT extends ImportedPagesIT {

    private static final String NOISY = """
            职工之声　Ａ０３版　２０２６年６月１２日

            威海市總工會發放助學金

            本报讯（记者 王某）６月10日起，威海市
            总工会开始受理2026年“金秋助
            学”申请。凡建档困难职工家
            庭，子女当年考入全日制大专及以
            上院校的，每户可以申请一次性助
            學金3000元。
            联系人手机13812345678。
            """;

    /** Imports one file as a draft and opens it from there. */
    private Page opened(String name, String text) {
        Page page = admin(context(desktop()), "#/import");
        importAll(page, text(name, text));
        row(page, name).locator(".act a").click();
        assertThat(page.locator(".of-document h1")).isVisible();
        return page;
    }

    private static void rewrite(Page page, String text) {
        page.getByLabel("改文字").first().click();
        page.locator(".psg textarea").fill(text);
        page.locator(".psg textarea").press("Control+Enter");
        assertThat(page.locator(".psg textarea")).hasCount(0);
    }

    @Test
    void aDraftIsCorrectedPublishedReplacedRestoredAndTakenOutAtItsMinute() throws Exception {
        String id = "import/云州停车场";
        String question = "云州职工之家的停车场几点关门";
        Page page = opened("云州停车场.txt", "云州职工之家停车场须知\n\n云州职工之家的停车场晚上十点关门，会员停车不收钱。");
        assertThat(cites(asked(question), id)).as("a draft answers nobody").isFalse();

        rewrite(page, "云州职工之家的停车场晚上九点关门，会员停车不收钱。");
        button(page, "加问法").first().click();
        page.getByLabel("职工会怎么问").fill(question);
        page.getByLabel("职工会怎么问").press("Enter");
        button(page, "加口述").first().click();
        page.locator(".spoken input").fill("九点关门，会员不收钱。");
        assertThat(page.locator(".spoken")).containsText("11 / 60");
        button(page, "职工能看").click();
        button(page, "确认并发布").click();
        said(page, "职工马上能问到");
        until("the corrected text answers", () -> answers(question, "九点", id));

        page.navigate(server() + "/admin/#/import");
        importAll(page, text("云州停车场.txt", "云州职工之家停车场须知\n\n云州职工之家的停车场晚上八点关门，会员停车不收钱。"));
        row(page, "云州停车场.txt").getByText("看差异").click();
        assertThat(page.locator(".changed del")).containsText("九");
        assertThat(page.locator(".changed ins")).containsText("八");
        button(page, "内容").click();
        button(page, "职工能看").click();
        assertThat(page.getByText(question).first()).isVisible();
        button(page, "发布改动").click();
        said(page, "发布了");
        until("the new version answers", () -> answers(question, "八点", id));

        page.navigate(server() + "/admin/" + address(id));
        button(page, "版本").click();
        quiet(page);
        button(page, "恢复第 1 版").click();
        said(page, "第 1 版的内容已经在用");
        until("the former version answers", () -> answers(question, "九点", id));
        page.locator(".toast .undo").last().click();
        said(page, "已撤销");
        until("the restoration is taken back", () -> answers(question, "八点", id));

        LocalDateTime minute = LocalDateTime.now().plusDays(1).truncatedTo(ChronoUnit.MINUTES);
        page.getByLabel("更多").click();
        page.getByText("定时发布、定时下架").click();
        page.locator("[name=until]").fill(minute.toString());
        button(page, "定好").click();
        said(page, "下架");
        assertThat(cites(asked(question), id)).as("it answers until then").isTrue();
        clock().goAhead(Duration.ofDays(1));
        until("the minute has come", () -> !cites(asked(question), id));
        page.reload();
        assertThat(page.locator(".notes")).containsText("已下架");
        button(page, "经过").click();
        holds(page.locator("nj-history"), "导入", "恢复旧版", "下架", "定时");
        assertThat(troubles).isEmpty();
    }

    @Test
    void anAnswerEndsWithItsLastDay() throws Exception {
        String id = "import/云州浴室";
        String question = "云州职工浴室的门票多少钱";
        Page page = opened("云州浴室.txt", "云州职工浴室须知\n\n云州职工浴室的门票十元，会员五元。");
        button(page, "加问法").first().click();
        page.getByLabel("职工会怎么问").fill(question);
        page.getByLabel("职工会怎么问").press("Enter");
        page.getByLabel("失效日期").last().fill(LocalDate.now(clock()).toString());
        button(page, "职工能看").click();
        button(page, "确认并发布").click();
        until("it answers on its last day", () -> answers(question, "十元", id));

        clock().goAhead(Duration.ofDays(1));
        until("it is over", () -> !cites(asked(question), id));
    }

    @Test
    void mendsAreShownTakenBackAndMadeAgain() throws Exception {
        Page page = opened("职工之声0612.txt", NOISY);
        Locator passage = page.locator(".psg p").first();
        assertThat(passage).containsText("一次性助学金3000元");
        assertThat(passage).containsText("〔手机号〕");
        assertThat(page.locator(".orig ins")).containsText("138****5678 已遮盖");
        assertThat(page.locator(".psg .tag")).hasText("含手机号");
        page.locator(".orig").focus();
        page.locator(".orig").press("ArrowDown");
        assertThat(page.locator(".orig [data-mark]").first()).isFocused();
        assertThat(page.locator(".orig [data-label^=繁体]").first()).containsText("改成");

        page.locator(".mended").filter(new Locator.FilterOptions().setHasText("繁体")).click();
        assertThat(passage).containsText("一次性助學金3000元");
        assertThat(passage).containsText("〔手机号〕");
        button(page, "存草稿").click();
        said(page, "草稿存好了");
        page.reload();
        assertThat(passage).containsText("一次性助學金");
        assertThat(page.locator(".orig [data-label^=繁体]")).hasCount(0);
        page.locator(".mended").filter(new Locator.FilterOptions().setHasText("繁体")).click();
        assertThat(passage).containsText("一次性助学金");

        button(page, "全部撤回").click();
        assertThat(passage).containsText("一次性助 學金");
        page.keyboard().press("Control+z");
        assertThat(passage).containsText("一次性助学金");
    }

    @Test
    void passagesAreSplitJoinedSwitchedOffAndEachStepIsTakenBack() {
        Page page = opened("云州球场.txt", "云州职工球场须知\n\n球场早上六点开门。球场晚上十点关门。");
        page.getByLabel("改文字").first().click();
        page.locator(".psg textarea").evaluate("area => area.setSelectionRange(9, 9)");
        page.getByLabel("从这里拆开").first().click();
        assertThat(page.locator(".psg")).hasCount(2);
        page.locator(".psg textarea").press("Escape");
        assertThat(page.locator(".psg p").first()).hasText("球场早上六点开门。");
        page.getByLabel("不用这一段").last().click();
        assertThat(page.locator("nj-passages .h")).containsText("2 段，停用 1 段");
        button(page, "用上").click();
        page.getByLabel("和下一段合并").first().click();
        assertThat(page.locator(".psg")).hasCount(1);
        for (int step = 0; step < 4; step++) {
            page.locator("nj-passages .h button").click();
        }
        assertThat(page.locator(".psg")).hasCount(1);
        assertThat(page.locator("nj-passages .h button")).hasCount(0);
        assertThat(page.locator(".psg p").first()).hasText("球场早上六点开门。球场晚上十点关门。");
    }

    @Test
    void whatIsNotSavedSurvivesAReloadAnotherEditorAndTheEndOfTheSession() throws Exception {
        String id = "import/云州琴房";
        Page page = opened("云州琴房.txt", "云州职工琴房须知\n\n琴房每天开放。");
        rewrite(page, "琴房每天开放，周一休息。");
        page.reload();
        button(page, "接着改").click();
        assertThat(page.locator(".psg p").first()).hasText("琴房每天开放，周一休息。");

        JsonNode now = document(id);
        ObjectNode change = JSON.createObjectNode();
        change.set("revision", now.get("revision"));
        change.set("description", now.get("description"));
        change.set("passages", JSON.valueToTree(List.of(Map.of("section", "须知", "text", "琴房只在周末开放。"))));
        assertThat(script("PUT", "/api/admin/documents/" + java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8), change).statusCode()).isEqualTo(200);
        button(page, "存草稿").click();
        assertThat(page.locator(".both section").first()).containsText("周一休息");
        assertThat(page.locator(".both section").last()).containsText("只在周末");
        button(page, "用我的盖过去").click();
        said(page, "草稿存好了");
        assertThat(document(id).get("passages").get(0).get("text").stringValue()).contains("周一休息");

        rewrite(page, "琴房每天开放，周二休息。");
        page.context().clearCookies();
        button(page, "存草稿").click();
        assertThat(page.locator(".sign-in-again")).containsText("登录到期了");
        page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill(PASSWORD);
        page.waitForResponse(response -> response.request().method().equals("PUT") && response.ok(),
                () -> page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).press("Enter"));
        assertThat(document(id).get("passages").get(0).get("text").stringValue()).contains("周二休息");
    }

    @Test
    void anEditorHandsInAndSomebodyElsePublishes() throws Exception {
        add("小编", "EDITOR", "000000");
        BrowserContext context = context(desktop());
        Page editor = signedIn(context, "/admin/#/import", "小编", PASSWORD);
        importAll(editor, text("云州画室.txt", "云州职工画室须知\n\n画室免费。"));
        row(editor, "云州画室.txt").locator(".act a").click();
        assertThat(editor.locator("#why-not")).containsText("审核人员");
        assertThat(button(editor, "确认并发布")).hasCount(0);
        button(editor, "送审").click();
        said(editor, "已送审");

        Page admin = admin(context(desktop()), "#/review?group=SUBMITTED");
        assertThat(admin.locator(".reviews tbody tr")).containsText("云州职工画室须知");
        admin.getByText("云州职工画室须知").click();
        button(admin, "确认并发布").click();
        said(admin, "只有工作人员能看到");
        admin.locator(".toast .undo").last().click();
        said(admin, "已撤销");
        assertThat(document("import/云州画室").get("state").stringValue()).isEqualTo("ARCHIVED");
    }

    @Test
    void keysLeadToTheNextAndADraftIsDroppedOnlyWhenSomebodySaysSo() throws Exception {
        Page page = opened("云州甲.txt", "云州甲须知\n\n甲的内容。");
        importAll(admin(context(desktop()), "#/import"), text("云州乙.txt", "云州乙须知\n\n乙的内容。"));
        page.reload();
        assertThat(page.locator(".of-document h1")).hasText("云州甲须知");
        String first = page.url();
        assertThat(page.locator("[aria-keyshortcuts='Alt+ArrowLeft']")).isVisible();
        page.keyboard().press("Alt+ArrowLeft");
        page.waitForCondition(() -> !page.url().equals(first));
        assertThat(page.locator("[aria-keyshortcuts='Alt+ArrowRight']")).isVisible();
        page.keyboard().press("Alt+ArrowRight");
        page.waitForCondition(() -> page.url().equals(first));

        page.navigate(server() + "/admin/" + address("import/云州乙"));
        page.getByLabel("更多").click();
        page.getByText("丢掉草稿").click();
        assertThat(page.locator("sl-dialog.confirm")).containsText("云州乙须知");
        page.locator("[data-no]").click();
        assertThat(document("import/云州乙").get("state").stringValue()).isEqualTo("DRAFT");
        page.getByLabel("更多").click();
        page.getByText("丢掉草稿").click();
        page.locator("[data-yes]").click();
        said(page, "丢掉了");
        assertThat(document("import/云州乙").has("state")).isFalse();
    }

    @Test
    void nothingIsFoundByAxeInAnyDress() {
        opened("云州夜校.txt", NOISY);
        for (var dress : List.of(desktop(), desktop().setColorScheme(ColorScheme.DARK), phone())) {
            Page page = admin(context(dress), "#/review");
            assertThat(page.locator(".reviews tbody tr").first()).isVisible();
            isClean(page, "what is to be confirmed");
            page.navigate(server() + "/admin/" + address("import/云州夜校"));
            assertThat(page.locator(".psg").first()).isVisible();
            isClean(page, "a document");
            for (String column : List.of("原文", "信息")) {
                if (page.locator(".segments.columns").isVisible()) {
                    button(page, column).click();
                    isClean(page, column);
                }
            }
            for (String tab : List.of("版本", "经过")) {
                button(page, tab).click();
                assertThat(page.locator("nj-versions table, nj-history table")).isVisible();
                isClean(page, tab);
            }
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
        }
    }
}
