package duiqi.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * Describes a route of a server.
 *
 * @param method the HTTP method, for example GET
 * @param path the path with parameters in braces, as in OpenAPI; the parameters {@code {text}} and {@code {file}}
 *     after the last slash may contain slashes
 * @param handler handles the requests
 */
public record Route(HandlerType method, String path, Handler handler) {
    /** Adds the route to a server. In the syntax of Javalin, {@code <text>} matches slashes. */
    public void addTo(RoutesConfig routes) {
        routes.addHttpHandler(method, path.replace("{text}", "<text>").replace("{file}", "<file>"), handler);
    }
}
