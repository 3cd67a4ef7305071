package cn.niangjia.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A docx, xlsx or pptx is an archive of XML. It is weighed before any parser sees it: how many parts, sheets and slides, how much they
 * unpack to, and whether one holds what no office program writes there: entities, which may grow without bounds or fetch other files.
 */
class OfficePackage {

    private static final Pattern SHEET = Pattern.compile("xl/(?:work|chart)sheets/[^/]+\\.(?:xml|bin)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SLIDE = Pattern.compile("ppt/slides/[^/]+\\.xml", Pattern.CASE_INSENSITIVE);
    private static final int PROLOGUE = 4096;

    private final ImportLimits limits;
    private long unpacked;

    private OfficePackage(ImportLimits limits) {
        this.limits = limits;
    }

    static void weigh(Path file, ImportLimits limits) throws IOException, RefusedFile {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            new OfficePackage(limits).weigh(zip);
        }
    }

    private void weigh(ZipFile zip) throws IOException, RefusedFile {
        List<ZipArchiveEntry> parts = Collections.list(zip.getEntries());
        refuse(parts.stream().anyMatch(part -> part.getName().toLowerCase(java.util.Locale.ROOT).endsWith("vbaproject.bin")), RefusedFile.Reason.MACROS);
        refuse(count(parts, SHEET) > limits.sheets(), RefusedFile.Reason.TOO_MANY_SHEETS);
        refuse(count(parts, SLIDE) > limits.pages(), RefusedFile.Reason.TOO_MANY_PAGES);
        refuse(parts.size() > limits.entries(), RefusedFile.Reason.TOO_MANY_ENTRIES);
        for (ZipArchiveEntry part : parts) {
            weigh(zip, part);
        }
    }

    private static long count(List<ZipArchiveEntry> parts, Pattern name) {
        return parts.stream().filter(part -> name.matcher(part.getName()).matches()).count();
    }

    /** By what really comes out: an archive may lie about it. */
    private void weigh(ZipFile zip, ZipArchiveEntry part) throws IOException, RefusedFile {
        byte[] bytes = new byte[1 << 16];
        long size = 0;
        try (InputStream content = zip.getInputStream(part)) {
            byte[] prologue = content.readNBytes(PROLOGUE);
            refuse(hasEntities(prologue), RefusedFile.Reason.ENTITIES);
            for (int read = prologue.length; read > 0; read = content.read(bytes)) {
                size += read;
                unpacked += read;
                refuse(unpacked > limits.unpacked().toBytes() || size > Archive.SMALL && size / Math.max(1, part.getCompressedSize()) > limits.ratio(),
                        RefusedFile.Reason.BOMB);
                refuse(Thread.currentThread().isInterrupted(), RefusedFile.Reason.TOO_SLOW);
            }
        }
    }

    /** In UTF-8 or, every second byte left out, in UTF-16. */
    private static boolean hasEntities(byte[] prologue) {
        String start = new String(prologue, StandardCharsets.ISO_8859_1).replace("\0", "");
        return start.contains("<!DOCTYPE") || start.contains("<!ENTITY");
    }

    private static void refuse(boolean wrong, RefusedFile.Reason reason) throws RefusedFile {
        if (wrong) {
            throw new RefusedFile(reason);
        }
    }
}
