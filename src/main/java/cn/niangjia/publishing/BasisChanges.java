package cn.niangjia.publishing;

import cn.niangjia.knowledge.Basis;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Regions;
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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

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

    private record Wanted(String law, String region) {
    }

    /** What the changes were compared at. */
    private record State(long number, int confirmations) {
    }

    record Confirmed() {
    }

    record Seen(Key key, String hash, @Nullable LocalDate date) {
    }

    private static final Pattern ARTICLE = Pattern.compile("第[一二三四五六七八九十百千零〇]+条(之[一二三四五六七八九十]+)?");

    private final JdbcClient jdbc;
    private final Documents documents;
    private final Regions regions;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final AtomicInteger confirmations = new AtomicInteger();
    private @Nullable State compared;
    private Map<String, List<Change>> changes = Map.of();
    private long last = -1;
    private long noticed = -1;

    BasisChanges(JdbcClient jdbc, Documents documents, Regions regions, TransactionTemplate transactions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.regions = regions;
        this.transactions = transactions;
        this.events = events;
    }

    /** By document; compared anew whenever something was published or confirmed. */
    public synchronized Map<String, List<Change>> all() {
        State now = new State(documents.lastChangeNumber(), confirmations.get());
        if (!now.equals(compared)) {
            changes = compare();
            compared = now;
        }
        return changes;
    }

    private Map<String, List<Change>> compare() {
        Map<Key, String> confirmed = confirmed();
        Map<String, List<Change>> found = new HashMap<>();
        for (Seen seen : published()) {
            if (!confirmed.getOrDefault(seen.key(), seen.hash()).equals(seen.hash())) {
                found.computeIfAbsent(seen.key().document(), id -> new ArrayList<>())
                        .add(new Change(seen.key().law(), seen.key().article(), seen.date()));
            }
        }
        return found;
    }

    private List<Seen> published() {
        Map<Wanted, Optional<Document>> laws = new HashMap<>();
        return documents.all().stream().filter(document -> document.state() == Document.State.PUBLISHED)
                .flatMap(document -> basis(document, laws).stream()).toList();
    }

    /**
     * What is seen for the first time counts as confirmed. Looked at when nothing was published for a while, whether somebody
     * opens the list or not: else a law that changes before anybody did would go unnoticed.
     */
    @Scheduled(fixedDelay = 3000)
    void notice() {
        long now = documents.lastChangeNumber();
        if (now == last && now != noticed) {
            transactions.executeWithoutResult(status -> {
                documents.lock();
                Set<Key> known = confirmed().keySet();
                published().stream().filter(seen -> !known.contains(seen.key())).forEach(this::save);
            });
            noticed = now;
        }
        last = now;
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
    private List<Seen> basis(Document document, Map<Wanted, Optional<Document>> laws) {
        Description description = document.description();
        return description.basis().stream().filter(basis -> basis.law() != null && basis.article() != null)
                .flatMap(basis -> laws.computeIfAbsent(new Wanted(Objects.requireNonNull(basis.law()), description.region()), this::law).stream()
                        .flatMap(law -> articles(basis).stream().map(article -> seen(document, law, basis, article))))
                .distinct().toList();
    }

    private Optional<Document> law(Wanted wanted) {
        return documents.newestText(wanted.law(), regions.selfAndParents(wanted.region()));
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
        events.publishEvent(new Confirmed());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(Confirmed event) {
        confirmations.incrementAndGet();
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
        events.publishEvent(new Confirmed());
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
