package cn.niangjia.answering;

import cn.niangjia.conversation.AnsweredBy;
import cn.niangjia.conversation.Outcome;
import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.PassageId;
import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.Validity;
import cn.niangjia.retrieval.Hit;
import cn.niangjia.retrieval.Hits;
import cn.niangjia.understanding.Understanding;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Answers with the sentences of the passages themselves; numbers and conditions are never altered. Says that the knowledge
 * base has no answer where the passages do not answer.
 */
@Component
public class ExtractiveAnswerer {

    private static final int FIRST_LENGTH = 190;
    private static final int FURTHER_LENGTH = 100;
    private static final int MOST_SOURCES = 2;
    private static final int LOOKED_AT = 6;
    /** A further passage is worth telling only if it ranks close to the first. */
    private static final double CLOSE = .8;
    /** A passage that holds a time or an amount where one is asked for. */
    private static final double KIND_WEIGHT = 1.25;
    /** The article that sets the very limit that is asked for. */
    private static final double LIMIT_WEIGHT = 3;
    /** Guides that rest on law say in plain words what statutes say in theirs. */
    private static final double GUIDE_WEIGHT = 1.3;
    /** Of a document whose author linked this question to it. */
    private static final double LINKED_WEIGHT = 3;
    /** What the very place says that the question names. */
    private static final double NAMED_PLACE_WEIGHT = 2.5;
    /** Of one unit's many reports the one on what is asked; at most this much more for a text that has all of it. */
    private static final double MATTER_WEIGHT = 3;
    /** Of a guide the section that is named after what is asked for. */
    private static final double FITTING_WEIGHT = 1.5;

    /** The sections with which a guide answers. */
    private static final String STEPS = "怎么办";
    private static final List<String> VERDICT_AND_STEPS = List.of("能不能", STEPS);

    private final Answerability answerability;
    private final Documents documents;
    private final Deadlines deadlines;
    private final Prompts prompts;
    private final Regions regions;
    private final Clock clock;

    ExtractiveAnswerer(Answerability answerability, Documents documents, Deadlines deadlines, Prompts prompts, Regions regions, Clock clock) {
        this.answerability = answerability;
        this.documents = documents;
        this.deadlines = deadlines;
        this.prompts = prompts;
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * @param hits what an answer may rest on: in force, of the right place, for workers to see
     * @param confidence that they answer the question, see {@link Answerability}
     */
    public Answer answer(Understanding understanding, Hits hits, double confidence) {
        boolean guided = !hits.hits().isEmpty() && !hits.hits().getFirst().description().kind().isStatute();
        boolean limitUnknown = !guided && deadlines.isUnknown(understanding.question());
        if (limitUnknown || confidence < answerability.threshold()) {
            return none(understanding, limitUnknown || understanding.topic() == Topic.LEGAL_AID, confidence);
        }
        List<Hit> sources = sources(understanding.question(), hits.hits());
        CitedText text = new CitedText(regions, LocalDate.now(clock));
        SentencePicker picker = new SentencePicker(understanding.question(), hits.expandedTerms());
        for (Hit source : inReadingOrder(understanding.question(), sources)) {
            boolean whole = source == sources.getFirst() || source.passage().section().equals(STEPS);
            int length = whole ? FIRST_LENGTH : FURTHER_LENGTH;
            text.paragraph(opening(source), picker.pick(source.passage().text(), length), source);
            reportedNote(source, text);
        }
        deadlines.add(understanding.question(), sources.getFirst(), text);
        return new Answer(Outcome.ANSWER, topic(sources.getFirst(), understanding), text.text(), AnsweredBy.EXTRACTIVE, text.citations(),
                suggestions(hits.hits(), sources), confidence);
    }

    /**
     * Without such news as shares nothing with the question but the name of its place or unit: what a union did there in another matter
     * answers nothing.
     */
    public Hits onTheMatter(Understanding understanding, Hits hits) {
        String asked = understanding.question() + " " + String.join(" ", hits.expandedTerms());
        return hits.only(hit -> hit.description().kind() != Kind.NEWS || hit.answersLinkedQuestion() || matter(asked, hit) > 0);
    }

    /** The part of what is asked, apart from the names of place and unit, that a text speaks of: 0 to 1. */
    private double matter(String question, Hit hit) {
        String place = regions.name(hit.description().region());
        String rest = Cues.withoutUnion(question.replace(String.valueOf(hit.description().publisher()), " ").replace(place, " ").replace(shortened(place), " "));
        return Cues.coverage(Cues.pairs(rest), hit.description().title() + "\n" + hit.passage().text());
    }

    /** A document that has one topic says more of the question it answers than the question's words do. */
    private static Topic topic(Hit source, Understanding understanding) {
        List<Topic> topics = source.description().topics();
        return topics.size() == 1 ? topics.getFirst() : understanding.topic();
    }

    private Answer none(Understanding understanding, boolean limitsMatter, double confidence) {
        String text = limitsMatter ? "replies/no-answer-legal" : "replies/no-answer";
        return Answer.fixed(Outcome.NO_ANSWER, understanding.topic(), prompts.text(text), confidence);
    }

    /** The best passage, and such further ones as rank close to it. */
    private List<Hit> sources(String question, List<Hit> hits) {
        Set<String> linked = hits.stream().limit(LOOKED_AT).filter(Hit::answersLinkedQuestion)
                .map(hit -> hit.passage().id().documentId()).collect(Collectors.toSet());
        ToDoubleFunction<Hit> weight = hit -> weight(question, hit) * (linked.contains(hit.passage().id().documentId()) ? LINKED_WEIGHT : 1);
        List<Hit> ranked = hits.stream().limit(LOOKED_AT).sorted(Comparator.comparingDouble(weight).reversed()).toList();
        Hit first = ranked.getFirst();
        if (isVerdictOrSteps(question, first)) {
            return verdictAndSteps(first);
        }
        double close = weight.applyAsDouble(first) * CLOSE;
        boolean guided = !first.description().kind().isStatute();
        return ranked.stream().filter(hit -> !guided || hit.description().kind().isStatute() || isSameDocument(hit, first))
                .filter(hit -> weight.applyAsDouble(hit) >= close).limit(MOST_SOURCES).toList();
    }

    /** A guide's answer to a question that asks for no time or amount: whether one may, and how to. */
    private static boolean isVerdictOrSteps(String question, Hit hit) {
        if (hit.description().kind().isStatute() || Cues.asksTime(question) || Cues.asksAmount(question)) {
            return false;
        }
        String section = hit.passage().section();
        return VERDICT_AND_STEPS.contains(section) || Cues.fits(question, STEPS) && !Cues.isNamedIn(question, section, hit.description().title());
    }

    /** Both sections, though the search may have found but one of them. */
    private List<Hit> verdictAndSteps(Hit first) {
        PassageId id = first.passage().id();
        List<Hit> both = VERDICT_AND_STEPS.stream().map(section -> documents.passage(id.documentId(), id.version(), section))
                .flatMap(Optional::stream).map(first::at).toList();
        return both.isEmpty() ? List.of(first) : both;
    }

    private static boolean isSameDocument(Hit hit, Hit other) {
        return hit.passage().id().documentId().equals(other.passage().id().documentId());
    }

    /** Two sections of one guide as they stand there, whether one may before how to; who asks for a time or an amount gets that first. */
    private static List<Hit> inReadingOrder(String question, List<Hit> sources) {
        boolean guided = !sources.getFirst().description().kind().isStatute();
        boolean oneDocument = sources.stream().map(source -> source.passage().id().documentId()).distinct().count() == 1;
        if (!guided || !oneDocument || Cues.asksTime(question) || Cues.asksAmount(question)) {
            return sources;
        }
        return sources.stream().sorted(Comparator.comparingInt(source -> source.passage().id().ordinal())).toList();
    }

    private double weight(String question, Hit hit) {
        String text = hit.passage().text();
        if (deadlines.isSetBy(hit, question)) {
            return hit.score() * LIMIT_WEIGHT;
        }
        boolean fits = Cues.asksTime(question) && Cues.hasTime(text) || Cues.asksAmount(question) && Cues.hasAmount(text);
        double matter = hit.description().kind() == Kind.NEWS ? 1 + MATTER_WEIGHT * matter(question, hit) : 1;
        double score = hit.score() * (fits ? KIND_WEIGHT : 1) * (namesPlace(question, hit) ? NAMED_PLACE_WEIGHT : 1) * matter;
        boolean guide = !hit.description().kind().isStatute() && !hit.description().basis().isEmpty();
        return !guide ? score : score * GUIDE_WEIGHT * (Cues.fits(question, hit.passage().section()) ? FITTING_WEIGHT : 1);
    }

    /** With or without 省, 市 or 县 at the end. */
    private boolean namesPlace(String question, Hit hit) {
        String region = hit.description().region();
        return !region.equals(Region.WHOLE_COUNTRY) && question.contains(shortened(regions.name(region)));
    }

    private static String shortened(String place) {
        return place.length() > 2 ? place.substring(0, place.length() - 1) : place;
    }

    /** Names the law and article, or the unit and place, that the words are from; a guide speaks for itself. */
    private String opening(Hit source) {
        Description description = source.description();
        if (description.kind().isStatute()) {
            String section = source.passage().section();
            return "《" + description.shortTitle() + "》" + (section.startsWith("第") ? section : "") + "：";
        }
        boolean local = !description.region().equals(Region.WHOLE_COUNTRY);
        return local ? regions.name(description.region()) + "：" : "";
    }

    private void reportedNote(Hit source, CitedText text) {
        Description description = source.description();
        if (source.validity().on(LocalDate.now(clock)) == Validity.REPORTED) {
            String year = description.issuedOn() == null ? "早先" : String.valueOf(description.issuedOn().getYear());
            String unit = description.publisher() == null ? regions.name(description.region()) + "总工会" : description.publisher();
            text.note(prompts.text("replies/reported", Map.of("publisher", unit, "year", year)));
        }
    }

    /** What others asked near this matter, of the same topic. */
    private static List<String> suggestions(List<Hit> hits, List<Hit> sources) {
        Set<String> answered = sources.stream().map(hit -> hit.description().title()).collect(Collectors.toSet());
        Set<Topic> topics = Set.copyOf(sources.getFirst().description().topics());
        Set<String> suggestions = new LinkedHashSet<>();
        for (Hit hit : hits) {
            boolean near = hit.description().topics().stream().anyMatch(topics::contains);
            if (near && !answered.contains(hit.description().title())) {
                hit.description().questions().stream().limit(1).forEach(suggestions::add);
            }
        }
        return new ArrayList<>(suggestions).subList(0, Math.min(2, suggestions.size()));
    }
}
