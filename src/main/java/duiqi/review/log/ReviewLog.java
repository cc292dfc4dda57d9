package duiqi.review.log;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.io.InputFile;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.Sentence;
import duiqi.review.step.Draft;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes the log of a review as JSON lines: a header, then the sentences and beads of the initial state, then one line
 * per step. The initial state is written atomically. A step counts only when its whole line, including the line feed,
 * is on disk. The next step overwrites an incomplete line. Not thread-safe.
 */
public final class ReviewLog implements Closeable {
    static final int FORMAT = 1;
    private static final JsonMapper JSON = new JsonMapper();

    private static final JsonMapper ESCAPED =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Path path;
    private final Object key;
    // Interrupting a thread that writes to a FileChannel would close the channel. A RandomAccessFile stays open.
    private final RandomAccessFile file;
    private long end;
    private boolean isTorn;

    /**
     * Opens a log for appending.
     *
     * @param end end of the last complete line, in bytes
     */
    public ReviewLog(Path path, long end) throws IOException {
        this.path = path;
        this.end = end;
        key = FileState.key(path);
        file = new RandomAccessFile(path.toFile(), "rw");
        isTorn = file.length() > end;
    }

    public static void write(Path path, ReviewState beginning) throws IOException {
        if (Files.exists(path)) {
            throw new FormatException(
                    path.toString(), "the review already exists", "open it, or move it to another folder");
        }
        AtomicFile.write(path, out -> {
            JsonNode head = ReviewJson.object()
                    .put("duiqi-review", FORMAT)
                    .put("sources", beginning.source().size())
                    .put("targets", beginning.target().size())
                    .put("beads", beginning.beads().size())
                    .set("origin", ReviewJson.of(beginning.origin()));
            put(out, head);
            for (Sentence sentence : beginning.source()) {
                put(out, ReviewJson.of(sentence));
            }
            for (Sentence sentence : beginning.target()) {
                put(out, ReviewJson.of(sentence));
            }
            for (ReviewBead bead : beginning.beads()) {
                put(out, ReviewJson.of(bead));
            }
        });
    }

    /** Returns a line as JSON. Damaged texts may contain unpaired surrogates, which must be escaped. */
    private static byte[] bytes(JsonNode line) throws IOException {
        try {
            return JSON.writeValueAsBytes(line);
        } catch (JsonGenerationException halfACharacter) {
            return ESCAPED.writeValueAsBytes(line);
        }
    }

    private static void put(OutputStream out, JsonNode line) throws IOException {
        out.write(bytes(line));
        out.write('\n');
    }

    /**
     * Appends a line and syncs it to disk.
     *
     * @throws IOException if this fails; the log is then unchanged
     */
    public void append(JsonNode line) throws IOException {
        byte[] json = bytes(line);
        byte[] bytes = Arrays.copyOf(json, json.length + 1);
        bytes[json.length] = '\n';
        requireUntouched();
        if (isTorn) {
            file.setLength(end);
        }
        isTorn = true;
        try {
            file.seek(end);
            file.write(bytes);
            file.getFD().sync();
        } catch (IOException failure) {
            throw failed(failure);
        }
        isTorn = false;
        end += bytes.length;
    }

    /** Removes an incomplete line after a write error: immediately if possible, otherwise before the next line. */
    private IOException failed(IOException failure) {
        try {
            file.setLength(end);
            isTorn = false;
        } catch (IOException again) {
            failure.addSuppressed(again);
        }
        return new FormatException(
                path.toString(),
                "cannot write the step, so it was not made (" + failure.getMessage() + ")",
                "free disk space and try again",
                failure);
    }

    private void requireUntouched() throws IOException {
        boolean isSame;
        try {
            isSame = FileState.key(path).equals(key);
        } catch (NoSuchFileException gone) {
            isSame = false;
        }
        if (!isSame || (!isTorn && file.length() != end)) {
            throw new FormatException(
                    path.toString(),
                    "the review log was changed or removed while the review was open",
                    "restore it, or save the memory and begin a new review");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Reads the log of a review. Use an instance once. */
    public static final class ReviewLogReader {
        private static final JsonMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();

        private final Path path;
        private final byte[] bytes;
        private boolean isBegun;
        private int number;

        /** End of the last complete line that was read, in bytes. */
        private int end;

        public ReviewLogReader(Path path) throws IOException {
            this.path = path;
            try {
                bytes = InputFile.bytes(path);
            } catch (NoSuchFileException none) {
                throw new FormatException(path.toString(), "the review does not exist", "begin a new review");
            }
        }

        public ReviewOrigin origin() throws IOException {
            return origin(head());
        }

        private ReviewOrigin origin(JsonNode head) throws FormatException {
            return at(head, json -> ReviewJson.origin(json.path("origin")));
        }

        private JsonNode head() throws IOException {
            JsonNode head = initial();
            int format = at(head, json -> ReviewJson.number(json, "duiqi-review"));
            if (format != ReviewLog.FORMAT) {
                throw new FormatException(
                        place(),
                        "the review has format version " + format + ", expected " + ReviewLog.FORMAT,
                        "open it with the version of duiqi that wrote it");
            }
            return head;
        }

        /**
         * Reads the whole log.
         *
         * @return the alignment after the last complete step
         */
        public History read() throws IOException {
            JsonNode head = head();
            ReviewState beginning = new ReviewState(
                    origin(head),
                    0,
                    lines(head, "sources", ReviewJson::sentence),
                    lines(head, "targets", ReviewJson::sentence),
                    lines(head, "beads", ReviewJson::bead));
            History history = new History(at(head, json -> new Draft(beginning)));
            isBegun = true;
            for (Optional<JsonNode> step = next(); step.isPresent(); step = next()) {
                at(step.get(), json -> {
                    history.make(json);
                    return history;
                });
            }
            at(head, json -> history.draft().rows());
            return history;
        }

        public long end() {
            return end;
        }

        private <T> List<T> lines(JsonNode head, String key, Function<JsonNode, T> reader) throws IOException {
            int count = at(head, json -> ReviewJson.number(json, key));
            List<T> values = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                values.add(at(initial(), reader));
            }
            return values;
        }

        private <T> T at(JsonNode json, Function<JsonNode, T> reader) throws FormatException {
            try {
                return reader.apply(json);
            } catch (IllegalArgumentException wrong) {
                throw damage(String.valueOf(wrong.getMessage()));
            }
        }

        private JsonNode initial() throws IOException {
            return next().orElseThrow(() ->
                    new FormatException(path.toString(), "the review ends within its initial state", remedy()));
        }

        /** Returns the next complete line. Empty at the end. */
        private Optional<JsonNode> next() throws IOException {
            int feed = end;
            while (feed < bytes.length && bytes[feed] != '\n') {
                feed++;
            }
            if (feed == bytes.length) {
                return Optional.empty();
            }
            number++;
            try {
                JsonNode json = JSON.readTree(bytes, end, feed - end);
                if (!json.isObject()) {
                    throw damage("the line is not a JSON object");
                }
                end = feed + 1;
                return Optional.of(json);
            } catch (JsonProcessingException | CharConversionException wrong) {
                // After a power failure, zero bytes replace the part of a line that had not reached the disk. Jackson
                // takes them for UTF-32 at the beginning of a line.
                String line = new String(bytes, end, feed - end, StandardCharsets.ISO_8859_1);
                if (feed + 1 == bytes.length && line.indexOf(0) >= 0) {
                    return Optional.empty();
                }
                throw damage("the line is not JSON ("
                        + (wrong instanceof JsonProcessingException json
                                ? json.getOriginalMessage()
                                : wrong.getMessage())
                        + ")");
            }
        }

        private String remedy() {
            return isBegun
                    ? "restore the file, or delete this line and all lines after it to keep the earlier steps"
                    : "restore the file, or move it to another folder to begin a new review";
        }

        private FormatException damage(String problem) {
            return new FormatException(place(), "the review is damaged: " + problem, remedy());
        }

        private Location place() {
            return new Location(path.toString(), Math.max(1, number), 1);
        }
    }
}
