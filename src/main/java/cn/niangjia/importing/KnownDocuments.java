package cn.niangjia.importing;

import cn.niangjia.knowledge.Description;
import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.ReadDocument;
import cn.niangjia.knowledge.Section;
import cn.niangjia.knowledge.Version;
import cn.niangjia.knowledge.Versions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells whether a text that comes in is one that is known, and lets its next version keep what people added to the one before. */
@Component
class KnownDocuments {

    /** Of the runs of five characters, texts of one document share at least so many from version to version. */
    private static final double SAME_DOCUMENT = .3;
    private static final double SAME_PASSAGE = .5;
    private static final int COMPARED = 20_000;

    private final Documents documents;
    private final Versions versions;

    KnownDocuments(Documents documents, Versions versions) {
        this.documents = documents;
        this.versions = versions;
    }

    /** Under the id it has or will have. A file of the same name is the same document only if title or text say so too: 1.docx is a common name. */
    ReadDocument identified(ReadDocument read) {
        String id = read.id();
        for (int n = 2; isAnother(id, read); n++) {
            id = read.id() + "-" + n;
        }
        return read.withId(id);
    }

    private boolean isAnother(String id, ReadDocument read) {
        return id.startsWith(Intake.PREFIX) && documents.find(id).filter(known -> !known.description().title().equals(read.description().title()))
                .filter(known -> alike(text(versions.passages(id, known.version()).stream().map(Passage::text).toList()),
                        text(read.sections().stream().map(Section::text).toList())) < SAME_DOCUMENT).isPresent();
    }

    private static String text(List<String> passages) {
        String text = String.join("", passages).replaceAll("\\s+", "");
        return text.substring(0, Math.min(text.length(), COMPARED));
    }

    /** Share of the shorter text's runs of five characters that the other has too. */
    private static double alike(String one, String other) {
        Set<String> first = runs(one);
        Set<String> second = runs(other);
        long shared = first.stream().filter(second::contains).count();
        return first.isEmpty() || second.isEmpty() ? 0 : (double) shared / Math.min(first.size(), second.size());
    }

    private static Set<String> runs(String text) {
        Set<String> runs = new HashSet<>();
        for (int i = 0; i + 5 <= text.length(); i++) {
            runs.add(text.substring(i, i + 5));
        }
        return runs;
    }

    /** Whether these very bytes are the version in view, for the same readers, and not since withdrawn. */
    boolean holds(ReadDocument read, String hash, Import.Settings settings) {
        boolean archived = documents.find(read.id()).filter(document -> document.state() == Document.State.WITHDRAWN).isPresent();
        return !archived && inView(read.id()).filter(version -> hash.equals(versions.contentHash(read.id(), version)))
                .flatMap(version -> versions.find(read.id(), version))
                .filter(kept -> !settings.publish() || kept.description().visibility() == settings.visibility()).isPresent();
    }

    private Optional<Integer> inView(String id) {
        return versions.open(id).map(Version::number).or(() -> documents.find(id).map(Document::version));
    }

    /**
     * With the linked questions, the owner and the audience of the version before. What an agent says on the phone stays only where the
     * text is the same: a new text may have another amount. So does a passage that was switched off.
     */
    ReadDocument withWhatPeopleAdded(ReadDocument read) {
        Optional<Integer> before = inView(read.id());
        if (before.isEmpty()) {
            return read;
        }
        List<Passage> passages = versions.passages(read.id(), before.get()).stream()
                .filter(passage -> !passage.questions().isEmpty() || passage.spoken() != null || !passage.enabled()).toList();
        Description known = versions.find(read.id(), before.get()).orElseThrow().description();
        return new ReadDocument(read.id(), read.description().withWhatPeopleAdded(known),
                read.sections().stream().map(section -> kept(section, passages)).toList(), read.source());
    }

    private static Section kept(Section section, List<Passage> before) {
        Optional<Passage> same = before.stream().filter(passage -> passage.text().equals(section.text())).findFirst();
        Optional<Passage> earlier = same.or(() -> mostAlike(section, before));
        List<String> questions = section.questions().isEmpty() ? earlier.map(Passage::questions).orElse(List.of()) : section.questions();
        String spoken = section.spoken() != null ? section.spoken() : same.map(Passage::spoken).orElse(null);
        boolean enabled = section.enabled() && same.map(Passage::enabled).orElse(true);
        return new Section(section.anchor(), section.section(), section.heading(), section.text(), enabled, questions, spoken);
    }

    /** What stood in its place before, also where somebody gave the passage another name. */
    private static Optional<Passage> mostAlike(Section section, List<Passage> before) {
        String text = text(List.of(section.text()));
        record Likeness(Passage passage, double share) {
        }
        return before.stream().map(passage -> new Likeness(passage, alike(text, text(List.of(passage.text()))))).filter(one -> one.share() >= SAME_PASSAGE)
                .max(Comparator.comparingDouble(Likeness::share)).map(Likeness::passage);
    }
}
