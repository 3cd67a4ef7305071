package cn.niangjia.system;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;

/**
 * The Content-Security-Policy of every answer: all that a page loads comes from this server, and no script stands in a page
 * but its import map, known by its hash. The chat's frame may stand in the sites of {@code niangjia.widget.allowed-origins};
 * every other page in none but this server's own.
 */
@Component
class PageHeaders implements HeaderWriter {

    private static final Pattern IMPORT_MAP = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final String policy = "default-src 'self'; script-src 'self' " + importMapHashes()
            + "; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
    private final String framed;

    PageHeaders(WidgetSettings widget) {
        framed = policy + " " + String.join(" ", widget.allowedOrigins());
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        boolean frame = request.getRequestURI().startsWith(request.getContextPath() + "/widget/");
        response.setHeader("Content-Security-Policy", frame ? framed.strip() : policy);
    }

    /** Of every page: an import map stands in each, and each is a script to the browser. */
    private static String importMapHashes() {
        try {
            Resource[] pages = new PathMatchingResourcePatternResolver().getResources("classpath*:static/*/index.html");
            return Arrays.stream(pages).map(PageHeaders::importMapHash).distinct().sorted().collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String importMapHash(Resource page) {
        try {
            Matcher map = IMPORT_MAP.matcher(page.getContentAsString(StandardCharsets.UTF_8));
            if (!map.find()) {
                throw new IllegalStateException(page + " has no import map");
            }
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
