package duiqi.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Installs small files from a server that runs in the test. */
class EncoderFolderTest {
    private static final byte[] MODEL = "0123456789".repeat(30_000).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TOKENIZER = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final String MODEL_PATH = "/org/small/resolve/1/onnx/model_quantized.onnx";
    private static final String TOKENIZER_PATH = "/org/small/resolve/1/tokenizer.json";

    @TempDir
    private Path scratch;

    private FileServer server;
    private EncoderFolder folder;
    private final List<String> steps = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = new FileServer();
        server.put(MODEL_PATH, MODEL);
        server.put(TOKENIZER_PATH, TOKENIZER);
        folder = new EncoderFolder(scratch.resolve("编码 encoders"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String hash(byte[] content) {
        return HexFormat.of().formatHex(EmbeddingProtocol.Digest.of(new String(content, StandardCharsets.US_ASCII)));
    }

    private static EncoderList.Entry entry(String bytes, String sha256) throws IOException {
        return EncoderList.read(
                        "list",
                        new StringReader(String.join(
                                "\n",
                                "# a comment",
                                "",
                                "name small",
                                "about a small model",
                                "licence MIT",
                                "languages Chinese",
                                "page https://example.com",
                                "size 3",
                                "property pooling=mean",
                                "property prefix=query:\\u0020",
                                "file tokenizer.json " + TOKENIZER.length + " " + hash(TOKENIZER)
                                        + " https://example.com" + TOKENIZER_PATH,
                                "file model.onnx " + bytes + " " + sha256 + " https://example.com" + MODEL_PATH)))
                .get("small");
    }

    private static EncoderList.Entry entry() throws IOException {
        return entry(String.valueOf(MODEL.length), hash(MODEL));
    }

    private boolean install(EncoderList.Entry entry, String from, int attempts) throws IOException {
        HttpEncoder.Retries retries = new HttpEncoder.Retries(attempts, Duration.ofMillis(1), Duration.ofMillis(1));
        return folder.install(
                entry,
                new EncoderFolder.Source(Optional.of(from), !entry.hasChecksums(), "test", retries),
                new EncoderFolder.Listener() {
                    @Override
                    public void waits() {
                        steps.add("waits");
                    }

                    @Override
                    public void receives(String file, long bytes, OptionalLong all) {
                        assertThat(all.orElse(bytes)).isGreaterThanOrEqualTo(bytes);
                    }

                    @Override
                    public void accepts(String file, String sha256) {
                        steps.add(file + " " + sha256);
                    }
                });
    }

    private boolean install() throws IOException {
        return install(entry(), server.url() + "/", 1);
    }

    private void assertRejected(EncoderList.Entry entry, String message) throws IOException {
        assertThatThrownBy(() -> install(entry, server.url(), 1))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
        assertThat(folder.find("small")).isEmpty();
        assertThat(folder.names()).isEmpty();
    }

    private void assertInstalled() throws IOException {
        assertThat(folder.names()).containsExactly("small");
        Path small = folder.find("small").orElseThrow();
        try (Stream<Path> files = Files.list(small)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("model.onnx", "tokenizer.json", "encoder.properties", "origin.txt");
        }
        assertThat(small.resolve("model.onnx")).hasBinaryContent(MODEL);
        assertThat(small.resolve("encoder.properties")).hasContent("pooling=mean\nprefix=query:\\u0020\n");
        assertThat(EncoderProperties.in(small).chinesePrefix()).isEqualTo("query: ");
        try (Stream<Path> files = Files.list(folder.folder())) {
            assertThat(files).containsExactly(small);
        }
    }

    @Test
    void installsFromServer() throws IOException {
        assertThat(install()).isTrue();
        assertInstalled();
        assertThat(server.requests()).containsExactly(TOKENIZER_PATH, MODEL_PATH);
        assertThat(folder.of("small").resolve("origin.txt"))
                .content()
                .contains("Licence: MIT\n", hash(MODEL) + "  model.onnx  https://example.com" + MODEL_PATH);
        assertThat(steps).isEmpty();
    }

    @Test
    void downloadsNothingIfInstalled() throws IOException {
        install();
        assertThat(install()).isFalse();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void continuesInterruptedInstallation() throws IOException {
        server.most = 100_000;
        assertRejected(entry(), "the download was interrupted (unexpected end of stream); run the command again");
        assertThat(folder.folder().resolve(".small.part/model.onnx.part")).hasSize(100_000);
        server.most = -1;
        install();
        assertInstalled();
        assertThat(server.requests()).containsExactly(TOKENIZER_PATH, MODEL_PATH, MODEL_PATH + " bytes=100000-");
    }

    @Test
    void retriesAsLongAsServerSendsBytes() throws IOException {
        server.most = 90_000;
        assertThat(install(entry(), server.url(), 2)).isTrue();
        assertInstalled();
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void beginsAgainOnServerWithoutRanges() throws IOException {
        server.most = 100_000;
        assertRejected(entry(), "interrupted");
        server.most = -1;
        server.takesRanges = false;
        install();
        assertInstalled();
    }

    @Test
    void beginsAgainIfFileHasChanged() throws IOException {
        byte[] old = MODEL.clone();
        old[0] = 'x';
        server.put(MODEL_PATH, old);
        server.most = 100_000;
        assertRejected(entry(), "interrupted");
        server.most = -1;
        server.put(MODEL_PATH, MODEL);
        server.tag = "\"2\"";
        install();
        assertInstalled();
    }

    @Test
    void beginsAgainIfPartIsTooLong() throws IOException {
        Path part = folder.folder().resolve(".small.part/model.onnx.part");
        Files.createDirectories(part.getParent());
        Files.write(part, new byte[MODEL.length + 5]);
        install();
        assertInstalled();
    }

    @Test
    void continuesWithoutVersionIfChecksumIsKnown() throws IOException {
        server.tag = "";
        server.most = 100_000;
        assertRejected(entry(), "interrupted");
        server.most = -1;
        install();
        assertInstalled();
        assertThat(server.requests()).endsWith(MODEL_PATH + " bytes=100000-");
    }

    @Test
    void followsRedirects() throws IOException {
        server.redirect(MODEL_PATH, "/cdn/model?key=secret");
        server.put("/cdn/model", MODEL);
        install();
        assertInstalled();
    }

    @Test
    void rejectsWrongChecksumAndDeletesFile() throws IOException {
        byte[] wrong = MODEL.clone();
        wrong[7] = 'x';
        server.put(MODEL_PATH, wrong);
        assertRejected(entry(), "has the SHA-256 " + hash(wrong) + ", expected " + hash(MODEL) + "; the file was");
        assertThat(folder.folder().resolve(".small.part/model.onnx.part")).doesNotExist();
        server.put(MODEL_PATH, MODEL);
        install();
        assertInstalled();
        assertThat(server.requests()).endsWith(MODEL_PATH);
    }

    @Test
    void rejectsWrongSizeBeforeDownload() throws IOException {
        assertRejected(entry("300005", hash(MODEL)), "has 300000 bytes, expected 300005; check that the address");
        assertThat(folder.folder().resolve(".small.part/model.onnx.part")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | the server returned HTTP 404; check the address, or use another server with --from URL",
                "403 | the server returned HTTP 403; check the proxy in DUIQI_JAVA_OPTS, or download the file",
                "429 | the server returned HTTP 429; wait, then run the command again",
                "503 | the server returned HTTP 503; run the command again later",
            })
    void reportsStatus(int status, String message) throws IOException {
        server.status = status;
        assertRejected(entry(), server.url() + TOKENIZER_PATH + ": " + message);
        server.status = 0;
        install();
        assertInstalled();
    }

    @Test
    void reportsUnreachableServer() throws IOException {
        server.close();
        assertRejected(entry(), "; run the command again to continue it; without a network, use --from FOLDER");
    }

    @Test
    void needsConsentWithoutChecksum() throws IOException {
        EncoderList.Entry entry = entry("-", "-");
        assertThatThrownBy(() -> folder.install(
                        entry,
                        new EncoderFolder.Source(Optional.of(server.url()), false, "test", HttpEncoder.Retries.DEFAULT),
                        noListener()))
                .hasMessage("small: no published SHA-256 is known for its files; add --accept-checksums to trust the"
                        + " download; duiqi then prints and records the SHA-256");
        assertThat(server.requests()).isEmpty();
        assertThat(install(entry, server.url(), 1)).isTrue();
        assertInstalled();
        assertThat(steps).containsExactly("model.onnx " + hash(MODEL));
    }

    private static EncoderFolder.Listener noListener() {
        return new EncoderFolder.Listener() {
            @Override
            public void waits() {}

            @Override
            public void receives(String file, long bytes, OptionalLong all) {}

            @Override
            public void accepts(String file, String sha256) {}
        };
    }

    @Test
    void neverJoinsTwoVersionsOfUnknownChecksum() throws IOException {
        server.tag = "";
        server.most = 100_000;
        assertRejected(entry("-", "-"), "interrupted");
        server.most = -1;
        assertThat(install(entry("-", "-"), server.url(), 1)).isTrue();
        assertInstalled();
        assertThat(server.requests()).endsWith(MODEL_PATH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.onnx", "model_quantized.onnx"})
    void installsFromFolder(String name) throws IOException {
        Path downloads = Files.createDirectory(scratch.resolve("downloads"));
        Files.write(downloads.resolve("tokenizer.json"), TOKENIZER);
        assertThatThrownBy(() -> install(entry(), downloads.toString(), 1))
                .hasMessage(downloads + ": has no file model.onnx or model_quantized.onnx; download"
                        + " https://example.com" + MODEL_PATH + " into this folder");
        Files.write(downloads.resolve(name), MODEL);
        assertThat(install(entry(), downloads.toString(), 1)).isTrue();
        assertInstalled();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void rejectsWrongFileOfFolder() throws IOException {
        Path downloads = Files.createDirectory(scratch.resolve("downloads"));
        Files.write(downloads.resolve("tokenizer.json"), TOKENIZER);
        Files.write(downloads.resolve("model.onnx"), new byte[MODEL.length]);
        assertThatThrownBy(() -> install(entry(), downloads.toString(), 1))
                .hasMessageContaining("model.onnx: has the SHA-256 ");
        assertThat(downloads.resolve("model.onnx")).exists();
    }

    @Test
    void installsOnceFromTwoThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Callable<Boolean> install = this::install;
        List<Boolean> news = new ArrayList<>();
        for (var result : threads.invokeAll(List.of(install, install))) {
            news.add(result.get());
        }
        threads.shutdown();
        assertThat(news).containsExactlyInAnyOrder(true, false);
        assertInstalled();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void requiresDiskSpace() throws IOException {
        assertRejected(
                entry("900000000000000", hash(MODEL)), " free, and the download needs 900,000,001 MB; free disk");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void keepsFolderWithOtherContent() throws IOException {
        Path other = Files.createDirectories(folder.of("small")).resolve("notes.txt");
        Files.writeString(other, "mine");
        assertRejected(entry(), "small: cannot be replaced, because it has other content; remove or rename it");
        assertThat(other).hasContent("mine");
    }

    @Test
    void reportsFolderThatCannotBeCreated() throws IOException {
        folder =
                new EncoderFolder(Files.writeString(scratch.resolve("file"), "").resolve("encoders"));
        assertRejected(entry(), "cannot write: not a folder; allow writing in its folder, or set DUIQI_ENCODERS");
    }

    @Test
    void removesEncoderAndInterruptedInstallation() throws IOException {
        install();
        assertThat(folder.remove("small")).isTrue();
        assertThat(folder.folder()).isEmptyDirectory();
        assertThat(folder.remove("small")).isFalse();
        server.most = 1000;
        assertRejected(entry(), "interrupted");
        assertThat(folder.remove("small")).isTrue();
        assertThat(folder.folder()).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../other", "other/small", "."})
    void takesNoPathForName(String name) throws IOException {
        Path other = Files.createDirectories(scratch.resolve("other"));
        Files.writeString(other.resolve("encoder.properties"), "pooling=cls\n");
        assertThat(folder.find(name)).isEmpty();
        assertThat(folder.remove(name)).isFalse();
        assertThat(other.resolve("encoder.properties")).exists();
    }

    @Test
    void keepsFoldersOfUser() throws IOException {
        install();
        Files.createDirectory(folder.of("small").resolve("mine"));
        assertThatThrownBy(() -> folder.remove("small"))
                .hasMessageContaining("mine: is a folder that duiqi did not create; move it to another folder");
        assertThat(folder.find("small")).isPresent();
    }
}
