package cn.niangjia.system;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the chat may stand.
 *
 * @param allowedOrigins sites whose pages may hold the chat's frame, such as {@code https://www.example-union.cn}; this
 *                       server's own pages always may
 */
@ConfigurationProperties("niangjia.widget")
record WidgetSettings(List<String> allowedOrigins) {

    private static final Pattern ORIGIN = Pattern.compile("https?://(\\*\\.)?[A-Za-z0-9.-]+(:[0-9]+)?");

    WidgetSettings {
        allowedOrigins = allowedOrigins.stream().map(String::strip).filter(origin -> !origin.isEmpty()).toList();
        allowedOrigins.stream().filter(origin -> !ORIGIN.matcher(origin).matches()).findFirst().ifPresent(origin -> {
            throw new IllegalArgumentException(
                    "niangjia.widget.allowed-origins: write https://www.example.cn without a path, not " + origin);
        });
    }
}
