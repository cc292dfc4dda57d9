package duiqi.protocol.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Exchanges messages of the Model Context Protocol as lines of JSON. Answers a line that is no message with an error and
 * continues; the transport of the SDK ends there, and loses the last answers at the end of the input. Handles one message
 * after the other, so that a slow client slows down its own requests only. Not thread-safe.
 */
public final class LineTransport implements McpServerTransportProvider, McpServerTransport {
    /** Maximum length of a line in bytes: more than twice the largest valid arguments. */
    private static final int MAX_LINE = 1 << 20;

    private final McpJsonMapper json;
    private final PrintWriter out;
    private @Nullable McpServerSession session;

    public LineTransport(McpJsonMapper json, PrintWriter out) {
        this.json = json;
        this.out = out;
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        session = factory.create(this);
    }

    private McpServerSession session() {
        return Objects.requireNonNull(session, "session");
    }

    /** Handles all messages, until the input ends. */
    public void serve(InputStream stream) throws IOException {
        InputStream in = new BufferedInputStream(stream);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                handle(line.size() > MAX_LINE, line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else if (line.size() <= MAX_LINE) {
                line.write(b);
            }
        }
        handle(line.size() > MAX_LINE, line.toString(StandardCharsets.UTF_8));
    }

    private void handle(boolean isTooLong, String line) {
        if (isTooLong) {
            reject(McpSchema.ErrorCodes.INVALID_REQUEST, "the line has more than 1 MB; send less text");
        } else if (!line.isBlank()) {
            McpSchema.JSONRPCMessage message;
            try {
                message = McpSchema.deserializeJsonRpcMessage(json, line);
            } catch (IOException | RuntimeException wrong) {
                reject(
                        McpSchema.ErrorCodes.PARSE_ERROR,
                        "the line is not a JSON-RPC 2.0 message; send one message in each line");
                return;
            }
            session().handle(message).onErrorComplete().subscribe();
        }
    }

    /** Answers a line without a known id. */
    private void reject(int code, String problem) {
        write("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":" + code + ",\"message\":\"" + problem + "\"}}");
    }

    private void write(String line) {
        out.print(line + "\n");
        out.flush();
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return Mono.fromRunnable(() -> {
            try {
                write(json.writeValueAsString(message));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }

    @Override
    public Mono<Void> notifyClients(String method, Object parameters) {
        return session().sendNotification(method, parameters);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    @Override
    public void close() {}

    @Override
    public List<String> protocolVersions() {
        return McpServerTransportProvider.super.protocolVersions();
    }
}
