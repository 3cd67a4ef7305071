package cn.niangjia;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The server's one clock in a test's hand: it goes as every other, goes ahead of the others, or stands still. */
public class SteeredClock extends Clock {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private volatile Duration ahead = Duration.ZERO;
    private volatile @Nullable Instant standing;

    public void goAhead(Duration by) {
        ahead = ahead.plus(by);
    }

    public void standAt(Instant instant) {
        standing = instant;
    }

    public void goAsOthers() {
        ahead = Duration.ZERO;
        standing = null;
    }

    @Override
    public ZoneId getZone() {
        return ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the union has one zone");
    }

    @Override
    public Instant instant() {
        Instant still = standing;
        return still == null ? Instant.now().plus(ahead) : still;
    }
}
