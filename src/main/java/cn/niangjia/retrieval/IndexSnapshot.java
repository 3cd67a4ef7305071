package cn.niangjia.retrieval;

import static cn.niangjia.retrieval.PassageIndex.BODY_CHARACTERS;
import static cn.niangjia.retrieval.PassageIndex.BODY_PAIRS;
import static cn.niangjia.retrieval.PassageIndex.BODY_WORDS;
import static cn.niangjia.retrieval.PassageIndex.END;
import static cn.niangjia.retrieval.PassageIndex.CONTENT;
import static cn.niangjia.retrieval.PassageIndex.KIND;
import static cn.niangjia.retrieval.PassageIndex.LINKED;
import static cn.niangjia.retrieval.PassageIndex.MAIN;
import static cn.niangjia.retrieval.PassageIndex.PASSAGE;
import static cn.niangjia.retrieval.PassageIndex.QUESTION_PAIRS;
import static cn.niangjia.retrieval.PassageIndex.QUESTION_WORDS;
import static cn.niangjia.retrieval.PassageIndex.REGION;
import static cn.niangjia.retrieval.PassageIndex.STAFF;
import static cn.niangjia.retrieval.PassageIndex.START;
import static cn.niangjia.retrieval.PassageIndex.TOPIC;
import static cn.niangjia.retrieval.PassageIndex.VECTOR;

import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The index at one point in time, for one search from beginning to end; must be closed. */
final class IndexSnapshot implements AutoCloseable {

    /**
     * A passage that a ranking found, with what the fusion weighs by.
     *
     * @param linked whether one of its linked questions was nearer than itself
     */
    record Match(String passage, double score, Kind kind, boolean national, boolean linked) {
    }

    private static final float EXTRA_TERM_WEIGHT = .5f;
    private static final int MOST_TERMS = 120;

    private final SearcherManager searchers;
    private final IndexSearcher searcher;
    private final Analyzer analyzer;
    private final JsonMapper json;
    private final long number;

    IndexSnapshot(SearcherManager searchers, Analyzer analyzer, JsonMapper json, long number) throws IOException {
        this.searchers = searchers;
        this.searcher = searchers.acquire();
        this.analyzer = analyzer;
        this.json = json;
        this.number = number;
    }

    long number() {
        return number;
    }

    /**
     * The passages that share words with the question, by BM25.
     *
     * @param extraTerms official words for what the question says in lay ones
     */
    List<Match> byWords(Query query, List<String> extraTerms, int depth) throws IOException {
        return matches(searcher.search(words(query, extraTerms), depth));
    }

    /** The passages nearest to the question in meaning; each once, though its linked questions may lie nearer than itself. */
    List<Match> byVector(Query query, float[] vector, int depth) throws IOException {
        return matches(searcher.search(new KnnFloatVectorQuery(VECTOR, vector, depth, nearFilter(query)), depth));
    }

    private List<Match> matches(TopDocs found) throws IOException {
        Map<String, Match> matches = new LinkedHashMap<>();
        for (ScoreDoc hit : found.scoreDocs) {
            Match match = match(hit);
            matches.putIfAbsent(match.passage(), match);
        }
        return List.copyOf(matches.values());
    }

    private Match match(ScoreDoc hit) throws IOException {
        LeafReaderContext leaf = searcher.getLeafContexts().get(ReaderUtil.subIndex(hit.doc, searcher.getLeafContexts()));
        int document = hit.doc - leaf.docBase;
        SortedDocValues passages = DocValues.getSorted(leaf.reader(), PASSAGE);
        passages.advanceExact(document);
        Kind kind = Kind.values()[(int) number(leaf, KIND, document)];
        return new Match(passages.lookupOrd(passages.ordValue()).utf8ToString(), hit.score, kind, number(leaf, REGION, document) == 1,
                number(leaf, LINKED, document) == 1);
    }

    private static long number(LeafReaderContext leaf, String field, int document) throws IOException {
        NumericDocValues values = DocValues.getNumeric(leaf.reader(), field);
        values.advanceExact(document);
        return values.longValue();
    }

    /** How many passages share words with the question or are among {@code nearest}. */
    int total(Query query, List<String> extraTerms, List<Match> nearest) throws IOException {
        org.apache.lucene.search.Query words = words(query, extraTerms);
        org.apache.lucene.search.Query near = new TermInSetQuery(MAIN,
                nearest.stream().map(match -> new BytesRef(match.passage())).toList());
        org.apache.lucene.search.Query both = new BooleanQuery.Builder().add(words, Occur.FILTER).add(near, Occur.FILTER).build();
        return searcher.count(words) + nearest.size() - searcher.count(both);
    }

    /** How many passages there are, of whatever validity and visibility. */
    int passages() throws IOException {
        return searcher.count(NumericDocValuesField.newSlowExactQuery(LINKED, 0));
    }

    IndexedPassage content(String passage) throws IOException {
        int document = searcher.search(new TermQuery(new Term(MAIN, passage)), 1).scoreDocs[0].doc;
        return json.readValue(searcher.storedFields().document(document, Set.of(CONTENT)).get(CONTENT), IndexedPassage.class);
    }

    /** One flat disjunction under flat filters, which Lucene can cut short; nested it looks at every passage. */
    private org.apache.lucene.search.Query words(Query query, List<String> extraTerms) throws IOException {
        BooleanQuery.Builder words = filter(query).setMinimumNumberShouldMatch(1);
        for (String field : List.of(BODY_WORDS, BODY_PAIRS, QUESTION_WORDS, QUESTION_PAIRS)) {
            add(words, field, query.text(), 1f);
            for (String term : extraTerms) {
                add(words, field, term, EXTRA_TERM_WEIGHT);
            }
        }
        add(words, BODY_CHARACTERS, query.text(), 1f);
        return words.build();
    }

    private void add(BooleanQuery.Builder builder, String field, String text, float weight) throws IOException {
        for (Map.Entry<String, Integer> term : terms(field, text).entrySet()) {
            builder.add(new BoostQuery(new TermQuery(new Term(field, term.getKey())), weight * term.getValue()), Occur.SHOULD);
        }
    }

    /** How often the text has each term of the field; of a very long text only the first ones. */
    private Map<String, Integer> terms(String field, String text) throws IOException {
        Map<String, Integer> terms = new LinkedHashMap<>();
        try (TokenStream tokens = analyzer.tokenStream(field, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken() && terms.size() < MOST_TERMS) {
                terms.merge(term.toString(), 1, Integer::sum);
            }
        }
        return terms;
    }

    private org.apache.lucene.search.@Nullable Query nearFilter(Query query) {
        BooleanQuery filter = filter(query).build();
        return filter.clauses().isEmpty() ? null : filter;
    }

    private BooleanQuery.Builder filter(Query query) {
        BooleanQuery.Builder filter = new BooleanQuery.Builder();
        if (query.visibility() != null) {
            filter.add(new TermQuery(new Term(STAFF, String.valueOf(query.visibility() == Visibility.STAFF))), Occur.FILTER);
        }
        if (query.inForceOn() != null) {
            long day = query.inForceOn().toEpochDay();
            filter.add(LongPoint.newRangeQuery(START, Long.MIN_VALUE, day), Occur.FILTER);
            filter.add(LongPoint.newRangeQuery(END, day + 1, Long.MAX_VALUE), Occur.FILTER);
        }
        if (!query.regions().isEmpty()) {
            filter.add(new TermInSetQuery(REGION, query.regions().stream().map(BytesRef::new).toList()), Occur.FILTER);
        }
        if (query.topic() != null) {
            filter.add(new TermQuery(new Term(TOPIC, query.topic().name())), Occur.FILTER);
        }
        if (query.kind() != null) {
            filter.add(new TermQuery(new Term(KIND, query.kind().name())), Occur.FILTER);
        }
        return filter;
    }

    @Override
    public void close() {
        try {
            searchers.release(searcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
