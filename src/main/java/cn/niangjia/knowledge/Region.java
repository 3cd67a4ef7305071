package cn.niangjia.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place: province, prefecture, county, or a zone with a statistics code such as 371072.
 *
 * @param code GB/T 2260, statistics code, or the installation's own; 000000 is the whole country
 * @param parent null only for the whole country
 * @param aliases other ways people write it
 */
public record Region(String code, @Nullable String parent, String name, List<String> aliases) {

    public static final String WHOLE_COUNTRY = "000000";
}
