package cn.niangjia.chat;

import cn.niangjia.answering.Answer;
import cn.niangjia.answering.Answerability;
import cn.niangjia.answering.ExtractiveAnswerer;
import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.Message;
import cn.niangjia.conversation.Outcome;
import cn.niangjia.conversation.Reply;
import cn.niangjia.conversation.UnionSettings;
import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.privacy.PersonalData;
import cn.niangjia.retrieval.Hit;
import cn.niangjia.retrieval.Hits;
import cn.niangjia.retrieval.HybridRetriever;
import cn.niangjia.retrieval.Query;
import cn.niangjia.understanding.Intent;
import cn.niangjia.understanding.QuestionReader;
import cn.niangjia.understanding.Understanding;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers one message of a worker, from masking to the kept reply. */
@Component
public class Assistant {

    private static final int HISTORY = 8;
    private static final int PASSAGES = 10;

    private final Conversations conversations;
    private final QuestionReader reader;
    private final HybridRetriever retriever;
    private final ExtractiveAnswerer answerer;
    private final Answerability answerability;
    private final FixedReplies fixed;
    private final Regions regions;
    private final UnionSettings union;
    private final Clock clock;

    Assistant(Conversations conversations, QuestionReader reader, HybridRetriever retriever, ExtractiveAnswerer answerer,
            Answerability answerability, FixedReplies fixed, Regions regions, UnionSettings union, Clock clock) {
        this.conversations = conversations;
        this.reader = reader;
        this.retriever = retriever;
        this.answerer = answerer;
        this.answerability = answerability;
        this.fixed = fixed;
        this.regions = regions;
        this.union = union;
        this.clock = clock;
    }

    /**
     * Keeps a worker's message; one that is known by its {@code clientMessageId} is kept once.
     *
     * @param text as typed; only its masked form goes on from here
     * @return what is {@code forAgent} gets no reply from the assistant
     */
    public Message hear(Conversation conversation, String text, @Nullable String clientMessageId) {
        return conversations.ask(conversation.id(), PersonalData.mask(text), text, clientMessageId);
    }

    /**
     * The recipe. A message that was answered before gets the reply it got then.
     *
     * @return empty if an agent took the conversation over meanwhile: then nothing of it is kept
     */
    public Optional<Reply> reply(Conversation conversation, Message question, ReplyListener listener) {
        Optional<Reply> before = conversations.replyTo(question.id());
        if (before.isPresent() || question.forAgent()) {
            before.ifPresentOrElse(reply -> repeat(reply, listener), () -> watch(conversation, question));
            return before;
        }
        Recording recording = new Recording(conversation, question);
        List<Message> history = conversations.before(conversation.id(), question, HISTORY);
        Understanding understanding = reader.read(question.text(), history, conversation.region(), union.region());
        remember(conversation, understanding);
        recording.understood(understanding);
        listener.understood(understanding);
        Answer answer = answer(conversation, understanding, history, recording);
        listener.found(answer.citations());
        SentenceStream.say(answer.text(), listener);
        return conversations.answer(question.id(), recording.reply(answer, fixed.handoff(conversation)), recording.trace(fixed.promptHash()));
    }

    /** Also while an agent has the talk danger is seen, and shown to the agent. */
    private void watch(Conversation conversation, Message question) {
        if (reader.read(question.text(), List.of(), conversation.region(), union.region()).intent() instanceof Intent.Danger) {
            fixed.alarm(conversation);
        }
    }

    /** What would be answered to a message that an agent answers, for the agent to use; nothing of it is kept. Empty: there is no answer. */
    public Optional<Answer> suggest(Conversation conversation, Message question) {
        List<Message> history = conversations.before(conversation.id(), question, HISTORY);
        Understanding understanding = reader.read(question.text(), history, conversation.region(), union.region());
        return understanding.intent() instanceof Intent.Ask
                ? Optional.of(fromKnowledge(understanding, history, new Recording(conversation, question))).filter(answer -> answer.outcome() == Outcome.ANSWER)
                : Optional.empty();
    }

    private static void repeat(Reply reply, ReplyListener listener) {
        listener.found(reply.citations());
        listener.said(reply.text());
    }

    /** The one place where the ways part. */
    private Answer answer(Conversation conversation, Understanding understanding, List<Message> history, Recording recording) {
        Topic topic = understanding.topic();
        return switch (understanding.intent()) {
            case Intent.Danger danger -> fixed.crisis(conversation, topic, danger);
            case Intent.PersonWanted wanted -> fixed.personWanted(conversation, topic, wanted, WhyAPerson.of(wanted, understanding.question(), history));
            case Intent.SmallTalk talk -> fixed.smallTalk(topic, talk);
            case Intent.Elsewhere elsewhere -> fixed.elsewhere(topic, elsewhere);
            case Intent.Unclear unclear -> fixed.unclear(topic, unclear);
            case Intent.Ask _ -> fromKnowledge(understanding, history, recording);
        };
    }

    private Answer fromKnowledge(Understanding understanding, List<Message> history, Recording recording) {
        Hits hits = answerer.onTheMatter(understanding, retriever.retrieve(query(understanding)));
        double confidence = answerability.confidence(understanding, hits.hits());
        recording.found(hits, confidence, answerability.threshold());
        Answer answer;
        if (answerability.isOutOfScope(understanding, hits.hits())) {
            answer = fixed.elsewhere(understanding.topic(), new Intent.Elsewhere("general"));
        } else if (confidence >= answerability.threshold() && turnsOnThePlace(understanding, hits, history)) {
            answer = fixed.whichPlace(understanding.topic());
        } else {
            answer = answerer.answer(understanding, hits, confidence);
        }
        return understanding.distressed() ? fixed.withCare(answer) : answer;
    }

    /** A question that names no place sees the union's own; a national union's sees all, local texts below national ones. */
    private Query query(Understanding understanding) {
        String place = understanding.region() == null ? union.region() : understanding.region();
        boolean anywhere = place.equals(Region.WHOLE_COUNTRY);
        List<String> places = anywhere ? List.of() : regions.selfAndParents(place);
        return Query.forWorker(understanding.question(), places, anywhere, LocalDate.now(clock), PASSAGES);
    }

    /** The best text is one place's, and nobody has said which place; asked once, never twice in a row. */
    private boolean turnsOnThePlace(Understanding understanding, Hits hits, List<Message> history) {
        boolean unknown = understanding.region() == null && union.region().equals(Region.WHOLE_COUNTRY);
        boolean local = bestOf(hits).filter(hit -> !hit.description().region().equals(Region.WHOLE_COUNTRY)).isPresent();
        boolean asked = history.stream().anyMatch(message -> message.reply() != null && message.reply().outcome() == Outcome.CLARIFICATION);
        return unknown && local && !asked;
    }

    /** The text whose author linked this very question to it, though others rank before it; else the first. */
    private static Optional<Hit> bestOf(Hits hits) {
        return hits.hits().stream().filter(Hit::answersLinkedQuestion).findFirst().or(() -> hits.hits().stream().findFirst());
    }

    private void remember(Conversation conversation, Understanding understanding) {
        String region = understanding.region();
        if (region != null && !region.equals(conversation.region())) {
            conversations.setRegion(conversation.id(), region);
        }
    }
}
