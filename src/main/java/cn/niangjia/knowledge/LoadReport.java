package cn.niangjia.knowledge;

import java.util.ArrayList;
import java.util.List;

/** What a reading of the knowledge folders came to. */
public class LoadReport {

    /**
     * @param file folder name and path below it
     * @param line 1-based, 0 if the problem has no line
     * @param message in Chinese, for the admin
     */
    public record Problem(String file, int line, String message) {
        @Override
        public String toString() {
            return file + (line > 0 ? " 第 " + line + " 行" : "") + "：" + message;
        }
    }

    private int unchanged;
    private int published;
    private int proposed;
    private int restored;
    private int withdrawn;
    private final List<Problem> problems = new ArrayList<>();

    void unchanged() {
        unchanged++;
    }

    void published() {
        published++;
    }

    void proposed() {
        proposed++;
    }

    void restored() {
        restored++;
    }

    void withdrawn(int count) {
        withdrawn += count;
    }

    void problem(String file, int line, String message) {
        problems.add(new Problem(file, line, message));
    }

    public int publishedCount() {
        return published;
    }

    public int withdrawnCount() {
        return withdrawn;
    }

    public int proposedCount() {
        return proposed;
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    @Override
    public String toString() {
        return "unchanged=%d published=%d proposed=%d restored=%d withdrawn=%d problems=%d"
                .formatted(unchanged, published, proposed, restored, withdrawn, problems.size());
    }
}
