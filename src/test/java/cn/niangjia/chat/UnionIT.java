package cn.niangjia.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the pages ask before a worker does: the union, its number, places. */
class UnionIT extends NiangjiaIT {

    @ParameterizedTest
    @CsvSource({"000000, 12351", "370102, 0531-12351", "110105, 010-12351", "659001, 0991-12351", "810000, 12351"})
    void theHotlineIsRungWithTheAreaCodeOfTheProvincesCapital(String region, String number) throws Exception {
        assertThat(json(get("/api/chat/union?region=" + region)).get("phone").asString()).isEqualTo(number);
    }

    @Test
    void whatIsKeptAndForHowLongIsSaidBeforeAnythingIsAsked() throws Exception {
        JsonNode union = json(get("/api/chat/union"));

        assertThat(union.get("notice").asString()).contains("180天").contains("清除");
        assertThat(union.get("region").get("name").asString()).isEqualTo("全国");
        assertThat(union.get("desk").get("staffed").asBoolean()).as("hours are set here").isTrue();
    }

    @Test
    void anUnknownPlaceIsRefusedInChinese() throws Exception {
        assertThat(get("/api/chat/union?region=999999").statusCode()).isEqualTo(400);
        assertThat(get("/api/chat/union?region=999999").body()).contains("没有这个地区代码");
    }

    @Test
    void placesAreFoundByAPartOfTheirNameAndWithoutOneThoseOfTheUnionAreListed() throws Exception {
        assertThat(get("/api/chat/regions?q=%E5%8E%86%E4%B8%8B").body()).contains("山东省济南市历下区");
        assertThat(json(get("/api/chat/regions"))).hasSizeGreaterThanOrEqualTo(31);
        assertThat(json(get("/api/chat/regions?q=%E5%85%83%E5%AE%87%E5%AE%99"))).isEmpty();
    }

    @Test
    void thePlaceAWorkerChoosesIsKeptAndIsTheirOwn() {
        Worker worker = new Worker(server());
        worker.begins();

        assertThat(worker.send("PUT", "/" + worker.conversation() + "/region", "{\"code\":\"370000\"}", "application/json").statusCode()).isEqualTo(204);

        assertThat(worker.transcript().get("region").asString()).isEqualTo("370000");
        assertThat(worker.send("PUT", "/" + worker.conversation() + "/region", "{\"code\":\"\"}", "application/json").body()).contains("请选一个地区");
        worker.uses("another");
        assertThat(worker.send("PUT", "/" + worker.conversation() + "/region", "{\"code\":\"370000\"}", "application/json").statusCode()).isIn(401, 403, 404);
    }

    @Test
    void aGuidesCitationBringsTheArticlesItRestsOn() {
        Worker worker = new Worker(server());
        worker.begins();

        JsonNode source = worker.opens(worker.asks("老板三个月没发钱了咋办").get("citations").get(0));

        assertThat(source.get("kind").asString()).isEqualTo("GUIDE");
        JsonNode article = source.get("articles").get(0);
        assertThat(article.get("title").asString()).isEqualTo("中华人民共和国劳动合同法");
        assertThat(article.get("section").asString()).isEqualTo("第三十条");
        assertThat(article.get("text").asString()).contains("及时足额支付劳动报酬");
        assertThat(article.get("validity").asString()).isEqualTo("IN_FORCE");
    }
}
