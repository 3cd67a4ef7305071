package cn.niangjia.answering;

import cn.niangjia.conversation.UnionSettings;
import dev.langchain4j.model.input.PromptTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Every fixed text that a worker is sent: {@code prompts/} as packed, with the union's own files in place of some. */
@Component
public class Prompts {

    private static final String PACKED = "/prompts/";

    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, Object> everywhere;
    private final String hash;

    Prompts(PromptSettings settings, UnionSettings union) {
        this.everywhere = Map.of("union", union.name(), "phone", union.phone());
        try {
            loadPacked();
            if (!settings.folder().isBlank()) {
                loadFolder(Path.of(settings.folder()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.hash = hash(texts.toString());
    }

    private void loadPacked() throws IOException {
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath*:prompts/**/*.md")) {
            String url = resource.getURL().toString();
            put(url.substring(url.lastIndexOf(PACKED) + PACKED.length()), resource.getContentAsString(StandardCharsets.UTF_8));
        }
    }

    private void loadFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md")).toList()) {
                put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
    }

    private void put(String file, String text) {
        texts.put(file.substring(0, file.length() - ".md".length()), text.strip());
    }

    /** @param name below the folder, without ending, such as {@code replies/greeting} */
    public String text(String name) {
        return text(name, Map.of());
    }

    /** @param variables what stands in double braces, beside {@code union} and {@code phone} */
    public String text(String name, Map<String, ?> variables) {
        String template = texts.get(name);
        if (template == null) {
            throw new IllegalArgumentException("no text " + name + " in prompts");
        }
        Map<String, Object> values = new HashMap<>(everywhere);
        values.putAll(variables);
        return PromptTemplate.from(template).apply(values).text();
    }

    /** Of all texts in use, for traces. */
    public String hash() {
        return hash;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
