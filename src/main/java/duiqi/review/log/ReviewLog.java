package duiqi.review.log;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.review.InitialReview;
import duiqi.review.ReviewBead;
import duiqi.review.Sentence;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes the file of a review: lines of JSON, first one that tells what follows, then the sentences and the beads of the beginning,
 * then a line for each step. The beginning is put in its place whole. A step is on the disk, line feed and all, before it counts; one
 * that was cut off does not, and is overwritten by the next. Not thread-safe.
 */
public final class ReviewLog implements Closeable {
    static final int FORMAT = 1;
    private static final JsonMapper JSON = new JsonMapper();

    private static final JsonMapper ESCAPED =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Path path;
    private final Object key;
    // Not a FileChannel, which is closed for good when a thread that writes is interrupted.
    private final RandomAccessFile file;
    private long end;
    private boolean isTorn;

    /**
     * Opens a log to add to it.
     *
     * @param end where its last whole line ends, in bytes
     */
    public ReviewLog(Path path, long end) throws IOException {
        this.path = path;
        this.end = end;
        key = FileState.key(path);
        file = new RandomAccessFile(path.toFile(), "rw");
        isTorn = file.length() > end;
    }

    /** Writes the beginning of a log that is not there yet. */
    public static void write(Path path, InitialReview beginning) throws IOException {
        if (Files.exists(path)) {
            throw new FormatException(path.toString(), "the review is there already", "go on with it, or move it away");
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

    /** Returns a line as JSON. Half a character, as damaged texts have them, can only be written escaped. */
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
     * Adds a line, which is on the disk afterwards.
     *
     * @throws IOException if it is not; the log is as before then
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

    /** Takes away the part of a line that was written before a failure, at once if that can be, else before the next line. */
    private IOException failed(IOException failure) {
        try {
            file.setLength(end);
            isTorn = false;
        } catch (IOException again) {
            failure.addSuppressed(again);
        }
        return new FormatException(
                path.toString(),
                "the step could not be written and was not made (" + failure.getMessage() + ")",
                "make room on the disk and try again",
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
                    "the file of the review was changed or removed while the review was open",
                    "put it back as it was, or save the memory and begin anew");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
