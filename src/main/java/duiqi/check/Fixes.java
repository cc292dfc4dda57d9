package duiqi.check;

import duiqi.check.number.NumberMismatch;
import duiqi.check.repetition.InconsistentTranslation;
import duiqi.check.text.ChineseTypography;
import duiqi.check.text.Punctuation;
import duiqi.check.text.RunningText;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.Lexicon;
import duiqi.text.Deadline;
import duiqi.text.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Selects the suggestions of findings that a program may apply without a person: the only suggestion of a warning or an
 * error, in a place where its rule may change the text. It checks each corrected unit again, and drops corrections that
 * leave their finding or cause a new one. Not thread-safe.
 */
public final class Fixes {
    /** Rules that change marks and spaces in running text only */
    private static final Set<String> MARKS = Set.of("half-width-mark", "doubled-space", "punctuation");

    private static final Set<String> TERMS = Set.of("term-forbidden", "term-deprecated");
    private static final Set<String> WORDS = Set.of("doubled-word", "url-mismatch");
    private static final String NUMBERS = "number-mismatch";
    private static final Pattern WORD_CHARACTERS = Pattern.compile("[\\p{L}\\p{N}]");
    private static final Pattern LETTER_AT_NUMBER = Pattern.compile("\\p{Alpha}-?\\d|\\d\\p{Alpha}");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:,\\d{3})++");
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{4,}+");
    private static final Pattern SHORT_NUMBER = Pattern.compile("(?<![#\\d])\\d{1,3}+");
    private static final Pattern ARTICLE = Pattern.compile("(?i)(?:^|.*\\P{L})an? $", Pattern.DOTALL);

    /** Maximum time to check a corrected unit. */
    private static final Duration CHECK_TIME = Duration.ofSeconds(5);

    /** Maximum number of times that a unit is corrected and checked again. */
    private static final int MAX_ROUNDS = 5;

    private final CheckSettings settings;
    private final Scope scope;
    private final List<Check> checks;
    private final Set<String> bannedTerms = new HashSet<>();

    /** Lists how many rules may correct a text. */
    public enum Scope {
        /** Rules whose corrections were right in at least 98 of 100 measured cases, and patterns of the project. */
        SAFE,
        /** All rules with corrections. */
        ALL
    }

    /**
     * Creates a selection.
     *
     * @param glossary the terms of the check
     * @param settings the settings of the check
     */
    public Fixes(Glossary glossary, CheckSettings settings, Scope scope) {
        this.settings = settings;
        this.scope = scope;
        this.checks = Checks.all(glossary, Lexicon.standard(), settings).stream()
                .map(Checks.Listed::check)
                .filter(check -> !(check instanceof InconsistentTranslation))
                .toList();
        for (Direction direction : List.of(Direction.INTO_ENGLISH, Direction.INTO_CHINESE)) {
            glossary.entries().stream()
                    .filter(entry -> entry.status() == TermStatus.FORBIDDEN || entry.status() == TermStatus.DEPRECATED)
                    .forEach(entry -> bannedTerms.add(entry.target(direction).toLowerCase(Locale.ROOT)));
        }
    }

    /** Returns the corrections of findings, by their units. */
    public List<Correction> of(List<Finding> findings) {
        IdentityHashMap<CheckedUnit, List<Finding>> byUnit = new IdentityHashMap<>();
        List<CheckedUnit> units = new ArrayList<>();
        for (Finding finding : findings) {
            byUnit.computeIfAbsent(finding.unit(), unit -> {
                        units.add(unit);
                        return new ArrayList<>();
                    })
                    .add(finding);
        }
        List<Correction> all = new ArrayList<>();
        units.forEach(unit -> all.addAll(repeated(unit, byUnit.getOrDefault(unit, List.of()))));
        return all;
    }

    /**
     * Returns the corrections of a unit, including those that become certain or possible only after others: a mark in
     * corrected brackets, or a mark that is no style of the unit any more.
     */
    private List<Correction> repeated(CheckedUnit unit, List<Finding> findings) {
        SuccessiveCorrections all = new SuccessiveCorrections(unit);
        CheckedUnit corrected = unit;
        List<Finding> certain = findings.stream().filter(this::isCertain).toList();
        for (int round = 0; round < MAX_ROUNDS && !certain.isEmpty(); round++) {
            List<Correction> more = safe(corrected, certain);
            for (int i = more.size() - 1; i >= 0; i--) {
                Correction correction = more.get(i);
                known(correction.finding(), findings)
                        .ifPresent(known -> all.add(known, correction.span(), correction.text()));
            }
            corrected = with(unit, all.text());
            certain = more.isEmpty()
                    ? List.of()
                    : findings(corrected).stream()
                            .filter(finding -> isCertain(finding)
                                    && known(finding, findings).isPresent())
                            .toList();
        }
        return all.all();
    }

    /** Returns the finding of the check that is the same as a finding in the corrected unit. */
    private static Optional<Finding> known(Finding finding, List<Finding> findings) {
        return findings.stream()
                .filter(known ->
                        known.rule().equals(finding.rule()) && known.message().equals(finding.message()))
                .findFirst();
    }

    /** Returns the corrections of a unit that remove their findings and cause no other: all together, else one by one. */
    private List<Correction> safe(CheckedUnit unit, List<Finding> findings) {
        Map<String, Integer> before = counts(unit);
        List<Correction> together = corrections(findings);
        if (isBetter(unit, before, together)) {
            return together;
        }
        List<Finding> kept = new ArrayList<>();
        for (Finding finding : findings) {
            kept.add(finding);
            if (!isBetter(unit, before, corrections(kept))) {
                kept.remove(finding);
            }
        }
        return corrections(kept);
    }

    private static List<Correction> corrections(List<Finding> findings) {
        List<Correction> corrections = new ArrayList<>();
        int end = -1;
        for (Finding finding : findings.stream()
                .sorted(Comparator.comparingInt(
                        finding -> mainSpan(finding).orElseThrow().start()))
                .toList()) {
            String words = finding.unit().text(mainSpan(finding).orElseThrow());
            for (TextSpan span : finding.spans()) {
                boolean isSame = span.side() == TextSpan.Side.TARGET
                        && finding.unit().text(span).equals(words);
                if (isSame && span.start() >= end && !(span.start() == end && span.end() == end)) {
                    corrections.add(new Correction(finding, span, replacement(finding, words)));
                    end = span.end();
                }
            }
        }
        return corrections;
    }

    private static Optional<TextSpan> mainSpan(Finding finding) {
        return finding.span(TextSpan.Side.TARGET);
    }

    private boolean isBetter(CheckedUnit unit, Map<String, Integer> before, List<Correction> corrections) {
        SuccessiveCorrections all = new SuccessiveCorrections(unit);
        for (int i = corrections.size() - 1; i >= 0; i--) {
            Correction correction = corrections.get(i);
            all.add(correction.finding(), correction.span(), correction.text());
        }
        Map<String, Integer> allowed = new HashMap<>(before);
        corrections.stream()
                .map(Correction::finding)
                .distinct()
                .forEach(finding -> allowed.merge(finding.rule().id(), -1, Integer::sum));
        Map<String, Integer> after = counts(with(unit, all.text()));
        return !corrections.isEmpty()
                && allowed.entrySet().stream().allMatch(rule -> after.getOrDefault(rule.getKey(), 0) <= rule.getValue())
                && allowed.keySet().containsAll(after.keySet());
    }

    private static CheckedUnit with(CheckedUnit unit, String target) {
        return new CheckedUnit(
                unit.id(),
                unit.direction(),
                unit.source(),
                CheckedUnit.Passage.of(target, unit.location(0)),
                unit.properties(),
                unit.notes());
    }

    /** Returns the number of findings of each rule in a unit. */
    private Map<String, Integer> counts(CheckedUnit unit) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        findings(unit).forEach(finding -> counts.merge(finding.rule().id(), 1, Integer::sum));
        return counts;
    }

    private List<Finding> findings(CheckedUnit unit) {
        List<Finding> all = new ArrayList<>();
        for (Check check : checks) {
            List<Finding> found = new ArrayList<>();
            try {
                Deadline.within(CHECK_TIME, () -> found.addAll(check.check(unit)));
            } catch (Deadline.ExpiredException | StackOverflowError endless) {
                found.add(Finding.of(CheckRun.UNCHECKED, unit, "takes too long"));
            }
            if (check instanceof ChineseTypography || check instanceof Punctuation) {
                found.addAll(check.finish());
            }
            found.forEach(finding -> settings.grade(finding).ifPresent(all::add));
        }
        return all;
    }

    private boolean isCertain(Finding finding) {
        Optional<TextSpan> span = mainSpan(finding);
        if (span.isEmpty() || finding.suggestions().size() != 1 || !finding.isAtLeast(Severity.WARNING)) {
            return false;
        }
        String suggestion = finding.suggestions().get(0);
        String words = finding.unit().text(span.get());
        String rule = finding.rule().id();
        if (words.equals(suggestion)) {
            return false;
        }
        if (MARKS.contains(rule)) {
            return wordsOf(words).equals(wordsOf(suggestion)) && isInRunningText(finding, span.get());
        }
        return rule.equals("pattern") || (scope == Scope.ALL && isCertainWord(finding, span.get(), suggestion));
    }

    private static boolean isInRunningText(Finding finding, TextSpan span) {
        return !isSpaceOfStyle(finding, span) && RunningText.contains(finding.unit(), span.start(), span.end());
    }

    private boolean isCertainWord(Finding finding, TextSpan span, String suggestion) {
        String words = finding.unit().text(span);
        String rule = finding.rule().id();
        if (TERMS.contains(rule)) {
            return bannedTerms.contains(words.toLowerCase(Locale.ROOT)) && !changesArticle(finding, span, suggestion);
        }
        return WORDS.contains(rule)
                || (rule.equals(NUMBERS)
                        && isSameFormat(words, suggestion)
                        && !isPartOfName(finding, span)
                        && !RunningText.isInCode(finding.unit(), span.start(), span.end())
                        && numbers().isOnlyDifference(finding));
    }

    /** Returns whether a space is before a colon or semicolon, which is the style of some labels. */
    private static boolean isSpaceOfStyle(Finding finding, TextSpan span) {
        String after = finding.unit().target().text().substring(span.end());
        return finding.unit().text(span).isBlank() && (after.startsWith(":") || after.startsWith(";"));
    }

    /** Returns whether a number is part of a name, as in ES2015, or the number of a heading, as in "3.4 Filters". */
    private static boolean isPartOfName(Finding finding, TextSpan span) {
        String text = finding.unit().target().text();
        String around = text.substring(Math.max(0, span.start() - 1), Math.min(text.length(), span.end() + 1));
        return LETTER_AT_NUMBER.matcher(around).find()
                || (span.start() == 0 && finding.unit().text(span).indexOf('.') > 0);
    }

    private NumberMismatch numbers() {
        return checks.stream()
                .filter(NumberMismatch.class::isInstance)
                .map(NumberMismatch.class::cast)
                .findFirst()
                .orElseThrow();
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
    private static String replacement(Finding finding, String words) {
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
