package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Region;
import cn.niangjia.retrieval.PassageIndex.Match;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds passages by word and by vector at once and fuses the two rankings by rank, since their scores are not alike
 * (reciprocal rank fusion: Cormack, Clarke and Büttcher, SIGIR 2009; with k = 20).
 */
@Component
public class HybridRetriever {

    private static final int DEPTH = 100;
    private static final double K = 20;
    /** For a question that names no place: what holds everywhere comes before what one place has. */
    private static final double LOCAL_WEIGHT = .6;

    /** What the two rankings say of one passage. */
    private record Fused(String passage, double score, @Nullable Integer keywordRank, @Nullable Integer vectorRank,
            double keywordScore, double cosine) {
    }

    private final PassageIndex index;
    private final Embedder embedder;
    private final Synonyms synonyms;

    HybridRetriever(PassageIndex index, Embedder embedder, Synonyms synonyms) {
        this.index = index;
        this.embedder = embedder;
        this.synonyms = synonyms;
    }

    /** Best first; empty as long as nothing is indexed. */
    public Hits retrieve(Query query) {
        long start = System.nanoTime();
        List<String> extraTerms = synonyms.expand(query.text());
        float[] vector = embedder.embedQuestion(query.text());
        try (PassageIndex.Snapshot snapshot = index.open()) {
            if (snapshot == null) {
                return new Hits(List.of(), 0, extraTerms, 0, millisSince(start));
            }
            List<Match> byWords = snapshot.byWords(query, extraTerms, Math.max(DEPTH, query.from() + query.size()));
            List<Match> byVector = snapshot.byVector(query, vector, DEPTH);
            int total = query.count() ? snapshot.total(query, extraTerms, byVector) : 0;
            List<Hit> hits = load(snapshot, query, fuse(byWords, byVector));
            return new Hits(hits, total, extraTerms, snapshot.number(), millisSince(start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    /** The best of both rankings by their sum of 1 / (k + rank); then, for deep pages, the rest in the order of words. */
    private static List<Fused> fuse(List<Match> byWords, List<Match> byVector) {
        Map<String, Integer> wordRanks = ranks(byWords);
        Map<String, Integer> vectorRanks = ranks(byVector);
        List<Match> best = byWords.subList(0, Math.min(DEPTH, byWords.size()));
        Stream<Fused> fused = Stream.concat(best.stream(), byVector.stream()).map(Match::passage).distinct()
                .map(passage -> fuse(passage, wordRanks.get(passage), vectorRanks.get(passage), byWords, byVector))
                .sorted(Comparator.comparingDouble(Fused::score).reversed());
        Stream<Fused> rest = byWords.stream().skip(DEPTH).map(Match::passage).filter(passage -> !vectorRanks.containsKey(passage))
                .map(passage -> fuse(passage, wordRanks.get(passage), null, byWords, byVector));
        return Stream.concat(fused, rest).toList();
    }

    private static Map<String, Integer> ranks(List<Match> matches) {
        Map<String, Integer> ranks = new HashMap<>();
        for (int i = 0; i < matches.size(); i++) {
            ranks.put(matches.get(i).passage(), i + 1);
        }
        return ranks;
    }

    private static Fused fuse(String passage, @Nullable Integer wordRank, @Nullable Integer vectorRank, List<Match> byWords,
            List<Match> byVector) {
        Integer counted = wordRank != null && wordRank > DEPTH && vectorRank != null ? null : wordRank;
        double score = share(counted) + share(vectorRank);
        double keywordScore = wordRank == null ? 0 : byWords.get(wordRank - 1).score();
        // Lucene scores a dot product of unit vectors as (1 + cosine) / 2.
        double cosine = vectorRank == null ? 0 : 2 * byVector.get(vectorRank - 1).score() - 1;
        return new Fused(passage, score, wordRank, vectorRank, keywordScore, cosine);
    }

    private static double share(@Nullable Integer rank) {
        return rank == null ? 0 : 1 / (K + rank);
    }

    private static List<Hit> load(PassageIndex.Snapshot snapshot, Query query, List<Fused> ranking) throws IOException {
        int wanted = query.from() + query.size();
        int loaded = query.nationalFirst() ? Math.min(ranking.size(), wanted + 2 * DEPTH) : wanted;
        List<Hit> hits = new ArrayList<>();
        for (Fused fused : ranking.stream().limit(loaded).skip(query.nationalFirst() ? 0 : query.from()).toList()) {
            IndexedPassage content = snapshot.content(fused.passage());
            hits.add(new Hit(content.passage(), content.description(), content.validity(), fused.score(),
                    fused.keywordRank(), fused.vectorRank(), fused.keywordScore(), fused.cosine()));
        }
        return query.nationalFirst() ? nationalFirst(hits).stream().skip(query.from()).limit(query.size()).toList() : hits;
    }

    private static List<Hit> nationalFirst(List<Hit> hits) {
        return hits.stream().sorted(Comparator.comparingDouble(HybridRetriever::weighted).reversed()).toList();
    }

    private static double weighted(Hit hit) {
        return hit.description().region().equals(Region.WHOLE_COUNTRY) ? hit.score() : hit.score() * LOCAL_WEIGHT;
    }
}
