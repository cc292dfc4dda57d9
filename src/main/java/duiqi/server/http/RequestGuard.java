package duiqi.server.http;

import duiqi.server.AccessToken;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Checks every request. A page of another site can send requests to a server on this machine through the browser of the
 * user. It can use a host name that resolves to this machine (DNS rebinding), which the check of the Host header
 * blocks. It can also send cross-site requests, which the Origin and Sec-Fetch-Site headers reveal. Neither has the
 * token. Immutable.
 *
 * <p>Source: security notes of Jupyter Server; Fetch Metadata recommendation of W3C.
 *
 * @param policy the clients and requests to accept
 * @param isOwnHost whether a value of the Host header names this server
 */
public record RequestGuard(AccessPolicy policy, Predicate<String> isOwnHost) {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";
    private static final String KEY = "key";

    /**
     * Describes the clients and requests that a server accepts. Immutable.
     *
     * @param token the token that a client must send as {@code Authorization: Bearer}; empty if everyone on this
     *     machine has access
     * @param isPassword true if clients may also send the token as the password of Basic authentication or as the query
     *     parameter {@code key}, for clients that only support URLs
     * @param pages paths that need no token, and that links on other sites may open
     * @param readable other paths that need no token for reading, for clients that cannot send one; a path that ends with
     *     a slash includes all paths below it
     * @param hasTextsInPaths true if paths contain user texts with any characters
     * @param bodyLimit maximum size of a request body in bytes
     */
    public record AccessPolicy(
            Optional<AccessToken> token,
            boolean isPassword,
            Set<String> pages,
            Set<String> readable,
            boolean hasTextsInPaths,
            int bodyLimit) {
        public AccessPolicy {
            pages = Set.copyOf(pages);
            readable = Set.copyOf(readable);
        }

        private String remedy() {
            return isPassword
                    ? "send Authorization: Bearer TOKEN with the token that duiqi printed at its start"
                    : "open the URL that duiqi printed at its start, including the part after #";
        }
    }

    /** Checks the host and the origin of a request. */
    void requireOwnSite(Context request) {
        request.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store");
        if (!sent(request, "Host").filter(isOwnHost).isPresent()) {
            throw Problem.refusal(403, "the Host header does not match this server", "open the URL that duiqi printed");
        }
        boolean isForeign = sent(request, "Origin")
                .filter(origin ->
                        !origin.startsWith("http://") || !isOwnHost.test(origin.substring("http://".length())))
                .isPresent();
        boolean isFromElsewhere = sent(request, "Sec-Fetch-Site")
                .filter(site -> !site.equals("same-origin") && !site.equals("none"))
                .isPresent();
        if (isForeign || (isFromElsewhere && !followsLink(request))) {
            throw Problem.refusal(403, "the request comes from another site", "open the URL that duiqi printed");
        }
    }

    /**
     * Returns whether the user followed a link to an open page, for example in a web terminal or in a browser-based CAT
     * tool. This is as safe as typing the URL: the other site cannot read the page.
     */
    private boolean followsLink(Context request) {
        return policy.pages().contains(request.path())
                && sent(request, "Sec-Fetch-Mode").filter("navigate"::equals).isPresent()
                && sent(request, "Sec-Fetch-Dest").filter("document"::equals).isPresent();
    }

    /** Checks the token of a request for which there is a route. Others need none to learn that there is no route. */
    void requireAccess(Context request) {
        Optional<String> authorization = sent(request, "Authorization");
        Optional<String> key = Optional.ofNullable(request.queryParam(KEY));
        if (isOpen(request) || isAllowed(authorization, key)) {
            return;
        }
        if (policy.isPassword()) {
            request.header("WWW-Authenticate", "Basic realm=\"duiqi\", charset=\"UTF-8\"");
        }
        // A client without the token cannot keep the server busy with many requests of one connection.
        request.header("Connection", "close");
        boolean isSent = !authorization.or(() -> key).orElse("").isEmpty();
        throw Problem.refusal(401, isSent ? "the token is wrong" : "the token is missing", policy.remedy());
    }

    private boolean isOpen(Context request) {
        // Clients append a path with a slash to a URL that ends with one.
        String path = request.path().replaceFirst("^/*", "/").replaceFirst("(?<=.)/+$", "");
        boolean isReading = Set.of(HandlerType.GET, HandlerType.HEAD).contains(request.method());
        return policy.pages().contains(path)
                || (isReading
                        && policy.readable().stream()
                                .anyMatch(each -> each.equals(path)
                                        || (each.endsWith("/") && request.path().startsWith(each))));
    }

    /** Returns whether a request has the token, or needs none. */
    boolean isAllowed(Optional<String> authorization, Optional<String> key) {
        return policy.token().isEmpty()
                || authorization
                        .map(this::secret)
                        .filter(policy.token().get()::matches)
                        .isPresent()
                || (policy.isPassword()
                        && key.map(String::strip)
                                .filter(policy.token().get()::matches)
                                .isPresent());
    }

    /** Returns the secret in a header; an empty text if there is none. */
    private String secret(String authorization) {
        String lower = authorization.toLowerCase(Locale.ROOT);
        if (lower.startsWith(BEARER)) {
            return authorization.substring(BEARER.length()).strip();
        }
        if (policy.isPassword() && lower.startsWith(BASIC)) {
            try {
                byte[] pair = Base64.getDecoder()
                        .decode(authorization.substring(BASIC.length()).strip());
                return new String(pair, StandardCharsets.UTF_8).replaceFirst("(?s)^[^:]*:?", "");
            } catch (IllegalArgumentException notBase64) {
                return "";
            }
        }
        return "";
    }

    /** Returns a header of a request. */
    public static Optional<String> sent(Context request, String header) {
        return Optional.ofNullable(request.header(header));
    }
}
