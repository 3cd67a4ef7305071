package cn.niangjia.knowledge;

import java.util.List;

/**
 * A file as understood, before it is kept.
 *
 * @param sections its passages to be, in order; empty if the file holds no text
 * @param source the file's text
 */
public record ReadDocument(String id, Description description, List<Section> sections, String source) {

    /** A file without text of its own, such as a folder's index page: kept nowhere. */
    static ReadDocument empty(String id, String source) {
        Description nothing = new Description(id, Kind.GUIDE, List.of(), Region.WHOLE_COUNTRY, Visibility.STAFF, null,
                null, null, null, null, null, null, List.of(), List.of(), List.of(), null, null, null, null, List.of());
        return new ReadDocument(id, nothing, List.of(), source);
    }

    public boolean isEmpty() {
        return sections.isEmpty();
    }

    public ReadDocument withId(String other) {
        return new ReadDocument(other, description, sections, source);
    }
}
