package cn.niangjia.publishing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.StaffPageIT;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** People, places, the audit log and one's own account, in a real browser. */
class SettingsPagesIT extends StaffPageIT {

    private static Locator row(Page page, String text) {
        return page.locator("tbody tr", new Page.LocatorOptions().setHasText(text));
    }

    private static void choosePlace(Page page, String part, String path) {
        page.locator("sl-dialog nj-region input").fill(part);
        page.locator("sl-dialog [role=option]", new Page.LocatorOptions().setHasText(path)).first().click();
    }

    @Test
    void somebodyIsAddedAndLockedAndLetInAgain() {
        Page page = admin(context(desktop()), "#/people");

        page.locator(".ttl .primary").click();
        isClean(page, "new person");
        page.locator("sl-dialog [name=displayName] input").fill("周编辑");
        page.locator("sl-dialog [name=account] input").fill("zhou-bianji");
        choosePlace(page, "荣成", "荣成市");
        page.locator("sl-dialog [name=password] input").fill("short");
        page.locator("sl-dialog .strong").click();
        assertThat(page.locator("sl-dialog [role=alert]")).containsText("密码请写 10 个字以上");
        page.locator("sl-dialog .btn", new Page.LocatorOptions().setHasText("生成一个")).click();
        page.locator("sl-dialog .strong").click();
        assertThat(row(page, "周编辑")).containsText("荣成市");
        page.locator("[aria-label=停用周编辑]").click();
        page.locator("nj-confirm [data-yes]").click();
        assertThat(row(page, "周编辑")).containsText("已停用");
        page.locator(".toast .undo").click();

        assertThat(row(page, "周编辑")).containsText("正常");
        isClean(page, "people");
        assertThat(page.locator("[aria-label=停用管理员]")).hasCount(0);
    }

    @Test
    void aCountysAdminSeesAndTouchesOnlyOwnPeople() throws Exception {
        add("county-admin", "ADMIN", "371082");
        add("county-agent", "AGENT", "371082");
        Page page = signedIn(context(desktop()), "/admin/#/people", "county-admin", PASSWORD);

        assertThat(row(page, "county-agent")).isVisible();
        assertThat(page.locator("td small", new Page.LocatorOptions().setHasText(Pattern.compile("^admin$")))).hasCount(0);
        page.locator(".ttl .primary").click();
        page.locator("sl-dialog [name=displayName] input").fill("越权");
        page.locator("sl-dialog [name=account] input").fill("elsewhere");
        choosePlace(page, "济南", "济南市");
        page.locator("sl-dialog [name=password] input").fill("a-long-password");
        page.locator("sl-dialog .strong").click();

        assertThat(page.locator("sl-dialog [role=alert]")).containsText("您的账号只能管荣成市的人");
        page.locator("sl-dialog .btn", new Page.LocatorOptions().setHasText("不了")).click();
        page.locator(".shell > .side a", new Page.LocatorOptions().setHasText("审计日志")).click();
        assertThat(row(page, "county-admin").first()).isVisible();
        assertThat(page.locator("tbody td:nth-child(2)", new Page.LocatorOptions().setHasText(Pattern.compile("^admin$")))).hasCount(0);
    }

    @Test
    void aPlaceOfOnesOwnIsAddedAndKnownByItsOtherNames() throws Exception {
        Page page = admin(context(desktop()), "#/places");

        page.locator(".ttl .primary").click();
        choosePlace(page, "荣成", "荣成市");
        page.locator("sl-dialog [name=name] input").fill("蓝湾产业园");
        page.locator("sl-dialog [name=aliases] input").fill("蓝湾园区、蓝湾工业园");
        page.locator("sl-dialog .strong").click();

        assertThat(row(page, "蓝湾产业园")).containsText("山东省威海市荣成市蓝湾产业园");
        assertThat(row(page, "蓝湾产业园")).containsText("蓝湾园区、蓝湾工业园");
        isClean(page, "places");
        assertThat(get("/api/chat/regions?q=%E8%93%9D%E6%B9%BE").body()).contains("蓝湾产业园");
        assertThat(script("PUT", "/api/admin/regions/371082", Map.of("name", "别的名字")).statusCode()).as("the state's names stay").isEqualTo(422);
    }

    @Test
    void theAuditLogIsSiftedByWhatWasDone() {
        Page page = admin(context(desktop()), "#/audit");
        assertThat(row(page, "登录").first()).isVisible();
        isClean(page, "audit log");

        page.locator("nj-pill button").first().click();
        page.locator("sl-menu-item[value=SIGNED_IN]").click();

        assertThat(page.locator("td:nth-child(3)", new Page.LocatorOptions().setHasNotText(Pattern.compile("^登录$")))).hasCount(0);
        page.reload();
        assertThat(page.locator(".chip.on [slot=trigger]")).hasText("登录");
        page.locator("[type=search]").fill("没有这样的人");
        assertThat(page.locator(".empty")).containsText("没有这样的记录");
    }

    @Test
    void aPasswordIsChangedAndEverybodyHasToSignInAgain() throws Exception {
        add("own-password", "EDITOR", "371082");
        Page page = signedIn(context(desktop()), "/admin/#/account", "own-password", PASSWORD);
        isClean(page, "account");
        page.locator("nj-account [name=current] input").fill("wrong");
        page.locator("nj-account [name=next] input").fill("another-password");
        page.locator("nj-account [name=again] input").fill("another-password");
        page.locator("nj-account form .strong").click();
        page.locator("nj-confirm [data-yes]").click();
        assertThat(page.locator("nj-account [role=alert]")).containsText("现在的密码不对");
        page.locator("nj-account [name=current] input").fill(PASSWORD);
        page.locator("nj-account form .strong").click();
        page.locator("nj-confirm [data-yes]").click();

        assertThat(page.locator("h1")).hasText("工作人员登录");
        signIn(page, "own-password", "another-password");
        assertThat(page.locator(".shell h1")).hasText("我的账号");
    }

    @Test
    void darkIsChosenAndRemembered() {
        Page page = admin(context(desktop()), "#/account");

        page.locator("nj-theme button", new Page.LocatorOptions().setHasText("深色")).click();
        isClean(page, "dark account");
        page.reload();

        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }
}
