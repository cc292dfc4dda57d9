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
import java.util.concurrent.CompletableFuture;

/** Saves the memory of a document in the background, one save after another. Thread-safe. */
final class MemorySaving {
    private final Background background;
    private final Runnable whenChanged;
    private CompletableFuture<Boolean> ended = CompletableFuture.completedFuture(true);

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
        ended = new CompletableFuture<>();
        version++;
        background.run(Background.Kind.SAVE, () -> run(memory, save));
        whenChanged.run();
        return number;
    }

    private void run(String memory, Save save) {
        Map<String, Object> answer = Json.object("memory", memory);
        List<MemoryConflicts.Conflict> found = List.of();
        try {
            ReviewedMemory.Saved saved = save.run(this::report);
            answer.putAll(Json.object(
                    "added", saved.added(),
                    "kept", saved.kept(),
                    "removed", saved.removed(),
                    "theirs", saved.theirs(),
                    "both", saved.both(),
                    "lostCodes", saved.lostCodes()));
        } catch (MemoryConflictException refused) {
            MemoryConflictException.Conflict conflict = refused.conflict();
            found = conflict.units();
            put(answer, new Problem(String.valueOf(refused.getMessage()), refused.remedy()));
            answer.putAll(Json.object(
                    "conflict", "memory",
                    "hash", conflict.hash(),
                    "added", conflict.added(),
                    "removed", conflict.removed(),
                    "changed", conflict.changed(),
                    "examples", conflict.examples(),
                    "conflicts", found.size()));
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            put(answer, background.problem(fault, "cannot save " + memory));
        } finally {
            synchronized (this) {
                answer.put("number", number);
                result = Optional.of(answer);
                conflicts = found;
                running = Optional.empty();
                version++;
                ended.complete(true);
            }
            whenChanged.run();
        }
    }

    private static void put(Map<String, Object> answer, Problem problem) {
        answer.putAll(Json.object("problem", problem.problem(), "remedy", problem.remedy()));
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

    /** Waits for the end of a running save, also if the thread is interrupted: a save must end before the process does. */
    void await() {
        CompletableFuture<Boolean> end;
        synchronized (this) {
            end = ended;
        }
        end.join();
    }

    /** Rejects later saves and waits for a running one. */
    void close() {
        synchronized (this) {
            isClosed = true;
        }
        await();
    }
}
