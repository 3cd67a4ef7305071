package cn.niangjia.publishing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an imported text came from, and from which place of it each part of its description was read.
 *
 * @param fields by name of the description's part, such as {@code publisher}
 * @param file name of the uploaded file, with the folders it lay in
 * @param stored hash of the file's bytes, by which they are kept; null once they are gone
 * @param number of this article in its file, from 1
 * @param of how many articles the file held
 * @param unmended kinds of mends that an editor has taken back
 */
public record Provenance(Map<String, Origin> fields, List<String> warnings, String importId, String file, @Nullable String stored,
        int number, int of, List<String> unmended) {

    /** What was kept before mends could be taken back says nothing of it. */
    public Provenance {
        unmended = unmended == null ? List.of() : unmended;
    }

    /** As it comes: everything mended. */
    public Provenance(Map<String, Origin> fields, List<String> warnings, String importId, String file, @Nullable String stored, int number, int of) {
        this(fields, warnings, importId, file, stored, number, of, List.of());
    }

    Provenance withUnmended(List<String> kinds) {
        return new Provenance(fields, warnings, importId, file, stored, number, of, kinds);
    }

    /** @param place in Chinese, such as 第 2 行; @param warning what to look at; null for none */
    public record Origin(String place, @Nullable String warning) {
    }
}
