package duiqi.protocol.lsp;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.KnownTranslations;
import duiqi.app.AlignmentGuide;
import duiqi.app.Memory;
import duiqi.app.Project;
import duiqi.app.TextPairReader;
import duiqi.app.TextReader;
import duiqi.app.Workspace;
import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.index.Context;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.lexicon.Lexicon;
import duiqi.memory.TranslationMemory;
import duiqi.server.ProjectTerms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Holds the settings, glossaries, baseline and memories of a project. Reloads those that change. Thread-safe. */
final class OpenProject {
    /** Number and minimum score of the matches of a unit. */
    private static final SearchOptions MATCHES = new SearchOptions(60, 3, SearchOptions.Penalties.STANDARD);

    private final Project project;
    private final List<Path> memories;
    private final Workspace workspace;
    private final Consumer<String> problems;
    private List<String> seen = List.of("unread");
    private Optional<Rules> rules = Optional.empty();
    private Optional<Aligner> aligner = Optional.empty();
    private List<String> seenMemories = List.of("unread");
    private Optional<Memory> memory = Optional.empty();

    /**
     * Holds everything that decides the findings. The object changes when one of its files changes.
     *
     * @param all the glossaries, which change
     */
    record Rules(CheckSettings settings, Baseline baseline, ProjectTerms all, ProjectTerms.Terms terms) {}

    OpenProject(Project project, List<Path> memories, Workspace workspace) {
        this.project = project;
        this.memories = memories.isEmpty() ? List.of(project.folder().resolve(Project.MEMORIES)) : memories;
        this.workspace = workspace;
        this.problems = workspace.messages()::warn;
    }

    Project project() {
        return project;
    }

    /** Loads the dictionary, the glossaries and the memories, so that the first answers wait for less. */
    void load() {
        memory();
        rules();
    }

    /** Returns the current rules. */
    @SuppressWarnings("ReferenceEquality") // Reading the glossaries makes a new object.
    synchronized Rules rules() {
        List<String> now = states(Stream.concat(
                Stream.of(project.folder().resolve(CheckSettings.FILE_NAME)),
                rules.flatMap(known -> project.baselineFile(known.settings)).stream()));
        if (rules.isEmpty() || !now.equals(seen)) {
            seen = now;
            rules = Optional.of(read());
        }
        Rules known = rules.orElseThrow();
        ProjectTerms.Terms terms = known.all.now();
        if (terms == known.terms) {
            return known;
        }
        Rules changed = new Rules(known.settings, known.baseline, known.all, terms);
        rules = Optional.of(changed);
        aligner = Optional.empty();
        return changed;
    }

    private Rules read() {
        try {
            CheckSettings settings = project.settings(problem -> problems.accept(String.valueOf(problem.getMessage())));
            Baseline baseline =
                    project.baseline(settings, false, problem -> problems.accept(String.valueOf(problem.getMessage())));
            ProjectTerms terms = new ProjectTerms(project.glossaries(settings), Lexicon.standard(), problems);
            return new Rules(settings, baseline, terms, terms.now());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns an aligner of texts that knows the terms. */
    synchronized Aligner aligner() {
        Aligner known = aligner.orElseGet(() -> new Aligner(
                Lexicon.standard(),
                AlignmentWeights.standard(),
                Bead.Shapes.standard(),
                new KnownTranslations(AlignmentGuide.terms(rules().terms.glossary()), List.of())));
        aligner = Optional.of(known);
        return known;
    }

    /** Returns a reader of the texts of the project. */
    TextPairReader reader() {
        CheckSettings settings = rules().settings;
        TextReader.Settings reading = new TextReader.Settings(Optional.empty(), settings.srx(), false, false);
        return TextPairReader.plain(new TextReader(reading, workspace), settings.direction())
                .in(settings);
    }

    /** Returns the units of the memories that are most similar to the source of a unit; none without a memory. */
    List<TranslationMemory.Found> matches(CheckedUnit unit) {
        UnitSide side = unit.isIntoChinese() ? UnitSide.TARGET : UnitSide.SOURCE;
        return memory().map(open -> open.search(new Memory.Query(unit.source().text(), side, Context.NONE), MATCHES))
                .orElse(List.of());
    }

    /** Opens the memories, or opens them again if a file changed. */
    synchronized Optional<Memory> memory() {
        List<Path> places = memories.stream().filter(Files::exists).toList();
        List<String> now = states(places.stream().flatMap(OpenProject::files));
        if (!now.equals(seenMemories)) {
            seenMemories = now;
            memory.ifPresent(Memory::close);
            memory = Optional.empty();
            try {
                memory = now.isEmpty() ? memory : Optional.of(Memory.open(places, workspace));
            } catch (IOException unreadable) {
                problems.accept(String.valueOf(unreadable.getMessage()));
            }
        }
        return memory;
    }

    private static Stream<Path> files(Path place) {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(file -> file.toString().matches("(?i).*\\.tmx(\\.gz|\\.zip)?")).toList().stream();
        } catch (IOException | UncheckedIOException gone) {
            return Stream.empty();
        }
    }

    /** Returns the names, sizes and times of the files that exist. */
    private static List<String> states(Stream<Path> files) {
        List<String> states = new ArrayList<>();
        for (Path file : files.toList()) {
            try {
                states.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            } catch (IOException missing) {
                continue;
            }
        }
        return states;
    }
}
