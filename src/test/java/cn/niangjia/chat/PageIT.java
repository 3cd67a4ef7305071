package cn.niangjia.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import cn.niangjia.BrowserIT;
import cn.niangjia.handoff.Agent;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The pages in a real browser, and a page of another site that holds the chat. */
@TestPropertySource(properties = {"niangjia.desk.hours=MON-SUN 00:00-23:59", "niangjia.union.name=云州市总工会",
    "niangjia.knowledge.folders=knowledge-base,src/test/resources/statutes,src/test/resources/local-texts"})
abstract class PageIT extends BrowserIT {

    private static final HttpServer SITE = site();
    private static final String FINISHED = ".ans[aria-busy=false], .crisis";

    @DynamicPropertySource
    static void allowed(DynamicPropertyRegistry settings) {
        settings.add("niangjia.widget.allowed-origins", PageIT::allowedSite);
    }

    /** Without anybody there, workers are asked for their number instead of being put into the queue. */
    @BeforeEach
    void somebodyIsAtTheDesk() {
        new Agent(server(), "admin", "test-password").comes("ONLINE");
    }

    /** The chat alone, as it stands in its frame. */
    Page chat(BrowserContext context) {
        Page page = open(context, server() + "/widget/index.html");
        assertThat(page.locator(".hello, .notice").first()).isVisible();
        return page;
    }

    static void ask(Page page, String text) {
        page.locator(".compose textarea").fill(text);
        page.locator(".compose textarea").press("Enter");
    }

    /** Asks, and waits until the reply is there. */
    static void askAndWait(Page page, String text) {
        int before = page.locator(FINISHED).count();
        ask(page, text);
        assertThat(page.locator(FINISHED)).hasCount(before + 1);
    }

    /** A page of a union's own site, with the one line that shows the bubble. */
    String sitePage() {
        return allowedSite() + "/?server=" + server();
    }

    /** The same page at an address that the settings do not name. */
    String strangeSitePage() {
        return sitePage().replace("localhost", "127.0.0.1");
    }

    private static String allowedSite() {
        return "http://localhost:" + SITE.getAddress().getPort();
    }

    private static HttpServer site() {
        try {
            HttpServer site = HttpServer.create(new InetSocketAddress(0), 0);
            site.createContext("/", exchange -> {
                String server = exchange.getRequestURI().getQuery().replace("server=", "");
                byte[] page = """
                        <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>云州市总工会</title>
                        <meta name="viewport" content="width=device-width, initial-scale=1"></head>
                        <body><main><h1>云州市总工会</h1><p>通知公告</p></main><script src="%s/widget/loader.js" async></script></body></html>
                        """.formatted(server).getBytes(UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            site.start();
            return site;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
