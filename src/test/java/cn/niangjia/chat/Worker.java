package cn.niangjia.chat;

import cn.niangjia.handoff.Following;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A worker at a real client: talks HTTP to a running server as the widget does. */
public class Worker {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String server;
    private String conversation = "";
    private String token = "";

    public Worker(String server) {
        this.server = server;
    }

    /** The same worker, with the same conversation, at another server. */
    public Worker at(String otherServer) {
        Worker worker = new Worker(otherServer);
        worker.conversation = conversation;
        worker.token = token;
        return worker;
    }

    public JsonNode begins() {
        HttpResponse<String> response = send("POST", "", "{}", "application/json");
        JsonNode begun = JSON.readTree(response.body());
        conversation = begun.get("id").asString();
        token = begun.get("token").asString();
        return begun;
    }

    public JsonNode asks(String text) {
        return asks(text, null);
    }

    public JsonNode asks(String text, @Nullable String clientMessageId) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("text", text);
        message.put("clientMessageId", clientMessageId);
        HttpResponse<String> response = send("POST", "/" + conversation + "/messages", JSON.writeValueAsString(message), "application/json");
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** The whole stream as text. */
    public String streams(String text) {
        return send("POST", "/" + conversation + "/messages", JSON.writeValueAsString(Map.of("text", text)), "text/event-stream").body();
    }

    public JsonNode gets(String path) {
        return JSON.readTree(send("GET", path, null, "application/json").body());
    }

    public JsonNode opens(JsonNode citation) {
        return gets(citation.get("url").asString().replace("/api/chat/conversations", ""));
    }

    public JsonNode transcript() {
        return gets("/" + conversation);
    }

    /** @param path below {@code /api/chat/conversations} */
    public HttpResponse<String> send(String method, String path, @Nullable String body, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/api/chat/conversations" + path))
                .header("Content-Type", "application/json").header("Accept", accept)
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the worker's page hears. */
    public Following follows(@Nullable String last) {
        return follows(last, event -> { });
    }

    public Following follows(@Nullable String last, Consumer<Following.Event> also) {
        return new Following(HttpRequest.newBuilder(URI.create(server + "/api/chat/conversations/" + conversation + "/events"))
                .header("Authorization", "Bearer " + token), last, also);
    }

    public String conversation() {
        return conversation;
    }

    public void uses(String otherToken) {
        token = otherToken;
    }
}
