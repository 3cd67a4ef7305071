package cn.niangjia.importing;

import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.DocumentReader;
import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.ReadDocument;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Section;
import cn.niangjia.knowledge.UnreadableDocument;
import cn.niangjia.privacy.PersonalData;
import cn.niangjia.publishing.Provenance;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Makes documents of what a file holds: cleaned, taken apart, understood and cut into passages. */
@Component
class Intake {

    /** A document to be. @param hash of the file's bytes and the article's number, by which the same is known again */
    record Taken(ReadDocument document, String hash, Provenance provenance) {
    }

    /** @param mends how often each kind of mend was needed */
    record Result(List<Taken> documents, Map<String, Integer> mends, List<String> warnings) {
    }

    static final String PREFIX = "import/";
    private static final Pattern BYLINE = Pattern.compile(
            "^[\\s　]*(?:(?:本报|本网|本刊)?[\\p{IsHan}]{0,6}讯\\s*)?[（(](?:本报|特约)?(?:全媒体)?(?:记者|通讯员)[^（）()]{1,40}[）)][\\s　]*|^[\\s　]*(?:本报|本网)[\\p{IsHan}\\d]{0,14}(?:讯|电)[\\s　]*(?:[（(](?:记者|通讯员)[^（）()]{1,40}[）)])?[\\s　]*");

    private final DocumentReader reader;
    private final Newspaper newspaper;
    private final Units units;
    private final Proposer proposer;
    private final Regions regions;
    private final String home;

    Intake(DocumentReader reader, Newspaper newspaper, Units units, Proposer proposer, Regions regions, @Value("${niangjia.union.region}") String home) {
        this.reader = reader;
        this.newspaper = newspaper;
        this.units = units;
        this.proposer = proposer;
        this.regions = regions;
        this.home = home;
    }

    Result take(Import.File file, Import.Settings settings, Extracted extracted) throws UnreadableDocument, RefusedFile {
        Result result = switch (extracted) {
            case Extracted.Text text when text.whole() && Cleaner.isWritten(text.text()) -> markdown(file, settings, text);
            case Extracted.Text text -> text(file, settings, text.text());
            case Extracted.Questions questions -> questions(file, settings, questions);
        };
        if (result.documents().isEmpty()) {
            throw new RefusedFile(RefusedFile.Reason.EMPTY);
        }
        return result;
    }

    /** Front matter and headings are there already: read as in a knowledge folder. */
    private Result markdown(Import.File file, Import.Settings settings, Extracted.Text text) throws UnreadableDocument {
        MendedText mended = Cleaner.cleanLightly(text.text());
        ReadDocument read = reader.read(file.name(), mended.text().getBytes(StandardCharsets.UTF_8));
        String id = mended.text().startsWith("---\n") ? read.id() : PREFIX + read.id();
        return new Result(read.isEmpty() ? List.of() : List.of(taken(file, settings, read.withId(id), text.text(), Map.of(), List.of(), 1, 1)),
                mended.counts(), List.of());
    }

    private Result text(Import.File file, Import.Settings settings, String original) {
        MendedText mended = Cleaner.clean(original);
        Optional<Statute.Issued> issued = Statute.issued(mended.text());
        if (issued.isPresent()) {
            return new Result(List.of(issued(file, settings, issued.get(), original)), mended.counts(), List.of());
        }
        if (Statute.is(mended.text())) {
            ReadDocument read = reader.statute(PREFIX + stem(file.name()), Statute.titled(mended.text()));
            return new Result(List.of(taken(file, settings, read, original, Map.of("title", new Provenance.Origin("文件开头", null)), List.of(), 1, 1)),
                    mended.counts(), List.of());
        }
        List<Newspaper.Found> found = newspaper.articles(file, original, mended.text());
        List<Taken> documents = found.stream().map(article -> article(article, settings)).filter(taken -> !taken.document().sections().isEmpty()).toList();
        return new Result(documents, mended.counts(), warnings(found));
    }

    private static List<String> warnings(List<Newspaper.Found> found) {
        List<String> warnings = new ArrayList<>();
        if (found.size() > 1) {
            warnings.add("一版拆成 %d 篇".formatted(found.size()));
        }
        found.stream().filter(article -> !article.rests().isEmpty()).forEach(article -> warnings.add("《%s》的下文在别的版，已接上".formatted(article.article().headline())));
        found.stream().filter(article -> article.article().goesOn() != null)
                .forEach(article -> warnings.add("《%s》的下文没找到，请把那一版也传上来".formatted(article.article().headline())));
        return warnings;
    }

    /** A notice and the rules it issues: one passage for the notice, then the rules article by article under their title. */
    private Taken issued(Import.File file, Import.Settings settings, Statute.Issued issued, String original) {
        Article cover = new Article(null, units.in(issued.cover()).orElse(null), issued.cover() + "\n" + issued.rules());
        Proposer.Proposal proposal = proposer.propose(file.name(), cover, null, false, around(settings));
        ReadDocument rules = reader.statute(PREFIX + stem(file.name()), Statute.headed(Statute.titled(issued.rules())));
        List<Section> sections = new ArrayList<>();
        DocumentReader.sections(withoutTitle(issued.cover(), proposal.description().title())).forEach(section -> sections.add(masked(section)));
        rules.sections().forEach(section -> sections.add(masked(below(section, rules.description().title()))));
        return taken(file, settings, new ReadDocument(rules.id(), proposal.description(), Section.anchored(sections), original), original,
                proposal.fields(), proposal.warnings(), 1, 1);
    }

    private static Section below(Section section, String title) {
        String heading = section.heading().startsWith(title) ? section.heading() : section.heading().isEmpty() ? title : title + " > " + section.heading();
        return new Section(section.anchor(), section.section(), heading, section.text(), section.enabled(), section.questions(), section.spoken());
    }

    private Taken article(Newspaper.Found found, Import.Settings settings) {
        Article article = found.article();
        LocalDate pageDate = found.of() > 1 || isDated(article, found.date()) ? found.date() : null;
        Proposer.Proposal proposal = proposer.propose(found.file().name(), article, pageDate, false, around(settings));
        List<Section> sections = new ArrayList<>();
        String unit = article.unit();
        boolean named = unit == null || proposal.description().title().contains(unit);
        String body = withoutByline(withoutTitle(article.text(), proposal.description().title()));
        for (Section section : DocumentReader.sections(body)) {
            sections.add(masked(named ? section : under(section, Objects.requireNonNull(unit))));
        }
        String id = PREFIX + stem(found.file().name()) + (found.of() > 1 ? "/" + found.number() : "");
        List<String> warnings = new ArrayList<>(proposal.warnings());
        int personal = PersonalData.in(article.text()).size();
        if (personal > 0) {
            warnings.add("%d 处个人号码已盖住，请换成公开的电话".formatted(personal));
        }
        ReadDocument read = new ReadDocument(id, proposal.description(), Section.anchored(sections), found.original());
        Taken taken = taken(found.file(), settings, read, found.original(), proposal.fields(), warnings, found.number(), found.of());
        return found.rests().isEmpty() ? taken : new Taken(taken.document(), taken.hash() + "+" + Integer.toHexString(found.rests().hashCode()), taken.provenance());
    }

    /** The first date of a single text is the page's own only in a masthead. */
    private static boolean isDated(Article article, @Nullable LocalDate pageDate) {
        return pageDate != null && article.text().lines().limit(2).anyMatch(line -> line.contains("版") || line.contains("报"));
    }

    /** A passage knows whose it is, also where it is read without its title. */
    private static Section under(Section section, String unit) {
        String heading = section.heading().isEmpty() ? unit : unit + " > " + section.heading();
        return new Section(section.anchor(), section.section().equals("开头") ? unit : section.section(), heading, section.text(), section.enabled(),
                section.questions(), section.spoken());
    }

    /** Somebody's own number is in no passage, whatever becomes of it; the original stays with the editors. */
    private static Section masked(Section section) {
        return new Section(section.anchor(), section.section(), section.heading(), PersonalData.mask(section.text()), section.enabled(),
                section.questions(), section.spoken());
    }

    private static String withoutTitle(String text, String title) {
        String first = text.lines().findFirst().orElse("").replaceFirst("^#+\\s*", "").strip();
        return first.equals(title) ? text.substring(text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n')).strip() : text;
    }

    /** Who wrote it is of no use in an answer. */
    private static String withoutByline(String text) {
        String plain = text.replaceFirst("^\\*\\*([^*\\n]{1,12})\\*\\*", "$1");
        String first = text.lines().findFirst().orElse("");
        boolean alone = Headlines.isByline(first) && !Headlines.isBody(first);
        String rest = alone ? text.substring(first.length()).strip() : BYLINE.matcher(plain).replaceFirst("");
        return rest.isBlank() ? text : rest;
    }

    private Result questions(Import.File file, Import.Settings settings, Extracted.Questions questions) {
        List<Section> sections = new ArrayList<>();
        Map<String, Integer> mends = new LinkedHashMap<>();
        StringBuilder original = new StringBuilder();
        for (Extracted.QuestionAnswer row : questions.rows()) {
            MendedText answer = Cleaner.clean(row.answer());
            answer.counts().forEach((kind, count) -> mends.merge(kind, count, Integer::sum));
            List<String> asked = new ArrayList<>(List.of(row.question()));
            asked.addAll(row.others());
            sections.add(masked(new Section("", cut(row.question()), row.question(), answer.text(), true, asked, null)));
            original.append("问：").append(row.question()).append("\n答：").append(row.answer()).append("\n\n");
        }
        Article article = new Article(null, null, original.toString());
        Proposer.Proposal proposal = proposer.propose(file.name(), new Article(title(file.name()), units.in(original.toString()).orElse(null), article.text()),
                null, true, around(settings));
        ReadDocument read = new ReadDocument(PREFIX + stem(file.name()), proposal.description(), Section.anchored(sections), original.toString());
        return new Result(List.of(taken(file, settings, read, original.toString(), proposal.fields(), proposal.warnings(), 1, 1)), mends,
                List.of("认出 %d 组问答".formatted(questions.rows().size())));
    }

    private static String cut(String question) {
        return question.length() <= 60 ? question : question.substring(0, 60);
    }

    private static String title(String name) {
        return stem(name).substring(stem(name).lastIndexOf('/') + 1);
    }

    private String around(Import.Settings settings) {
        return settings.region() == null ? home : settings.region();
    }

    private Taken taken(Import.File file, Import.Settings settings, ReadDocument read, String original, Map<String, Provenance.Origin> fields,
            List<String> warnings, int number, int of) {
        Description description = chosen(read.description(), settings);
        ReadDocument document = new ReadDocument(read.id(), description, read.sections(), original);
        return new Taken(document, file.stored() + "#" + number, new Provenance(fields, warnings, file.importId().toString(), file.name(), file.stored(), number, of));
    }

    /** What somebody chose for all files stands above what was understood. */
    private Description chosen(Description read, Import.Settings settings) {
        Kind kind = settings.kind() == null ? read.kind() : settings.kind();
        return new Description(read.title(), kind, settings.topics().isEmpty() ? read.topics() : settings.topics(),
                region(read, settings),
                settings.visibility(), read.author(), read.publisher(), read.documentNumber(), read.issuedOn(), read.effectiveFrom(), read.effectiveUntil(),
                read.textDate(), read.basis(), read.audience(), read.questions(), read.spoken(), read.owner(), read.reviewBy(), read.sourceAsOf(), read.replaces());
    }

    /** A district named in the text is kept if it lies in the place that was chosen. */
    private String region(Description read, Import.Settings settings) {
        String chosen = settings.region();
        return chosen == null || regions.selfAndParents(read.region()).contains(chosen) ? read.region() : chosen;
    }

    private static String stem(String name) {
        return name.replaceFirst("\\.[^./]+$", "");
    }
}
