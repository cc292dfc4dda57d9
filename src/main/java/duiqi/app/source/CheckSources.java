package duiqi.app.source;

import duiqi.align.Aligner;
import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.KnownTranslations;
import duiqi.align.ParallelText;
import duiqi.align.TextPair;
import duiqi.app.AlignmentGuide;
import duiqi.app.GlossaryFiles;
import duiqi.app.MemoryFiles;
import duiqi.app.Project;
import duiqi.app.ProjectCheck;
import duiqi.app.TextPairReader;
import duiqi.app.TextPairSpecs;
import duiqi.app.Workspace;
import duiqi.check.CheckRun;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.CheckedUnits;
import duiqi.check.text.OmittedSentence;
import duiqi.exchange.Content;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.report.FindingReport;
import duiqi.report.Terminal;
import duiqi.text.Direction;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the glossaries and the units of a check. Reports a file that cannot be read, and reads the rest.
 */
public final class CheckSources {
    /** Maximum number of problems to print, because a truncated file can cause a million. */
    private static final int MAX_NAMED = 20;

    private final ProjectCheck.CheckInputs inputs;
    private final Optional<Direction> direction;
    private final TextPairReader reader;
    private final Workspace.Messages messages;
    private final Glossary glossary;
    private Optional<Aligner> aligner = Optional.empty();
    private final List<String> problems = new ArrayList<>();

    /**
     * Reads the glossaries and reports all problems so far.
     *
     * @param wrong the problems of the settings; the constructor adds those of the glossaries and inputs
     */
    public CheckSources(
            Project project,
            ProjectCheck.CheckInputs inputs,
            CheckSettings settings,
            TextPairReader reader,
            List<FormatException> wrong,
            Workspace workspace)
            throws IOException {
        this.inputs = inputs;
        this.reader = reader;
        direction = settings.direction();
        messages = workspace.messages();
        glossary = GlossaryFiles.read(project.glossaries(settings), wrong::add);
        wrong.addAll(inputs.problems());
        wrong.forEach(this::report);
    }

    public Glossary glossary() {
        return glossary;
    }

    /** Returns the problems that made duiqi skip units, each as {@code location: problem; remedy}. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Reports a problem immediately, and keeps it for {@link #problems()}. */
    public void report(FormatException problem) {
        report(String.valueOf(problem.getMessage()));
    }

    private void report(String problem) {
        problems.add(problem);
        if (problems.size() <= MAX_NAMED) {
            messages.warn(Terminal.plain(problem));
        } else if (problems.size() == MAX_NAMED + 1) {
            messages.warn("further problems are not listed");
        }
    }

    /** Reads all inputs, and warns of what is not checked. */
    public void read(SourceListener to) throws IOException {
        inputs.warnings().forEach(messages::warn);
        for (Path file : inputs.units()) {
            if (read(file, to)) {
                to.end(file.toString());
            }
        }
        for (TextPairSpecs.Spec job : inputs.texts()) {
            if (read(job, to)) {
                to.end(job.target());
            }
        }
    }

    /**
     * Reads a file of units.
     *
     * @return true if all units could be read
     */
    private boolean read(Path file, SourceListener to) throws IOException {
        int before = problems.size();
        try {
            MemoryFiles.requireChineseAndEnglish(file, reader.reader().columns());
            Pairs.ForeignUnits foreign = read(file, to, this::damaged);
            foreign.warning().ifPresent(warning -> messages.warn(Terminal.plain(warning)));
        } catch (FormatException problem) {
            report(problem);
        }
        return problems.size() == before;
    }

    /** Reads the files of units again, without reporting their problems again. */
    public void reread(UnitListener to) throws IOException {
        for (Path file : inputs.units()) {
            try {
                MemoryFiles.requireChineseAndEnglish(file, reader.reader().columns());
                read(file, to, damage -> {});
            } catch (FormatException reported) {
                // The first reading reported it.
            }
        }
    }

    private Pairs.ForeignUnits read(Path file, UnitListener to, ReadProblem.Listener damaged) throws IOException {
        CheckedUnits units = new CheckedUnits(file.toString(), direction);
        MemoryFiles.source(file, reader.reader().columns())
                .read(damaged, (unit, in) -> to.unit(unit, in, units.of(unit, in)));
        return units.foreign();
    }

    /** Returns an aligner that knows the terms. Loads it when the first texts are read, because memories do not need it. */
    private Aligner aligner() {
        Aligner loaded = aligner.orElseGet(() -> new Aligner(
                Lexicon.standard(),
                AlignmentWeights.standard(),
                Bead.Shapes.standard(),
                new KnownTranslations(AlignmentGuide.terms(glossary), List.of())));
        aligner = Optional.of(loaded);
        return loaded;
    }

    private void damaged(ReadProblem damage) {
        if (damage.isLost()) {
            report(damage.toString());
        } else if (damage.isMalformed()) {
            // Other programs reject the file, although duiqi can read it.
            report(damage.toString().replaceFirst("; repaired$", FindingReport.CHECKED));
        }
    }

    /**
     * Reads and aligns two texts.
     *
     * @return true if the texts could be read and are translations of each other
     */
    private boolean read(TextPairSpecs.Spec job, SourceListener to) throws IOException {
        try {
            Aligner.Outcome outcome = aligner().align(reader.read(job));
            if (!outcome.fit().isParallel()) {
                throw new FormatException(
                        job.place(), outcome.fit().problem(), "check that they are translations of each other");
            }
            to.aligned(outcome.text());
            return true;
        } catch (FormatException problem) {
            report(problem);
            return false;
        }
    }

    /** Receives the units of files that {@link CheckSources} reads. */
    @FunctionalInterface
    public interface UnitListener {
        /**
         * Receives a unit of a file.
         *
         * @param reader the reader that has just read the unit
         * @param pairs the pairs of the unit to check; none if it is in other languages
         */
        void unit(Tu unit, UnitReader reader, List<CheckedUnit> pairs) throws IOException;
    }

    /** Receives the units and the texts that {@link CheckSources} reads. */
    public interface SourceListener extends UnitListener {
        void aligned(ParallelText text);

        /**
         * Marks the end of a file that was read completely.
         *
         * @param file the file name, as in the locations of its units
         */
        default void end(String file) {}
    }

    /**
     * Converts two aligned texts to units to check. Sentences of the translation without a source are included, because
     * their words are checked too. Sentences of the source without a translation are separate units with an empty
     * target.
     */
    public static final class TextUnits {
        private TextUnits() {}

        /** Returns the units that have a translation. Adjacent sentences without a source are one unit. */
        public static List<CheckedUnit> of(ParallelText text) {
            return units(text, joined(text.alignment().beads())).stream()
                    .filter(unit -> !unit.target().text().isBlank())
                    .toList();
        }

        /**
         * Returns one unit for each run of source sentences without a translation. Its empty target has the location
         * where the translation belongs.
         */
        public static List<CheckedUnit> omissions(ParallelText text) {
            List<Bead> beads = joined(text.alignment().beads());
            List<CheckedUnit> units = units(text, beads);
            List<CheckedUnit> omissions = new ArrayList<>();
            for (int i = 0; i < beads.size(); i++) {
                if (beads.get(i).target().isEmpty()) {
                    omissions.add(omission(text, beads, i, units.get(i)));
                }
            }
            return omissions;
        }

        private static CheckedUnit omission(ParallelText text, List<Bead> beads, int at, CheckedUnit unit) {
            int before = at - 1;
            int after = at + 1;
            while (before >= 0 && beads.get(before).target().isEmpty()) {
                before--;
            }
            while (after < beads.size() && beads.get(after).target().isEmpty()) {
                after++;
            }
            String previous = before < 0 ? "" : text.targetText(beads.get(before));
            String next = after == beads.size() ? "" : text.targetText(beads.get(after));
            Location place = after < beads.size()
                    ? text.target().locate(beads.get(after).target(), 0)
                    : before < 0
                            ? unit.location(0)
                            : text.target().locate(beads.get(before).target(), previous.length());
            SortedMap<String, String> properties = new TreeMap<>(unit.properties());
            properties.put(OmittedSentence.NEIGHBOURS, previous + "\n" + next);
            return new CheckedUnit(
                    unit.id(),
                    unit.direction(),
                    unit.source(),
                    CheckedUnit.Passage.of("", place),
                    properties,
                    List.of());
        }

        /** Joins adjacent beads in which the same side is empty. */
        private static List<Bead> joined(List<Bead> beads) {
            List<Bead> joined = new ArrayList<>();
            for (Bead bead : beads) {
                Bead last = joined.isEmpty() ? bead : joined.get(joined.size() - 1);
                boolean isSame = !joined.isEmpty()
                        && bead.isNull()
                        && last.isNull()
                        && bead.source().isEmpty() == last.source().isEmpty();
                if (isSame) {
                    joined.set(
                            joined.size() - 1,
                            new Bead(
                                    both(last.source(), bead.source()),
                                    both(last.target(), bead.target()),
                                    Math.min(last.probability(), bead.probability())));
                } else {
                    joined.add(bead);
                }
            }
            return joined;
        }

        private static List<Integer> both(List<Integer> some, List<Integer> more) {
            return Stream.concat(some.stream(), more.stream()).toList();
        }

        /** Returns one unit for each bead, including sentences without a translation. */
        public static List<CheckedUnit> ofBeads(ParallelText text) {
            return units(text, text.alignment().beads());
        }

        private static List<CheckedUnit> units(ParallelText text, List<Bead> beads) {
            DocumentPair.UnitIds ids = new DocumentPair.UnitIds(DocumentPair.of(text.source(), text.target()));
            List<CheckedUnit> units = new ArrayList<>();
            for (Bead bead : beads) {
                String source = text.sourceText(bead);
                String target = text.targetText(bead);
                Location.Finder inSource = offset -> text.source().locate(bead.source(), offset);
                Location.Finder inTarget = offset -> text.target().locate(bead.target(), offset);
                SortedMap<String, String> properties = new TreeMap<>();
                properties.put(UnitProperties.BEAD, bead.type().toString());
                properties.put(UnitProperties.PROBABILITY, String.format(Locale.ROOT, "%.2f", bead.probability()));
                // An empty side has the location where the other side begins.
                units.add(new CheckedUnit(
                        ids.next(source, target),
                        new Direction(text.source().language(), text.target().language()),
                        new CheckedUnit.Passage(
                                source,
                                Content.of(source),
                                bead.source().isEmpty() ? offset -> inTarget.at(0) : inSource),
                        new CheckedUnit.Passage(
                                target,
                                Content.of(target),
                                bead.target().isEmpty() ? offset -> inSource.at(0) : inTarget),
                        properties,
                        List.of()));
            }
            return units;
        }
    }

    /**
     * Reads the units of files at a git revision. It copies each file into a temporary folder under its own name, because
     * the readers detect the format from the name.
     */
    public static final class EarlierUnits {
        private final GitRevision revision;
        private final Optional<Direction> direction;
        private final TextPairReader reader;
        private final CheckRun.ChangedUnits changes = new CheckRun.ChangedUnits();

        /**
         * Creates a reader of earlier units.
         *
         * @param direction direction of the units; empty to use that of each file
         */
        public EarlierUnits(GitRevision revision, Optional<Direction> direction, TextPairReader reader) {
            this.revision = revision;
            this.direction = direction;
            this.reader = reader;
        }

        /**
         * Returns the units that have changed since the revision.
         *
         * @throws FormatException if a file is not in the repository
         */
        public CheckRun.ChangedUnits of(ProjectCheck.CheckInputs inputs) throws IOException {
            Path folder = Files.createTempDirectory("duiqi-");
            try {
                for (Path file : inputs.units()) {
                    if (Files.exists(file)) {
                        addUnits(file, folder);
                    }
                }
                for (TextPairSpecs.Spec job : inputs.texts()) {
                    addTexts(job, folder);
                }
            } finally {
                try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder)) {
                    for (Path copy : copies) {
                        Files.delete(copy);
                    }
                }
                Files.delete(folder);
            }
            return changes;
        }

        private void addUnits(Path file, Path folder) throws IOException {
            Path copy = folder.resolve(String.valueOf(file.getFileName()));
            Path original = folder.resolve("original");
            if (!revision.copy(file, copy)) {
                return;
            }
            try {
                List<Path> parts = MemoryFiles.format(file).parts(file);
                boolean isPair = parts.size() > 1 && revision.copy(parts.get(0), original);
                UnitReader.Source source = isPair
                        ? MemoryFiles.source(copy, original)
                        : MemoryFiles.source(copy, reader.reader().columns());
                CheckedUnits units = new CheckedUnits(file.toString(), direction);
                List<CheckRun.ChangedUnits.Pair> pairs = new ArrayList<>();
                source.read(
                        damage -> {},
                        (unit, in) -> units.of(unit, in)
                                .forEach(each ->
                                        pairs.add(new CheckRun.ChangedUnits.Pair(each.chinese(), each.english()))));
                changes.addUnits(file.toString(), pairs);
            } catch (FormatException unreadable) {
                // If the earlier file was not readable, all units are new.
                return;
            }
        }

        private void addTexts(TextPairSpecs.Spec job, Path folder) throws IOException {
            if (!Files.exists(Path.of(job.source())) || !Files.exists(Path.of(job.target()))) {
                throw new FormatException(job.place(), "is not a file in git", "check it without --changed-since");
            }
            Path source = folder.resolve("source-" + Path.of(job.source()).getFileName());
            Path target = folder.resolve("target-" + Path.of(job.target()).getFileName());
            if (!revision.copy(Path.of(job.source()), source) || !revision.copy(Path.of(job.target()), target)) {
                return;
            }
            try {
                TextPair earlier =
                        reader.read(new TextPairSpecs.Spec(job.name(), source.toString(), target.toString()));
                changes.addTexts(job.target(), earlier.chinese(), earlier.english());
            } catch (FormatException unreadable) {
                // If the earlier texts were not readable, all sentences are new.
                return;
            }
        }
    }
}
