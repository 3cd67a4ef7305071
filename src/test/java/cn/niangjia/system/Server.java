package cn.niangjia.system;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The packed jar in a process of its own, as it runs at a union: can be killed like one. */
class Server implements AutoCloseable {

    private static final Path JAR = Path.of("target/niangjia.jar");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;

    Server(Path data, String folders) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-jar", JAR.toString(),
                "--server.port=" + port, "--niangjia.data=" + data, "--niangjia.knowledge.folders=" + folders,
                "--niangjia.encryption.key-file=" + data.resolveSibling("encryption.key"), "--niangjia.admin.password=test-password",
                "--niangjia.limits.enabled=false"));
        File log = data.resolveSibling("server.log").toFile();
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
    }

    String url() {
        return "http://localhost:" + port;
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void waitUntilReady() throws InterruptedException {
        waitFor("/actuator/health/readiness");
    }

    void waitUntilAlive() throws InterruptedException {
        waitFor("/actuator/health/liveness");
    }

    private void waitFor(String path) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(4));
        while (!isOk(path)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("the server did not come up, see server.log beside its data");
            }
            Thread.sleep(100);
        }
    }

    boolean isOk(String path) throws InterruptedException {
        try {
            return get(path).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(asAdmin(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder asAdmin(String path) {
        String credential = Base64.getEncoder().encodeToString("admin:test-password".getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(url() + path)).header("Authorization", "Basic " + credential);
    }

    /** To be published. @return the import's id */
    String upload(String name, byte[] content) throws IOException, InterruptedException {
        String head = "--b\r\nContent-Disposition: form-data; name=\"publish\"\r\n\r\ntrue\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\""
                + name + "\"\r\n\r\n";
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.concat(HttpRequest.BodyPublishers.ofString(head),
                HttpRequest.BodyPublishers.ofByteArray(content), HttpRequest.BodyPublishers.ofString("\r\n--b--\r\n"));
        String begun = HTTP.send(asAdmin("/api/admin/documents").header("Content-Type", "multipart/form-data; boundary=b").POST(body).build(),
                HttpResponse.BodyHandlers.ofString()).body();
        return begun.replaceAll(".*\"importId\":\"([^\"]*)\".*", "$1");
    }

    /** How many texts this run has embedded. */
    int embedded() throws IOException, InterruptedException {
        return get("/actuator/prometheus").body().lines().filter(line -> line.startsWith("niangjia_embedded_texts_total"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
