package cn.niangjia.handoff;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows a stream of server-sent events beside the test, and keeps what came. */
public class Following implements AutoCloseable {

    public record Event(@Nullable String id, String name, JsonNode data) {
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Consumer<Event> also;
    private final Thread thread;
    private volatile @Nullable InputStream body;
    private volatile int status;
    private volatile boolean closed;

    public Following(HttpRequest.Builder request, @Nullable String last) {
        this(request, last, event -> { });
    }

    /** @param also hears each event as it comes */
    public Following(HttpRequest.Builder request, @Nullable String last, Consumer<Event> also) {
        this.also = also;
        request.header("Accept", "text/event-stream").GET();
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        this.thread = Thread.ofVirtual().start(() -> read(request.build()));
    }

    private void read(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
            status = response.statusCode();
            body = response.body();
            String id = null;
            String name = "message";
            StringBuilder data = new StringBuilder();
            BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    Event event = new Event(id, name, JSON.readTree(data.toString()));
                    events.add(event);
                    also.accept(event);
                    id = null;
                    data.setLength(0);
                }
            }
        } catch (IOException e) {
            // the stream was cut
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first event like this, once it is there. */
    public Event waitFor(String name, Predicate<JsonNode> like) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (Event event : events) {
                if (event.name().equals(name) && like.test(event.data())) {
                    return event;
                }
            }
            pause();
        }
        throw new AssertionError("no such " + name + " came (HTTP " + status + "), but " + events);
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Event> events() {
        return events;
    }

    public boolean isOver() {
        return !thread.isAlive();
    }

    /** To come back with. */
    public @Nullable String last() {
        return events.stream().map(Event::id).filter(id -> id != null).reduce((first, last) -> last).orElse(null);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (body != null) {
                body.close();
            }
        } catch (IOException e) {
            // closed all the same
        }
    }
}
