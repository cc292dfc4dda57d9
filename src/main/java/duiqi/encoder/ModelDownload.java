package duiqi.encoder;

import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Downloads the files of a model, and continues where an earlier download stopped.
 *
 * <p>An interrupted download leaves its file. The next one requests the rest with {@code Range} and {@code If-Range}
 * (RFC 9110, sections 13.1.5 and 14.2). The server sends the whole file if it has changed or if the server has no
 * ranges; the download then begins again. A file is complete only if its size and SHA-256 are right. Not thread-safe.
 */
final class ModelDownload implements AutoCloseable {
    /** Ending of an incomplete file. */
    private static final String PART = ".part";

    /** Ending of the file that holds the version of an incomplete file, as its server states it. */
    private static final String VERSION = ".version";

    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final Duration READ = Duration.ofSeconds(60);

    /** Maximum size of a file in bytes, for files of unknown size. */
    private static final long MAX_BYTES = 8L << 30;

    private static final int BUFFER = 1 << 16;
    private static final int PARTIAL = 206;
    private static final int UNSATISFIABLE = 416;

    /** Status codes of a busy server (RFC 9110, section 15.6, and RFC 6585, section 4), or of a gateway to one. */
    private static final Set<Integer> BUSY = Set.of(429, 500, 502, 503, 504);

    /** Receives the progress of a download. */
    @FunctionalInterface
    interface Progress {
        /**
         * Receives the size of the part that is on the disk.
         *
         * @param name name of the file
         * @param bytes size of the part
         * @param all size of the whole file; empty if the server does not state it
         */
        void received(String name, long bytes, OptionalLong all);
    }

    private final String userAgent;
    private final HttpEncoder.Retries retries;
    private final Progress progress;
    private final OkHttpClient client;

    ModelDownload(String userAgent, HttpEncoder.Retries retries, Progress progress) {
        this.userAgent = userAgent;
        this.retries = retries;
        this.progress = progress;
        client = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(READ)
                // A redirect from https to http would give up the protection against changes on the way.
                .followSslRedirects(false)
                .build();
    }

    /**
     * Downloads a file.
     *
     * @param file the file of the list
     * @param address address to download it from
     * @param target the file to write; appears when it is complete
     * @throws FormatException if the file cannot be downloaded, or if its size or SHA-256 is wrong
     */
    void fetch(EncoderList.ModelFile file, String address, Path target) throws IOException {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null) {
            throw new FormatException(address, "is not a web address", "write it as https://host/path");
        }
        Path part = part(target);
        int failures = 0;
        while (size(part) != file.bytes().orElse(-1)) {
            long before = size(part);
            FormatException failure;
            try {
                Optional<FormatException> busy = request(file, url, part);
                if (busy.isEmpty()) {
                    break;
                }
                failure = busy.get();
            } catch (FormatException rejected) {
                throw rejected;
            } catch (IOException noAnswer) {
                failure = new FormatException(
                        display(url),
                        "the download was interrupted (" + HttpExchange.Failure.oneLine(noAnswer) + ")",
                        "run the command again to continue it; without a network, use --from FOLDER",
                        noAnswer);
            }
            failures = size(part) > before ? 1 : failures + 1;
            if (failures >= retries.attempts()) {
                throw failure;
            }
            pause(display(url), retries.pause(failures));
        }
        complete(file, display(url), target);
    }

    /**
     * Copies a file of a folder.
     *
     * @param source the file to copy
     * @param target the file to write; appears when it is complete
     * @throws FormatException if the file cannot be written, or if its size or SHA-256 is wrong
     */
    void copy(EncoderList.ModelFile file, Path source, Path target) throws IOException {
        Files.deleteIfExists(version(part(target)));
        requireSize(file, source.toString(), OptionalLong.of(Files.size(source)));
        try (InputStream in = InputFile.open(source)) {
            write(file, in, part(target), 0, OptionalLong.of(Files.size(source)));
        }
        complete(file, source.toString(), target);
    }

    /**
     * Reads the rest of a file from the server and appends it, or the whole file if there is no valid part.
     *
     * @return the failure if the server is busy or the part was of another file
     */
    private Optional<FormatException> request(EncoderList.ModelFile file, HttpUrl url, Path part) throws IOException {
        Optional<String> version = readVersion(part);
        long size = size(part);
        boolean isTooLong = size > file.bytes().orElse(MAX_BYTES);
        // Without version and SHA-256, nothing would reveal that a file consists of two versions.
        if (isTooLong || (version.isEmpty() && file.sha256().isEmpty())) {
            Files.deleteIfExists(part);
            size = 0;
        }
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("User-Agent", userAgent)
                // A range of a compressed answer would not continue the file.
                .header("Accept-Encoding", "identity");
        if (size > 0) {
            request.header("Range", "bytes=" + size + "-");
            version.ifPresent(value -> request.header("If-Range", value));
        }
        try (Response response = client.newCall(request.build()).execute()) {
            return read(file, response, part, size);
        }
    }

    private Optional<FormatException> read(EncoderList.ModelFile file, Response response, Path part, long size)
            throws IOException {
        String address = display(response.request().url());
        int code = response.code();
        ContentRange range = ContentRange.of(response);
        if ((code == UNSATISFIABLE && size > 0) || (code == PARTIAL && range.from() != size)) {
            // The part is of another file, or the server ignores the requested range.
            discard(part);
            return Optional.of(status(address, code));
        }
        if (!response.isSuccessful()) {
            FormatException failure = status(address, code);
            if (BUSY.contains(code)) {
                return Optional.of(failure);
            }
            throw failure;
        }
        requireSize(file, address, range.all());
        writeVersion(part, response);
        write(file, response.body().byteStream(), part, code == PARTIAL ? size : 0, range.all());
        return Optional.empty();
    }

    /** Returns an address for messages, without parts that may be secret. */
    private static String display(HttpUrl url) {
        return url.newBuilder().username("").password("").query(null).build().toString();
    }

    private static void requireSize(EncoderList.ModelFile file, String address, OptionalLong all)
            throws FormatException {
        if (all.isPresent()
                && file.bytes().isPresent()
                && all.getAsLong() != file.bytes().getAsLong()) {
            throw new FormatException(
                    address,
                    "has " + all.getAsLong() + " bytes, expected "
                            + file.bytes().getAsLong(),
                    "check that the address is not a page for a login, or use another server with --from URL");
        }
    }

    /** Writes a stream from a position of the file on, and flushes it to the disk. */
    private void write(EncoderList.ModelFile file, InputStream in, Path part, long from, OptionalLong all)
            throws IOException {
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.truncate(from).position(from);
            byte[] buffer = new byte[BUFFER];
            long size = from;
            long most = file.bytes().orElse(MAX_BYTES);
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                // One byte too many is enough to reject the file.
                append(out, buffer, (int) Math.min(read, most + 1 - size), part);
                size = out.position();
                progress.received(file.name(), size, all);
                if (size > most) {
                    break;
                }
            }
            out.force(true);
        }
    }

    private static void append(FileChannel out, byte[] buffer, int length, Path part) throws FormatException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new FormatException(
                    part.toString(),
                    "cannot write: " + HttpExchange.Failure.oneLine(e),
                    "free disk space and run the command again to continue, or set DUIQI_ENCODERS to another folder",
                    e);
        }
    }

    /** Checks and renames a file. A wrong file is deleted, so that the next download begins again. */
    private static void complete(EncoderList.ModelFile file, String address, Path target) throws IOException {
        Path part = part(target);
        long size = size(part);
        if (size != file.bytes().orElse(size)) {
            discard(part);
            throw new FormatException(
                    address,
                    "has "
                            + (size > file.bytes().getAsLong()
                                    ? "more than " + file.bytes().getAsLong()
                                    : size) + " bytes, expected " + file.bytes().getAsLong(),
                    "check the address, or use another server with --from URL");
        }
        String hash = FileState.hash(part);
        if (!hash.equals(file.sha256().orElse(hash))) {
            discard(part);
            throw new FormatException(
                    address,
                    "has the SHA-256 " + hash + ", expected " + file.sha256().orElseThrow(),
                    "the file was deleted; run the command again, or use another server with --from URL");
        }
        Files.deleteIfExists(version(part));
        AtomicFile.move(part, target);
    }

    private static void discard(Path part) throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(version(part));
    }

    private static long size(Path part) throws IOException {
        try {
            return Files.size(part);
        } catch (NoSuchFileException none) {
            return 0;
        }
    }

    private static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + PART);
    }

    private static Path version(Path part) {
        return part.resolveSibling(part.getFileName() + VERSION);
    }

    private static Optional<String> readVersion(Path part) throws IOException {
        Path file = version(part);
        return Files.exists(file) ? Optional.of(InputFile.text(file, StandardCharsets.UTF_8)) : Optional.empty();
    }

    /** Stores the entity tag or the date of a file. {@code If-Range} takes no weak tag (RFC 9110, section 13.1.5). */
    private static void writeVersion(Path part, Response response) throws IOException {
        Optional<String> version = Optional.ofNullable(response.header("ETag"))
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> Optional.ofNullable(response.header("Last-Modified")));
        if (version.isPresent()) {
            Files.writeString(version(part), version.get(), StandardCharsets.UTF_8);
        } else {
            Files.deleteIfExists(version(part));
        }
    }

    private static FormatException status(String address, int code) {
        String remedy = switch (code) {
            case 401, 403, 407 ->
                "check the proxy in DUIQI_JAVA_OPTS, or download the file in a browser and use --from FOLDER";
            case 404, 410 -> "check the address, or use another server with --from URL";
            case 429 -> "wait, then run the command again";
            default -> "run the command again later, or use another server with --from URL";
        };
        return new FormatException(address, "the server returned HTTP " + code, remedy);
    }

    private static void pause(String address, Duration pause) throws FormatException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FormatException(address, "the download was interrupted", "run the command again", e);
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    /**
     * Holds the part of a file that a server sends.
     *
     * @param from position of the first byte
     * @param all size of the whole file; empty if the server does not state it
     */
    private record ContentRange(long from, OptionalLong all) {
        private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,15})-\\d{1,15}/(\\d{1,15}|\\*)");

        /** Reads the range (RFC 9110, section 14.4), or the length of a whole file. */
        static ContentRange of(Response response) {
            if (response.code() != PARTIAL) {
                long length = response.body().contentLength();
                return new ContentRange(0, length < 0 ? OptionalLong.empty() : OptionalLong.of(length));
            }
            Matcher range = RANGE.matcher(String.valueOf(response.header("Content-Range")));
            if (!range.matches()) {
                return new ContentRange(-1, OptionalLong.empty());
            }
            return new ContentRange(
                    Long.parseLong(range.group(1)),
                    range.group(2).equals("*")
                            ? OptionalLong.empty()
                            : OptionalLong.of(Long.parseLong(range.group(2))));
        }
    }
}
