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
import duiqi.io.FileState;
import duiqi.lexicon.Lexicon;
import duiqi.memory.LiveMemory;
import duiqi.memory.TranslationMemory;
import duiqi.report.Terminal;
import duiqi.server.ProjectTerms;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the settings, glossaries, baseline and memories of a project. Reloads those that change. Thread-safe. */
final class OpenProject implements Closeable {
    /** Number and minimum score of the matches of a unit. */
    private static final SearchOptions MATCHES = new SearchOptions(60, 3, SearchOptions.Penalties.STANDARD);

    private final Project project;
    private final List<Path> places;
    private final Workspace workspace;
    private List<FileState> seen = List.of();
    private Optional<Rules> rules = Optional.empty();
    private volatile Optional<LiveMemory> memory = Optional.empty();

    /** Holds everything that decides the findings. The object changes when one of its files changes. */
    record Rules(CheckSettings settings, Baseline baseline, ProjectTerms all, ProjectTerms.Terms terms) {}

    OpenProject(Project project, List<Path> memories, Workspace workspace) {
        this.project = project;
        this.places = memories.isEmpty() ? List.of(project.folder().resolve(Project.MEMORIES)) : memories;
        this.workspace = workspace;
    }

    Project project() {
        return project;
    }

    /** Returns the current rules. */
    @SuppressWarnings("ReferenceEquality") // Reading the glossaries makes a new object.
    synchronized Rules rules() {
        try {
            List<FileState> now = new ArrayList<>();
            now.add(FileState.of(project.folder().resolve(CheckSettings.FILE_NAME)));
            Optional<Path> baseline = rules.flatMap(known -> project.baselineFile(known.settings));
            if (baseline.isPresent()) {
                now.add(FileState.of(baseline.get()));
            }
            Rules known = rules.isPresent() && now.equals(seen) ? rules.get() : read();
            ProjectTerms.Terms terms = known.all.now();
            seen = now;
            rules = Optional.of(
                    terms == known.terms ? known : new Rules(known.settings, known.baseline, known.all, terms));
            return rules.get();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Rules read() throws IOException {
        Workspace.Messages messages = workspace.messages();
        CheckSettings settings = project.settings(problem -> messages.warn(String.valueOf(problem.getMessage())));
        ProjectTerms all = new ProjectTerms(
                project.glossaries(settings), Lexicon.standard(), message -> messages.warn(Terminal.plain(message)));
        Baseline baseline =
                project.baseline(settings, false, problem -> messages.warn(String.valueOf(problem.getMessage())));
        return new Rules(settings, baseline, all, all.now());
    }

    /** Returns a new aligner of texts that knows the terms. */
    Aligner aligner() {
        return new Aligner(
                Lexicon.standard(),
                AlignmentWeights.standard(),
                Bead.Shapes.standard(),
                new KnownTranslations(AlignmentGuide.terms(rules().terms.glossary()), List.of()));
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
        refresh();
        return memory.map(open -> open.search(side, unit.source().text(), Context.NONE, MATCHES))
                .orElse(List.of());
    }

    /** Opens the memories, or loads the changed ones. */
    synchronized void refresh() {
        memory.ifPresent(LiveMemory::refresh);
        List<Path> existing = places.stream().filter(Files::exists).toList();
        if (memory.isEmpty() && !existing.isEmpty()) {
            try {
                memory = Optional.of(Memory.Service.open(existing, false, Optional.empty(), workspace));
            } catch (IOException unreadable) {
                workspace.messages().warn(String.valueOf(unreadable.getMessage()));
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (memory.isPresent()) {
            memory.get().close();
        }
    }
}
