package cn.niangjia.answering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentencePickerTest {

    private static final String ARTICLE_17 = """
            第十七条 职工发生事故伤害或者按照职业病防治法规定被诊断、鉴定为职业病，所在单位应当自事故伤害发生之日或者被诊断、鉴定为职业病之日起30日内，向统筹地区社会保险行政部门提出工伤认定申请。遇有特殊情况，经报社会保险行政部门同意，申请时限可以适当延长。

            用人单位未按前款规定提出工伤认定申请的，工伤职工或者其近亲属、工会组织在事故伤害发生之日或者被诊断、鉴定为职业病之日起1年内，可以直接向用人单位所在地统筹地区社会保险行政部门提出工伤认定申请。

            按照本条第一款规定应当由省级社会保险行政部门进行工伤认定的事项，根据属地原则由用人单位所在地的设区的市级社会保险行政部门办理。

            用人单位未在本条第一款规定的时限内提交工伤认定申请，在此期间发生符合本条例规定的工伤待遇等有关费用由该用人单位负担。""";

    @Test
    void aLimitInTimeComesWithWhomItBinds() {
        String picked = pick("工伤认定要在多久之内申请", ARTICLE_17);

        assertThat(picked).contains("所在单位应当").contains("30日内").contains("近亲属、工会组织").contains("1年内");
        assertThat(picked).doesNotContain("属地原则");
    }

    @Test
    void aShortArticleIsGivenWholeWithoutItsNumber() {
        assertThat(pick("试用期多久", "第二十一条 在试用期中，除劳动者有本法规定的情形外，用人单位不得解除劳动合同。"))
                .isEqualTo("在试用期中，除劳动者有本法规定的情形外，用人单位不得解除劳动合同。");
    }

    @Test
    void ofALongListTheItemThatFitsIsGivenWithTheWordsThatOpenIt() {
        String list = "第十四条 职工有下列情形之一的，应当认定为工伤：\n\n" + String.join("\n\n",
                "（一）在工作时间和工作场所内，因工作原因受到事故伤害的；", "（二）工作时间前后在工作场所内，从事与工作有关的预备性或者收尾性工作受到事故伤害的；",
                "（三）在工作时间和工作场所内，因履行工作职责受到暴力等意外伤害的；", "（四）患职业病的；",
                "（五）因工外出期间，由于工作原因受到伤害或者发生事故下落不明的；",
                "（六）在上下班途中，受到非本人主要责任的交通事故或者城市轨道交通、客运轮渡、火车事故伤害的；",
                "（七）法律、行政法规规定应当认定为工伤的其他情形。");

        String picked = pick("上下班途中被车撞了算不算工伤，是交通事故", list);

        assertThat(picked).startsWith("职工有下列情形之一的，应当认定为工伤：").contains("（六）在上下班途中").contains("共 7 项");
        assertThat(picked).doesNotContain("（四）");
    }

    @Test
    void everyPickedLineStandsInThePassageWordForWord() {
        new SentencePicker("工伤认定谁来申请，多久", List.of("用人单位")).pick(ARTICLE_17, 120)
                .forEach(line -> assertThat(ARTICLE_17).contains(line));
    }

    private static String pick(String question, String passage) {
        return String.join("\n", new SentencePicker(question, List.of()).pick(passage, 190));
    }
}
