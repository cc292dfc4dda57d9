package duiqi.review.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.review.ReviewState;
import duiqi.review.step.Draft;
import duiqi.review.step.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Holds an alignment and the steps for undo and redo. Not thread-safe. */
public final class History {
    private final Draft draft;
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private long version;
    private long savedVersion;
    private boolean isWritten;
    private Optional<String> memoryHash = Optional.empty();

    public History(Draft draft) {
        this.draft = draft;
    }

    public Draft draft() {
        return draft;
    }

    public long version() {
        return version;
    }

    public ReviewState.Status status() {
        return new ReviewState.Status(
                version,
                Optional.ofNullable(done.peek()).map(Step::label),
                Optional.ofNullable(undone.peek()).map(Step::label),
                version - savedVersion);
    }

    /** Returns whether the memory was written since the review began. */
    public boolean isWritten() {
        return isWritten;
    }

    public Optional<String> memoryHash() {
        return memoryHash;
    }

    /** Returns the step that undo reverts. */
    public Optional<Step> last() {
        return Optional.ofNullable(done.peek());
    }

    /** Returns the step that redo repeats. */
    public Optional<Step> next() {
        return Optional.ofNullable(undone.peek());
    }

    /** Returns the log line of the next step. */
    public ObjectNode line(Step step) {
        ObjectNode line = ReviewJson.object().put("step", version + 1);
        line.setAll(ReviewJson.of(step));
        return line;
    }

    public ObjectNode undoLine() {
        return ReviewJson.object().put("step", version + 1).put("undo", true);
    }

    public ObjectNode redoLine() {
        return ReviewJson.object().put("step", version + 1).put("redo", true);
    }

    public static ObjectNode savedLine(long version, String hash) {
        return ReviewJson.object().put("saved", version).put("hash", hash);
    }

    public static ObjectNode foundLine(String hash) {
        return ReviewJson.object().put("saved", 0).put("hash", hash).put("found", true);
    }

    /**
     * Applies a log line.
     *
     * @throws IllegalArgumentException if the line cannot be applied to the current state; the state is then unchanged
     */
    public void make(JsonNode line) {
        if (line.has("saved")) {
            String hash = ReviewJson.text(line, "hash");
            if (line.path("found").asBoolean()) {
                recordMemory(hash);
            } else {
                recordSave(number(line, "saved"), hash);
            }
            return;
        }
        if (number(line, "step") != version + 1) {
            throw new IllegalArgumentException("step " + (version + 1) + " is missing before this line");
        }
        if (line.has("undo")) {
            undo();
        } else if (line.has("redo")) {
            redo();
        } else {
            make(ReviewJson.step(line, draft));
        }
    }

    public void make(Step step) {
        draft.make(step.effect());
        done.push(step);
        undone.clear();
        version++;
    }

    public void undo() {
        Step step = last().orElseThrow(() -> new IllegalArgumentException("no step to undo"));
        draft.make(step.effect().inverse());
        undone.push(done.pop());
        version++;
    }

    public void redo() {
        Step step = next().orElseThrow(() -> new IllegalArgumentException("no step to redo"));
        draft.make(step.effect());
        done.push(undone.pop());
        version++;
    }

    public void recordMemory(String hash) {
        memoryHash = Optional.of(hash);
    }

    public void recordSave(long at, String hash) {
        savedVersion = at;
        isWritten = true;
        memoryHash = Optional.of(hash);
    }

    private static long number(JsonNode line, String key) {
        if (!line.path(key).isIntegralNumber()) {
            throw new IllegalArgumentException("\"" + key + "\" is not an integer");
        }
        return line.path(key).longValue();
    }
}
