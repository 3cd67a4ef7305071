package cn.niangjia.importing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are brought in by the page: chosen and dropped, in folders and archives, good and bad. */
class ImportPageIT extends ImportedPagesIT {

    private static final Map<String, String> REFUSED = Map.of("加密.pdf", "密码", "扫描.pdf", "只有图片", "炸弹.zip", "解开后太大", "表太多.xlsx", "工作表太多",
            "空.txt", "没有文字", "程序.exe", "不认识", "坏.docx", "打不开");

    private static FilePayload[] mixed() throws Exception {
        return new FilePayload[] {file("手册.docx", SampleFiles.docx(300)), file("须知.doc", SampleFiles.ready("joining.doc")),
            file("借书.txt", SampleFiles.text("职工书屋借书须知\n\n职工凭会员卡借书，每次可以借三本。", "GB18030")),
            file("还书.txt", SampleFiles.text("職工書屋還書須知\n\n職工借書三十天內要還，逾期要催還。", "Big5")),
            file("问答.xlsx", SampleFiles.questions()), file("标准.xls", SampleFiles.table()), file("援助.pptx", SampleFiles.slides()),
            file("疗休养.pdf", SampleFiles.ready("two-columns.pdf")), file("咨询.pdf", SampleFiles.ready("one-column.pdf")),
            text("页.html", "<html><body><h1>托管班须知</h1><p>托管班每天下午五点半结束。</p></body></html>"),
            text("说明.md", "# 爱心驿站说明\n\n## 能做什么\n\n可以喝水、热饭、歇脚。\n"),
            file("包.zip", SampleFiles.zip(Map.of("里面/政策.txt", SampleFiles.text("云州市总工会关于送温暖的通知\n\n春节前慰问困难职工。", "UTF-8"),
                    "../../out.txt", SampleFiles.text("x", "UTF-8")))),
            file("加密.pdf", SampleFiles.encryptedPdf()), file("扫描.pdf", SampleFiles.ready("image-only.pdf")), file("炸弹.zip", SampleFiles.bomb()),
            file("表太多.xlsx", SampleFiles.sheets(60)), file("空.txt", new byte[0]), file("程序.exe", new byte[] {'M', 'Z', 0, 1, 2}),
            file("坏.docx", Arrays.copyOf(SampleFiles.docx(3), 2000))};
    }

    @Test
    void aMixedSetIsFollowedLeftAndFoundAgain() throws Exception {
        BrowserContext context = context(desktop());
        Page page = admin(context, "#/import");
        page.locator(".choosers input:not([webkitdirectory])").setInputFiles(mixed());
        assertThat(page.locator("progress[aria-label=完成的份数]")).isVisible();
        assertThat(page.locator(".stages").first()).isVisible();
        String address = page.url();

        page.navigate(server() + "/admin/#/review");
        assertThat(page.locator("h1")).hasText("待确认");
        page.navigate(address);
        isDone(page);

        for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
            assertThat(row(page, refused.getKey())).hasAttribute("data-state", "REFUSED");
            assertThat(row(page, refused.getKey()).locator(".seen")).containsText(refused.getValue());
        }
        assertThat(row(page, "../../out.txt").locator(".seen")).containsText("文件名不对");
        for (String good : List.of("手册.docx", "须知.doc", "借书.txt", "还书.txt", "问答.xlsx", "标准.xls", "援助.pptx", "疗休养.pdf", "咨询.pdf", "页.html", "说明.md", "里面/政策.txt")) {
            assertThat(row(page, good)).hasAttribute("data-state", "COMPLETED");
            assertThat(row(page, good).locator(".act")).containsText("去确认");
        }
        assertThat(row(page, "借书.txt").locator(".name")).containsText("GB18030");
        assertThat(row(page, "借书.txt").locator(".seen")).containsText("没认出是哪里的文件");
        assertThat(row(page, "问答.xlsx").locator(".seen")).containsText("2 组问答");
        holds(page.locator("nj-import-progress"), "清理：", "8 没收下");

        page.getByText("以前的导入").click();
        assertThat(page.locator(".imports li").first()).containsText("8 份没收下");
        assertThat(troubles).isEmpty();
    }

    @Test
    void aRefusedFileIsChangedForAnotherAndTheSameFileIsKnownAgain() throws Exception {
        Page page = admin(context(desktop()), "#/import");
        importAll(page, file("借条.txt", new byte[0]), text("工具.txt", "职工工具房须知\n\n职工工具房周一到周五开门。"));
        row(page, "借条.txt").locator("input").setInputFiles(text("借条说明.txt", "职工借条须知\n\n借条要写清楚日期。"));
        assertThat(row(page, "借条说明.txt")).hasAttribute("data-state", "COMPLETED");
        assertThat(page.locator("nj-import-progress")).containsText("0 没收下");

        Page again = admin(context(desktop()), "#/import");
        importAll(again, text("工具.txt", "职工工具房须知\n\n职工工具房周一到周五开门。"));
        assertThat(again.locator(".files .fold")).containsText("另有 1 份已完成，没有要看的");
        again.getByText("展开").click();
        assertThat(row(again, "工具.txt").locator(".seen")).containsText("没有变");
    }

    @Test
    void aFolderIsDroppedWithAllThatLiesInIt(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("政策/区县"));
        Files.writeString(folder.resolve("政策/食堂.txt"), "职工食堂须知\n\n职工食堂中午十一点半开门。");
        Files.writeString(folder.resolve("政策/区县/澡堂.txt"), "职工澡堂须知\n\n职工澡堂晚上九点关门。");
        Files.writeString(folder.resolve("政策/.DS_Store"), "x");
        BrowserContext context = context(desktop());
        Page page = admin(context, "#/import");

        drop(context, page, folder.resolve("政策"));
        isDone(page);

        assertThat(row(page, "政策/食堂.txt")).hasAttribute("data-state", "COMPLETED");
        assertThat(row(page, "政策/区县/澡堂.txt")).hasAttribute("data-state", "COMPLETED");
        assertThat(page.locator("nj-import-progress")).containsText("这次 2 份");
    }

    /** As the window manager tells the browser of it: a page cannot make a folder of its own. */
    private static void drop(BrowserContext context, Page page, Path path) {
        BoundingBox place = page.locator(".drop").boundingBox();
        CDPSession browser = context.newCDPSession(page);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            Map<String, Object> event = Map.of("type", type, "x", place.x + 40, "y", place.y + 40,
                    "data", Map.of("items", List.of(), "files", List.of(path.toString()), "dragOperationsMask", 1));
            browser.send("Input.dispatchDragEvent", new Gson().toJsonTree(event).getAsJsonObject());
        }
        browser.detach();
    }

    @Test
    void aNameThatLeadsOutsideIsRefused() {
        Page page = admin(context(desktop()), "#/import");
        page.evaluate("""
                () => {
                  const files = new DataTransfer()
                  files.items.add(new File(['x'], '../../x'))
                  files.items.add(new File(['职工公告须知\\n\\n公告栏每周一换。'], '公告.txt'))
                  document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }))
                }""");
        isDone(page);
        assertThat(page.locator(".files tr[data-state=REFUSED] .seen")).containsText("文件名不对");
        assertThat(row(page, "公告.txt")).hasAttribute("data-state", "COMPLETED");
    }

    @Test
    void anImportWaitsForItsBatchesAndNotForABrowserThatIsGone() throws Exception {
        Page page = admin(context(desktop()), "#/import");
        String id = batch(page, "第一批.txt", "", true);
        until("the first batch is done", () -> job(id).get("done").intValue() == 1);
        Thread.sleep(1500); // longer than the worker waits before it closes what is done
        assertThat(job(id).get("state").stringValue()).isNotEqualTo("COMPLETED");
        assertThat(job(id).get("receiving").booleanValue()).isTrue();

        batch(page, "第二批.txt", id, false);
        until("both batches are done", () -> job(id).get("state").stringValue().equals("COMPLETED"));
        assertThat(job(id).get("total").intValue()).isEqualTo(2);

        String left = batch(page, "没传完.txt", "", true);
        clock().goAhead(Duration.ofMinutes(6));
        until("it is over without the rest", () -> job(left).get("state").stringValue().equals("COMPLETED"));
    }

    private static String batch(Page page, String name, String importId, boolean more) {
        return (String) page.evaluate("""
                async ([name, importId, more]) => {
                  const { csrf } = await (await fetch('/api/session')).json()
                  const body = new FormData()
                  body.append('files', new File([`${name}须知\\n\\n${name}的内容写在这里。`], name))
                  body.append('more', more)
                  if (importId) body.append('importId', importId)
                  const answer = await fetch('/api/admin/documents', { method: 'POST', headers: { 'X-CSRF-TOKEN': csrf }, body })
                  return (await answer.json()).importId
                }""", List.of(name, importId, more));
    }

    private tools.jackson.databind.JsonNode job(String id) {
        try {
            return JSON.readTree(script("GET", "/api/admin/imports/" + id, null).body());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingIsFoundByAxeInAnyDress() throws Exception {
        for (var dress : List.of(desktop(), desktop().setColorScheme(ColorScheme.DARK), phone())) {
            Page page = admin(context(dress), "#/import");
            importAll(page, file("无字.txt", new byte[0]), text("花名.txt", "职工花名册须知\n\n花名册每月更新。"));
            isClean(page, "an import");
            page.getByText("以前的导入").click();
            assertThat(page.locator(".imports li").first()).isVisible();
            page.waitForTimeout(400);
            isClean(page, "the imports before");
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
        }
    }
}
