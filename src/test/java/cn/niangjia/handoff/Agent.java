package cn.niangjia.handoff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A member of staff at the desk: talks HTTP to a running server as a script does. */
public class Agent {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PASSWORD = "a-long-password";

    private final String server;
    private final String name;
    private final String password;

    public Agent(String server, String name, String password) {
        this.server = server;
        this.name = name;
        this.password = password;
    }

    /** A new account at this server, made by its admin. */
    public static Agent hired(String server, String adminPassword, String name, String displayName, String role, String region) {
        Agent admin = new Agent(server, "admin", adminPassword);
        HttpResponse<String> made = admin.send("POST", "/api/admin/staff",
                Map.of("name", name, "displayName", displayName, "role", role, "region", region, "password", PASSWORD));
        if (made.statusCode() != 201) {
            throw new IllegalStateException(made.body());
        }
        return new Agent(server, name, PASSWORD);
    }

    public Agent at(String otherServer) {
        return new Agent(otherServer, name, password);
    }

    public String name() {
        return name;
    }

    public JsonNode comes(String state) {
        return json(send("PUT", "/api/workbench/presence", Map.of("state", state)));
    }

    public JsonNode waiting() {
        return json(send("GET", "/api/handoffs?state=WAITING&size=500", null)).get("handoffs");
    }

    public HttpResponse<String> takes(String handoff) {
        return send("POST", "/api/handoffs/" + handoff + "/assignment", null);
    }

    public HttpResponse<String> says(String handoff, String text, @Nullable String clientMessageId) {
        return send("POST", "/api/handoffs/" + handoff + "/messages", clientMessageId == null ? Map.of("text", text)
                : Map.of("text", text, "clientMessageId", clientMessageId));
    }

    public HttpResponse<String> resolves(String handoff) {
        return send("POST", "/api/handoffs/" + handoff + "/resolution", Map.of("outcome", "RESOLVED", "knowledgeLacked", false));
    }

    public HttpResponse<String> send(String method, String path, @Nullable Object body) {
        try {
            return HTTP.send(request(path).header("Content-Type", "application/json").method(method, body == null
                    ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** What the desk hears. */
    public Following follows(@Nullable String last) {
        return new Following(request("/api/workbench/events"), last);
    }

    private HttpRequest.Builder request(String path) {
        String credential = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(server + path)).header("Authorization", "Basic " + credential);
    }
}
