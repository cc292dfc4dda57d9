package duiqi.check.term;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.AmericanSpelling;
import duiqi.lexicon.EnglishWord;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds Chinese that is translated differently elsewhere, and different Chinese with the same English. Keeps every unit
 * until the end. Not thread-safe.
 */
public final class InconsistentTranslation implements Check {
    static final Rule SOURCE = Rule.of(
            "same-source-different-target", Severity.WARNING, "the same Chinese is translated differently elsewhere");

    static final Rule TARGET = Rule.of(
            "same-target-different-source", Severity.NOTE, "different Chinese has the same translation elsewhere");

    /** Minimum number of characters; shorter text depends on its context: 好, 他说. */
    private static final int MIN_CHARACTERS = 4;

    /** Number of characters below which a different translation is a note. */
    private static final int SENTENCE = 10;

    private static final int MIN_WORDS = 6;

    /** Share of common characters (Dice) from which two texts count as variants of one text. */
    private static final double MIN_SHARE_OF_VARIANTS = 0.4;

    /**
     * Matches white space and final punctuation. Matching starts only at the first of several marks, since trying each
     * of a long row would be slow.
     */
    private static final Pattern IGNORED = Pattern.compile("[\\s\u200B]+|(?<!\\p{P})\\p{P}++\\s*$");

    private static final Set<String> ARTICLES = Set.of("a", "an", "the");

    private final Lexicon lexicon;
    private final EnglishWords english;
    private final Map<String, List<CheckedUnit>> bySource = new HashMap<>();
    private final Map<String, List<CheckedUnit>> byTarget = new HashMap<>();

    public InconsistentTranslation(Lexicon lexicon, EnglishWords english) {
        this.english = english;
        this.lexicon = lexicon;
    }

    @Override
    public List<Rule> rules() {
        return List.of(SOURCE, TARGET);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.english().isBlank() || Han.isMost(unit.english())) {
            return List.of();
        }
        String source = source(unit);
        if (Han.count(source) >= MIN_CHARACTERS) {
            bySource.computeIfAbsent(source, key -> new ArrayList<>()).add(unit);
        }
        List<EnglishWord> words = english.of(unit.english());
        if (words.size() >= MIN_WORDS && !unit.chinese().isBlank()) {
            byTarget.computeIfAbsent(target(unit), key -> new ArrayList<>()).add(unit);
        }
        return List.of();
    }

    @Override
    public List<Finding> finish() {
        List<Finding> findings = new ArrayList<>();
        bySource.values().stream()
                .filter(units -> units.size() > 1)
                .forEach(units -> differentTargets(units, findings));
        byTarget.values().stream()
                .filter(units -> units.size() > 1)
                .forEach(units -> differentSources(units, findings));
        findings.sort(Comparator.comparing(Finding::unit, CheckedUnit.BY_PLACE));
        bySource.clear();
        byTarget.clear();
        return findings;
    }

    private void differentTargets(List<CheckedUnit> units, List<Finding> findings) {
        units.sort(CheckedUnit.BY_PLACE);
        Map<String, List<CheckedUnit>> renderings =
                units.stream().collect(Collectors.groupingBy(this::target, TreeMap::new, Collectors.toList()));
        List<List<CheckedUnit>> groups = new ArrayList<>(renderings.values());
        groups.sort(Comparator.comparingInt((List<CheckedUnit> group) -> -group.size())
                .thenComparing(group -> group.get(0), CheckedUnit.BY_PLACE));
        CheckedUnit usual = groups.get(0).get(0);
        boolean isShort = Han.count(usual.chinese()) < SENTENCE;
        groups.stream()
                .skip(1)
                .flatMap(List::stream)
                .map(unit -> Finding.of(
                                SOURCE,
                                unit,
                                "the same Chinese is translated as " + Finding.quoted(usual.english()) + " at "
                                        + usual.location(0))
                        .as(isShort ? Severity.NOTE : Severity.WARNING)
                        .inEnglish(0, unit.english().length())
                        .about(unit.chinese().strip())
                        .suggesting(List.of(usual.english())))
                .forEach(findings::add);
    }

    private void differentSources(List<CheckedUnit> units, List<Finding> findings) {
        units.sort(CheckedUnit.BY_PLACE);
        CheckedUnit first = units.get(0);
        Set<String> seen = new HashSet<>(Set.of(source(first)));
        for (CheckedUnit unit : units) {
            if (seen.add(source(unit)) && similarity(source(first), source(unit)) < MIN_SHARE_OF_VARIANTS) {
                findings.add(Finding.of(
                                TARGET,
                                unit,
                                "the same English translates different Chinese at " + first.location(0) + ": "
                                        + first.chinese())
                        .inChinese(0, unit.chinese().length()));
            }
        }
    }

    private static double similarity(String one, String other) {
        Map<Integer, Integer> counts = new HashMap<>();
        one.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
        long common = other.chars()
                .filter(c -> counts.merge(c, -1, Integer::sum) >= 0)
                .count();
        return 2.0 * common / Math.max(1, one.length() + other.length());
    }

    /** Returns the Chinese in one script and width, without white space and final punctuation. */
    private String source(CheckedUnit unit) {
        String text = Normalizer.normalize(unit.chinese(), Normalizer.Form.NFKC);
        return lexicon.simplify(IGNORED.matcher(text).replaceAll(""));
    }

    /** Returns the words of the English without articles, in American spelling. */
    private String target(CheckedUnit unit) {
        return english.of(unit.english()).stream()
                .map(EnglishWord::form)
                .filter(form -> !ARTICLES.contains(form))
                .map(AmericanSpelling::of)
                .collect(Collectors.joining(" "));
    }
}
