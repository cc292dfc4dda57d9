package duiqi.review.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.review.InitialReview;
import duiqi.review.ReviewOrigin;
import duiqi.review.step.Draft;
import duiqi.review.step.Snapshot;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the log of a review. Use an instance once. */
public final class ReviewLogReader implements Closeable {
    private static final String REMEDY =
            "restore the file, or delete this line and all lines after it to keep the earlier steps";
    private static final String REMEDY_AT_BEGINNING =
            "restore the file, or move it to another folder to begin a new review";
    private static final int BUFFER = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path path;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int from;
    private int to;
    private boolean isBegun;
    private int number;
    private long end;

    public ReviewLogReader(Path path) throws IOException {
        this.path = path;
        try {
            in = Files.newInputStream(path);
        } catch (NoSuchFileException none) {
            throw new FormatException(path.toString(), "the review does not exist", "begin a new review");
        }
    }

    /**
     * Reads the whole log.
     *
     * @return the alignment after the last complete step
     */
    public History read() throws IOException {
        JsonNode head = next().orElseThrow(this::isCutOff);
        int format = at(
                head,
                json -> ReviewJson.number(json, "duiqi-review"),
                "move it to another folder to begin a new review");
        if (format != ReviewLog.FORMAT) {
            throw new FormatException(
                    place(),
                    "the review has format version " + format + ", expected " + ReviewLog.FORMAT,
                    "open it with the version of duiqi that wrote it");
        }
        ReviewOrigin from = at(head, json -> ReviewJson.origin(json.path("origin")), REMEDY_AT_BEGINNING);
        InitialReview beginning = new InitialReview(
                from,
                lines(head, "sources", ReviewJson::sentence),
                lines(head, "targets", ReviewJson::sentence),
                lines(head, "beads", ReviewJson::bead));
        History history = new History(at(head, json -> validated(beginning), REMEDY_AT_BEGINNING));
        isBegun = true;
        for (Optional<JsonNode> step = next(); step.isPresent(); step = next()) {
            at(step.get(), json -> make(history, json), REMEDY);
        }
        return history;
    }

    /**
     * Returns a draft in which each sentence is in exactly one bead. Steps that free as many sentences as they use
     * preserve this.
     */
    private static Draft validated(InitialReview beginning) {
        Draft draft = new Draft(beginning);
        draft.requireValid();
        return draft;
    }

    /** Returns the alignment with its rows. */
    public Snapshot snapshot(History history) throws FormatException {
        return at(ReviewJson.object(), json -> history.draft().snapshot(), REMEDY);
    }

    private static boolean make(History history, JsonNode line) {
        history.make(line);
        return true;
    }

    /** Returns the end of the last complete line, in bytes. */
    public long end() {
        return end;
    }

    private <T> List<T> lines(JsonNode head, String key, Function<JsonNode, T> reader) throws IOException {
        int count = at(head, json -> ReviewJson.number(json, key), REMEDY_AT_BEGINNING);
        List<T> values = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            values.add(at(next().orElseThrow(this::isCutOff), reader, REMEDY_AT_BEGINNING));
        }
        return values;
    }

    private <T> T at(JsonNode json, Function<JsonNode, T> reader, String remedy) throws FormatException {
        try {
            return reader.apply(json);
        } catch (IllegalArgumentException wrong) {
            throw damage(String.valueOf(wrong.getMessage()), remedy);
        }
    }

    /** Returns the next complete line. Empty at the end. */
    private Optional<JsonNode> next() throws IOException {
        if (!readLine()) {
            return Optional.empty();
        }
        number++;
        byte[] bytes = line.toByteArray();
        try {
            JsonNode json = JSON.readTree(bytes);
            if (!json.isObject()) {
                throw damage("the line is not a JSON object", remedy());
            }
            end += bytes.length + 1;
            return Optional.of(json);
        } catch (JsonProcessingException wrong) {
            return unlessLast(bytes, wrong.getOriginalMessage());
        } catch (CharConversionException zeros) {
            // Jackson detects UTF-32 if a line begins with zero bytes.
            return unlessLast(bytes, String.valueOf(zeros.getMessage()));
        }
    }

    private Optional<JsonNode> unlessLast(byte[] bytes, String problem) throws IOException {
        if (isLast() && hasZero(bytes)) {
            return Optional.empty();
        }
        throw damage("the line is not JSON (" + problem + ")", remedy());
    }

    /** Reads a line. Returns false if the line is incomplete. */
    private boolean readLine() throws IOException {
        line.reset();
        while (!isLast()) {
            int start = from;
            while (from < to && buffer[from] != '\n') {
                from++;
            }
            line.write(buffer, start, from - start);
            if (from < to) {
                from++;
                return true;
            }
        }
        return false;
    }

    private boolean isLast() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(buffer));
        }
        return to == 0;
    }

    /**
     * Returns whether a line contains zero bytes. After a power failure they replace the part of a line that had not
     * reached the disk.
     */
    private static boolean hasZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private String remedy() {
        return isBegun ? REMEDY : REMEDY_AT_BEGINNING;
    }

    private FormatException isCutOff() {
        return new FormatException(path.toString(), "the review ends within its initial state", REMEDY_AT_BEGINNING);
    }

    private FormatException damage(String problem, String remedy) {
        return new FormatException(place(), "the review is damaged: " + problem, remedy);
    }

    private Location place() {
        return new Location(path.toString(), Math.max(1, number), 1);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
