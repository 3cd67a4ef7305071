package cn.niangjia.ticket;

import cn.niangjia.account.Audit;
import cn.niangjia.account.Staff;
import cn.niangjia.knowledge.Regions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tickets as a sheet: numbers and times are cells that can be counted with. Texts are text cells, and one that could be taken for a
 * formula carries Excel's own mark for text. Names and contacts are in it only for supervisors with a reason, and never those of
 * workers who want to be kept secret.
 */
@Component
class TicketExport {

    private static final int MOST = 10_000;
    private static final int LONGEST = 32_000;
    private static final List<String> HEADS = List.of("单号", "状态", "分类", "二级分类", "地区", "来源", "情况", "诉求", "被反映单位", "行业", "建会", "人员类别",
            "人数", "金额（元）", "已走过的途径", "最近的法定期限", "法定期限依据", "办理人", "承办单位", "建单时间", "办理期限", "办结时间", "答复", "联系过", "解决了", "满意", "办结原因");

    private final TicketSearch search;
    private final TicketRows rows;
    private final TicketHistory history;
    private final TicketView view;
    private final TicketRights rights;
    private final Regions regions;
    private final Audit audit;
    private final Clock clock;

    TicketExport(TicketSearch search, TicketRows rows, TicketHistory history, TicketView view, TicketRights rights, Regions regions, Audit audit, Clock clock) {
        this.search = search;
        this.rows = rows;
        this.history = history;
        this.view = view;
        this.rights = rights;
        this.regions = regions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Leaves an entry for each ticket. @param reason with it names and contacts are in it */
    @Transactional
    public byte[] write(TicketSearch.Filter filter, @Nullable String reason, Staff staff) {
        if (reason != null) {
            rights.checkSupervisor(staff, "带姓名和联系方式的表要由班长来导");
        }
        TicketSearch.Found found = search.find(filter, staff, 0, MOST);
        if (found.total() > MOST) {
            throw TicketRights.refused(HttpStatus.UNPROCESSABLE_CONTENT, "一次最多导 %d 张，现在有 %d 张，请加上条件分几次导".formatted(MOST, found.total()));
        }
        found.tickets().forEach(ticket -> history.saw(ticket.id(), staff.name(),
                reason == null ? TicketHistory.Seen.EXPORTED : TicketHistory.Seen.EXPORTED_CONTACT, reason));
        audit.add(staff.name(), Audit.Action.TICKETS_EXPORTED, found.total() + " 张工单", reason == null ? "" : "带姓名和联系方式：" + reason);
        try (SXSSFWorkbook book = new SXSSFWorkbook(100); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            new Writing(book, reason != null).write(found.tickets());
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One sheet being written. */
    private final class Writing {

        private final Sheet sheet;
        private final boolean persons;
        private final CellStyle time;
        private final CellStyle day;
        private final CellStyle money;
        private final CellStyle quoted;
        private int column;

        Writing(SXSSFWorkbook book, boolean persons) {
            this.sheet = book.createSheet("工单");
            this.persons = persons;
            this.time = style(book, "yyyy-mm-dd hh:mm");
            this.day = style(book, "yyyy-mm-dd");
            this.money = style(book, "#,##0.00");
            this.quoted = book.createCellStyle();
            quoted.setQuotePrefixed(true);
        }

        private static CellStyle style(SXSSFWorkbook book, String format) {
            CellStyle style = book.createCellStyle();
            style.setDataFormat(book.createDataFormat().getFormat(format));
            return style;
        }

        void write(List<Ticket> tickets) {
            Row head = sheet.createRow(0);
            HEADS.forEach(name -> text(head, name));
            if (persons) {
                List.of("称呼", "联系方式").forEach(name -> text(head, name));
            }
            sheet.createFreezePane(1, 1);
            for (Ticket ticket : tickets) {
                column = 0;
                Row row = sheet.createRow(sheet.getLastRowNum() + 1);
                Person person = rows.person(ticket.id());
                matter(row, ticket, person);
                handling(row, ticket, person);
                if (persons && !ticket.matter().confidential() && !ticket.matter().anonymous()) {
                    text(row, person.name());
                    text(row, String.join("、", person.contacts()));
                }
            }
        }

        private void matter(Row row, Ticket ticket, Person person) {
            Matter matter = ticket.matter();
            TicketForm form = matter.form();
            text(row, ticket.number());
            text(row, ticket.state().word());
            text(row, matter.ticketClass() == null ? "未分类" : matter.ticketClass().word());
            text(row, matter.category());
            text(row, regions.path(matter.region()));
            text(row, ticket.source().word());
            text(row, without(person, matter.summary()));
            text(row, without(person, form.demand()));
            text(row, form.employer());
            text(row, form.trade());
            text(row, form.employerHasUnion() == null ? "不清楚" : form.employerHasUnion() ? "已建会" : "没建会");
            text(row, Objects.requireNonNullElse(form.marks(), List.<TicketForm.Mark>of()).stream().map(TicketForm.Mark::word).collect(Collectors.joining("、")));
            number(row, form.people() == null ? null : form.people().doubleValue(), null);
            number(row, form.money() == null ? null : form.money().doubleValue(), money);
            text(row, form.waysGone() == null ? null : without(person, String.join("、", form.waysGone())));
            LegalDeadlines.Deadline nearest = view.deadlines(ticket).nearest();
            date(row, nearest);
            text(row, nearest == null ? null : nearest.what() + "：" + nearest.law() + nearest.article());
        }

        /** Without the worker's name and contact where the columns of both are missing. */
        private @Nullable String without(Person person, @Nullable String text) {
            return text == null || persons ? text : person.leftOutOf(text);
        }

        private void handling(Row row, Ticket ticket, Person person) {
            Handling handling = ticket.handling();
            text(row, handling.assignee() == null ? null : rights.shown(handling.assignee()));
            text(row, handling.unit());
            time(row, ticket.createdAt());
            time(row, ticket.due());
            time(row, handling.closedAt());
            text(row, without(person, handling.answer()));
            Handling.Said said = Objects.requireNonNullElse(handling.said(), new Handling.Said(null, null, null, null));
            List.of(0, 1, 2).forEach(i -> text(row, word(i == 0 ? said.contacted() : i == 1 ? said.solved() : said.satisfied())));
            text(row, without(person, handling.closingReason()));
        }

        private static @Nullable String word(@Nullable Boolean answer) {
            return answer == null ? null : answer ? "是" : "否";
        }

        private void text(Row row, @Nullable String text) {
            Cell cell = row.createCell(row.getRowNum() == 0 ? Math.max(0, row.getLastCellNum()) : column++);
            if (text != null && !text.isEmpty()) {
                cell.setCellValue(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
                if ("=+-@\t\r\n".indexOf(text.charAt(0)) >= 0) {
                    cell.setCellStyle(quoted);
                }
            }
        }

        private void number(Row row, @Nullable Double number, @Nullable CellStyle style) {
            Cell cell = row.createCell(column++);
            if (number != null) {
                cell.setCellValue(number);
                if (style != null) {
                    cell.setCellStyle(style);
                }
            }
        }

        private void time(Row row, @Nullable OffsetDateTime moment) {
            Cell cell = row.createCell(column++);
            if (moment != null) {
                cell.setCellValue(moment.atZoneSameInstant(clock.getZone()).toLocalDateTime());
                cell.setCellStyle(time);
            }
        }

        private void date(Row row, LegalDeadlines.@Nullable Deadline deadline) {
            Cell cell = row.createCell(column++);
            if (deadline != null && deadline.until() != null) {
                cell.setCellValue(deadline.until());
                cell.setCellStyle(day);
            }
        }
    }
}
