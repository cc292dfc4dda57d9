package duiqi.review;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.check.TextSpan.Side;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.review.Operation.RejectedException;
import duiqi.review.log.History;
import duiqi.review.log.ReviewLock;
import duiqi.review.log.ReviewLog;
import duiqi.review.step.Draft;
import duiqi.review.step.Step;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds an alignment under review and the log of all its steps. Each step is on disk before the method returns, so
 * completed steps are never lost. The log can be replayed. Thread-safe.
 *
 * <p>If a method throws an exception, the review is unchanged. An operation that changes nothing is not a step: its
 * change has the current version and no rows.
 */
public final class Review implements Closeable {
    private static final int MAX_CHANGES = 1_000;

    /** Maximum number of rows in the changes for a page. For more rows, reloading all rows is faster. */
    private static final int MAX_ROWS = 20_000;

    private final History history;
    private final ReviewLock lock;
    private final ReviewLog log;

    /** The latest changes, for pages that are a few steps behind. */
    private final Deque<ReviewState.Change> recent = new ArrayDeque<>();

    /** By id of a bead: version after its last change since this process opened the review. */
    private final Map<String, Long> lastChanges = new HashMap<>();

    /** Version in which this process opened the review. */
    private final long opened;

    private Review(History history, ReviewLock lock, ReviewLog log) {
        this.history = history;
        this.lock = lock;
        this.log = log;
        opened = history.version();
    }

    /**
     * Creates a review and its log.
     *
     * @param log path of the log; the file must not exist
     * @throws duiqi.text.FormatException if the log exists or cannot be written
     * @throws IllegalArgumentException if a sentence is not in exactly one bead, or an id is invalid
     */
    public static Review begin(Path log, ReviewState beginning) throws IOException {
        Draft draft = new Draft(beginning);
        draft.rows();
        ReviewLock lock = ReviewLock.of(log);
        try {
            ReviewLog.write(log, beginning);
            return new Review(new History(draft), lock, new ReviewLog(log, Files.size(log)));
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /**
     * Checks that a review can have this log, before the caller aligns texts for it.
     *
     * @throws duiqi.text.FormatException if the folder cannot be created, or if another process has the review open
     */
    public static void requirePossible(Path log) throws IOException {
        ReviewLock.of(log).close();
    }

    /**
     * Opens an existing review. Ignores a last step that was not written completely.
     *
     * @throws duiqi.text.FormatException if the log is damaged, or if another process has the review open
     */
    public static Review open(Path log) throws IOException {
        ReviewLock lock = ReviewLock.of(log);
        try {
            return open(log, lock);
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private static Review open(Path log, ReviewLock lock) throws IOException {
        ReviewLog.ReviewLogReader reader = new ReviewLog.ReviewLogReader(log);
        History history = reader.read();
        return new Review(history, lock, new ReviewLog(log, reader.end()));
    }

    /**
     * Returns the origin of a review at its beginning, without opening it.
     *
     * @throws duiqi.text.FormatException if the log is damaged
     */
    public static ReviewOrigin origin(Path log) throws IOException {
        return new ReviewLog.ReviewLogReader(log).origin();
    }

    /**
     * Returns the current state of a review without opening it, also while another process has it open.
     *
     * @throws duiqi.text.FormatException if the log is damaged
     */
    public static ReviewState state(Path log) throws IOException {
        History history = new ReviewLog.ReviewLogReader(log).read();
        return history.draft().state(history.version());
    }

    /**
     * Renames the log of a review and its copies of the memory, so that a new review can begin. duiqi never deletes the
     * work of a user. Also works for a damaged review.
     *
     * @param copies folder of the copies; may be missing
     * @return the new path of the log
     * @throws duiqi.text.FormatException if another process has the review open
     */
    public static Path archive(Path log, Path copies) throws IOException {
        ReviewLock lock = ReviewLock.of(log);
        try {
            int number = 1;
            while (Files.exists(numbered(log, number)) || Files.exists(numbered(copies, number))) {
                number++;
            }
            if (Files.exists(copies)) {
                Files.move(copies, numbered(copies, number));
            }
            return Files.move(log, numbered(log, number));
        } finally {
            lock.close();
        }
    }

    private static Path numbered(Path path, int number) {
        return path.resolveSibling(path.getFileName() + ".old" + number);
    }

    /** Returns the origin. After an update to changed texts, it describes these texts. */
    public synchronized ReviewOrigin origin() {
        return history.draft().origin();
    }

    /** Returns the state at the beginning of the review, before all steps. */
    public synchronized ReviewState beginning() {
        return history.draft().beginning();
    }

    public synchronized ReviewState state() {
        return history.draft().state(history.version());
    }

    public synchronized List<ReviewState.Row> rows() {
        return history.draft().rows();
    }

    public synchronized ReviewState.Status status() {
        return history.status();
    }

    /**
     * Applies an operation that a user made on a page, as one step.
     *
     * @param basis what the page showed; the step is rejected if another page changed this in the meantime
     * @param by the user, and the time of the step
     */
    public synchronized ReviewState.Change apply(Operation operation, Basis basis, Signature by)
            throws IOException, RejectedException {
        Step step = operation.on(history.draft());
        basis.requireCurrent(operation, step, bead -> isChanged(bead, basis.version()));
        return make(step, by);
    }

    /** Undoes the last step of a version. The step is rejected if this is not the current version. */
    public synchronized ReviewState.Change undo(long version, Signature by) throws IOException, RejectedException {
        requireVersion(version);
        Step back = history.last()
                .orElseThrow(() -> RejectedException.impossible("no step to undo", "make a step first"))
                .inverse();
        return change(back, back.label(), history.line(by).put("undo", true));
    }

    /** Redoes the step that was undone last in a version. The step is rejected if this is not the current version. */
    public synchronized ReviewState.Change redo(long version, Signature by) throws IOException, RejectedException {
        requireVersion(version);
        Step step =
                history.next().orElseThrow(() -> RejectedException.impossible("no step to redo", "undo a step first"));
        return change(step, "redo " + step.label(), history.line(by).put("redo", true));
    }

    /**
     * Replaces the state in one step, which can be undone like any other. Sentences keep their ids. Beads keep their
     * ids if they contain the same sentences. Other sentences and beads get new ids.
     *
     * @param label name of the step
     * @param state the new state, with the version on which it is based; the step is rejected if this is not the current
     *     version
     * @param by the user, and the time of the step
     * @throws IllegalArgumentException if a sentence of the new state is not in exactly one bead
     */
    public synchronized ReviewState.Change replace(String label, ReviewState state, Signature by)
            throws IOException, RejectedException {
        requireVersion(state.version());
        new Draft(state).rows();
        return make(new StateReplacement(history.draft(), state).step(label), by);
    }

    private boolean isChanged(String bead, long version) {
        boolean isKnown = version >= opened && version <= history.version();
        return !isKnown || lastChanges.getOrDefault(bead, 0L) > version;
    }

    private void requireVersion(long version) throws RejectedException {
        if (version != history.version()) {
            throw new RejectedException(
                    RejectedException.Reason.GONE, "the review was changed in the meantime", "try again");
        }
    }

    private ReviewState.Change make(Step unsigned, Signature by) throws IOException {
        Step step = unsigned.signed(by);
        if (step.isNone()) {
            return new ReviewState.Change(history.version(), step.label(), 0, 0, List.of(), step.focus());
        }
        history.draft().requirePossible(step);
        return change(step, step.label(), history.line(step, by));
    }

    private ReviewState.Change change(Step step, String label, JsonNode line) throws IOException {
        List<ReviewState.Row> before = rows();
        record(line);
        List<ReviewState.Row> after = rows();
        int shorter = Math.min(before.size(), after.size());
        int same = 0;
        while (same < shorter && before.get(same).equals(after.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < shorter - same
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        ReviewState.Change change = new ReviewState.Change(
                history.version(),
                label,
                same,
                before.size() - same - tail,
                after.subList(same, after.size() - tail),
                step.focus().filter(bead -> history.draft().bead(bead).isPresent()));
        recent.add(change);
        if (recent.size() > MAX_CHANGES) {
            recent.remove();
        }
        step.added().forEach(bead -> lastChanges.put(bead.id(), change.version()));
        step.splices().stream()
                .flatMap(splice -> splice.added().stream())
                .forEach(sentence ->
                        lastChanges.put(history.draft().beadOf(sentence.id()).id(), change.version()));
        return change;
    }

    /** Returns all steps after a version. Empty if the version is unknown or if reloading all rows is cheaper. */
    public synchronized Optional<List<ReviewState.Change>> since(long version) {
        List<ReviewState.Change> later =
                recent.stream().filter(change -> change.version() > version).toList();
        boolean isKnown = version >= 0 && version + later.size() == history.version();
        return Optional.of(later)
                .filter(known -> isKnown
                        && known.stream()
                                        .mapToInt(change -> change.rows().size())
                                        .sum()
                                <= MAX_ROWS);
    }

    /**
     * Records that the memory existed when the review began.
     *
     * @param hash SHA-256 of the file in hexadecimal; detects changes by other programs
     */
    public synchronized void recordMemory(String hash) throws IOException {
        record(History.foundLine(hash));
    }

    /** Returns whether the memory contains the review. For two texts, it does after the first save. */
    public synchronized boolean isWritten() {
        return origin().isMemory() || history.isWritten();
    }

    /**
     * Records that the memory was written.
     *
     * @param version the version of the review in the memory
     * @param hash SHA-256 of the file in hexadecimal; detects changes by other programs
     */
    public synchronized void recordSave(long version, String hash) throws IOException {
        record(History.savedLine(version, hash));
    }

    private void record(JsonNode line) throws IOException {
        log.append(line);
        history.make(line);
    }

    /** Returns the hash of the memory when the review last read or wrote it. Empty if the memory did not exist. */
    public synchronized Optional<String> memoryHash() {
        return history.memoryHash();
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            log.close();
        } finally {
            lock.close();
        }
    }

    /** Replaces the state. New sentences and beads get new ids. Use an instance once. */
    private static final class StateReplacement {
        private final Draft draft;
        private final ReviewState state;
        private final Map<String, String> names = new HashMap<>();

        StateReplacement(Draft draft, ReviewState state) {
            this.draft = draft;
            this.state = state;
        }

        Step step(String label) {
            List<Step.Splice> splices = new ArrayList<>();
            splice(Side.SOURCE, state.source()).ifPresent(splices::add);
            splice(Side.TARGET, state.target()).ifPresent(splices::add);
            Map<String, ReviewBead> removed = new LinkedHashMap<>();
            draft.beads().forEach(bead -> removed.put(bead.id(), bead));
            List<ReviewBead> added = new ArrayList<>();
            for (ReviewBead bead : state.beads()) {
                List<String> source = named(bead.source());
                List<String> target = named(bead.target());
                Optional<ReviewBead> before = draft.bead(bead.id())
                        .filter(same ->
                                same.source().equals(source) && same.target().equals(target));
                String id = before.isPresent() ? bead.id() : draft.ids().bead();
                ReviewBead after = bead.withSentences(id, source, target);
                if (before.equals(Optional.of(after))) {
                    removed.remove(id);
                } else {
                    added.add(after);
                }
            }
            Optional<Step.OriginChange> origin = Optional.of(new Step.OriginChange(draft.origin(), state.origin()))
                    .filter(change -> !change.before().equals(change.after()));
            return new Step(label, Optional.empty(), splices, List.copyOf(removed.values()), added, origin);
        }

        private Optional<Step.Splice> splice(Side side, List<Sentence> sentences) {
            List<Sentence> before = draft.sentences(side);
            Set<String> known = new HashSet<>();
            before.forEach(sentence -> known.add(sentence.id()));
            List<Sentence> after = new ArrayList<>();
            for (Sentence sentence : sentences) {
                String id = known.remove(sentence.id())
                        ? sentence.id()
                        : draft.ids().sentence(side);
                if (names.put(sentence.id(), id) != null) {
                    throw new IllegalArgumentException("two sentences have the id " + sentence.id());
                }
                after.add(sentence.withId(id));
            }
            return before.equals(after) ? Optional.empty() : Optional.of(new Step.Splice(side, 0, before, after));
        }

        private List<String> named(List<String> sentences) {
            return sentences.stream()
                    .map(sentence -> Optional.ofNullable(names.get(sentence))
                            .orElseThrow(() ->
                                    new IllegalArgumentException("sentence " + sentence + " is not in the new state")))
                    .toList();
        }
    }
}
