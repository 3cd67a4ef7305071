package cn.niangjia.chat;

import cn.niangjia.conversation.Conversations;
import cn.niangjia.conversation.ErasedConversation;
import cn.niangjia.conversation.Message;
import cn.niangjia.handoff.Handoff;
import cn.niangjia.handoff.HandoffUnanswered;
import cn.niangjia.handoff.Handoffs;
import cn.niangjia.ticket.Tickets;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Makes a ticket of every request that nobody could take and for which a number was left. Looks at the requests themselves, so that
 * none is forgotten by a crash; one request makes one ticket, however often it is looked at.
 */
@Component
class CallBacks {

    private static final Logger log = LoggerFactory.getLogger(CallBacks.class);
    private static final int LONGEST = 300;

    private final Handoffs handoffs;
    private final Conversations conversations;
    private final Tickets tickets;

    CallBacks(Handoffs handoffs, Conversations conversations, Tickets tickets) {
        this.handoffs = handoffs;
        this.conversations = conversations;
        this.tickets = tickets;
    }

    /** Sooner than the next look. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(HandoffUnanswered event) {
        Thread.ofVirtual().name("call-back").start(() -> attempt(event.handoffId()));
    }

    @Scheduled(fixedDelay = 5000)
    void look() {
        try {
            handoffs.withoutTicket().forEach(this::attempt);
        } catch (RuntimeException e) {
            log.error("call backs could not be looked after; trying again in five seconds: {}", e.getClass().getName());
        }
    }

    /** One that fails keeps none of the others waiting. */
    private void attempt(UUID id) {
        try {
            handoffs.find(id).ifPresent(this::make);
        } catch (ErasedConversation e) {
            log.debug("a worker erased the conversation before its ticket was made");
        } catch (RuntimeException e) {
            log.error("no ticket could be made of request {}; trying again: {}", id, e.getClass().getName());
        }
    }

    private void make(Handoff handoff) {
        handoffs.contact(handoff.id()).ifPresent(contact -> {
            String number = tickets.callBack(handoff.conversationId(), handoff.id(), handoff.region(), handoff.topic(), handoff.reason().name(),
                    summary(handoff), contact, handoff.note(), handoff.convenient()).number();
            handoffs.becameTicket(handoff.id(), number);
        });
    }

    /** The worker's own words, masked, the last ones if there are many. */
    private String summary(Handoff handoff) {
        String words = conversations.messages(handoff.conversationId()).stream().filter(message -> message.author() == Message.Author.WORKER)
                .map(Message::text).filter(text -> text.length() > 4).distinct().reduce((first, next) -> first + "；" + next).orElse("请回电");
        return words.length() <= LONGEST ? words : "…" + words.substring(words.length() - LONGEST);
    }
}
