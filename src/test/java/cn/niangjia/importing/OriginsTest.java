package cn.niangjia.importing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.privacy.PersonalData;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Passages are found in the original again, whatever was mended around them. */
class OriginsTest {

    private static final String ORIGINAL = """
            本报讯（记者 王某）６月10日起，威海市
            总工会开始受理2026年“金秋助
            学”申请。凡建档困难职工家
            庭，子女当年考入全日制大专及以
            上院校的，每户可以申请一次性助
            學金3000元。
            联系人手机13812345678。
            """;

    private final MendedText mended = Cleaner.clean(ORIGINAL);
    private final String passage = PersonalData.mask(mended.text().strip());

    @Test
    void onlyTheKindThatIsTakenBackComesBack() {
        Set<MendKind> back = EnumSet.of(MendKind.TRADITIONAL);

        String again = new Origins(mended).again(passage, Cleaner.clean(ORIGINAL, back), back).orElseThrow();

        assertThat(again).contains("6月10日起，威海市总工会", "一次性助學金3000元", "〔手机号〕").doesNotContain("13812345678");
    }

    @Test
    void whatWasTakenBackIsMadeAgainAsItWas() {
        Set<MendKind> all = EnumSet.allOf(MendKind.class);
        MendedText bare = Cleaner.clean(ORIGINAL, all);

        String back = new Origins(mended).again(passage, bare, all).orElseThrow();

        assertThat(back).contains("６月10日起，威海市\n总工会", "一次性助\n學金");
        assertThat(new Origins(bare).again(back, mended, Set.of())).contains(passage);
    }

    @Test
    void aPassageSaysWhereItStoodAndARewrittenOneNowhere() {
        assertThat(new Origins(mended).of(passage)).hasValueSatisfying(stretches -> {
            assertThat(stretches).hasSize(1);
            assertThat(ORIGINAL.substring(stretches.getFirst().from(), stretches.getFirst().to())).isEqualTo(ORIGINAL.strip());
        });
        assertThat(new Origins(mended).of("这一段是编辑自己写的。")).isEmpty();
    }
}
