package cn.niangjia.knowledge;

/**
 * Names one passage of one version; its text never changes.
 *
 * @param version from 1
 * @param ordinal from 0, in reading order
 */
public record PassageId(String documentId, int version, int ordinal) {

    @Override
    public String toString() {
        return documentId + "@" + version + "#" + ordinal;
    }
}
