package duiqi.app;

import duiqi.align.ParallelText;
import duiqi.check.CheckRun;
import duiqi.check.CheckedUnit;
import duiqi.check.TermCoverage;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.report.Chart;
import duiqi.report.PairCounts;
import duiqi.report.PairReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a report is made of. Files of units are read twice, once to check and count them and once to write them down, so that they need
 * not fit into memory; aligned texts are kept.
 */
final class ReportMaterial implements CheckSources.SourceListener, PairReport.Source {
    private final CheckRun run;
    private final TermCoverage coverage;
    private final List<Path> files;
    private final PairCounts counts = new PairCounts();
    private final MemoryFigures figures = new MemoryFigures();
    private final List<ParallelText> texts = new ArrayList<>();

    /** @param files those with units */
    ReportMaterial(CheckRun run, TermCoverage coverage, List<Path> files) {
        this.run = run;
        this.coverage = coverage;
        this.files = List.copyOf(files);
    }

    PairCounts counts() {
        return counts;
    }

    TermCoverage coverage() {
        return coverage;
    }

    MemoryFigures figures() {
        return figures;
    }

    @Override
    public void unit(Tu unit, UnitReader reader, List<CheckedUnit> pairs) {
        unitFromEnglish(unit, reader, pairs);
        pairs.forEach(this::check);
    }

    @Override
    public void unitFromEnglish(Tu unit, UnitReader reader, List<CheckedUnit> pairs) {
        figures.add(unit, reader.header());
        pairs.forEach(pair -> counts.add(new PairReport.Pair(pair, "", false)));
    }

    @Override
    public void aligned(ParallelText text) {
        texts.add(text);
        for (PairReport.Pair pair : pairs(text)) {
            counts.add(pair);
            // As duiqi check does: nobody can tell whether Chinese without English was left out or its partner missed.
            if (!pair.unit().english().isBlank()) {
                check(pair.unit());
            }
        }
    }

    private void check(CheckedUnit unit) {
        run.add(unit);
        coverage.add(unit);
    }

    private static List<PairReport.Pair> pairs(ParallelText text) {
        Set<Integer> crossing = Chart.Crossings.of(text.alignment());
        String names = text.source().name() + " and " + text.target().name();
        List<CheckedUnit> units = TextUnits.ofBeads(text);
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
        for (Path file : files) {
            CheckSources.reread(file, (unit, reader, pairs) -> {
                for (CheckedUnit pair : pairs) {
                    to.take(new PairReport.Pair(pair, file.toString(), false));
                }
            });
        }
        for (ParallelText text : texts) {
            for (PairReport.Pair pair : pairs(text)) {
                to.take(pair);
            }
        }
    }
}
