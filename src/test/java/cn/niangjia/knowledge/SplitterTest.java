package cn.niangjia.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SplitterTest {

    @Test
    void aStatuteIsCutIntoItsArticlesWithTheHeadingsTheyStandUnder() {
        List<Section> sections = ArticleSplitter.split("""
                为了正确审理，制定本法。

                ## 第一章 总　则

                第一条 为了保护劳动者，制定本法。

                第二条 下列单位适用本法：

                （一）企业；

                （二）机关。

                ### 第一节 订立

                第二条之一 另有规定的，从其规定。
                """);

        assertThat(sections).extracting(Section::anchor).containsExactly("前言", "第一条", "第二条", "第二条之一");
        assertThat(sections.get(1).heading()).isEqualTo("第一章 总　则");
        assertThat(sections.get(2).text()).startsWith("第二条 下列单位").contains("（一）企业；").endsWith("（二）机关。");
        assertThat(sections.get(3).heading()).isEqualTo("第一章 总　则 > 第一节 订立");
    }

    @Test
    void theSameArticleNumberInAnAnnexGetsAnAnchorOfItsOwn() {
        List<Section> sections = ArticleSplitter.split("第一条 正文。\n\n## 附件\n\n第一条 附件的条文。\n");

        assertThat(sections).extracting(Section::anchor).containsExactly("第一条", "第一条-2");
        assertThat(sections).extracting(Section::section).containsExactly("第一条", "第一条");
    }

    @Test
    void anArticleThatIsOnlyMentionedAtTheStartOfALineBeginsNoPassage() {
        List<Section> sections = ArticleSplitter.split("第一条 依照\n\n第三条规定办理。\n");

        assertThat(sections).hasSize(1);
    }

    @Test
    void namesTooLongToKeepAreCutAndStillTellPlacesApart() {
        String heading = "很长的标题".repeat(80);
        List<Section> sections = HeadingSplitter.split("# " + heading + "\n\n甲。\n\n# " + heading + "\n\n乙。\n");

        assertThat(sections).allMatch(section -> section.anchor().length() <= 200 && section.section().length() <= 200);
        assertThat(sections.get(0).anchor()).isNotEqualTo(sections.get(1).anchor());
    }

    @Test
    void aGuideIsCutAtItsHeadings() {
        List<Section> sections = HeadingSplitter.split("能入会。\n\n## 怎么办\n\n1. 找工会\n2. 填表\n\n## 找谁\n\n街道工会。\n");

        assertThat(sections).extracting(Section::anchor).containsExactly("开头", "怎么办", "找谁");
        assertThat(sections.get(1).text()).isEqualTo("1. 找工会\n2. 填表");
    }

    @Test
    void aLongTableRepeatsItsHeaderOnEveryPart() {
        String rows = "| 某某市总工会困难职工帮扶中心 | 周一至周五 |\n".repeat(40);
        List<String> parts = TextSplitter.split("| 单位 | 时间 |\n|---|---|\n" + rows);

        assertThat(parts).hasSizeGreaterThan(1).allMatch(part -> part.startsWith("| 单位 | 时间 |\n|---|---|\n"));
        assertThat(String.join("\n", parts).split("帮扶中心", -1)).hasSize(41);
    }

    @Test
    void longProseIsCutBetweenSentencesAndLosesNothing() {
        String prose = "职工可以向工会申请帮助，工会应当及时办理。".repeat(60);
        List<String> parts = TextSplitter.split(prose);

        assertThat(parts).allMatch(part -> part.length() <= TextSplitter.SIZE && part.endsWith("。"));
        assertThat(String.join("", parts)).isEqualTo(prose);
    }
}
