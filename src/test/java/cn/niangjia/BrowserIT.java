package cn.niangjia;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The product in a real browser; what the browser complains of is kept in {@link #troubles}. */
@ExtendWith(Chromium.class)
public abstract class BrowserIT extends NiangjiaIT {

    private Playwright playwright;
    private Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();
    protected final List<String> troubles = new ArrayList<>();

    @BeforeAll
    void startBrowser() {
        playwright = Chromium.playwright();
        browser = Chromium.start(playwright);
    }

    @AfterAll
    void stopBrowser() {
        playwright.close();
    }

    @AfterEach
    void closeContexts() {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        troubles.clear();
    }

    protected static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true).setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai").setDeviceScaleFactor(2).setColorScheme(ColorScheme.LIGHT).setReducedMotion(ReducedMotion.REDUCE);
    }

    protected static Browser.NewContextOptions desktop() {
        return new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale("zh-CN").setTimezoneId("Asia/Shanghai")
                .setColorScheme(ColorScheme.LIGHT).setReducedMotion(ReducedMotion.REDUCE);
    }

    protected BrowserContext context(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(15_000);
        contexts.add(context);
        return context;
    }

    protected Page open(BrowserContext context, String address) {
        Page page = context.newPage();
        page.onPageError(troubles::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("net::ERR_")) {
                troubles.add(message.text());
            }
        });
        page.navigate(address);
        return page;
    }
}
