package cn.niangjia.knowledge;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads the YAML at the head of a knowledge-base file; errors name the line of the file and say what to write. */
class FrontMatter {

    /** @param id null where the file does not name one */
    record Parsed(@Nullable String id, Description description) {
    }

    private static final int SPOKEN_LENGTH = 60;
    private static final Pattern TITLE_LINE = Pattern.compile("(?m)^#\\s+(.+)$");
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}._()（）-]+(/[\\p{L}\\p{N}._()（）-]+)*");

    private final Regions regions;

    FrontMatter(Regions regions) {
        this.regions = regions;
    }

    Parsed parse(String yaml, String body) throws UnreadableDocument {
        Map<?, ?> values = load(yaml);
        Reading reading = new Reading(values, yaml);
        Description description = new Description(title(reading, body),
                reading.constant("kind", Kind.class, Kind.GUIDE),
                reading.constants("topics", Topic.class),
                region(reading), reading.constant("visibility", Visibility.class, Visibility.PUBLIC),
                reading.text("author"), reading.text("publisher"), reading.text("documentNumber"),
                reading.date("issuedOn"), reading.date("effectiveFrom"), reading.date("effectiveUntil"),
                reading.date("issuedOn"), reading.basis(), reading.texts("audience"), reading.texts("questions"),
                spoken(reading), reading.text("owner"), reading.date("reviewBy"), reading.text("sourceAsOf"), List.of());
        return new Parsed(id(reading), description);
    }

    /** Everything is read as text: a region 000000 or a date must not become a number on the way. */
    private static Map<?, ?> load(String yaml) throws UnreadableDocument {
        try {
            Object loaded = new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(new DumperOptions()),
                    new DumperOptions(), new LoaderOptions(), new TextResolver()).load(yaml);
            if (loaded == null) {
                return Map.of();
            }
            if (loaded instanceof Map<?, ?> map) {
                return map;
            }
            throw new UnreadableDocument(2, "开头的说明要一行一项，写成“名称: 内容”");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 2;
            throw new UnreadableDocument(line, "开头的说明写得不对，请检查冒号、引号和缩进");
        } catch (YAMLException e) {
            throw new UnreadableDocument(0, "开头的说明写得不对，请检查冒号、引号和缩进");
        }
    }

    private static final class TextResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }

    private static String title(Reading reading, String body) throws UnreadableDocument {
        String title = reading.text("title");
        Matcher heading = TITLE_LINE.matcher(body);
        if (title == null && !heading.find()) {
            throw new UnreadableDocument(1, "缺少 title（标题）");
        }
        return title != null ? title : heading.group(1).strip();
    }

    private String region(Reading reading) throws UnreadableDocument {
        String code = reading.text("region");
        if (code != null && regions.find(code).isEmpty()) {
            throw reading.error("region", "没有代码为 " + code + " 的地区");
        }
        return code == null ? Region.WHOLE_COUNTRY : code;
    }

    private static @Nullable String spoken(Reading reading) throws UnreadableDocument {
        String spoken = reading.text("spoken");
        if (spoken != null && spoken.codePointCount(0, spoken.length()) > SPOKEN_LENGTH) {
            throw reading.error("spoken", "spoken 请写在 " + SPOKEN_LENGTH + " 字以内");
        }
        return spoken;
    }

    private static @Nullable String id(Reading reading) throws UnreadableDocument {
        String id = reading.text("id");
        if (id != null && !ID.matcher(id).matches()) {
            throw reading.error("id", "id 只能用文字、数字和 - . / 组成");
        }
        return id;
    }

    /** The loaded values, with the text they came from to find lines in. */
    private record Reading(Map<?, ?> values, String yaml) {

        @Nullable String text(String name) throws UnreadableDocument {
            Object value = values.get(name);
            if (value instanceof List || value instanceof Map) {
                throw error(name, name + " 只能写一项");
            }
            return value == null || value.toString().isBlank() ? null : value.toString().strip();
        }

        List<String> texts(String name) throws UnreadableDocument {
            Object value = values.get(name);
            if (value == null) {
                return List.of();
            }
            if (!(value instanceof List<?> list) || list.stream().anyMatch(item -> item instanceof Map || item instanceof List)) {
                throw error(name, name + " 要写成列表，如 [甲, 乙]");
            }
            return list.stream().filter(item -> item != null && !item.toString().isBlank()).map(item -> item.toString().strip()).toList();
        }

        @Nullable LocalDate date(String name) throws UnreadableDocument {
            String text = text(name);
            try {
                return text == null ? null : LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw error(name, name + " 要写成 2025-04-01 这样的日期");
            }
        }

        <E extends Enum<E>> E constant(String name, Class<E> type, E otherwise) throws UnreadableDocument {
            String text = text(name);
            return text == null ? otherwise : constant(name, type, text);
        }

        <E extends Enum<E>> List<E> constants(String name, Class<E> type) throws UnreadableDocument {
            List<E> constants = new ArrayList<>();
            for (String text : texts(name)) {
                constants.add(constant(name, type, text));
            }
            return List.copyOf(constants);
        }

        private <E extends Enum<E>> E constant(String name, Class<E> type, String text) throws UnreadableDocument {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(text)) {
                    return constant;
                }
            }
            throw error(name, name + " 不能是 " + text + "，只能是 " + Arrays.toString(type.getEnumConstants()));
        }

        List<Basis> basis() throws UnreadableDocument {
            Object value = values.get("basis");
            if (value == null) {
                return List.of();
            }
            if (!(value instanceof List<?> list)) {
                throw error("basis", "basis 要写成列表");
            }
            List<Basis> basis = new ArrayList<>();
            for (Object item : list) {
                basis.add(basis(item));
            }
            return List.copyOf(basis);
        }

        private Basis basis(@Nullable Object item) throws UnreadableDocument {
            if (item instanceof Map<?, ?> map && (map.get("law") != null || map.get("rule") != null)) {
                return new Basis(string(map.get("law")), string(map.get("article")), string(map.get("rule")));
            }
            throw error("basis", "basis 每一项要写 law 或 rule");
        }

        private static @Nullable String string(@Nullable Object value) {
            return value == null ? null : value.toString().strip();
        }

        UnreadableDocument error(String name, String message) {
            List<String> lines = yaml.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith(name + ":")) {
                    return new UnreadableDocument(i + 2, message);
                }
            }
            return new UnreadableDocument(0, message);
        }
    }
}
