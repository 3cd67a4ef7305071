package cn.niangjia;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The browser of this machine. Where there is none, browser tests are skipped with one line, unless they are required. */
public class Chromium implements ExecutionCondition {

    private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=zh-CN");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (path().isPresent()) {
            return ConditionEvaluationResult.enabled("chromium is here");
        }
        if ("required".equals(System.getenv("NIANGJIA_BROWSER_TESTS"))) {
            throw new IllegalStateException("browser tests are required, and there is no chromium");
        }
        System.out.println(context.getDisplayName() + " skipped: no chromium here (set NIANGJIA_CHROMIUM, or install chromium and fonts-noto-cjk)");
        return ConditionEvaluationResult.disabled("no chromium");
    }

    private static Optional<Path> path() {
        String named = System.getenv("NIANGJIA_CHROMIUM");
        return Stream.of(named == null ? "" : named, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> !path.isEmpty()).map(Path::of).filter(Files::isExecutable).findFirst();
    }

    static Playwright playwright() {
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    static Browser start(Playwright playwright) {
        return playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(path().orElseThrow()).setArgs(FLAGS));
    }
}
