package duiqi.server.http;

import duiqi.server.AccessToken;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Checks every request. A page of another site can send requests to a server on this machine through the browser of the
 * user. It can use a host name that resolves to this machine (DNS rebinding), which the allow-list of Host values
 * blocks. It can also send cross-site requests, which the Origin and Sec-Fetch-Site headers reveal. Neither has the
 * token. Thread-safe.
 *
 * <p>Source: security notes of Jupyter Server; Fetch Metadata recommendation of W3C.
 */
public final class RequestGuard implements Handler {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";
    private static final String KEY = "key";

    private final AccessPolicy policy;

    /** Allowed values of the Host header. Empty until the port is known. */
    private volatile Set<String> hosts = Set.of();

    RequestGuard(AccessPolicy policy) {
        this.policy = policy;
    }

    /** Accepts requests with these Host values. Each value includes the port. */
    void open(Set<String> ownHosts) {
        hosts = Set.copyOf(ownHosts);
    }

    @Override
    public void handle(Context request) {
        harden(request);
        requireOwnHost(request);
        requireOwnOrigin(request);
    }

    /** Checks a request for which there is a route. Other requests need no token to learn that there is none. */
    void requireAccess(Context request) {
        if (!policy.isOpen(request)) {
            requireToken(request);
        }
        requireSize(request);
    }

    private static void harden(Context request) {
        request.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }

    private void requireOwnHost(Context request) {
        if (!sent(request, "Host").filter(this::isOwn).isPresent()) {
            throw Problem.refusal(403, "the Host header does not match this server", "open the URL that duiqi printed");
        }
    }

    private boolean isOwn(String host) {
        return hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    private void requireOwnOrigin(Context request) {
        boolean isForeign = sent(request, "Origin")
                .filter(origin -> !origin.startsWith("http://") || !isOwn(origin.substring("http://".length())))
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
        return policy.open().contains(request.path())
                && sent(request, "Sec-Fetch-Mode").filter("navigate"::equals).isPresent()
                && sent(request, "Sec-Fetch-Dest").filter("document"::equals).isPresent();
    }

    private void requireToken(Context request) {
        Optional<AccessToken> token = policy.token();
        if (token.isEmpty()) {
            return;
        }
        Optional<String> authorization = sent(request, "Authorization");
        Optional<LocalServer.ClientProtocol> protocol = policy.protocol(request);
        Optional<String> parameter =
                key(request).or(() -> protocol.flatMap(known -> known.token().apply(request)));
        boolean isKnown = Stream.concat(authorization.flatMap(this::secret).stream(), parameter.stream())
                .anyMatch(token.get()::matches);
        if (!isKnown) {
            if (policy.isPassword()) {
                request.header("WWW-Authenticate", "Basic realm=\"duiqi\", charset=\"UTF-8\"");
            }
            boolean isSent = authorization
                    .or(() -> parameter)
                    .filter(sent -> !sent.isEmpty())
                    .isPresent();
            throw Problem.refusal(
                    401,
                    isSent ? "the token is wrong" : "the token is missing",
                    protocol.map(known -> "send the token that duiqi printed at its start as " + known.tokenName())
                            .orElse(policy.remedy()));
        }
    }

    /** Returns the token in the URL, from a client that sends no headers. */
    private Optional<String> key(Context request) {
        return policy.isPassword()
                ? Optional.ofNullable(request.queryParam(KEY)).map(String::strip)
                : Optional.empty();
    }

    private Optional<String> secret(String authorization) {
        String lower = authorization.toLowerCase(Locale.ROOT);
        if (lower.startsWith(BEARER)) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        if (policy.isPassword() && lower.startsWith(BASIC)) {
            return password(authorization.substring(BASIC.length()).strip());
        }
        return Optional.empty();
    }

    private static Optional<String> password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private void requireSize(Context request) {
        Optional<String> length = sent(request, "Content-Length");
        if (length.isPresent() && isTooMuch(length.get())) {
            request.header("Connection", "close");
            throw tooLarge(policy.bodyLimit());
        }
    }

    private boolean isTooMuch(String length) {
        try {
            return Long.parseLong(length.strip()) > policy.bodyLimit();
        } catch (NumberFormatException notEvenALong) {
            return true;
        }
    }

    /** Returns the error for a body over the limit. The rest of the body is not read. */
    static HttpResponseException tooLarge(int limit) {
        return Problem.refusal(413, "the request has more than " + limit + " bytes", "send several smaller requests");
    }

    /** Returns a header of a request. */
    public static Optional<String> sent(Context request, String header) {
        return Optional.ofNullable(request.header(header));
    }

    /**
     * Describes the clients and requests that a server accepts. Immutable.
     *
     * @param token the token that a client must send as {@code Authorization: Bearer}; empty if everyone on this
     *     machine has access
     * @param isPassword true if clients may also send the token as the password of Basic authentication or as the query
     *     parameter {@code key}, for clients that only support URLs
     * @param open request paths that need no token, and that links on other sites may open
     * @param openToRead requests that need no token, for clients that cannot send one, each a method, a space and a
     *     path; a path that ends with a slash includes all paths below it; may be empty
     * @param protocols protocols of other services, by method, space and path
     * @param hasTextsInPaths true if paths contain user texts with any characters
     * @param bodyLimit maximum size of a request body in bytes
     */
    public record AccessPolicy(
            Optional<AccessToken> token,
            boolean isPassword,
            Set<String> open,
            Set<String> openToRead,
            Map<String, LocalServer.ClientProtocol> protocols,
            boolean hasTextsInPaths,
            int bodyLimit) {
        public AccessPolicy {
            open = Set.copyOf(open);
            openToRead = Set.copyOf(openToRead);
            protocols = Map.copyOf(protocols);
            if (bodyLimit <= 0) {
                throw new IllegalArgumentException("the limit of a body is not positive: " + bodyLimit);
            }
        }

        /** Creates a policy that requires the token for all paths except the open ones. */
        public AccessPolicy(Optional<AccessToken> token, boolean isPassword, Set<String> open, int bodyLimit) {
            this(token, isPassword, open, Set.of(), Map.of(), false, bodyLimit);
        }

        /** Returns whether a request needs no token. */
        boolean isOpen(Context request) {
            return open.contains(path(request))
                    || openToRead.contains(call(request))
                    || openToRead.stream()
                            .anyMatch(each ->
                                    each.endsWith("/") && (method(request) + " " + request.path()).startsWith(each));
        }

        /** Returns the protocol of a request; empty if it is that of duiqi. */
        Optional<LocalServer.ClientProtocol> protocol(Context request) {
            return Optional.ofNullable(protocols.get(call(request)));
        }

        private String remedy() {
            return isPassword
                    ? "send Authorization: Bearer TOKEN with the token that duiqi printed at its start"
                    : "open the URL that duiqi printed at its start, including the part after #";
        }

        private static String call(Context request) {
            return method(request) + " " + path(request);
        }

        /**
         * Returns the path as the router reads it: without slashes at its end, and with one slash at its start. Clients
         * append a path with a slash to a URL that ends with one.
         */
        private static String path(Context request) {
            String path = "/" + request.path().replaceFirst("^/+", "");
            int end = path.length();
            while (end > 1 && path.charAt(end - 1) == '/') {
                end--;
            }
            return path.substring(0, end);
        }

        /** Returns the method. HEAD counts as GET. */
        private static HandlerType method(Context request) {
            return HandlerType.HEAD.equals(request.method()) ? HandlerType.GET : request.method();
        }
    }

    /**
     * Computes the allowed host names of a server. Other host names that resolve to this machine are not allowed.
     * Immutable.
     */
    public static final class AllowedHosts {
        private static final int HTTP_PORT = 80;

        private final ServerPlace place;
        private final InetAddress address;

        private AllowedHosts(ServerPlace place, InetAddress address) {
            this.place = place;
            this.address = address;
        }

        /**
         * Returns the allowed host names for a server address.
         *
         * @throws FormatException if the host does not exist
         */
        public static AllowedHosts of(ServerPlace place) throws FormatException {
            try {
                return new AllowedHosts(place, InetAddress.getByName(place.host()));
            } catch (UnknownHostException unknown) {
                throw new FormatException(
                        "--host " + place.host(), "the host does not exist", "omit it for 127.0.0.1", unknown);
            }
        }

        public boolean isLoopback() {
            return address.isLoopbackAddress();
        }

        /** Returns the allowed values of the Host header in lower case. */
        Set<String> names(int port) {
            Set<String> names = new TreeSet<>(List.of("127.0.0.1", "localhost", "[::1]", bracketed(place.host())));
            names.add(literal(address));
            if (address.isAnyLocalAddress()) {
                // Numeric addresses cannot be redirected by DNS.
                names.addAll(addresses());
            }
            Set<String> withPort = new TreeSet<>();
            for (String name : names) {
                withPort.add(name.toLowerCase(Locale.ROOT) + ":" + port);
                if (port == HTTP_PORT) {
                    withPort.add(name.toLowerCase(Locale.ROOT));
                }
            }
            return Set.copyOf(withPort);
        }

        /** Returns the host in the URL that is shown to the user. */
        String shown() {
            return address.isAnyLocalAddress() ? "127.0.0.1" : bracketed(place.host());
        }

        private static Set<String> addresses() {
            Set<String> all = new TreeSet<>();
            try {
                for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                    Collections.list(network.getInetAddresses()).forEach(address -> all.add(literal(address)));
                }
            } catch (IOException unknown) {
                return Set.of();
            }
            return all;
        }

        private static String literal(InetAddress address) {
            String figures = address.getHostAddress();
            return address instanceof Inet6Address ? "[" + figures.replaceFirst("%.*", "") + "]" : figures;
        }

        private static String bracketed(String host) {
            return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        }

        /** Returns whether the server cannot start because another server uses the port. */
        static boolean isTaken(RuntimeException failure) {
            return refusal(failure)
                    .filter(message -> !message.contains("assign") && !message.contains("denied"))
                    .isPresent();
        }

        /** Returns the error message for a server that cannot start. */
        FormatException explain(RuntimeException failure) {
            if (isTaken(failure)) {
                return new FormatException(
                        "--port " + place.port(),
                        "port " + place.port() + " is already in use",
                        "choose another with --port; --port 0 uses a free port",
                        failure);
            }
            if (refusal(failure).filter(message -> message.contains("assign")).isPresent()) {
                return new FormatException(
                        "--host " + place.host(),
                        "is not an address of this machine",
                        "omit it for 127.0.0.1",
                        failure);
            }
            return new FormatException(
                    "--port " + place.port(),
                    "cannot listen on this port",
                    "choose a port above 1023; --port 0 uses a free port",
                    failure);
        }

        private static Optional<String> refusal(RuntimeException failure) {
            return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                    .filter(BindException.class::isInstance)
                    .map(cause -> String.valueOf(cause.getMessage()))
                    .findFirst();
        }
    }
}
