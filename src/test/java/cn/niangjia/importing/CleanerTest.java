package cn.niangjia.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cleaning, on noisy texts of our own making that are modelled on web pages and newspapers. */
class CleanerTest {

    private static final Path NOISY = Path.of("src/test/resources/noisy");
    private static final Path STATUTES = Path.of("src/test/resources/statutes");

    static Stream<Path> samples() throws IOException {
        return Files.list(NOISY).filter(path -> path.toString().endsWith(".txt")).sorted();
    }

    static Stream<Path> statutes() throws IOException {
        return Files.list(STATUTES).filter(path -> !path.getFileName().toString().startsWith("_")).sorted();
    }

    private static String[] parts(Path sample) throws IOException {
        String[] parts = Files.readString(sample).split("=====\n", -1);
        assertThat(parts).as("original and expectation").hasSize(2);
        return parts;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aNoisyTextIsMended(Path sample) throws IOException {
        String[] parts = parts(sample);

        assertThat(Cleaner.clean(parts[0]).text().strip()).isEqualTo(parts[1].strip());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void cleaningWhatIsCleanChangesNothing(Path sample) throws IOException {
        String cleaned = Cleaner.clean(parts(sample)[0]).text();

        assertThat(Cleaner.clean(cleaned).text()).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyMendPointsToItsPlaceInTheOriginal(Path sample) throws IOException {
        String original = parts(sample)[0];
        MendedText mended = Cleaner.clean(original);

        assertThat(mended.original()).isEqualTo(original);
        assertThat(mended.mends()).allSatisfy(mend -> {
            assertThat(mend.from()).isBetween(0, original.length());
            assertThat(mend.to()).isBetween(mend.from() + 1, original.length());
            assertThat(original.substring(mend.from(), mend.to())).isNotEqualTo(mend.replacement());
        });
    }

    @ParameterizedTest
    @MethodSource("statutes")
    void aRealStatuteComesThroughAsItIs(Path statute) throws IOException {
        String text = Files.readString(statute);

        assertThat(Cleaner.clean(text).mends()).isEmpty();
    }

    @Test
    void aKindOfMendCanBeLeftOut() {
        String text = "工會的電話是０５７１。";

        assertThat(Cleaner.clean(text, Set.of(MendKind.FULL_WIDTH)).text()).isEqualTo("工会的电话是０５７１。");
        assertThat(Cleaner.clean(text, Set.of(MendKind.TRADITIONAL)).text()).isEqualTo("工會的電話是0571。");
    }

    @Test
    void mendsAreCountedByTheirWordForReaders() {
        assertThat(Cleaner.clean("總(zǒng)工會\u0000").counts()).containsEntry("繁体", 2).containsEntry("注音", 1).containsEntry("控制字符", 1);
    }

    @Test
    void aWordThatBothScriptsHaveStays() {
        assertThat(Cleaner.clean("每年开展一次二噁英监测，乾隆年间的著作。").mends()).isEmpty();
    }

    @Test
    void aMillionCharactersAreMendedInOnePass() {
        String text = "職工互助保障計劃的辦理時間是每年一月。\n".repeat(50_000);

        assertThat(Cleaner.clean(text, Set.of(MendKind.REPEATED)).text()).startsWith("职工互助保障计划的办理时间").hasSize(text.length());
    }
}
