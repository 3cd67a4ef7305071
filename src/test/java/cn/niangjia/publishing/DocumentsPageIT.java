package cn.niangjia.publishing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.StaffPageIT;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an admin does with the table of documents, in a real browser. */
class DocumentsPageIT extends StaffPageIT {

    private static final String CARD = "local/weihai-reading-card";
    private static final String CARD_TITLE = "职工书屋借书证办理须知";
    private static final String UNPAID = "单位拖欠工资怎么办";

    private Page documents() {
        return documents(context(desktop()), "");
    }

    private Page documents(BrowserContext context, String query) {
        Page page = admin(context, "#/documents" + query);
        assertThat(row(page, 1)).isVisible();
        return page;
    }

    private static Locator row(Page page, int number) {
        return page.locator("tbody tr:nth-child(%d)".formatted(number));
    }

    private static Locator row(Page page, String title) {
        return page.locator("tbody tr", new Page.LocatorOptions().setHasText(title));
    }

    private static void choose(Page page, String pill, String option) {
        pill(page, pill).click();
        page.locator("sl-menu-item:visible", new Page.LocatorOptions().setHasText(option)).click();
    }

    private static Locator pill(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name + "：不限").setExact(true));
    }

    private static void bulk(Page page, String act) {
        page.locator(".bulk button", new Page.LocatorOptions().setHasText(act)).click();
    }

    private static void yes(Page page) {
        page.locator("nj-confirm [data-yes]").click();
    }

    private static void undo(Page page) {
        page.locator(".toast .undo").last().click();
        assertThat(page.locator(".toast").last()).containsText("已撤销");
    }

    private JsonNode document(String id) throws Exception {
        return json(script("GET", "/api/admin/documents?q=" + URLEncoder.encode(id.equals(CARD) ? CARD_TITLE : id, UTF_8), null)).get("documents").get(0);
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = {"LIGHT", "DARK"})
    void nothingIsInTheWayOfAnybody(ColorScheme colours) {
        Page page = documents(context(desktop().setColorScheme(colours)), "");
        isClean(page, "table");
        choose(page, "种类", "指南");
        pill(page, "地区").click();
        assertThat(page.locator("nj-pill [role=option]").first()).isVisible();
        isClean(page, "filters");
        page.keyboard().press("Escape");
        row(page, 1).locator(".tick").click();
        isClean(page, "bulk bar");
        bulk(page, "改有效期");
        assertThat(page.locator("nj-bulk sl-input")).isVisible();
        isClean(page, "date");
        page.keyboard().press("Escape");
        bulk(page, "下架");
        assertThat(page.locator("nj-confirm [data-yes]")).isVisible();
        isClean(page, "question");
    }

    @Test
    void aPhoneShowsTheSameAsCardsAndTheNavigationInADrawer() {
        Page page = documents(context(phone()), "");

        assertThat(page.locator(".shell > .side")).isHidden();
        row(page, 1).locator(".tick").click();
        assertThat(page.locator(".bulk")).containsText("已选 1 份");
        isClean(page, "phone");
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).as("nothing sticks out").isTrue();
        page.locator("[aria-label=打开导航]").click();
        assertThat(page.locator("sl-drawer .side a").first()).isVisible();
        isClean(page, "drawer");
        page.locator("sl-drawer .side a", new Page.LocatorOptions().setHasText("审计日志")).click();
        assertThat(page.locator("h1")).hasText("审计日志");
    }

    @Test
    void aSearchFindsTitlesAndText() {
        Page page = documents();

        page.keyboard().press("/");
        page.keyboard().type("借书证");

        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(row(page, 1)).containsText(CARD_TITLE);
        page.keyboard().press("Escape");
        assertThat(page.locator("tbody tr")).hasCount(50);
        page.locator("[type=search]").fill("没有这样的一份");
        assertThat(page.locator(".empty")).containsText("没找到“没有这样的一份”");
        assertThat(troubles).isEmpty();
    }

    @Test
    void filtersStandInTheAddressAndSurviveAReload() {
        Page page = documents();

        choose(page, "种类", "法律");
        choose(page, "时效", "已被取代");
        assertThat(page.locator("tbody tr")).hasCount(1);
        pill(page, "地区").click();
        page.locator("nj-pill input").fill("济南");
        page.locator("nj-pill [role=option]", new Page.LocatorOptions().setHasText("济南市历下区")).click();
        assertThat(page.locator(".empty")).containsText("没找到");
        page.reload();

        assertThat(page.locator(".chip.on [slot=trigger]")).hasText(new String[] {"历下区", "法律", "已被取代"});
        page.locator("[aria-label=不限地区]").click();
        assertThat(row(page, 1)).containsText("妇女权益保障法");
        page.goBack();
        assertThat(page.locator(".empty")).isVisible();
    }

    @Test
    void theTableIsSortedBothWays() {
        Page page = documents(context(desktop()), "?kind=GUIDE");
        Locator head = page.locator("th", new Page.LocatorOptions().setHasText("文件"));

        head.locator("button").click();
        assertThat(head).hasAttribute("aria-sort", "ascending");
        String first = row(page, 1).locator("a").textContent();
        head.locator("button").click();
        assertThat(head).hasAttribute("aria-sort", "descending");

        assertThat(row(page, 1).locator("a")).not().hasText(first);
    }

    @Test
    void aListShowsWhatNeedsSomebody() {
        Page page = documents();

        page.locator(".todo a", new Page.LocatorOptions().setHasText("30 天内到期")).click();

        assertThat(page.locator(".empty")).containsText("现在一份也没有");
        page.locator("[aria-label=不看这张清单]").click();
        assertThat(row(page, 1)).isVisible();
    }

    @Test
    void manyAreTakenOutAndComeBack() throws Exception {
        Page page = documents(context(desktop()), "?q=" + URLEncoder.encode("借书证", UTF_8));

        row(page, 1).locator(".tick").click();
        bulk(page, "下架");
        assertThat(page.locator("nj-confirm")).containsText("下架 1 份文件");
        yes(page);

        assertThat(row(page, CARD_TITLE)).containsText("已归档");
        assertThat(page.locator(".bulk")).isHidden();
        undo(page);
        assertThat(row(page, CARD_TITLE)).containsText("已发布");
        assertThat(document(CARD).get("state").stringValue()).isEqualTo("PUBLISHED");
    }

    @Test
    void theDateAndThePlaceOfManyAreChangedAndComeBack() throws Exception {
        JsonNode before = document(CARD);
        Page page = documents(context(desktop()), "?q=" + URLEncoder.encode("借书证", UTF_8));

        row(page, 1).locator(".tick").click();
        bulk(page, "改有效期");
        page.locator("nj-bulk sl-input input").fill("2099-12-31");
        page.locator("nj-bulk .strong").click();
        assertThat(row(page, CARD_TITLE)).containsText("2099-12-31");
        undo(page);
        assertThat(row(page, CARD_TITLE)).not().containsText("2099-12-31");
        row(page, 1).locator(".tick").click();
        bulk(page, "改地区");
        page.locator("nj-bulk nj-region input").fill("荣成");
        page.locator("nj-bulk [role=option]", new Page.LocatorOptions().setHasText("荣成市")).first().click();
        page.locator("nj-bulk .strong").click();
        assertThat(row(page, CARD_TITLE)).containsText("荣成市");
        undo(page);

        assertThat(row(page, CARD_TITLE)).containsText("威海市");
        JsonNode after = document(CARD);
        assertThat(after.get("effectiveUntil")).isEqualTo(before.get("effectiveUntil"));
        assertThat(after.get("region")).isEqualTo(before.get("region"));
        assertThat(after.get("reviewedOn")).as("nobody checked it").isEqualTo(before.get("reviewedOn"));
        assertThat(after.get("draft").booleanValue()).isFalse();
    }

    @Test
    void withTheKeyboardAloneManyAreConfirmedAndItIsTakenBack() throws Exception {
        Page page = documents(context(desktop()), "?kind=GUIDE&sort=TITLE");

        row(page, 1).locator(".tick").focus();
        page.keyboard().press("Space");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Shift+Space");
        assertThat(page.locator(".bulk")).containsText("已选 3 份");
        page.locator(".bulk button", new Page.LocatorOptions().setHasText("标为已核对")).focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("nj-confirm")).containsText("把 3 份文件标为今天已核对");
        assertThat(page.locator("nj-confirm [data-no]")).isFocused();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("tbody tr .checked", new Page.LocatorOptions().setHasText(Pattern.compile("\\d{4}-")))).hasCount(3);
        page.locator(".toast .undo").focus();
        page.keyboard().press("Enter");

        assertThat(page.locator("tbody tr .checked", new Page.LocatorOptions().setHasText(Pattern.compile("\\d{4}-")))).hasCount(0);
    }

    @Test
    void whatMayNotBeChangedIsNamedWithTheReason() throws Exception {
        add("weihai", "REVIEWER", "371000");
        Page page = signedIn(context(desktop()), "/admin/#/documents", "weihai", PASSWORD);
        assertThat(page.locator(".shell > .side")).not().containsText("人员与权限");
        page.locator("[type=search]").fill("借书证");
        assertThat(page.locator("tbody tr")).hasCount(1);
        row(page, 1).locator(".tick").click();
        page.locator("[type=search]").fill(UNPAID);
        row(page, UNPAID).locator(".tick").first().click();
        bulk(page, "标为已核对");
        yes(page);

        assertThat(page.locator(".toast")).containsText("1 份已标为今天核对，1 份没有改");
        assertThat(page.locator(".toast")).containsText("《" + UNPAID + "》：这是全国的文件，您的账号只能管威海市的");
        assertThat(page.locator(".bulk")).containsText("已选 1 份");
        undo(page);
        assertThat(document(CARD).get("reviewedOn").isNull()).isTrue();
    }

    @Test
    void whoeverHasToSignInAgainFindsTheWorkAsItWas() throws Exception {
        BrowserContext context = context(desktop());
        Page page = documents(context, "?q=" + URLEncoder.encode("借书证", UTF_8));
        row(page, 1).locator(".tick").click();
        bulk(page, "改有效期");
        page.locator("nj-bulk sl-input input").fill("2098-01-31");
        context.clearCookies();

        page.locator("nj-bulk .strong").click();

        assertThat(page.locator(".sign-in-again")).containsText("登录到期了。重新登录后，没发出的内容还在。");
        isClean(page, "sign in again");
        page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill("not-the-password");
        page.keyboard().press("Enter");
        assertThat(page.locator(".sign-in-again [role=alert]")).containsText("账号或密码不对");
        signIn(page, "admin", PASSWORD);
        assertThat(page.locator(".sign-in-again")).isHidden();
        assertThat(row(page, CARD_TITLE)).containsText("2098-01-31");
        undo(page);
        assertThat(row(page, CARD_TITLE)).not().containsText("2098-01-31");
    }

    @Test
    void aPublicationIsTakenBackAndTheDraftIsThereAgain() throws Exception {
        String path = "/api/admin/documents/" + URLEncoder.encode(CARD, UTF_8);
        JsonNode shown = json(script("GET", path, null));
        String text = shown.get("passages").get(0).get("text").stringValue();
        ObjectNode description = shown.get("description").deepCopy().asObject();
        description.remove(List.of("textDate", "replaces"));
        script("PUT", path, Map.of("revision", shown.get("revision"), "description", description, "passages", List.of(Map.of("section", "正文", "text", "改过的一段。"))));
        assertThat(document(CARD).get("draft").booleanValue()).isTrue();
        Page page = documents(context(desktop()), "?q=" + URLEncoder.encode("借书证", UTF_8));

        row(page, 1).locator(".tick").click();
        bulk(page, "发布");
        yes(page);
        assertThat(row(page, CARD_TITLE).locator(".state")).not().containsText("有改动");
        undo(page);

        assertThat(row(page, CARD_TITLE).locator(".state")).containsText("有改动");
        assertThat(json(script("GET", path, null)).get("passages").get(0).get("text").stringValue()).isEqualTo("改过的一段。");
        assertThat(script("DELETE", path + "/draft", null).statusCode()).isEqualTo(200);
        assertThat(json(script("GET", path, null)).get("passages").get(0).get("text").stringValue()).isEqualTo(text);
    }

    @Test
    void whatSomebodyChangedSinceIsNotTakenBack() throws Exception {
        String undo = json(script("POST", "/api/admin/document-changes", Map.of("ids", List.of(CARD), "publication", false))).get("undo").stringValue();
        script("POST", "/api/admin/document-changes", Map.of("ids", List.of(CARD), "publication", true));

        JsonNode back = json(script("DELETE", "/api/admin/document-changes/" + undo, null));

        assertThat(back.get("changed").intValue()).isZero();
        assertThat(back.get("refused").get(0).get("reason").stringValue()).contains("后来又改过");
        assertThat(script("DELETE", "/api/admin/document-changes/" + undo, null).statusCode()).as("only once").isEqualTo(404);
        assertThat(document(CARD).get("state").stringValue()).isEqualTo("PUBLISHED");
    }

    @Test
    void theIndexIsBuiltAnewInView() {
        Page page = documents();

        page.locator("nj-rebuild button").click();

        assertThat(page.locator(".toast")).containsText("索引已重建");
        assertThat(page.locator("nj-rebuild button")).isVisible();
        assertThat(troubles).isEmpty();
    }
}
