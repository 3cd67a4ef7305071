package cn.niangjia.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class IndexInServiceTest {

    @TempDir
    Path home;

    @Test
    void noSearchFailsWhileIndexesAreExchanged() throws Exception {
        try (IndexInService service = new IndexInService(home, JsonMapper.builder().build(), 0)) {
            service.index().commit(0, true);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            AtomicInteger searches = new AtomicInteger();
            Thread searching = Thread.ofPlatform().start(() -> {
                try {
                    while (!Thread.currentThread().isInterrupted()) {
                        try (IndexSnapshot snapshot = service.open()) {
                            assertThat(snapshot).isNotNull();
                            snapshot.passages();
                            searches.incrementAndGet();
                        }
                    }
                } catch (Throwable e) {
                    failure.set(e);
                }
            });
            for (int i = 0; i < 60 && failure.get() == null; i++) {
                PassageIndex next = service.create();
                next.commit(0, true);
                service.exchange(next);
            }
            searching.interrupt();
            searching.join();

            assertThat(failure.get()).isNull();
            assertThat(searches.get()).isPositive();
        }
        try (var folders = Files.list(home)) {
            assertThat(folders).as("the former ones are gone").hasSize(1);
        }
    }
}
