package cn.niangjia.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Signing in as pages do, as scripts do, and as neither may. */
@TestPropertySource(properties = {"niangjia.knowledge.folders=src/test/resources/statutes", "niangjia.publishing.second-person=true"})
class SessionIT extends NiangjiaIT {

    private static final String PASSWORD = "a-long-password";

    /** A browser of its own: cookies, and the token that a page reads. */
    private final class Page {
        private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        private String csrf = "";

        HttpResponse<String> call(String method, String path, String body) throws IOException, InterruptedException {
            return http.send(HttpRequest.newBuilder(URI.create(server() + path)).header("Content-Type", "application/json")
                    .header("Sec-Fetch-Site", "same-origin").header("X-CSRF-TOKEN", csrf)
                    .method(method, HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> signIn(String name, String password) throws IOException, InterruptedException {
            csrf = json(call("GET", "/api/session", "")).get("csrf").stringValue();
            HttpResponse<String> answer = call("POST", "/api/session", JSON.writeValueAsString(Map.of("name", name, "password", password)));
            JsonNode session = json(answer);
            csrf = session.has("csrf") ? session.get("csrf").stringValue() : csrf;
            return answer;
        }
    }

    private HttpResponse<String> script(String method, String path, Object body, String... headers) throws IOException, InterruptedException {
        String credential = Base64.getEncoder().encodeToString("admin:test-password".getBytes(UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server() + path)).header("Authorization", "Basic " + credential)
                .header("Content-Type", "application/json").method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Page signedIn(String name, String role, String region) throws IOException, InterruptedException {
        assertThat(script("POST", "/api/admin/staff", Map.of("name", name, "displayName", name, "role", role, "region", region, "password", PASSWORD)).statusCode())
                .isEqualTo(201);
        Page page = new Page();
        assertThat(page.signIn(name, PASSWORD).statusCode()).isEqualTo(200);
        return page;
    }

    @Test
    void aPageSignsInWorksAndSignsOut() throws Exception {
        Page page = new Page();

        assertThat(json(page.signIn("admin", "test-password")).get("staff").get("role").stringValue()).isEqualTo("ADMIN");
        assertThat(page.call("GET", "/api/admin/documents", "").statusCode()).isEqualTo(200);
        assertThat(page.call("DELETE", "/api/session", "").statusCode()).isEqualTo(204);
        assertThat(page.call("GET", "/api/admin/documents", "").statusCode()).isEqualTo(401);
    }

    @Test
    void aChangeWithoutTheTokenIsRefused() throws Exception {
        Page page = new Page();
        page.signIn("admin", "test-password");
        page.csrf = "made-up";

        assertThat(page.call("POST", "/api/admin/index/rebuild", "").statusCode()).isEqualTo(403);
    }

    @Test
    void credentialsThatABrowserSendsOfItselfAreNotTakenForAScript() throws Exception {
        assertThat(script("POST", "/api/admin/index/rebuild", Map.of(), "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
        assertThat(script("POST", "/api/admin/index/rebuild", Map.of()).statusCode()).isEqualTo(202);
    }

    @Test
    void aPageIsNeverAskedForAPasswordByTheBrowser() throws Exception {
        assertThat(new Page().call("GET", "/api/admin/documents", "").headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(get("/api/admin/documents").headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void fiveWrongPasswordsLockTheAccountAlsoForTheRightOne() throws Exception {
        signedIn("locked", "EDITOR", "370000");
        Page page = new Page();
        for (int i = 0; i < 5; i++) {
            assertThat(page.signIn("locked", "wrong-" + i).statusCode()).isEqualTo(401);
        }
        Page other = new Page();

        HttpResponse<String> refused = other.signIn("locked", PASSWORD);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("锁上").contains("以后再试");
        assertThat(script("PUT", "/api/admin/staff/locked", Map.of("displayName", "locked", "role", "EDITOR", "region", "370000", "disabled", false)).statusCode())
                .isEqualTo(200);
        assertThat(other.signIn("locked", PASSWORD).statusCode()).as("unlocked by the admin").isEqualTo(200);
    }

    @Test
    void newRightsHoldAtOnce() throws Exception {
        Page page = signedIn("moved", "EDITOR", "370000");
        assertThat(page.call("GET", "/api/admin/documents", "").statusCode()).isEqualTo(200);

        script("PUT", "/api/admin/staff/moved", Map.of("displayName", "moved", "role", "AGENT", "region", "370000", "disabled", false));
        assertThat(page.call("GET", "/api/admin/documents", "").statusCode()).as("has to sign in anew").isEqualTo(401);
        page.signIn("moved", PASSWORD);
        assertThat(page.call("GET", "/api/admin/documents", "").statusCode()).as("an agent has no business there").isEqualTo(403);
        script("PUT", "/api/admin/staff/moved", Map.of("displayName", "moved", "role", "AGENT", "region", "370000", "disabled", true));
        assertThat(page.signIn("moved", PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void onlyTheAdminSeesStaffAndAudit() throws Exception {
        Page page = signedIn("curious", "REVIEWER", "000000");

        assertThat(page.call("GET", "/api/admin/staff", "").statusCode()).isEqualTo(403);
        assertThat(page.call("GET", "/api/admin/audit", "").statusCode()).isEqualTo(403);
        JsonNode audit = json(script("GET", "/api/admin/audit?q=curious", Map.of()));
        assertThat(audit.get("entries").toString()).contains("加人").contains("登录");
    }

    @Test
    void aCountysEditorCannotTouchTheCountrysTexts() throws Exception {
        Page page = signedIn("county", "EDITOR", "371082");
        String law = json(page.call("GET", "/api/admin/documents?q=" + java.net.URLEncoder.encode("工会法", UTF_8), "")).get("documents").get(0).get("id").stringValue();
        String path = "/api/admin/documents/" + java.net.URLEncoder.encode(law, UTF_8).replace("+", "%20");

        HttpResponse<String> refused = page.call("DELETE", path + "/publication", "");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("您的账号只能管");
        assertThat(json(page.call("GET", path, "")).get("mayEdit").booleanValue()).isFalse();
    }

    @Test
    void passwordsAndSessionsAreNotForTheEye() throws Exception {
        assertThat(script("GET", "/api/admin/staff", Map.of()).body()).doesNotContain("bcrypt").doesNotContain("assword");
    }
}
