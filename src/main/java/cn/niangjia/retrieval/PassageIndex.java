package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The passages on disk, by word and by vector. With {@link IndexSnapshot}, which reads it, the only class that sees Lucene.
 *
 * <p>Words are looked for three ways at once: cut by smartcn's dictionary, as pairs of characters, and as single
 * characters. smartcn's dictionary is fixed and cuts new words apart (外卖小哥 → 外|卖|小|哥), which the pairs mend.
 *
 * <p>Each commit carries the change number of the knowledge it holds and whether the index was ever complete; until it
 * was, nothing is found, so no search sees a half-built index. A document's passages are replaced in one step. A passage may
 * come without its vectors: it is found by its words, and {@link #awaited} tells that it waits for them.
 */
class PassageIndex implements AutoCloseable {

    /** Raised when what is indexed, or how, changes: an index of another format is built anew. */
    static final int FORMAT = 5;

    private static final String NUMBER = "changeNumber";
    private static final String COMPLETE = "complete";
    static final String PASSAGE = "passage";
    static final String MAIN = "main";
    static final String LINKED = "linked";
    private static final String DOCUMENT = "document";
    static final String CONTENT = "content";
    static final String START = "start";
    static final String END = "end";
    static final String REGION = "region";
    static final String STAFF = "staff";
    static final String TOPIC = "topic";
    static final String KIND = "kind";
    static final String VECTOR = "vector";
    /** On each passage that has not all of its vectors: its document. */
    private static final String AWAITING = "awaiting";
    static final String BODY_WORDS = "body.words";
    static final String BODY_PAIRS = "body.pairs";
    static final String BODY_CHARACTERS = "body.characters";
    static final String QUESTION_WORDS = "question.words";
    static final String QUESTION_PAIRS = "question.pairs";

    private final JsonMapper json;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Analyzer analyzer = analyzer();
    private final AwaitedVectors awaited = new AwaitedVectors();
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
        loadAwaited();
    }

    private void loadAwaited() throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            Terms documents = MultiTerms.getTerms(searcher.getIndexReader(), AWAITING);
            TermsEnum each = documents == null ? TermsEnum.EMPTY : documents.iterator();
            for (BytesRef id = each.next(); id != null; id = each.next()) {
                // Those that have their vectors by now may stand in the dictionary until segments are merged.
                awaited.replaced(id.utf8ToString(), searcher.count(new TermQuery(new Term(AWAITING, BytesRef.deepCopyOf(id)))));
            }
        } finally {
            searchers.release(searcher);
        }
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

    /** Which documents wait for vectors. */
    AwaitedVectors awaited() {
        return awaited;
    }

    /**
     * Puts these passages in the place of all that the index holds of the document; none takes it out.
     *
     * @param vectors by text, of each passage's body and its questions, as far as there are any yet
     */
    void replace(String documentId, List<IndexedPassage> passages, Map<String, float[]> vectors) throws IOException {
        List<Document> documents = new ArrayList<>();
        int missing = 0;
        for (IndexedPassage passage : passages) {
            boolean whole = passage.texts().allMatch(vectors::containsKey);
            missing += whole ? 0 : 1;
            documents.add(document(passage, vectors.get(passage.body()), whole));
            passage.questions().stream().filter(vectors::containsKey)
                    .forEach(question -> documents.add(found(passage, vectors.get(question), true)));
        }
        if (documents.isEmpty()) {
            writer.deleteDocuments(new Term(DOCUMENT, documentId));
        } else {
            writer.updateDocuments(new Term(DOCUMENT, documentId), documents);
        }
        awaited.replaced(documentId, missing);
    }

    private Document document(IndexedPassage passage, float @Nullable [] vector, boolean whole) {
        Document document = found(passage, vector, false);
        if (!whole) {
            document.add(new StringField(AWAITING, passage.passage().id().documentId(), Field.Store.NO));
        }
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

    /** A way to a passage, and what it is filtered by. A linked question's vector is a second way, under the same filters. */
    private static Document found(IndexedPassage passage, float @Nullable [] vector, boolean linked) {
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
        if (vector != null) {
            document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        }
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
            awaited.committed();
        }
    }

    /** The index as it is now, for one search from beginning to end. Null as long as it was never complete. */
    @Nullable IndexSnapshot open() {
        try {
            return complete ? new IndexSnapshot(searchers, analyzer, json, searchableNumber) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it can still be read and written. */
    boolean isOpen() {
        return writer.isOpen();
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
}
