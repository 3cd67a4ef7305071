package cn.niangjia.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.NiangjiaIT;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The index is built anew, and exchanged, while people search. */
class RebuildIT extends NiangjiaIT {

    private static final List<String> QUESTIONS = List.of("加班工资", "怎么加入工会", "工伤认定", "劳动仲裁时效", "哺乳期");

    private static String search(String question) {
        return "/api/search?highlight=false&size=20&q=" + URLEncoder.encode(question, UTF_8);
    }

    @Test
    void noSearchFailsOrFindsLessWhileTheIndexIsBuiltAnewAndExchanged() throws Exception {
        Publisher admin = new Publisher(server(), "admin", "test-password");
        Map<String, Integer> totals = new HashMap<>();
        for (String question : QUESTIONS) {
            totals.put(question, admin.calls("GET", search(question), "").get("total").intValue());
        }
        AtomicInteger searches = new AtomicInteger();
        AtomicInteger exchanges = new AtomicInteger();

        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<?>> searching = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                searching.add(pool.submit(() -> {
                    while (exchanges.get() < 3) {
                        for (String question : QUESTIONS) {
                            JsonNode found = admin.calls("GET", search(question), "");
                            assertThat(found.get("total").intValue()).as(question).isGreaterThanOrEqualTo(totals.get(question));
                            assertThat(found.get("hits").size()).isEqualTo(20);
                            searches.incrementAndGet();
                        }
                    }
                }));
            }
            try {
                for (int round = 0; round < 3; round++) {
                    rebuild(admin, round);
                    exchanges.incrementAndGet();
                }
            } finally {
                exchanges.set(3);
            }
            for (Future<?> one : searching) {
                one.get();
            }
        }

        assertThat(searches.get()).isGreaterThan(20);
    }

    /** What is published meanwhile is found at once, before the exchange and after it. */
    private static void rebuild(Publisher admin, int round) {
        String job = admin.calls("POST", "/api/admin/index/rebuild", "").get("jobId").stringValue();
        String id = "import/meanwhile-" + round;
        admin.imports(Map.of("meanwhile-" + round + ".txt", "玄武体育馆须知\n\n玄武体育馆第" + round + "次开放。"), Map.of("publish", "true"));
        assertThat(admin.calls("GET", search("玄武体育馆"), "").toString()).contains(id);
        long[] done = {0};
        Publisher.until(() -> {
            JsonNode progress = admin.calls("GET", "/api/admin/index/rebuild/" + job, "");
            assertThat(progress.get("done").longValue()).as("progress").isBetween(done[0], progress.get("total").longValue());
            done[0] = progress.get("done").longValue();
            assertThat(progress.get("state").stringValue()).isNotEqualTo("FAILED");
            return progress.get("state").stringValue().equals("COMPLETED");
        });
        assertThat(admin.calls("GET", search("玄武体育馆"), "").toString()).as("also in the new one").contains(id);
        admin.send("DELETE", Publisher.document(id), "");
    }
}
