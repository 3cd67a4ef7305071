package cn.niangjia.ticket;

import cn.niangjia.conversation.Citation;
import cn.niangjia.conversation.Message;
import cn.niangjia.conversation.Outcome;
import cn.niangjia.conversation.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a ticket takes over from a talk, so that the worker need not repeat a word.
 *
 * @param asked the worker's words, masked, in order
 * @param cited what the replies rest on, each once
 */
record ChatMaterial(List<String> asked, List<Answered> answered, List<Cited> cited) {

    private static final int IN_SUMMARY = 3;

    /** @param text first paragraph of a reply, or what a colleague wrote */
    record Answered(Outcome outcome, String text) {
    }

    record Cited(String passageId, String title, String section, String quote) {

        static Cited of(Citation citation) {
            return new Cited(citation.passageId(), citation.title(), citation.section(), citation.quote());
        }
    }

    static ChatMaterial of(List<Message> messages) {
        List<Reply> replies = messages.stream().map(Message::reply).filter(Objects::nonNull).toList();
        Map<String, Cited> cited = new LinkedHashMap<>();
        replies.stream().flatMap(reply -> reply.citations().stream()).forEach(citation -> cited.putIfAbsent(citation.passageId(), Cited.of(citation)));
        return new ChatMaterial(messages.stream().filter(message -> message.author() == Message.Author.WORKER).map(Message::text).toList(),
                replies.stream().map(reply -> new Answered(reply.outcome(), reply.text().split("\n\n", 2)[0].replace("**", ""))).toList(),
                new ArrayList<>(cited.values()));
    }

    /** What it is about, from the worker's own words; short ones like 转人工 tell nothing. */
    String summary() {
        List<String> telling = asked.stream().filter(text -> text.length() > 4).distinct().limit(IN_SUMMARY).toList();
        return telling.isEmpty() ? "还没说是什么事" : String.join("；", telling);
    }
}
