package duiqi.server.http;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;

/**
 * Describes the protocol of another service, which its clients expect on a path of this server. These clients send the
 * token as a parameter, because they cannot send it in a header. They expect errors in the form of their service.
 *
 * @param tokenName name of the parameter that carries the token
 * @param token returns the token of a request; empty if the request has none
 * @param errors converts errors to the form of the service
 */
public record ClientProtocol(String tokenName, Function<Context, Optional<String>> token, ErrorForm errors) {
    /** Creates a protocol whose clients send the token as a query parameter. */
    public ClientProtocol(String tokenName, ErrorForm errors) {
        this(tokenName, request -> Optional.ofNullable(request.queryParam(tokenName)), errors);
    }

    /** Converts an error to the form of a service. */
    @FunctionalInterface
    public interface ErrorForm {
        /** Returns the JSON value of an error. */
        Object of(int status, Problem problem);
    }
}
