package duiqi.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import duiqi.app.MemoryFiles;
import duiqi.app.OutputFiles;
import duiqi.exchange.Omissions;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormat;
import duiqi.glossary.PhraseMemory;
import duiqi.glossary.RelatedRenderings;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermStatus;
import duiqi.lexicon.Lexicon;
import duiqi.text.Location;
import duiqi.text.TranslationUnit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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
    /** Renderings this much rarer than the most frequent one are mostly wrong. */
    private static final double RARE = 0.1;

    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where to write, by the end of its name as duiqi glossary convert does. Default: standard output, "
                            + "as CSV.")
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

    @Option(names = "--force", description = "Replace a file that is there already.")
    private boolean force;

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
        GlossaryFormat format = output.isPresent() ? Glossaries.format(output.get()) : Glossaries.named("csv");
        OutputFiles outputs = new OutputFiles(output.stream().toList(), force);
        outputs.requireFree();
        Lexicon lexicon = Lexicon.standard();
        Set<String> left = new HashSet<>();
        for (Path glossary : known) {
            Glossary.read(glossary).entries().stream()
                    .map(TermEntry::chinese)
                    .map(lexicon::simplify)
                    .forEach(left::add);
        }
        DamageReport report = new DamageReport(console, strict);
        read(report);
        PhraseMemory memory = new PhraseMemory(lexicon);
        units.forEach(unit -> memory.add(unit.source().text(), unit.target().text()));
        Glossary glossary = new Glossary(memory.candidates(fewest).stream()
                .filter(candidate -> !left.contains(candidate.chinese()))
                .limit(limit)
                .flatMap(candidate -> entries(candidate).stream())
                .toList());
        if (output.isPresent()) {
            outputs.write(
                    outs -> format.write(glossary, outs.get(0), console.clock().instant(), new Omissions()));
        } else {
            ByteArrayOutputStream table = new ByteArrayOutputStream();
            format.write(glossary, table, console.clock().instant(), new Omissions());
            console.out().print(table.toString(UTF_8));
        }
        return report.lost() > 0 ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void read(DamageReport report) throws IOException {
        for (Path memory : memories) {
            Pairs pairs = new Pairs(memory.toString());
            try (UnitReader reader = MemoryFiles.source(memory).open(report)) {
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

    /** An entry for each rendering; those that differ in capitals, hyphens or number alone are one. */
    private List<TermEntry> entries(PhraseMemory.TermCandidate candidate) {
        Map<String, List<PhraseMemory.Rendered>> byForm = new LinkedHashMap<>();
        for (PhraseMemory.Rendered rendered : candidate.renderings()) {
            byForm.computeIfAbsent(
                            RelatedRenderings.RenderingVariants.folded(text(rendered)), form -> new ArrayList<>())
                    .add(rendered);
        }
        List<List<PhraseMemory.Rendered>> byCount = byForm.values().stream()
                .sorted(Comparator.comparingLong((List<PhraseMemory.Rendered> same) -> -units(same)))
                .toList();
        List<TermEntry> entries = new ArrayList<>();
        for (List<PhraseMemory.Rendered> same : byCount) {
            if (units(same) >= RARE * units(byCount.get(0))) {
                Location place = places.get(same.get(0).unit());
                entries.add(new TermEntry(
                        candidate.chinese(),
                        candidate.chinese(),
                        written(same),
                        entries.isEmpty() ? TermStatus.PREFERRED : TermStatus.ADMITTED,
                        new TermEntry.Details(
                                "",
                                "",
                                "",
                                List.of(),
                                units(same) + " of " + candidate.units() + " units, as at " + place),
                        place));
            }
        }
        return entries;
    }

    private static long units(List<PhraseMemory.Rendered> same) {
        return same.stream().mapToInt(PhraseMemory.Rendered::unit).distinct().count();
    }

    private String written(List<PhraseMemory.Rendered> same) {
        Map<String, Integer> counts = new HashMap<>();
        same.forEach(rendered -> counts.merge(text(rendered), 1, Integer::sum));
        return RelatedRenderings.RenderingVariants.written(counts);
    }

    private String text(PhraseMemory.Rendered rendered) {
        return units.get(rendered.unit()).target().text().substring(rendered.start(), rendered.end());
    }
}
