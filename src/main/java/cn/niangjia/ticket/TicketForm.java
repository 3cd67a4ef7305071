package cn.niangjia.ticket;

import cn.niangjia.privacy.PersonalData;
import jakarta.validation.constraints.Size;
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
record TicketForm(@Nullable List<Mark> marks, @Nullable @Size(max = 200, message = "单位名称请写在 200 字以内") String employer,
        @Nullable @Size(max = 100, message = "行业请写在 100 字以内") String trade, @Nullable Boolean employerHasUnion,
        @Nullable String callerPlace, @Nullable String eventPlace, @Nullable String employerPlace, @Nullable Integer people,
        @Nullable BigDecimal money, @Nullable @Size(max = 5000, message = "诉求请写在 5000 字以内") String demand,
        @Nullable @Size(max = 20, message = "走过的途径最多 20 条") List<@Size(max = 200, message = "每条途径请写在 200 字以内") String> waysGone,
        @Nullable @Size(max = 2000, message = "风险请写在 2000 字以内") String risk, @Nullable @Size(max = 2000, message = "难点请写在 2000 字以内") String difficulty,
        @Nullable LegalFacts facts) {

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
