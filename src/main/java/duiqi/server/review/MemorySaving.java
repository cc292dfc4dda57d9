package duiqi.server.review;

import duiqi.review.MemoryConflicts;
import duiqi.review.Operation.RejectedException;
import duiqi.review.ReviewedMemory;
import duiqi.review.ReviewedMemory.MemoryConflictException;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Saves the memory of a document in the background, one save after another. Thread-safe. */
final class MemorySaving {
    private final Background background;
    private final Runnable whenChanged;

    private long number;
    private long version;
    private boolean isClosed;
    private Optional<Progress> running = Optional.empty();
    private Optional<Map<String, Object>> result = Optional.empty();
    private List<MemoryConflicts.Conflict> conflicts = List.of();

    /**
     * Describes a running save.
     *
     * @param number number of the save, from 1
     * @param done amount of work that is done
     * @param total amount of all work
     */
    record Progress(long number, int done, int total) {
        private long percent() {
            return 100L * done / total;
        }
    }

    /** Writes a memory. */
    @FunctionalInterface
    interface Save {
        ReviewedMemory.Saved run(ReviewedMemory.Progress progress) throws IOException, MemoryConflictException;
    }

    /**
     * Creates the state of a document without a save.
     *
     * @param whenChanged runs after each change of the progress, and after the end
     */
    MemorySaving(Background background, Runnable whenChanged) {
        this.background = background;
        this.whenChanged = whenChanged;
    }

    /**
     * Starts a save.
     *
     * @param memory name of the memory for the user
     * @return the number of the save
     * @throws RejectedException if a save is running
     */
    synchronized long start(String memory, Save save) throws RejectedException {
        if (isClosed) {
            throw Problem.stopping();
        }
        if (running.isPresent()) {
            throw new RejectedException(
                    RejectedException.Reason.BUSY, "duiqi is saving " + memory, "save again when it is done");
        }
        number++;
        running = Optional.of(new Progress(number, 0, 1));
        version++;
        background.run(Background.Kind.SAVE, () -> run(memory, save));
        whenChanged.run();
        return number;
    }

    private void run(String memory, Save save) {
        Map<String, Object> ended = Json.object("memory", memory);
        List<MemoryConflicts.Conflict> found = List.of();
        try {
            ReviewedMemory.Saved saved = save.run(this::report);
            ended.putAll(Json.object(
                    "added", saved.added(),
                    "kept", saved.kept(),
                    "removed", saved.removed(),
                    "theirs", saved.theirs(),
                    "both", saved.both(),
                    "lostCodes", saved.lostCodes()));
        } catch (MemoryConflictException refused) {
            MemoryConflictException.Conflict conflict = refused.conflict();
            found = conflict.units();
            put(ended, new Problem(String.valueOf(refused.getMessage()), refused.remedy()));
            ended.putAll(Json.object(
                    "conflict", "memory",
                    "hash", conflict.hash(),
                    "added", conflict.added(),
                    "removed", conflict.removed(),
                    "changed", conflict.changed(),
                    "examples", conflict.examples(),
                    "conflicts", found.size()));
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            put(ended, background.problem(fault, "cannot save " + memory));
        } finally {
            synchronized (this) {
                ended.put("number", number);
                result = Optional.of(ended);
                conflicts = found;
                running = Optional.empty();
                version++;
                notifyAll();
            }
            whenChanged.run();
        }
    }

    private static void put(Map<String, Object> ended, Problem problem) {
        ended.putAll(Json.object("problem", problem.problem(), "remedy", problem.remedy()));
    }

    private void report(int done, int total) {
        synchronized (this) {
            Optional<Progress> before = running;
            running = Optional.of(new Progress(number, done, total));
            // A message for each percent is often enough.
            if (before.map(Progress::percent).equals(running.map(Progress::percent))) {
                return;
            }
            version++;
        }
        whenChanged.run();
    }

    /** Returns the state for the page: the running save, and the result of the last one. */
    synchronized Map<String, Object> state() {
        return Json.object("version", version, "running", running, "result", result);
    }

    /** Returns the units that the review and another program changed, as the last save found them. */
    synchronized List<MemoryConflicts.Conflict> conflicts() {
        return conflicts;
    }

    /** Returns the number of changes of the state that pages must see. */
    synchronized long version() {
        return version;
    }

    /** Waits for the end of a running save. */
    synchronized void await() {
        boolean isInterrupted = false;
        while (running.isPresent()) {
            try {
                wait();
            } catch (InterruptedException later) {
                // A save must end before the process does.
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Rejects later saves and waits for a running one. */
    void close() {
        synchronized (this) {
            isClosed = true;
        }
        await();
    }
}
