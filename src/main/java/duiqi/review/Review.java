package duiqi.review;

import duiqi.check.TextSpan.Side;
import duiqi.review.log.History;
import duiqi.review.log.ReviewLock;
import duiqi.review.log.ReviewLog;
import duiqi.review.log.ReviewLogReader;
import duiqi.review.step.Draft;
import duiqi.review.step.Effect;
import duiqi.review.step.Operations;
import duiqi.review.step.Snapshot;
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
 * Holds an alignment under review, with a log of all steps. A step is on disk before it is answered, so that no answered step is ever
 * lost; a log can be replayed. Safe for threads.
 *
 * <p>What a step throws leaves the review as it was. An operation after which everything is as before is no step: its change has the
 * present version and no rows.
 */
public final class Review implements Closeable {
    private final History history;
    private final ReviewLock lock;
    private final ReviewLog log;
    private final RecentChanges recent = new RecentChanges();
    private Snapshot now;

    private Review(History history, Snapshot now, ReviewLock lock, ReviewLog log) {
        this.history = history;
        this.lock = lock;
        this.log = log;
        this.now = now;
    }

    /**
     * Begins a review and its log.
     *
     * @param log a file that is not there yet
     * @throws duiqi.text.FormatException if it is there, or cannot be written
     * @throws IllegalArgumentException if a sentence of the beginning is not in exactly one bead, or an id is not right
     */
    public static Review begin(Path log, InitialReview beginning) throws IOException {
        Draft draft = new Draft(beginning);
        Snapshot now = draft.snapshot();
        ReviewLock lock = ReviewLock.of(log);
        try {
            ReviewLog.write(log, beginning);
            return new Review(new History(draft), now, lock, new ReviewLog(log, Files.size(log)));
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /**
     * Goes on with a review. Leaves out a last step that was cut off while it was written.
     *
     * @throws duiqi.text.FormatException if the log is damaged, or another process has the review open
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
        try (ReviewLogReader reader = new ReviewLogReader(log)) {
            History history = reader.read();
            return new Review(history, reader.snapshot(history), lock, new ReviewLog(log, reader.end()));
        }
    }

    /**
     * Puts a review aside that is to be begun anew, since the work of a person is never deleted: renames its log and its copies of the
     * memory. A damaged review can be put aside too.
     *
     * @param copies the folder of its copies, which need not be there
     * @return the new name of the log
     * @throws duiqi.text.FormatException if another process has the review open
     */
    public static Path putAside(Path log, Path copies) throws IOException {
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

    /** Returns the origin; after changed texts were taken over, those texts. */
    public synchronized ReviewOrigin origin() {
        return history.draft().origin();
    }

    public synchronized ReviewState state() {
        return now.state(history.version());
    }

    /** Returns all rows of the page, from the top. */
    public synchronized List<ReviewState.Row> rows() {
        return now.rows();
    }

    public synchronized ReviewState.Status standing() {
        return history.standing();
    }

    /** Makes a step. */
    public synchronized ReviewState.Change apply(Operation operation) throws IOException, RefusedException {
        return make(new Operations(now, history.draft()).step(operation));
    }

    /** Undoes the last step that is not undone yet. */
    public synchronized ReviewState.Change undo() throws IOException, RefusedException {
        Step step = history.last()
                .orElseThrow(() -> RefusedException.impossible("there is nothing to undo", "make a step first"));
        Effect back = step.effect().inverse();
        Snapshot.Window window = now.window(back);
        log.append(history.undoLine());
        history.undo();
        return changed(
                back,
                window,
                "undo " + step.label(),
                step.effect().removed().stream().findFirst().map(ReviewBead::id).or(step::focus));
    }

    /** Redoes the step that was undone last. */
    public synchronized ReviewState.Change redo() throws IOException, RefusedException {
        Step step = history.next()
                .orElseThrow(() -> RefusedException.impossible("there is nothing to redo", "undo a step first"));
        Snapshot.Window window = now.window(step.effect());
        log.append(history.redoLine());
        history.redo();
        return changed(step.effect(), window, "redo " + step.label(), step.focus());
    }

    /**
     * Replaces the state by another in one step, which can be undone like any other. Sentences and beads keep the ids that they share
     * with the present state, if the beads join the same sentences; the others get new ids.
     *
     * @param label what the step is called
     * @param version of the state that it was made from; refused when there was a step since
     * @throws IllegalArgumentException if a sentence of the new state is not in exactly one bead
     */
    public synchronized ReviewState.Change replace(String label, long version, InitialReview state)
            throws IOException, RefusedException {
        if (version != history.version()) {
            throw new RefusedException(
                    RefusedException.Reason.GONE, "the review has been changed meanwhile", "try again");
        }
        return make(new Step(label, new StateReplacement(history.draft(), sound(state)).effect(), Optional.empty()));
    }

    private static InitialReview sound(InitialReview state) {
        new Draft(state).snapshot();
        return state;
    }

    private ReviewState.Change make(Step step) throws IOException {
        if (step.effect().isNone()) {
            return new ReviewState.Change(history.version(), step.label(), 0, 0, List.of(), step.focus());
        }
        history.draft().requirePossible(step.effect());
        Snapshot.Window window = now.window(step.effect());
        log.append(history.line(step));
        history.make(step);
        return changed(step.effect(), window, step.label(), step.focus());
    }

    private ReviewState.Change changed(Effect effect, Snapshot.Window window, String label, Optional<String> focus) {
        List<ReviewState.Row> all = now.rows();
        now = history.draft().snapshot(now, effect, window);
        // Above and below the window all is as before.
        List<ReviewState.Row> before = all.subList(window.from(), window.to());
        List<ReviewState.Row> after =
                now.rows().subList(window.from(), window.to() + now.rows().size() - all.size());
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
                window.from() + same,
                before.size() - same - tail,
                after.subList(same, after.size() - tail),
                focus.filter(bead -> history.draft().bead(bead).isPresent()));
        recent.add(change);
        return change;
    }

    /** Returns all steps after a version; empty when they are too many to be worth telling, or there is no such version. */
    public synchronized Optional<List<ReviewState.Change>> since(long version) {
        return recent.since(version, history.version());
    }

    /**
     * Notes that there was a memory when the review began.
     *
     * @param hash SHA-256 of the file, in hexadecimal, by which a change by others is told
     */
    public synchronized void found(String hash) throws IOException {
        log.append(History.foundLine(hash));
        history.found(hash);
    }

    /** Returns whether the memory holds the review: for two texts, not before it is first written. */
    public synchronized boolean isWritten() {
        return origin().isMemory() || history.isWritten();
    }

    /**
     * Notes that the memory was written.
     *
     * @param version the version that it has
     * @param hash SHA-256 of the file, in hexadecimal, by which a change by others is told
     */
    public synchronized void saved(long version, String hash) throws IOException {
        log.append(History.savedLine(version, hash));
        history.saved(version, hash);
    }

    /** Returns the hash of the memory when the review last read or wrote it; empty when it was not there. */
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

    /** Keeps the last changes for a page that is a few steps behind; one that is far behind fetches all rows anew. Not thread-safe. */
    private static final class RecentChanges {
        /** More rows than these are fetched faster in the order of the page. */
        private static final long MAX_ROWS = 20_000;

        private static final int MAX_CHANGES = 1_000;

        private final Deque<ReviewState.Change> changes = new ArrayDeque<>();
        private long rows;

        void add(ReviewState.Change change) {
            changes.addLast(change);
            rows += change.rows().size();
            while (changes.size() > MAX_CHANGES || rows > MAX_ROWS) {
                rows -= changes.removeFirst().rows().size();
            }
        }

        /**
         * Returns all changes after a version; empty when they are not known.
         *
         * @param now the present version
         */
        Optional<List<ReviewState.Change>> since(long version, long now) {
            if (version == now) {
                return Optional.of(List.of());
            }
            List<ReviewState.Change> later = changes.stream()
                    .filter(change -> change.version() > version)
                    .toList();
            return version >= 0 && version < now && later.size() == now - version
                    ? Optional.of(later)
                    : Optional.empty();
        }
    }

    /** Replaces the state by another, and gives new sentences and beads ids of their own. Used once. */
    private static final class StateReplacement {
        private final Draft draft;
        private final InitialReview state;
        private final Map<String, String> names = new HashMap<>();

        StateReplacement(Draft draft, InitialReview state) {
            this.draft = draft;
            this.state = state;
        }

        Effect effect() {
            List<Effect.Splice> splices = new ArrayList<>();
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
            Optional<Effect.OriginChange> origin = Optional.of(new Effect.OriginChange(draft.origin(), state.origin()))
                    .filter(change -> !change.before().equals(change.after()));
            return new Effect(splices, List.copyOf(removed.values()), added, origin);
        }

        private Optional<Effect.Splice> splice(Side side, List<Sentence> sentences) {
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
            return before.equals(after) ? Optional.empty() : Optional.of(new Effect.Splice(side, 0, before, after));
        }

        private List<String> named(List<String> sentences) {
            return sentences.stream()
                    .map(sentence -> Optional.ofNullable(names.get(sentence))
                            .orElseThrow(
                                    () -> new IllegalArgumentException(sentence + " is no sentence of the new state")))
                    .toList();
        }
    }
}
