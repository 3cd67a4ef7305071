package cn.niangjia.chat;

import cn.niangjia.conversation.Message;
import cn.niangjia.conversation.Outcome;
import cn.niangjia.conversation.Reply;
import cn.niangjia.handoff.Reason;
import cn.niangjia.understanding.Intent;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why a worker needs a person, for the desk: what they said, and what the assistant could not do. */
final class WhyAPerson {

    /** What runs out: limits that laws set for arbitration, suits, appeals, recognition of an injury, reconsideration. */
    private static final String LIMIT = "(仲裁|起诉|上诉|时效|期限|工伤认定|认定申请|劳动能力鉴定|复议|举报|诉讼|申请期)";
    private static final String FEW = "([1-7一二两三四五六七]|几)(个)?(工作日|天|日)";
    private static final String SOON = "(今天|明天|后天|今晚|这两天|这几天|这周|本周|这星期|周[一二三四五六日末]|星期[一二三四五六日天])";
    private static final String ENDS = "(到期|过期|截止|最后一天|最后期限|就过了|就没了|来不及|要超)";
    private static final Pattern DEADLINE = Pattern.compile(
            LIMIT + ".{0,14}(还剩|只剩|还有|就剩|剩下?|差).{0,3}" + FEW
            + "|(还剩|只剩|还有|就剩|剩下?|差).{0,3}" + FEW + ".{0,14}(" + LIMIT + "|" + ENDS + ")"
            + "|" + SOON + ".{0,10}" + ENDS + ".{0,20}|" + LIMIT + ".{0,14}" + SOON + ".{0,6}" + ENDS
            + "|(马上|快要?|眼看).{0,6}(过|到|超).{0,3}(仲裁|起诉|上诉)?(时效|期限)");

    private WhyAPerson() {
    }

    static Reason of(Intent.PersonWanted wanted, String question, List<Message> history) {
        Reason said = Reason.valueOf(wanted.reason().toUpperCase(Locale.ROOT).replace('-', '_'));
        if (said != Reason.COMPLAINT && runsOut(question, history)) {
            return Reason.DEADLINE;
        }
        return said == Reason.ASKED && wasNotAnswered(history) ? Reason.NOT_IN_KNOWLEDGE : said;
    }

    /** For a request made by a button. */
    static Reason of(List<Message> history) {
        return of(new Intent.PersonWanted("asked"), "", history);
    }

    /** Whether a limit of at most seven days is spoken of. */
    private static boolean runsOut(String question, List<Message> history) {
        return Stream.concat(history.stream().filter(message -> message.author() == Message.Author.WORKER).map(Message::text), Stream.of(question))
                .anyMatch(text -> DEADLINE.matcher(text).find());
    }

    private static boolean wasNotAnswered(List<Message> history) {
        return history.stream().map(Message::reply).filter(Objects::nonNull).map(Reply::outcome).reduce((first, last) -> last)
                .filter(outcome -> outcome == Outcome.NO_ANSWER).isPresent();
    }
}
