package cn.niangjia.workbench;

import cn.niangjia.knowledge.Kind;
import cn.niangjia.knowledge.Regions;
import cn.niangjia.knowledge.Topic;
import cn.niangjia.knowledge.Visibility;
import cn.niangjia.retrieval.Hits;
import cn.niangjia.retrieval.HybridRetriever;
import cn.niangjia.retrieval.Query;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Search for staff: everything that matches, staff-only text included. */
@RestController
class SearchController {

    private final HybridRetriever retriever;
    private final Regions regions;
    private final Clock clock;

    SearchController(HybridRetriever retriever, Regions regions, Clock clock) {
        this.retriever = retriever;
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * @param region sees that place, its parents and the whole country; absent: all places
     * @param inForce false also finds what is not in force
     * @param visibility only public or only staff text; absent: both
     * @param count false leaves {@code total} at 0, which saves time while somebody types
     */
    @GetMapping("/api/search")
    SearchResult search(
            @RequestParam @NotBlank(message = "请写要找的内容（q）") @Size(max = 2000, message = "要找的内容请写在 2000 字以内（q）") String q,
            @RequestParam @Nullable String region, @RequestParam @Nullable Topic topic, @RequestParam @Nullable Kind kind,
            @RequestParam @Nullable Visibility visibility, @RequestParam(defaultValue = "true") boolean inForce,
            @RequestParam(defaultValue = "true") boolean highlight, @RequestParam(defaultValue = "true") boolean count,
            @RequestParam(defaultValue = "0") @Min(value = 0, message = "from 不能小于 0") @Max(value = 10_000, message = "from 最大 10000") int from,
            @RequestParam(defaultValue = "20") @Min(value = 1, message = "size 最小 1") @Max(value = 100, message = "size 最大 100") int size) {
        LocalDate today = LocalDate.now(clock);
        Hits hits = retriever.retrieve(new Query(q, places(region), false, topic, kind, inForce ? today : null, visibility, from, size, count));
        return SearchResult.of(hits, highlight ? new Highlighter(q, hits.expandedTerms()) : Highlighter.NONE, regions, today);
    }

    private List<String> places(@Nullable String region) {
        if (region == null || region.isBlank()) {
            return List.of();
        }
        if (regions.find(region).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "没有这个地区代码（region），请从地区列表里选，或不填");
        }
        return regions.selfAndParents(region);
    }
}
