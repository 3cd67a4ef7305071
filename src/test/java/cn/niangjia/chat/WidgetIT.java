package cn.niangjia.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a worker does with the chat, in a real browser. */
class WidgetIT extends PageIT {

    private static final String UNPAID = "老板三个月没发钱了咋办";

    @Autowired
    private JdbcClient jdbc;

    @Test
    void anAnswerComesWithItsVerdictStepsLimitNumbersAndSources() {
        Page page = chat(context(phone()));

        askAndWait(page, UNPAID);

        assertThat(page.locator(".ans .lead")).hasText("单位必须按时、足额发工资。");
        assertThat(page.locator(".ans ol").first().locator("li")).hasCount(3);
        assertThat(page.locator(".ans .deadline")).containsText("一年");
        assertThat(page.locator(".calls .call").first()).hasAttribute("href", "tel:12351");
        assertThat(page.locator(".sources summary")).containsText("3 条出处");
        assertThat(troubles).isEmpty();
    }

    @Test
    void theReplyIsStreamedSentenceBySentence() {
        Page page = chat(context(phone()));
        List<String> accepted = new java.util.concurrent.CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/messages")) {
                accepted.add(request.headers().get("accept"));
            }
        });

        page.evaluate("""
                () => {
                  window.seen = new Set()
                  new MutationObserver(() => seen.add(document.querySelector('.said')?.textContent ?? ''))
                    .observe(document.querySelector('.talk'), { childList: true, characterData: true, subtree: true })
                }""");
        askAndWait(page, UNPAID);

        assertThat(accepted).containsExactly("text/event-stream");
        assertThat(((Number) page.evaluate("seen.size")).intValue()).as("states of the text while it came").isGreaterThan(3);
    }

    @Test
    void aCitationOpensThePassageAndTheArticleItRestsOn() {
        Page page = chat(context(phone()));
        askAndWait(page, UNPAID);
        Locator number = page.locator(".said .cite").first();

        number.click();

        Locator drawer = page.locator("nj-source dialog");
        assertThat(drawer.locator("h2")).hasText("单位拖欠工资怎么办");
        assertThat(drawer.locator(".tag").first()).hasText("现行有效");
        assertThat(drawer.locator(".this mark").first()).hasText("单位必须按时、足额发工资。");
        assertThat(drawer.locator(".kv")).containsText("娘家项目");
        assertThat(drawer.locator(".near").first()).isVisible();
        drawer.locator(".basis summary", new Locator.LocatorOptions().setHasText("《劳动合同法》第三十条")).click();
        assertThat(drawer.locator(".basis details[open] p")).containsText("用人单位应当按照劳动合同约定和国家规定");
        drawer.locator("[aria-label=下一条出处]").click();
        assertThat(drawer.locator(".this h3")).hasText("怎么办");

        page.keyboard().press("Escape");

        assertThat(drawer).isHidden();
        assertThat(number).isFocused();
    }

    @Test
    void aThumbDownIsKeptWithItsReasons() {
        Page page = chat(context(phone()));
        askAndWait(page, "会费一个月交多少");
        page.locator("text=没帮上").click();
        page.locator(".chip", new Page.LocatorOptions().setHasText("看不懂")).click();
        page.locator("[name=comment]").fill("我的电话是13800002100");

        page.locator(".card .primary").click();

        assertThat(page.locator(".acts .done")).containsText("记下了");
        String remark = jdbc.sql("select remark from feedback where reason = '看不懂' and helpful = false").query(String.class).single();
        assertThat(remark).contains("我的电话是").doesNotContain("13800002100");
    }

    @Test
    void elderModeIsLargeAndStays() {
        BrowserContext context = context(phone());
        Page page = chat(context);
        page.locator("[aria-label^=长辈版]").click();
        assertThat(page.locator(".chips .chip").first().boundingBox().height).isGreaterThanOrEqualTo(60);
        assertThat(pixels(page.locator(".chips .chip").first(), "font-size")).isGreaterThanOrEqualTo(18);
        askAndWait(page, UNPAID);

        for (String text : List.of(".said p", ".by", ".call span", ".fine", ".acts button", ".sources summary")) {
            assertThat(pixels(page.locator(text).first(), "font-size")).as(text).isGreaterThanOrEqualTo(18);
        }
        for (String target : List.of(".person", ".call", ".compose .go", ".acts button", ".sizer button")) {
            assertThat(page.locator(target).first().boundingBox().height).as(target).isGreaterThanOrEqualTo(60);
        }
        page.locator("[aria-label=大一点]").click();
        page.reload();
        assertThat(page.locator(".sizer output")).hasText("24");
        assertThat(pixels(page.locator(".said p").first(), "font-size")).isEqualTo(24);
    }

    private static double pixels(Locator element, String property) {
        String computed = (String) element.evaluate("(element, property) => getComputedStyle(element).getPropertyValue(property)", property);
        return Double.parseDouble(computed.replace("px", ""));
    }

    @Test
    void aPersonIsAskedForOnceAndTheRequestCanBeTakenBack() {
        Page page = chat(context(phone()));

        page.locator(".person").click();

        Locator card = page.locator("nj-handoff");
        assertThat(card).containsText("正在为您找坐席");
        assertThat(card.locator(".queue")).containsText(Pattern.compile("排在您前面|下一位就是您"));
        assertThat(card.locator("a")).hasAttribute("href", "tel:12351");
        page.locator(".person").click();
        assertThat(card.locator("a")).isFocused();
        assertThat(page.locator(".me")).hasCount(1);
        page.reload();
        assertThat(card).isVisible();
        askAndWait(page, "会费一个月交多少");

        card.locator("button").click();

        assertThat(card).hasCount(0);
    }

    @Test
    void thePlaceIsShownAndChangedAndTheHotlineIsRungThere() {
        Page page = chat(context(phone()));
        assertThat(page.locator(".place")).containsText("全国");

        page.locator(".place").click();
        page.locator("nj-menu [type=search]").fill("历下");
        page.locator("nj-menu .chip", new Page.LocatorOptions().setHasText("山东省济南市历下区")).click();

        assertThat(page.locator(".place")).containsText("历下区");
        askAndWait(page, UNPAID);
        assertThat(page.locator(".calls .call").first()).hasAttribute("href", "tel:053112351");
        page.reload();
        assertThat(page.locator(".place")).containsText("历下区");
    }

    @Test
    void whereTheAnswerTurnsOnThePlaceItIsAskedForOnce() {
        Page page = chat(context(phone()));
        askAndWait(page, "职工书屋的借书证怎么办");
        assertThat(page.locator(".ans .said")).containsText("您在哪个市");

        page.locator("nj-answer nj-place [type=search]").fill("环翠");
        page.locator("nj-answer .chip", new Page.LocatorOptions().setHasText("山东省威海市环翠区")).click();

        assertThat(page.locator(".ans").nth(1)).containsText("带工会会员卡到书屋办理");
        assertThat(page.locator("nj-answer nj-place")).hasCount(0);
        assertThat(page.locator(".place")).containsText("环翠区");
    }

    @Test
    void whoDoesNotSayThePlaceIsAnsweredAllTheSame() {
        Page page = chat(context(phone()));
        askAndWait(page, "职工书屋的借书证怎么办");

        page.locator("text=不选，先看全国统一的规定").click();

        assertThat(page.locator(".ans")).hasCount(2);
        assertThat(page.locator(".ans").nth(1)).hasAttribute("aria-busy", "false");
        assertThat(page.locator(".ans").nth(1)).not().containsText("您在哪个市");
    }

    @Test
    void theConversationSurvivesAReloadAndShowsInAnotherTab() {
        BrowserContext context = context(phone());
        Page page = chat(context);
        askAndWait(page, UNPAID);

        page.reload();
        Page other = chat(context);

        assertThat(page.locator(".me")).hasText(Pattern.compile(UNPAID));
        assertThat(page.locator(".ans .lead")).isVisible();
        assertThat(other.locator(".ans .lead")).isVisible();
        askAndWait(other, "会费一个月交多少");
        assertThat(page.locator(".me")).hasCount(2);
        assertThat(page.locator(".ans")).hasCount(2);
    }

    @Test
    void aLostConnectionIsSaidAndMendsItself() {
        BrowserContext context = context(phone());
        Page page = chat(context);
        context.setOffline(true);

        ask(page, UNPAID);

        assertThat(page.locator(".banner")).containsText("网络断了");
        assertThat(page.locator(".me.unsent")).hasText(Pattern.compile(UNPAID));
        ask(page, "会费一个月交多少");
        context.setOffline(false);
        assertThat(page.locator(".acts")).hasCount(2);
        assertThat(page.locator(".banner")).hasCount(0);
        assertThat(page.locator(".me.unsent")).hasCount(0);
        assertThat(page.locator(".me").nth(0)).containsText(UNPAID);
    }

    @Test
    void aMessageWhoseAnswerWasLostIsNotSentTwice() {
        BrowserContext context = context(phone());
        Page page = chat(context);
        AtomicInteger tries = new AtomicInteger();
        page.route("**/messages", route -> {
            if (tries.incrementAndGet() == 1) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        String question = "外卖骑手怎么入会，我在问第" + System.nanoTime() + "次";

        askAndWait(page, question);

        assertThat(tries.get()).isEqualTo(2);
        assertThat(kept(question)).isEqualTo(1);
        assertThat(page.locator(".me")).hasCount(1);
        assertThat(page.locator(".ans")).hasCount(1);
    }

    @Test
    void anAnswerThatBreaksOffKeepsWhatCameAndGoesOn() {
        Page page = chat(context(phone()));
        AtomicInteger tries = new AtomicInteger();
        page.route("**/messages", route -> {
            if (tries.incrementAndGet() > 1) {
                route.resume();
                return;
            }
            String whole = route.fetch().text();
            route.fulfill(new Route.FulfillOptions().setContentType("text/event-stream")
                    .setBody(whole.substring(0, whole.indexOf("event:reply"))));
        });

        ask(page, UNPAID);

        assertThat(page.locator(".under-answer")).containsText("断在这里了");
        assertThat(page.locator(".said")).containsText("单位必须按时、足额发工资。");
        assertThat(page.locator(".acts")).hasCount(1);
        assertThat(page.locator(".ans")).hasCount(1);
    }

    private int kept(String question) {
        return jdbc.sql("select count(*) from message where author = 'WORKER' and text = :text").param("text", question)
                .query(Integer.class).single();
    }

    @Test
    void enterWhileAnInputMethodComposesSendsNothing() {
        Page page = chat(context(phone()));
        Locator field = page.locator(".compose textarea");
        field.fill("gongzi");

        field.evaluate("field => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))");
        field.evaluate("field => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }))");

        assertThat(page.locator(".me")).hasCount(0);
        field.press("Shift+Enter");
        assertThat(field).hasValue("gongzi\n");
        field.press("Enter");
        assertThat(page.locator(".me")).hasCount(1);
    }

    @Test
    void twoThousandCharactersAreCountedAndNoMoreAreSent() {
        Page page = chat(context(phone()));
        Locator field = page.locator(".compose textarea");

        field.fill("工".repeat(1_900));
        assertThat(page.locator(".count")).hasText("还可以写 100 个字");
        field.fill("😀".repeat(2_001));
        assertThat(page.locator(".count")).containsText("多了 1 个字");
        field.press("Enter");

        assertThat(page.locator(".me")).hasCount(0);
        page.reload();
        assertThat(page.locator(".compose textarea")).hasValue("😀".repeat(2_001));
    }

    @Test
    void aScreenReaderHearsTheReplyOnceAndWhole() {
        Page page = chat(context(phone()));
        page.evaluate("""
                () => {
                  window.heard = []
                  new MutationObserver(() => heard.push(document.querySelector('nj-chat > .sr').textContent))
                    .observe(document.querySelector('nj-chat > .sr'), { childList: true, characterData: true, subtree: true })
                }""");

        askAndWait(page, UNPAID);

        page.waitForFunction("heard.length > 0");
        List<?> heard = (List<?>) page.evaluate("heard");
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst().toString()).startsWith("智能助手：单位必须按时").contains("一年内要申请").doesNotContain("[1]").doesNotContain("**");
    }

    @Test
    void theReplyIsReadAloudAndCopiedWithItsSources() {
        BrowserContext context = context(phone());
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        context.addInitScript("window.spoken = []; window.speechSynthesis.speak = speech => spoken.push(speech.text)");
        Page page = chat(context);
        askAndWait(page, UNPAID);

        page.locator("text=读给我听").click();
        page.locator("text=复制").first().click();

        assertThat(page.evaluate("spoken[0]").toString()).startsWith("单位必须按时").doesNotContain("[");
        assertThat(page.locator(".done")).containsText("已复制");
        assertThat(page.evaluate("navigator.clipboard.readText()").toString())
                .contains("[1] ——《单位拖欠工资怎么办》能不能，娘家项目").contains("现行有效");
    }

    @Test
    void somebodyInDangerSeesTheNumbersFirst() {
        Page page = chat(context(phone()));

        askAndWait(page, "不想活了，他们不给钱");

        Locator crisis = page.locator("[role=alert]");
        assertThat(crisis.locator(".call").first()).hasAttribute("href", "tel:110");
        assertThat(crisis).containsText("先打110");
        assertThat(page.locator(".acts")).hasCount(0);
        assertThat(page.locator(".compose textarea")).isVisible();
    }

    @Test
    void whatWasSaidCanBeErasedForGood() {
        Page page = chat(context(phone()));
        String question = "怎么加入工会，我在问第" + System.nanoTime() + "次";
        askAndWait(page, question);
        page.locator("[aria-label=更多]").click();
        page.locator("text=清除这段聊天").click();

        page.locator(".btn.danger").click();

        assertThat(page.locator(".me")).hasCount(0);
        assertThat(page.locator(".topics")).isVisible();
        assertThat(kept(question)).isZero();
    }

    @Test
    void aPageOfAnAllowedSiteHoldsTheChat() {
        Page page = open(context(desktop()), sitePage());

        page.locator(".launch").click();

        FrameLocator frame = page.frameLocator("iframe");
        assertThat(frame.locator(".topics")).isVisible();
        frame.locator(".compose textarea").fill(UNPAID);
        frame.locator(".compose textarea").press("Enter");
        assertThat(frame.locator(".ans .lead")).isVisible();
        frame.locator("[aria-label=收起]").click();
        assertThat(page.locator("iframe")).isHidden();
        assertThat(page.locator(".launch")).isFocused();
        page.evaluate("document.dispatchEvent(new CustomEvent('niangjia:open', { detail: { ask: '会费一个月交多少' } }))");
        assertThat(frame.locator(".ans")).hasCount(2);
        page.reload();
        page.locator(".launch").click();
        assertThat(frame.locator(".ans")).hasCount(2);
        assertThat(troubles).isEmpty();
    }

    @Test
    void onAPhoneTheChatFillsTheScreen() {
        Page page = open(context(phone()), sitePage());

        page.locator(".launch").click();

        assertThat(page.frameLocator("iframe").locator(".topics")).isVisible();
        assertThat(page.locator("iframe").boundingBox().width).isEqualTo(390);
        assertThat(page.locator("iframe").boundingBox().height).isEqualTo(844);
        assertThat(page.frameLocator("iframe").locator(".compose")).isInViewport();
    }

    @Test
    void aStrangeSiteCannotHoldTheChat() throws Exception {
        Page page = open(context(desktop()), strangeSitePage());

        page.locator(".launch").click();

        page.waitForTimeout(1_000);
        assertThat(page.frameLocator("iframe").locator(".topics")).hasCount(0);
        assertThat(troubles.toString()).contains("frame-ancestors");
        String policy = get("/").headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy).contains("frame-ancestors 'self'").doesNotContain("unsafe");
    }

    @Test
    void theFirstLoadIsSmall() {
        Page page = chat(context(phone()));

        Number bytes = (Number) page.evaluate("""
                () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                  .reduce((sum, entry) => sum + entry.encodedBodySize, 0)""");

        System.out.println("widget, first load: " + bytes + " bytes compressed");
        assertThat(bytes.intValue()).isBetween(10_000, 60 * 1024);
    }
}
