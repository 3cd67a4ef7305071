package cn.niangjia.alert;

import static org.assertj.core.api.Assertions.assertThat;

import cn.niangjia.Database;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

@ParameterizedClass
@EnumSource(Database.class)
class OnCallContractTest {

    private static final String HOOK = "https://example.cn/hook";
    private static final OffsetDateTime NOW = OffsetDateTime.now(Database.CLOCK);

    @Parameter
    Database database;
    private AnnotationConfigApplicationContext context;
    private OnCall onCall;

    @BeforeEach
    void open() {
        context = database.with(OnCall.class);
        onCall = context.getBean(OnCall.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void theListIsReplacedAsAWhole() {
        onCall.replace(List.of(new OnCall.Entry("370000", "省值班群", HOOK)));
        onCall.replace(List.of(new OnCall.Entry("371000", "市值班群", HOOK + "2"), new OnCall.Entry("370000", "省值班群", HOOK)));

        assertThat(onCall.entries()).extracting(OnCall.Entry::name).containsExactly("市值班群", "省值班群");
    }

    @Test
    void aCallIsMadeOnceAndClaimedByOne() {
        UUID crisis = UUID.randomUUID();
        onCall.call(crisis, 1, HOOK, NOW);
        onCall.call(crisis, 1, HOOK, NOW);
        onCall.call(crisis, 2, HOOK, NOW);

        assertThat(onCall.due()).hasSize(2);
        OnCall.Delivery first = onCall.due().getFirst();
        assertThat(onCall.claim(first, NOW.plusSeconds(5))).isTrue();
        assertThat(onCall.claim(first, NOW.plusSeconds(5))).as("by another node").isFalse();
        assertThat(onCall.due()).hasSize(1);
    }

    @Test
    void aCrisisThatComesBackCallsAnew() {
        UUID crisis = UUID.randomUUID();
        onCall.call(crisis, 1, HOOK, NOW);
        onCall.claim(onCall.due().getFirst(), NOW.plusSeconds(5));
        onCall.finish(onCall.last(HOOK).orElseThrow().id(), OnCall.State.DELIVERED, null);
        onCall.call(crisis, 1, HOOK, NOW);
        assertThat(onCall.due()).isEmpty();

        onCall.call(crisis, 1, HOOK, NOW.plusMinutes(3));

        assertThat(onCall.due()).hasSize(1);
    }

    @Test
    void whatFailedShowsUntilItIsDelivered() {
        onCall.call(UUID.randomUUID(), 1, HOOK, NOW);
        OnCall.Delivery call = onCall.due().getFirst();
        assertThat(onCall.last(HOOK)).isEmpty();
        onCall.claim(call, NOW);
        onCall.finish(call.id(), OnCall.State.PENDING, "HTTP 503");

        assertThat(onCall.last(HOOK)).get().satisfies(last -> {
            assertThat(last.error()).isEqualTo("HTTP 503");
            assertThat(last.attempts()).isEqualTo(1);
            assertThat(last.finishedAt()).isNull();
        });
        onCall.claim(onCall.due().getFirst(), NOW);
        onCall.finish(call.id(), OnCall.State.DELIVERED, null);
        assertThat(onCall.due()).isEmpty();
        assertThat(onCall.last(HOOK)).get().extracting(OnCall.Delivery::state).isEqualTo(OnCall.State.DELIVERED);
    }
}
