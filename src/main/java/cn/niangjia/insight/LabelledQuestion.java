package cn.niangjia.insight;

import cn.niangjia.conversation.Outcome;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.retrieval.Hit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * A question with the outcome it should have.
 *
 * @param answers the articles that answer it, by full title and article
 */
record LabelledQuestion(String question, Outcome outcome, Topic topic, List<Article> answers) {

    record Article(String law, String article) {
    }

    static List<LabelledQuestion> read(Path file, JsonMapper json) {
        try {
            return Files.readAllLines(file).stream().filter(line -> !line.isBlank())
                    .map(line -> json.readValue(line, LabelledQuestion.class)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By one of the articles itself, or by a guide that rests on it. */
    boolean isAnsweredBy(Hit hit) {
        return answers.stream().anyMatch(article -> article.law().equals(hit.description().title())
                && article.article().equals(hit.passage().section())
                || hit.description().basis().stream().anyMatch(basis -> article.law().equals(basis.law())
                && article.article().equals(basis.article())));
    }
}
