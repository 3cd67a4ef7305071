package cn.niangjia.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.ByteArrayInputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Uploads a ZIP of a folder of statutes to the packed program with {@code publish=true}, kills the program half way as {@code kill -9}
 * would, starts it again, and waits until everything is found by its words and then by its vectors. All the while it asks questions at a
 * set rate, each in a conversation of its own; a reply's time counts from the moment the question was due, so that a slow reply is not
 * hidden by the next question waiting for it. In the end every file must be there once and every passage once, or it fails. Needs nothing
 * but a JDK, and a machine to itself; to be run where the jar was built:
 *
 * <pre>java src/test/java/cn/niangjia/importing/ImportBenchmark.java target/niangjia.jar FOLDER [questions a second] [most files]</pre>
 */
public class ImportBenchmark {

    private static final Pattern QUESTION = Pattern.compile("\"question\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final List<String> FLAGS = List.of("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xmx512m");
    private static final int WARM_UP = 300;
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration WHILE_VECTORS_FOLLOW = Duration.ofSeconds(120);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String credential = "Basic " + Base64.getEncoder().encodeToString("admin:import-benchmark".getBytes(UTF_8));
    private final Path jar;
    private final Path home;
    private final double rate;
    private final List<String> questions;
    private final Map<String, List<Double>> replies = new LinkedHashMap<>();
    private Process process;
    private int port;

    /** One run of questions at an even pace, until it is stopped. */
    private final class Asking implements AutoCloseable {

        private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        private final List<Thread> open = new ArrayList<>();
        private final String phase;
        private final double perSecond;
        private final Thread pace;
        private volatile boolean stopped;

        Asking(String phase, double perSecond) {
            this.phase = phase;
            this.perSecond = perSecond;
            this.pace = Thread.ofPlatform().daemon().start(this::run);
        }

        private void run() {
            long first = System.nanoTime() + 1_000_000_000L;
            for (int i = 0; !stopped; i++) {
                long due = first + (long) (i / perSecond * 1e9);
                String question = questions.get(i % questions.size());
                // The conversation is begun ahead, as a page does before anybody has typed.
                LockSupport.parkNanos(due - 500_000_000L - System.nanoTime());
                if (!stopped) {
                    open.add(Thread.ofVirtual().start(() -> ask(question, due)));
                }
            }
        }

        private void ask(String question, long due) {
            try {
                String begun = post("/api/chat/conversations", "", "{}");
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                post("/api/chat/conversations/" + field(begun, "id") + "/messages", "Bearer " + field(begun, "token"), "{\"text\": \"" + question + "\"}");
                millis.add((System.nanoTime() - due) / 1e6);
            } catch (IOException | InterruptedException | RuntimeException e) {
                failures.add(String.valueOf(e));
            }
        }

        int count() {
            return millis.size();
        }

        @Override
        public void close() throws InterruptedException {
            stopped = true;
            pace.join();
            for (Thread thread : open) {
                thread.join(10_000);
            }
            List<Double> all = new ArrayList<>(millis);
            if (phase.isEmpty()) {
                return;
            }
            replies.put(phase, all);
            System.out.println(line(phase, all) + (failures.isEmpty() ? "" : "; not answered: " + failures.size() + ", the first " + failures.peek()));
        }
    }

    private ImportBenchmark(Path jar, double rate) throws IOException {
        this.jar = jar;
        this.rate = rate;
        this.home = Files.createTempDirectory("import-benchmark");
        this.questions = Files.readAllLines(Path.of("src/test/resources/labelled-questions.jsonl")).stream().map(QUESTION::matcher)
                .filter(Matcher::find).map(found -> found.group(1)).toList();
    }

    public static void main(String[] arguments) throws Exception {
        double rate = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 4;
        int most = arguments.length > 3 ? Integer.parseInt(arguments[3]) : Integer.MAX_VALUE;
        ImportBenchmark benchmark = new ImportBenchmark(Path.of(arguments[0]), rate);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(benchmark::end));
        benchmark.run(Path.of(arguments[1]), most);
    }

    private void run(Path folder, int most) throws Exception {
        Path zip = home.resolve("laws.zip");
        int files = zip(folder, zip, most);
        start();
        try (Asking warmUp = new Asking("", 20)) {
            waitUntil(() -> warmUp.count() >= WARM_UP);
        }
        try (Asking idle = new Asking("idle", rate)) {
            Thread.sleep(IDLE);
        }
        Map<String, Long> before = index();

        Instant begun = Instant.now();
        String id;
        String memory;
        try (Asking asking = new Asking("importing, before the kill", rate)) {
            id = field(upload(zip), "importId");
            System.out.printf("uploaded %d files, %.1f MB, in %s%n", files, Files.size(zip) / 1e6, since(begun));
            waitUntil(() -> number(job(id), "total") > files && number(job(id), "done") > files / 2);
            memory = memory();
        }
        kill();
        System.out.println("killed after " + since(begun) + "; memory " + memory);
        start();
        System.out.println("ready again after " + since(begun));
        try (Asking asking = new Asking("importing, after the restart", rate)) {
            waitUntil(() -> field(job(id), "state").startsWith("COMPLETED"));
        }
        double words = Duration.between(begun, Instant.now()).toMillis() / 1e3;
        long passages = number(job(id), "passages");
        System.out.printf("found by words after %s: %d passages, %.0f a second; memory %s%n", since(begun), passages, passages / words, memory());
        check(id, files, passages, before);
        try (Asking asking = new Asking("vectors following", rate)) {
            Instant end = Instant.now().plus(WHILE_VECTORS_FOLLOW);
            waitUntil(() -> Instant.now().isAfter(end) || missing() == 0);
        }
        waitUntil(() -> missing() == 0);
        double whole = Duration.between(begun, Instant.now()).toMillis() / 1e3;
        System.out.printf("found by vectors after %s: %.0f passages a second; memory %s%n", since(begun), passages / whole, memory());
        try (Asking after = new Asking("idle, with everything", rate)) {
            Thread.sleep(IDLE);
        }
        System.out.println();
        replies.forEach((phase, millis) -> System.out.println(line(phase, millis)));
    }

    private static int zip(Path folder, Path zip, int most) throws IOException {
        try (Stream<Path> found = Files.walk(folder); ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            List<Path> files = found.filter(file -> file.toString().endsWith(".md") && !file.endsWith("README.md")).sorted().toList();
            List<Path> chosen = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                // Of a part, some of each folder.
                if (files.size() <= most || (long) i * most / files.size() != (long) (i + 1) * most / files.size()) {
                    chosen.add(files.get(i));
                }
            }
            for (Path file : chosen) {
                out.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, out);
            }
            return chosen.size();
        }
    }

    private void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(FLAGS);
        command.addAll(List.of(System.getProperty("server.flags", "").split(" ")));
        command.removeIf(String::isEmpty);
        command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port, "--niangjia.data=" + home.resolve("data"),
                "--niangjia.encryption.key-file=" + home.resolve("key"), "--niangjia.admin.password=import-benchmark", "--niangjia.limits.enabled=false"));
        process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("server.log").toFile())).start();
        waitUntil(() -> get("/actuator/health/readiness") != null);
    }

    private void end() {
        try {
            kill();
            remove(home);
        } catch (IOException | InterruptedException e) {
            System.err.println("left behind: " + home + ", " + e);
        }
    }

    private void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private String upload(Path zip) throws IOException, InterruptedException {
        String head = "--border\r\nContent-Disposition: form-data; name=\"publish\"\r\n\r\ntrue\r\n"
                + "--border\r\nContent-Disposition: form-data; name=\"files\"; filename=\"laws.zip\"\r\nContent-Type: application/zip\r\n\r\n";
        HttpRequest request = HttpRequest.newBuilder(uri("/api/admin/documents")).header("Authorization", credential)
                .header("Content-Type", "multipart/form-data; boundary=border").POST(HttpRequest.BodyPublishers.ofInputStream(() -> parts(head, zip))).build();
        return sent(request);
    }

    private static InputStream parts(String head, Path zip) {
        try {
            return new SequenceInputStream(Collections.enumeration(List.of(new ByteArrayInputStream(head.getBytes(UTF_8)), Files.newInputStream(zip),
                    new ByteArrayInputStream("\r\n--border--\r\n".getBytes(UTF_8)))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String job(String id) throws IOException, InterruptedException {
        return String.valueOf(get("/api/admin/imports/" + id + "?size=1"));
    }

    /** How many passages the index holds, and how many of them wait for a vector. */
    private Map<String, Long> index() throws IOException, InterruptedException {
        String index = get("/api/admin/index");
        return index == null ? Map.of("passages", 0L, "withoutVector", 0L)
                : Map.of("passages", number(index, "passages"), "withoutVector", number(index, "withoutVector"));
    }

    private long missing() throws IOException, InterruptedException {
        return index().get("withoutVector");
    }

    /** Each file once and taken in, each passage of theirs once in the index. */
    private void check(String id, int files, long passages, Map<String, Long> before) throws Exception {
        String shown = get("/api/admin/imports/" + id + "?size=5000");
        Matcher file = Pattern.compile("\"number\":(\\d+),\"name\":\"([^\"]*)\",\"size\":\\d+,\"note\":\"[^\"]*\",\"state\":\"([A-Z]+)\"").matcher(shown);
        Set<String> names = new HashSet<>();
        int entries = 0;
        while (file.find()) {
            entries++;
            names.add(file.group(2));
            if (!Set.of("COMPLETED", "UNCHANGED").contains(file.group(3))) {
                System.out.println("not taken in: " + file.group(2) + " " + file.group(3));
            }
        }
        long indexed = index().get("passages") - before.get("passages");
        System.out.printf("files uploaded %d, listed %d (with the archive), different names %d; state %s, refused %d; passages read %d, in the index %d%n", files,
                entries, names.size(), field(shown, "state"), number(shown, "refused"), passages, indexed);
        if (entries != files + 1 || names.size() != files + 1 || indexed != passages) {
            throw new IllegalStateException("something was lost or doubled");
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void waitUntil(Condition condition) throws Exception {
        while (!condition.holds()) {
            if (process != null && !process.isAlive()) {
                throw new IllegalStateException("the server ended:\n" + Files.readString(home.resolve("server.log")));
            }
            Thread.sleep(500);
        }
    }

    /** Null if it is not there, or not yet. */
    private String get(String path) throws IOException, InterruptedException {
        try {
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(uri(path)).header("Authorization", credential).build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : null;
        } catch (java.net.ConnectException e) {
            return null;
        }
    }

    private String post(String path, String authorization, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return sent(authorization.isEmpty() ? request.build() : request.header("Authorization", authorization).build());
    }

    private String sent(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Of the server's process; Linux only. */
    private String memory() throws IOException {
        Map<String, String> status = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            status.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1).strip());
        }
        return status.get("VmRSS") + ", at most " + status.get("VmHWM");
    }

    private static String since(Instant begun) {
        return "%.1f s".formatted(Duration.between(begun, Instant.now()).toMillis() / 1e3);
    }

    private static String line(String phase, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.isEmpty() ? phase + ": no replies" : "%s: %d replies, p50 %.0f ms, p90 %.0f ms, p95 %.0f ms, p99 %.0f ms, longest %.0f ms".formatted(phase,
                sorted.size(), at(sorted, .5), at(sorted, .9), at(sorted, .95), at(sorted, .99), sorted.getLast());
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part));
    }

    private static String field(String json, String name) {
        Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!field.find()) {
            throw new IllegalStateException(json);
        }
        return field.group(1);
    }

    private static long number(String json, String name) {
        Matcher field = Pattern.compile("\"" + name + "\":(\\d+)").matcher(json);
        if (!field.find()) {
            throw new IllegalStateException(json);
        }
        return Long.parseLong(field.group(1));
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
