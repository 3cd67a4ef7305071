package cn.niangjia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole product on a real port, with the project's own guides and a handful of statutes; one server for all such tests. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "niangjia.knowledge.folders=knowledge-base,src/test/resources/statutes", "niangjia.admin.password=test-password",
    "niangjia.limits.enabled=false", "niangjia.desk.hours=MON-SUN 00:00-23:59"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class NiangjiaIT {

    protected static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Value("${niangjia.data}")
    private String data;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path data = Files.createTempDirectory("niangjia-it");
        settings.add("niangjia.data", data::toString);
        settings.add("niangjia.encryption.key-file", () -> data.resolveSibling(data.getFileName() + "-key").toString());
    }

    @BeforeAll
    void waitUntilReady() throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(5));
        while (get("/actuator/health/readiness").statusCode() != 200) {
            assertThat(Instant.now()).as("ready in time").isBefore(end);
            Thread.sleep(200);
        }
    }

    protected String dataFolder() {
        return data;
    }

    protected String server() {
        return "http://localhost:" + port;
    }

    protected HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(server() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    protected HttpResponse<String> getAsAdmin(String path, String password) throws IOException, InterruptedException {
        String credential = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        return HTTP.send(HttpRequest.newBuilder(URI.create(server() + path)).header("Authorization", "Basic " + credential).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    protected JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }
}
