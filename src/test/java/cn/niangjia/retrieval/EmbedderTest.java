package cn.niangjia.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import dev.langchain4j.store.embedding.CosineSimilarity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbedderTest {

    private static final Embedder EMBEDDER = new Embedder();

    @AfterAll
    static void close() throws Exception {
        EMBEDDER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"老板三个月没发工资怎么办", "送外卖的能进工会吗？", "a", "劳动合同法\n第八十二条 用人单位自用工之日起超过一个月不满一年未与劳动者订立书面劳动合同的，应当向劳动者每月支付二倍的工资。"})
    void givesTheVectorsOfTheLibrarysOwnModel(String text) {
        Embedding expected = new BgeSmallZhV15QuantizedEmbeddingModel().embed(text).content();

        assertThat(CosineSimilarity.between(Embedding.from(EMBEDDER.embed(text)), expected)).isGreaterThan(.999);
    }

    @Test
    void aTextLongerThanTheModelReadsIsReadToItsEnd() {
        String longText = "工会依法维护职工权益。".repeat(80);

        assertThat(CosineSimilarity.between(Embedding.from(EMBEDDER.embed(longText)), Embedding.from(EMBEDDER.embed(longText + "天气晴朗，出门游玩。".repeat(80)))))
                .isLessThan(.97);
    }

    @Test
    void vectorsHaveLengthOne() {
        double square = 0;
        for (float x : EMBEDDER.embed("工会")) {
            square += x * x;
        }
        assertThat(square).isBetween(.9999, 1.0001);
    }

    /** The process would not live to see the end of this test if the model were closed under those who use it. */
    @Test
    void closingWaitsForWhoIsEmbeddingAndRefusesTheRest() throws Exception {
        Embedder closing = new Embedder();
        AtomicInteger embedded = new AtomicInteger();
        List<Thread> users = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            users.add(Thread.ofPlatform().start(() -> {
                try {
                    while (true) {
                        closing.embed("工会依法维护职工权益。".repeat(20));
                        embedded.incrementAndGet();
                    }
                } catch (IllegalStateException e) {
                    // Refused: closed.
                }
            }));
        }
        while (embedded.get() < 8) {
            Thread.onSpinWait();
        }

        closing.close();

        for (Thread user : users) {
            user.join();
        }
        assertThatThrownBy(() -> closing.embed("工会")).isInstanceOf(IllegalStateException.class);
    }
}
