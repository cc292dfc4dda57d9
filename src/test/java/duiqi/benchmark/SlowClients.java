package duiqi.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Simulates clients that must not block other clients of a server. There are four kinds. One stops within its request.
 * One stops within the body that it announced. One requests a large response and reads a few bytes at a time. One
 * disconnects in the middle of a large response.
 */
final class SlowClients {
    private static final int SMALL = 4096;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final URI server;
    private final String token;
    private volatile boolean isOver;

    SlowClients(ServedProcess server) {
        this.server = URI.create(server.address());
        this.token = server.token();
    }

    int connections() {
        return connections.get();
    }

    void start(int clients) {
        for (int i = 0; i < clients; i++) {
            int kind = i % 4;
            Thread thread = new Thread(() -> go(kind), "slow-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    void stop() throws InterruptedException {
        isOver = true;
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    private void go(int kind) {
        while (!isOver) {
            try (Socket socket = new Socket()) {
                socket.setReceiveBufferSize(SMALL);
                socket.setSoTimeout(120_000);
                socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
                connections.incrementAndGet();
                be(kind, socket);
            } catch (IOException endedByTheServer) {
                // The server closed the connection; the loop opens another.
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void be(int kind, Socket socket) throws IOException, InterruptedException {
        String head = " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: Bearer " + token + "\r\n";
        String large = "GET /api/v1/concordance?limit=1000&word=" + URLEncoder.encode("的", StandardCharsets.UTF_8)
                + head + "\r\n";
        switch (kind) {
            case 0 -> {
                send(socket, "GET /api/v1/lookup?text=" + "x".repeat(100));
                Thread.sleep(20_000);
            }
            case 1 -> {
                send(
                        socket,
                        "POST /api/v1/units" + head
                                + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
                Thread.sleep(20_000);
            }
            case 2 -> {
                send(socket, large);
                InputStream in = socket.getInputStream();
                for (int i = 0; i < 150 && in.read(new byte[16]) >= 0; i++) {
                    Thread.sleep(200);
                }
            }
            default -> {
                send(socket, large);
                socket.getInputStream().read();
                socket.setSoLinger(true, 0);
                socket.close();
                // The response is as expensive as many others together. The test measures the disconnect, not the
                // work.
                Thread.sleep(5000);
            }
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
