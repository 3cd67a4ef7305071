package cn.niangjia.workbench;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Documents as the desk reads them, what goes with a passage, and what is kept at hand. */
class ReadingIT extends NiangjiaIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void aDocumentIsReadWithThePassagesAroundOne() throws Exception {
        String id = hit("劳动争议申请仲裁的时效期间为一年", "LAW").get("documentId").asString();

        JsonNode document = call("GET", "/api/documents/" + path(id), null, 200);
        JsonNode parts = call("GET", "/api/documents/" + path(id) + "/passages?from=25&size=3", null, 200);

        assertThat(document.get("title").asString()).contains("劳动争议调解仲裁法");
        assertThat(document.get("validity").asString()).isEqualTo("IN_FORCE");
        assertThat(parts.get("total").asInt()).isGreaterThan(50);
        assertThat(parts.get("passages")).hasSize(3).extracting(part -> part.get("section").asString()).contains("第二十七条");
        assertThat(call("GET", "/api/documents/no-such", null, 404).get("detail").asString()).contains("没有这份文件");
    }

    @Test
    void anArticleThatAnotherLawTookThePlaceOfSaysSo() throws Exception {
        String id = call("GET", "/api/search?inForce=false&q=" + encode("劳动法 第八十二条 提出仲裁要求的一方 六十日", UTF_8), null, 200).get("hits").valueStream()
                .filter(hit -> hit.get("section").asString().equals("第八十二条")).findFirst().orElseThrow().get("documentId").asString();

        JsonNode part = call("GET", "/api/documents/" + path(id) + "/passages", null, 200).get("passages").valueStream()
                .filter(one -> one.get("section").asString().equals("第八十二条")).findFirst().orElseThrow();

        assertThat(part.get("validity").asString()).isEqualTo("SUPERSEDED");
        assertThat(part.get("note").asString()).isNotEmpty();
    }

    @Test
    void withAnArticleGoTheGuidesThatRestOnItAndALineToSay() throws Exception {
        JsonNode article = hit("劳动争议申请仲裁的时效期间为一年", "LAW");
        JsonNode related = related(article, "离职多久内能申请仲裁");

        assertThat(related.get("passages")).anyMatch(one -> one.get("why").asString().equals("GUIDE")).noneMatch(one -> one.get("passageId").equals(article.get("passageId")));
        assertThat(related.get("spoken").asString()).as("a guide's line for the phone").isNotEmpty().hasSizeLessThanOrEqualTo(60);
        assertThat(related.get("spokenOf").asString()).isNotEmpty();
    }

    @Test
    void colleaguesWordsAreToldOnlyOnceTwoUsedThemAndNeverWithPersonalData() throws Exception {
        JsonNode hit = hit("职工互助保障怎么参加", "GUIDE");
        use("互助保障 住院", hit);
        assertThat(related(hit, "").get("searches")).isEmpty();
        use("互助保障  住院", hit);
        use("张三 13800138000 住院", hit);
        use("张三 13800138000 住院", hit);

        assertThat(related(hit, "").get("searches")).hasSize(1).first()
                .satisfies(words -> assertThat(words.get("words").asString()).isEqualTo("互助保障 住院"))
                .satisfies(words -> assertThat(words.get("uses").asInt()).isEqualTo(2));
    }

    @Test
    void aPinIsKeptOnceAndTakenAway() throws Exception {
        String passage = hit("怎么加入工会", "GUIDE").get("passageId").asString();
        String address = "/api/workbench/pins?passage=" + encode(passage, UTF_8);
        call("PUT", address, null, 200);

        assertThat(call("PUT", address, null, 200)).filteredOn(pin -> pin.get("passageId").asString().equals(passage)).hasSize(1);
        assertThat(call("DELETE", address, null, 200)).noneMatch(pin -> pin.get("passageId").asString().equals(passage));
        call("PUT", "/api/workbench/pins?passage=nonsense", null, 404);
    }

    @Test
    void whileSomebodyTypesNothingIsCounted() throws Exception {
        assertThat(call("GET", "/api/search?count=false&q=" + encode("会费", UTF_8), null, 200).get("total").asInt()).isZero();
    }

    private JsonNode hit(String q, String kind) throws Exception {
        return call("GET", "/api/search?kind=" + kind + "&q=" + encode(q, UTF_8), null, 200).get("hits").get(0);
    }

    private JsonNode related(JsonNode hit, String q) throws Exception {
        String id = hit.get("passageId").asString();
        return call("GET", "/api/documents/%s/passages/%s/related?q=%s".formatted(path(hit.get("documentId").asString()),
                id.substring(id.lastIndexOf('#') + 1), encode(q, UTF_8)), null, 200);
    }

    private void use(String q, JsonNode hit) throws Exception {
        call("POST", "/api/workbench/uses", "{\"q\": \"%s\", \"passageId\": \"%s\"}".formatted(q, hit.get("passageId").asString()), 204);
    }

    private static String path(String id) {
        return encode(id, UTF_8).replace("+", "%20");
    }

    private JsonNode call(String method, String path, String body, int status) throws Exception {
        String credential = Base64.getEncoder().encodeToString("admin:test-password".getBytes(UTF_8));
        HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(URI.create(server() + path)).header("Authorization", "Basic " + credential)
                .header("Content-Type", "application/json")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
    }
}
