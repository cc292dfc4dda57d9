package duiqi.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Serves the files of the page, which are resources of duiqi. */
final class PageFiles {
    /** Path of the page. */
    static final String PAGE = "/";

    /** Path of the folder with the other files. */
    static final String ASSETS = "/assets/";

    /** A path of a file. It has no dots but that of the extension, so no path of a client leaves the folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z/-]+\\.(html|css|js|svg)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private PageFiles() {}

    static void addTo(RoutesConfig routes) {
        routes.get(PAGE, request -> answer(request, "index.html"));
        routes.get(ASSETS + "<file>", request -> answer(request, request.pathParam("file")));
    }

    private static void answer(Context request, String name) throws IOException {
        Matcher file = NAME.matcher(name);
        try (@Nullable InputStream in = file.matches() ? PageFiles.class.getResourceAsStream("page/" + name) : null) {
            if (in == null) {
                throw new NotFoundResponse();
            }
            request.contentType(Objects.requireNonNull(TYPES.get(file.group(1))))
                    .result(in.readAllBytes());
        }
    }
}
