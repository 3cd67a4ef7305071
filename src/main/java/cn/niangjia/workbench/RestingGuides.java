package cn.niangjia.workbench;

import cn.niangjia.knowledge.Basis;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Which published guides rest on an article; read anew after something was published. */
@Component
class RestingGuides {

    private static final Pattern ARTICLE = Pattern.compile("第[一二三四五六七八九十百千零〇]+条(之[一二三四五六七八九十]+)?");
    private static final String COUNTRY = "中华人民共和国";

    private final Documents documents;
    private volatile long number = -1;
    private volatile Map<String, List<Document>> guides = Map.of();

    RestingGuides(Documents documents) {
        this.documents = documents;
    }

    /** @param title of the law, with or without 中华人民共和国 */
    List<Document> on(String title, String article) {
        long now = documents.lastChangeNumber();
        if (now != number) {
            guides = read();
            number = now;
        }
        return guides.getOrDefault(key(title, article), List.of());
    }

    private Map<String, List<Document>> read() {
        Map<String, List<Document>> read = new HashMap<>();
        documents.all().stream().filter(document -> document.state() == Document.State.PUBLISHED && !document.description().kind().isStatute())
                .forEach(guide -> guide.description().basis().stream().filter(basis -> basis.law() != null)
                        .flatMap(basis -> articles(basis).map(article -> key(String.valueOf(basis.law()), article))).distinct()
                        .forEach(key -> read.computeIfAbsent(key, any -> new ArrayList<>()).add(guide)));
        return read;
    }

    /** A basis may name several: 第九十四条、第九十五条. */
    static Stream<String> articles(Basis basis) {
        return basis.article() == null ? Stream.empty() : ARTICLE.matcher(basis.article()).results().map(MatchResult::group);
    }

    private static String key(String title, String article) {
        return (title.startsWith(COUNTRY) ? title.substring(COUNTRY.length()) : title) + " " + article;
    }
}
