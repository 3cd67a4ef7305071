package cn.niangjia.system;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps one caller from using up what is there for all; says in Chinese when to come back. */
@Component
@ConditionalOnProperty(name = "niangjia.limits.enabled", havingValue = "true")
class Limits extends OncePerRequestFilter {

    private static final String BEGIN = "/api/chat/conversations";
    private static final Pattern MESSAGE = Pattern.compile(BEGIN + "/([^/]+)/messages");
    private static final Pattern EVENTS = Pattern.compile(BEGIN + "/[^/]+/events");

    private final LimitSettings settings;
    private final ProblemWriter problems;
    private final Cache<String, Bucket> conversations = Caffeine.newBuilder().expireAfterAccess(Duration.ofHours(1)).maximumSize(100_000).build();
    private final Cache<String, Bucket> messages = Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(2)).maximumSize(100_000).build();
    private final Cache<String, AtomicInteger> followed = Caffeine.newBuilder().expireAfterAccess(Duration.ofHours(1)).maximumSize(100_000).build();
    private final Cache<String, AtomicInteger> streams = Caffeine.newBuilder().expireAfterAccess(Duration.ofHours(1)).maximumSize(100_000).build();

    Limits(LimitSettings settings, ProblemWriter problems) {
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(BEGIN)
                || !"POST".equals(request.getMethod()) && !EVENTS.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = address(request);
        Matcher message = MESSAGE.matcher(request.getRequestURI());
        if (request.getRequestURI().equals(BEGIN) && !take(conversations, address, settings.conversationsPerHour(), Duration.ofHours(1))) {
            refuse(response, "这个网络开的会话太多了，请过一会儿再试，或拨打 12351", Duration.ofHours(1));
        } else if (message.matches() && !take(messages, message.group(1), settings.messagesPerMinute(), Duration.ofMinutes(1))) {
            refuse(response, "您问得有点快，请等一会儿再发", Duration.ofSeconds(10));
        } else if (message.matches() && wantsStream(request)) {
            stream(streams.get(address, a -> new AtomicInteger()), settings.openStreams(), request, response, chain);
        } else if (EVENTS.matcher(request.getRequestURI()).matches()) {
            stream(followed.get(address, a -> new AtomicInteger()), settings.followed(), request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean take(Cache<String, Bucket> buckets, String key, int capacity, Duration period) {
        return buckets.get(key, k -> Bucket.builder().addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period)).build()).tryConsume(1);
    }

    private static boolean wantsStream(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    private void stream(AtomicInteger open, int most, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            refuse(response, "同时打开的回答太多了，请等前面的答完再问", Duration.ofSeconds(5));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new WhenDone(open::decrementAndGet));
            } else {
                open.decrementAndGet();
            }
        }
    }

    private void refuse(HttpServletResponse response, String detail, Duration after) throws IOException {
        response.setHeader("Retry-After", String.valueOf(after.toSeconds()));
        problems.write(response, HttpStatus.TOO_MANY_REQUESTS, detail);
    }

    /** The caller's address; behind a trusted proxy the last address that the proxy was given. */
    private String address(HttpServletRequest request) {
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null || !settings.trustedProxies().contains(request.getRemoteAddr())) {
            return request.getRemoteAddr();
        }
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    private record WhenDone(Runnable then) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            then.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
        }

        @Override
        public void onError(AsyncEvent event) {
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
        }
    }
}
