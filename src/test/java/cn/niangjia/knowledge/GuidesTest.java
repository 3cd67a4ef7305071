package cn.niangjia.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The guides that come with the program: whole, in plain words, each resting on something. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuidesTest {

    /** Words of officials and statutes that a worker should not have to read, and promises that nobody can keep. */
    private static final Set<String> NOT_PLAIN = Set.of("予以", "依据相关规定", "请知悉", "之日起", "一定能要回", "一定能赢", "保证能", "肯定能", "！");

    private final Map<String, ReadDocument> guides = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();

    @BeforeAll
    void read() throws Exception {
        Regions regions = Database.H2.with(Regions.class).getBean(Regions.class);
        regions.load();
        DocumentReader reader = new DocumentReader(regions);
        Path folder = Path.of("knowledge-base");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md")).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                guides.put(path, reader.read(path, Files.readAllBytes(file)));
                texts.put(path, Files.readString(file).split("\n---\n", 2)[1]);
            }
        }
    }

    @Test
    void thereAreFortyOrMoreOfEachTopicSome() {
        assertThat(guides).hasSizeGreaterThanOrEqualTo(40);
        Map<Topic, Long> counts = guides.values().stream().map(guide -> guide.description().topics().getFirst())
                .collect(Collectors.groupingBy(topic -> topic, Collectors.counting()));
        assertThat(counts.get(Topic.JOINING)).isGreaterThanOrEqualTo(10);
        assertThat(counts.get(Topic.BENEFITS)).isGreaterThanOrEqualTo(10);
        assertThat(counts.get(Topic.LEGAL_AID)).isGreaterThanOrEqualTo(10);
    }

    @Test
    void eachSaysWhoWroteItWhenItWasCheckedAndWhatItRestsOn() {
        guides.forEach((path, guide) -> {
            Description description = guide.description();
            assertThat(path).isEqualTo(guide.id() + ".md");
            assertThat(description.kind()).as(path).isEqualTo(Kind.GUIDE);
            assertThat(description.author()).as(path).contains("未经工会审核");
            assertThat(description.basis()).as(path).isNotEmpty()
                    .allMatch(basis -> basis.rule() != null || basis.law() != null && basis.article() != null);
            assertThat(description.sourceAsOf()).as(path).matches("20[0-9]{2}-[0-9]{2}");
        });
    }

    @Test
    void eachHasSixQuestionsOfItsOwnAndALineToSayOnThePhone() {
        Set<String> seen = new TreeSet<>();
        guides.forEach((path, guide) -> {
            assertThat(guide.description().questions()).as(path).hasSizeGreaterThanOrEqualTo(6).allMatch(seen::add);
            String spoken = guide.description().spoken();
            assertThat(spoken).as(path).isNotBlank();
            assertThat(spoken.length()).as(path + " " + spoken).isLessThanOrEqualTo(60);
        });
    }

    @Test
    void eachIsInPlainWordsAndShortSentences() {
        texts.forEach((path, text) -> {
            assertThat(NOT_PLAIN).as(path).noneMatch(text::contains);
            assertThat(text.lines().filter(line -> line.length() > 70)).as(path + ": long lines").isEmpty();
            assertThat(text).as(path).contains("## 找谁");
        });
    }
}
