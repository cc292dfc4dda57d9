package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.server.http.LocalServer;
import duiqi.server.http.LocalServer.RequestLimiter;
import duiqi.server.http.RequestGuard;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLimiterTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger working = new AtomicInteger();
    private final LocalServer server;

    RequestLimiterTest() throws Exception {
        RequestLimiter turns = new RequestLimiter(2, true);
        LocalServer.Route reading = turns.limit(new LocalServer.Route(HandlerType.GET, "/work", request -> work()));
        LocalServer.Route writing =
                turns.limit(new LocalServer.Route(HandlerType.POST, "/work", request -> request.result("written")));
        server = LocalServer.start(
                ServerPlace.LOCAL,
                new RequestGuard.AccessPolicy(Optional.empty(), false, Set.of(), 100),
                routes -> List.of(reading, writing)
                        .forEach(each -> routes.addHttpHandler(each.method(), each.pattern(), each.handler())),
                fault -> {});
    }

    private void work() throws InterruptedException {
        working.incrementAndGet();
        assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int send(String method) {
        try {
            return RawClient.send(
                            server.port(),
                            method + " /work HTTP/1.1",
                            "Host: 127.0.0.1:" + server.port(),
                            "Content-Length: 0",
                            "Connection: close")
                    .status();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void rejectsRequestsIfTooManyWait() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(70);
        try {
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 70; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> send("GET"), clients));
            }
            assertThat(CompletableFuture.anyOf(answers.toArray(new CompletableFuture<?>[0]))
                            .get(60, TimeUnit.SECONDS))
                    .isEqualTo(503);
            RawClient.Answer busy = RawClient.send(
                    server.port(), "GET /work HTTP/1.1", "Host: 127.0.0.1:" + server.port(), "Connection: close");
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.header("Retry-After")).isEqualTo("1");
            assertThat(busy.body()).contains("the server is busy");
            assertThat(send("POST")).isEqualTo(200);
            end.countDown();
            long served = 0;
            for (CompletableFuture<Integer> answer : answers) {
                served += answer.get(60, TimeUnit.SECONDS) == 200 ? 1 : 0;
            }
            // A late request may find a free place after the end of the others.
            assertThat(served).isBetween(66L, 69L);
        } finally {
            end.countDown();
            clients.shutdownNow();
        }
    }

    @Test
    void limitsSimultaneousRequests() throws Exception {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(6);
        try {
            for (int i = 0; i < 6; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> send("GET"), clients));
            }
            while (working.get() < 2) {
                Thread.sleep(10);
            }
            Thread.sleep(300);
            assertThat(working).hasValue(2);
            assertThat(send("POST")).as("it does not wait").isEqualTo(200);
            end.countDown();
            for (CompletableFuture<Integer> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(200);
            }
            assertThat(working).hasValue(6);
        } finally {
            clients.shutdownNow();
        }
    }
}
