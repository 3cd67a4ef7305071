package cn.niangjia.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A member of staff who looks after documents: talks HTTP to a running server as a script does. */
public class Publisher {

    public static final String PASSWORD = "a-long-password";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String server;
    private final String name;
    private final String password;

    public Publisher(String server, String name, String password) {
        this.server = server;
        this.name = name;
        this.password = password;
    }

    /** A new account, made by this one. */
    public Publisher hires(String other, String role, String region) {
        calls("POST", "/api/admin/staff", staff(other, role, region, PASSWORD));
        return new Publisher(server, other, PASSWORD);
    }

    public static Map<String, Object> staff(String name, String role, String region, String password) {
        return Map.of("name", name, "displayName", name, "role", role, "region", region, "password", password, "disabled", false);
    }

    public HttpResponse<String> send(String method, String path, Object body) {
        return send(HttpRequest.newBuilder(URI.create(server + path)).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        String credential = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
        try {
            return HTTP.send(request.header("Authorization", "Basic " + credential).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What must succeed. */
    public JsonNode calls(String method, String path, Object body) {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as("%s %s: %s", method, path, response.body()).isBetween(200, 299);
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    public static String document(String id) {
        return "/api/admin/documents/" + URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }

    /** The answer to the upload itself. */
    public HttpResponse<String> uploads(Map<String, String> files, Map<String, String> fields) {
        String boundary = "b" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        files.forEach((file, text) -> body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n%s\r\n"
                        .formatted(boundary, file, text).getBytes(UTF_8)));
        fields.forEach((field, text) -> body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, field, text).getBytes(UTF_8)));
        body.writeBytes("--%s--\r\n".formatted(boundary).getBytes(UTF_8));
        return send(HttpRequest.newBuilder(URI.create(server + "/api/admin/documents"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary).POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** The import when it is over. */
    public JsonNode imports(Map<String, String> files, Map<String, String> fields) {
        HttpResponse<String> begun = uploads(files, fields);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String id = JSON.readTree(begun.body()).get("importId").stringValue();
        JsonNode[] seen = new JsonNode[1];
        until(() -> {
            seen[0] = calls("GET", "/api/admin/imports/" + id, "");
            return seen[0].get("state").stringValue().startsWith("COMPLETED");
        });
        return seen[0];
    }

    /** Saves the document with this text and visibility in the place of what it says, and publishes it. */
    public void changes(String id, String visibility, String... passages) {
        saves(id, visibility, passages);
        calls("POST", document(id) + "/publication", "{}");
    }

    public void saves(String id, String visibility, String... passages) {
        JsonNode shown = calls("GET", document(id), "");
        ((ObjectNode) shown.get("description")).put("visibility", visibility);
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("revision", shown.get("revision"));
        change.put("description", shown.get("description"));
        change.put("passages", List.of(passages).stream().map(text -> Map.of("section", text.substring(0, 4), "text", text)).toList());
        calls("PUT", document(id), change);
    }

    public static void until(BooleanSupplier reached) {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!reached.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
