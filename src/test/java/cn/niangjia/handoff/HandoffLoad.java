package cn.niangjia.handoff;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Many workers and agents at once over HTTP: takes, transfers, returns, messages both ways, while the server is killed (kill -9)
 * and started again at random moments. Then compares what each side was told was kept with what both sides can read: nothing lost,
 * nothing doubled, nothing out of order, every talk brought to its end.
 *
 * <pre>
 * ./mvnw -DskipTests package
 * java src/test/java/cn/niangjia/handoff/HandoffLoad.java target/niangjia.jar CONVERSATIONS AGENTS KILLS
 * </pre>
 */
final class HandoffLoad {

    private static final int MESSAGES = 10;
    private static final Pattern SAID = Pattern.compile("\"text\":\"([wa][0-9]+-[0-9]+)\"");
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();

    /** What came back; status 0 if nothing did. */
    private record Answer(int status, String body) {

        String field(String name) {
            Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(body);
            return found.find() ? found.group(1) : "";
        }
    }

    private final Path jar;
    private final Path home;
    private final int port;
    private final int agents;
    private final int kills;
    private final List<Talk> talks;
    private final Map<String, Talk> byConversation = new ConcurrentHashMap<>();
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> taking = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> arriving = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final CountDownLatch open;
    private volatile Process server;
    private volatile boolean over;

    HandoffLoad(Path jar, int conversations, int agents, int kills) throws IOException {
        this.jar = jar;
        this.home = Files.createTempDirectory("handoff-load");
        this.agents = agents;
        this.kills = kills;
        this.open = new CountDownLatch(conversations);
        this.talks = IntStream.range(0, conversations).mapToObj(Talk::new).toList();
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    public static void main(String[] arguments) throws Exception {
        HandoffLoad load = new HandoffLoad(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        try {
            System.exit(load.run() ? 0 : 1);
        } finally {
            load.server.destroyForcibly();
        }
    }

    private boolean run() throws Exception {
        start();
        for (int i = 0; i < agents; i++) {
            send("POST", "/api/admin/staff", basic("admin"), """
                    {"name":"agent%d","displayName":"坐席%d","role":"AGENT","region":"000000","password":"test-password"}""".formatted(i, i));
        }
        long begun = System.nanoTime();
        talks.forEach(talk -> Thread.ofVirtual().start(talk::live));
        IntStream.range(0, agents).forEach(i -> Thread.ofVirtual().start(() -> work("agent" + i, new Random(i))));
        Thread killer = Thread.ofVirtual().start(this::kill);
        open.await();
        killer.join();
        over = true;
        System.out.printf("%d conversations, %d agents, %d kills, %.0f s%n", talks.size(), agents, kills, (System.nanoTime() - begun) / 1e9);
        Thread.sleep(1000);
        return verify();
    }

    private void start() throws Exception {
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx768m", "--add-modules", "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED", "-jar", jar.toString(), "--server.port=" + port, "--niangjia.data=" + home.resolve("data"),
                "--niangjia.knowledge.folders=", "--niangjia.encryption.key-file=" + home.resolve("key"), "--niangjia.admin.password=test-password",
                "--niangjia.limits.enabled=false", "--niangjia.desk.hours=MON-SUN 00:00-23:59", "--niangjia.handoff.agent-lost-after=10m",
                "--niangjia.handoff.answer-within=1h", "--niangjia.handoff.chats-per-agent=" + (talks.size() / agents + 5));
        File log = home.resolve("server.log").toFile();
        server = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
        while (send("GET", "/actuator/health/readiness", "", null).status() != 200) {
            if (!server.isAlive()) {
                throw new IllegalStateException("the server did not come up, see " + log);
            }
            Thread.sleep(100);
        }
    }

    /** At random moments while talks go on. */
    private void kill() {
        Random random = new Random();
        try {
            for (int i = 0; i < kills && open.getCount() > 0; i++) {
                Thread.sleep(1500 + random.nextInt(3000));
                server.destroyForcibly().waitFor();
                start();
                count("kills");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A worker with a page that follows. */
    private final class Talk {

        private final int number;
        private final List<String> kept = new CopyOnWriteArrayList<>();
        private final List<String> keptOfAgents = new CopyOnWriteArrayList<>();
        private final Set<String> unsure = ConcurrentHashMap.newKeySet();
        private final List<String> seen = new CopyOnWriteArrayList<>();
        private final List<Integer> sequences = new CopyOnWriteArrayList<>();
        private volatile String id = "";
        private volatile String token = "";
        private volatile String state = "";
        private volatile String handoff = "";
        private volatile int agentsNext;

        private Talk(int number) {
            this.number = number;
        }

        private void live() {
            Random random = new Random(number);
            pause(random.nextInt(3000));
            Answer begun = insist("POST", "/api/chat/conversations", "", "{}");
            token = "Bearer " + begun.field("token");
            id = begun.field("id");
            byConversation.put(id, this);
            Thread.ofVirtual().start(this::follow);
            handoff = insist("POST", path("/handoff"), token, "{}").field("id");
            while (!state.equals("WITH_AGENT")) {
                pause(50);
            }
            for (int i = 0; i < MESSAGES; i++) {
                String text = "w" + number + "-" + i;
                insist("POST", path("/messages"), token, "{\"text\":\"%s\",\"clientMessageId\":\"%s\"}".formatted(text, text));
                kept.add(text);
                pause(50 + random.nextInt(400));
            }
            while (!state.equals("CLOSED")) {
                pause(50);
            }
            open.countDown();
        }

        private String path(String rest) {
            return "/api/chat/conversations/" + id + rest;
        }

        private void follow() {
            String last = "0";
            while (!over) {
                try {
                    HttpRequest request = request("GET", path("/events"), token, null).header("Accept", "text/event-stream").header("Last-Event-ID", last).build();
                    BufferedReader lines = new BufferedReader(new InputStreamReader(HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
                    String id = null;
                    String data = null;
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        if (line.startsWith("id:")) {
                            id = line.substring(3).strip();
                        } else if (line.startsWith("data:")) {
                            data = line;
                        } else if (line.isEmpty() && data != null) {
                            hear(data, id);
                            last = id == null ? last : id;
                            id = null;
                            data = null;
                        }
                    }
                } catch (IOException e) {
                    // killed; comes back
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                pause(100);
            }
        }

        private void hear(String data, String sequence) {
            long now = System.nanoTime();
            if (sequence != null) {
                sequences.add(Integer.valueOf(sequence));
            }
            Matcher said = SAID.matcher(data);
            if (said.find()) {
                seen.add(said.group(1));
                Long sent = sentAt.remove(said.group(1));
                if (sent != null) {
                    arriving.add(now - sent);
                }
                return;
            }
            Matcher stands = Pattern.compile("\"state\":\"(WITH_ASSISTANT|WAITING|WITH_AGENT|CLOSED)\"").matcher(data);
            if (stands.find()) {
                state = stands.group(1);
            }
        }
    }

    /** An agent: takes who waits, says something to each of theirs, passes some on, closes what is done. */
    private void work(String name, Random random) {
        while (!over) {
            for (String row : rows(send("GET", "/api/handoffs?state=TAKEN&scope=MINE&size=500", basic(name), null).body())) {
                talk(name, row, random);
            }
            List<String> waiting = rows(send("GET", "/api/handoffs?state=WAITING&size=500", basic(name), null).body());
            if (!waiting.isEmpty()) {
                String id = waiting.get(random.nextInt(Math.min(5, waiting.size())));
                long begun = System.nanoTime();
                Answer taken = send("POST", "/api/handoffs/" + id + "/assignment", basic(name), null);
                count(taken.status() == 200 ? "takes won" : taken.status() == 409 ? "takes lost" : "takes unanswered");
                if (taken.status() == 200) {
                    taking.add(System.nanoTime() - begun);
                }
            }
            pause(20 + random.nextInt(100));
        }
    }

    private static List<String> rows(String list) {
        List<String> ids = new ArrayList<>();
        Matcher row = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"").matcher(list);
        while (row.find()) {
            ids.add(row.group(1));
        }
        return ids;
    }

    private void talk(String name, String handoff, Random random) {
        Talk talk = talks.stream().filter(one -> one.handoff.equals(handoff)).findFirst().orElse(null);
        if (talk == null) {
            return;
        }
        int chance = random.nextInt(100);
        if (talk.agentsNext >= MESSAGES && talk.kept.size() >= MESSAGES) {
            step(name, handoff, "/resolution", "{\"outcome\":\"RESOLVED\",\"knowledgeLacked\":false}");
        } else if (chance < 4) {
            step(name, handoff, "/transfer", "{\"to\":\"agent%d\",\"note\":\"转交\"}".formatted(random.nextInt(agents)));
        } else if (chance < 6) {
            step(name, handoff, "/transfer", "{\"note\":\"换一位\"}");
        } else if (talk.agentsNext < MESSAGES) {
            say(name, handoff, talk);
        }
    }

    private void step(String name, String handoff, String what, String body) {
        count(what.substring(1) + " " + send("POST", "/api/handoffs/" + handoff + what, basic(name), body).status());
    }

    /** The same message again until it is known whether it was kept; who lost the talk meanwhile can never know. */
    private void say(String name, String handoff, Talk talk) {
        String text;
        synchronized (talk) {
            text = "a" + talk.number + "-" + talk.agentsNext++;
        }
        String body = "{\"text\":\"%s\",\"clientMessageId\":\"%s\"}".formatted(text, text);
        boolean tried = false;
        while (true) {
            sentAt.put(text, System.nanoTime());
            Answer answer = send("POST", "/api/handoffs/" + handoff + "/messages", basic(name), body);
            if (answer.status() == 201) {
                talk.keptOfAgents.add(text);
                return;
            }
            sentAt.remove(text);
            if (answer.status() == 409) {
                if (tried) {
                    talk.unsure.add(text);
                }
                return;
            }
            tried = true;
            pause(100);
        }
    }

    private boolean verify() {
        int wrong = 0;
        int messages = 0;
        for (Talk talk : talks) {
            List<String> problems = new ArrayList<>();
            String workers = insist("GET", talk.path(""), talk.token, null).body();
            String desks = insist("GET", "/api/handoffs/" + talk.handoff, basic("admin"), null).body();
            List<String> said = said(workers.substring(0, workers.indexOf("\"events\"") > workers.indexOf("\"messages\"") ? workers.indexOf("\"events\"") : workers.length()));
            messages += said.size();
            check(problems, "the worker's side has all of the worker's", only(said, 'w').equals(talk.kept));
            List<String> ofAgents = new ArrayList<>(only(said, 'a'));
            ofAgents.removeAll(minus(talk.unsure, talk.keptOfAgents));
            check(problems, "the worker's side has all of the agents', in order", ofAgents.equals(talk.keptOfAgents));
            check(problems, "nothing twice", new HashSet<>(said).size() == said.size());
            check(problems, "the page saw what is kept, in order, once", talk.seen.equals(said));
            check(problems, "places never went back", IntStream.range(1, talk.sequences.size()).allMatch(i -> talk.sequences.get(i - 1) < talk.sequences.get(i)));
            String ofDesk = desks.substring(desks.indexOf("\"messages\":["));
            check(problems, "both sides read the same", said(ofDesk).equals(said));
            check(problems, "it came to its end", talk.state.equals("CLOSED") && desks.contains("\"state\":\"RESOLVED\""));
            if (!problems.isEmpty()) {
                wrong++;
                System.out.println("conversation " + talk.number + ": not so: " + problems + " unsure " + talk.unsure + "\n  kept " + talk.kept + talk.keptOfAgents
                        + "\n  read " + said + "\n  seen " + talk.seen);
            }
        }
        System.out.println("messages kept: " + messages + ", conversations with anything lost, doubled or out of order: " + wrong);
        System.out.println(counts);
        System.out.println("take:                 " + percentiles(taking));
        System.out.println("agent to worker page: " + percentiles(arriving));
        return wrong == 0;
    }

    private static List<String> said(String body) {
        List<String> said = new ArrayList<>();
        Matcher text = SAID.matcher(body);
        while (text.find()) {
            said.add(text.group(1));
        }
        return said;
    }

    private static List<String> only(List<String> said, char who) {
        return said.stream().filter(text -> text.charAt(0) == who).toList();
    }

    private static Set<String> minus(Set<String> all, List<String> some) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static void check(List<String> problems, String what, boolean holds) {
        if (!holds) {
            problems.add(what);
        }
    }

    private static String percentiles(ConcurrentLinkedQueue<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? "none" : "n=%d p50=%.1f ms p95=%.1f ms p99=%.1f ms max=%.1f ms".formatted(sorted.length, at(sorted, .5), at(sorted, .95),
                at(sorted, .99), sorted[sorted.length - 1] / 1e6);
    }

    private static double at(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, sorted.length * part)] / 1e6;
    }

    /** Until the server says that it is done, or never will be. */
    private Answer insist(String method, String path, String authorization, String body) {
        for (Answer answer = send(method, path, authorization, body); ; answer = send(method, path, authorization, body)) {
            if (answer.status() / 100 == 2) {
                return answer;
            }
            if (answer.status() / 100 == 4) {
                throw new IllegalStateException(path + " " + answer);
            }
            pause(100);
        }
    }

    private Answer send(String method, String path, String authorization, String body) {
        try {
            HttpResponse<String> response = HTTP.send(request(method, path, authorization, body).header("Accept", "application/json").build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, "");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String method, String path, String authorization, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Content-Type", "application/json")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private static String basic(String name) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":test-password").getBytes(StandardCharsets.UTF_8));
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
