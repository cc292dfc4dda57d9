package duiqi.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorCacheTest {
    private static final float[] ONE = {1, 0.5f, -2};
    private static final float[] TWO = {0, 3, 4};

    /** Length of a record: key of 16, three numbers of 4, checksum of 4 bytes. */
    private static final int RECORD = 32;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("new/a.vectors");
    }

    private void put(String sentence, float[] vector) throws IOException {
        try (CachedEncoder.VectorCache cache = CachedEncoder.VectorCache.open(file)) {
            cache.put(List.of(sentence), List.of(vector));
        }
    }

    private void assertHolds(String sentence, float... vector) throws IOException {
        try (CachedEncoder.VectorCache cache = CachedEncoder.VectorCache.open(file)) {
            assertThat(cache.get(sentence))
                    .hasValueSatisfying(found -> assertThat(found).isEqualTo(vector));
        }
    }

    private void assertLacks(String sentence) throws IOException {
        try (CachedEncoder.VectorCache cache = CachedEncoder.VectorCache.open(file)) {
            assertThat(cache.get(sentence)).isEmpty();
        }
    }

    private void cut(int bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - bytes);
        }
    }

    private void overwrite(long at, byte value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {value}), at);
        }
    }

    @Test
    void returnsStoredVectors() throws IOException {
        try (CachedEncoder.VectorCache cache = CachedEncoder.VectorCache.open(file)) {
            assertThat(cache.get("猫")).isEmpty();
            cache.put(List.of("猫", "cat"), List.of(ONE, TWO));
            assertThat(cache.get("cat")).contains(TWO);
        }
        assertHolds("猫", ONE);
        assertHolds("cat", TWO);
        assertLacks("dog");
    }

    @Test
    void storesMoreVectorsThanTheReadBuffer() throws IOException {
        List<String> sentences =
                IntStream.range(0, 1000).mapToObj(String::valueOf).toList();
        try (CachedEncoder.VectorCache cache = CachedEncoder.VectorCache.open(file)) {
            cache.put(
                    sentences,
                    IntStream.range(0, 1000)
                            .mapToObj(k -> new float[] {k, 0, 1})
                            .toList());
        }
        for (int k : new int[] {0, 255, 256, 511, 999}) {
            assertHolds(String.valueOf(k), k, 0, 1);
        }
    }

    @Test
    void overwritesAnIncompleteRecord() throws IOException {
        put("whole", ONE);
        put("half", TWO);
        cut(7);
        assertLacks("half");
        put("next", TWO);
        assertHolds("whole", ONE);
        assertHolds("next", TWO);
        assertThat(Files.size(file)).isEqualTo(20 + 2 * RECORD);
    }

    @Test
    void overwritesAnIncompleteHeader() throws IOException {
        put("whole", ONE);
        cut(RECORD + 2);
        assertLacks("whole");
        put("next", TWO);
        assertHolds("next", TWO);
    }

    @Test
    void skipsOnlyTheDamagedRecord() throws IOException {
        put("first", ONE);
        put("second", TWO);
        put("third", ONE);
        overwrite(20 + RECORD + 20, (byte) 77);
        assertHolds("first", ONE);
        assertLacks("second");
        assertHolds("third", ONE);
        put("second", TWO);
        assertHolds("second", TWO);
    }

    @Test
    void replacesAFileThatIsNotACache() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "something else that is quite long, so that it might pass for vectors");
        put("猫", ONE);
        assertHolds("猫", ONE);
    }

    @Test
    void replacesAllVectorsWhenTheSizeChanges() throws IOException {
        put("old", ONE);
        put("new", new float[] {1, 2});
        assertLacks("old");
        assertHolds("new", 1, 2);
    }

    @Test
    void losesNothingWithTwoOpenCaches() throws IOException {
        put("begin", ONE);
        try (CachedEncoder.VectorCache first = CachedEncoder.VectorCache.open(file);
                CachedEncoder.VectorCache second = CachedEncoder.VectorCache.open(file)) {
            first.put(List.of("a"), List.of(ONE));
            second.put(List.of("b"), List.of(TWO));
            first.put(List.of("c"), List.of(TWO));
            assertThat(first.get("a")).contains(ONE);
            assertThat(second.get("b")).contains(TWO);
        }
        assertHolds("a", ONE);
        assertHolds("b", TWO);
        assertHolds("c", TWO);
    }

    /** Stores the given number of its own sentences. The test below runs it as a process. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws IOException {
            try (CachedEncoder.VectorCache cache = CachedEncoder.VectorCache.open(Path.of(args[0]))) {
                for (int k = 0; k < Integer.parseInt(args[2]); k++) {
                    cache.put(List.of(args[1] + k), List.of(new float[] {k, args[1].charAt(0), 1}));
                }
            }
        }
    }

    @Test
    void losesNothingWithTwoProcesses() throws Exception {
        put("begin", ONE);
        List<Process> writers = List.of(start("a"), start("b"));
        for (Process writer : writers) {
            assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(writer.exitValue()).isZero();
        }
        try (CachedEncoder.VectorCache cache = CachedEncoder.VectorCache.open(file)) {
            for (int k = 0; k < 300; k++) {
                assertThat(cache.get("a" + k)).contains(new float[] {k, 'a', 1});
                assertThat(cache.get("b" + k)).contains(new float[] {k, 'b', 1});
            }
        }
    }

    private Process start(String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString(),
                        name,
                        "300")
                .inheritIO()
                .start();
    }
}
