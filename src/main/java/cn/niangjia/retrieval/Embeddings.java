package cn.niangjia.retrieval;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The vectors of texts that were embedded before, by model and text, so that neither a rebuild of the index nor a move
 * of a folder nor a restart embeds anything twice. Kept as half-precision floats: cosine to the full vector above .9999.
 */
@Repository
class Embeddings {

    private static final Logger log = LoggerFactory.getLogger(Embeddings.class);
    /** How many are embedded before they are stored: what a crash can cost. */
    private static final int CHUNK = 256;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Embedder embedder;
    private final QuestionsFirst questions;
    private final Counter embedded;
    private final ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
            work -> QuestionsFirst.thread("embedding", work));
    private volatile boolean stopping;

    Embeddings(JdbcClient jdbc, JdbcTemplate template, Embedder embedder, QuestionsFirst questions, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.template = template;
        this.embedder = embedder;
        this.questions = questions;
        this.embedded = meters.counter("niangjia.embedded.texts");
    }

    /** The vectors of those texts that have one already. */
    Map<String, float[]> known(Collection<String> texts) {
        Map<String, String> textByHash = byHash(texts);
        Map<String, float[]> vectors = new HashMap<>();
        for (List<String> hashes : chunks(textByHash.keySet())) {
            find(hashes).forEach((hash, vector) -> vectors.put(textByHash.get(hash), vector));
        }
        return vectors;
    }

    /**
     * The vector of each text; those not known yet are made, on as many threads as there are cores, and stored. A text of which none can be
     * made is left out.
     *
     * @throws CancellationException when the server stops
     */
    Map<String, float[]> of(Collection<String> texts) {
        Map<String, String> textByHash = byHash(texts);
        Map<String, float[]> vectors = new HashMap<>();
        for (List<String> hashes : chunks(textByHash.keySet())) {
            Map<String, float[]> known = find(hashes);
            Map<String, float[]> made = embed(hashes.stream().filter(hash -> !known.containsKey(hash)).toList(), textByHash);
            save(made);
            known.forEach((hash, vector) -> vectors.put(textByHash.get(hash), vector));
            made.forEach((hash, vector) -> vectors.put(textByHash.get(hash), vector));
        }
        return vectors;
    }

    private static Map<String, String> byHash(Collection<String> texts) {
        Map<String, String> textByHash = new LinkedHashMap<>();
        texts.forEach(text -> textByHash.putIfAbsent(hash(text), text));
        return textByHash;
    }

    private static List<List<String>> chunks(Collection<String> hashes) {
        List<String> all = List.copyOf(hashes);
        return IntStream.range(0, (all.size() + CHUNK - 1) / CHUNK)
                .mapToObj(i -> all.subList(i * CHUNK, Math.min(all.size(), (i + 1) * CHUNK))).toList();
    }

    private Map<String, float[]> embed(List<String> hashes, Map<String, String> textByHash) {
        Map<String, float[]> made = new ConcurrentHashMap<>();
        CountDownLatch open = new CountDownLatch(hashes.size());
        for (String hash : hashes) {
            threads.execute(() -> {
                try {
                    embed(hash, textByHash.get(hash), made);
                } finally {
                    open.countDown();
                }
            });
        }
        await(open);
        embedded.increment(made.size());
        return made;
    }

    private void embed(String hash, String text, Map<String, float[]> made) {
        if (stopping) {
            return;
        }
        questions.letPass();
        try {
            made.put(hash, embedder.embed(text));
        } catch (RuntimeException e) {
            log.warn("a text could not be embedded; it is found by its words", e);
        }
    }

    private void await(CountDownLatch open) {
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping || Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }

    private Map<String, float[]> find(List<String> hashes) {
        return jdbc.sql("select text_hash, vector from embedding where model = :model and text_hash in (:hashes)")
                .param("model", Embedder.MODEL).param("hashes", hashes)
                .query((row, n) -> Map.entry(row.getString(1), decode(row.getBytes(2)))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void save(Map<String, float[]> vectors) {
        template.batchUpdate("insert into embedding (model, text_hash, vector) values (?, ?, ?)",
                vectors.entrySet().stream().map(entry -> new Object[] {Embedder.MODEL, entry.getKey(), encode(entry.getValue())}).toList());
    }

    private static byte[] encode(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float x : vector) {
            bytes.putShort(Float.floatToFloat16(x));
        }
        return bytes.array();
    }

    private static float[] decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] vector = new float[bytes.length / Short.BYTES];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.float16ToFloat(buffer.getShort());
        }
        return vector;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is being embedded is finished and no more begun. */
    @PreDestroy
    void stop() {
        stopping = true;
        threads.close();
    }
}
