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

    /** Writes the initial state to a new log. */
    public static void write(Path path, InitialReview beginning) throws IOException {
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
}
