package cn.niangjia.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Noisy newspaper pages, published as understood: a question about a unit is answered with that unit's own article, or not with one. */
@TestPropertySource(properties = {"niangjia.knowledge.folders=src/test/resources/statutes", "niangjia.import.unpacked=300MB", "niangjia.import.sheets=50"})
class NewsAnswersIT extends NiangjiaIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path PAGES = Path.of("src/test/resources/pages");
    private static final String ADMIN = "Basic " + Base64.getEncoder().encodeToString("admin:test-password".getBytes(UTF_8));

    @BeforeAll
    void pagesArePublished() throws Exception {
        String boundary = "pages";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Path page : pages()) {
            body.write("--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n%s\r\n"
                    .formatted(boundary, page.getFileName(), Files.readString(page).split("=====\n")[0]).getBytes(UTF_8));
        }
        body.write("--%s\r\nContent-Disposition: form-data; name=\"publish\"\r\n\r\ntrue\r\n--%s--\r\n".formatted(boundary, boundary).getBytes(UTF_8));
        HttpResponse<String> begun = send(HttpRequest.newBuilder(URI.create(server() + "/api/admin/documents")).header("Authorization", ADMIN)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary).POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
        String id = JSON.readTree(begun.body()).get("importId").stringValue();
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!isCompleted(id)) {
            assertThat(Instant.now()).as("imported in time").isBefore(end);
            Thread.sleep(100);
        }
    }

    private boolean isCompleted(String id) throws IOException, InterruptedException {
        return json(getAsAdmin("/api/admin/imports/" + id, "test-password")).get("state").stringValue().equals("COMPLETED");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> samples = Files.list(PAGES); Stream<Path> paper = Files.list(PAGES.resolve("paper"))) {
            return Stream.concat(samples.filter(page -> page.getFileName().toString().matches("(?:02|03|04|05|08|09|13|17|18)-.*")), paper).sorted().toList();
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode ask(String question) throws IOException, InterruptedException {
        JsonNode conversation = json(send(HttpRequest.newBuilder(URI.create(server() + "/api/chat/conversations")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))));
        return json(send(HttpRequest.newBuilder(URI.create(server() + "/api/chat/conversations/" + conversation.get("id").stringValue() + "/messages"))
                .header("Authorization", "Bearer " + conversation.get("token").stringValue()).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("text", question))))));
    }

    @ParameterizedTest
    @CsvSource({
        "环翠区总工会的金秋助学一次给多少钱, 环翠区总工会, 三千元",
        "文登区总工会的健身房几点开门, 文登区总工会, 六点到晚上九点",
        "乳山市总工会给建筑工地送去多少防暑用品, 乳山市总工会, 2000份",
        "环翠区总工会的律师哪天在张村镇工业园坐班, 环翠区总工会, 每周三下午",
        "烟台市总工会的职工书屋晚上开到几点, 烟台市总工会, 十点",
        "招远市总工会的托管班一期多少钱, 招远市总工会, 一百元",
        "荣成市总工会的托管班有多少名额, 荣成市总工会, 180个",
        "威海市总工会的托管班收几岁的孩子, 威海市总工会, 六岁到十二岁",
        "天津市和平区总工会的心理咨询热线几点有人接, 天津市和平区总工会, 早九点到晚八点",
        "如东县总工会赠送的专项互助保障保额多少, 如东县总工会, 两万元",
        "威海市总工会给困难职工发多少生活救助金, 威海市总工会, 五千元",
        "烟台市总工会的技能夜校收学费吗, 烟台市总工会, 学费全免",
        "徐州鼓楼区总工会给外卖骑手发了多少顶头盔, 徐州鼓楼区总工会, 1500顶",
        "福州鼓楼区总工会的爱心早餐几点开始, 鼓楼区总工会, 五点半",
        "威海市总工会的医疗互助一年最高补助多少, 威海市总工会, 三万元",
        "环翠区总工会的法律援助律师星期几接待, 环翠区总工会, 每周二、周四上午",
        "乳山市总工会的职工食堂午餐多少钱, 乳山市总工会, 十二元",
        "荣成市总工会给渔业职工发了多少件救生衣, 荣成市总工会, 五百件",
        "威海市总工会的户外劳动者驿站有应急药箱吗, 威海市总工会, 应急药箱",
        "荣成市总工会的月嫂培训班一期多少人, 荣成市总工会, 四十人"})
    void theUnitsOwnArticleAnswers(String question, String unit, String figure) throws Exception {
        JsonNode reply = ask(question);

        assertThat(reply.get("outcome").stringValue()).as(reply.toString()).isEqualTo("ANSWER");
        assertThat(reply.get("text").stringValue()).contains(figure);
        assertThat(reply.get("citations").get(0).get("publisher").stringValue()).isEqualTo(unit);
        assertThat(reply.get("citations").get(0).get("validity").stringValue()).isEqualTo("REPORTED");
    }

    @ParameterizedTest
    @CsvSource({"荣成市总工会的健身房几点开门", "文登区总工会的职工食堂午餐多少钱", "乳山市总工会发救生衣吗", "南京鼓楼区总工会给外卖骑手发头盔吗", "海安市总工会赠送的专项互助保障保额多少",
            "沈阳市和平区总工会的心理咨询热线几点有人接", "青岛市总工会的技能夜校收学费吗", "云州市总工会的托管班一期多少钱", "环翠区竹岛街道总工会的健身房几点开门"})
    void anotherUnitsArticleDoesNot(String question) throws Exception {
        JsonNode reply = ask(question);

        assertThat(reply.get("citations").valueStream().map(citation -> citation.get("documentId").stringValue())).as(reply.toString())
                .noneMatch(id -> id.startsWith("import/"));
    }
}
