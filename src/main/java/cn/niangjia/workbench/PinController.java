package cn.niangjia.workbench;

import cn.niangjia.knowledge.Document;
import cn.niangjia.knowledge.Documents;
import cn.niangjia.knowledge.Passage;
import cn.niangjia.knowledge.PassageId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What an agent keeps at hand, and which words led to what was used. A passage is named as the search names it. */
@RestController
@RequestMapping("/api/workbench")
class PinController {

    /** @param passageId of the document's current version; what no longer exists is not listed */
    record Pinned(String passageId, String documentId, String title, String section) {
    }

    record Used(@NotNull(message = "缺少搜的词（q）") String q, @NotBlank(message = "缺少段落（passageId）") String passageId) {
    }

    private final Pins pins;
    private final SearchUses uses;
    private final Documents documents;

    PinController(Pins pins, SearchUses uses, Documents documents) {
        this.pins = pins;
        this.uses = uses;
        this.documents = documents;
    }

    @GetMapping("/pins")
    List<Pinned> pins(Principal principal) {
        return pins.of(principal.getName()).stream().map(this::pinned).flatMap(Optional::stream).toList();
    }

    private Optional<Pinned> pinned(Pins.Pin pin) {
        return documents.find(pin.documentId()).filter(document -> document.state() == Document.State.PUBLISHED)
                .flatMap(document -> documents.passage(document.id(), document.version(), pin.anchor())
                        .map(passage -> new Pinned(passage.id().toString(), document.id(), document.description().shortTitle(), passage.section())));
    }

    @PutMapping("/pins")
    List<Pinned> pin(@RequestParam String passage, Principal principal) {
        Passage found = passage(passage);
        pins.add(principal.getName(), new Pins.Pin(found.id().documentId(), found.anchor()));
        return pins(principal);
    }

    @DeleteMapping("/pins")
    List<Pinned> unpin(@RequestParam String passage, Principal principal) {
        Passage found = passage(passage);
        pins.remove(principal.getName(), new Pins.Pin(found.id().documentId(), found.anchor()));
        return pins(principal);
    }

    /** Somebody copied, inserted or read out a passage after searching for these words. */
    @PostMapping("/uses")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void used(@Valid @RequestBody Used used) {
        Passage found = passage(used.passageId());
        uses.add(used.q(), found.id().documentId(), found.anchor());
    }

    private Passage passage(String id) {
        return PassageId.parse(id).flatMap(parsed -> documents.neighbourhood(parsed, 0).stream().findFirst())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这段原文，可能已经有了新版，请重新搜索"));
    }
}
