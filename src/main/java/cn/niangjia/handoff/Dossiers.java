package cn.niangjia.handoff;

import cn.niangjia.account.Role;
import cn.niangjia.account.Staff;
import cn.niangjia.conversation.Citation;
import cn.niangjia.conversation.ConversationEvent;
import cn.niangjia.conversation.ConversationLog;
import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.Message;
import cn.niangjia.conversation.Outcome;
import cn.niangjia.conversation.Ratings;
import cn.niangjia.conversation.Reply;
import cn.niangjia.conversation.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All that travels with a request, so that the worker need not repeat a word. */
@Component
class Dossiers {

    private static final int IN_SUMMARY = 3;
    private static final int LONGEST = 60;

    /** A reply of the assistant in short. @param text its first paragraph */
    record Answered(UUID messageId, Outcome outcome, String text, int citations) {
    }

    /**
     * @param summary what it is about, from the worker's own words
     * @param asked the worker's words, in order
     * @param searched what was looked for in the knowledge base, in order, each once
     * @param cited what the replies rest on, each once
     * @param contact in clear for who has the talk and for supervisors; else null
     * @param masked ids of messages of which something is masked
     * @param rating the worker's, 1 to 5; null: none yet
     */
    record Dossier(Queue.Row handoff, String summary, List<String> asked, List<Answered> answered, List<String> searched, List<Citation> cited,
            @Nullable String contact, @Nullable String convenient, @Nullable String note, List<Message> messages, List<ConversationEvent> events,
            List<UUID> masked, @Nullable Integer rating) {
    }

    private final Queue queue;
    private final Handoffs handoffs;
    private final Conversations conversations;
    private final ConversationLog log;
    private final AccessLog accesses;
    private final Ratings ratings;

    Dossiers(Queue queue, Handoffs handoffs, Conversations conversations, ConversationLog log, AccessLog accesses, Ratings ratings) {
        this.queue = queue;
        this.handoffs = handoffs;
        this.conversations = conversations;
        this.log = log;
        this.accesses = accesses;
        this.ratings = ratings;
    }

    /** Leaves an entry in the access log. */
    Dossier open(Handoff handoff, Staff staff) {
        UUID conversation = handoff.conversationId();
        accesses.add(conversation, staff.name(), AccessLog.What.OPENED);
        List<Message> messages = conversations.messages(conversation);
        List<Reply> replies = messages.stream().map(Message::reply).filter(Objects::nonNull).toList();
        List<String> asked = messages.stream().filter(message -> message.author() == Message.Author.WORKER).map(Message::text).toList();
        return new Dossier(queue.row(handoff), summary(handoff, asked), asked, replies.stream().map(Dossiers::answered).toList(), searched(replies),
                cited(replies), contact(handoff, staff), handoff.convenient(), handoff.note(), messages, log.eventsAfter(conversation, 0),
                conversations.masked(conversation), ratings.of(conversation).orElse(null));
    }

    /** The longest of what was said first and last: short words like 转人工 tell nothing. */
    private static String summary(Handoff handoff, List<String> asked) {
        List<String> telling = asked.stream().filter(text -> text.length() > 4).map(Dossiers::cut).distinct().toList();
        List<String> chosen = telling.size() <= IN_SUMMARY ? telling
                : Stream.concat(telling.stream().limit(1), telling.stream().skip(telling.size() - IN_SUMMARY + 1)).toList();
        String words = chosen.isEmpty() ? "还没说是什么事" : String.join("；", chosen);
        return handoff.reason().word() + "。" + words + (handoff.note() == null ? "" : "；备注：" + cut(handoff.note()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static Answered answered(Reply reply) {
        return new Answered(reply.id(), reply.outcome(), reply.text().split("\n\n", 2)[0].replace("**", ""), reply.citations().size());
    }

    private List<String> searched(List<Reply> replies) {
        return replies.stream().map(reply -> conversations.trace(reply.id())).flatMap(java.util.Optional::stream)
                .filter(trace -> !trace.passages().isEmpty()).map(Trace::question).map(Dossiers::cut).distinct().toList();
    }

    private static List<Citation> cited(List<Reply> replies) {
        Map<String, Citation> each = new LinkedHashMap<>();
        replies.stream().flatMap(reply -> reply.citations().stream()).forEach(citation -> each.putIfAbsent(citation.passageId(), citation));
        return new ArrayList<>(each.values());
    }

    private @Nullable String contact(Handoff handoff, Staff staff) {
        boolean may = staff.name().equals(handoff.agent()) || staff.role() != Role.AGENT;
        if (!may || !handoff.hasContact()) {
            return null;
        }
        accesses.add(handoff.conversationId(), staff.name(), AccessLog.What.CONTACT);
        return handoffs.contact(handoff.id()).orElse(null);
    }
}
