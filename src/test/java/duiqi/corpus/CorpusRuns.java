package duiqi.corpus;

import duiqi.corpus.stage.CorpusUnit;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
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

/** Runs the corpus job on small corpora with minimal settings. */
public final class CorpusRuns {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC);

    /** Ignores all progress. */
    public static final CorpusRun.CorpusListener SILENT = (stage, done, parts) -> {};

    private CorpusRuns() {}

    /** Returns settings that only align: without filters, deduplication and terms. */
    static CorpusSettings plain(Path input, Path output, boolean learns) {
        return new CorpusSettings(
                input(input, CorpusSettings.Columns.STANDARD, CorpusSettings.Input.MAX_DOCUMENT_LENGTH),
                output.toString(),
                learns,
                new CorpusSettings.Filter(List.of(), 0, 0),
                new CorpusSettings.Duplicates(CorpusSettings.Sameness.NONE, 0.9),
                new CorpusSettings.Terms(new Glossary(List.of()), 3, 0),
                0,
                "1");
    }

    static CorpusSettings.Input input(Path path, CorpusSettings.Columns columns, long longest) {
        return new CorpusSettings.Input(path.toString(), columns, CorpusSettings.Languages.STANDARD, longest);
    }

    /** Returns the same settings with another maximum document length. */
    static CorpusSettings withLongest(CorpusSettings settings, long longest) {
        CorpusSettings.Input input = settings.input();
        return with(settings, new CorpusSettings.Input(input.path(), input.columns(), input.languages(), longest));
    }

    /** Returns the same settings for a corpus that is translated into Chinese. */
    static CorpusSettings intoChinese(CorpusSettings settings) {
        CorpusSettings.Languages languages = CorpusSettings.Languages.of(Direction.INTO_CHINESE);
        CorpusSettings.Input input = settings.input();
        return with(
                settings, new CorpusSettings.Input(input.path(), input.columns(), languages, input.longestDocument()));
    }

    /** Returns the same settings for another input. */
    static CorpusSettings with(CorpusSettings settings, CorpusSettings.Input input) {
        return new CorpusSettings(
                input,
                settings.output(),
                settings.learns(),
                settings.filter(),
                settings.duplicates(),
                settings.terms(),
                settings.tmxFiles(),
                settings.version());
    }

    /** Returns settings with all features enabled. */
    static CorpusSettings full(Path input, Path output) {
        return new CorpusSettings(
                input(input, CorpusSettings.Columns.STANDARD, 4_000),
                output.toString(),
                true,
                CorpusSettings.Filter.STANDARD,
                CorpusSettings.Duplicates.STANDARD,
                new CorpusSettings.Terms(new Glossary(List.of()), 3, 20),
                2,
                "1");
    }

    static CorpusRun of(CorpusSettings settings, CorpusRun.CorpusListener listener) throws IOException {
        return new CorpusRun(LocalSpark.corpus(), settings, CLOCK, listener);
    }

    static CorpusRun.CorpusSummary run(CorpusSettings settings) throws IOException {
        return of(settings, SILENT).run();
    }

    static Dataset<Row> table(Path output, String name) {
        return LocalSpark.session().read().parquet(output.resolve(name).toString());
    }

    /** Returns the rows of a table as distinct strings, sorted. */
    static List<String> rows(Path output, String name) {
        return table(output, name).collectAsList().stream()
                .map(Row::json)
                .sorted()
                .toList();
    }

    /** Returns the units of a corpus that is translated into English. */
    static List<CorpusUnit> units(Path output) {
        return table(output, "units").collectAsList().stream()
                .map(row -> new CorpusUnit(
                        row.getAs("id"),
                        new CorpusUnit.Place(
                                row.getAs("document"),
                                row.getList(row.fieldIndex("source_positions")),
                                row.getList(row.fieldIndex("target_positions"))),
                        row.getAs("source"),
                        row.getAs("target"),
                        row.getAs("type"),
                        new CorpusUnit.Scores(row.<Double>getAs("probability"), row.<Double>getAs("quality")),
                        row.getJavaMap(row.fieldIndex("evidence")),
                        Optional.empty()))
                .toList();
    }

    /** Returns all tables of an output as text, for comparison. */
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
