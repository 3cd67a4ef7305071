package cn.niangjia.retrieval;

import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.ValidityPeriod;
import java.util.List;
import java.util.stream.Stream;

/**
 * A passage as it goes into the index, and comes out of it whole: a search needs no database.
 *
 * @param questions linked questions that lead to this passage
 */
record IndexedPassage(Passage passage, Description description, ValidityPeriod validity, List<String> questions) {

    /** What is matched and embedded: where the passage stands, then what it says. */
    String body() {
        String place = passage.heading().isEmpty() || description.kind().isStatute() ? "" : " " + passage.heading();
        return description.shortTitle() + place + "\n" + passage.text();
    }

    /** All that has a vector of its own. */
    Stream<String> texts() {
        return Stream.concat(Stream.of(body()), questions.stream());
    }
}
