package duiqi.app;

import duiqi.check.Baseline;
import duiqi.check.CheckRun;
import duiqi.check.CheckSettings;
import duiqi.check.TermCoverage;
import duiqi.glossary.Glossary;
import duiqi.io.AtomicFile;
import duiqi.lexicon.Lexicon;
import duiqi.report.PairReport;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a page that shows pairs side by side, with findings and figures. Immutable.
 *
 * @param project the settings and glossaries to check by
 * @param inputs the inputs as the user names them; none for the memories of the project
 * @param reader reads texts, which are aligned first
 * @param title the heading; empty for the names of the inputs
 * @param file the file to write
 */
public record PageReport(
        Project project, List<String> inputs, TextPairReader reader, Optional<String> title, Path file) {
    /** Bytes at the start of a file in which a report says what it is. */
    private static final int HEAD = 1024;

    public PageReport {
        inputs = List.copyOf(inputs);
    }

    /**
     * The outcome of a report.
     *
     * @param isWritten whether the page is written; a page without units does not replace a good one
     * @param units the number of units shown
     * @param findings the number of findings shown
     * @param problems the problems that kept some units from being read
     */
    public record Outcome(boolean isWritten, int units, int findings, List<String> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    /** Checks the inputs and writes the page. */
    public Outcome write(Workspace workspace) throws IOException {
        requireReport();
        CheckInputs toShow = project.inputs(inputs, reader.isSwapped());
        List<FormatException> wrong = new ArrayList<>();
        CheckSettings settings = project.settings(wrong::add);
        project.requireOther(file, toShow, settings);
        Glossary glossary = Project.glossary(project.glossaries(settings), wrong::add);
        wrong.addAll(toShow.problems());
        Lexicon lexicon = Lexicon.standard();
        CheckSources sources = CheckSources.with(glossary, lexicon, reader, workspace);
        wrong.forEach(problem -> sources.report(String.valueOf(problem.getMessage())));
        toShow.leftOut().forEach(text -> workspace.messages().warn(TextPairSpecs.leftOut(text)));
        CheckRun run = CheckRun.of(glossary, lexicon, settings, Baseline.none(settings.folder()), Optional.empty());
        ReportMaterial material = new ReportMaterial(run, new TermCoverage(glossary, lexicon), toShow.units());
        sources.read(toShow, material);
        List<String> problems = sources.problems();
        if (material.counts().units() == 0 && !problems.isEmpty()) {
            return new Outcome(false, 0, 0, problems);
        }
        ProjectCheck.Outcome checked = new ProjectCheck.Outcome(
                run.finish(), settings, toShow.names(), material.counts().units(), problems, true);
        PairReport report = new PairReport(
                title.orElse(title(toShow)),
                checked.report(Optional.empty(), workspace),
                material.counts(),
                material.coverage().lines(),
                material.figures().charts());
        UninterruptibleWrite.run(() -> AtomicFile.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            report.write(material, writer);
            writer.flush();
        }));
        return new Outcome(true, checked.units(), checked.result().findings().size(), problems);
    }

    private static String title(CheckInputs shown) {
        List<String> names = new ArrayList<>();
        shown.units().forEach(unit -> names.add(name(unit.toString())));
        shown.texts().forEach(text -> names.add(name(text.source()) + " and " + name(text.target())));
        return names.get(0) + (names.size() == 1 ? "" : " and " + (names.size() - 1) + " more");
    }

    private static String name(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** Makes sure that nothing is replaced but a report. */
    private void requireReport() throws IOException {
        if (!OutputFiles.isTaken(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
            if (!head.contains(PairReport.MARK) && !head.isEmpty()) {
                throw new FormatException(
                        file.toString(), "is there already and is no report", "name another file to write with -o");
            }
        }
    }
}
