package cn.niangjia.importing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the pictures of import and review in {@code docs/screenshots}; both clocks stand still, so that only the product changes them. */
@TestPropertySource(properties = {"niangjia.knowledge.folders=knowledge-base,src/test/resources/statutes", "niangjia.union.region=371000"})
class ImportScreenshotsIT extends ImportedPagesIT {

    private static final Path FOLDER = Path.of("docs/screenshots");
    private static final Instant NOW = Instant.parse("2026-06-12T02:21:00Z");
    private static final String PAGE = """
            职工之声　Ａ０３版　２０２６年６月１２日

            乳山市總工會为困难(nán)职工子女
            发放助学金

            本报讯（记者 王某）６月10日起，乳山市
            總工会开始受理2026年“金秋助学”
            申请。凡建档困难职工家庭，子女当
            年考入全日制大专及以上院校的，每
            户可以申请一次性助学金3000元。
            申请人带户口簿、錄取通知书、困难
            职工档案编号，8月31日前到所在街
            道工会或市职工服务中心办理。已经
            领取其他部门同类助学金的，不重复
            发放。审核通过后，助学金于9月底
            前打入申请人本人会员卡。联系人手
            机13812342100。

            荣成市总工会给码头工人送清凉

            本报讯（通讯员 李某）荣成市总工会7
            月起给码头工人送防暑降温用品，每
            周一次，到8月底为止。

            文登区总工会开办暑期托管班

            本报讯（通讯员 赵某）文登区总工会今
            年暑期在12个企业开办托管班，免费
            接收职工子女。
            未经本报许可不得转载
            - 3 -
            """;

    @BeforeEach
    void timeStands() {
        clock().standAt(NOW);
    }

    private Page still(String hash) {
        BrowserContext context = context(desktop().setViewportSize(1440, 900));
        context.clock().setFixedTime(NOW.toEpochMilli());
        return admin(context, hash);
    }

    @Test
    void theImport() throws Exception {
        importAll(still("#/import"), file("勞動保障監察須知.txt", supervision("三年")));
        Page page = still("#/import");
        importAll(page,
                file("关于做好2026年送温暖工作的通知.docx", SampleFiles.docx("威海市总工会关于做好2026年送温暖工作的通知", "威工发〔2026〕3号", "各区市总工会：",
                        "春节前走访慰问建档困难职工，每户慰问金一千元。", "各单位工会于1月20日前报送名单。", "威海市总工会", "2026年1月5日")),
                text("职工之声_0612_A03.txt", PAGE), file("工会热线常见问答.xlsx", SampleFiles.questions()), file("勞動保障監察須知.txt", supervision("兩年")),
                file("云州市女职工劳动保护手册.docx", SampleFiles.docx(300)), file("区县政策汇编.zip", SampleFiles.zip(policies())),
                file("疗休养办法.pdf", SampleFiles.ready("two-columns.pdf")), file("会议纪要.pdf", SampleFiles.encryptedPdf()),
                file("扫描件_帮扶标准.pdf", SampleFiles.ready("image-only.pdf")), file("资料.zip", SampleFiles.bomb()));
        take(page, "admin-import");
    }

    private static byte[] supervision(String years) {
        return SampleFiles.text("威海市勞動保障監察須知\n\n第一條 職工可以向勞動保障監察機構舉報。\n\n第二條 違法行為在" + years + "內未被發現的，不再查處。", "Big5");
    }

    private static Map<String, byte[]> policies() {
        Map<String, byte[]> policies = new LinkedHashMap<>();
        policies.put("区县政策汇编/环翠区.txt", SampleFiles.text("环翠区总工会职工书屋须知\n\n环翠区职工书屋早上九点开门，凭会员卡借书。", "UTF-8"));
        policies.put("区县政策汇编/荣成市.txt", SampleFiles.text("荣成市总工会医疗互助须知\n\n荣成市职工医疗互助每人每年交六十元。", "GB18030"));
        return policies;
    }

    @Test
    void theReview() throws Exception {
        importAll(still("#/import"), text("职工之声_0612_A03.txt", PAGE));
        String id = "import/职工之声_0612_A03/1";
        ObjectNode change = JSON.createObjectNode();
        JsonNode draft = document(id);
        change.set("revision", draft.get("revision"));
        change.set("description", draft.get("description"));
        change.set("passages", JSON.valueToTree(List.of(
                passage("谁能申请", "凡建档困难职工家庭，子女当年考入全日制大专及以上院校的，每户可以申请一次性助学金3000元。", true, "孩子考上大学工会给钱吗", "金秋助学多少钱"),
                passage("所需材料和地点", "申请人带户口簿、录取通知书、困难职工档案编号，8月31日前到所在街道工会或市职工服务中心办理。", true, "助学金要什么材料"),
                passage("受理时间", "6月10日起，乳山市总工会开始受理2026年“金秋助学”申请。", true),
                passage("怎么发放", "已经领取其他部门同类助学金的，不重复发放。审核通过后，助学金于9月底前打入申请人本人会员卡。", true, "助学金什么时候到账"),
                passage("联系人", "联系人手机〔手机号〕。", false))));
        org.assertj.core.api.Assertions.assertThat(script("PUT", "/api/admin/documents/" + java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8), change).statusCode())
                .isEqualTo(200);
        Page page = still(address(id).replace("#/documents", "#/review"));
        page.locator(".psg").nth(1).getByLabel("改文字").click();
        page.locator(".psg textarea").press("End");
        page.locator(".psg textarea").pressSequentially("周末不办。");
        assertThat(page.locator(".psg.on .foot")).containsText("改过");
        take(page, "admin-review");
    }

    private static Map<String, Object> passage(String section, String text, boolean enabled, String... questions) {
        return Map.of("section", section, "text", text, "enabled", enabled, "questions", List.of(questions));
    }

    /** Without a caret that blinks and without messages over the page. */
    private static void take(Page page, String name) throws Exception {
        quiet(page);
        page.evaluate("document.activeElement.blur()");
        page.mouse().move(0, 0);
        assertThat(page.locator(".shell .side em").filter(new Locator.FilterOptions().setHasText("正在进行"))).hasCount(0);
        page.waitForTimeout(400);
        Files.createDirectories(FOLDER);
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    }
}
