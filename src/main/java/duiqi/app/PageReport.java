package duiqi.app;

import duiqi.align.ParallelText;
import duiqi.app.review.ReviewEntries.ReviewLocations;
import duiqi.app.source.CheckSources;
import duiqi.check.Baseline;
import duiqi.check.CheckRun;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Checks;
import duiqi.check.TermCoverage;
import duiqi.check.TermVariants;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.glossary.Glossary;
import duiqi.io.AtomicFile;
import duiqi.io.InputFile;
import duiqi.lexicon.Lexicon;
import duiqi.report.PairCounts;
import duiqi.report.PairReport;
import duiqi.text.FormatException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes an HTML report that shows pairs side by side, with findings and statistics. Immutable.
 *
 * @param title the heading; empty for the names of the inputs
 * @param review the address of the review to link to; empty for no links
 */
public record PageReport(
        Project project,
        List<String> inputs,
        TextPairReader reader,
        Optional<String> title,
        Path file,
        Optional<URI> review) {
    /** Number of bytes at the start of a file that contain the mark of a report. */
    private static final int HEAD = 1024;

    /** Maximum number of units in which the report looks for terms with odd translations, which takes long. */
    private static final int MAX_UNITS_OF_VARIANTS = 10_000;

    public PageReport {
        inputs = List.copyOf(inputs);
    }

    /**
     * Describes the outcome of a report.
     *
     * @param isWritten true if duiqi wrote the page; a page without units does not replace an earlier page if inputs
     *     failed
     * @param problems the problems that made duiqi skip units
     */
    public record Outcome(boolean isWritten, int units, int findings, List<String> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Writes the page.
     *
     * @param wrong the problems of the settings; the method adds those of the glossaries and inputs
     */
    public Outcome write(CheckSettings settings, List<FormatException> wrong, Workspace workspace) throws IOException {
        requireReport(file);
        ProjectCheck.CheckInputs toShow = project.inputs(inputs, settings, reader);
        project.requireOther(file, toShow, settings);
        CheckSources sources = new CheckSources(project, toShow, settings, reader, wrong, workspace);
        Glossary glossary = sources.glossary();
        Lexicon lexicon = Lexicon.standard();
        Checks.Words words = Checks.Words.of(lexicon);
        Baseline none = Baseline.none(settings.folder());
        CheckRun run = CheckRun.of(glossary, lexicon, settings, none, Optional.empty(), words);
        ReportMaterial material = new ReportMaterial(
                run, new TermCoverage(glossary, lexicon, words), new TermVariants(glossary, lexicon), sources);
        sources.read(material);
        List<String> problems = sources.problems();
        if (material.counts.units() == 0 && !problems.isEmpty()) {
            return new Outcome(false, 0, 0, problems);
        }
        ProjectCheck.Outcome checked = new ProjectCheck.Outcome(
                run.finish(),
                settings,
                toShow.names(),
                material.counts.units(),
                problems,
                true,
                glossary.entries().size());
        PairReport report = new PairReport(
                title.orElse(title(toShow)),
                checked.report(Optional.empty(), workspace),
                material.counts,
                material.coverage.lines(),
                material.counts.units() > MAX_UNITS_OF_VARIANTS
                        ? Optional.empty()
                        : Optional.of(material.variants.first()),
                review.map(page -> new PairReport.ReviewAddress(page, documents(toShow))));
        Workspace.UninterruptibleWrite.run(() -> AtomicFile.write(file, out -> {
            Writer page = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            report.write(material, page);
            page.flush();
        }));
        return new Outcome(true, checked.units(), checked.result().findings().size(), problems);
    }

    private static String title(ProjectCheck.CheckInputs shown) {
        List<String> names = new ArrayList<>();
        shown.units().forEach(unit -> names.add(name(unit.toString())));
        shown.texts()
                .forEach(text -> names.add(
                        text.isOneDocument()
                                ? name(text.source())
                                : name(text.source()) + " and " + name(text.target())));
        return names.get(0) + (names.size() == 1 ? "" : " and " + (names.size() - 1) + " more");
    }

    /** Returns the names of the documents in a review by the headings of the report. A review has only memories and texts. */
    private static Map<String, String> documents(ProjectCheck.CheckInputs shown) {
        Map<String, String> names = new HashMap<>();
        shown.units().stream()
                .map(Path::toString)
                .filter(ReviewLocations::isMemory)
                .forEach(unit -> names.put(
                        unit, name(unit).substring(0, name(unit).length() - ReviewLocations.MEMORY_END.length())));
        shown.texts().forEach(text -> names.put(text.source() + " and " + text.target(), text.name()));
        return names;
    }

    private static String name(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static void requireReport(Path page) throws IOException {
        if (MemoryFiles.OutputFiles.isTaken(page) && !isReport(page)) {
            throw new FormatException(
                    page.toString(), "already exists and is not a report", "give another file with -o");
        }
    }

    private static boolean isReport(Path page) throws IOException {
        try (InputStream in = InputFile.open(page)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
            return head.contains(PairReport.MARK) || head.isEmpty();
        }
    }

    /**
     * Provides the content of a report. It reads files of units twice: first to check and count them, then to write
     * them. So the units do not have to fit into memory. It keeps aligned texts in memory.
     */
    private static final class ReportMaterial implements CheckSources.SourceListener, PairReport.Source {
        private final CheckRun run;
        private final TermCoverage coverage;
        private final TermVariants variants;
        private final CheckSources sources;
        private final PairCounts counts = new PairCounts();
        private final List<ParallelText> texts = new ArrayList<>();

        ReportMaterial(CheckRun run, TermCoverage coverage, TermVariants variants, CheckSources sources) {
            this.run = run;
            this.coverage = coverage;
            this.variants = variants;
            this.sources = sources;
        }

        @Override
        public void unit(Tu unit, UnitReader reader, List<CheckedUnit> pairs) {
            for (CheckedUnit pair : pairs) {
                counts.add(new PairReport.Pair(pair, pair.location(0).file(), false));
                check(pair);
            }
        }

        @Override
        public void aligned(ParallelText text) {
            texts.add(text);
            for (PairReport.Pair pair : pairs(text)) {
                counts.add(pair);
                if (!pair.unit().target().text().isBlank()) {
                    check(pair.unit());
                }
            }
            CheckSources.TextUnits.omissions(text).forEach(run::add);
        }

        private void check(CheckedUnit unit) {
            run.add(unit);
            coverage.add(unit);
            if (counts.units() <= MAX_UNITS_OF_VARIANTS) {
                variants.add(unit);
            }
        }

        private static List<PairReport.Pair> pairs(ParallelText text) {
            Set<Integer> crossing = PairReport.Crossings.of(text.alignment());
            String names = text.source().name() + " and " + text.target().name();
            List<CheckedUnit> units = CheckSources.TextUnits.ofBeads(text);
            List<PairReport.Pair> pairs = new ArrayList<>();
            for (int i = 0; i < units.size(); i++) {
                pairs.add(new PairReport.Pair(units.get(i), names, crossing.contains(i)));
            }
            return pairs;
        }

        @Override
        public void end(String file) {
            run.endFile(file);
        }

        @Override
        public void readTo(To to) throws IOException {
            sources.reread((unit, reader, pairs) -> {
                for (CheckedUnit pair : pairs) {
                    to.take(new PairReport.Pair(pair, pair.location(0).file(), false));
                }
            });
            for (ParallelText text : texts) {
                for (PairReport.Pair pair : pairs(text)) {
                    to.take(pair);
                }
            }
        }
    }
}
