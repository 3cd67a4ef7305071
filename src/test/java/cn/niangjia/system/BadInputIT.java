package cn.niangjia.system;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import cn.niangjia.chat.Worker;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever is wrong with a request is said in Chinese, as problem details, and keeps nothing half. */
class BadInputIT extends NiangjiaIT {

    private Worker worker;

    @BeforeEach
    void begin() {
        worker = new Worker(server());
        worker.begins();
    }

    @Test
    void anEmptyText() {
        assertProblem(post("{\"text\":\"  \"}"), 400, "写一句");
        assertProblem(post("{}"), 400, "写一句");
    }

    @Test
    void tenThousandCharacters() {
        assertProblem(post("{\"text\":\"" + "工".repeat(10_000) + "\"}"), 400, "2000 字以内");
        assertThat(post("{\"text\":\"" + "工".repeat(2_000) + "\"}").statusCode()).isEqualTo(200);
        assertThat(post("{\"text\":\"" + "😀".repeat(2_000) + "\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongTokenOrNone() {
        worker.uses("wrong");
        assertProblem(post("{\"text\":\"你好\"}"), 401, "凭证不对");
        worker.uses("");
        assertProblem(post("{\"text\":\"你好\"}"), 401, "缺少");
    }

    @Test
    void anUnknownConversation() {
        assertProblem(worker.send("GET", "/" + UUID.randomUUID(), null, "application/json"), 404, "没有这次会话");
        assertProblem(worker.send("GET", "/not-an-id", null, "application/json"), 400, "填得不对");
    }

    @Test
    void brokenJson() {
        assertProblem(post("{\"text\":"), 400, "JSON");
        assertProblem(post("[1,2"), 400, "JSON");
    }

    @Test
    void aStreamThatCannotBegin() {
        HttpResponse<String> response = worker.send("POST", "/" + worker.conversation() + "/messages", "{\"text\":\"\"}", "text/event-stream");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("写一句");
    }

    @Test
    void anUnknownRegionOrCitationOrMessage() {
        assertProblem(worker.send("POST", "", "{\"region\":\"999999\"}", "application/json"), 400, "地区代码");
        assertProblem(worker.send("GET", "/" + worker.conversation() + "/messages/" + UUID.randomUUID() + "/citations/1", null, "application/json"), 404, "出处");
        assertProblem(worker.send("POST", "/" + worker.conversation() + "/messages/" + UUID.randomUUID() + "/feedback", "{\"helpful\":true}", "application/json"), 404, "没有这条回答");
    }

    @Test
    void searchWithoutSignInOrWords() throws Exception {
        assertProblem(get("/api/search?q=x"), 401, "登录");
        assertProblem(getAsAdmin("/api/search?q=x", "wrong"), 401, "登录");
        assertProblem(getAsAdmin("/api/search?q=", "test-password"), 400, "要找的内容");
        assertProblem(getAsAdmin("/api/search?q=x&size=1000", "test-password"), 400, "size");
        assertProblem(getAsAdmin("/api/search?q=x&region=999999", "test-password"), 400, "地区代码");
        assertProblem(getAsAdmin("/api/search?q=x&kind=BOOK", "test-password"), 400, "填得不对");
    }

    @Test
    void anAddressThatIsNone() throws Exception {
        assertProblem(get("/api/chat/nothing"), 404, "没有这个地址");
        assertProblem(worker.send("PUT", "", "{}", "application/json"), 405, "不支持");
    }

    @Test
    void nothingHalfIsKept() {
        post("{\"text\":\"" + "工".repeat(10_000) + "\"}");
        post("{\"text\":");
        post("{\"text\":\"\"}");

        assertThat(worker.transcript().get("messages")).isEmpty();
    }

    private HttpResponse<String> post(String body) {
        return worker.send("POST", "/" + worker.conversation() + "/messages", body, "application/json");
    }

    private void assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asString()).contains(detail);
    }
}
