package duiqi.corpus;

import duiqi.corpus.stage.CorpusUnit;
import duiqi.corpus.stage.UnitTable;
import duiqi.glossary.Glossary;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs over small corpora, with as little asked as a test needs. */
final class CorpusRuns {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC);

    /** Hears nothing. */
    static final CorpusListener DEAF = new CorpusListener() {
        @Override
        public void progress(String stage, int done, int parts) {}

        @Override
        public void done(CorpusListener.StageFigures figures) {}
    };

    private CorpusRuns() {}

    /** Aligns and no more: nothing is left out, compared or counted. */
    static CorpusSettings plain(Path input, Path output, boolean learns) {
        return new CorpusSettings(
                input.toString(),
                output.toString(),
                CorpusSettings.Columns.STANDARD,
                Language.CHINESE,
                Language.ENGLISH,
                learns,
                0,
                List.of(),
                CorpusSettings.Sameness.NONE,
                0.9,
                new Glossary(List.of()),
                0,
                0,
                CorpusSettings.MAX_DOCUMENT_LENGTH,
                "1");
    }

    /** The same with another length from which on documents are cut. */
    static CorpusSettings withLongest(CorpusSettings settings, long longest) {
        return new CorpusSettings(
                settings.input(),
                settings.output(),
                settings.columns(),
                settings.chinese(),
                settings.english(),
                settings.learns(),
                settings.minProbability(),
                settings.filters(),
                settings.deduplication(),
                settings.similarity(),
                settings.glossary(),
                settings.mostPhrases(),
                settings.tmxFiles(),
                longest,
                settings.version());
    }

    /** The same with other names of the parts of a document. */
    static CorpusSettings withColumns(CorpusSettings settings, CorpusSettings.Columns columns) {
        return new CorpusSettings(
                settings.input(),
                settings.output(),
                columns,
                settings.chinese(),
                settings.english(),
                settings.learns(),
                settings.minProbability(),
                settings.filters(),
                settings.deduplication(),
                settings.similarity(),
                settings.glossary(),
                settings.mostPhrases(),
                settings.tmxFiles(),
                settings.longestDocument(),
                settings.version());
    }

    /** The same with other filters and another likeness. */
    static CorpusSettings withFilters(CorpusSettings settings, List<String> filters, double similarity) {
        return new CorpusSettings(
                settings.input(),
                settings.output(),
                settings.columns(),
                settings.chinese(),
                settings.english(),
                settings.learns(),
                settings.minProbability(),
                filters,
                settings.deduplication(),
                similarity,
                settings.glossary(),
                settings.mostPhrases(),
                settings.tmxFiles(),
                settings.longestDocument(),
                settings.version());
    }

    /** All that can be asked. */
    static CorpusSettings full(Path input, Path output) {
        return new CorpusSettings(
                input.toString(),
                output.toString(),
                CorpusSettings.Columns.STANDARD,
                Language.CHINESE,
                Language.ENGLISH,
                true,
                0.5,
                CorpusSettings.STANDARD_FILTERS,
                CorpusSettings.Sameness.NEAR,
                0.9,
                new Glossary(List.of()),
                20,
                2,
                4_000,
                "1");
    }

    static CorpusRun of(CorpusSettings settings, CorpusListener listener) throws IOException {
        return new CorpusRun(LocalSpark.corpus(), settings, CLOCK, listener);
    }

    static CorpusSummary run(CorpusSettings settings) throws IOException {
        return of(settings, DEAF).run();
    }

    /** A table of an output. */
    static Dataset<Row> table(Path output, String name) {
        return LocalSpark.session().read().parquet(output.resolve(name).toString());
    }

    /** The rows of a table in a form that tells them apart, sorted. */
    static List<String> rows(Path output, String name) {
        return table(output, name).collectAsList().stream()
                .map(Row::json)
                .sorted()
                .toList();
    }

    static List<CorpusUnit> units(Path output) {
        return table(output, "units").collectAsList().stream()
                .map(row -> new CorpusUnit(
                        row.getAs(UnitTable.ID),
                        row.getAs(UnitTable.DOCUMENT),
                        row.getList(row.fieldIndex(UnitTable.CHINESE_POSITIONS)),
                        row.getList(row.fieldIndex(UnitTable.ENGLISH_POSITIONS)),
                        row.getAs(UnitTable.CHINESE),
                        row.getAs(UnitTable.ENGLISH),
                        row.getAs(UnitTable.TYPE),
                        row.<Double>getAs(UnitTable.PROBABILITY),
                        row.getJavaMap(row.fieldIndex(UnitTable.EVIDENCE)),
                        Optional.empty()))
                .toList();
    }

    /** All tables of an output, for comparison with another. */
    static String everything(Path output) {
        List<String> all = new ArrayList<>();
        for (String name : Arrays.stream(output.toFile().list())
                .filter(name -> output.resolve(name).toFile().isDirectory() && !name.equals("tmx"))
                .sorted()
                .toList()) {
            all.add(name);
            all.addAll(rows(output, name));
        }
        return all.stream().collect(Collectors.joining("\n"));
    }
}
