package cn.niangjia.conversation;

import cn.niangjia.knowledge.Basis;
import cn.niangjia.knowledge.Validity;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a claim rests on, with the version and words as they were when the reply was given.
 *
 * @param number as it stands in the text, from 1
 * @param quote the sentences used, verbatim
 * @param validity on the day of the reply
 * @param url where the passage as cited can be had, with the conversation's token
 */
public record Citation(int number, String documentId, int version, String passageId, String title, String section,
        String quote, @Nullable String publisher, @Nullable String author, @Nullable String documentNumber, List<Basis> basis,
        Place region, @Nullable LocalDate effectiveFrom, @Nullable LocalDate effectiveUntil, Validity validity, String url) {

    public record Place(String code, String name) {
    }

    /** Where the conversation's token opens it. */
    Citation at(UUID conversation, UUID message) {
        return withUrl("/api/chat/conversations/%s/messages/%s/citations/%d".formatted(conversation, message, number));
    }

    private Citation withUrl(String at) {
        return new Citation(number, documentId, version, passageId, title, section, quote, publisher, author, documentNumber,
                basis, region, effectiveFrom, effectiveUntil, validity, at);
    }
}
