package cn.niangjia.importing;

import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Version;
import cn.niangjia.knowledge.Versions;
import cn.niangjia.publishing.Provenance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

    record Source(String name, String original, List<Marked> mends, Map<String, Integer> counts) {
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
        String name = provenance(version).file();
        boolean markdown = name.endsWith(".md") || name.endsWith(".markdown");
        MendedText mended = markdown && Cleaner.isWritten(original) ? Cleaner.cleanLightly(original) : Cleaner.clean(original);
        return new Source(name, original, mended.mends().stream()
                .map(mend -> new Marked(mend.kind(), mend.label(), mend.from(), mend.to(), mend.replacement())).toList(), mended.counts());
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
