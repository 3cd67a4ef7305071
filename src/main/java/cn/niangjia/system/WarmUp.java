package cn.niangjia.system;

import cn.niangjia.answering.Answerability;
import cn.niangjia.answering.ExtractiveAnswerer;
import cn.niangjia.conversation.UnionSettings;
import cn.niangjia.retrieval.Hits;
import cn.niangjia.retrieval.HybridRetriever;
import cn.niangjia.retrieval.Query;
import cn.niangjia.understanding.QuestionReader;
import cn.niangjia.understanding.Understanding;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads, searches and answers some questions before the first worker asks one: what a program does for the first time takes it twenty times as
 * long. Nothing of it is kept.
 */
@Component
class WarmUp {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final List<String> QUESTIONS = List.of("老板三个月没发工资怎么办", "送外卖的能进工会吗", "上班路上被车撞了算工伤吗，多久之内要申请",
            "试用期最长多久", "怀孕了公司要辞退我，能赔多少", "会员卡丢了怎么补办", "加班费怎么算", "劳动仲裁要钱吗，要带什么材料", "今天天气怎么样", "产假有多少天");

    private final QuestionReader reader;
    private final HybridRetriever retriever;
    private final Answerability answerability;
    private final ExtractiveAnswerer answerer;
    private final UnionSettings union;
    private final Clock clock;

    WarmUp(QuestionReader reader, HybridRetriever retriever, Answerability answerability, ExtractiveAnswerer answerer, UnionSettings union, Clock clock) {
        this.reader = reader;
        this.retriever = retriever;
        this.answerability = answerability;
        this.answerer = answerer;
        this.union = union;
        this.clock = clock;
    }

    void run() {
        long end = System.nanoTime() + LONGEST.toNanos();
        try {
            for (int round = 0; System.nanoTime() < end; round++) {
                // What was asked before is remembered; these are read and searched as if for the first time.
                String ask = QUESTIONS.get(round % QUESTIONS.size()) + "？".repeat(round / QUESTIONS.size());
                answer(ask);
            }
        } catch (RuntimeException e) {
            log.warn("questions could not be answered before the first one came", e);
        }
    }

    private void answer(String question) {
        Understanding understanding = reader.read(question, List.of(), null, union.region());
        Hits hits = retriever.retrieve(Query.forWorker(understanding.question(), List.of(), true, LocalDate.now(clock), 10));
        answerer.answer(understanding, hits, hits.hits().isEmpty() ? 0 : Math.max(answerability.threshold(), answerability.confidence(understanding, hits.hits())));
    }
}
