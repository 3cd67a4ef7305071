package cn.niangjia.workbench;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Judges {@code GET /api/search} by lay questions with the articles that answer them, one JSON object a line:
 * {@code {"question", "relevant": [{"text"}]}}. Prints nDCG@10 (binary gain; Järvelin and Kekäläinen, 2002), recall and the
 * server's own times. Arguments: server, password of admin, file.
 */
public class SearchQuality {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int DEPTH = 100;

    public static void main(String[] arguments) throws Exception {
        String credential = Base64.getEncoder().encodeToString(("admin:" + arguments[1]).getBytes(StandardCharsets.UTF_8));
        double gain = 0;
        double recall10 = 0;
        double recall100 = 0;
        List<Double> millis = new ArrayList<>();
        List<String> questions = Files.readAllLines(Path.of(arguments[2]));
        for (String line : questions) {
            JsonNode question = JSON.readTree(line);
            Set<String> relevant = new HashSet<>();
            question.get("relevant").forEach(article -> relevant.add(plain(article.get("text").asString())));
            JsonNode result = search(arguments[0], credential, question.get("question").asString());
            millis.add(result.get("tookMs").asDouble());
            boolean[] hits = hits(result.get("hits"), relevant);
            gain += gain(hits, relevant.size());
            recall10 += count(hits, 10) / (double) relevant.size();
            recall100 += count(hits, DEPTH) / (double) relevant.size();
        }
        Collections.sort(millis);
        int n = questions.size();
        System.out.printf("%d questions: nDCG@10 %.3f, R@10 %.3f, R@100 %.3f; took p50 %.1f ms, p99 %.1f ms%n", n, gain / n, recall10 / n,
                recall100 / n, millis.get(n / 2), millis.get((int) (n * .99)));
    }

    private static JsonNode search(String server, String credential, String question) throws Exception {
        URI uri = URI.create(server + "/api/search?highlight=false&size=" + DEPTH + "&q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri).header("Authorization", "Basic " + credential).build();
        return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Of several laws with the same article only the first counts. */
    private static boolean[] hits(JsonNode found, Set<String> relevant) {
        boolean[] hits = new boolean[DEPTH];
        Set<String> open = new HashSet<>(relevant);
        for (int i = 0; i < found.size(); i++) {
            hits[i] = open.remove(plain(found.get(i).get("text").asString()));
        }
        return hits;
    }

    private static String plain(String text) {
        return text.strip().replaceFirst("^第[一二三四五六七八九十百千零〇]+条(之[一二三四五六七八九十]+)?", "").replaceAll("[\\s　]+", "");
    }

    private static double gain(boolean[] hits, int relevant) {
        double gain = 0;
        double best = 0;
        for (int i = 0; i < 10; i++) {
            double discount = Math.log(2) / Math.log(i + 2);
            gain += hits[i] ? discount : 0;
            best += i < relevant ? discount : 0;
        }
        return gain / best;
    }

    private static int count(boolean[] hits, int depth) {
        int count = 0;
        for (int i = 0; i < depth; i++) {
            count += hits[i] ? 1 : 0;
        }
        return count;
    }
}
