package cn.niangjia.chat;

import cn.niangjia.answering.Prompts;
import cn.niangjia.conversation.Citation;
import cn.niangjia.conversation.UnionSettings;
import cn.niangjia.handoff.Handoffs;
import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Regions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What a page shows before anything is asked: whose assistant it is, for which place, and whom to ring. */
@RestController
class UnionController {

    private static final int MOST_REGIONS = 12;

    /**
     * @param region the place asked about; the union's own where none was given
     * @param phone to ring from anywhere for this place, with its area code
     * @param notice what is kept, for how long, and how to erase it
     */
    record Union(String name, Citation.Place region, String phone, Handoffs.Desk desk, String greeting, List<String> suggestions,
            String notice) {
    }

    /** @param path the name with those of the places around it, without the country's */
    record Place(String code, String name, String path) {
    }

    private final UnionSettings union;
    private final UnionPhone phone;
    private final Regions regions;
    private final Handoffs handoffs;
    private final Prompts prompts;
    private final Duration retention;

    UnionController(UnionSettings union, UnionPhone phone, Regions regions, Handoffs handoffs, Prompts prompts,
            @Value("${niangjia.retention.conversations}") Duration retention) {
        this.union = union;
        this.phone = phone;
        this.regions = regions;
        this.handoffs = handoffs;
        this.prompts = prompts;
        this.retention = retention;
    }

    @GetMapping("/api/chat/union")
    Union union(@RequestParam(required = false) @Nullable String region) {
        String code = region == null || region.isBlank() ? union.region() : region;
        Region place = regions.find(code)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "没有这个地区代码，请从地区列表里选，或不填"));
        return new Union(union.name(), new Citation.Place(code, place.name()), phone.number(code), handoffs.desk(code),
                prompts.text("replies/greeting"), FixedReplies.EXAMPLES,
                prompts.text("replies/notice", Map.of("retentionDays", retention.toDays())));
    }

    /** Places by a part of their name; without one, those right below the union's own. */
    @GetMapping("/api/chat/regions")
    List<Place> regions(@RequestParam(defaultValue = "") String q) {
        List<Region> found = q.isBlank() ? regions.children(union.region()) : regions.search(q.strip(), MOST_REGIONS);
        return found.stream().map(region -> new Place(region.code(), region.name(), regions.path(region.code()))).toList();
    }
}
