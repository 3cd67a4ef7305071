package cn.niangjia.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The story that the product is for: one worker's question, from the greeting to the cited article and beyond. */
class OneQuestionIT extends NiangjiaIT {

    @Test
    void aWorkerAsksIsAnsweredLooksUpTheSourceAndGetsAPerson() {
        Worker worker = new Worker(server());

        greets(worker);
        JsonNode reply = answersFromTheLaw(worker);
        opensTheVeryArticle(worker, reply);
        takesAFollowUpWithWhatWasSaid(worker);
        takesThumbs(worker, reply);
        bringsAPerson(worker);
        goesOnAnsweringMeanwhile(worker);
        keepsTheWholeTalk(worker);
        forgetsItWhenAsked(worker);
    }

    private static void greets(Worker worker) {
        JsonNode begun = worker.begins();
        assertThat(begun.get("greeting").asString()).contains("不是真人");
        assertThat(begun.get("notice").asString()).contains("180");
        assertThat(begun.get("suggestions")).isNotEmpty();
    }

    private static JsonNode answersFromTheLaw(Worker worker) {
        JsonNode reply = worker.asks("竞业限制的人员包括哪些，我电话13812345678");
        assertThat(reply.get("outcome").asString()).isEqualTo("ANSWER");
        assertThat(reply.get("topic").asString()).isEqualTo("LEGAL_AID");
        assertThat(reply.get("answeredBy").asString()).isEqualTo("EXTRACTIVE");
        assertThat(reply.get("text").asString()).contains("高级管理人员").contains("[1]").doesNotContain("13812345678");
        assertThat(reply.get("handoff").isNull()).isTrue();
        JsonNode citation = reply.get("citations").get(0);
        assertThat(citation.get("title").asString()).isEqualTo("中华人民共和国劳动合同法");
        assertThat(citation.get("section").asString()).isEqualTo("第二十四条");
        assertThat(citation.get("validity").asString()).isEqualTo("IN_FORCE");
        return reply;
    }

    private static void opensTheVeryArticle(Worker worker, JsonNode reply) {
        JsonNode cited = worker.opens(reply.get("citations").get(0));
        assertThat(cited.get("passage").get("text").asString()).startsWith("第二十四条").contains(reply.get("citations").get(0).get("quote").asString().lines().findFirst().orElseThrow());
        assertThat(cited.get("neighbours")).hasSize(4);
        assertThat(cited.get("validityNow").asString()).isEqualTo("IN_FORCE");
        assertThat(cited.get("newerVersion").asBoolean()).isFalse();
    }

    private static void takesAFollowUpWithWhatWasSaid(Worker worker) {
        JsonNode reply = worker.asks("那要多久之内去申请仲裁");
        assertThat(reply.get("outcome").asString()).isEqualTo("ANSWER");
        assertThat(reply.get("text").asString()).contains("一年").doesNotContain("六十日");
    }

    private static void takesThumbs(Worker worker, JsonNode reply) {
        String path = "/" + worker.conversation() + "/messages/" + reply.get("id").asString() + "/feedback";
        assertThat(worker.send("POST", path, "{\"helpful\":true}", "application/json").statusCode()).isEqualTo(204);
        assertThat(worker.send("POST", path, "{\"helpful\":false,\"reason\":\"看不懂\"}", "application/json").statusCode()).isEqualTo(204);
    }

    private static void bringsAPerson(Worker worker) {
        JsonNode reply = worker.asks("转人工");
        assertThat(reply.get("outcome").asString()).isEqualTo("HANDOFF");
        assertThat(reply.get("text").asString()).contains("12351");
        assertThat(reply.get("handoff").get("state").asString()).isEqualTo("WAITING");
    }

    private static void goesOnAnsweringMeanwhile(Worker worker) {
        JsonNode reply = worker.asks("工伤认定要在多久之内申请");
        assertThat(reply.get("outcome").asString()).isEqualTo("ANSWER");
        assertThat(reply.get("handoff").get("state").asString()).isEqualTo("WAITING");
    }

    private static void keepsTheWholeTalk(Worker worker) {
        JsonNode transcript = worker.transcript();
        assertThat(transcript.get("state").asString()).isEqualTo("WAITING");
        assertThat(transcript.get("messages")).hasSize(8);
        assertThat(transcript.toString()).contains("〔手机号〕").doesNotContain("13812345678");
    }

    private static void forgetsItWhenAsked(Worker worker) {
        assertThat(worker.send("DELETE", "/" + worker.conversation(), null, "application/json").statusCode()).isEqualTo(204);
        assertThat(worker.send("GET", "/" + worker.conversation(), null, "application/json").statusCode()).isEqualTo(404);
    }
}
