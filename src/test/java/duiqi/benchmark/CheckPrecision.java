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
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures the precision of each rule on real translations. It counts the findings, prints a random sample to judge, and
 * computes the precision from the files of judgements. The sample of a rule consists of the findings with the smallest
 * keys, so that it changes only with the findings.
 */
final class CheckPrecision {
    static final Path JUDGEMENTS = Path.of("src/test/resources/judgements");
    private static final int SAMPLE = 40;
    private static final int KEY_BYTES = 6;

    private final PrintStream out;
    private final Options options;

    private CheckPrecision(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    /**
     * Prints the findings in 1,000 units and the precision of each rule, at each level of severity.
     *
     * @param arguments folders of annotated texts, tables and memories, each checked as one project; glossaries with
     *     names that end in {@code .csv}; {@code zh-en} (default) or {@code en-zh}; rules to measure (default: all);
     *     {@code sample=N} the size of the sample of a rule; {@code judge} to print the findings of the samples without a
     *     judgement; {@code list} to print all findings; {@code wrong} to print the findings judged wrong; several
     *     values in one argument are separated by spaces
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String words = String.join(" ", arguments).strip();
        Machine.print(
                out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.CheckPrecision \"-Dbenchmark=" + words
                        + "\"");
        new CheckPrecision(out, Options.of(List.of(words.split("\\s+")))).measure();
    }

    private record Options(
            List<Path> texts,
            List<Path> glossaries,
            Set<String> rules,
            Set<String> printed,
            Direction direction,
            int sample) {
        static Options of(List<String> words) {
            Set<String> ids =
                    new HashSet<>(Checks.rules().stream().map(Rule::id).toList());
            Set<String> printed = new HashSet<>(List.of("judge", "list", "wrong"));
            ids.retainAll(words);
            printed.retainAll(words);
            int sample = words.stream()
                    .filter(word -> word.startsWith("sample="))
                    .mapToInt(word -> Integer.parseInt(word.substring("sample=".length())))
                    .findAny()
                    .orElse(SAMPLE);
            List<String> files = words.stream()
                    .filter(word -> !ids.contains(word) && !printed.contains(word) && !word.startsWith("sample="))
                    .filter(word -> !word.matches("zh-en|en-zh"))
                    .toList();
            return new Options(
                    files.stream()
                            .filter(word -> !word.endsWith(".csv"))
                            .map(Path::of)
                            .toList(),
                    files.stream()
                            .filter(word -> word.endsWith(".csv"))
                            .map(Path::of)
                            .toList(),
                    ids,
                    printed,
                    words.contains("en-zh") ? Direction.INTO_CHINESE : Direction.INTO_ENGLISH,
                    sample);
        }
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

    private void measure() throws IOException {
        List<Glossary> glossaries = new ArrayList<>();
        for (Path file : options.glossaries) {
            glossaries.add(Glossary.read(file));
        }
        Glossary glossary = Glossary.of(glossaries);
        List<Finding> findings = new ArrayList<>();
        int units = 0;
        for (Path path : options.texts) {
            List<CheckedUnit> text = CheckedTexts.units(path, options.direction);
            units += text.size();
            EveryCheck.findings(glossary, text).stream()
                    .filter(finding -> finding.rule().isOn())
                    .filter(finding -> options.rules.isEmpty()
                            || options.rules.contains(finding.rule().id()))
                    .forEach(findings::add);
        }
        Map<String, String> verdicts = verdicts();
        List<Judged> judged = findings.stream()
                .map(finding -> {
                    String key = key(finding);
                    return new Judged(key, finding, Optional.ofNullable(verdicts.get(key)));
                })
                .sorted(Comparator.comparing(Judged::key))
                .toList();
        print(judged, units);
    }

    private void print(List<Judged> judged, int units) {
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
        rows.forEach(this::print);
        out.printf(Locale.ROOT, "%n%,d units, %s%n", units, options.direction);
        out.printf(
                "%-30s %-8s %8s %9s %6s %6s %9s%n",
                "rule", "severity", "findings", "per 1,000", "right", "wrong", "precision");
        for (Row row : rows) {
            printCounts(row.rule().id(), row.severity().toString(), row, units);
        }
        List<Judged> visible = judged.stream()
                .filter(one -> one.finding().isAtLeast(Severity.WARNING))
                .toList();
        long flagged =
                visible.stream().map(one -> one.finding().unit()).distinct().count();
        out.printf(
                Locale.ROOT,
                "%nwarnings and errors in 1,000 units: %.1f; units with one: %.2f %%%n",
                1000.0 * visible.size() / units,
                100.0 * flagged / units);
    }

    private void printCounts(String rule, String severity, Row row, int units) {
        long right = row.judged("right");
        long wrong = row.judged("wrong");
        out.printf(
                Locale.ROOT,
                "%-30s %-8s %8d %9.2f %6d %6d %9s%n",
                rule,
                severity,
                row.findings().size(),
                1000.0 * row.findings().size() / units,
                right,
                wrong,
                right + wrong == 0 ? "-" : String.format(Locale.ROOT, "%.2f", (double) right / (right + wrong)));
    }

    private void print(Row row) {
        if (options.printed.contains("list")) {
            row.findings().forEach(this::print);
        } else if (options.printed.contains("judge")) {
            row.findings().stream()
                    .limit(options.sample)
                    .filter(one -> one.verdict().isEmpty())
                    .forEach(this::print);
        } else if (options.printed.contains("wrong")) {
            row.findings().stream()
                    .filter(one -> one.verdict().filter("wrong"::equals).isPresent())
                    .forEach(this::print);
        }
    }

    private void print(Judged judged) {
        out.println(
                judged.key() + judged.verdict().map(verdict -> " " + verdict).orElse("") + " "
                        + CheckedTexts.shown(judged.finding()));
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
        String text = String.join(
                "\n",
                finding.rule().id(),
                finding.unit().source().text(),
                finding.unit().target().text(),
                words);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, KEY_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
