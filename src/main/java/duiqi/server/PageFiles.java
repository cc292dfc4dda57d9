package duiqi.server;

import duiqi.io.FileState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files of the page, which are resources of duiqi. Joins the modules and the style sheets, so that a browser
 * needs few requests, and caches them by their hash. Immutable.
 */
final class PageFiles {
    static final String PAGE = "/";

    /** Path of the folder with the other files. */
    static final String ASSETS = "/assets/";

    /** A path of a file. It has no dots but that of the extension, so no path of a client leaves the folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z/-]+\\.(html|css|js|svg)");

    private static final Pattern STYLE = Pattern.compile("<link rel=\"stylesheet\" href=\"" + ASSETS + "(.+)\">\n");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** Joined files by name. */
    private final Map<String, String> joined = new HashMap<>();

    private final String page;

    PageFiles() {
        String html = text("index.html");
        String styles = STYLE.matcher(html)
                .results()
                .map((MatchResult style) -> text(style.group(1)))
                .collect(Collectors.joining());
        page = STYLE.matcher(html)
                .replaceAll("")
                .replace("</head>", "<link rel=\"stylesheet\" href=\"" + address(styles, "css") + "\">\n</head>")
                .replace(ASSETS + "main.js", address(JoinedModules.of("main.js"), "js"));
    }

    private String address(String text, String extension) {
        byte[] hash = FileState.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        String name = "page-" + HexFormat.of().formatHex(hash, 0, 8) + "." + extension;
        joined.put(name, text);
        return ASSETS + name;
    }

    void addTo(RoutesConfig routes) {
        routes.get(PAGE, request -> answer(request, "index.html", page));
        routes.get(ASSETS + "<file>", request -> {
            String name = request.pathParam("file");
            if (joined.containsKey(name)) {
                request.header("Cache-Control", "private, max-age=31536000, immutable");
            }
            answer(request, name, Optional.ofNullable(joined.get(name)).orElseGet(() -> text(name)));
        });
    }

    private static void answer(Context request, String name, String text) {
        request.contentType(Objects.requireNonNull(TYPES.get(name.replaceFirst(".*\\.", ""))))
                .result(text);
    }

    /**
     * Returns a file of the page.
     *
     * @throws NotFoundResponse if there is none
     */
    static String text(String name) {
        boolean isName = NAME.matcher(name).matches();
        try (@Nullable InputStream in = isName ? PageFiles.class.getResourceAsStream("page/" + name) : null) {
            if (in == null) {
                throw new NotFoundResponse();
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
