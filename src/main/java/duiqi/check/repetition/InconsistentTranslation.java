package duiqi.check.repetition;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan.Side;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.text.Language;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds sources that are translated differently elsewhere, in both directions. Keeps every unit until the end. Not
 * thread-safe.
 */
public final class InconsistentTranslation implements Check.OfAllUnits {
    public static final Rule SOURCE = Rule.of(
                    "same-source-different-target",
                    Severity.NOTE,
                    "the same source is translated differently elsewhere")
            .measured(49, 75);

    /** Minimum number of letters or characters of a source; the translation of a shorter one depends on its context. */
    private static final int MIN_SOURCE = 4;

    /**
     * Matches white space and final punctuation. Matching starts only at the first of several marks, since trying each
     * of a long row would be slow.
     */
    private static final Pattern FINAL = Pattern.compile("[\\s\u200B]+|(?=\\p{P})(?<!\\p{P})\\p{P}++\\s*$");

    private static final Pattern MARKS = Pattern.compile("[\\p{P}\\p{Cf}\\s]+");
    private static final Pattern ARTICLES = Pattern.compile("\\b(?:an?|the)\\b");

    private final Lexicon lexicon;
    private final EnglishWords english;
    private final List<CheckedUnit> units = new ArrayList<>();

    public InconsistentTranslation(Lexicon lexicon, EnglishWords english) {
        this.english = english;
        this.lexicon = lexicon;
    }

    @Override
    public Scope scope() {
        return Scope.FIRST_READING;
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        boolean isTranslation = unit.isIntoChinese() ? Han.count(unit.chinese()) > 0 : !Han.isMost(unit.english());
        if (isTranslation && !unit.target().text().isBlank()) {
            units.add(unit);
        }
        return List.of();
    }

    @Override
    public List<Finding> finish() {
        List<Finding> found = new ArrayList<>();
        groups().forEach(group -> differentTargets(group, found));
        return found;
    }

    /** Returns the units that share a source, for each source of several units. */
    private List<List<CheckedUnit>> groups() {
        Map<String, List<CheckedUnit>> groups = new HashMap<>();
        for (CheckedUnit unit : units) {
            String own = source(unit);
            if (!own.isEmpty()) {
                groups.computeIfAbsent(own, one -> new ArrayList<>(1)).add(unit);
            }
        }
        List<List<CheckedUnit>> several =
                groups.values().stream().filter(group -> group.size() > 1).toList();
        several.forEach(group -> group.sort(CheckedUnit.BY_PLACE));
        return several;
    }

    /** Returns the source without insignificant differences, and the variety of the target; empty if it is short. */
    private String source(CheckedUnit unit) {
        String text = unit.source().text();
        boolean isLong =
                unit.isIntoChinese() ? letters(folded(unit, Side.SOURCE)) >= MIN_SOURCE : Han.count(text) >= MIN_SOURCE;
        return isLong ? variety(unit.direction().target()) + folded(unit, Side.SOURCE) : "";
    }

    private static long letters(String text) {
        return text.chars().filter(Character::isLetter).count();
    }

    /** Returns a text regardless of script, width, case, articles, white space and marks. In a source, marks inside count. */
    private String folded(CheckedUnit unit, Side side) {
        String text = Normalizer.normalize(unit.passage(side).text(), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
        boolean isSource = side == Side.SOURCE;
        if (isSource != unit.isIntoChinese()) {
            return (isSource ? FINAL : MARKS).matcher(lexicon.simplify(text)).replaceAll("");
        }
        return isSource
                ? FINAL.matcher(ARTICLES.matcher(text).replaceAll("")).replaceAll("")
                : english.of(ARTICLES.matcher(text).replaceAll("")).stream()
                        .map(word -> word.lemmas().get(0)) // in American spelling
                        .collect(Collectors.joining());
    }

    /** Returns the language and its variety. A program has separate translations for mainland China, Taiwan, Hong Kong. */
    private static String variety(Language language) {
        String tag = language.tag();
        return language.primary()
                + (tag.endsWith("-HK") || tag.endsWith("-MO")
                        ? "HK"
                        : language.chineseScript().filter("Hant"::equals).orElse(""));
    }

    private void differentTargets(List<CheckedUnit> units, List<Finding> found) {
        Collection<List<CheckedUnit>> translations = units.stream()
                .collect(Collectors.groupingBy(unit -> folded(unit, Side.TARGET)))
                .values();
        // The first of the most frequent ones; each group keeps the order of the units.
        List<CheckedUnit> most = Collections.max(
                translations,
                Comparator.<List<CheckedUnit>>comparingInt(List::size)
                        .thenComparing(group -> group.get(0), CheckedUnit.BY_PLACE.reversed()));
        CheckedUnit usual = most.get(0);
        String translation = usual.target().text();
        String shown = usual.isIntoChinese() ? Finding.shortened(translation) : Finding.quoted(translation);
        translations.stream()
                .filter(group -> !group.equals(most))
                .flatMap(List::stream)
                .map(unit -> Finding.of(
                                SOURCE,
                                unit,
                                "the same " + unit.language(Side.SOURCE) + " is translated as " + shown + " at "
                                        + usual.location(0))
                        .inTarget(0, unit.target().text().length())
                        .about(unit.source().text().strip())
                        .suggesting(List.of(translation)))
                .forEach(found::add);
    }
}
