package duiqi.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.server.RawClient;
import duiqi.server.ServerPlace;
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
import org.junit.jupiter.api.Test;

class RequestLimiterTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger working = new AtomicInteger();

    private RawClient.Answer send(LocalServer server) {
        try {
            return RawClient.send(
                    server.port(), "GET /work HTTP/1.1", "Host: 127.0.0.1:" + server.port(), "Connection: close");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void rejectsRequestsIfTooManyWait() throws Exception {
        RequestLimiter limiter = new RequestLimiter();
        int requests = RequestLimiter.MOST + 68;
        ExecutorService clients = Executors.newFixedThreadPool(requests);
        List<CompletableFuture<RawClient.Answer>> answers = new ArrayList<>();
        try (LocalServer server = LocalServer.start(
                ServerPlace.LOCAL,
                new RequestGuard.AccessPolicy(Optional.empty(), false, Set.of(), Set.of(), false, 100),
                routes -> routes.get("/work", limiter.limit(request -> {
                    working.incrementAndGet();
                    assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
                })),
                fault -> {})) {
            for (int i = 0; i < requests; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> send(server), clients));
            }
            CompletableFuture.anyOf(answers.toArray(new CompletableFuture<?>[0]))
                    .get(60, TimeUnit.SECONDS);
            RawClient.Answer busy = send(server);
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.header("Retry-After")).isEqualTo("1");
            assertThat(busy.body()).contains("the server is busy");
            assertThat(working).hasValue(RequestLimiter.MOST);
            end.countDown();
            long served = 0;
            for (CompletableFuture<RawClient.Answer> answer : answers) {
                served += answer.get(60, TimeUnit.SECONDS).status() == 200 ? 1 : 0;
            }
            // A late request may find a free place after the end of the others.
            assertThat(served).isBetween(requests - 4L, requests - 1L);
        } finally {
            end.countDown();
            clients.shutdownNow();
        }
    }
}
