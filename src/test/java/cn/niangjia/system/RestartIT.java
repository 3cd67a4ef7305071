package cn.niangjia.system;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.publishing.Publisher;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a stop without warning must not change: who is signed in, who is locked out, what was set for a time. */
class RestartIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path home;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();

    private HttpResponse<String> page(Server server, String method, String path, String body, String csrf) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(server.url() + path)).header("Content-Type", "application/json").header("Sec-Fetch-Site", "same-origin")
                .header("X-CSRF-TOKEN", csrf).method(method, HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void sessionsLocksAndTimesSurviveAStopThatSleepsOverTheMinute() throws Exception {
        Path data = Files.createDirectory(home.resolve("data"));
        Path folder = Files.createDirectory(home.resolve("texts"));
        String comes = Publisher.document("import/来");
        String goes = Publisher.document("import/走");
        OffsetDateTime minute;
        try (Server server = new Server(data, folder.toString())) {
            server.waitUntilReady();
            Publisher admin = new Publisher(server.url(), "admin", "test-password");
            admin.hires("editor", "EDITOR", "000000");
            admin.hires("forgetful", "EDITOR", "000000");
            String csrf = JSON.readTree(page(server, "GET", "/api/session", "", "").body()).get("csrf").stringValue();
            assertThat(page(server, "POST", "/api/session", JSON.writeValueAsString(Map.of("name", "editor", "password", Publisher.PASSWORD)), csrf).statusCode()).isEqualTo(200);
            for (int i = 0; i < 5; i++) {
                new Publisher(server.url(), "forgetful", "wrong-" + i).send("GET", "/api/admin/documents", "");
            }
            admin.imports(Map.of("来.txt", "职工泳池须知\n\n职工泳池九点开门。"), Map.of());
            admin.imports(Map.of("走.txt", "职工球场须知\n\n职工球场十点关门。"), Map.of("publish", "true"));
            minute = OffsetDateTime.now().plusSeconds(5);
            admin.calls("POST", comes + "/publication", Map.of("at", minute.toString()));
            admin.calls("POST", goes + "/publication", Map.of("until", minute.toString()));
            assertThat(state(admin, comes)).isEqualTo("SCHEDULED");
            server.kill();
        }
        while (OffsetDateTime.now().isBefore(minute)) {
            Thread.sleep(100);
        }

        try (Server server = new Server(data, folder.toString())) {
            server.waitUntilReady();
            Publisher admin = new Publisher(server.url(), "admin", "test-password");
            Publisher.until(() -> state(admin, comes).equals("PUBLISHED") && state(admin, goes).equals("ARCHIVED"));
            JsonNode session = JSON.readTree(page(server, "GET", "/api/session", "", "").body());
            assertThat(session.get("staff").get("name").stringValue()).as("still signed in").isEqualTo("editor");
            assertThat(page(server, "GET", "/api/admin/documents", "", "").statusCode()).isEqualTo(200);
            assertThat(new Publisher(server.url(), "forgetful", Publisher.PASSWORD).send("GET", "/api/admin/documents", "").statusCode()).as("still locked").isEqualTo(401);
            assertThat(admin.calls("GET", comes + "/history", "").toString().split("定时\",\"action\":\"发布", -1)).as("published once").hasSize(2);
        }
    }

    private static String state(Publisher admin, String document) {
        return admin.calls("GET", document, "").get("state").stringValue();
    }
}
