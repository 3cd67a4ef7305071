package cn.niangjia.understanding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.Yaml;

/** Regular expressions of one rule: any of them, unless any of others. */
record Patterns(@Nullable Pattern any, @Nullable Pattern unless) {

    static Object load(String resource) {
        try (var stream = new ClassPathResource(resource).getInputStream()) {
            return new Yaml().load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Patterns of(@Nullable Object patterns, @Nullable Object unless) {
        return new Patterns(join(patterns), join(unless));
    }

    private static @Nullable Pattern join(@Nullable Object patterns) {
        if (!(patterns instanceof List<?> list) || list.isEmpty()) {
            return null;
        }
        return Pattern.compile(list.stream().map(pattern -> "(?:" + pattern + ")").collect(Collectors.joining("|")));
    }

    boolean find(String text) {
        return any != null && any.matcher(text).find() && !cancelled(text);
    }

    boolean match(String text) {
        return any != null && any.matcher(text).matches() && !cancelled(text);
    }

    private boolean cancelled(String text) {
        return unless != null && unless.matcher(text).find();
    }
}
