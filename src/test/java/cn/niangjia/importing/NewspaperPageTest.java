package cn.niangjia.importing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.Database;
import cn.niangjia.knowledge.Regions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Newspaper pages of our own making, modelled on how such pages come out of files: each with the articles that are on it. */
class NewspaperPageTest {

    private static final Path PAGES = Path.of("src/test/resources/pages");
    private static Units units;

    @BeforeAll
    static void regions() {
        Regions regions = Database.H2.with(Regions.class).getBean(Regions.class);
        regions.load();
        units = new Units(regions);
    }

    static Stream<Path> pages() throws IOException {
        return Files.list(PAGES).filter(path -> path.toString().endsWith(".txt")).sorted();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsTakenApart(Path sample) throws IOException {
        String[] parts = Files.readString(sample).split("=====\n", -1);

        assertThat(told(NewspaperPage.read(Cleaner.clean(parts[0]).text(), units))).isEqualTo(parts[1].strip());
    }

    static String told(NewspaperPage.Page page) {
        return Stream.concat(page.articles().stream().map(NewspaperPageTest::told), page.rests().stream().map(NewspaperPageTest::told))
                .collect(Collectors.joining("\n\n")).strip();
    }

    private static String told(Article article) {
        return (article.headline() == null ? "" : "【标题】" + article.headline() + "\n") + "【单位】" + article.unit()
                + (article.goesOn() == null ? "" : "\n【下转】" + article.goesOn().page()) + "\n" + article.text().strip();
    }

    private static String told(NewspaperPage.Rest rest) {
        return "【上接】" + rest.turn().page() + " " + rest.turn().headline() + "\n" + rest.text().strip();
    }

    @ParameterizedTest
    @CsvSource({"近日和平区总工会在津开展活动, 和平区总工会", "记者从如东县总工会获悉, 如东县总工会", "在山东省总工会指导下，威海市总工会开展培训, 威海市总工会", "云州市总工会送清凉, 云州市总工会",
            "从江县总工会慰问环卫工人, 从江县总工会", "威海市环翠区快递行业工会联合会成立, 威海市环翠区快递行业工会联合会", "到环翠区竹岛街道总工会办理, 环翠区竹岛街道总工会",
            "全市各级工会和各区总工会都要参加, ", "职工加入工会不要钱, ", "威海市职工服务中心三楼, 威海市职工服务中心"})
    void theUnitIsFoundWhateverStandsBeforeIt(String text, String unit) {
        assertThat(units.in(text).orElse(null)).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource({"（下转A03版）, A3", "(下转第三版), 3", "（下转3版·综合）, 3", "▶下转A12版, A12", "（转二版）, 2"})
    void whereAnArticleGoesOn(String mark, String page) {
        assertThat(Turn.on("送去防暑用品" + mark).orElseThrow().turn().page()).isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource({"（上接A01版）驿站, A1, ", "(上接第一版《建成驿站》)驿站, 1, 建成驿站", "《建成驿站》（上接1版）, , ", "上接01版《建成驿站》, 1, 建成驿站", "（紧接第一版）驿站, 1, "})
    void whereARestComesFrom(String line, String page, String headline) {
        Turn turn = Turn.from(line).map(Turn.Mark::turn).orElse(null);

        assertThat(turn == null ? null : turn.page()).isEqualTo(page);
        assertThat(turn == null ? null : turn.headline()).isEqualTo(headline);
    }

    @Test
    void aMarkMayShortenTheHeadline() {
        assertThat(new Turn("A1", "威海建成两百驿站").names("威海市总工会建成两百个户外劳动者驿站")).isTrue();
        assertThat(new Turn("A1", "烟台开办夜校").names("威海市总工会建成两百个户外劳动者驿站")).isFalse();
    }
}
