package cn.niangjia.chat;

import cn.niangjia.conversation.UnionSettings;
import cn.niangjia.knowledge.CsvResource;
import cn.niangjia.knowledge.Region;
import cn.niangjia.knowledge.Regions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The union's number for a place. 12351 alone reaches the union of wherever the caller happens to be; with the area code of
 * a province's capital it reaches that province's union (All-China Federation of Trade Unions, 27 September 2023).
 */
@Component
class UnionPhone {

    private static final String HOTLINE = "12351";

    private final UnionSettings union;
    private final Regions regions;
    private final Map<String, String> areaCodes = CsvResource.read("area-codes.csv").stream()
            .collect(Collectors.toMap(row -> row.get("region"), row -> row.get("areaCode")));

    UnionPhone(UnionSettings union, Regions regions) {
        this.union = union;
        this.regions = regions;
    }

    /** As it is dialled from anywhere: {@code 0531-12351}, or the installation's own number for its own place. */
    String number(String region) {
        List<String> places = regions.selfAndParents(region);
        boolean own = places.contains(union.region()) && !union.region().equals(Region.WHOLE_COUNTRY);
        if (own && !union.phone().equals(HOTLINE)) {
            return union.phone();
        }
        return places.stream().filter(areaCodes::containsKey).findFirst().map(place -> areaCodes.get(place) + "-" + HOTLINE)
                .orElse(union.phone());
    }
}
