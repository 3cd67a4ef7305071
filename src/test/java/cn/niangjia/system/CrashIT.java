package cn.niangjia.system;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.chat.Worker;
import cn.niangjia.handoff.Agent;
import cn.niangjia.handoff.Following;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Killed at any moment, it comes up again with everything it acknowledged, once, and finishes what it had begun. */
class CrashIT {

    private static final String STATUTES = "src/test/resources/statutes";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path home;
    private Path data;

    @BeforeEach
    void data() {
        data = home.resolve("data");
    }

    @Test
    void whatWasAnsweredSurvivesAKillRightAfterTheAnswer() throws Exception {
        Server server = new Server(data, "knowledge-base");
        server.waitUntilReady();
        for (int round = 0; round < 3; round++) {
            Worker worker = new Worker(server.url());
            worker.begins();
            JsonNode reply = worker.asks("怎么加入工会", "m" + round);
            server.kill();

            server = new Server(data, "knowledge-base");
            server.waitUntilReady();
            Worker back = worker.at(server.url());
            JsonNode messages = back.transcript().get("messages");
            assertThat(messages).hasSize(2);
            assertThat(messages.get(1).get("reply")).isEqualTo(reply);
            assertThat(back.asks("怎么加入工会", "m" + round)).as("asked again after the crash").isEqualTo(reply);
            assertThat(back.opens(reply.get("citations").get(0)).get("passage").get("text").asString()).isNotBlank();
        }
        server.close();
    }

    @Test
    void aTalkWithAnAgentGoesOnAfterAKillFromBothSides() throws Exception {
        Server server = new Server(data, "");
        server.waitUntilReady();
        Worker worker = new Worker(server.url());
        worker.begins();
        worker.asks("转人工");
        Agent agent = new Agent(server.url(), "admin", "test-password");
        String handoff = agent.waiting().get(0).get("id").stringValue();
        assertThat(agent.takes(handoff).statusCode()).isEqualTo(200);
        assertThat(agent.says(handoff, "我在", "a1").statusCode()).isEqualTo(201);
        String last;
        try (Following page = worker.follows(null)) {
            page.waitFor("message", data -> data.get("text").stringValue().equals("我在"));
            last = page.last();
        }
        server.kill();

        server = new Server(data, "");
        server.waitUntilReady();
        Worker back = worker.at(server.url());
        agent = agent.at(server.url());
        agent.says(handoff, "我在", "a1");
        agent.says(handoff, "还在", "a2");
        try (Following page = back.follows(last)) {
            page.waitFor("message", data -> data.get("text").stringValue().equals("还在"));
            assertThat(page.events().stream().filter(event -> event.name().equals("message"))).hasSize(1);
        }
        assertThat(back.send("POST", "/" + back.conversation() + "/messages", "{\"text\":\"好\"}", "application/json").statusCode()).isEqualTo(202);
        assertThat(agent.resolves(handoff).statusCode()).isEqualTo(200);
        assertThat(back.transcript().get("state").stringValue()).isEqualTo("CLOSED");
        server.close();
    }

    @Test
    void indexingThatIsKilledAgainAndAgainCompletesWithNothingLostOrDoubled() throws Exception {
        Random random = new Random();
        for (int kill = 0; kill < 5; kill++) {
            Server server = new Server(data, STATUTES);
            server.waitUntilAlive();
            Thread.sleep(random.nextInt(3000));
            server.kill();
        }

        try (Server server = new Server(data, STATUTES)) {
            server.waitUntilReady();
            Set<String> found = new HashSet<>();
            int total = search(server, 0).get("total").asInt();
            for (int from = 0; from < total; from += 100) {
                search(server, from).get("hits").forEach(hit -> assertThat(found.add(hit.get("passageId").asString())).isTrue());
            }
            assertThat(found).hasSize(total).hasSize(articles());
        }
    }

    /** All wordings of all articles are found by words that every law has in its title or text. */
    private static JsonNode search(Server server, int from) throws Exception {
        return JSON.readTree(server.get("/api/search?inForce=false&highlight=false&size=100&from=" + from
                + "&q=%E6%B3%95%E6%9D%A1%E4%BE%8B%E7%AC%AC%E6%9D%A1").body());
    }

    private static int articles() throws Exception {
        int articles = 0;
        try (var files = Files.list(Path.of(STATUTES))) {
            for (Path file : files.toList()) {
                articles += (int) Files.readString(file).lines().filter(line -> line.matches("第[一二三四五六七八九十百零]+条[\\s　].*")).count();
            }
        }
        return articles;
    }

    @Test
    void anImportThatIsKilledAgainAndAgainTakesInEachFileOnce() throws Exception {
        Map<String, String> laws = new LinkedHashMap<>();
        try (var files = Files.list(Path.of(STATUTES))) {
            for (Path file : files.filter(path -> !path.endsWith("_index.md")).toList()) {
                laws.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        Server server = new Server(data, "");
        server.waitUntilReady();
        String id = server.upload("laws.zip", zip(laws));
        Random random = new Random();
        for (int kill = 0; kill < 3; kill++) {
            Thread.sleep(random.nextInt(2500));
            server.kill();
            server = new Server(data, "");
            server.waitUntilReady();
        }

        JsonNode imported = JSON.readTree(server.get("/api/admin/imports/" + id).body());
        while (!imported.get("state").asString().startsWith("COMPLETED")) {
            Thread.sleep(200);
            imported = JSON.readTree(server.get("/api/admin/imports/" + id).body());
        }
        assertThat(imported.get("files").valueStream().map(file -> file.get("name").asString())).hasSize(laws.size() + 1).doesNotHaveDuplicates();
        assertThat(imported.get("refused").asInt()).isZero();
        assertThat(imported.get("passages").asInt()).isGreaterThanOrEqualTo(articles());
        JsonNode index = JSON.readTree(server.get("/api/admin/index").body());
        assertThat(index.get("passages").asInt()).isEqualTo(imported.get("passages").asInt());
        assertThat(index.get("withoutVector").asInt()).isZero();
        server.close();
    }

    private static byte[] zip(Map<String, String> files) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aLaterStartAndAMovedFolderEmbedNothing() throws Exception {
        Path folder = copyOf(STATUTES, home.resolve("here/statutes"));
        try (Server server = new Server(data, folder.toString())) {
            server.waitUntilReady();
            assertThat(server.embedded()).isGreaterThan(400);
        }
        try (Server server = new Server(data, folder.toString())) {
            server.waitUntilReady();
            assertThat(server.embedded()).isZero();
        }
        Path elsewhere = home.resolve("moved-and-renamed");
        Files.move(folder, elsewhere);
        try (Server server = new Server(data, elsewhere.toString())) {
            server.waitUntilReady();
            assertThat(server.embedded()).isZero();
            assertThat(search(server, 0).get("total").asInt()).isEqualTo(articles());
        }
    }

    @Test
    void withoutKnowledgeItIsReadyAndSaysThatItDoesNotKnow() throws Exception {
        try (Server server = new Server(data, "")) {
            server.waitUntilReady();
            assertThat(search(server, 0).get("total").asInt()).isZero();
            Worker worker = new Worker(server.url());
            worker.begins();
            JsonNode reply = worker.asks("老板三个月没发工资怎么办");
            assertThat(reply.get("outcome").asString()).isEqualTo("NO_ANSWER");
            assertThat(reply.get("citations")).isEmpty();
        }
    }

    private static Path copyOf(String from, Path to) throws Exception {
        Files.createDirectories(to);
        try (var files = Files.list(Path.of(from))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }
}
