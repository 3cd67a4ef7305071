package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Overrides;
import cn.niangjia.knowledge.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What of a document goes into the index. */
@Component
class DocumentPassages {

    private final Documents documents;
    private final Overrides overrides;

    DocumentPassages(Documents documents, Overrides overrides) {
        this.documents = documents;
        this.overrides = overrides;
    }

    /**
     * None of a document that is not published. A document's linked questions, and a guide's title, lead to its first passage, which gives
     * the short answer.
     */
    List<IndexedPassage> of(Document document) {
        List<IndexedPassage> passages = new ArrayList<>();
        if (document.state() != Document.State.PUBLISHED) {
            return passages;
        }
        for (Passage passage : documents.passages(document.id(), document.version())) {
            List<String> ofDocument = passages.isEmpty() ? questions(document.description()) : List.of();
            passages.add(new IndexedPassage(passage, document.description(), overrides.validity(document, passage),
                    Stream.concat(passage.questions().stream(), ofDocument.stream()).distinct().toList()));
        }
        return passages;
    }

    private static List<String> questions(Description description) {
        boolean asks = description.kind() == Kind.GUIDE || description.kind() == Kind.FAQ;
        return asks ? Stream.concat(description.questions().stream(), Stream.of(description.title())).toList() : description.questions();
    }
}
