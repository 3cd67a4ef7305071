package cn.niangjia.knowledge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of Markdown files.
 *
 * @param name by which its documents are known to come from it: the last part of its path, so that the folder may move
 */
record KnowledgeFolder(String name, Path path) {

    /** Raised when files are understood otherwise than before, so that unchanged files are read again. */
    private static final String READER = "reader 1\n";

    /** Names the folders apart: of two with the same last part the second becomes {@code name-2}. */
    static List<KnowledgeFolder> of(List<Path> paths) {
        List<KnowledgeFolder> folders = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path path : paths) {
            Path last = path.toAbsolutePath().normalize().getFileName();
            String base = last == null ? "root" : last.toString();
            String name = base;
            for (int n = 2; !names.add(name); n++) {
                name = base + "-" + n;
            }
            folders.add(new KnowledgeFolder(name, path));
        }
        return folders;
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    /** Its Markdown files in a fixed order, without pages about the folder itself (README.md, _index.md). */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(KnowledgeFolder::isDocument).filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static boolean isDocument(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".md") && !name.startsWith("_") && !name.startsWith(".") && !name.equals("README.md");
    }

    /** The file's place below the folder, with {@code /} between the parts on every system. */
    String relative(Path file) {
        return path.relativize(file).toString().replace('\\', '/');
    }

    /** Changes are judged by this, never by time. */
    static String hash(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(READER.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
