package cn.niangjia.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP whose files are handed out one after the other. Nothing is ever written under a name from the archive; sizes are counted while
 * unpacking, since an archive may lie about them.
 */
class Archive {

    /** Takes one file. @param refused why it is not to be taken, with an empty stream; null if it is */
    interface Taker {
        void take(String name, InputStream content, RefusedFile refused) throws IOException;
    }

    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*");
    /** So much may come out however little it was. */
    static final long SMALL = 10L << 20;
    /** Windows opens a device by such a name, whatever the ending. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(?:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(?:\\..*)?");

    private static final int LONGEST_NAME = 500;

    private final ImportLimits limits;
    private final Map<String, Integer> names = new HashMap<>();
    private long unpacked;

    Archive(ImportLimits limits) {
        this(limits, 0);
    }

    /** @param unpacked what came out of other archives of the same import already, where one lies within another */
    Archive(ImportLimits limits, long unpacked) {
        this.limits = limits;
        this.unpacked = unpacked;
    }

    static boolean isArchive(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /** Whether a name could lead outside, or is none. */
    static boolean isUnsafe(String name) {
        List<String> parts = List.of(name.split("/", -1));
        return name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(c -> c < ' ') || name.startsWith("/") || DRIVE.matcher(name).matches()
                || parts.contains("..") || parts.stream().anyMatch(part -> DEVICE.matcher(part.strip()).matches());
    }

    /** @throws RefusedFile if the archive as a whole is not taken; what was handed out before stays */
    void open(Path file, Taker taker) throws IOException, RefusedFile {
        try (ZipFile zip = ZipFile.builder().setPath(file).setCharset(charset(file)).get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder()).stream()
                    .filter(entry -> !entry.isDirectory() && !isHidden(name(entry))).toList();
            if (entries.size() > limits.entries()) {
                throw new RefusedFile(RefusedFile.Reason.TOO_MANY_ENTRIES);
            }
            for (ZipArchiveEntry entry : entries) {
                hand(zip, entry, taker);
            }
        } catch (java.util.zip.ZipException | IllegalArgumentException e) {
            throw new RefusedFile(RefusedFile.Reason.BROKEN);
        }
    }

    /** Names without a mark are UTF-8, or GBK as Windows writes them in China; their bytes tell. */
    private static Charset charset(Path file) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).setCharset(StandardCharsets.UTF_8).get()) {
            boolean utf8 = Collections.list(zip.getEntries()).stream().filter(entry -> !entry.getGeneralPurposeBit().usesUTF8ForNames())
                    .allMatch(entry -> TextDecoding.strictly(entry.getRawName(), StandardCharsets.UTF_8).isPresent());
            return utf8 ? StandardCharsets.UTF_8 : Charset.forName("GB18030");
        }
    }

    private static String name(ZipArchiveEntry entry) {
        return entry.getName().replace('\\', '/');
    }

    private static boolean isHidden(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return name.startsWith("__MACOSX/") || last.startsWith(".") && !last.equals("..") || last.startsWith("~$") || last.equals("Thumbs.db");
    }

    private void hand(ZipFile zip, ZipArchiveEntry entry, Taker taker) throws IOException, RefusedFile {
        String name = unique(name(entry));
        RefusedFile.Reason refused = refused(zip, entry);
        if (refused != null) {
            taker.take(shown(name), InputStream.nullInputStream(), new RefusedFile(refused));
            return;
        }
        try (Counted content = new Counted(zip.getInputStream(entry), Math.max(1, entry.getCompressedSize()))) {
            taker.take(name, content, null);
        } catch (Bomb e) {
            throw new RefusedFile(RefusedFile.Reason.BOMB);
        }
    }

    private static RefusedFile.@Nullable Reason refused(ZipFile zip, ZipArchiveEntry entry) {
        return isUnsafe(name(entry)) ? RefusedFile.Reason.NAME : entry.isUnixSymlink() ? RefusedFile.Reason.LINK
                : entry.getGeneralPurposeBit().usesEncryption() ? RefusedFile.Reason.ENCRYPTED
                : !zip.canReadEntryData(entry) ? RefusedFile.Reason.PACKED : null;
    }

    /** An archive may hold two files of one name: a.txt and a(2).txt. */
    private String unique(String name) {
        int times = names.merge(name, 1, Integer::sum);
        int dot = name.lastIndexOf('.') > name.lastIndexOf('/') ? name.lastIndexOf('.') : name.length();
        return times == 1 ? name : name.substring(0, dot) + "(" + times + ")" + name.substring(dot);
    }

    private static String shown(String name) {
        String plain = name.replaceAll("[\\x00-\\x1F]", "");
        return plain.isBlank() ? "没有名字" : plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }

    private static class Bomb extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Counts what really comes out. */
    private class Counted extends InputStream {

        private final InputStream content;
        private final long compressed;
        private long count;

        Counted(InputStream content, long compressed) {
            this.content = content;
            this.compressed = compressed;
        }

        @Override
        public int read() throws IOException {
            int c = content.read();
            count(c < 0 ? 0 : 1);
            return c;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = content.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws Bomb {
            count += read;
            unpacked += read;
            if (unpacked > limits.unpacked().toBytes() || count > SMALL && count / compressed > limits.ratio()) {
                throw new Bomb();
            }
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
