package duiqi.report.page;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.Terminal;
import duiqi.text.Plurals;
import duiqi.text.ResourceLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats the texts of findings that several report formats share. */
public final class FindingText {
    /** Names of rules whose ids are not clear as words; the review reads the same file. */
    private static final Map<String, String> NAMES = Pattern.compile("(?m)^ +\"?([a-z-]+)\"?: \"(.*)\",$")
            .matcher(ResourceLines.text(FindingText.class, "/duiqi/server/page/state/rules.js"))
            .results()
            .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));

    private FindingText() {}

    /** Returns the name of a rule in words, for example {@code Number mismatch}. */
    static String ruleName(String id) {
        String words = Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', ' ');
        return NAMES.getOrDefault(id, words);
    }

    /** Returns a link to the description of a rule, as HTML. */
    static String rule(Finding finding) {
        String rule = finding.rule().id();
        return "<a href=\"#" + rule + "\">" + ruleName(rule) + "</a>";
    }

    /** Returns the file and the line of a finding, as HTML. */
    static String place(Finding finding) {
        return Terminal.html(finding.location().file()) + ":"
                + finding.location().line();
    }

    /**
     * Returns the main span of a finding: the span in the target, which translators can correct, or the span in the
     * source if there is none in the target.
     */
    public static Optional<TextSpan> span(Finding finding) {
        return finding.span(TextSpan.Side.TARGET).or(() -> finding.span(TextSpan.Side.SOURCE));
    }

    /** Returns the span in the source of a finding that also has a span in the target. */
    public static Optional<TextSpan> otherSpan(Finding finding) {
        return finding.span(TextSpan.Side.TARGET).flatMap(target -> finding.span(TextSpan.Side.SOURCE));
    }

    /** Returns the message and the suggestions on one line. */
    public static String advice(Finding finding) {
        String message = Terminal.plain(finding.message());
        return Stream.concat(
                        Stream.of(message),
                        remedies(finding).stream().map(remedy -> remedy.verb() + " " + remedy.quoted()))
                .collect(Collectors.joining("; "));
    }

    /**
     * Holds suggestions of one kind.
     *
     * @param verb {@code use} or {@code delete}
     * @param words the words to use or to delete
     */
    public record Remedy(String verb, List<String> words) {
        public String quoted() {
            return words.stream()
                    .map(some -> "\"" + Terminal.plain(some) + "\"")
                    .collect(Collectors.joining(" or "));
        }
    }

    /** Returns the suggestions: first the words to use, then the words to delete. Omits a kind that has none. */
    public static List<Remedy> remedies(Finding finding) {
        List<String> used = new ArrayList<>();
        List<String> deleted = new ArrayList<>();
        for (String suggestion : finding.suggestions()) {
            Optional<TextSpan> deletion = deletion(finding, suggestion);
            if (deletion.isEmpty()) {
                used.add(suggestion);
            } else {
                String words = finding.unit().text(deletion.get());
                deleted.add(words.isBlank() ? words : words.strip());
            }
        }
        return Stream.of(new Remedy("use", used), new Remedy("delete", deleted))
                .filter(remedy -> !remedy.words().isEmpty())
                .toList();
    }

    /**
     * Returns the part of the target that a suggestion deletes; empty if the suggestion replaces words. A suggestion
     * deletes whole words or marks, or one of two equal Chinese words. It never deletes digits of a number or letters of
     * a word.
     */
    public static Optional<TextSpan> deletion(Finding finding, String suggestion) {
        Optional<TextSpan> main = finding.span(TextSpan.Side.TARGET);
        if (main.isEmpty()) {
            return Optional.empty();
        }
        String words = finding.unit().text(main.get());
        int length = words.length() - suggestion.length();
        int start = 0;
        while (start < suggestion.length() && words.startsWith(suggestion.substring(0, start + 1))) {
            start++;
        }
        int end = start + length;
        if (length <= 0 || !words.substring(end).equals(suggestion.substring(start))) {
            return Optional.empty();
        }
        boolean isWhole = suggestion.isEmpty()
                || (!isInsideWord(words, start) && !isInsideWord(words, end))
                || (Character.isIdeographic(words.codePointAt(start)) && !isInsideWord(words, end));
        return Optional.of(new TextSpan(
                        TextSpan.Side.TARGET,
                        main.get().start() + start,
                        main.get().start() + end))
                .filter(deletion -> isWhole);
    }

    private static boolean isInsideWord(String words, int index) {
        return index > 0
                && index < words.length()
                && Character.isLetterOrDigit(words.codePointBefore(index))
                && Character.isLetterOrDigit(words.codePointAt(index));
    }

    /** Returns both texts, one line each, the source first. */
    public static List<String> texts(CheckedUnit unit) {
        return Stream.of(TextSpan.Side.SOURCE, TextSpan.Side.TARGET)
                .map(side -> code(unit, side) + ": "
                        + Terminal.plain(unit.passage(side).text()))
                .toList();
    }

    public static String code(CheckedUnit unit, TextSpan.Side side) {
        return (side == TextSpan.Side.SOURCE) == unit.isIntoChinese() ? "en" : "zh";
    }

    /** Returns the result of the run as one clause without a full stop. */
    public static String summary(FindingReport report) {
        String checked = Plurals.of(report.units(), "unit") + " of "
                + Plurals.of(report.files().size(), "file");
        if (report.findings().isEmpty()) {
            return "no findings in " + checked;
        }
        String rules = report.byRule().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return Plurals.of(report.findings().size(), "finding") + " in " + checked + ": " + count(report, Severity.ERROR)
                + ", " + count(report, Severity.WARNING) + ", " + count(report, Severity.NOTE) + " (" + rules + ")";
    }

    private static String count(FindingReport report, Severity severity) {
        return Plurals.of(report.count(severity), severity.toString());
    }
}
