package cn.niangjia.publishing;

import cn.niangjia.knowledge.Basis;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which guides rest on an article that has changed since somebody last confirmed them: by whichever way the law's new text
 * came in, the words of the article are compared, not dates.
 */
@Repository
class BasisChanges {

    /** @param changedOn the day the wording now in the knowledge base dates from; null if not stated */
    record Change(String law, String article, @Nullable LocalDate changedOn) {
    }

    record Key(String document, String law, String article) {
    }

    record Seen(Key key, String hash, @Nullable LocalDate date) {
    }

    private static final Pattern ARTICLE = Pattern.compile("第[一二三四五六七八九十百千零〇]+条(之[一二三四五六七八九十]+)?");

    private final JdbcClient jdbc;
    private final Documents documents;
    private volatile long number = -1;
    private volatile Map<String, List<Change>> changes = Map.of();

    BasisChanges(JdbcClient jdbc, Documents documents) {
        this.jdbc = jdbc;
        this.documents = documents;
    }

    /** By document; compared anew whenever something was published. What is seen for the first time counts as confirmed. */
    @Transactional
    public synchronized Map<String, List<Change>> all() {
        long now = documents.lastChangeNumber();
        if (now != number) {
            changes = compare();
            number = now;
        }
        return changes;
    }

    private Map<String, List<Change>> compare() {
        Map<Key, String> confirmed = confirmed();
        Map<String, Optional<Document>> laws = new HashMap<>();
        Map<String, List<Change>> found = new HashMap<>();
        for (Document document : documents.all()) {
            if (document.state() == Document.State.PUBLISHED) {
                for (Seen seen : basis(document, laws)) {
                    String known = confirmed.get(seen.key());
                    if (known == null) {
                        save(seen);
                    } else if (!known.equals(seen.hash())) {
                        found.computeIfAbsent(document.id(), id -> new ArrayList<>())
                                .add(new Change(seen.key().law(), seen.key().article(), seen.date()));
                    }
                }
            }
        }
        return found;
    }

    private Map<Key, String> confirmed() {
        Map<Key, String> confirmed = new HashMap<>();
        jdbc.sql("select document_id, law, article, text_hash from basis_seen")
                .query(row -> {
                    confirmed.put(new Key(row.getString(1), row.getString(2), row.getString(3)), row.getString(4));
                });
        return confirmed;
    }

    /** Articles of laws that are in the knowledge base; of an article that the law no longer has, the text is empty. */
    private List<Seen> basis(Document document, Map<String, Optional<Document>> laws) {
        Description description = document.description();
        return description.basis().stream().filter(basis -> basis.law() != null && basis.article() != null)
                .flatMap(basis -> laws.computeIfAbsent(Objects.requireNonNull(basis.law()), documents::publicText).stream()
                        .flatMap(law -> articles(basis).stream().map(article -> seen(document, law, basis, article))))
                .distinct().toList();
    }

    /** A basis may name several: 第九十四条、第九十五条. */
    private static List<String> articles(Basis basis) {
        Matcher article = ARTICLE.matcher(Objects.requireNonNull(basis.article()));
        return article.results().map(result -> result.group()).toList();
    }

    private Seen seen(Document document, Document law, Basis basis, String article) {
        String text = documents.passage(law.id(), law.version(), article).map(passage -> passage.text()).orElse("");
        return new Seen(new Key(document.id(), Objects.requireNonNull(basis.law()), article), hash(text), law.description().textDate());
    }

    /** From now on the articles as they stand today count as known to whoever keeps this document. */
    @Transactional
    public void confirm(String id) {
        jdbc.sql("delete from basis_seen where document_id = :id").param("id", id).update();
        documents.find(id).ifPresent(document -> basis(document, new HashMap<>()).forEach(this::save));
        number = -1;
    }

    /** What counts as known of this document's basis. */
    List<Seen> seen(String id) {
        return jdbc.sql("select law, article, text_hash from basis_seen where document_id = :id").param("id", id)
                .query((row, n) -> new Seen(new Key(id, row.getString(1), row.getString(2)), row.getString(3), null)).list();
    }

    /** As if nobody had confirmed it since. */
    @Transactional
    public void restore(String id, List<Seen> seen) {
        jdbc.sql("delete from basis_seen where document_id = :id").param("id", id).update();
        seen.forEach(this::save);
        number = -1;
    }

    private void save(Seen seen) {
        jdbc.sql("insert into basis_seen (document_id, law, article, text_hash) values (:document, :law, :article, :hash)")
                .param("document", seen.key().document()).param("law", seen.key().law()).param("article", seen.key().article())
                .param("hash", seen.hash()).update();
    }

    private static String hash(String text) {
        try {
            String plain = text.replaceAll("[\\s　]+", "");
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
