package cn.niangjia.ticket;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.StaffPageIT;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pages of the calendar, the tickets' second level, and who is on call. */
class SettingsPagesIT extends StaffPageIT {

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aMissingYearIsEnteredDayByDay() throws Exception {
        try (BrowserContext context = context(desktop())) {
            Page page = admin(context, "#/calendar?year=2026");
            assertThat(page.getByLabel("依据哪个通知")).hasValue(java.util.regex.Pattern.compile(".*国办发明电〔2025〕7号.*"));
            assertThat(page.locator("tbody tr")).hasCount(39);
            assertThat(page.getByText("全年 248 个工作日")).isVisible();
            isClean(page, "the days of 2026");
            button(page, "后一年").click();
            for (int year = 2027; year < 2034; year++) {
                button(page, "后一年").click();
            }
            assertThat(page.getByText("2034年的放假安排还没录入")).isVisible();
            page.getByLabel("依据哪个通知").fill("国务院办公厅通知");
            button(page, "加一天").click();
            page.getByLabel("第 1 行日期").fill("2034-10-02");
            page.getByLabel("第 1 行名称").fill("国庆节");
            page.getByLabel("第 1 行放假还是上班").selectOption("worked");
            button(page, "存").click();
            assertThat(page.getByText("本来就上班")).isVisible();
            page.getByLabel("第 1 行放假还是上班").selectOption("closed");
            button(page, "存").click();
            assertThat(page.getByText("2034年的放假安排存好了")).isVisible();
            assertThat(page.getByText("还没录入")).hasCount(0);
        }
    }

    @Test
    void theSecondLevelIsKeptAsWritten() throws Exception {
        try (BrowserContext context = context(phone())) {
            Page page = admin(context, "#/categories");
            page.getByLabel("服务帮扶").fill("困难帮扶\n\n金秋助学 ");
            button(page, "存").click();
            assertThat(page.getByText("工单分类存好了")).isVisible();
            assertThat(page.getByLabel("服务帮扶")).hasValue("困难帮扶\n金秋助学");
            isClean(page, "categories on a phone");
        }
        script("PUT", "/api/admin/ticket-categories", Map.of("classes", List.of(Map.of("ticketClass", "SUPPORT", "categories", List.of()))));
    }

    @Test
    void whoIsOnCallIsKept() throws Exception {
        try (BrowserContext context = context(phone())) {
            Page page = admin(context, "#/on-call");
            assertThat(page.getByText("还没有人值班")).isVisible();
            button(page, "加一行").click();
            page.getByLabel("第 1 行地区").first().fill("威海");
            page.getByRole(AriaRole.OPTION).first().click();
            page.getByLabel("第 1 行谁值班").fill("权益部");
            page.getByLabel("第 1 行接收地址").fill("https://example.cn/hook");
            button(page, "存").click();
            assertThat(page.getByText("值班表存好了")).isVisible();
            isClean(page, "on call on a phone");
            assertThat(script("GET", "/api/admin/on-call", null).body()).contains("权益部");
        }
        script("PUT", "/api/admin/on-call", Map.of("rows", List.of()));
    }
}
