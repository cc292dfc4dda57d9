package duiqi.encoder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Serves files on this machine, with the faults that a test sets. */
public final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    volatile boolean takesRanges = true;
    volatile String tag = "\"1\"";

    /** Number of bytes after which the server closes the connection; negative for never. */
    volatile int most = -1;

    /** Status code of all answers; 0 for the right one. */
    volatile int status;

    public FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void put(String path, byte[] content) {
        files.put(path, content);
    }

    void redirect(String path, String target) {
        redirects.put(path, target);
    }

    /** Returns the requests: the path, and the requested range if there is one. */
    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(range == null ? path : path + " " + range);
            byte[] content = files.getOrDefault(path, new byte[0]);
            if (status != 0 || redirects.containsKey(path) || !files.containsKey(path)) {
                exchange.getResponseHeaders().add("Location", redirects.getOrDefault(path, "/"));
                exchange.sendResponseHeaders(status != 0 ? status : redirects.containsKey(path) ? 302 : 404, -1);
                return;
            }
            if (!tag.isEmpty()) {
                exchange.getResponseHeaders().add("ETag", tag);
            }
            String condition = exchange.getRequestHeaders().getFirst("If-Range");
            boolean isPart = range != null && takesRanges && (condition == null || condition.equals(tag));
            int from = isPart ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
            if (from >= content.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            if (isPart) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            exchange.sendResponseHeaders(isPart ? 206 : 200, content.length - from);
            OutputStream out = exchange.getResponseBody();
            out.write(content, from, most < 0 ? content.length - from : Math.min(most, content.length - from));
            out.flush();
        } catch (IOException closedByClient) {
            return;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
