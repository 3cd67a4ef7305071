package cn.niangjia.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** axe-core finds nothing in any state of the pages, light and dark. */
class AccessibilityIT extends PageIT {

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = {"LIGHT", "DARK"})
    void everyStateOfTheChat(ColorScheme colours) {
        Page page = chat(context(phone().setColorScheme(colours)));
        isClean(page, "greeting");
        page.locator(".topic").first().click();
        isClean(page, "topic opened");
        askAndWait(page, "老板三个月没发钱了咋办");
        page.locator(".sources summary").click();
        isClean(page, "answer");
        page.locator(".said .cite").first().click();
        assertThat(page.locator("nj-source .this")).isVisible();
        isClean(page, "citation");
        page.keyboard().press("Escape");
        page.locator("text=没帮上").click();
        isClean(page, "reasons");
        page.locator("[aria-label=更多]").click();
        page.locator("text=清除这段聊天").click();
        isClean(page, "settings");
        page.keyboard().press("Escape");
        askAndWait(page, "转人工");
        assertThat(page.locator("nj-handoff .queue")).isVisible();
        isClean(page, "hand-off");
        askAndWait(page, "不想活了，他们不给钱");
        isClean(page, "crisis");
        page.locator("[aria-label^=长辈版]").click();
        isClean(page, "elder mode");
        page.locator(".compose textarea").fill("工".repeat(2_001));
        isClean(page, "too long");
    }

    @Test
    void withoutAConnection() {
        BrowserContext context = context(phone());
        Page page = chat(context);
        context.setOffline(true);
        ask(page, "怎么加入工会");
        assertThat(page.locator(".banner")).isVisible();
        isClean(page, "offline");
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = {"LIGHT", "DARK"})
    void theHomePageWithTheChatOpen(ColorScheme colours) {
        Page page = open(context(desktop().setColorScheme(colours)), server() + "/");
        isClean(page, "home");
        page.locator(".launch").click();
        assertThat(page.frameLocator("iframe").locator(".topics")).isVisible();
        isClean(page, "home with the chat");
        assertThat(troubles).isEmpty();
    }

    private static void isClean(Page page, String state) {
        List<String> found = new AxeBuilder(page).analyze().getViolations().stream()
                .map(violation -> violation.getId() + ": " + violation.getNodes().stream().limit(4)
                        .map(node -> node.getHtml() + " " + node.getFailureSummary()).toList()).toList();
        assertThat(found).as(state).isEmpty();
    }
}
