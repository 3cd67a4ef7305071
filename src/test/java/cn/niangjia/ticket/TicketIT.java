package cn.niangjia.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import cn.niangjia.chat.Worker;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Tickets over HTTP: each step, rights, disclosure, export, and the worker's own question. */
class TicketIT extends NiangjiaIT {

    private static final String PASSWORD = "a-long-password";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    private Tickets tickets;

    @BeforeAll
    void staff() throws Exception {
        for (List<String> one : List.of(List.of("t-agent", "AGENT", "371000"), List.of("t-other", "AGENT", "371000"), List.of("t-boss", "SUPERVISOR", "371000"),
                List.of("t-county", "AGENT", "371082"), List.of("t-far", "SUPERVISOR", "440100"), List.of("t-editor", "EDITOR", "371000"))) {
            call("admin", "POST", "/api/admin/staff", Map.of("name", one.get(0), "displayName", one.get(0), "role", one.get(1), "region", one.get(2), "password", PASSWORD));
        }
    }

    private HttpResponse<String> call(String who, String method, String path, @Nullable Object body) throws Exception {
        return HTTP.send(request(who, method, path, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String who, String method, String path, @Nullable Object body) {
        String credential = Base64.getEncoder().encodeToString((who + ":" + (who.equals("admin") ? "test-password" : PASSWORD)).getBytes(UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server() + path)).header("Content-Type", "application/json")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return (who.isEmpty() ? request : request.header("Authorization", "Basic " + credential)).build();
    }

    private JsonNode ok(String who, String method, String path, @Nullable Object body) throws Exception {
        HttpResponse<String> response = call(who, method, path, body);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return json(response);
    }

    private String fromACall(String who, Map<String, Object> more) throws Exception {
        Map<String, Object> body = new HashMap<>(Map.of("source", "CALL", "summary", "工资拖欠三个月", "contacts", List.of("13812345678"), "name", "张师傅",
                "form", Map.of("callerPlace", "371082"), "mine", true));
        body.putAll(more);
        return ok(who, "POST", "/api/tickets", body).get("ticket").get("id").stringValue();
    }

    @Test
    void threeFieldsAreEnoughWhileTalkingAndTheRestComesLater() throws Exception {
        JsonNode made = ok("t-agent", "POST", "/api/tickets", Map.of("summary", "加班费", "form", Map.of("callerPlace", "371082"), "contacts", List.of("13800001111"), "mine", true));
        assertThat(made.get("ticket").get("source").stringValue()).isEqualTo("CALL");
        assertThat(made.get("ticket").get("state").stringValue()).isEqualTo("IN_PROGRESS");
        assertThat(made.get("ticket").get("region").get("code").stringValue()).isEqualTo("371082");
        assertThat(made.get("ticket").get("due").isNull()).as("no limit is set").isTrue();
        assertThat(made.get("deadlines").get("missing").size()).isEqualTo(3);
        String path = "/api/tickets/" + made.get("ticket").get("id").stringValue();

        Map<String, Object> later = Map.of("revision", made.get("revision").intValue(), "ticketClass", "COMPLAINT", "summary", "加班费没给，身份证11010519491231002X",
                "confidential", true, "form", Map.of("marks", List.of("MIGRANT_WORKER"), "employer", "某电子厂", "employerHasUnion", false, "people", 12,
                        "money", 36000.5, "demand", "补发", "waysGone", List.of("12333"), "facts", Map.of("wages", true, "employed", false, "employmentEndedOn", "2026-10-31")));
        JsonNode written = ok("t-agent", "PUT", path, later);

        assertThat(written.get("matter").get("summary").stringValue()).doesNotContain("1949").contains("〔身份证号〕");
        assertThat(written.get("deadlines").get("nearest").get("until").stringValue()).isEqualTo("2027-10-31");
        assertThat(written.get("deadlines").get("nearest").get("article").stringValue()).isEqualTo("第二十七条第四款");
        assertThat(written.get("hasPerson").booleanValue()).as("not named again, so as before").isTrue();
        assertThat(call("t-agent", "POST", "/api/tickets", Map.of("contacts", List.of("1"))).body()).contains("写一句是什么事");
        HttpResponse<String> stale = call("t-agent", "PUT", path, later);
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("您写的还在");
        assertThat(call("t-agent", "PUT", path, Map.of("summary", "x", "revision", 1, "category", "没有大类")).statusCode()).isEqualTo(422);
        assertThat(call("t-agent", "PUT", path, Map.of("summary", "x", "revision", 1, "form", Map.of("money", -1))).body()).contains("不能是负数");
        assertThat(call("t-agent", "PUT", path, Map.of("summary", "x", "revision", 1, "region", "999999")).body()).contains("没有这个地区");
    }

    @Test
    void aTicketGoesItsWayStepByStepAndNoOther() throws Exception {
        String path = "/api/tickets/" + fromACall("t-agent", Map.of("mine", false));
        Map<String, String> why = Map.of("reason", "等单位盖章");

        assertThat(call("t-agent", "POST", path + "/answer", Map.of("answer", "好")).body()).contains("还没有人受理");
        assertThat(ok("t-agent", "POST", path + "/assignment", null).get("ticket").get("stateName").stringValue()).isEqualTo("办理中");
        HttpResponse<String> tooEarly = call("t-agent", "POST", path + "/call-back", Map.of("reached", true));
        assertThat(tooEarly.statusCode()).isEqualTo(409);
        assertThat(tooEarly.body()).contains("现在是「办理中」，不能回访");
        assertThat(call("t-agent", "POST", path + "/pause", Map.of("reason", "")).statusCode()).isEqualTo(400);
        ok("t-agent", "POST", path + "/pause", why);
        assertThat(call("t-agent", "POST", path + "/answer", Map.of("answer", "好")).statusCode()).isEqualTo(409);
        ok("t-agent", "DELETE", path + "/pause", null);
        JsonNode answered = ok("t-agent", "POST", path + "/answer", Map.of("answer", "已经补发", "sources", List.of("劳动合同法第三十条")));
        assertThat(answered.get("questions").size()).isEqualTo(3);
        assertThat(ok("t-agent", "POST", path + "/call-back", Map.of("reached", false)).get("ticket").get("state").stringValue()).isEqualTo("ANSWERED");
        ok("t-agent", "POST", path + "/call-back", Map.of("reached", true, "contacted", true, "solved", false, "satisfied", false, "remark", "钱没到"));
        ok("t-agent", "POST", path + "/reopening", Map.of("reason", "钱没到账"));
        ok("t-agent", "POST", path + "/answer", Map.of("answer", "今天到账"));
        ok("t-agent", "POST", path + "/call-back", Map.of("reached", true, "contacted", true, "solved", true, "satisfied", true));
        JsonNode closed = ok("t-agent", "POST", path + "/closing", Map.of("reason", "已解决"));

        assertThat(closed.get("handling").get("closingReason").stringValue()).isEqualTo("已解决");
        assertThat(closed.get("history").valueStream().map(event -> event.get("kind").stringValue())).containsExactly("MADE", "ASSIGNED", "PAUSED", "RESUMED", "ANSWERED",
                "NOT_REACHED", "CALLED_BACK", "REOPENED", "ANSWERED", "CALLED_BACK", "CLOSED");
        assertThat(call("t-agent", "POST", path + "/closing", Map.of("reason", "再关")).statusCode()).isEqualTo(409);
    }

    @Test
    void rightsFollowPlaceAndAssignment() throws Exception {
        String id = fromACall("t-agent", Map.of());
        String path = "/api/tickets/" + id;

        assertThat(call("t-county", "GET", path, null).statusCode()).as("the county's own").isEqualTo(200);
        assertThat(call("t-boss", "GET", path, null).statusCode()).as("above sees below").isEqualTo(200);
        HttpResponse<String> far = call("t-far", "GET", path, null);
        assertThat(far.statusCode()).isEqualTo(403);
        assertThat(far.body()).contains("您的账号只能看");
        assertThat(ok("t-far", "GET", "/api/tickets", null).toString()).doesNotContain(id);
        assertThat(call("t-editor", "GET", "/api/tickets", null).statusCode()).isEqualTo(403);
        assertThat(call("", "GET", "/api/tickets", null).statusCode()).isEqualTo(401);
        String above = fromACall("t-boss", Map.of("region", "371000"));
        assertThat(call("t-county", "GET", "/api/tickets/" + above, null).statusCode()).as("below does not see above").isEqualTo(403);

        assertThat(call("t-other", "POST", path + "/answer", Map.of("answer", "我来")).body()).contains("由t-agent办理");
        assertThat(call("t-other", "POST", path + "/assignment", null).statusCode()).isEqualTo(403);
        assertThat(call("t-agent", "POST", path + "/closing", Map.of("reason", "重复")).body()).contains("班长");
        assertThat(ok("t-boss", "POST", path + "/assignment", Map.of("assignee", "t-other", "unit", "权益部")).get("ticket").get("assignee").get("account").stringValue()).isEqualTo("t-other");
        assertThat(call("t-boss", "POST", path + "/assignment", Map.of("assignee", "t-editor")).statusCode()).isEqualTo(422);
        assertThat(ok("t-other", "GET", "/api/tickets?mine=true&state=IN_PROGRESS", null).toString()).contains(id);
        assertThat(ok("t-agent", "GET", "/api/tickets?mine=true", null).toString()).doesNotContain(id);
        ok("t-boss", "POST", path + "/closing", Map.of("reason", "重复"));
    }

    @Test
    void whoItIsAboutIsSeenOnlyWithAReasonThatStays() throws Exception {
        String path = "/api/tickets/" + fromACall("t-agent", Map.of("summary", "张师傅说欠薪，被反映单位是大海公司", "form", Map.of("callerPlace", "371082", "employer", "大海公司")));

        assertThat(call("t-agent", "GET", path, null).body()).doesNotContain("13812345678");
        assertThat(call("t-other", "POST", path + "/contact-disclosure", Map.of("reason", "好奇")).statusCode()).isEqualTo(403);
        assertThat(call("t-agent", "POST", path + "/contact-disclosure", Map.of()).body()).contains("请写原因");
        JsonNode person = ok("t-agent", "POST", path + "/contact-disclosure", Map.of("reason", "回电话核实"));
        assertThat(person.get("name").stringValue()).isEqualTo("张师傅");
        assertThat(person.get("contacts").get(0).stringValue()).isEqualTo("13812345678");

        JsonNode seen = ok("t-boss", "GET", path, null);
        assertThat(seen.get("history").toString()).contains("DISCLOSED", "回电话核实", "t-agent");
        assertThat(seen.get("accesses").valueStream().map(access -> access.get("what").stringValue())).contains("OPENED", "CONTACT");

        String plain = ok("t-agent", "POST", path + "/referral", Map.of("to", "市人社局")).get("text").stringValue();
        assertThat(plain).doesNotContain("张师傅", "13812345678").contains("市人社局", "大海公司", "〔已隐去〕", "不要告诉被反映的单位");
        assertThat(ok("t-agent", "POST", path + "/referral", Map.of("to", "市人社局", "reason", "需要当面核实")).get("text").stringValue()).contains("诉求人：张师傅，13812345678");
        assertThat(call("t-agent", "POST", path + "/referral", Map.of("to", "大海公司工会", "reason", "核实")).body()).contains("就是被反映的单位");
        String secret = "/api/tickets/" + fromACall("t-agent", Map.of("confidential", true));
        assertThat(call("t-agent", "POST", secret + "/referral", Map.of("to", "市人社局", "reason", "核实")).body()).contains("要求保密");
    }

    @Test
    void theSheetCanBeCountedWithAndHoldsNoFormulaAndNoPerson() throws Exception {
        String marker = "export-" + System.nanoTime();
        fromACall("t-boss", Map.of("summary", marker + "甲 找张师傅", "form", Map.of("callerPlace", "371082", "employer", "=HYPERLINK(\"http://x\")", "people", 12, "money", 36000.5)));
        fromACall("t-boss", Map.of("summary", marker + "乙", "confidential", true));
        String path = "/api/tickets/export?q=" + marker;

        Sheet sheet = sheet("t-agent", path);
        assertThat(sheet.getLastRowNum()).isEqualTo(2);
        Row row = row(sheet, marker + "甲");
        assertThat(row.getCell(column(sheet, "人数")).getNumericCellValue()).isEqualTo(12);
        assertThat(row.getCell(column(sheet, "金额（元）")).getNumericCellValue()).isEqualTo(36000.5);
        assertThat(row.getCell(column(sheet, "建单时间")).getLocalDateTimeCellValue()).isNotNull();
        assertThat(row.getCell(column(sheet, "被反映单位")).getCellType()).isEqualTo(CellType.STRING);
        assertThat(row.getCell(column(sheet, "被反映单位")).getCellStyle().getQuotePrefixed()).isTrue();
        assertThat(text(sheet)).doesNotContain("张师傅", "13812345678").contains("〔已隐去〕");

        String reason = "&reason=" + URLEncoder.encode("月度回访", UTF_8);
        assertThat(call("t-agent", "GET", path + reason, null).statusCode()).isEqualTo(403);
        Sheet persons = sheet("t-boss", path + reason);
        assertThat(row(persons, marker + "甲").getCell(column(persons, "联系方式")).getStringCellValue()).isEqualTo("13812345678");
        assertThat(row(persons, marker + "乙").getCell(column(persons, "联系方式"))).as("wants to be kept secret").isNull();
        assertThat(call("admin", "GET", "/api/admin/audit?q=t-boss", null).body()).contains("导出工单", "月度回访");
    }

    private Sheet sheet(String who, String path) throws Exception {
        HttpResponse<byte[]> response = HTTP.send(request(who, "GET", path, null), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return new XSSFWorkbook(new ByteArrayInputStream(response.body())).getSheetAt(0);
    }

    private static int column(Sheet sheet, String head) {
        for (int i = 0; i < sheet.getRow(0).getLastCellNum(); i++) {
            if (sheet.getRow(0).getCell(i).getStringCellValue().equals(head)) {
                return i;
            }
        }
        throw new AssertionError("no column " + head);
    }

    private static Row row(Sheet sheet, String summary) {
        for (Row row : sheet) {
            if (row.getCell(column(sheet, "情况")).getStringCellValue().startsWith(summary)) {
                return row;
            }
        }
        throw new AssertionError("no row " + summary);
    }

    private static String text(Sheet sheet) {
        StringBuilder text = new StringBuilder();
        sheet.forEach(row -> row.forEach(cell -> text.append(cell).append('\n')));
        return text.toString();
    }

    @Test
    void aWorkerAsksByNumberAndLastFourAndLearnsNothingElse() throws Exception {
        Ticket ticket = tickets.callBack(null, null, "371082", null, "ASKED", "欠薪", "13812345678", null, null);
        JsonNode stands = ok("", "POST", "/api/chat/tickets/status", Map.of("number", ticket.number().toLowerCase().replace("-", " "), "lastFour", "5678"));

        assertThat(stands.get("stateName").stringValue()).isEqualTo("待受理");
        assertThat(stands.get("text").stringValue()).contains("回电话").doesNotContain("{{");
        HttpResponse<String> wrong = call("", "POST", "/api/chat/tickets/status", Map.of("number", ticket.number(), "lastFour", "5679"));
        HttpResponse<String> unknown = call("", "POST", "/api/chat/tickets/status", Map.of("number", TicketNumber.next(), "lastFour", "5678"));
        HttpResponse<String> noNumber = call("", "POST", "/api/chat/tickets/status", Map.of("number", "1", "lastFour", "5678"));
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(List.of(unknown, noNumber)).allSatisfy(other -> {
            assertThat(other.statusCode()).isEqualTo(wrong.statusCode());
            assertThat(other.body()).isEqualTo(wrong.body());
        });
        assertThat(call("", "POST", "/api/chat/tickets/status", Map.of("number", ticket.number())).statusCode()).isEqualTo(400);

        String path = "/api/tickets/" + ticket.id();
        ok("t-boss", "POST", path + "/assignment", null);
        ok("t-boss", "POST", path + "/answer", Map.of("answer", "钱已经到账", "sources", List.of("劳动合同法第三十条")));
        JsonNode done = ok("", "POST", "/api/chat/tickets/status", Map.of("number", ticket.number(), "lastFour", "5678"));
        assertThat(done.get("answer").stringValue()).isEqualTo("钱已经到账");
        assertThat(ok("t-boss", "GET", "/api/tickets?q=" + ticket.number().toLowerCase().replace("-", ""), null).get("total").intValue()).as("read out on the phone").isOne();
    }

    @Test
    void aTalkBecomesATicketAndItsErasureForgetsTheWorker() throws Exception {
        Worker worker = new Worker(server());
        worker.begins();
        worker.asks("老板拖欠我三个月工资怎么办");
        JsonNode made = ok("t-boss", "POST", "/api/tickets", Map.of("conversationId", worker.conversation(), "contacts", List.of("13812345678"), "region", "371082"));
        assertThat(made.get("ticket").get("source").stringValue()).isEqualTo("CHAT");
        assertThat(made.get("ticket").get("summary").stringValue()).contains("三个月工资");
        assertThat(made.get("material").get("asked").get(0).stringValue()).contains("三个月工资");
        assertThat(made.get("material").get("cited").size()).isPositive();

        worker.send("DELETE", "/" + worker.conversation(), "", "application/json");

        JsonNode left = ok("t-boss", "GET", "/api/tickets/" + made.get("ticket").get("id").stringValue(), null);
        assertThat(left.get("hasPerson").booleanValue()).isFalse();
        assertThat(left.get("material").isNull()).isTrue();
        assertThat(left.toString()).doesNotContain("三个月工资");
        assertThat(left.get("ticket").get("state").stringValue()).isEqualTo("CLOSED");
        assertThat(call("t-boss", "POST", "/api/tickets", Map.of("conversationId", worker.conversation())).statusCode()).isEqualTo(404);
    }

    @Test
    void adminsKeepTheCalendarAndTheSecondLevel() throws Exception {
        assertThat(ok("t-agent", "GET", "/api/admin/calendar/2026", null).get("workingDays").intValue()).isEqualTo(248);
        JsonNode missing = ok("t-agent", "GET", "/api/admin/calendar/2031", null);
        assertThat(missing.get("missing").booleanValue()).isTrue();
        assertThat(missing.get("warning").stringValue()).contains("还没录入");
        Map<String, Object> year = Map.of("source", "国务院办公厅通知", "days", List.of(Map.of("date", "2031-10-01", "closed", true, "name", "国庆节")));
        assertThat(call("t-boss", "PUT", "/api/admin/calendar/2031", year).statusCode()).isEqualTo(403);
        JsonNode entered = ok("admin", "PUT", "/api/admin/calendar/2031", year);
        assertThat(entered.get("missing").booleanValue()).isFalse();
        assertThat(entered.get("changedBy").stringValue()).isEqualTo("admin");
        assertThat(call("admin", "PUT", "/api/admin/calendar/2031", Map.of("source", "x", "days", List.of(Map.of("date", "2031-10-02", "closed", false, "name", "调休")))).body())
                .contains("本来就上班");
        assertThat(call("admin", "PUT", "/api/admin/calendar/2031", Map.of("source", "x", "days", List.of(Map.of("date", "2030-10-02", "closed", true, "name", "国庆")))).statusCode())
                .isEqualTo(422);

        ok("admin", "PUT", "/api/admin/ticket-categories", Map.of("classes", List.of(Map.of("ticketClass", "SUGGESTION", "categories", List.of("服务", "活动")))));
        assertThat(ok("t-agent", "GET", "/api/admin/ticket-categories", null).get("classes").size()).isEqualTo(5);
        assertThat(call("t-agent", "POST", "/api/tickets", Map.of("ticketClass", "SUGGESTION", "category", "工资", "summary", "x")).body()).contains("没有「工资」");
        assertThat(call("admin", "PUT", "/api/admin/ticket-categories", Map.of("classes", List.of(Map.of("ticketClass", "SUGGESTION", "categories", List.of("服务", "服务"))))).statusCode())
                .isEqualTo(422);
        assertThat(call("t-boss", "PUT", "/api/admin/ticket-categories", Map.of("classes", List.of())).statusCode()).isEqualTo(403);
        ok("admin", "PUT", "/api/admin/ticket-categories", Map.of("classes", List.of(Map.of("ticketClass", "SUGGESTION", "categories", List.of()))));
    }
}
