package cn.niangjia.ticket;

import cn.niangjia.privacy.PersonalData;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of a matter, none of it required: a call fills in three fields, the rest comes later. Texts are kept with
 * personal numbers masked.
 *
 * @param marks what is known of the worker
 * @param employer the unit complained of
 * @param employerHasUnion null: not known
 * @param callerPlace code of where the worker lives or works; likewise the two others
 * @param people how many it is about
 * @param money in yuan
 * @param waysGone where the worker has been with it, such as 12333, 仲裁
 * @param risk such as talk of going up or of doing something rash
 */
record TicketForm(@Nullable List<Mark> marks, @Nullable String employer, @Nullable String trade, @Nullable Boolean employerHasUnion,
        @Nullable String callerPlace, @Nullable String eventPlace, @Nullable String employerPlace, @Nullable Integer people,
        @Nullable BigDecimal money, @Nullable String demand, @Nullable List<String> waysGone, @Nullable String risk,
        @Nullable String difficulty, @Nullable LegalFacts facts) {

    static final TicketForm EMPTY = new TicketForm(List.of(), null, null, null, null, null, null, null, null, null, List.of(), null, null, LegalFacts.NONE);

    enum Mark {
        MEMBER("会员"), MIGRANT_WORKER("农民工"), NEW_EMPLOYMENT("新就业形态");

        private final String word;

        Mark(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** As it is kept: no list missing, no text blank, personal numbers masked. */
    TicketForm tidied() {
        return with(TicketForm::tidied);
    }

    /** The same with other texts. */
    TicketForm with(UnaryOperator<@Nullable String> change) {
        return new TicketForm(marks == null ? List.of() : marks.stream().distinct().sorted().toList(), change.apply(employer), change.apply(trade),
                employerHasUnion, callerPlace, eventPlace, employerPlace, people, money, change.apply(demand),
                waysGone == null ? List.of() : waysGone.stream().map(change).filter(way -> way != null).toList(), change.apply(risk), change.apply(difficulty),
                facts == null ? LegalFacts.NONE : facts);
    }

    /** Without what the worker told in own words, the dates of their life and where they live. */
    TicketForm withoutStory() {
        return new TicketForm(marks, employer, trade, employerHasUnion, null, eventPlace, employerPlace, people, money, null, List.of(), null, null,
                LegalFacts.NONE);
    }

    static @Nullable String tidied(@Nullable String text) {
        return text == null || text.isBlank() ? null : PersonalData.mask(text.replace("\0", "").strip());
    }
}
