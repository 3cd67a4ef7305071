package cn.niangjia.importing;

import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.Version;
import cn.niangjia.knowledge.Versions;
import cn.niangjia.privacy.PersonalData;
import cn.niangjia.publishing.Provenance;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** What an imported document was made from: the text as it came, what was mended in it, and the file. */
@RestController
@RequestMapping("/api/admin/documents/{id}/source")
class SourceController {

    /** A mend with its word for readers; offsets in {@code original}. */
    record Marked(MendKind kind, String label, int from, int to, String replacement) {
    }

    /** Where the passage of this ordinal stands in the original; nowhere if somebody has rewritten it. */
    record Placed(int ordinal, List<Origins.Stretch> stretches) {
    }

    /** A kind of mend. @param count how often it is needed here @param undone whether an editor has taken it back */
    record Kind(MendKind kind, String label, int count, boolean undone) {
    }

    record Source(String name, String original, List<Marked> mends, List<Kind> kinds, Map<String, Integer> counts, List<PersonalData.Find> personal,
            List<Placed> places) {
    }

    /** @param unmended kinds of mends that are left out in the texts; {@code wanted} those to be left out instead */
    record Wish(@Nullable Set<MendKind> unmended, @NotNull(message = "缺少 wanted") Set<MendKind> wanted, @NotNull(message = "缺少 texts") List<String> texts) {
    }

    /** @param texts in their order @param kept how many stay as they are, because somebody has rewritten them */
    record Remade(List<String> texts, int kept) {
    }

    private final Documents documents;
    private final Versions versions;
    private final Uploads uploads;
    private final JsonMapper json;

    SourceController(Documents documents, Versions versions, Uploads uploads, JsonMapper json) {
        this.documents = documents;
        this.versions = versions;
        this.uploads = uploads;
        this.json = json;
    }

    /** Cleaned once more, with the same outcome, since nothing but the original is kept. */
    @GetMapping
    Source source(@PathVariable String id) {
        Version version = shown(id);
        String original = versions.source(id, version.number());
        Provenance provenance = provenance(version);
        Set<MendKind> unmended = unmended(provenance);
        MendedText mended = mended(provenance, original, unmended);
        return new Source(provenance.file(), original, mended.mends().stream()
                .map(mend -> new Marked(mend.kind(), mend.label(), mend.from(), mend.to(), mend.replacement())).toList(),
                kinds(mended(provenance, original, Set.of()), unmended), mended.counts(), PersonalData.in(original),
                places(mended, versions.passages(id, version.number())));
    }

    private static Set<MendKind> unmended(Provenance provenance) {
        return provenance.unmended().stream().map(MendKind::valueOf).collect(Collectors.toSet());
    }

    private static MendedText mended(Provenance provenance, String original, Set<MendKind> unmended) {
        boolean markdown = provenance.file().endsWith(".md") || provenance.file().endsWith(".markdown");
        return markdown && Cleaner.isWritten(original) ? Cleaner.cleanLightly(original) : Cleaner.clean(original, unmended);
    }

    private static List<Kind> kinds(MendedText all, Set<MendKind> unmended) {
        return Arrays.stream(MendKind.values()).filter(kind -> all.counts().containsKey(kind.label()))
                .map(kind -> new Kind(kind, kind.label(), all.counts().get(kind.label()), unmended.contains(kind))).toList();
    }

    private static List<Placed> places(MendedText mended, List<Passage> passages) {
        Origins origins = new Origins(mended);
        return passages.stream().map(passage -> new Placed(passage.id().ordinal(), origins.of(passage.text()).orElse(List.of()))).toList();
    }

    /** What the passages say when some kinds of mends are taken back, or made again. Nothing is saved. */
    @PostMapping("/passages")
    Remade again(@PathVariable String id, @RequestBody @Valid Wish wish) {
        Version version = shown(id);
        String original = versions.source(id, version.number());
        Set<MendKind> unmended = wish.unmended() == null ? Set.of() : wish.unmended();
        Set<MendKind> back = wish.wanted().stream().filter(kind -> !unmended.contains(kind)).collect(Collectors.toSet());
        Origins origins = new Origins(mended(provenance(version), original, unmended));
        MendedText other = mended(provenance(version), original, wish.wanted());
        List<Optional<String>> again = wish.texts().stream().map(text -> origins.again(text, other, back)).toList();
        return new Remade(IntStream.range(0, again.size()).mapToObj(i -> again.get(i).filter(text -> !text.isBlank()).orElse(wish.texts().get(i))).toList(),
                (int) again.stream().filter(Optional::isEmpty).count());
    }

    /** Always a download: what somebody uploaded is never shown as a page of this site. */
    @GetMapping("/file")
    ResponseEntity<Resource> file(@PathVariable String id) {
        Provenance provenance = provenance(shown(id));
        Path file = provenance.stored() == null ? null : uploads.path(provenance.stored());
        if (file == null || !Files.isRegularFile(file)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "原件已经不在了");
        }
        String name = provenance.file().substring(provenance.file().lastIndexOf('/') + 1);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
                .body(new FileSystemResource(file));
    }

    private Version shown(String id) {
        return versions.open(id).or(() -> documents.find(id).flatMap(document -> versions.find(id, document.version())))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这份文件"));
    }

    private Provenance provenance(Version version) {
        if (version.proposal() == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "这份不是导入的，没有原文");
        }
        return json.readValue(version.proposal(), Provenance.class);
    }
}
