package cn.niangjia.understanding;

import cn.niangjia.conversation.Message;
import cn.niangjia.conversation.Message.Author;
import cn.niangjia.conversation.Outcome;
import cn.niangjia.conversation.Reply;
import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.retrieval.Embedder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns a masked message, with what was said before, into an {@link Understanding}. Rules first, the model for the rest. */
@Component
public class QuestionReader {

    /** A short message that only means something with the question before it. */
    private static final Pattern FOLLOW_UP = Pattern.compile(
            "^(那|还有|然后|如果|要是|这个|那个|它|他|上面|刚才|多久|多少|要什么|需要什么|要带|去哪|找谁|找哪|怎么办|怎么弄|怎么申请|为什么|为啥|凭什么|真的|是吗|不给|不同意).*");
    private static final int FOLLOW_UP_LENGTH = 16;

    private final Dangers dangers;
    private final IntentRules intents;
    private final TopicModel topicModel = TopicModel.load();
    private final Regions regions;
    private final Embedder embedder;

    QuestionReader(Dangers dangers, IntentRules intents, Regions regions, Embedder embedder) {
        this.dangers = dangers;
        this.intents = intents;
        this.regions = regions;
        this.embedder = embedder;
    }

    /**
     * @param masked the message, personal data masked
     * @param history what was said before it, in order
     * @param region code of the place known so far
     * @param home code of the place that the union serves
     */
    public Understanding read(String masked, List<Message> history, @Nullable String region, String home) {
        String plain = PlainText.of(masked);
        Optional<DangerRules.Danger> danger = dangers.find(masked);
        Optional<Region> named = regions.namedIn(plain, region == null ? home : region)
                .filter(place -> !place.code().equals(Region.WHOLE_COUNTRY));
        String question = standalone(masked, plain, history, named);
        TopicModel.Guess guess = topicModel.guess(embedder.embedQuestion(question));
        Intent intent = danger.filter(DangerRules.Danger::acute).<Intent>map(acute -> new Intent.Danger(acute.kind(), acute.text()))
                .orElseGet(() -> intent(plain, history, !question.equals(masked)));
        return new Understanding(intent, danger.isPresent(), guess.topic(), named.map(Region::code).orElse(region), question,
                guess.inScope(), guess.local());
    }

    private Intent intent(String plain, List<Message> history, boolean continues) {
        Intent intent = intents.find(plain).orElseGet(Intent.Ask::new);
        boolean askedBack = lastReply(history).filter(reply -> reply.outcome() == Outcome.CLARIFICATION).isPresent();
        return switch (intent) {
            case Intent.Unclear unclear when unclear.name().equals("complaint") && (askedBack || complainedBefore(history)) ->
                    new Intent.PersonWanted("unhappy");
            case Intent.Unclear _ when continues || askedBack -> new Intent.Ask();
            default -> intent;
        };
    }

    private boolean complainedBefore(List<Message> history) {
        return history.stream().filter(message -> message.author() == Author.WORKER)
                .map(message -> intents.find(PlainText.of(message.text())))
                .anyMatch(intent -> intent.filter(new Intent.Unclear("complaint")::equals).isPresent());
    }

    /** The question with the one before it, where it leans on that: an answer to what was asked back, or a follow-up. */
    private String standalone(String masked, String plain, List<Message> history, Optional<Region> named) {
        Optional<String> before = history.stream().filter(message -> message.author() == Author.WORKER)
                .filter(message -> isQuestion(message.text())).map(Message::text).reduce((first, last) -> last);
        if (before.isEmpty() || intents.find(plain).filter(intent -> !(intent instanceof Intent.Unclear)).isPresent()) {
            return masked;
        }
        boolean askedBack = lastReply(history).filter(reply -> reply.outcome() == Outcome.CLARIFICATION).isPresent();
        boolean onlyAPlace = named.isPresent() && PlainText.words(plain).length() <= named.get().name().length() + 3;
        boolean followUp = plain.length() <= FOLLOW_UP_LENGTH && FOLLOW_UP.matcher(plain).matches();
        return askedBack || onlyAPlace || followUp ? before.get() + "\n" + masked : masked;
    }

    private boolean isQuestion(String text) {
        return intents.find(PlainText.of(text))
                .map(intent -> intent instanceof Intent.Unclear unclear && unclear.name().equals("bare") && !PlainText.words(text).isBlank())
                .orElse(true);
    }

    private static Optional<Reply> lastReply(List<Message> history) {
        return history.stream().map(Message::reply).filter(Objects::nonNull).reduce((first, last) -> last);
    }
}
