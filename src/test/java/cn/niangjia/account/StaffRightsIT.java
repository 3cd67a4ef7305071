package cn.niangjia.account;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import cn.niangjia.publishing.Publisher;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Whom an admin of which place may see, make and change; and that what is taken from somebody is gone at once. */
@TestPropertySource(properties = {"niangjia.knowledge.folders=src/test/resources/statutes", "niangjia.publishing.second-person=true"})
class StaffRightsIT extends NiangjiaIT {

    private Publisher national;
    private Publisher county;

    @BeforeAll
    void hire() {
        national = new Publisher(server(), "admin", "test-password");
        county = national.hires("rc-admin", "ADMIN", "371082");
        national.hires("rc-editor", "EDITOR", "371082");
        national.hires("wh-editor", "EDITOR", "371000");
        national.hires("rs-editor", "EDITOR", "371083");
    }

    private HttpResponse<String> change(Publisher by, String name, String role, String region, boolean disabled) {
        return by.send("PUT", "/api/admin/staff/" + name, Map.of("displayName", name, "role", role, "region", region, "disabled", disabled));
    }

    @Test
    void aCountysAdminSeesItsOwnPeopleAndWhatTheyDid() {
        JsonNode seen = county.calls("GET", "/api/admin/staff", "");
        assertThat(seen.valueStream().map(one -> one.get("name").stringValue())).contains("rc-admin", "rc-editor").doesNotContain("admin", "wh-editor", "rs-editor");

        assertThat(change(county, "rc-editor", "EDITOR", "371082", false).statusCode()).isEqualTo(200);
        national.calls("PUT", "/api/admin/staff/wh-editor", Publisher.staff("wh-editor", "EDITOR", "371000", "another-long-one"));
        assertThat(county.calls("GET", "/api/admin/audit?size=500", "").toString()).contains("rc-editor").doesNotContain("wh-editor").doesNotContain("rs-editor");
        assertThat(county.calls("GET", "/api/admin/audit?q=wh-editor", "").get("total").intValue()).isZero();
        assertThat(national.calls("GET", "/api/admin/audit?q=wh-editor", "").get("total").intValue()).isPositive();
    }

    @Test
    void nobodyIsMadeOrChangedBeyondTheAdminsOwnPlace() {
        for (String region : List.of("000000", "370000", "371000", "371083")) {
            HttpResponse<String> made = county.send("POST", "/api/admin/staff", Publisher.staff("spy-" + region, "EDITOR", region, Publisher.PASSWORD));
            assertThat(made.statusCode()).as(region).isEqualTo(403);
            assertThat(made.body()).contains("只能管");
            assertThat(change(county, "rc-editor", "EDITOR", region, false).statusCode()).as("moved to " + region).isEqualTo(403);
        }
        for (String name : List.of("admin", "wh-editor", "rs-editor", "nobody")) {
            HttpResponse<String> changed = change(county, name, "EDITOR", "371082", true);
            assertThat(changed.statusCode()).as(name).isEqualTo(404);
            assertThat(changed.body()).contains("您管的地区里没有账号");
        }
        assertThat(change(county, "rc-editor", "REVIEWER", "371082", false).statusCode()).isEqualTo(200);
        assertThat(change(county, "rc-editor", "EDITOR", "371082", false).statusCode()).isEqualTo(200);
        assertThat(change(county, "rc-admin", "ADMIN", "000000", false).statusCode()).as("the own account to the whole country").isEqualTo(403);
    }

    @Test
    void theLastAdminOfAllStaysAlsoWhenTwoTakeOneAnotherOut() throws Exception {
        for (String[] to : new String[][] {{"ADMIN", "370000"}, {"EDITOR", "000000"}}) {
            HttpResponse<String> refused = change(national, "admin", to[0], to[1], false);
            assertThat(refused.statusCode()).isEqualTo(422);
        }
        assertThat(change(national, "admin", "ADMIN", "370000", false).body()).contains("最后一位全国的管理员");
        for (int round = 0; round < 5; round++) {
            Publisher second = national.hires("second-" + round, "ADMIN", "000000");
            String name = "second-" + round;
            try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
                Future<Integer> one = pool.submit(() -> change(national, name, "EDITOR", "000000", false).statusCode());
                Future<Integer> other = pool.submit(() -> change(second, "admin", "EDITOR", "000000", false).statusCode());
                assertThat(List.of(one.get(), other.get())).as("one of them wins").contains(200).allMatch(status -> status < 500);
            }
            Publisher left = national.send("GET", "/api/admin/staff", "").statusCode() == 200 ? national : second;
            assertThat(left.send("GET", "/api/admin/staff", "").statusCode()).isEqualTo(200);
            left.calls("PUT", "/api/admin/staff/admin", Map.of("displayName", "管理员", "role", "ADMIN", "region", "000000", "disabled", false));
            national.calls("PUT", "/api/admin/staff/" + name, Map.of("displayName", name, "role", "EDITOR", "region", "000000", "disabled", false));
        }
    }

    @Test
    void whoIsDisabledIsOutAtOnceThoughRequestsAreUnderWay() throws Exception {
        for (int round = 0; round < 5; round++) {
            String name = "leaver-" + round;
            Publisher leaver = national.hires(name, "EDITOR", "000000");
            HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            signIn(browser, name);
            assertThat(page(browser).statusCode()).isEqualTo(200);
            try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
                List<Future<?>> busy = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    busy.add(pool.submit(() -> {
                        for (int n = 0; n < 8; n++) {
                            leaver.send("GET", "/api/admin/documents?size=1", "");
                        }
                    }));
                }
                HttpClient late = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
                Future<?> signingIn = pool.submit(() -> signIn(late, name));
                assertThat(change(national, name, "EDITOR", "000000", true).statusCode()).isEqualTo(200);
                assertThat(leaver.send("GET", "/api/admin/documents?size=1", "").statusCode()).as("Basic").isEqualTo(401);
                assertThat(page(browser).statusCode()).as("session").isEqualTo(401);
                for (Future<?> one : busy) {
                    one.get();
                }
                signingIn.get();
                assertThat(page(late).statusCode()).as("a session that was being made").isEqualTo(401);
            }
        }
    }

    private void signIn(HttpClient browser, String name) {
        try {
            String csrf = json(send(browser, "GET", "/api/session", "", "")).get("csrf").stringValue();
            send(browser, "POST", "/api/session", JSON.writeValueAsString(Map.of("name", name, "password", Publisher.PASSWORD)), csrf);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> page(HttpClient browser) throws Exception {
        return send(browser, "GET", "/api/admin/documents?size=1", "", "");
    }

    private HttpResponse<String> send(HttpClient browser, String method, String path, String body, String csrf) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(server() + path)).header("Content-Type", "application/json").header("Sec-Fetch-Site", "same-origin")
                .header("X-CSRF-TOKEN", csrf).method(method, HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aSignInGivesTheSessionAnotherNameSoThatNobodyCanHaveSetItBefore() throws Exception {
        national.hires("fixed", "EDITOR", "000000");
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        String csrf = json(send(browser, "GET", "/api/session", "", "")).get("csrf").stringValue();
        String before = cookies.getCookieStore().getCookies().toString();

        HttpResponse<String> signedIn = send(browser, "POST", "/api/session", JSON.writeValueAsString(Map.of("name", "fixed", "password", Publisher.PASSWORD)), csrf);

        assertThat(signedIn.statusCode()).isEqualTo(200);
        assertThat(cookies.getCookieStore().getCookies().toString()).isNotEqualTo(before);
        assertThat(json(signedIn).get("csrf").stringValue()).isNotEqualTo(csrf);
        assertThat(signedIn.headers().allValues("Set-Cookie").toString()).contains("HttpOnly").contains("SameSite");
    }

    @ParameterizedTest
    @CsvSource({"short-one, 10 个字以上", "aaaaaaaaaaaa, 太好猜", "1234567890, 太好猜", "qwertyuiop12, 太好猜", "my-pw-name-99, 不要带账号",
        "一二三四五六七八九十一二三四五六七八九十甲乙丙丁戊, 太长了"})
    void aPasswordThatIsTriedFirstOrCannotBeKeptIsRefused(String password, String why) {
        HttpResponse<String> refused = national.send("POST", "/api/admin/staff", Publisher.staff("pw-name", "EDITOR", "000000", password));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains(why).doesNotContain(password);
    }

    @Test
    void anAccountIsNotNamedByANumberOfAPerson() {
        assertThat(national.send("POST", "/api/admin/staff", Publisher.staff("13812345678", "EDITOR", "000000", Publisher.PASSWORD)).body()).contains("别用手机号");
    }

    @Test
    void noPasswordAndNoNumberOfAPersonStandsInTheAuditLog() {
        Publisher talker = national.hires("talker", "EDITOR", "000000");
        talker.imports(Map.of("张三13812345678.txt", "困难补助名单\n\n张三的电话是13812345678。"), Map.of());
        national.send("POST", "/api/session", Map.of("name", "talker", "password", "a-password-typed-wrong"));
        new Publisher(server(), "talker", "a-password-typed-wrong").send("GET", "/api/search?q=x", "");

        String log = national.calls("GET", "/api/admin/audit?size=500", "").toString();

        assertThat(log).contains("导入").doesNotContain("13812345678").doesNotContain(Publisher.PASSWORD).doesNotContain("typed-wrong").doesNotContain("bcrypt");
    }

    // ---- imports over HTTP

    @Test
    void anImportIsPublishedOnlyByWhoMayAndOnlyInTheOwnPlace() {
        Map<String, String> file = Map.of("须知.txt", "职工书屋须知\n\n职工书屋每天九点开门。");
        Publisher editor = new Publisher(server(), "rc-editor", Publisher.PASSWORD);
        Publisher agent = national.hires("rc-agent", "AGENT", "371082");

        assertThat(agent.uploads(file, Map.of()).statusCode()).isEqualTo(403);
        assertThat(editor.uploads(file, Map.of("publish", "true")).statusCode()).as("an editor does not publish").isEqualTo(403);
        assertThat(county.uploads(file, Map.of("publish", "true")).body()).as("two people are asked for").contains("另一位审核人员");
        for (String region : List.of("000000", "370000", "371083")) {
            assertThat(editor.uploads(file, Map.of("region", region)).statusCode()).as(region).isEqualTo(403);
            assertThat(editor.uploads(file, Map.of("region", region, "visibility", "STAFF")).statusCode()).as(region).isEqualTo(403);
        }
        assertThat(editor.uploads(file, Map.of("region", "999999")).statusCode()).isEqualTo(422);
    }

    @Test
    void whatATextSaysOfItsPlaceAndIdGivesNobodyMoreThanTheirOwn() {
        Publisher editor = new Publisher(server(), "rc-editor", Publisher.PASSWORD);
        String law = national.calls("GET", "/api/admin/documents?q=%E5%B7%A5%E4%BC%9A%E6%B3%95", "").get("documents").get(0).get("id").stringValue();
        String head = "---\nid: %s\ntitle: %s\nkind: LAW\nregion: \"%s\"\n---\n第一条 文。\n";
        Map<String, String> files = Map.of("wide.md", head.formatted("own/wide", "全国的办法", "000000"), "neighbour.md", head.formatted("own/neighbour", "乳山的办法", "371083"),
                "taken.md", head.formatted(law, "中华人民共和国工会法", "371082"));

        JsonNode imported = editor.imports(files, Map.of());

        assertThat(imported.get("files").valueStream().map(file -> file.get("state").stringValue())).containsOnly("REFUSED");
        assertThat(imported.get("files").toString()).contains("您的账号只能管");
        assertThat(editor.imports(Map.of("wide2.md", head.formatted("own/wide2", "全国的办法二", "000000")), Map.of("region", "371082")).toString()).contains("COMPLETED");
        assertThat(editor.calls("GET", Publisher.document("own/wide2"), "").get("description").get("region").stringValue()).as("what was chosen counts").isEqualTo("371082");
        assertThat(editor.calls("GET", Publisher.document(law), "").get("version").intValue()).isEqualTo(1);
    }

    @Test
    void nobodyHoldsUpAnothersImport() {
        Publisher editor = new Publisher(server(), "rc-editor", Publisher.PASSWORD);
        String id = national.imports(Map.of("x.txt", "停车须知\n\n停车不收钱。"), Map.of()).get("id").stringValue();

        assertThat(editor.send("PUT", "/api/admin/imports/" + id + "/pause", "").statusCode()).isEqualTo(403);
        assertThat(editor.send("DELETE", "/api/admin/imports/" + id + "/pause", "").statusCode()).isEqualTo(403);
    }
}
