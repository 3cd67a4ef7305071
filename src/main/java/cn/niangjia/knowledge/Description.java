package cn.niangjia.knowledge;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a version apart from its passages. Null means not stated (未载明): nothing here is guessed.
 *
 * @param author who wrote a guide or FAQ for the knowledge base
 * @param publisher who issued a real document; {@code documentNumber} likewise (文号)
 * @param textDate the day this wording dates from, by which texts of one title are put in order
 * @param region code, see {@link Region}
 * @param questions linked questions, in workers' words
 * @param spoken the line an agent says on the phone
 * @param replaces ids of documents whose place this one takes
 */
public record Description(String title, Kind kind, List<Topic> topics, String region, Visibility visibility,
        @Nullable String author, @Nullable String publisher, @Nullable String documentNumber,
        @Nullable LocalDate issuedOn, @Nullable LocalDate effectiveFrom, @Nullable LocalDate effectiveUntil,
        @Nullable LocalDate textDate, List<Basis> basis, List<String> audience, List<String> questions,
        @Nullable String spoken, @Nullable String owner, @Nullable LocalDate reviewBy, @Nullable String sourceAsOf,
        List<String> replaces) {

    /** Descriptions kept before replacements were told have none. */
    public Description {
        replaces = replaces == null ? List.of() : replaces;
    }

    /** Title without 中华人民共和国, as people say it. */
    public String shortTitle() {
        return title.startsWith("中华人民共和国") && title.length() > 8 ? title.substring(7) : title;
    }

    public Description withRegion(String other) {
        return with(other, visibility, effectiveUntil);
    }

    public Description withVisibility(Visibility other) {
        return with(region, other, effectiveUntil);
    }

    public Description withEffectiveUntil(@Nullable LocalDate other) {
        return with(region, visibility, other);
    }

    /** With the linked questions, audience and owner of an earlier version, where this one has none of its own. */
    public Description withWhatPeopleAdded(Description earlier) {
        return new Description(title, kind, topics, region, visibility, author, publisher, documentNumber, issuedOn, effectiveFrom, effectiveUntil,
                textDate, basis, audience.isEmpty() ? earlier.audience : audience, questions.isEmpty() ? earlier.questions : questions, spoken,
                owner == null ? earlier.owner : owner, reviewBy, sourceAsOf, replaces);
    }

    private Description with(String newRegion, Visibility newVisibility, @Nullable LocalDate newUntil) {
        return new Description(title, kind, topics, newRegion, newVisibility, author, publisher, documentNumber, issuedOn, effectiveFrom, newUntil,
                textDate, basis, audience, questions, spoken, owner, reviewBy, sourceAsOf, replaces);
    }
}
