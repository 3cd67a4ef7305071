package cn.niangjia.system;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import cn.niangjia.chat.Worker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"niangjia.limits.enabled=true", "niangjia.limits.messages-per-minute=3", "niangjia.knowledge.folders=",
    "niangjia.limits.conversations-per-hour=2"})
class LimitsIT extends NiangjiaIT {

    @Test
    void whoAsksTooMuchIsToldWhenToComeBackAndOthersAreNotHeldUp() {
        Worker first = new Worker(server());
        first.begins();
        for (int i = 0; i < 3; i++) {
            assertThat(first.asks("你好").get("outcome").asString()).isEqualTo("SMALL_TALK");
        }
        HttpResponse<String> fourth = first.send("POST", "/" + first.conversation() + "/messages", "{\"text\":\"你好\"}", "application/json");
        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(fourth.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(fourth).get("detail").asString()).contains("有点快");

        Worker second = new Worker(server());
        second.begins();
        assertThat(second.asks("你好").get("outcome").asString()).isEqualTo("SMALL_TALK");
        assertThat(second.send("POST", "", "{}", "application/json").statusCode()).as("a third conversation").isEqualTo(429);
        assertThat(first.transcript().get("messages")).as("nothing half is kept").hasSize(6);
    }

    @Test
    void whoTriesEndingsOfATicketIsStopped() throws Exception {
        String body = "{\"number\":\"K7QM-3XHP-9RDC\",\"lastFour\":\"%04d\"}";
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < 11; i++) {
            int status = client.send(HttpRequest.newBuilder(URI.create(server() + "/api/chat/tickets/status")).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body.formatted(i))).build(), HttpResponse.BodyHandlers.ofString()).statusCode();
            assertThat(status).isEqualTo(i < 10 ? 404 : 429);
        }
    }
}
