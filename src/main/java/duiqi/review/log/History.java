package duiqi.review.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.review.ReviewState;
import duiqi.review.step.Draft;
import duiqi.review.step.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Holds an alignment and the steps for undo and redo. Not thread-safe. */
public final class History {
    private final Draft draft;
    private final Deque<State> undone = new ArrayDeque<>();

    /** The state after each version. Undo returns to an earlier state, redo to a later one. */
    private final List<State> states = new ArrayList<>(List.of(new State(Optional.empty(), Optional.empty(), 0)));

    private long version;
    private State saved = states.get(0);
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
        return new ReviewState.Status(version, last().map(Step::label), next().map(Step::label), unsaved(), now().made);
    }

    /**
     * Returns the number of steps between the saved and the current state: those to undo from the saved state to the
     * last state that both have in common, and those to make from there.
     */
    private long unsaved() {
        State from = saved;
        State to = now();
        long steps = 0;
        while (from != to) {
            boolean isBack = from.depth >= to.depth;
            State higher = (isBack ? from : to).before.orElseThrow();
            from = isBack ? higher : from;
            to = isBack ? to : higher;
            steps++;
        }
        return steps;
    }

    private State now() {
        return states.get(states.size() - 1);
    }

    public boolean isWritten() {
        return isWritten;
    }

    public Optional<String> memoryHash() {
        return memoryHash;
    }

    /** Returns the step that undo reverts. */
    public Optional<Step> last() {
        return now().step;
    }

    /** Returns the step that redo repeats. */
    public Optional<Step> next() {
        return Optional.ofNullable(undone.peek()).flatMap(state -> state.step);
    }

    public ObjectNode line(Step step, Signature by) {
        ObjectNode line = line(by);
        line.setAll(ReviewJson.of(step));
        return line;
    }

    /** Returns the log line of an undo or a redo, or the beginning of the line of another step. */
    public ObjectNode line(Signature by) {
        ObjectNode line = ReviewJson.object().put("step", version + 1);
        ReviewJson.sign(line, by);
        return line;
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
            if (!line.path("found").asBoolean()) {
                recordSave(number(line, "saved"));
            }
            memoryHash = Optional.of(ReviewJson.text(line, "hash"));
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

    private void make(Step step) {
        draft.make(step);
        undone.clear();
        enter(new State(Optional.of(now()), Optional.of(step), version + 1));
    }

    private void enter(State state) {
        states.add(state);
        version++;
    }

    private void undo() {
        Step step = last().orElseThrow(() -> new IllegalArgumentException("no step to undo"));
        draft.make(step.inverse());
        undone.push(now());
        enter(now().before.orElseThrow());
    }

    private void redo() {
        Step step = next().orElseThrow(() -> new IllegalArgumentException("no step to redo"));
        draft.make(step);
        enter(undone.pop());
    }

    /** Records that the memory has a version; later steps may exist. */
    private void recordSave(long at) {
        if (at < 0 || at > version) {
            throw new IllegalArgumentException("version " + at + " does not exist yet");
        }
        saved = states.get((int) at);
        isWritten = true;
    }

    private static long number(JsonNode line, String key) {
        if (!line.path(key).isIntegralNumber()) {
            throw new IllegalArgumentException("\"" + key + "\" is not an integer");
        }
        return line.path(key).longValue();
    }

    /** Represents a state in the tree of all states. Two states are the same only if they are the same object. */
    private static final class State {
        private final Optional<State> before;
        private final Optional<Step> step;
        private final long made;
        private final long depth;

        /** Creates the state after a step, which made a version. */
        State(Optional<State> before, Optional<Step> step, long made) {
            this.before = before;
            this.step = step;
            this.made = made;
            depth = before.map(state -> state.depth + 1).orElse(0L);
        }
    }
}
