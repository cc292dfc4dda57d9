package duiqi.protocol.mcp;

import duiqi.app.Memory;
import duiqi.app.Project;
import duiqi.app.Workspace;
import duiqi.check.CheckSettings;
import duiqi.lexicon.Lexicon;
import duiqi.memory.AddedPair;
import duiqi.memory.LiveMemory;
import duiqi.report.Terminal;
import duiqi.server.ProjectTerms;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Opens the memories and glossaries of a project at their first use, and reloads them when they change. Thread-safe.
 */
public final class AssistedProject implements Closeable {
    /** Maximum size of a document that an assistant aligns, in bytes. */
    private static final long MAX_FILE = 5_000_000;

    private final Places places;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "duiqi-memories");
        thread.setDaemon(true);
        return thread;
    });
    private Optional<LiveMemory> memory = Optional.empty();
    private Optional<CheckSettings> settings = Optional.empty();
    private Optional<ProjectTerms> terms = Optional.empty();
    private List<Path> glossaries = List.of();

    /**
     * Holds the files of a project.
     *
     * @param memories memory files, and folders of them
     * @param additions the memory that receives new pairs; empty for {@code additions.tmx} beside the first memory
     * @param isWritable true if an assistant may add pairs and terms
     * @param project the settings and glossaries
     * @param workspace the clock, the cache and the listener for messages
     */
    public record Places(
            List<Path> memories, Optional<Path> additions, boolean isWritable, Project project, Workspace workspace) {}

    public AssistedProject(Places places) {
        this.places = places;
    }

    Places places() {
        return places;
    }

    /** Opens everything in the background, and then reloads changed memories about once a second. */
    public void watch() {
        Future<?> unused = watch.scheduleWithFixedDelay(this::refresh, 0, 1, TimeUnit.SECONDS);
    }

    private void refresh() {
        try {
            LiveMemory open = memory();
            terms();
            open.refresh();
        } catch (IOException | RuntimeException missing) {
            // The tools that need it report the problem, and open it as soon as it exists.
        }
    }

    /**
     * Returns the memories. If another process adds to the same memory, opens them for reading only.
     *
     * @throws FormatException if there is no memory
     */
    synchronized LiveMemory memory() throws IOException {
        if (memory.isEmpty()) {
            memory = Optional.of(opened());
        }
        return memory.get();
    }

    private LiveMemory opened() throws IOException {
        if (places.isWritable) {
            try {
                return Memory.Service.open(places.memories, true, places.additions, places.workspace);
            } catch (FormatException locked) {
                places.workspace.messages().warn("reading only: " + locked.getMessage());
            }
        }
        return Memory.Service.open(places.memories, false, Optional.empty(), places.workspace);
    }

    /**
     * Adds a pair, as {@code duiqi serve} does.
     *
     * @return false if the memory already contains the pair
     * @throws FormatException if another process adds to the same memory
     */
    synchronized boolean add(AddedPair pair) throws IOException {
        if (memory().standing().additions().isEmpty()) {
            LiveMemory adding = Memory.Service.open(places.memories, true, places.additions, places.workspace);
            memory().close();
            memory = Optional.of(adding);
        }
        return memory().add(pair);
    }

    synchronized CheckSettings settings() throws IOException {
        if (settings.isEmpty()) {
            settings = Optional.of(places.project.settings(
                    problem -> places.workspace.messages().warn(String.valueOf(problem.getMessage()))));
        }
        return settings.get();
    }

    /** Returns the glossaries, also one that was created after the start. */
    synchronized ProjectTerms terms() throws IOException {
        List<Path> now = places.project.glossaries(settings());
        if (terms.isEmpty() || !now.equals(glossaries)) {
            glossaries = now;
            terms = Optional.of(new ProjectTerms(
                    now,
                    Lexicon.standard(),
                    message -> places.workspace.messages().warn(Terminal.plain(message))));
        }
        return terms.get();
    }

    /**
     * Returns a document in the folder of the project.
     *
     * @param name its path relative to this folder
     * @throws IllegalArgumentException if it does not exist, is outside the folder, also through a link, or is too large
     */
    Path document(String name) throws IOException {
        Path folder = places.project.folder().toRealPath();
        Path file;
        try {
            file = folder.resolve(name).toRealPath();
        } catch (IOException | IllegalArgumentException missing) {
            throw new IllegalArgumentException(name + ": there is no such file; give its path in the project", missing);
        }
        if (!file.startsWith(folder)) {
            throw new IllegalArgumentException(
                    name + ": is outside the project; give a file in the project, or send the text itself");
        }
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE) {
            throw new IllegalArgumentException(
                    name + ": is not a file of at most 5 MB; send a part of its text, or run duiqi align");
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        watch.shutdown();
        synchronized (this) {
            if (memory.isPresent()) {
                memory.get().close();
            }
        }
    }
}
