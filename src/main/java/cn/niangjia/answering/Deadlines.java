package cn.niangjia.answering;

import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.PassageId;
import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.retrieval.Hit;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Adds to an answer the limit in time that belongs to its matter, where the answer does not speak of it: in a guide's own
 * words, or those of {@code prompts/replies/deadlines} if the article that they rest on is in the knowledge base.
 */
@Component
class Deadlines {

    /**
     * @param matter questions under which the limit is told
     * @param itself words by which a question asks for the limit itself
     */
    private record Deadline(Pattern matter, Pattern itself, String prompt, String law, String article) {

        boolean isAskedFor(String question) {
            return Cues.asksTime(question) && matter.matcher(question).find() && itself.matcher(question).find();
        }
    }

    private static final List<Deadline> DEADLINES = List.of(
            new Deadline(Pattern.compile("工伤|(上班|干活|工地|车间|厂里|路上).{0,12}(受伤|摔|砸|撞|轧|伤了|断了)"),
                    Pattern.compile("认定|申请|申报|报工伤"), "replies/deadlines/work-injury", "工伤保险条例", "第十七条"),
            new Deadline(Pattern.compile("欠薪|拖欠|不发(工资|钱)|没发(工资|钱)|不给(工资|钱|工钱)|讨薪|辞退|开除|裁|赔偿金|补偿金|加班费|二倍|双倍|不签合同|没签合同|仲裁|劳动争议"),
                    Pattern.compile("仲裁|劳动争议|时效|告(公司|老板|单位|厂|他)|打官司|维权|来得及|过期"), "replies/deadlines/arbitration", "劳动争议调解仲裁法", "第二十七条"));

    /** Where a guide tells its limits, and the sections in which one who reads them must hear of the limits too. */
    private static final String GUIDE_SECTION = "多久";
    private static final Pattern WHERE_LIMITS_MATTER = Pattern.compile("能不能|怎么办");
    private static final int LONGEST_OPENING = 150;

    private final Documents documents;
    private final Prompts prompts;
    private final Clock clock;

    Deadlines(Documents documents, Prompts prompts, Clock clock) {
        this.documents = documents;
        this.prompts = prompts;
        this.clock = clock;
    }

    /** Whether the question asks for a limit, and this is the article that sets it. */
    boolean isSetBy(Hit hit, String question) {
        return DEADLINES.stream().anyMatch(deadline -> deadline.isAskedFor(question)
                && deadline.law().equals(hit.description().shortTitle())
                && hit.description().region().equals(Region.WHOLE_COUNTRY) && deadline.article().equals(hit.passage().section()));
    }

    /** Whether the question asks for a limit that a law sets which is not in the knowledge base: another limit must not pass for it. */
    boolean isUnknown(String question) {
        return DEADLINES.stream().filter(deadline -> deadline.isAskedFor(question))
                .anyMatch(deadline -> law(deadline).isEmpty());
    }

    /** @param first what the answer rests on most; a guide that sets limits tells them in its own plain words */
    void add(String question, Hit first, CitedText text) {
        PassageId id = first.passage().id();
        Optional<Passage> ofGuide = first.description().kind().isStatute() || !first.description().topics().contains(Topic.LEGAL_AID)
                ? Optional.empty() : documents.passage(id.documentId(), id.version(), GUIDE_SECTION);
        if (ofGuide.isPresent() && text.cites(id.documentId(), GUIDE_SECTION)) {
            return;
        }
        List<String> limit = ofGuide.map(Deadlines::opening).orElse(List.of());
        if (!limit.isEmpty() && text.citesAny(id.documentId(), WHERE_LIMITS_MATTER)) {
            text.paragraph("**期限**：", limit, ofGuide.get(), first.description(), first.validity());
        } else {
            ofLaw(question, text);
        }
    }

    /** The first lines of a guide's section, up to its first empty line behind a whole statement; empty if they set no limit. */
    private static List<String> opening(Passage section) {
        List<String> lines = new ArrayList<>();
        for (String line : section.text().lines().toList()) {
            boolean opensList = !lines.isEmpty() && lines.getLast().matches(".*[：:]$");
            if (line.isBlank() && !lines.isEmpty() && !opensList) {
                break;
            }
            if (!line.isBlank()) {
                lines.add(line.strip());
            }
        }
        String text = String.join("", lines);
        return Cues.hasTime(text) && text.length() <= LONGEST_OPENING ? lines : List.of();
    }

    private void ofLaw(String question, CitedText text) {
        DEADLINES.stream().filter(deadline -> deadline.matter().matcher(question).find()).findFirst()
                .ifPresent(deadline -> add(deadline, text));
    }

    private void add(Deadline deadline, CitedText text) {
        Optional<Document> law = law(deadline);
        if (law.isEmpty() || text.cites(law.get().id(), deadline.article())) {
            return;
        }
        documents.passage(law.get().id(), law.get().version(), deadline.article())
                .ifPresent(passage -> add(deadline, law.get(), passage, text));
    }

    /** The country's own text, if it is in force today. */
    private Optional<Document> law(Deadline deadline) {
        LocalDate today = LocalDate.now(clock);
        return documents.publicText(deadline.law(), List.of(Region.WHOLE_COUNTRY)).filter(law -> law.validity().on(today).isUsable());
    }

    private void add(Deadline deadline, Document law, Passage passage, CitedText text) {
        text.paragraph(prompts.text(deadline.prompt()), passage, law.description(), law.validity());
    }
}
