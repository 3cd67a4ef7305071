package cn.niangjia.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Import and publishing over HTTP, with real files, on the whole product. */
@TestPropertySource(properties = {"niangjia.knowledge.folders=src/test/resources/statutes", "niangjia.import.unpacked=300MB", "niangjia.import.sheets=50"})
class ImportIT extends NiangjiaIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String NEWS = """
            职工之声　Ａ０３版　２０２６年６月１２日

            威海市总工会为职工送清凉
            本报讯（记者 王某）入夏以来，威海市總工會开展“送清凉”活动，为一线
            职工送去防暑降温用品。活动从6月10日开始，
            到8月31日结束，户外职工可以到全市120个
            爱心驿站领取矿泉水和藿香正气水。

            烟台市总工会免费开办托管班
            本报讯（通讯员 李某）烟台市总工会今年暑期在12个企业开办职工子女托管班，每期
            30名孩子，免费。报名可以打电话 13812345678，
            会员优先。
            （责任编辑：张三）
            未经本报许可不得转载
            - 3 -
            """;

    @Autowired
    private JdbcClient jdbc;

    private HttpResponse<String> send(String method, String path, String body, String type) throws IOException, InterruptedException {
        String credential = Base64.getEncoder().encodeToString("admin:test-password".getBytes(UTF_8));
        return HTTP.send(HttpRequest.newBuilder(URI.create(server() + path)).header("Authorization", "Basic " + credential).header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, body, "application/json");
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    private static String document(String id) {
        return "/api/admin/documents/" + URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }

    private JsonNode upload(Map<String, byte[]> files, Map<String, String> fields) throws IOException, InterruptedException {
        String boundary = "b" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            body.write("--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                    .formatted(boundary, file.getKey()).getBytes(UTF_8));
            body.write(file.getValue());
            body.write("\r\n".getBytes(UTF_8));
        }
        for (Map.Entry<String, String> field : fields.entrySet()) {
            body.write("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, field.getKey(), field.getValue()).getBytes(UTF_8));
        }
        body.write("--%s--\r\n".formatted(boundary).getBytes(UTF_8));
        String credential = Base64.getEncoder().encodeToString("admin:test-password".getBytes(UTF_8));
        HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(URI.create(server() + "/api/admin/documents"))
                .header("Authorization", "Basic " + credential).header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return finished(JSON.readTree(response.body()).get("importId").stringValue());
    }

    private JsonNode finished(String id) throws IOException, InterruptedException {
        JsonNode[] seen = new JsonNode[1];
        until(() -> {
            try {
                seen[0] = call("GET", "/api/admin/imports/" + id, "");
                return seen[0].get("state").stringValue().startsWith("COMPLETED");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return seen[0];
    }

    private static void until(BooleanSupplier reached) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!reached.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            Thread.sleep(100);
        }
    }

    private static JsonNode file(JsonNode imported, String name) {
        return imported.get("files").valueStream().filter(file -> file.get("name").stringValue().equals(name)).findFirst().orElseThrow();
    }

    private JsonNode ask(String question) throws IOException, InterruptedException {
        JsonNode conversation = call("POST", "/api/chat/conversations", "{}");
        HttpResponse<String> reply = HTTP.send(HttpRequest.newBuilder(URI.create(server() + "/api/chat/conversations/" + conversation.get("id").stringValue() + "/messages"))
                .header("Authorization", "Bearer " + conversation.get("token").stringValue()).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("text", question)))).build(), HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(reply.body());
    }

    private static boolean cites(JsonNode reply, String id) {
        return reply.get("citations").valueStream().anyMatch(citation -> citation.get("documentId").stringValue().equals(id));
    }

    @Test
    void aMixedSetOfFilesIsTakenInAndTheBadOnesAreRefusedByName() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("手册.docx", SampleFiles.docx(300));
        files.put("须知.doc", SampleFiles.ready("joining.doc"));
        files.put("gb.txt", SampleFiles.text("职工书屋借书须知\n\n职工凭会员卡借书，每次可以借三本。", "GB18030"));
        files.put("big5.txt", SampleFiles.text("職工書屋還書須知\n\n職工借書三十天內要還，逾期要催還。", "Big5"));
        files.put("问答.xlsx", SampleFiles.questions());
        files.put("标准.xls", SampleFiles.table());
        files.put("援助.pptx", SampleFiles.slides());
        files.put("疗休养.pdf", SampleFiles.ready("two-columns.pdf"));
        files.put("咨询.pdf", SampleFiles.ready("one-column.pdf"));
        files.put("页.html", SampleFiles.text("<html><body><h1>托管班须知</h1><p>托管班每天下午五点半结束。</p></body></html>", "UTF-8"));
        files.put("加密.pdf", SampleFiles.encryptedPdf());
        files.put("扫描.pdf", SampleFiles.ready("image-only.pdf"));
        files.put("炸弹.zip", SampleFiles.bomb());
        files.put("../../x", SampleFiles.text("x", "UTF-8"));
        files.put("表太多.xlsx", SampleFiles.sheets(60));
        files.put("空.txt", new byte[0]);
        files.put("程序.exe", new byte[] {'M', 'Z', 0, 1, 2});
        files.put("包.zip", SampleFiles.zip(Map.of("里面/政策.txt", SampleFiles.text("云州市总工会关于送温暖的通知\n\n春节前慰问困难职工。", "UTF-8"),
                "../../out.txt", SampleFiles.text("x", "UTF-8"))));

        JsonNode imported = upload(files, Map.of());

        assertThat(imported.get("state").stringValue()).isEqualTo("COMPLETED_WITH_ERRORS");
        for (String good : new String[] {"手册.docx", "须知.doc", "gb.txt", "big5.txt", "问答.xlsx", "标准.xls", "援助.pptx", "疗休养.pdf", "咨询.pdf", "页.html", "里面/政策.txt"}) {
            assertThat(file(imported, good).get("state").stringValue()).as(good + file(imported, good)).isEqualTo("COMPLETED");
            assertThat(file(imported, good).get("documents")).as(good).hasSize(1);
        }
        assertThat(file(imported, "加密.pdf").get("error").stringValue()).contains("密码");
        assertThat(file(imported, "扫描.pdf").get("error").stringValue()).contains("只有图片");
        assertThat(file(imported, "炸弹.zip").get("error").stringValue()).contains("解开后太大");
        assertThat(file(imported, "../../x").get("error").stringValue()).contains("文件名不对");
        assertThat(file(imported, "../../out.txt").get("error").stringValue()).contains("文件名不对");
        assertThat(file(imported, "表太多.xlsx").get("error").stringValue()).contains("工作表太多");
        assertThat(file(imported, "空.txt").get("error").stringValue()).contains("没有文字");
        assertThat(file(imported, "程序.exe").get("error").stringValue()).contains("不认识");
        assertThat(file(imported, "问答.xlsx").get("passages").intValue()).isEqualTo(2);
        assertThat(call("GET", document("import/gb"), "").get("state").stringValue()).isEqualTo("DRAFT");
        assertThat(call("GET", document("import/gb"), "").get("description").get("visibility").stringValue()).isEqualTo("STAFF");

        JsonNode again = upload(Map.of("gb.txt", files.get("gb.txt")), Map.of());
        assertThat(file(again, "gb.txt").get("state").stringValue()).isEqualTo("UNCHANGED");
    }

    @Test
    void noisyNewsAnswersAboutTheRightUnit() throws Exception {
        JsonNode imported = upload(Map.of("职工之声.txt", NEWS.getBytes(UTF_8)), Map.of("publish", "true"));

        assertThat(file(imported, "职工之声.txt").get("documents")).hasSize(2);
        JsonNode cooling = ask("威海市总工会的送清凉活动什么时候结束");
        assertThat(cooling.get("text").stringValue()).contains("威海市").contains("8月31日").contains("2026").doesNotContain("托管");
        JsonNode care = ask("烟台市总工会的暑期托管班要钱吗");
        assertThat(care.get("text").stringValue()).contains("烟台市").contains("免费").doesNotContain("13812345678");
        assertThat(care.get("citations").get(0).get("validity").stringValue()).isEqualTo("REPORTED");
        JsonNode source = call("GET", document("import/职工之声/2") + "/source", "");
        assertThat(source.get("original").stringValue()).isEqualTo(NEWS);
        assertThat(source.get("counts").get("断行").intValue()).isPositive();
    }

    @Test
    void aDraftIsCorrectedPublishedReplacedRestoredAndTakenOut() throws Exception {
        String id = "import/云州停车";
        String question = "云州职工之家的停车场几点关门";
        upload(Map.of("云州停车.txt", "云州职工之家停车场须知\n\n云州职工之家的停车场晚上十点关门，会员停车不收钱。".getBytes(UTF_8)), Map.of());
        assertThat(cites(ask(question), id)).as("a draft answers nobody").isFalse();

        JsonNode draft = call("GET", document(id), "");
        JsonNode saved = call("PUT", document(id), change(draft, "云州职工之家的停车场晚上九点关门，会员停车不收钱。", question));
        assertThat(saved.get("revision").intValue()).isGreaterThan(draft.get("revision").intValue());
        assertThat(send("PUT", document(id), change(draft, "旧的", question), "application/json").statusCode()).as("saved by somebody else meanwhile").isEqualTo(409);
        call("POST", document(id) + "/publication", "{}");
        until(() -> answers(question, "九点", id));

        upload(Map.of("云州停车.txt", "云州职工之家停车场须知\n\n云州职工之家的停车场晚上八点关门，会员停车不收钱。".getBytes(UTF_8)), Map.of("publish", "true"));
        until(() -> answers(question, "八点", id));
        assertThat(call("GET", document(id), "").get("passages").toString()).as("what was linked to the version before").contains(question);
        JsonNode difference = call("GET", document(id) + "/versions/1/difference?to=2", "");
        assertThat(difference.get("passages").toString()).contains("九").contains("八");
        call("POST", document(id) + "/versions/1/restoration", "{}");
        until(() -> answers(question, "九点", id));

        String soon = OffsetDateTime.now().plusSeconds(3).toString();
        call("POST", document(id) + "/publication", "{\"until\":\"" + soon + "\"}");
        until(() -> !cites(asked(question), id));
        assertThat(call("GET", document(id), "").get("state").stringValue()).isEqualTo("ARCHIVED");
        assertThat(call("GET", document(id) + "/history", "").toString()).contains("导入").contains("发布").contains("恢复旧版").contains("下架").contains("定时");
    }

    private static String change(JsonNode shown, String text, String question) {
        JsonNode description = shown.get("description");
        ((tools.jackson.databind.node.ObjectNode) description).put("visibility", "PUBLIC");
        return JSON.writeValueAsString(Map.of("revision", shown.get("revision"), "description", description,
                "passages", java.util.List.of(Map.of("section", "须知", "text", text, "questions", java.util.List.of(question)))));
    }

    private JsonNode asked(String question) {
        try {
            return ask(question);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean answers(String question, String words, String id) {
        JsonNode reply = asked(question);
        return cites(reply, id) && reply.get("text").stringValue().contains(words);
    }

    @Test
    void theIndexIsBuiltAnewWhileItAnswers() throws Exception {
        String job = call("POST", "/api/admin/index/rebuild", "{}").get("jobId").stringValue();

        until(() -> {
            assertThat(asked("不签劳动合同怎么办").get("outcome").stringValue()).isEqualTo("ANSWER");
            try {
                return call("GET", "/api/admin/index/rebuild/" + job, "").get("state").stringValue().equals("COMPLETED");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(asked("不签劳动合同怎么办").get("outcome").stringValue()).isEqualTo("ANSWER");
    }

    @Test
    void aDocumentThatCannotBeIndexedHoldsUpNoOther() throws Exception {
        upload(Map.of("坏掉.txt", "云州工会坏掉的须知\n\n云州工会的这一份须知后来坏掉了。".getBytes(UTF_8)), Map.of("publish", "true"));
        jdbc.sql("update passage set questions = '{' where document_id = 'import/坏掉'").update();
        jdbc.sql("update knowledge_change set last_number = last_number + 1").update();
        jdbc.sql("update document set change_number = (select last_number from knowledge_change) where id = 'import/坏掉'").update();

        upload(Map.of("好的.txt", "云州工会自行车棚须知\n\n云州工会的自行车棚早上六点开门。".getBytes(UTF_8)), Map.of("publish", "true"));

        until(() -> answers("云州工会的自行车棚几点开门", "六点", "import/好的"));
        assertThat(call("GET", "/api/admin/index", "").get("failed").valueStream().map(JsonNode::stringValue)).containsExactly("import/坏掉");
        jdbc.sql("delete from passage where document_id = 'import/坏掉'").update();
    }

    @Test
    void whatIsImportedIsFoundByItsMeaningTooOnceTheImportIsOver() throws Exception {
        StringBuilder law = new StringBuilder("# 云州市盆景展览办法\n\n2020年1月1日 云州市人民政府发布\n\n<!-- INFO END -->\n\n");
        for (int i = 1; i <= 90; i++) {
            law.append("第").append(chinese(i)).append("条　第").append(i).append("号展台由花木协会照管，观众不得攀折盆景。\n\n");
        }

        JsonNode imported = upload(Map.of("盆景.md", law.toString().getBytes(UTF_8)), Map.of("publish", "true"));

        assertThat(imported.get("passages").intValue()).isEqualTo(90);
        assertThat(call("GET", "/api/admin/index", "").get("withoutVector").intValue()).isZero();
        JsonNode hits = call("GET", "/api/search?inForce=false&size=100&q=" + URLEncoder.encode("盆景展览的展台谁来照管", UTF_8), "").get("hits");
        assertThat(hits.valueStream().filter(hit -> hit.get("title").stringValue().contains("盆景")).filter(hit -> !hit.get("ranks").get("vector").isNull()).count())
                .isGreaterThan(50);
    }

    private static String chinese(int number) {
        String digits = "零一二三四五六七八九";
        int tens = number / 10;
        String ten = tens == 0 ? "" : (tens == 1 ? "" : digits.substring(tens, tens + 1)) + "十";
        return ten + (number % 10 == 0 ? "" : digits.substring(number % 10, number % 10 + 1));
    }

    @Test
    void whatIsWrongInAnUploadIsSaidInChinese() throws Exception {
        HttpResponse<String> nothing = send("POST", "/api/admin/documents", "--b--\r\n", "multipart/form-data; boundary=b");
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("没有收到文件");
        assertThat(send("GET", "/api/admin/imports/" + UUID.randomUUID(), "", "application/json").body()).contains("没有这次导入");
        assertThat(send("GET", document("import/没有"), "", "application/json").statusCode()).isEqualTo(404);
    }

    @Test
    void noUploadedFileIsKeptUnderItsOwnName() throws Exception {
        upload(Map.of("名字.txt", "职工停车须知\n\n职工停车不收钱。".getBytes(UTF_8)), Map.of());

        try (var files = Files.walk(Path.of(dataFolder()).resolve("uploads"))) {
            assertThat(files.filter(Files::isRegularFile).map(path -> path.getFileName().toString())).isNotEmpty().allMatch(name -> name.matches("[0-9a-f]{64}"));
        }
    }
}
