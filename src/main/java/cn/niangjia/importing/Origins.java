package cn.niangjia.importing;

import cn.niangjia.privacy.PersonalData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in the original each passage came from, found by its lines; and what a passage says when other kinds of mends are left out. Passages
 * are asked for in their order. A line that somebody has rewritten is not found.
 */
class Origins {

    /** A stretch of the original: {@code from} the first character, {@code to} behind the last. */
    record Stretch(int from, int to) {
    }

    private static final Pattern MASKED = Pattern.compile("〔(?:手机号|身份证号|银行卡号)〕");
    private static final String NUMBER = "[0-9０-９+＋ 　\\-－—XxＸｘ]{8,40}";

    private final MendedText mended;
    private int after;

    Origins(MendedText mended) {
        this.mended = mended;
    }

    /** Empty if a line of it is not in the text. */
    Optional<List<Stretch>> of(String passage) {
        List<Stretch> found = new ArrayList<>();
        for (String line : passage.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
            Optional<Stretch> stretch = find(line);
            if (stretch.isEmpty()) {
                return Optional.empty();
            }
            add(found, stretch.get());
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.stream().map(this::original).toList());
    }

    /** Behind the line before if it stands there, else wherever it stands first: pieces of an article may lie apart. */
    private Optional<Stretch> find(String line) {
        Matcher matcher = pattern(line).matcher(mended.text());
        if (matcher.find(Math.min(after, mended.text().length())) || matcher.find(0)) {
            after = matcher.end();
            return Optional.of(new Stretch(matcher.start(), matcher.end()));
        }
        return Optional.empty();
    }

    /** Somebody's own number was masked in the passage. */
    private static Pattern pattern(String line) {
        StringBuilder pattern = new StringBuilder();
        int at = 0;
        for (Matcher masked = MASKED.matcher(line); masked.find(); at = masked.end()) {
            pattern.append(Pattern.quote(line.substring(at, masked.start()))).append(NUMBER);
        }
        return Pattern.compile(pattern.append(Pattern.quote(line.substring(at))).toString());
    }

    /** Lines that follow each other are one stretch, so that what was mended between them belongs to it. */
    private void add(List<Stretch> found, Stretch next) {
        if (!found.isEmpty() && found.getLast().to() <= next.from() && mended.text().substring(found.getLast().to(), next.from()).isBlank()) {
            found.add(new Stretch(found.removeLast().from(), next.to()));
        } else {
            found.add(next);
        }
    }

    private Stretch original(Stretch stretch) {
        return new Stretch(mended.origin(stretch.from()), mended.origin(stretch.to() - 1) + 1);
    }

    /**
     * The passage as it is with other mends, personal numbers masked; empty if it cannot be found, because somebody has rewritten it.
     *
     * @param back kinds that are taken back: what they removed right behind the passage comes back with it
     */
    Optional<String> again(String passage, MendedText other, Set<MendKind> back) {
        return of(passage).map(stretches -> stretches.stream().map(stretch -> other.of(stretch.from(), withRemoved(stretch.to(), back)).strip())
                .reduce("", (one, next) -> one.isEmpty() ? next : one + "\n" + next)).map(PersonalData::mask);
    }

    private int withRemoved(int to, Set<MendKind> back) {
        int end = to;
        for (Mend mend : mended.mends()) {
            if (mend.from() >= end && back.contains(mend.kind()) && mended.original().substring(end, mend.from()).isBlank()) {
                end = mend.to();
            }
        }
        return end;
    }
}
