package duiqi.protocol;

import duiqi.app.Memory;
import duiqi.app.Project;
import duiqi.app.Workspace;
import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.glossary.TermAddition;
import duiqi.glossary.TermEntry;
import duiqi.io.FileState;
import duiqi.lexicon.Lexicon;
import duiqi.memory.AddedPair;
import duiqi.memory.LiveMemory;
import duiqi.report.Terminal;
import duiqi.server.ProjectTerms;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens the settings, glossaries, baseline and memories of a project at their first use, and loads those that change.
 * Thread-safe.
 */
public final class LiveProject implements Closeable {
    private final Project project;
    private final List<Path> places;
    private final Optional<Path> additions;
    private final boolean isWritable;
    private final Workspace workspace;
    private List<Object> seen = List.of();
    private Optional<Rules> rules = Optional.empty();
    private final Object opening = new Object();
    private Optional<LiveMemory> memory = Optional.empty();
    private String problem = "";

    /**
     * Holds everything that decides the findings. The object changes when one of its files changes.
     *
     * @param all the terms, which follow changed glossaries
     * @param terms the current terms
     */
    public record Rules(CheckSettings settings, Baseline baseline, ProjectTerms all, ProjectTerms.Terms terms) {}

    /**
     * Creates a project without reading files.
     *
     * @param memories memory files, and folders of them; none for those of the project
     * @param additions the memory that receives new pairs; empty for {@code additions.tmx} beside the first memory
     * @param isWritable true to allow new pairs and terms
     * @param workspace the clock, the cache and the listener for messages
     */
    public LiveProject(
            Project project, List<Path> memories, Optional<Path> additions, boolean isWritable, Workspace workspace) {
        this.project = project;
        this.places = memories.isEmpty() ? List.of(project.folder().resolve(Project.MEMORIES)) : memories;
        this.additions = additions;
        this.isWritable = isWritable;
        this.workspace = workspace;
    }

    public Project project() {
        return project;
    }

    public boolean isWritable() {
        return isWritable;
    }

    public Workspace workspace() {
        return workspace;
    }

    /**
     * Returns the current rules.
     *
     * @throws UncheckedIOException if the settings or the baseline cannot be read
     */
    @SuppressWarnings("ReferenceEquality") // Reading the glossaries makes a new object.
    public synchronized Rules rules() {
        try {
            FileState file =
                    FileState.of(project.settingsFound().orElse(project.folder().resolve(CheckSettings.FILE_NAME)));
            CheckSettings settings =
                    rules.isPresent() && seen.get(0).equals(file) ? rules.get().settings : project.settings(this::warn);
            List<Path> glossaries = project.glossaries(settings);
            List<Object> now = new ArrayList<>(List.of(file, glossaries));
            Optional<Path> baseline = project.baselineFile(settings);
            if (baseline.isPresent()) {
                now.add(FileState.of(baseline.get()));
            }
            boolean isSame = now.equals(seen) && rules.isPresent();
            ProjectTerms all = isSame
                    ? rules.get().all
                    : new ProjectTerms(
                            glossaries,
                            Lexicon.standard(),
                            message -> workspace.messages().warn(Terminal.plain(message)));
            ProjectTerms.Terms terms = all.now();
            if (!isSame || terms != rules.get().terms) {
                rules = Optional.of(new Rules(settings, project.baseline(settings, false, this::warn), all, terms));
                seen = now;
            }
            return rules.get();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void warn(IOException damage) {
        workspace.messages().warn(String.valueOf(damage.getMessage()));
    }

    /**
     * Returns the memories. If another process adds to the same memory, opens them for reading only.
     *
     * @throws FormatException if there is no memory
     */
    public LiveMemory memory() throws IOException {
        synchronized (opening) {
            if (memory.isEmpty()) {
                try {
                    memory = Optional.of(open(isWritable));
                } catch (FormatException locked) {
                    if (!isWritable) {
                        throw locked;
                    }
                    memory = Optional.of(open(false));
                    workspace.messages().warn("reading only: " + locked.getMessage());
                }
            }
            return memory.get();
        }
    }

    private LiveMemory open(boolean isAdding) throws IOException {
        return Memory.Service.open(places, isAdding, isAdding ? additions : Optional.empty(), workspace);
    }

    /**
     * Adds a pair, as {@code duiqi serve} does.
     *
     * @return false if the memory already contains the pair
     * @throws FormatException if another process adds to the same memory
     */
    public boolean add(AddedPair pair) throws IOException {
        synchronized (opening) {
            if (memory().standing().additions().isEmpty()) {
                LiveMemory adding = open(true);
                memory().close();
                memory = Optional.of(adding);
            }
            return memory().add(pair);
        }
    }

    /**
     * Adds a term with one translation to the glossary.
     *
     * @throws FormatException if the glossary contains or contradicts it
     */
    public TermAddition.Added add(String chinese, String english, TermEntry.TermStatus status, String note)
            throws IOException {
        Rules now = rules();
        return TermAddition.add(
                project.termFile(project.glossaries(now.settings)),
                now.terms.glossary(),
                chinese,
                english,
                status,
                note,
                workspace.clock().instant());
    }

    /** Loads changed files. Requests report the problems of missing ones, and open those that exist later. */
    public void refresh() {
        try {
            rules();
            memory().refresh();
        } catch (IOException | RuntimeException failure) {
            String message = String.valueOf(failure.getMessage());
            if (!message.equals(problem) && places.stream().anyMatch(Files::exists)) {
                problem = message;
                workspace.messages().warn(message);
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (opening) {
            if (memory.isPresent()) {
                memory.get().close();
            }
        }
    }
}
