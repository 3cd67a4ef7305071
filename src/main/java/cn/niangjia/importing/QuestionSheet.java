package cn.niangjia.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A workbook: questions with their answers where a sheet is such a list, else tables under the names of their sheets. */
class QuestionSheet {

    private static final Pattern QUESTION_HEAD = Pattern.compile("(?:常见|咨询|标准|热点|具体|主要)?(?:问题|问)(?:内容|描述|名称)?|咨询(?:内容|事项)|提问(?:内容)?|来电内容|诉求(?:内容)?");
    private static final Pattern OTHERS_HEAD = Pattern.compile("相似问.*|其他问法|类似问题|扩展问.*|别的问法");
    private static final Pattern ANSWER_HEAD = Pattern.compile("(?:标准|参考|统一)?(?:答案|答|答复|解答|回复|回答|口径|话术)(?:内容|口径|意见|要点)?|(?:解答|答复|回复)口径|办理(?:结果|情况|答复)");
    private static final Pattern QUESTION = Pattern.compile(".*([？?]|吗|呢|怎么办|咋办|怎么.*|如何.*|什么.*|多少.*|哪.*)$", Pattern.DOTALL);

    /** @throws RefusedFile if there is nothing in it, or too many sheets */
    static Extracted read(List<Block> blocks, ImportLimits limits) throws RefusedFile {
        if (blocks.stream().filter(Block.Heading.class::isInstance).count() > limits.sheets()) {
            throw new RefusedFile(RefusedFile.Reason.TOO_MANY_SHEETS);
        }
        List<Block.Table> tables = blocks.stream().filter(Block.Table.class::isInstance).map(Block.Table.class::cast).toList();
        if (tables.isEmpty() && blocks.stream().noneMatch(Block.Paragraph.class::isInstance)) {
            throw new RefusedFile(RefusedFile.Reason.EMPTY);
        }
        List<Extracted.QuestionAnswer> rows = new ArrayList<>();
        tables.forEach(table -> rows.addAll(questions(table.rows())));
        boolean mostly = rows.size() > 1 && rows.size() * 2 > tables.stream().mapToInt(table -> table.rows().size() - 1).sum();
        return mostly ? new Extracted.Questions(rows, "问答表") : new Extracted.Text(Block.markdown(withSheets(blocks)), tables.size() + " 张表", false);
    }

    /** A sheet's name stands above its table only if the sheet holds something. */
    private static List<Block> withSheets(List<Block> blocks) {
        List<Block> kept = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            boolean bare = blocks.get(i) instanceof Block.Heading && (i + 1 == blocks.size() || blocks.get(i + 1) instanceof Block.Heading);
            if (!bare) {
                kept.add(blocks.get(i));
            }
        }
        return kept;
    }

    private static List<Extracted.QuestionAnswer> questions(List<List<String>> rows) {
        List<String> head = rows.getFirst();
        int question = column(head, QUESTION_HEAD);
        int answer = column(head, ANSWER_HEAD);
        int others = column(head, OTHERS_HEAD);
        if (question >= 0 && answer >= 0) {
            return answers(rows.subList(1, rows.size()), question, answer, others);
        }
        boolean asked = head.size() == 2 && rows.stream().filter(row -> row.size() == 2 && QUESTION.matcher(row.getFirst()).matches()).count() * 10 >= rows.size() * 7L;
        return asked ? answers(rows, 0, 1, -1) : List.of();
    }

    private static int column(List<String> head, Pattern name) {
        for (int i = 0; i < head.size(); i++) {
            if (name.matcher(head.get(i).replaceAll("\\s+", "")).matches()) {
                return i;
            }
        }
        return -1;
    }

    private static List<Extracted.QuestionAnswer> answers(List<List<String>> rows, int question, int answer, int others) {
        return rows.stream().filter(row -> !cell(row, question).isBlank() && !cell(row, answer).isBlank())
                .map(row -> new Extracted.QuestionAnswer(cell(row, question),
                        Arrays.stream(cell(row, others).split("[;；\\n|]")).map(String::strip).filter(other -> !other.isEmpty()).toList(), cell(row, answer)))
                .toList();
    }

    private static String cell(List<String> row, int column) {
        return column >= 0 && column < row.size() ? row.get(column).strip() : "";
    }
}
