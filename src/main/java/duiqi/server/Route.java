package duiqi.server;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * What a server answers to.
 *
 * @param method such as GET
 * @param path with what varies in braces, as OpenAPI writes it; behind the last slash, it may have slashes itself where it is {@code
 *     {text}}
 * @param handler answers
 */
record Route(HandlerType method, String path, Handler handler) {
    /** The path as Javalin writes it: {@code <text>} takes slashes as well. */
    String pattern() {
        return path.replace("{text}", "<text>");
    }
}
