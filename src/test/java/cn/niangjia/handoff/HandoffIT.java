package cn.niangjia.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import cn.niangjia.chat.Worker;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A worker and the desk, over HTTP. */
class HandoffIT extends NiangjiaIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    private JdbcClient jdbc;
    private Agent zhou;
    private Agent chen;

    @BeforeAll
    void hire() {
        zhou = Agent.hired(server(), "test-password", "zhou", "周老师", "AGENT", "000000");
        chen = Agent.hired(server(), "test-password", "chen", "陈老师", "SUPERVISOR", "000000");
    }

    @BeforeEach
    void emptyDesk() {
        jdbc.sql("update handoff set state = 'RESOLVED', ended_at = current_timestamp where state in ('WAITING', 'TAKEN')").update();
        jdbc.sql("update conversation set state = 'CLOSED' where state in ('WAITING', 'WITH_AGENT')").update();
        zhou.comes("ONLINE");
        chen.comes("ONLINE");
    }

    private Worker waiting() {
        Worker worker = new Worker(server());
        worker.begins();
        worker.asks("老板三个月没发钱了咋办");
        worker.asks("转人工");
        return worker;
    }

    private String handoffOf(Worker worker) {
        return worker.transcript().get("handoff").get("id").stringValue();
    }

    @Test
    void aTalkFromAskingToRating() {
        Worker worker = waiting();
        String handoff = handoffOf(worker);
        try (Following page = worker.follows(null); Following desk = zhou.follows(null)) {
            desk.waitFor("ready", data -> true);
            page.waitFor("handoff", data -> data.get("handoff").get("position").intValue() == 1);

            assertThat(zhou.takes(handoff).statusCode()).isEqualTo(200);
            JsonNode joined = page.waitFor("state", data -> data.get("state").stringValue().equals("WITH_AGENT")).data();
            assertThat(joined.get("agent").get("name").stringValue()).isEqualTo("周老师");
            assertThat(joined.get("agent").get("number").stringValue()).matches("[0-9]{3}");

            HttpResponse<String> kept = worker.send("POST", "/" + worker.conversation() + "/messages", "{\"text\":\"一万八\",\"clientMessageId\":\"c1\"}", "application/json");
            assertThat(kept.statusCode()).isEqualTo(202);
            assertThat(json(kept).get("state").stringValue()).isEqualTo("WITH_AGENT");
            HttpResponse<String> again = worker.send("POST", "/" + worker.conversation() + "/messages", "{\"text\":\"一万八\",\"clientMessageId\":\"c1\"}", "application/json");
            assertThat(again.body()).isEqualTo(kept.body());
            desk.waitFor("message", data -> data.get("message").get("text").stringValue().equals("一万八"));

            worker.send("POST", "/" + worker.conversation() + "/typing", null, "application/json");
            desk.waitFor("typing", data -> data.get("handoffId").stringValue().equals(handoff));
            zhou.send("POST", "/api/handoffs/" + handoff + "/typing", null);
            page.waitFor("typing", data -> true);
            assertThat(zhou.says(handoff, "打13800002100找王主任", "a1").statusCode()).isEqualTo(201);
            zhou.says(handoff, "打13800002100找王主任", "a1");
            page.waitFor("message", data -> data.get("text").stringValue().equals("打13800002100找王主任"));
            assertThat(zhou.send("POST", "/api/handoffs/" + handoff + "/notes", Map.of("text", "同一家厂第三起")).statusCode()).isEqualTo(201);

            assertThat(zhou.resolves(handoff).statusCode()).isEqualTo(200);
            page.waitFor("state", data -> data.get("state").stringValue().equals("CLOSED"));
            assertThat(page.events().stream().filter(event -> event.name().equals("message")
                    && event.data().get("author").stringValue().equals("AGENT"))).as("kept once").hasSize(1);
            assertThat(page.events().toString()).doesNotContain("第三起");
        }
        assertThat(worker.send("POST", "/" + worker.conversation() + "/rating", "{\"score\":5,\"comment\":\"我是13800002100\"}", "application/json").statusCode()).isEqualTo(204);
        JsonNode transcript = worker.transcript();
        assertThat(transcript.get("rating").intValue()).isEqualTo(5);
        assertThat(transcript.toString()).doesNotContain("第三起");
        assertThat(worker.asks("怎么加入工会").get("outcome").stringValue()).as("the assistant's again").isEqualTo("ANSWER");
        assertThat(worker.transcript().get("state").stringValue()).isEqualTo("WITH_ASSISTANT");
    }

    @Test
    void theWorkerNeedNotRepeatAWord() {
        Worker worker = new Worker(server());
        worker.begins();
        worker.asks("老板三个月没发钱了咋办，我电话13800002100");
        worker.send("POST", "/" + worker.conversation() + "/handoff", "{\"contact\":\"13800002100\",\"note\":\"想问仲裁\"}", "application/json");
        String handoff = handoffOf(worker);
        zhou.takes(handoff);

        JsonNode dossier = json(zhou.send("GET", "/api/handoffs/" + handoff, null));

        assertThat(dossier.get("summary").stringValue()).contains("要求人工").contains("老板三个月没发钱了咋办").contains("想问仲裁");
        assertThat(dossier.get("asked").get(0).stringValue()).contains("〔手机号〕");
        assertThat(dossier.get("answered").get(0).get("text").stringValue()).contains("单位必须按时");
        assertThat(dossier.get("searched")).isNotEmpty();
        assertThat(dossier.get("cited").get(0).get("title").stringValue()).isEqualTo("单位拖欠工资怎么办");
        assertThat(dossier.get("contact").stringValue()).isEqualTo("13800002100");
        String masked = dossier.get("masked").get(0).stringValue();
        assertThat(zhou.send("GET", "/api/handoffs/" + handoff + "/messages/" + masked + "/original", null).body()).contains("13800002100");
        assertThat(json(zhou.send("GET", "/api/handoffs?state=TAKEN&scope=MINE", null)).get("handoffs").toString()).doesNotContain("13800002100");
        JsonNode accesses = json(chen.send("GET", "/api/handoffs/" + handoff + "/accesses", null));
        assertThat(accesses.valueStream().map(access -> access.get("staff").stringValue() + " " + access.get("what").stringValue()))
                .containsExactly("zhou OPENED", "zhou CONTACT", "zhou ORIGINAL");
    }

    @Test
    void dangerIsSeenAlsoWhileAnAgentHasTheTalk() {
        Worker worker = waiting();
        String handoff = handoffOf(worker);
        zhou.takes(handoff);
        try (Following desk = zhou.follows(null)) {
            desk.waitFor("ready", data -> true);

            worker.send("POST", "/" + worker.conversation() + "/messages", "{\"text\":\"不想活了，他们不给钱\"}", "application/json");

            desk.waitFor("handoff", data -> data.get("id").stringValue().equals(handoff) && data.get("reason").stringValue().equals("CRISIS"));
        }
        zhou.send("DELETE", "/api/handoffs/" + handoff + "/assignment", null);
        assertThat(zhou.waiting().get(0).get("alert").booleanValue()).as("put back, it rings").isTrue();
    }

    @Test
    void whoIsLateIsToldWhoWasFaster() {
        String handoff = handoffOf(waiting());
        chen.takes(handoff);

        HttpResponse<String> late = zhou.takes(handoff);

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(json(late).get("detail").stringValue()).isEqualTo("陈老师刚刚接入了这位职工。");
        assertThat(zhou.says(handoff, "我来", null).statusCode()).isEqualTo(409);
    }

    @Test
    void aTalkIsTransferredGivenBackAndAssigned() {
        Worker worker = waiting();
        String handoff = handoffOf(worker);
        zhou.takes(handoff);

        HttpResponse<String> transferred = zhou.send("POST", "/api/handoffs/" + handoff + "/transfer", Map.of("to", "chen", "note", "他熟悉"));
        assertThat(json(transferred).get("agent").get("name").stringValue()).isEqualTo("陈老师");
        assertThat(chen.send("DELETE", "/api/handoffs/" + handoff + "/assignment", null).statusCode()).isEqualTo(200);
        assertThat(worker.transcript().get("handoff").get("state").stringValue()).isEqualTo("WAITING");
        assertThat(zhou.send("POST", "/api/handoffs/" + handoff + "/assignment", Map.of("agent", "chen")).statusCode()).as("agents assign nobody").isEqualTo(403);
        assertThat(chen.send("POST", "/api/handoffs/" + handoff + "/assignment", Map.of("agent", "zhou")).statusCode()).isEqualTo(200);
        assertThat(worker.transcript().get("handoff").get("agent").get("name").stringValue()).isEqualTo("周老师");
        assertThat(worker.transcript().get("events").valueStream().filter(event -> !event.get("cause").isNull())
                .map(event -> event.get("cause").stringValue())).containsExactly("REQUESTED", "TAKEN", "TRANSFERRED", "RETURNED", "TAKEN");
    }

    @Test
    void anAgentsPassageOpensLikeTheAssistants() {
        Worker worker = waiting();
        String handoff = handoffOf(worker);
        zhou.takes(handoff);
        JsonNode hit = json(zhou.send("GET", "/api/search?size=1&highlight=false&q=" + java.net.URLEncoder.encode("工会法 第三条", StandardCharsets.UTF_8), null)).get("hits").get(0);

        JsonNode said = json(zhou.send("POST", "/api/handoffs/" + handoff + "/messages",
                Map.of("text", "看这一条[1]", "passages", List.of(Map.of("passageId", hit.get("passageId").stringValue())))));

        assertThat(worker.opens(said.get("citations").get(0)).get("passage").get("text").stringValue()).isEqualTo(hit.get("text").stringValue());
        assertThat(zhou.send("POST", "/api/handoffs/" + handoff + "/messages", Map.of("text", "看",
                "passages", List.of(Map.of("passageId", hit.get("passageId").stringValue(), "quote", "没有的话")))).statusCode()).isEqualTo(422);
    }

    @Test
    void theStreamGoesOnWhereItWasCut() {
        Worker worker = waiting();
        String handoff = handoffOf(worker);
        zhou.takes(handoff);
        String last;
        try (Following page = worker.follows(null)) {
            zhou.says(handoff, "第一句", null);
            page.waitFor("message", data -> data.get("text").stringValue().equals("第一句"));
            last = page.last();
        }
        zhou.says(handoff, "第二句", null);
        zhou.says(handoff, "第三句", null);

        try (Following page = worker.follows(last)) {
            page.waitFor("message", data -> data.get("text").stringValue().equals("第三句"));
            assertThat(page.events().stream().filter(event -> event.name().equals("message")).map(event -> event.data().get("text").stringValue()))
                    .containsExactly("第二句", "第三句");
        }
    }

    @Test
    void theDeskHearsWhatItMissed() {
        String last;
        try (Following desk = zhou.follows(null)) {
            last = desk.waitFor("ready", data -> true).id();
        }
        String handoff = handoffOf(waiting());

        try (Following desk = zhou.follows(last)) {
            desk.waitFor("handoff", data -> data.get("id").stringValue().equals(handoff));
        }
    }

    @Test
    void aWorkerWhoErasesTheTalkIsGoneForTheAgentToo() {
        Worker worker = waiting();
        String handoff = handoffOf(worker);
        zhou.takes(handoff);
        try (Following desk = zhou.follows(null)) {
            desk.waitFor("ready", data -> true);

            worker.send("DELETE", "/" + worker.conversation(), null, "application/json");

            desk.waitFor("removed", data -> data.get("conversationId").stringValue().equals(worker.conversation()));
        }
        assertThat(zhou.says(handoff, "在吗", null).statusCode()).isEqualTo(404);
    }

    @Test
    void aCrisisRingsUntilSomebodyIsOnItAndTheWebhookHearsNothingOfTheWorker() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        AtomicInteger tries = new AtomicInteger();
        HttpServer robot = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        robot.createContext("/", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(tries.incrementAndGet() == 1 ? 503 : 200, -1);
            exchange.close();
        });
        robot.start();
        Agent admin = new Agent(server(), "admin", "test-password");
        String hook = "http://localhost:" + robot.getAddress().getPort() + "/";
        assertThat(admin.send("PUT", "/api/admin/on-call", Map.of("rows", List.of(Map.of("region", "000000", "name", "值班群", "webhook", hook)))).statusCode()).isEqualTo(200);
        Worker worker = new Worker(server());
        try (Following desk = zhou.follows(null)) {
            desk.waitFor("ready", data -> true);
            worker.begins();
            worker.asks("不想活了，他们不给钱");
            String handoff = handoffOf(worker);

            desk.waitFor("handoff", data -> data.get("id").stringValue().equals(handoff) && data.get("alert").booleanValue());
            assertThat(zhou.waiting().get(0).get("id").stringValue()).isEqualTo(handoff);
            jdbc.sql("update handoff set requested_at = requested_at - interval '2' minute where id = :id").param("id", java.util.UUID.fromString(handoff)).update();
            try (Following page = worker.follows(null)) {
                assertThat(page.waitFor("notice", data -> true).data().get("text").stringValue()).contains("还没有回应").contains("110");
            }
            waitUntil(() -> heard.size() >= 3);
            assertThat(heard).allSatisfy(call -> assertThat(call).contains(handoff).contains("人身危险").doesNotContain("不想活"));
            assertThat(heard.toString()).contains("CRISIS_UNACKNOWLEDGED");
            assertThat(json(admin.send("GET", "/api/admin/on-call", null)).get("rows").get(0).get("last").get("attempts").intValue()).isPositive();

            assertThat(zhou.send("POST", "/api/handoffs/" + handoff + "/acknowledgement", null).statusCode()).isEqualTo(200);
            desk.waitFor("handoff", data -> data.get("id").stringValue().equals(handoff) && data.path("acknowledgedBy").asString("").equals("zhou"));
        } finally {
            robot.stop(0);
            admin.send("PUT", "/api/admin/on-call", Map.of("rows", List.of()));
        }
    }

    private static void waitUntil(java.util.function.BooleanSupplier there) throws InterruptedException {
        for (int i = 0; i < 2000 && !there.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(there.getAsBoolean()).isTrue();
    }

    @Test
    void withNobodyAtTheDeskANumberCanBeLeft() {
        zhou.comes("AWAY");
        chen.comes("AWAY");
        jdbc.sql("update agent_presence set state = 'AWAY'").update();
        Worker worker = new Worker(server());
        worker.begins();

        JsonNode reply = worker.asks("转人工");

        assertThat(reply.get("text").stringValue()).contains("现在没有坐席在线").contains("12351");
        assertThat(reply.get("handoff").get("callBack").booleanValue()).isTrue();
        JsonNode status = json(worker.send("POST", "/" + worker.conversation() + "/handoff", "{\"contact\":\"13800002100\",\"convenient\":\"明天上午\"}", "application/json"));
        assertThat(status.get("state").stringValue()).isEqualTo("UNANSWERED");
        try (Following page = worker.follows(null)) {
            page.waitFor("handoff", data -> data.path("handoff").path("ticket").isString());
        }
        assertThat(worker.transcript().get("state").stringValue()).isEqualTo("WITH_ASSISTANT");
        assertThat(jdbc.sql("select count(*) from handoff where cast(sealed_contact as varchar(1000)) like '%13800002100%'").query(Integer.class).single()).isZero();
    }

    @Test
    void aCountySeesItsOwnAndWhatHasNoPlaceAndNobodyElseSeesTheDesk() {
        int number = NUMBER.incrementAndGet();
        Agent county = Agent.hired(server(), "test-password", "county" + number, "县老师", "AGENT", "371082");
        Agent province = Agent.hired(server(), "test-password", "province" + number, "省老师", "AGENT", "370000");
        Agent editor = Agent.hired(server(), "test-password", "editor" + number, "编辑", "EDITOR", "000000");
        Worker elsewhere = from("370100");
        Worker here = from("371082");
        String nowhere = handoffOf(waiting());

        assertThat(ids(county)).contains(handoffOf(here), nowhere).doesNotContain(handoffOf(elsewhere));
        assertThat(ids(province)).contains(handoffOf(here), handoffOf(elsewhere), nowhere);
        assertThat(county.takes(handoffOf(elsewhere)).statusCode()).isEqualTo(403);
        assertThat(editor.send("GET", "/api/handoffs", null).statusCode()).isEqualTo(403);
        assertThat(new Agent(server(), "nobody", "x").send("GET", "/api/handoffs", null).statusCode()).isEqualTo(401);
    }

    private Worker from(String region) {
        Worker worker = new Worker(server());
        worker.begins();
        worker.send("PUT", "/" + worker.conversation() + "/region", "{\"code\":\"" + region + "\"}", "application/json");
        worker.asks("转人工");
        return worker;
    }

    private List<String> ids(Agent agent) {
        return agent.waiting().valueStream().map(row -> row.get("id").stringValue()).toList();
    }

    @Test
    void theReasonIsTyped() {
        assertThat(reasonAfter("仲裁时效只剩三天了，转人工")).isEqualTo("DEADLINE");
        assertThat(reasonAfter("我要举报工会主席不作为")).isEqualTo("COMPLAINT");
        assertThat(reasonAfter("帮我查一下我的会员卡号")).isEqualTo("OWN_CASE");
    }

    private String reasonAfter(String... texts) {
        Worker worker = new Worker(server());
        worker.begins();
        JsonNode reply = null;
        for (String text : texts) {
            reply = worker.asks(text);
        }
        return reply.get("handoff").get("reason").stringValue();
    }

    @Test
    void anAgentTakesOverWhileTheAssistantAnswersAndTheStreamSaysSo() throws Exception {
        Worker worker = waiting();
        String handoff = handoffOf(worker);
        for (int round = 0; round < 10; round++) {
            List<String> stream = new CopyOnWriteArrayList<>();
            Thread asking = Thread.ofVirtual().start(() -> stream.add(worker.streams("工伤认定要在多久之内申请")));
            Thread.sleep(round);
            assertThat(zhou.takes(handoff).statusCode()).isEqualTo(200);
            asking.join();
            JsonNode messages = worker.transcript().get("messages");
            boolean answered = messages.get(messages.size() - 1).get("author").stringValue().equals("ASSISTANT");
            assertThat(stream.getFirst()).contains(answered ? "event:reply" : "event:accepted").doesNotContain(answered ? "event:accepted" : "event:reply");
            assertThat(zhou.send("DELETE", "/api/handoffs/" + handoff + "/assignment", null).statusCode()).isEqualTo(200);
        }
    }
}
