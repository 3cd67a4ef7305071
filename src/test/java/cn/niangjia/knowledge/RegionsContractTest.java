package cn.niangjia.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.Database;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class RegionsContractTest {

    @Parameter
    Database database;
    private Regions regions;

    @BeforeEach
    void load() {
        regions = database.with(Regions.class).getBean(Regions.class);
        regions.load();
    }

    @Test
    void knowsZonesWithStatisticsCodesAndWhereTheyLie() {
        assertThat(regions.find("371072")).get().extracting(Region::name).isEqualTo("威海经济技术开发区");
        assertThat(regions.selfAndParents("371072")).containsExactly("371072", "371000", "370000", "000000");
    }

    @Test
    void loadingAgainChangesNothing() {
        regions.load();
        assertThat(regions.selfAndParents("371072")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"威海经开区怎么入会, 371072", "我在威海上班, 371000", "北京朝阳的工地, 110105", "内蒙古突泉县总工会, 152224",
        "临沂和临朐哪个好, 371300", "山东省威海市环翠区, 371002", "鼓楼区, ''", "南京鼓楼区, 320106", "各区和县总工会, ''", "老板不给钱, ''",
        "云州市总工会, ''", "云州区总工会, 140215", "济南区县工会, 370100", "临江区总工会, ''", "临江市总工会, 220681"})
    void findsThePlaceATextSpeaksOf(String text, String code) {
        assertThat(regions.namedIn(text, Region.WHOLE_COUNTRY).map(Region::code).orElse("")).isEqualTo(code);
    }

    @Test
    void aNameThatManyPlacesHaveIsTheOneAtHome() {
        assertThat(regions.namedIn("鼓楼区总工会在哪", "320100").map(Region::code)).contains("320106");
    }
}
