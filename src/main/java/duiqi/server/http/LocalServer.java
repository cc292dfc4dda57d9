package duiqi.server.http;

import duiqi.review.Operation.RejectedException;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.router.ParsedEndpoint;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves the review page or the memory service over HTTP, with the protection that both need: see
 * {@link RequestGuard}. Responds to errors with JSON that contains no internal details. Thread-safe.
 */
public final class LocalServer implements Closeable {
    private final Javalin javalin;
    private final AllowedHosts hosts;

    private LocalServer(Javalin javalin, AllowedHosts hosts) {
        this.javalin = javalin;
        this.hosts = hosts;
    }

    /**
     * Starts the server.
     *
     * @param routes adds the routes
     * @param faults receives internal errors of duiqi, on threads of the server
     * @throws FormatException if the port is in use, or if the host is not an address of this machine
     * @throws IllegalArgumentException if other machines could access the server without a token
     */
    public static LocalServer start(
            ServerPlace place,
            RequestGuard.AccessPolicy policy,
            Consumer<RoutesConfig> routes,
            Consumer<Throwable> faults)
            throws IOException {
        AllowedHosts hosts = AllowedHosts.of(place);
        if (!hosts.isLoopback() && policy.token().isEmpty()) {
            throw new IllegalArgumentException("--host " + place.host()
                    + ": other machines could read and write; require a token, or omit --host");
        }
        try {
            return new LocalServer(listen(place, hosts, policy, routes, faults), hosts);
        } catch (RuntimeException failure) {
            if (place.mayDiffer()) {
                return start(new ServerPlace(place.host(), 0), policy, routes, faults);
            }
            throw hosts.explain(failure);
        }
    }

    /** Returns whether only this machine can reach a server. */
    public static boolean isLocal(ServerPlace place) throws FormatException {
        return AllowedHosts.of(place).isLoopback();
    }

    private static Javalin listen(
            ServerPlace place,
            AllowedHosts hosts,
            RequestGuard.AccessPolicy policy,
            Consumer<RoutesConfig> routes,
            Consumer<Throwable> faults) {
        Javalin[] started = new Javalin[1];
        RequestGuard guard = new RequestGuard(policy, host -> hosts.isOwn(host, started[0].port()));
        Javalin javalin = Javalin.create(config -> {
            configure(config, place, policy, guard);
            config.routes.before(guard::requireOwnSite);
            config.routes.beforeMatched(guard::requireAccess);
            for (Class<? extends Exception> kind : List.of(HttpResponseException.class, Exception.class)) {
                config.routes.exception(kind, (fault, request) -> answer(request, fault, faults));
            }
            routes.accept(config.routes);
        });
        started[0] = javalin;
        answerHead(javalin.unsafe.internalRouter);
        try {
            return javalin.start();
        } catch (RuntimeException failure) {
            javalin.stop();
            throw failure;
        }
    }

    private static void configure(
            JavalinConfig config, ServerPlace place, RequestGuard.AccessPolicy policy, RequestGuard guard) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;

        config.router.treatMultipleSlashesAsSingleSlash = policy.hasTextsInPaths();
        if (policy.hasTextsInPaths()) {
            // No path refers to a file.
            config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.UNSAFE));
            config.jetty.modifyServletContextHandler(
                    context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
        }
        config.jetty.modifyServer(server -> server.setErrorHandler(LocalServer::answerInvalid));
        Predicate<Request> isAllowed = request -> guard.isAllowed(
                Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)), Optional.empty());
        new ClientLimits(place, policy.bodyLimit(), isAllowed).applyTo(config);
    }

    /** Answers HEAD like GET, without the body. By default the router answers 200 to every HEAD. */
    private static void answerHead(InternalRouter router) {
        for (ParsedEndpoint known : List.copyOf(router.allHttpHandlers())) {
            Endpoint endpoint = known.endpoint;
            if (HandlerType.GET.equals(endpoint.method)) {
                router.addHttpEndpoint(new Endpoint(HandlerType.HEAD, endpoint.path, endpoint.handler));
            }
        }
    }

    private static void answer(Context request, Exception fault, Consumer<Throwable> faults) {
        int status = 500;
        if (fault instanceof HttpResponseException refused) {
            status = refused.getStatus();
        } else if (fault instanceof RejectedException) {
            status = 409;
        } else if (fault instanceof FormatException) {
            status = 422;
        } else {
            faults.accept(fault);
        }
        if (fault instanceof MethodNotAllowedResponse wrong) {
            request.header("Allow", String.join(", ", wrong.getDetails().values()));
        }
        if (status == 503) {
            request.header("Retry-After", "1").header("Connection", "close");
        }
        Problem problem = Problem.of(fault);
        Map<String, Object> json = Json.object("problem", problem.problem(), "remedy", problem.remedy());
        if (fault instanceof RejectedException refused && !refused.conflicts().isEmpty()) {
            json.put("conflicts", refused.conflicts());
        }
        Json.answer(request.status(status), json);
    }

    /** Responds to requests that reach no route, for example invalid HTTP. */
    private static boolean answerInvalid(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(Json.bytes(Problem.of(response.getStatus()))), callback);
        return true;
    }

    /** Runs a task on a server thread after the response was sent or failed. The task must not stop that thread. */
    public static void afterAnswer(Context request, Runnable work) {
        Request.addCompletionListener(
                ServletContextRequest.getServletContextRequest(request.req()), failure -> work.run());
    }

    public int port() {
        return javalin.port();
    }

    /** Returns the URL of the server without a token. */
    public String address() {
        return "http://" + hosts.shown() + ":" + port() + "/";
    }

    /** Stops the server and aborts open requests. */
    @Override
    public void close() {
        javalin.stop();
    }
}
