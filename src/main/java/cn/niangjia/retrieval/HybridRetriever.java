package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Kind;
import cn.niangjia.retrieval.IndexSnapshot.Match;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds passages by word and by vector at once, the question joined by official words for its lay ones, and fuses the two
 * rankings by rank, since their scores are not alike (reciprocal rank fusion: Cormack, Clarke and Büttcher, SIGIR 2009; with k = 20).
 */
@Component
public class HybridRetriever {

    private static final int DEPTH = 100;
    /** How far to look for a linked question that is the same as the one asked. */
    private static final int SAME_DEPTH = 3;
    private static final double K = 20;
    /** For a question that names no place: what holds everywhere comes before what one place has, unless that answers this very question. */
    private static final double LOCAL_WEIGHT = .6;

    /** For a question of a known place: its own texts before those that hold everywhere. */
    private static final double NEAREST_WEIGHT = 1.3;

    /** What the two rankings say of one passage. */
    private record Fused(String passage, double score, @Nullable Integer keywordRank, @Nullable Integer vectorRank,
            double keywordScore, double cosine, boolean linked) {
    }

    private final IndexInService index;
    private final Embedder embedder;
    private final Synonyms synonyms;
    private final QuestionsFirst questions;

    HybridRetriever(IndexInService index, Embedder embedder, Synonyms synonyms, QuestionsFirst questions) {
        this.index = index;
        this.embedder = embedder;
        this.synonyms = synonyms;
        this.questions = questions;
    }

    /** Best first; empty as long as nothing is indexed. */
    public Hits retrieve(Query query) {
        questions.begun();
        try {
            return find(query);
        } finally {
            questions.ended();
        }
    }

    private Hits find(Query query) {
        long start = System.nanoTime();
        List<String> extraTerms = synonyms.expand(query.text());
        float[] vector = embedder.embedQuestion(extraTerms.isEmpty() ? query.text() : query.text() + " " + String.join(" ", extraTerms));
        try (IndexSnapshot snapshot = index.open()) {
            if (snapshot == null) {
                return new Hits(List.of(), 0, extraTerms, 0, millisSince(start));
            }
            List<Match> byWords = snapshot.byWords(query, extraTerms, Math.max(DEPTH, query.from() + query.size()));
            List<Match> byVector = withSameQuestions(snapshot.byVector(query, vector, DEPTH),
                    extraTerms.isEmpty() ? List.of() : snapshot.byVector(query, embedder.embedQuestion(query.text()), SAME_DEPTH));
            int total = query.count() ? snapshot.total(query, extraTerms, byVector) : 0;
            List<Hit> hits = load(snapshot, fuse(query, byWords, byVector).stream().skip(query.from()).limit(query.size()).toList());
            return new Hits(hits, total, extraTerms, snapshot.number(), millisSince(start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Official words move a question away from the very question that an author linked; that one is nearest all the same. */
    private static List<Match> withSameQuestions(List<Match> byVector, List<Match> nearestToPlainWords) {
        List<Match> same = nearestToPlainWords.stream().filter(match -> match.linked() && cosine(match) >= Hit.SAME).toList();
        Set<String> passages = same.stream().map(Match::passage).collect(Collectors.toSet());
        return Stream.concat(same.stream(), byVector.stream().filter(match -> !passages.contains(match.passage()))).toList();
    }

    /** Lucene scores a dot product of unit vectors as (1 + cosine) / 2. */
    private static double cosine(Match near) {
        return 2 * near.score() - 1;
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    /** The best of both rankings by their sum of 1 / (k + rank); then, for deep pages, the rest in the order of words. */
    private static List<Fused> fuse(Query query, List<Match> byWords, List<Match> byVector) {
        Map<String, Ranked> words = ranked(byWords);
        Map<String, Ranked> near = ranked(byVector);
        Stream<Fused> fused = Stream.concat(byWords.stream().limit(DEPTH), byVector.stream()).map(Match::passage).distinct()
                .map(passage -> fuse(query, words.get(passage), near.get(passage)))
                .sorted(Comparator.comparingDouble(Fused::score).reversed());
        Stream<Fused> rest = byWords.stream().skip(DEPTH).filter(match -> !near.containsKey(match.passage()))
                .map(match -> fuse(query, words.get(match.passage()), null));
        return Stream.concat(fused, rest).toList();
    }

    private record Ranked(Match match, int rank) {
    }

    private static Map<String, Ranked> ranked(List<Match> matches) {
        Map<String, Ranked> ranked = new HashMap<>();
        for (int i = 0; i < matches.size(); i++) {
            ranked.put(matches.get(i).passage(), new Ranked(matches.get(i), i + 1));
        }
        return ranked;
    }

    private static Fused fuse(Query query, @Nullable Ranked words, @Nullable Ranked near) {
        Match match = words != null ? words.match() : Objects.requireNonNull(near).match();
        boolean sameQuestion = near != null && near.match().linked() && cosine(near.match()) >= Hit.SAME;
        boolean local = !match.national() && !sameQuestion;
        double place = !local ? 1 : query.nationalFirst() ? LOCAL_WEIGHT : query.regions().isEmpty() ? 1 : NEAREST_WEIGHT;
        double score = (share(words) + share(near)) * weight(match.kind()) * place;
        return new Fused(match.passage(), score, words == null ? null : words.rank(), near == null ? null : near.rank(),
                words == null ? 0 : words.match().score(), near == null ? 0 : cosine(near.match()), near != null && near.match().linked());
    }

    /** Words beyond the depth that is fused count for nothing, so that a page is the same however deep the search went. */
    private static double share(@Nullable Ranked ranked) {
        return ranked == null || ranked.rank() > DEPTH ? 0 : 1 / (K + ranked.rank());
    }

    /** The higher text is the better source; chosen on the 300 public questions. */
    private static double weight(Kind kind) {
        return switch (kind) {
            case LAW -> 1.2;
            case RULE -> 1.05;
            default -> 1;
        };
    }

    private static List<Hit> load(IndexSnapshot snapshot, List<Fused> page) throws IOException {
        List<Hit> hits = new ArrayList<>();
        for (Fused fused : page) {
            IndexedPassage content = snapshot.content(fused.passage());
            hits.add(new Hit(content.passage(), content.description(), content.validity(), fused.score(),
                    fused.keywordRank(), fused.vectorRank(), fused.keywordScore(), fused.cosine(), fused.linked()));
        }
        return hits;
    }
}
