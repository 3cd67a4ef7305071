package cn.niangjia.chat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a running server one labelled question after the other, as one worker would, each in a conversation of its own, and
 * prints the time from sending a message to the whole JSON reply. Needs nothing but a JDK:
 * {@code java src/test/java/cn/niangjia/chat/AnswerBenchmark.java http://localhost:8080}. The server must be started with
 * {@code --niangjia.limits.enabled=false}.
 */
public class AnswerBenchmark {

    private static final Pattern QUESTION = Pattern.compile("\"question\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final int WARM_UP = 300;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static void main(String[] arguments) throws Exception {
        String server = arguments.length > 0 ? arguments[0] : "http://localhost:8080";
        List<String> questions = Files.readAllLines(Path.of("src/test/resources/labelled-questions.jsonl"));
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < WARM_UP + questions.size(); i++) {
            Matcher question = QUESTION.matcher(questions.get(i % questions.size()));
            if (question.find()) {
                double took = ask(server, question.group(1));
                if (i >= WARM_UP) {
                    millis.add(took);
                }
            }
        }
        Collections.sort(millis);
        System.out.printf("%d replies: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms%n", millis.size(), percentile(millis, .5),
                percentile(millis, .9), percentile(millis, .99));
    }

    private static double ask(String server, String question) throws Exception {
        String begun = post(server + "/api/chat/conversations", "", "{}");
        String body = "{\"text\": \"" + question + "\"}";
        String url = server + "/api/chat/conversations/" + field(begun, "id") + "/messages";
        long start = System.nanoTime();
        post(url, "Bearer " + field(begun, "token"), body);
        return (System.nanoTime() - start) / 1e6;
    }

    private static String post(String url, String authorization, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static String field(String json, String name) {
        Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!field.find()) {
            throw new IllegalStateException(json);
        }
        return field.group(1);
    }

    private static double percentile(List<Double> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part));
    }
}
