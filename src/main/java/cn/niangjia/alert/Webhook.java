package cn.niangjia.alert;

import cn.niangjia.conversation.UnionSettings;
import cn.niangjia.handoff.Handoff;
import cn.niangjia.knowledge.Regions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends an alert as JSON: where, when, and the id of the request; nothing of the worker or of what was said. {@code msgtype} and
 * {@code text} are what group robots of 企业微信 and 钉钉 read, so that such a robot's address will do.
 */
@Component
class Webhook {

    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LONGEST).build();
    private final Regions regions;
    private final UnionSettings union;
    private final JsonMapper json;

    Webhook(Regions regions, UnionSettings union, JsonMapper json) {
        this.regions = regions;
        this.union = union;
        this.json = json;
    }

    /** @return what went wrong, in a word; empty if it was taken */
    String send(String address, Handoff crisis, int step) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(LONGEST).header("Content-Type", "application/json; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(payload(crisis, step)))).build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() / 100 == 2 ? refusal(response.body()) : "HTTP " + response.statusCode();
        } catch (IOException | IllegalArgumentException e) {
            return e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** Group robots answer 200 also when they refuse. */
    private String refusal(String body) {
        try {
            JsonNode code = json.readTree(body).path("errcode");
            return code.asInt(0) == 0 ? "" : "errcode " + code.asInt();
        } catch (JacksonException e) {
            return "";
        }
    }

    private Map<String, Object> payload(Handoff crisis, int step) {
        String region = crisis.region() == null ? union.region() : crisis.region();
        String place = regions.name(region);
        String words = (step == 1 ? "有职工可能有人身危险，请马上打开工作台接入。" : "有职工可能有人身危险，还没有人接，请马上打开工作台。") + "地区：" + place;
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("event", step == 1 ? "CRISIS" : "CRISIS_UNACKNOWLEDGED");
        payload.put("handoffId", crisis.id());
        payload.put("region", Map.of("code", region, "name", place));
        payload.put("requestedAt", crisis.requestedAt());
        payload.put("msgtype", "text");
        payload.put("text", Map.of("content", "【" + union.name() + "】" + words));
        return payload;
    }
}
