package cn.niangjia.retrieval;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Turns text into vectors with bge-small-zh-v1.5, quantized, in process. The model file is the one that langchain4j
 * packs; it is run here directly because the library gives each text every core, and a machine that embeds thousands of
 * texts is faster with one core a text. Safe for use by many threads.
 */
@Component
public class Embedder {

    public static final String MODEL = "bge-small-zh-v1.5-q";
    public static final int DIMENSIONS = 512;

    private static final int LONGEST = 510;
    private static final long CLS = 101;
    private static final long SEP = 102;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Cache<String, float[]> questions = Caffeine.newBuilder().maximumSize(500).build();
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;
    /** Held for reading by whoever embeds: native code that is closed while it runs takes the whole process with it. */
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
    private volatile boolean closed;

    public Embedder() {
        try (InputStream model = resource(".onnx"); InputStream vocabulary = resource("-tokenizer.json");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(model.readAllBytes(), options);
            tokenizer = HuggingFaceTokenizer.newInstance(vocabulary, Map.of("padding", "false", "truncation", "false"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model cannot be loaded", e);
        }
    }

    private static InputStream resource(String ending) throws IOException {
        return new ClassPathResource(MODEL + ending).getInputStream();
    }

    /**
     * A vector of length 1. A text longer than the model reads is embedded in parts, weighted by their length.
     *
     * @throws IllegalStateException once it is closed
     */
    public float[] embed(String text) {
        inUse.readLock().lock();
        try {
            return embedWhileOpen(text);
        } finally {
            inUse.readLock().unlock();
        }
    }

    private float[] embedWhileOpen(String text) {
        checkOpen();
        long[] tokens = tokenizer.encode(text, false, false).getIds();
        float[] sum = new float[DIMENSIONS];
        for (int from = 0; from == 0 || from < tokens.length; from += LONGEST) {
            checkOpen();
            long[] part = Arrays.copyOfRange(tokens, from, Math.min(tokens.length, from + LONGEST));
            float[] vector = run(part);
            for (int i = 0; i < DIMENSIONS; i++) {
                sum[i] += vector[i] * Math.max(1, part.length);
            }
        }
        return normalize(sum);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the embedding model is closed");
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** The same, remembered for a while: one question is looked at from several sides. */
    public float[] embedQuestion(String text) {
        return questions.get(text, this::embed);
    }

    private float[] run(long[] tokens) {
        long[] ids = new long[tokens.length + 2];
        ids[0] = CLS;
        System.arraycopy(tokens, 0, ids, 1, tokens.length);
        ids[ids.length - 1] = SEP;
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        try (OnnxTensor input = tensor(ids); OnnxTensor attention = tensor(mask); OnnxTensor types = tensor(new long[ids.length]);
                OrtSession.Result result = session.run(Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types))) {
            float[][][] states = (float[][][]) result.get(0).getValue();
            return normalize(states[0][0]);
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model failed", e);
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static float[] normalize(float[] vector) {
        double square = 0;
        for (float x : vector) {
            square += x * x;
        }
        float length = (float) Math.sqrt(square);
        float[] unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = length == 0 ? 0 : vector[i] / length;
        }
        return unit;
    }

    /** Waits for what is being embedded. */
    @PreDestroy
    void close() throws OrtException {
        closed = true;
        inUse.writeLock().lock();
        try {
            session.close();
            tokenizer.close();
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
