package cn.niangjia.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SearchIT extends NiangjiaIT {

    @Test
    void givesThePassageWholeWithItsPlaceRanksAndMarks() throws Exception {
        JsonNode hit = search("工伤认定 申请 30日内", "&kind=REGULATION").get("hits").get(0);

        assertThat(hit.get("title").asString()).isEqualTo("工伤保险条例");
        assertThat(hit.get("text").asString()).startsWith("第");
        assertThat(hit.get("ranks").get("keyword").isNumber()).isTrue();
        assertThat(hit.get("region").get("name").asString()).isEqualTo("全国");
        JsonNode mark = hit.get("highlights").get(0);
        assertThat("工伤认定申请30日内").contains(hit.get("text").asString().substring(mark.get("start").asInt(), mark.get("end").asInt()).substring(0, 2));
        assertThat(hit.propertyNames()).contains("passageId", "documentId", "section", "score", "publisher", "effectiveFrom", "effectiveUntil",
                "validity", "visibility", "spoken");
    }

    @Test
    void whatIsNotInForceIsFoundOnRequestOnly() throws Exception {
        String question = "妇女权益保障法 实行男女平等是国家的基本国策";
        assertThat(search(question, "&size=100").get("hits")).noneMatch(hit -> hit.get("validity").asString().equals("SUPERSEDED"));
        assertThat(search(question, "&size=100&inForce=false").get("hits")).anyMatch(hit -> hit.get("validity").asString().equals("SUPERSEDED"));
    }

    @Test
    void pagingReachesEveryHitOnceAndTotalIsExact() throws Exception {
        int total = search("劳动合同", "&size=1").get("total").asInt();
        Set<String> seen = new HashSet<>();
        for (int from = 0; from < total + 100; from += 100) {
            search("劳动合同", "&size=100&from=" + from).get("hits").forEach(hit -> assertThat(seen.add(hit.get("passageId").asString())).isTrue());
        }
        assertThat(seen).hasSize(total);
    }

    @Test
    void filtersByKind() throws Exception {
        assertThat(search("会费", "&kind=GUIDE").get("hits")).isNotEmpty().allMatch(hit -> hit.get("kind").asString().equals("GUIDE"));
    }

    @Test
    void healthMetricsAndInterfaceAreThere() throws Exception {
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(getAsAdmin("/actuator/prometheus", "test-password").body()).contains("niangjia_embedded_texts");
        assertThat(json(get("/api-docs")).get("paths").propertyNames()).contains("/api/search", "/api/chat/conversations/{id}/messages");
        assertThat(get("/").body()).contains("娘家");
        assertThat(get("/").headers().firstValue("Content-Security-Policy")).isPresent();
    }

    private JsonNode search(String q, String more) throws Exception {
        return json(getAsAdmin("/api/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + more, "test-password"));
    }
}
