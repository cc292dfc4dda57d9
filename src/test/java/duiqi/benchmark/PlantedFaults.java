package duiqi.benchmark;

import duiqi.benchmark.PlantedFault.Planter;
import duiqi.check.CheckedUnit;
import duiqi.check.Checks;
import duiqi.check.EveryCheck;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import duiqi.text.Language;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures the checks on parallel text, in one direction. It counts the findings in the unchanged pairs, then plants
 * faults in pairs without findings and counts how many of them the checks find. Only findings at warning level or above
 * of rules that are on by default count.
 */
final class PlantedFaults {
    private static final Glossary NONE = new Glossary(List.of());
    private static final Glossary TERMS = PlantedTerms.glossary();
    private static final Set<String> WITH_GLOSSARY = PlantedTerms.kinds().keySet();
    private static final int RECURRENCE = 12;

    private final PrintStream out;
    private final Options options;
    private final Random random;

    private PlantedFaults(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
        this.random = new Random(options.seed);
    }

    /**
     * Prints the findings in unchanged pairs by rule, and the recall by kind of fault.
     *
     * @param arguments files of pairs, with names that end in {@code .tsv} or {@code .tsv.gz}; {@code en-zh} (default)
     *     or {@code zh-en}; {@code pairs=N} unchanged pairs to check; {@code plants=N} faults of a kind;
     *     {@code seed=N}; {@code list} to print each finding in unchanged pairs; {@code missed=N} faults not found to
     *     print of each kind; several values in one argument are separated by spaces
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String words = String.join(" ", arguments).strip();
        Machine.print(
                out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.PlantedFaults \"-Dbenchmark=" + words
                        + "\"");
        PlantedFaults measurement = new PlantedFaults(out, Options.of(List.of(words.split("\\s+"))));
        List<CheckedUnit> units = measurement.units();
        measurement.countUnchanged(units.subList(0, Math.min(measurement.options.pairs, units.size())));
        if (measurement.options.plants > 0) {
            measurement.plant(units);
        }
    }

    private record Options(
            List<Path> files, Direction direction, int pairs, int plants, int missed, long seed, boolean isListing) {
        static Options of(List<String> words) {
            Map<String, Integer> numbers = new LinkedHashMap<>(Map.of("pairs", 10_000, "plants", 200));
            words.stream()
                    .filter(word -> word.contains("="))
                    .map(word -> word.split("="))
                    .forEach(setting -> numbers.put(setting[0], Integer.valueOf(setting[1])));
            return new Options(
                    words.stream()
                            .filter(word -> word.contains(".tsv"))
                            .map(Path::of)
                            .toList(),
                    words.contains("zh-en") ? Direction.INTO_ENGLISH : Direction.INTO_CHINESE,
                    numbers.getOrDefault("pairs", 0),
                    numbers.getOrDefault("plants", 0),
                    numbers.getOrDefault("missed", 0),
                    numbers.getOrDefault("seed", 1),
                    words.contains("list"));
        }
    }

    /** Counts the faults of a kind. */
    private static final class Count {
        private int planted;
        private int found;
        private int shown;

        private void add(List<Finding> findings, PlantedFault fault) {
            planted++;
            found += findings.isEmpty() ? 0 : 1;
            shown += findings.stream().anyMatch(finding -> isShown(finding, fault)) ? 1 : 0;
        }

        private void add(Count other) {
            planted += other.planted;
            found += other.found;
            shown += other.shown;
        }

        private void print(PrintStream out, String kind) {
            out.printf(
                    Locale.ROOT,
                    "%-26s %6d %6d %6d  %5.1f %%  %5.1f %%%n",
                    kind,
                    planted,
                    found,
                    shown,
                    100.0 * found / Math.max(1, planted),
                    100.0 * shown / Math.max(1, planted));
        }
    }

    /** Reads the pairs of all files in random order. */
    private List<CheckedUnit> units() throws IOException {
        List<CheckedUnit> units = new ArrayList<>();
        for (Path file : options.files) {
            units.addAll(CheckedTexts.units(file, options.direction));
        }
        Collections.shuffle(units, random);
        return units;
    }

    /** Returns the findings that a user sees who fails on warnings, with the default settings. */
    private static List<Finding> findings(Glossary glossary, List<CheckedUnit> units) {
        return EveryCheck.findings(glossary, units).stream()
                .filter(finding -> finding.rule().isOn() && finding.isAtLeast(Severity.WARNING))
                .toList();
    }

    private void countUnchanged(List<CheckedUnit> units) {
        List<Finding> findings = findings(NONE, units);
        if (options.isListing) {
            findings.forEach(finding -> out.println(CheckedTexts.shown(finding)));
        }
        Map<String, Long> byRule = findings.stream()
                .collect(Collectors.groupingBy(finding -> finding.rule().id(), Collectors.counting()));
        long flagged =
                findings.stream().map(finding -> finding.unit().id()).distinct().count();
        out.printf(Locale.ROOT, "%nunchanged pairs: %d, %s%n", units.size(), options.direction);
        out.printf("%-32s %8s %15s%n", "rule", "findings", "in 1,000 units");
        for (Rule rule : Checks.rules()) {
            printRate(rule.id(), byRule.getOrDefault(rule.id(), 0L), units.size());
        }
        printRate("all", findings.size(), units.size());
        out.printf(
                Locale.ROOT,
                "units with a finding: %d, %.2f %%%n",
                flagged,
                100.0 * flagged / Math.max(1, units.size()));
    }

    private void printRate(String name, long count, int units) {
        out.printf(Locale.ROOT, "%-32s %8d %15.2f%n", name, count, 1000.0 * count / Math.max(1, units));
    }

    private void plant(List<CheckedUnit> units) {
        Map<String, Planter> kinds = new LinkedHashMap<>(PlantedForms.kinds());
        kinds.putAll(PlantedText.kinds());
        kinds.putAll(options.direction.isIntoChinese() ? PlantedTerms.kinds() : PlantedRenderings.kinds());
        kinds.put(
                "target of another unit",
                (source, target, any) -> PlantedFault.random(units, random)
                        .map(other -> other.target().text())
                        .filter(other -> source.length() > 40 && other.length() > 15)
                        .flatMap(other -> PlantedFault.replace(target, 0, target.length(), other)));
        Map<String, Count> counts = new LinkedHashMap<>();
        kinds.forEach((kind, planter) -> counts.put(kind, planted(kind, planter, units)));
        if (options.direction.isIntoChinese()) {
            String kind = "simplified characters";
            counts.put(kind, planted(kind, PlantedText::simplified, inTraditional(units)));
        }
        counts.put("term inconsistent", inconsistent(units));
        out.printf("%n%-26s %6s %6s %6s  %7s  %7s%n", "fault", "plants", "found", "shown", "found", "shown");
        Count all = new Count();
        counts.forEach((kind, count) -> {
            all.add(count);
            count.print(out, kind);
        });
        all.print(out, "all");
    }

    private Count planted(String kind, Planter planter, List<CheckedUnit> units) {
        Glossary glossary = WITH_GLOSSARY.contains(kind) ? TERMS : NONE;
        Count count = new Count();
        int notShown = 0;
        for (CheckedUnit unit : units) {
            if (count.planted == options.plants) {
                break;
            }
            Optional<PlantedFault> fault =
                    planter.plant(unit.source().text(), unit.target().text(), random);
            if (fault.isPresent() && findings(glossary, List.of(unit)).isEmpty()) {
                CheckedUnit faulty = faulty(unit, fault.get());
                List<Finding> findings = findings(glossary, List.of(faulty));
                count.add(findings, fault.get());
                boolean isShown = findings.stream().anyMatch(finding -> isShown(finding, fault.get()));
                if (!isShown && notShown++ < options.missed) {
                    print(kind, faulty, fault.get(), findings);
                }
            }
        }
        return count;
    }

    /** Returns some of the units in traditional characters. */
    private List<CheckedUnit> inTraditional(List<CheckedUnit> units) {
        Direction direction = new Direction(options.direction.source(), new Language("zh-TW"));
        return units.stream()
                .limit(10L * options.plants)
                .map(unit -> CheckedUnit.of(
                        unit.id(),
                        direction,
                        unit.source(),
                        CheckedUnit.Passage.of(
                                PlantedText.inTraditional(unit.target().text()), unit.location(0))))
                .toList();
    }

    /** Inserts inconsistent terms, which need several units. */
    private Count inconsistent(List<CheckedUnit> units) {
        Count count = new Count();
        int notShown = 0;
        for (PlantedTerms.Recurrence recurrence : PlantedTerms.recurrences(units, RECURRENCE)) {
            List<CheckedUnit> all = new ArrayList<>(recurrence.units());
            if (findings(NONE, all).isEmpty()) {
                CheckedUnit faulty = faulty(all.remove(all.size() - 1), recurrence.fault());
                all.add(faulty);
                List<Finding> findings = findings(NONE, all).stream()
                        .filter(finding -> finding.unit().equals(faulty))
                        .toList();
                count.add(findings, recurrence.fault());
                if (findings.isEmpty() && notShown++ < options.missed) {
                    print("term inconsistent", faulty, recurrence.fault(), findings);
                }
            }
        }
        return count;
    }

    private static CheckedUnit faulty(CheckedUnit unit, PlantedFault fault) {
        return CheckedUnit.of(
                unit.id(), unit.direction(), unit.source(), CheckedUnit.Passage.of(fault.target(), unit.location(0)));
    }

    /** Returns whether a span of the finding in the target shows the fault. */
    private static boolean isShown(Finding finding, PlantedFault fault) {
        return finding.spans().stream()
                .anyMatch(span -> span.side() == TextSpan.Side.TARGET && fault.isShownBy(span.start(), span.end()));
    }

    private void print(String kind, CheckedUnit unit, PlantedFault fault, List<Finding> findings) {
        out.println(kind + (findings.isEmpty() ? " not found" : " not shown") + ": " + unit.id());
        out.println("    " + unit.source().text());
        out.println("    " + fault.target().substring(0, fault.start()) + "⟦"
                + fault.target().substring(fault.start(), fault.end()) + "⟧"
                + fault.target().substring(fault.end()));
        findings.forEach(finding ->
                out.println("    " + finding.message() + " [" + finding.rule().id() + "]"));
    }
}
