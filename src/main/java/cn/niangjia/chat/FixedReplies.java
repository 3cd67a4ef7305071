package cn.niangjia.chat;

import cn.niangjia.answering.Answer;
import cn.niangjia.answering.Prompts;
import cn.niangjia.conversation.AnsweredBy;
import cn.niangjia.conversation.Conversation;
import cn.niangjia.conversation.HandoffStatus;
import cn.niangjia.conversation.Outcome;
import cn.niangjia.handoff.Handoffs;
import cn.niangjia.handoff.Reason;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.understanding.Intent;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Replies whose words are fixed in {@code prompts/}, and the requests for a person that go with some of them. */
@Component
class FixedReplies {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("M月d日H:mm");
    static final List<String> EXAMPLES = List.of("怎么加入工会", "老板拖欠工资怎么办", "家里困难工会能帮什么");

    private final Prompts prompts;
    private final Handoffs handoffs;
    private final Hotlines hotlines;
    private final Clock clock;

    FixedReplies(Prompts prompts, Handoffs handoffs, Hotlines hotlines, Clock clock) {
        this.prompts = prompts;
        this.handoffs = handoffs;
        this.hotlines = hotlines;
        this.clock = clock;
    }

    String promptHash() {
        return prompts.hash();
    }

    Optional<HandoffStatus> handoff(Conversation conversation) {
        return handoffs.status(conversation.id()).filter(status -> status.state().equals("WAITING"));
    }

    void alarm(Conversation conversation) {
        handoffs.request(conversation.id(), Reason.CRISIS, null);
    }

    /** Numbers first, and a person is asked for at the front of the queue. */
    Answer crisis(Conversation conversation, Topic topic, Intent.Danger danger) {
        handoffs.request(conversation.id(), Reason.CRISIS, topic);
        return fixed(Outcome.CRISIS, topic, numbersFirst(prompts.text("crisis/" + danger.text())));
    }

    /** The file's first line, {@code numbers: 110 120}, becomes a line of numbers to ring. */
    private static String numbersFirst(String text) {
        String[] parts = text.split("\n", 2);
        String numbers = parts[0].replace("numbers:", "").strip();
        return Arrays.stream(numbers.split("\\s+")).map(number -> "**" + number + "**").collect(Collectors.joining(" · "))
                + "\n\n" + parts[1].strip();
    }

    Answer personWanted(Conversation conversation, Topic topic, Intent.PersonWanted wanted, Reason reason) {
        boolean again = handoff(conversation).isPresent();
        HandoffStatus status = handoffs.request(conversation.id(), reason, topic);
        String lead = prompts.text("replies/handoff/" + wanted.reason());
        return fixed(Outcome.HANDOFF, topic, again && handoffs.desk(null).staffed() && !Boolean.TRUE.equals(status.callBack()) ? waiting(status) : lead + "\n\n" + queue(status));
    }

    private String waiting(HandoffStatus status) {
        return prompts.text("replies/handoff/waiting", Map.of("position", status.position()));
    }

    private String queue(HandoffStatus status) {
        if (!handoffs.desk(null).staffed()) {
            return prompts.text("replies/handoff/unstaffed");
        }
        if (status.open() && Boolean.TRUE.equals(status.callBack())) {
            return prompts.text("replies/handoff/absent");
        }
        return status.opensAt() == null ? prompts.text("replies/handoff/open", Map.of("position", status.position()))
                : prompts.text("replies/handoff/closed", Map.of("opensAt", spoken(status.opensAt())));
    }

    private String spoken(OffsetDateTime time) {
        LocalDate today = LocalDate.now(clock);
        if (time.toLocalDate().equals(today)) {
            return "今天" + TIME.format(time);
        }
        return time.toLocalDate().equals(today.plusDays(1)) ? "明天" + TIME.format(time) : DAY_AND_TIME.format(time);
    }

    Answer smallTalk(Topic topic, Intent.SmallTalk talk) {
        return fixed(Outcome.SMALL_TALK, topic, prompts.text("replies/small-talk/" + talk.name()), EXAMPLES);
    }

    Answer elsewhere(Topic topic, Intent.Elsewhere elsewhere) {
        return fixed(Outcome.OUT_OF_SCOPE, topic, hotlines.find(elsewhere.name())
                .map(hotline -> prompts.text("replies/out-of-scope/hotline", hotline))
                .orElseGet(() -> prompts.text("replies/out-of-scope/" + elsewhere.name())));
    }

    Answer unclear(Topic topic, Intent.Unclear unclear) {
        return fixed(Outcome.CLARIFICATION, topic, prompts.text("replies/clarification/" + unclear.name()), EXAMPLES);
    }

    Answer whichPlace(Topic topic) {
        return fixed(Outcome.CLARIFICATION, topic, prompts.text("replies/clarification/region"));
    }

    Answer withCare(Answer answer) {
        return new Answer(answer.outcome(), answer.topic(), answer.text() + "\n\n" + prompts.text("replies/amber"), answer.answeredBy(),
                answer.citations(), answer.suggestions(), answer.confidence());
    }

    private static Answer fixed(Outcome outcome, Topic topic, String text) {
        return Answer.fixed(outcome, topic, text, 1);
    }

    private static Answer fixed(Outcome outcome, Topic topic, String text, List<String> suggestions) {
        return new Answer(outcome, topic, text, AnsweredBy.FIXED, List.of(), suggestions, 1);
    }
}
