package duiqi.benchmark;

import duiqi.benchmark.PlantedFault.Planter;
import duiqi.check.CheckedUnit;
import duiqi.check.EveryCheck;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Measures the checks on parallel text, in one direction. It counts the findings in the unchanged pairs, then plants
 * faults in pairs without findings and counts how many of them the checks find. Only findings at warning level or above
 * of rules that are on by default count.
 */
final class PlantedFaults {
    private static final Glossary NONE = new Glossary(List.of());

    private final Bench bench;
    private final Direction direction;
    private final int plants;
    private final int missed;
    private final Random random;

    private PlantedFaults(Bench bench, Direction direction, int plants, int missed, Random random) {
        this.bench = bench;
        this.direction = direction;
        this.plants = plants;
        this.missed = missed;
        this.random = random;
    }

    /**
     * Prints the findings in unchanged pairs by rule, and the recall by kind of fault.
     *
     * @param arguments folders of annotated texts, tables and memories; {@code en-zh} (default) or {@code zh-en};
     *     {@code pairs=N} unchanged pairs to check; {@code plants=N} faults of a kind; {@code seed=N}; {@code list} to print
     *     each finding in unchanged pairs; {@code missed=N} faults not found to print of each kind; {@code words} to plant
     *     only the faults of {@link PlantedWords}, in both directions
     */
    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(PlantedFaults.class, arguments);
        int pairs = bench.number("pairs", 10_000);
        int plants = bench.number("plants", 200);
        int missed = bench.number("missed", 0);
        int seed = bench.number("seed", 1);
        boolean isListing = bench.take("list");
        boolean isWords = bench.take("words");
        Direction given = CheckedTexts.direction(bench, Direction.INTO_CHINESE);
        for (Direction direction : isWords ? List.of(Direction.INTO_ENGLISH, Direction.INTO_CHINESE) : List.of(given)) {
            PlantedFaults measurement = new PlantedFaults(bench, direction, plants, missed, new Random(seed));
            List<CheckedUnit> units = new ArrayList<>();
            for (Path file : bench.paths()) {
                units.addAll(CheckedTexts.units(file, direction));
            }
            Collections.shuffle(units, measurement.random);
            if (isWords) {
                measurement.plantWords(units);
            } else {
                measurement.countUnchanged(units.subList(0, Math.min(pairs, units.size())), isListing);
                measurement.plant(units);
            }
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

        private void print(Bench bench, String kind) {
            double all = Math.max(1, planted);
            bench.say(
                    "%-26s %6d %6d %6d  %5.1f %%  %5.1f %%",
                    kind, planted, found, shown, 100 * found / all, 100 * shown / all);
        }
    }

    /** Returns the findings that a user sees who fails on warnings, with the default settings. */
    private static List<Finding> findings(List<CheckedUnit> units) {
        return EveryCheck.findings(NONE, units).stream()
                .filter(finding -> finding.rule().isOn() && finding.isAtLeast(Severity.WARNING))
                .toList();
    }

    private void countUnchanged(List<CheckedUnit> units, boolean isListing) {
        List<Finding> findings = findings(units);
        if (isListing) {
            findings.forEach(finding -> bench.say("%s", CheckedTexts.shown(finding)));
        }
        bench.say(
                "%nunchanged pairs: %d, %s%n%-32s %8s %15s",
                units.size(), direction, "rule", "findings", "in 1,000 units");
        Map<String, Long> byRule = findings.stream()
                .collect(Collectors.groupingBy(finding -> finding.rule().id(), TreeMap::new, Collectors.counting()));
        byRule.put("of all rules", (long) findings.size());
        byRule.forEach((rule, count) -> bench.say("%-32s %8d %15.2f", rule, count, 1000.0 * count / units.size()));
        long flagged =
                findings.stream().map(finding -> finding.unit().id()).distinct().count();
        bench.say("units with a finding: %d, %.2f %%", flagged, 100.0 * flagged / units.size());
    }

    private void plant(List<CheckedUnit> units) {
        Map<String, Planter> kinds = new LinkedHashMap<>(PlantedForms.kinds());
        kinds.putAll(PlantedText.kinds());
        kinds.put(
                "target of another unit",
                (source, target, any) -> PlantedFault.random(units, random)
                        .map(other -> other.target().text())
                        .filter(other -> source.length() > 40 && other.length() > 15)
                        .flatMap(other -> PlantedFault.replace(target, 0, target.length(), other)));
        Map<String, Count> counts = new LinkedHashMap<>();
        kinds.forEach((kind, planter) -> counts.put(kind, planted(kind, planter, units)));
        print(counts);
    }

    private void plantWords(List<CheckedUnit> units) throws IOException {
        Map<String, Count> counts = new LinkedHashMap<>();
        PlantedWords.kinds(direction).forEach((kind, planter) -> counts.put(kind, planted(kind, planter, units)));
        bench.say("%n%s", direction);
        print(counts);
    }

    private void print(Map<String, Count> counts) {
        bench.say("%n%-26s %6s %6s %6s  %7s  %7s", "fault", "plants", "found", "shown", "found", "shown");
        Count all = new Count();
        counts.forEach((kind, count) -> {
            all.add(count);
            count.print(bench, kind);
        });
        all.print(bench, "all");
    }

    private Count planted(String kind, Planter planter, List<CheckedUnit> units) {
        Count count = new Count();
        int notShown = 0;
        for (CheckedUnit unit : units) {
            if (count.planted == plants) {
                break;
            }
            Optional<PlantedFault> fault =
                    planter.plant(unit.source().text(), unit.target().text(), random);
            if (fault.isPresent() && findings(List.of(unit)).isEmpty()) {
                CheckedUnit faulty = faulty(unit, fault.get());
                List<Finding> findings = findings(List.of(faulty));
                count.add(findings, fault.get());
                boolean isShown = findings.stream().anyMatch(finding -> isShown(finding, fault.get()));
                if (!isShown && notShown++ < missed) {
                    print(kind, faulty, fault.get(), findings);
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
        bench.say("%s", kind + (findings.isEmpty() ? " not found" : " not shown") + ": " + unit.id());
        bench.say("%s", "    " + unit.source().text());
        bench.say(
                "%s",
                "    " + fault.target().substring(0, fault.start()) + "⟦"
                        + fault.target().substring(fault.start(), fault.end()) + "⟧"
                        + fault.target().substring(fault.end()));
        findings.forEach(finding -> bench.say(
                "%s", "    " + finding.message() + " [" + finding.rule().id() + "]"));
    }
}
