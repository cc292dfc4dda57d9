package duiqi.app;

import duiqi.app.source.CorrectedFile;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Applies suggestions of findings to the checked files. It applies only suggestions that are certain: the only
 * suggestion of a warning or an error, from a rule whose suggestions are right if the finding is. Immutable.
 *
 * @param all the corrections, in the order of the findings
 */
public record Corrections(List<Correction> all) {
    /** Rules whose suggestions are always certain */
    private static final Set<String> CERTAIN =
            Set.of("half-width-mark", "doubled-space", "doubled-word", "url-mismatch", "pattern");

    private static final Set<String> TERMS = Set.of("term-forbidden", "term-deprecated");
    private static final Pattern WORD_CHARACTERS = Pattern.compile("[\\p{L}\\p{N}]");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:,\\d{3})++");
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{4,}+");
    private static final Pattern SHORT_NUMBER = Pattern.compile("(?<![#\\d])\\d{1,3}+");
    private static final Pattern ARTICLE = Pattern.compile("(?i)(?:^|.*\\P{L})an? $", Pattern.DOTALL);

    public Corrections {
        all = List.copyOf(all);
    }

    /**
     * Describes a correction.
     *
     * @param finding the finding
     * @param span the part of the target to replace
     * @param text the text to insert; may be empty
     */
    public record Correction(Finding finding, TextSpan span, String text) {
        /** Returns the words to replace. */
        public String words() {
            return finding.unit().text(span);
        }

        /** Returns the location of the words. */
        public Location location() {
            return finding.unit().location(span.start());
        }
    }

    /**
     * Describes the result for one file.
     *
     * @param applied the corrections of the file
     * @param rejected the corrections that duiqi did not apply, with the reasons
     * @param before the text of the file before the corrections; empty if the file was unreadable
     * @param after the text after the corrections
     */
    public record FileResult(
            String file, List<Correction> applied, Map<Correction, String> rejected, String before, String after) {
        public FileResult {
            applied = List.copyOf(applied);
            rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
        }
    }

    /**
     * Returns the certain corrections of findings.
     *
     * @param glossary the terms of the check
     */
    public static Corrections of(List<Finding> findings, Glossary glossary) {
        Set<String> terms = new HashSet<>();
        for (Direction direction : List.of(Direction.INTO_ENGLISH, Direction.INTO_CHINESE)) {
            glossary.entries().stream()
                    .filter(entry -> entry.status() == TermStatus.FORBIDDEN || entry.status() == TermStatus.DEPRECATED)
                    .forEach(entry -> terms.add(entry.target(direction).toLowerCase(Locale.ROOT)));
        }
        List<Correction> all = new ArrayList<>();
        for (Finding finding : findings) {
            if (isCertain(finding, terms)) {
                String words =
                        finding.unit().text(finding.span(TextSpan.Side.TARGET).orElseThrow());
                String text = text(finding, words);
                finding.spans().stream()
                        .filter(span -> span.side() == TextSpan.Side.TARGET)
                        .filter(span -> finding.unit().text(span).equals(words))
                        .forEach(span -> all.add(new Correction(finding, span, text)));
            }
        }
        return new Corrections(all);
    }

    /**
     * Applies the corrections.
     *
     * @param isPreview true to change no file
     * @return the result for each file that has corrections
     */
    public List<FileResult> apply(Workspace workspace, boolean isPreview) throws IOException {
        Map<String, List<Correction>> byFile = new LinkedHashMap<>();
        all.forEach(correction -> byFile.computeIfAbsent(correction.location().file(), file -> new ArrayList<>())
                .add(correction));
        List<FileResult> results = new ArrayList<>();
        for (Map.Entry<String, List<Correction>> file : byFile.entrySet()) {
            CorrectedFile corrected = new CorrectedFile(file.getKey());
            FileResult result = corrected.correct(file.getValue());
            if (!isPreview && !result.applied().isEmpty()) {
                Workspace.UninterruptibleWrite.run(() -> corrected.write(workspace));
            }
            results.add(result);
        }
        return results;
    }

    private static boolean isCertain(Finding finding, Set<String> terms) {
        Optional<TextSpan> span = finding.span(TextSpan.Side.TARGET);
        if (span.isEmpty() || finding.suggestions().size() != 1 || !finding.isAtLeast(Severity.WARNING)) {
            return false;
        }
        String rule = finding.rule().id();
        String words = finding.unit().text(span.get());
        String suggestion = finding.suggestions().get(0);
        if (words.equals(suggestion)) {
            return false;
        }
        if (TERMS.contains(rule)) {
            return terms.contains(words.toLowerCase(Locale.ROOT)) && !changesArticle(finding, span.get(), suggestion);
        }
        return CERTAIN.contains(rule)
                || (rule.equals("number-mismatch") && isSameFormat(words, suggestion))
                || (rule.equals("punctuation") && wordsOf(words).equals(wordsOf(suggestion)));
    }

    /** Returns whether an indefinite article before the words may have to change. */
    private static boolean changesArticle(Finding finding, TextSpan span, String suggestion) {
        String words = finding.unit().text(span);
        String before = finding.unit().target().text().substring(0, span.start());
        return ARTICLE.matcher(before).matches() && isVowel(words) != isVowel(suggestion);
    }

    private static boolean isVowel(String words) {
        return !words.isEmpty() && "aeiouAEIOU".indexOf(words.charAt(0)) >= 0;
    }

    private static String wordsOf(String text) {
        StringBuilder words = new StringBuilder();
        WORD_CHARACTERS.matcher(text).results().forEach(character -> words.append(character.group()));
        return words.toString();
    }

    /**
     * Returns whether two texts contain digits in the same format: with or without separators of thousands, with the
     * same number of decimal points, and with the same signs. Numbers below 1,000 fit both.
     */
    static boolean isSameFormat(String one, String other) {
        String[] formats = {format(one), format(other)};
        if (!formats[0].matches("(?s).*[GL#].*") || formats[0].length() != formats[1].length()) {
            return false;
        }
        for (int i = 0; i < formats[0].length(); i++) {
            char first = formats[0].charAt(i);
            char second = formats[1].charAt(i);
            boolean isShort =
                    (first == '#' && "GL".indexOf(second) >= 0) || (second == '#' && "GL".indexOf(first) >= 0);
            if (first != second && !isShort) {
                return false;
            }
        }
        return true;
    }

    /** Returns a text with its numbers replaced by a sign for their length. */
    private static String format(String text) {
        String shape = text.replaceAll("[GL#]", "x");
        shape = GROUPED.matcher(shape).replaceAll("G");
        shape = LONG_NUMBER.matcher(shape).replaceAll("L");
        return SHORT_NUMBER.matcher(shape).replaceAll("#");
    }

    /** Returns the text to insert. At the beginning of a sentence it keeps the capital letter of the words. */
    private static String text(Finding finding, String words) {
        String suggestion = finding.suggestions().get(0);
        if (!TERMS.contains(finding.rule().id()) || words.isEmpty() || suggestion.isEmpty()) {
            return suggestion;
        }
        boolean isCapital = Character.isUpperCase(words.codePointAt(0));
        int first = suggestion.offsetByCodePoints(0, 1);
        return isCapital
                ? suggestion.substring(0, first).toUpperCase(Locale.ROOT) + suggestion.substring(first)
                : suggestion;
    }
}
