package duiqi.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import duiqi.bitext.AtomicFile;
import duiqi.bitext.Location;
import duiqi.bitext.TranslationUnit;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.glossary.Glossary;
import duiqi.glossary.PhraseMemory;
import duiqi.glossary.Rendered;
import duiqi.glossary.TermCandidate;
import duiqi.glossary.TermEntry;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proposes terms from memories. */
@Command(name = "extract", header = "Propose terms from memories.", description = """

                Finds Chinese phrases that recur, with the English that renders them, and writes them as a glossary to be \
                edited: the most frequent rendering preferred, the others admitted, the likeliest term first. A phrase \
                that is no term is a line to delete.
                """, footer = """

                Examples:
                  duiqi glossary extract tm/*.tmx -o candidates.csv
                  duiqi glossary extract --min-count 5 --known glossary/science.csv tm/main.tmx
                """)
final class GlossaryExtractCommand implements Callable<Integer> {
    private static final CsvSchema SCHEMA = CsvSchema.emptySchema();

    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write. Default: standard output.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--min-count",
            paramLabel = "N",
            defaultValue = "3",
            description = "In how many units a phrase is rendered. Default: ${DEFAULT-VALUE}.")
    private int fewest;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many terms to propose. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--known",
            paramLabel = "GLOSSARY",
            description = "Leave out what this glossary has. May be repeated.")
    private List<Path> known = List.of();

    @Option(names = "--strict", description = "Refuse a damaged memory.")
    private boolean strict;

    @Parameters(arity = "1..*", paramLabel = "MEMORY", description = "Files of any form that duiqi tm convert reads.")
    private List<Path> memories = List.of();

    private final List<TranslationUnit> units = new ArrayList<>();
    private final List<Location> places = new ArrayList<>();

    GlossaryExtractCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Lexicon lexicon = Lexicon.standard();
        Set<String> left = new HashSet<>();
        for (Path glossary : known) {
            Glossary.read(glossary).entries().stream()
                    .map(TermEntry::chinese)
                    .map(lexicon::simplify)
                    .forEach(left::add);
        }
        read();
        PhraseMemory memory = new PhraseMemory(lexicon);
        units.forEach(unit -> memory.add(unit.source().text(), unit.target().text()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("concept", "zh", "en", "status", "type", "pos", "domain", "exceptions", "note"));
        memory.candidates(fewest).stream()
                .filter(candidate -> !left.contains(candidate.chinese()))
                .limit(limit)
                .forEach(candidate -> rows.addAll(rows(candidate)));
        String table = new CsvMapper().writer(SCHEMA).writeValueAsString(rows);
        if (output.isPresent()) {
            UnbrokenWrite.run(
                    () -> String.valueOf(AtomicFile.write(output.get(), out -> out.write(table.getBytes(UTF_8)))));
        } else {
            console.out().print(table);
        }
        return ExitCode.DONE;
    }

    private void read() throws IOException {
        DamageReport report = new DamageReport(console, strict);
        for (Path memory : memories) {
            Pairs pairs = new Pairs(memory.toString());
            try (UnitReader reader = Memories.source(memory).open(report)) {
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    for (TranslationUnit pair : pairs.of(unit.get())) {
                        units.add(pair);
                        places.add(reader.location());
                    }
                }
            }
        }
        report.finish();
    }

    /** A row for each rendering; those that differ in capitals alone are one. */
    private List<List<String>> rows(TermCandidate candidate) {
        Map<String, List<Rendered>> byForm = new LinkedHashMap<>();
        for (Rendered rendered : candidate.renderings()) {
            byForm.computeIfAbsent(text(rendered).toLowerCase(Locale.ROOT), form -> new ArrayList<>())
                    .add(rendered);
        }
        List<List<Rendered>> byCount = byForm.values().stream()
                .sorted(Comparator.comparingInt((List<Rendered> same) -> -same.size()))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (List<Rendered> same : byCount) {
            String note = same.size() + " of " + candidate.units() + " units, as at "
                    + places.get(same.get(0).unit());
            rows.add(List.of(
                    candidate.chinese(),
                    candidate.chinese(),
                    same.stream().map(this::text).max(Comparator.naturalOrder()).orElseThrow(),
                    rows.isEmpty() ? "preferred" : "admitted",
                    "",
                    "",
                    "",
                    "",
                    note));
        }
        return rows;
    }

    private String text(Rendered rendered) {
        return units.get(rendered.unit()).target().text().substring(rendered.start(), rendered.end());
    }
}
