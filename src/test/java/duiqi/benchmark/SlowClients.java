package duiqi.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Simulates clients that must not block other clients of a server. One thread serves all connections. It opens a
 * connection again when the server closes it.
 */
public final class SlowClients implements AutoCloseable {
    private static final int SMALL = 4096;
    private static final int TICK_MS = 1000;

    /** Maximum number of connections that a tick opens, so that the thread does not starve the measured clients */
    private static final int OPENED_AT_ONCE = 500;

    private final Target target;
    private final List<Client> clients = new ArrayList<>();
    private final Map<Kind, byte[]> beginnings = new EnumMap<>(Kind.class);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "slow-clients");
    private volatile boolean isOver;

    /** Holds the address and the token of the attacked server. */
    public record Target(URI server, String token) {
        /** Returns a server of memories. */
        public static Target serve(String address, String token) {
            return new Target(URI.create(address), token);
        }
    }

    /** Lists the kinds of clients. */
    public enum Kind {
        /** Sends one byte of a header each second. */
        HEAD,
        /** Sends one byte of a body each second. */
        BODY,
        /** Requests a large response and reads 16 bytes of it each second. */
        READER,
        /** Sends nothing. */
        SILENT,
        /** Sends half a request and closes its side of the connection. */
        HALF_CLOSED,
        /** Sends 200 requests with a wrong token at the same time and reads no response. */
        PIPELINED,
        /** Sends header lines without end. */
        HEADERS,
        /** Sends a chunk whose extension does not end. */
        EXTENSION,
        /** Keeps a connection of HTTP/1.0 open after a request. */
        KEEP_ALIVE,
        /** Disconnects in the middle of a large response. */
        GONE
    }

    public SlowClients(Target target) {
        this.target = target;
        thread.setDaemon(true);
    }

    /** Returns the number of connections that were opened. */
    public int connections() {
        return opened.get();
    }

    /** Returns the number of connections that are open now. */
    public int open() {
        return open.get();
    }

    /** Adds clients. Call this before {@link #start}. */
    public SlowClients add(Kind kind, int count) {
        for (int i = 0; i < count; i++) {
            clients.add(new Client(kind));
        }
        return this;
    }

    /** Starts the clients. */
    public SlowClients start() {
        thread.start();
        return this;
    }

    @Override
    public void close() {
        isOver = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clients.forEach(Client::disconnect);
    }

    private void run() {
        while (!isOver) {
            int count = 0;
            int connecting = 0;
            for (Client client : clients) {
                connecting += client.isOpen() || connecting >= OPENED_AT_ONCE ? 0 : client.connect();
                client.act();
                count += client.isOpen() ? 1 : 0;
            }
            open.set(count);
            try {
                Thread.sleep(TICK_MS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private byte[] beginning(Kind kind) {
        String head = " HTTP/1.1\r\nHost: " + target.server().getAuthority() + "\r\nAuthorization: Bearer "
                + target.token() + "\r\n";
        String post = "POST /api/v1/units" + head + "Content-Type: application/json\r\n";
        String get = "GET /api/v1/concordance?limit=1000&word=%E7%9A%84" + head;
        String text = switch (kind) {
            case SILENT -> "";
            case HEAD -> get + "X-Slow: " + "x".repeat(10_000);
            case HALF_CLOSED -> get;
            case BODY -> post + "Content-Length: 10000\r\n\r\n{" + " ".repeat(9999);
            case READER, GONE -> get + "\r\n";
            case PIPELINED -> (get.replace("Bearer ", "Bearer x") + "\r\n").repeat(200);
            case HEADERS -> get + "X-Endless: 1\r\n".repeat(100_000);
            case EXTENSION -> post + "Transfer-Encoding: chunked\r\n\r\n1;" + "a=b;".repeat(1_000_000);
            case KEEP_ALIVE -> ("GET /" + head + "Connection: keep-alive\r\n\r\n").replace("HTTP/1.1", "HTTP/1.0");
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("NullAway") // Between two connections the channel is null.
    private final class Client {
        private final Kind kind;
        private SocketChannel channel;
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private boolean hasBegun;

        Client(Kind kind) {
            this.kind = kind;
        }

        boolean isOpen() {
            return channel != null;
        }

        int connect() {
            try {
                channel = SocketChannel.open();
                if (kind == Kind.READER) {
                    channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
                }
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress(
                        target.server().getHost(), target.server().getPort()));
                hasBegun = false;
                opened.incrementAndGet();
            } catch (IOException refused) {
                disconnect();
            }
            return 1;
        }

        void disconnect() {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException ignored) {
                // The connection is gone in any case.
            }
            channel = null;
        }

        void act() {
            if (channel == null) {
                return;
            }
            try {
                if (!channel.finishConnect()) {
                    return;
                }
                if (!hasBegun) {
                    hasBegun = true;
                    rest = ByteBuffer.wrap(beginnings.computeIfAbsent(kind, SlowClients.this::beginning));
                }
                send();
                receive();
            } catch (IOException endedByTheServer) {
                disconnect();
            }
        }

        private void send() throws IOException {
            if (kind == Kind.HEAD || kind == Kind.BODY) {
                int end = rest.limit();
                int start = rest.array().length - 10_000;
                rest.limit(Math.min(end, Math.max(start, rest.position() + 1)));
                channel.write(rest);
                rest.limit(end);
                return;
            }
            channel.write(rest);
            if (kind == Kind.HALF_CLOSED) {
                channel.shutdownOutput();
            }
        }

        private void receive() throws IOException {
            if (kind == Kind.PIPELINED) {
                return;
            }
            ByteBuffer buffer = ByteBuffer.allocate(kind == Kind.READER ? 16 : SMALL);
            int count = channel.read(buffer);
            if (count < 0) {
                throw new IOException("closed");
            }
            if (kind == Kind.GONE && count > 0) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                disconnect();
            }
        }
    }
}
