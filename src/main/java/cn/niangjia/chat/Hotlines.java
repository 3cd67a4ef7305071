package cn.niangjia.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.Yaml;

/** Whom to ask about what is not the union's matter, from {@code understanding/hotlines.yaml}. */
@Component
class Hotlines {

    private final Map<String, Map<String, String>> byKey;

    Hotlines() {
        try (InputStream file = new ClassPathResource("understanding/hotlines.yaml").getInputStream()) {
            List<Map<String, String>> rows = new Yaml().load(file);
            this.byKey = rows.stream().collect(Collectors.toMap(row -> row.get("key"), Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its text needs: matter, hotline and number, which is empty where none is verified. */
    Optional<Map<String, String>> find(String key) {
        return Optional.ofNullable(byKey.get(key)).map(row ->
                Map.of("matter", row.get("matter"), "hotline", row.get("name"), "number", row.get("number")));
    }
}
