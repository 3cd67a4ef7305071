package cn.niangjia.ticket;

import cn.niangjia.knowledge.Topic;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket is about.
 *
 * @param ticketClass null: nobody has classed it yet
 * @param category the second level, in the admins' words
 * @param region code of the place whose staff it is for
 * @param summary personal numbers masked; likewise the note
 * @param convenient when a call suits the worker
 * @param confidential the worker wants it kept from others
 * @param anonymous the worker wants to stay unnamed
 */
record Matter(@Nullable TicketClass ticketClass, @Nullable String category, @Nullable Topic topic, String region, String summary,
        @Nullable String note, @Nullable String convenient, boolean confidential, boolean anonymous, TicketForm form) {

    /** Without anything that the worker told; what remains tells of the employer and of how many were concerned. */
    Matter withoutStory() {
        return new Matter(ticketClass, category, topic, region, "（职工已清除）", null, null, confidential, anonymous, form.withoutStory());
    }
}
