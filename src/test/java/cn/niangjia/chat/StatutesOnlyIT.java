package cn.niangjia.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A union that has loaded some statutes and no guides, and not the law on arbitration. */
class StatutesOnlyIT extends NiangjiaIT {

    @DynamicPropertySource
    static void folders(DynamicPropertyRegistry settings) throws IOException {
        Path folder = Files.createTempDirectory("statutes");
        for (String file : List.of("劳动法(2018-12-29).md", "劳动合同法(2012-12-28).md", "工伤保险条例(2010-12-20).md")) {
            Files.copy(Path.of("src/test/resources/statutes", file), folder.resolve(file));
        }
        settings.add("niangjia.knowledge.folders", folder::toString);
    }

    @Test
    void theLimitForWorkInjuryComesFirstWithWhomItBinds() {
        JsonNode reply = ask("工伤认定要在多久之内申请");

        assertThat(reply.get("citations").get(0).get("section").asString()).isEqualTo("第十七条");
        assertThat(reply.get("text").asString()).contains("所在单位应当").contains("30日内").contains("近亲属、工会组织").contains("1年内");
    }

    @ParameterizedTest
    @ValueSource(strings = {"劳动仲裁多久内要申请", "被辞退了多久内可以告公司", "拖欠工资超过一年还来得及打官司吗"})
    void theLimitOfALawThatIsNotLoadedIsNotMadeUpFromAnother(String question) {
        JsonNode reply = ask(question);

        assertThat(reply.get("outcome").asString()).isEqualTo("NO_ANSWER");
        assertThat(reply.get("text").asString()).contains("一年内").doesNotContain("六十日").doesNotContain("60日");
    }

    @Test
    void anUnsignedContractCostsTwiceTheWages() {
        JsonNode reply = ask("用人单位不签劳动合同有什么后果");

        assertThat(reply.get("citations").get(0).get("title").asString()).isEqualTo("中华人民共和国劳动合同法");
        assertThat(reply.get("citations").get(0).get("section").asString()).isEqualTo("第八十二条");
    }

    private JsonNode ask(String text) {
        Worker worker = new Worker(server());
        worker.begins();
        return worker.asks(text);
    }
}
