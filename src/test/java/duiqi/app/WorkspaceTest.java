package duiqi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WorkspaceTest {
    // Windows has no HOME.
    @Test
    void cachesInFolderOfTheUser() {
        assertThat(cacheFolder(Map.of("HOME", "home"))).contains(Path.of("home", ".cache", "duiqi"));
        assertThat(cacheFolder(Map.of("LOCALAPPDATA", "local", "HOME", "home"))).contains(Path.of("local", "duiqi"));
        assertThat(cacheFolder(Map.of())).isEmpty();
    }

    private static Optional<Path> cacheFolder(Map<String, String> variables) {
        return Workspace.cacheFolder(name -> Optional.ofNullable(variables.get(name)));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void exitWaitsForRunningWrite() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<String> write = new CompletableFuture<>();
        Thread writer = new Thread(() -> {
            try {
                Workspace.UninterruptibleWrite.run(() -> {
                    begun.countDown();
                    try {
                        mayEnd.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
                write.complete("done");
            } catch (Exception e) {
                write.completeExceptionally(e);
            }
        });
        writer.start();
        begun.await();
        assertThat(writeEndsWithin(Duration.ofMillis(50))).isFalse();
        mayEnd.countDown();
        assertThat(write.get()).isEqualTo("done");
        writer.join();
    }

    /** Calls the method in another thread, which must not delay the write. */
    private static boolean writeEndsWithin(Duration patience) {
        return CompletableFuture.supplyAsync(() -> Workspace.UninterruptibleWrite.awaitEnd(patience))
                .join();
    }
}
