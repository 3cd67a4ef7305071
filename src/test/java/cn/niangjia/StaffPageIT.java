package cn.niangjia;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.TestPropertySource;

/** The staff's pages; one server for all of their tests, so a test leaves the documents as it found them. */
@TestPropertySource(properties = {"niangjia.union.name=云州市总工会",
    "niangjia.knowledge.folders=knowledge-base,src/test/resources/statutes,src/test/resources/local-texts"})
public abstract class StaffPageIT extends BrowserIT {

    protected static final String PASSWORD = "test-password";

    /** A page below {@code /admin/}, with the admin signed in. @param hash such as {@code #/documents} */
    protected Page admin(BrowserContext context, String hash) {
        return signedIn(context, "/admin/" + hash, "admin", PASSWORD);
    }

    protected Page signedIn(BrowserContext context, String path, String name, String password) {
        Page page = open(context, server() + path);
        signIn(page, name, password);
        assertThat(page.locator(".shell h1").first()).isVisible();
        return page;
    }

    protected static void signIn(Page page, String name, String password) {
        page.getByLabel("账号").fill(name);
        page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill(password);
        page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).press("Enter");
    }

    /** Adds a member of staff over HTTP, whose password is {@link #PASSWORD}. */
    protected void add(String name, String role, String region) throws IOException, InterruptedException {
        HttpResponse<String> answer = script("POST", "/api/admin/staff",
                Map.of("name", name, "displayName", name, "role", role, "region", region, "password", PASSWORD));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** The HTTP interface as the admin's scripts use it. */
    protected HttpResponse<String> script(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        String credential = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(server() + path)).header("Authorization", "Basic " + credential)
                .header("Content-Type", "application/json")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Nothing that axe-core finds. */
    protected static void isClean(Page page, String state) {
        List<String> found = new AxeBuilder(page).analyze().getViolations().stream()
                .map(violation -> violation.getId() + ": " + violation.getNodes().stream().limit(4)
                        .map(node -> node.getHtml() + " " + node.getFailureSummary()).toList()).toList();
        assertThat(found).as(state).isEmpty();
    }
}
