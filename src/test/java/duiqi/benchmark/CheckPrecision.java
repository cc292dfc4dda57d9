package duiqi.benchmark;

import duiqi.check.CheckedUnit;
import duiqi.check.Checks;
import duiqi.check.EveryCheck;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures the precision of each rule on real translations. It counts the findings, prints a random sample to judge, and
 * computes the precision from the files of judgements. The sample of a rule consists of the findings with the smallest
 * keys, so that it changes only with the findings.
 */
final class CheckPrecision {
    static final Path JUDGEMENTS = Path.of("src/test/resources/judgements");
    private static final int SAMPLE = 40;

    private CheckPrecision() {}

    /**
     * Prints the findings in 1,000 units and the precision of each rule, at each level of severity.
     *
     * @param arguments folders of annotated texts, tables and memories, each checked as one project; glossaries with
     *     names that end in {@code .csv}; {@code zh-en} (default) or {@code en-zh}; rules to measure (default: all);
     *     {@code judge} to print the findings of the samples without a judgement
     */
    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(CheckPrecision.class, arguments);
        boolean isJudging = bench.take("judge");
        Direction direction = CheckedTexts.direction(bench, Direction.INTO_ENGLISH);
        Glossary glossary = CheckedTexts.glossary(bench);
        List<String> rules =
                Checks.rules().stream().map(Rule::id).filter(bench::take).toList();
        Map<String, String> verdicts = verdicts();
        List<Judged> judged = new ArrayList<>();
        int units = 0;
        for (Path path : bench.paths()) {
            List<CheckedUnit> text = CheckedTexts.units(path, direction);
            units += text.size();
            for (Finding finding : EveryCheck.findings(glossary, text)) {
                if (finding.rule().isOn()
                        && (rules.isEmpty() || rules.contains(finding.rule().id()))) {
                    judged.add(new Judged(key(finding), finding, Optional.ofNullable(verdicts.get(key(finding)))));
                }
            }
        }
        judged.sort(Comparator.comparing(Judged::key));
        print(bench, judged, units, isJudging);
    }

    /** Counts the findings of a rule with the same severity. */
    private record Row(Rule rule, Severity severity, List<Judged> findings) {
        long judged(String verdict) {
            return findings.stream()
                    .filter(judged -> judged.verdict().filter(verdict::equals).isPresent())
                    .count();
        }
    }

    /** Holds a finding with its key, and with its verdict if it has one. */
    private record Judged(String key, Finding finding, Optional<String> verdict) {}

    private static void print(Bench bench, List<Judged> judged, int units, boolean isJudging) {
        List<Row> rows = new ArrayList<>();
        for (Rule rule : Checks.rules()) {
            for (Severity severity : Severity.values()) {
                List<Judged> same = judged.stream()
                        .filter(one -> one.finding().rule().equals(rule)
                                && one.finding().severity() == severity)
                        .toList();
                if (!same.isEmpty()) {
                    rows.add(new Row(rule, severity, same));
                }
            }
        }
        if (isJudging) {
            rows.stream()
                    .flatMap(row -> row.findings().stream().limit(SAMPLE))
                    .filter(one -> one.verdict().isEmpty())
                    .forEach(one -> bench.say("%s %s", one.key(), CheckedTexts.shown(one.finding())));
        }
        bench.say(
                "%n%,d units%n%-30s %-8s %8s %9s %6s %6s %9s",
                units, "rule", "severity", "findings", "per 1,000", "right", "wrong", "precision");
        for (Row row : rows) {
            long right = row.judged("right");
            long wrong = row.judged("wrong");
            bench.say(
                    "%-30s %-8s %8d %9.2f %6d %6d %9.2f",
                    row.rule().id(),
                    row.severity(),
                    row.findings().size(),
                    1000.0 * row.findings().size() / units,
                    right,
                    wrong,
                    (double) right / (right + wrong));
        }
        List<Finding> visible = judged.stream()
                .map(Judged::finding)
                .filter(finding -> finding.isAtLeast(Severity.WARNING))
                .toList();
        bench.say(
                "%nwarnings and errors in 1,000 units: %.1f; units with one: %.2f %%",
                1000.0 * visible.size() / units,
                100.0 * visible.stream().map(Finding::unit).distinct().count() / units);
    }

    /**
     * Reads the judgements. Each line has the key of a finding, a tab, {@code right} or {@code wrong}, and optionally a
     * tab and a reason. A finding is right if a careful editor would change the translation because of it.
     */
    static Map<String, String> verdicts() throws IOException {
        Map<String, String> verdicts = new HashMap<>();
        try (Stream<Path> files = Files.list(JUDGEMENTS)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    String[] columns = line.split("\t");
                    String verdict = columns.length < 2 ? "" : columns[1];
                    if (!verdict.matches("right|wrong")
                            || !verdicts.getOrDefault(columns[0], verdict).equals(verdict)) {
                        throw new IOException(file + ": \"" + line + "\" is not a judgement, or contradicts another");
                    }
                    verdicts.put(columns[0], verdict);
                }
            }
        }
        return verdicts;
    }

    /** Returns the key of a finding: a hash of the rule, both texts and the words in question. */
    private static String key(Finding finding) {
        String words = Stream.of(TextSpan.Side.TARGET, TextSpan.Side.SOURCE)
                .flatMap(side -> finding.span(side).stream())
                .findFirst()
                .map(span -> span.start() + "-" + span.end())
                .orElse("");
        return Bench.key(String.join(
                "\n",
                finding.rule().id(),
                finding.unit().source().text(),
                finding.unit().target().text(),
                words));
    }
}
