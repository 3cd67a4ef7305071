package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
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
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The passages on disk, by word and by vector. The only class that sees Lucene.
 *
 * <p>Words are looked for three ways at once: cut by smartcn's dictionary, as pairs of characters, and as single
 * characters. smartcn's dictionary is fixed and cuts new words apart (外卖小哥 → 外|卖|小|哥), which the pairs mend.
 *
 * <p>Each commit carries the change number of the knowledge it holds and whether the index was ever complete; until it
 * was, nothing is found, so no search sees a half-built index. A document's passages are replaced in one step.
 */
class PassageIndex implements AutoCloseable {

    /** Raised when what is indexed, or how, changes: an index of another format is built anew. */
    static final int FORMAT = 3;

    /**
     * A passage that a ranking found, with what the fusion weighs by.
     *
     * @param linked whether one of its linked questions was nearer than itself
     */
    record Match(String passage, double score, Kind kind, boolean national, boolean linked) {
    }

    private static final float EXTRA_TERM_WEIGHT = .5f;
    private static final int MOST_TERMS = 120;
    private static final String NUMBER = "changeNumber";
    private static final String COMPLETE = "complete";
    private static final String PASSAGE = "passage";
    private static final String MAIN = "main";
    private static final String LINKED = "linked";
    private static final String DOCUMENT = "document";
    private static final String CONTENT = "content";
    private static final String START = "start";
    private static final String END = "end";
    private static final String REGION = "region";
    private static final String STAFF = "staff";
    private static final String TOPIC = "topic";
    private static final String KIND = "kind";
    private static final String VECTOR = "vector";
    private static final String BODY_WORDS = "body.words";
    private static final String BODY_PAIRS = "body.pairs";
    private static final String BODY_CHARACTERS = "body.characters";
    private static final String QUESTION_WORDS = "question.words";
    private static final String QUESTION_PAIRS = "question.pairs";

    private final JsonMapper json;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Analyzer analyzer = analyzer();
    private long number;
    private volatile boolean complete;
    private volatile long searchableNumber;

    /** @throws IOException also if the files there are not a readable index of this format */
    PassageIndex(Path folder, JsonMapper json) throws IOException {
        this.json = json;
        this.writer = new IndexWriter(FSDirectory.open(folder), configuration(analyzer));
        Map<String, String> committed = new HashMap<>();
        if (writer.getLiveCommitData() != null) {
            writer.getLiveCommitData().forEach(entry -> committed.put(entry.getKey(), entry.getValue()));
        }
        this.number = Long.parseLong(committed.getOrDefault(NUMBER, "0"));
        this.complete = Boolean.parseBoolean(committed.get(COMPLETE));
        this.searchableNumber = complete ? number : 0;
        this.searchers = new SearcherManager(writer, null);
    }

    /** Few large segments: each is searched by itself, and the nearest neighbours of each are looked for anew. */
    private static IndexWriterConfig configuration(Analyzer analyzer) {
        return new IndexWriterConfig(analyzer).setRAMBufferSizeMB(64)
                .setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(3));
    }

    private static Analyzer analyzer() {
        Analyzer pairs = new CJKAnalyzer();
        Analyzer words = new SmartChineseAnalyzer();
        return new PerFieldAnalyzerWrapper(new StandardAnalyzer(), Map.of(
                BODY_WORDS, words, QUESTION_WORDS, words, BODY_PAIRS, pairs, QUESTION_PAIRS, pairs));
    }

    /** Every change up to this number is in the index, though perhaps not searchable yet. */
    long number() {
        return number;
    }

    /** The number that searches see; 0 as long as the index was never complete. */
    long searchableNumber() {
        return searchableNumber;
    }

    /** Whether it once held everything; before, nothing is found. */
    boolean isComplete() {
        return complete;
    }

    /** Puts these passages in the place of all that the index holds of the document; none takes it out. */
    void replace(String documentId, List<IndexedPassage> passages, Map<String, float[]> vectors) throws IOException {
        if (passages.isEmpty()) {
            writer.deleteDocuments(new Term(DOCUMENT, documentId));
            return;
        }
        List<Document> documents = new ArrayList<>();
        for (IndexedPassage passage : passages) {
            documents.add(document(passage, vectors.get(passage.body())));
            for (String question : passage.questions()) {
                documents.add(vectorOnly(passage, vectors.get(question), true));
            }
        }
        writer.updateDocuments(new Term(DOCUMENT, documentId), documents);
    }

    private Document document(IndexedPassage passage, float[] vector) {
        Document document = vectorOnly(passage, vector, false);
        document.add(new StringField(MAIN, passage.passage().id().toString(), Field.Store.NO));
        document.add(new StoredField(CONTENT, json.writeValueAsString(passage)));
        String body = passage.body();
        document.add(new TextField(BODY_WORDS, body, Field.Store.NO));
        document.add(new TextField(BODY_PAIRS, body, Field.Store.NO));
        document.add(new TextField(BODY_CHARACTERS, body, Field.Store.NO));
        for (String question : passage.questions()) {
            document.add(new TextField(QUESTION_WORDS, question, Field.Store.NO));
            document.add(new TextField(QUESTION_PAIRS, question, Field.Store.NO));
        }
        return document;
    }

    /** A second way to a passage: found by a linked question's vector, under the same filters. */
    private static Document vectorOnly(IndexedPassage passage, float[] vector, boolean linked) {
        Document document = new Document();
        document.add(new StringField(DOCUMENT, passage.passage().id().documentId(), Field.Store.NO));
        document.add(new SortedDocValuesField(PASSAGE, new BytesRef(passage.passage().id().toString())));
        document.add(new NumericDocValuesField(LINKED, linked ? 1 : 0));
        document.add(new NumericDocValuesField(KIND, passage.description().kind().ordinal()));
        document.add(new NumericDocValuesField(REGION, passage.description().region().equals(Region.WHOLE_COUNTRY) ? 1 : 0));
        document.add(new LongPoint(START, passage.validity().startDay()));
        document.add(new LongPoint(END, passage.validity().endDay()));
        document.add(new StringField(REGION, passage.description().region(), Field.Store.NO));
        document.add(new StringField(STAFF, String.valueOf(passage.description().visibility() == Visibility.STAFF), Field.Store.NO));
        document.add(new StringField(KIND, passage.description().kind().name(), Field.Store.NO));
        for (Topic topic : passage.description().topics()) {
            document.add(new StringField(TOPIC, topic.name(), Field.Store.NO));
        }
        document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        return document;
    }

    /** Makes it durable that all changes up to {@code upTo} are in. {@code caughtUp}: there are no later ones. */
    void commit(long upTo, boolean caughtUp) throws IOException {
        number = upTo;
        complete |= caughtUp;
        writer.setLiveCommitData(Map.of(NUMBER, String.valueOf(number), COMPLETE, String.valueOf(complete)).entrySet());
        writer.commit();
        if (complete) {
            searchers.maybeRefreshBlocking();
            searchableNumber = number;
        }
    }

    /** The index as it is now, for one search from beginning to end. Null as long as it was never complete. */
    @Nullable Snapshot open() {
        try {
            return complete ? new Snapshot(searchers.acquire(), searchableNumber) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
    }

    /** Closed without a commit, as a crash would leave it: what was not committed comes again from the database. */
    void abandon() throws IOException {
        searchers.close();
        writer.rollback();
    }

    /** One point in time of the index; must be closed. */
    final class Snapshot implements AutoCloseable {

        private final IndexSearcher searcher;
        private final long number;

        private Snapshot(IndexSearcher searcher, long number) {
            this.searcher = searcher;
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
            if (!query.staff()) {
                filter.add(new TermQuery(new Term(STAFF, "false")), Occur.FILTER);
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
}
