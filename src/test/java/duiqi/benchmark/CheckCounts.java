package duiqi.benchmark;

import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.check.CheckedUnit;
import duiqi.check.Checks;
import duiqi.check.EveryCheck;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.TextSpan;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import duiqi.text.Location;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts the findings of checks in texts aligned by people. In professional translations nearly every finding is a
 * false positive.
 */
final class CheckCounts {
    private CheckCounts() {}

    /**
     * Prints the findings and the number of findings by rule.
     *
     * @param arguments folders of gold, rules whose findings to print (default: all), and glossaries with names that
     *     end in {@code .csv}; several values in one argument are separated by spaces
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String[] words = String.join(" ", arguments).strip().split("\\s+");
        List<Rule> rules = Checks.rules();
        Set<String> ids = rules.stream().map(Rule::id).collect(Collectors.toSet());
        List<String> folders = Arrays.stream(words)
                .filter(word -> !ids.contains(word) && !word.endsWith(".csv"))
                .toList();
        List<Glossary> glossaries = new ArrayList<>();
        for (String word : words) {
            if (word.endsWith(".csv")) {
                glossaries.add(Glossary.read(Path.of(word)));
            }
        }
        List<String> shown = Arrays.stream(words).filter(ids::contains).toList();
        Machine.print(
                out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.CheckCounts \"-Dbenchmark="
                        + String.join(" ", words) + "\"");
        for (String folder : folders) {
            List<CheckedUnit> units = units(Path.of(folder));
            long start = System.nanoTime();
            List<Finding> findings = EveryCheck.findings(Glossary.of(glossaries), units);
            double seconds = (System.nanoTime() - start) / 1e9;
            findings.stream()
                    .filter(finding ->
                            shown.isEmpty() || shown.contains(finding.rule().id()))
                    .forEach(finding -> print(out, finding));
            out.printf(Locale.ROOT, "%s: %d units, %.2f s%n", folder, units.size(), seconds);
            for (Rule rule : rules) {
                long count = findings.stream()
                        .filter(finding -> finding.rule().equals(rule))
                        .count();
                out.printf(
                        Locale.ROOT,
                        "  %-32s %5d  %6.2f in 1,000 units%n",
                        rule.id(),
                        count,
                        1000.0 * count / units.size());
            }
        }
    }

    /** Returns the beads of a folder with two sides as units. */
    static List<CheckedUnit> units(Path folder) throws IOException {
        List<CheckedUnit> units = new ArrayList<>();
        for (GoldText text : GoldText.in(folder)) {
            for (Bead bead : text.beads()) {
                if (!bead.source().isEmpty() && !bead.target().isEmpty()) {
                    units.add(CheckedUnit.of(
                            String.valueOf(units.size() + 1),
                            Direction.INTO_ENGLISH,
                            passage(text.chinese(), bead.source(), ""),
                            passage(text.english(), bead.target(), " ")));
                }
            }
        }
        return units;
    }

    private static CheckedUnit.Passage passage(Text text, List<Integer> lines, String between) {
        List<Segment> segments =
                lines.stream().sorted().map(text.segments()::get).toList();
        Location location = segments.get(0).location();
        return CheckedUnit.Passage.of(
                segments.stream().map(Segment::text).collect(Collectors.joining(between)), location);
    }

    /** Prints a finding with both texts and brackets around its spans. */
    static void print(PrintStream out, Finding finding) {
        out.println(finding.location() + ": " + finding.severity() + ": " + finding.message() + " ["
                + finding.rule().id() + "]" + (finding.suggestions().isEmpty() ? "" : " -> " + finding.suggestions()));
        out.println("    " + marked(finding, TextSpan.Side.SOURCE));
        out.println("    " + marked(finding, TextSpan.Side.TARGET));
    }

    /** Returns the text of a side with brackets around its spans. */
    private static String marked(Finding finding, TextSpan.Side side) {
        StringBuilder text = new StringBuilder(finding.unit().passage(side).text());
        finding.spans().stream()
                .filter(span -> span.side() == side)
                .sorted((one, other) -> other.start() - one.start())
                .forEach(span -> text.insert(span.end(), '⟧').insert(span.start(), '⟦'));
        return text.toString();
    }
}
