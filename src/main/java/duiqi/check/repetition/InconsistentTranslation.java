package duiqi.check.repetition;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.glossary.LearnedTranslations;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.memory.KeyNumbers;
import duiqi.text.Language;
import duiqi.text.WorkBudget;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds sources that are translated differently elsewhere, and different sources with the same translation, in both
 * directions. Stores every unit until the end. Not thread-safe.
 */
public final class InconsistentTranslation implements Check {
    static final Rule SOURCE = Rule.of(
            "same-source-different-target", Severity.WARNING, "the same source is translated differently elsewhere");

    static final Rule TARGET = Rule.of(
            "same-target-different-source", Severity.NOTE, "different sources have the same translation elsewhere");

    /** Share of common characters or words (Dice) from which two texts count as variants of one text. */
    private static final double MIN_SHARE_OF_VARIANTS = 0.4;

    /**
     * Matches white space and final punctuation. Matching starts only at the first of several marks, since trying each
     * of a long row would be slow.
     */
    private static final Pattern IGNORED = Pattern.compile("[\\s\u200B]+|(?=\\p{P})(?<!\\p{P})\\p{P}++\\s*$");

    /** Work to compare two texts, for each character, in steps of {@link WorkBudget}. */
    private static final int STEPS_PER_CHARACTER = 10;

    private final TextForm chinese;
    private final TextForm english;
    private final StoredUnits units;
    private Groups bySource = new Groups();
    private Groups byTarget = new Groups();

    /**
     * Creates a check.
     *
     * @param units receives the units
     */
    public InconsistentTranslation(Lexicon lexicon, EnglishWords english, StoredUnits units) {
        this.units = units;
        this.chinese = new ChineseForm(lexicon);
        this.english = new EnglishForm(english);
    }

    @Override
    public Scope scope() {
        return Scope.FIRST_READING;
    }

    @Override
    public List<Rule> rules() {
        return List.of(SOURCE, TARGET);
    }

    private TextForm form(CheckedUnit unit, TextSpan.Side side) {
        return (side == TextSpan.Side.TARGET) == unit.isIntoChinese() ? chinese : english;
    }

    /** Returns the source without insignificant differences. */
    private String source(CheckedUnit unit) {
        return form(unit, TextSpan.Side.SOURCE).ofSource(unit.source().text());
    }

    /** Returns the target without insignificant differences. */
    private String target(CheckedUnit unit) {
        return form(unit, TextSpan.Side.TARGET).ofTarget(unit.target().text());
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        TextForm ofTarget = form(unit, TextSpan.Side.TARGET);
        String target = unit.target().text();
        if (target.isBlank() || !ofTarget.isTranslation(target)) {
            return List.of();
        }
        if (form(unit, TextSpan.Side.SOURCE).isLongSource(unit.source().text())) {
            bySource.add(units.key(variety(unit.direction().target()), source(unit)), units.add(unit));
        }
        if (ofTarget.isLongTarget(target) && !unit.source().text().isBlank()) {
            byTarget.add(units.key(unit.direction().target().primary(), target(unit)), units.add(unit));
        }
        return List.of();
    }

    /** Returns the language and its variety. A program has separate translations for mainland China, Taiwan, Hong Kong. */
    private static String variety(Language language) {
        String tag = language.tag();
        return language.primary()
                + (tag.endsWith("-HK") || tag.endsWith("-MO")
                        ? "HK"
                        : language.chineseScript().filter("Hant"::equals).orElse(""));
    }

    @Override
    public List<Finding> finish() {
        List<Finding> findings = new ArrayList<>();
        finish(findings::add);
        findings.sort(Comparator.comparing(Finding::unit, CheckedUnit.BY_PLACE));
        return findings;
    }

    @Override
    public void finish(Consumer<Finding> found) {
        bySource.forEach(group -> differentTargets(group, found));
        byTarget.forEach(group -> differentSources(group, found));
        bySource = new Groups();
        byTarget = new Groups();
    }

    /** Groups the numbers of units by a key, in about 50 bytes for each unit. */
    private final class Groups {
        private final LearnedTranslations.LongNumbers keys = new LearnedTranslations.LongNumbers();

        /** Number of each unit that was added. */
        private final KeyNumbers.Ints added = new KeyNumbers.Ints();

        /** For each unit that was added, the index of the previous one with its key, or -1. */
        private final KeyNumbers.Ints previous = new KeyNumbers.Ints();

        /** Index of the last unit of each key. */
        private final KeyNumbers.Ints lasts = new KeyNumbers.Ints();

        void add(long key, int unit) {
            int number = keys.number(key);
            previous.add(number == lasts.size() ? -1 : lasts.get(number));
            lasts.set(number, added.size());
            added.add(unit);
        }

        /** Passes the units of each key that has several. */
        void forEach(Consumer<List<CheckedUnit>> consumer) {
            for (int number = 0; number < keys.size(); number++) {
                if (previous.get(lasts.get(number)) >= 0) {
                    List<CheckedUnit> group = new ArrayList<>();
                    for (int at = lasts.get(number); at >= 0; at = previous.get(at)) {
                        group.add(units.get(added.get(at)));
                    }
                    Collections.reverse(group);
                    consumer.accept(group);
                }
            }
        }
    }

    private void differentTargets(List<CheckedUnit> units, Consumer<Finding> found) {
        units.sort(CheckedUnit.BY_PLACE);
        Map<String, List<CheckedUnit>> renderings =
                units.stream().collect(Collectors.groupingBy(this::target, TreeMap::new, Collectors.toList()));
        List<List<CheckedUnit>> groups = new ArrayList<>(renderings.values());
        groups.sort(Comparator.comparingInt((List<CheckedUnit> group) -> -group.size())
                .thenComparing(group -> group.get(0), CheckedUnit.BY_PLACE));
        CheckedUnit usual = groups.get(0).get(0);
        String translation = usual.target().text();
        boolean isShort =
                form(usual, TextSpan.Side.SOURCE).isShort(usual.source().text());
        groups.stream()
                .skip(1)
                .flatMap(List::stream)
                .map(unit -> Finding.of(
                                SOURCE,
                                unit,
                                "the same " + unit.language(TextSpan.Side.SOURCE) + " is translated as "
                                        + (unit.isIntoChinese()
                                                ? Finding.shortened(translation)
                                                : Finding.quoted(translation))
                                        + " at "
                                        + usual.location(0))
                        .as(isShort ? Severity.NOTE : Severity.WARNING)
                        .inTarget(0, unit.target().text().length())
                        .about(unit.source().text().strip())
                        .suggesting(List.of(translation)))
                .forEach(found);
    }

    private void differentSources(List<CheckedUnit> units, Consumer<Finding> found) {
        units.sort(CheckedUnit.BY_PLACE);
        CheckedUnit first = units.get(0);
        Set<String> seen = new HashSet<>(Set.of(source(first)));
        for (CheckedUnit unit : units) {
            if (seen.add(source(unit)) && similarity(first, unit) < MIN_SHARE_OF_VARIANTS) {
                Finding finding = Finding.of(
                                TARGET,
                                unit,
                                "the same " + unit.language(TextSpan.Side.TARGET) + " translates different "
                                        + unit.language(TextSpan.Side.SOURCE) + " at " + first.location(0) + ": "
                                        + Finding.shortened(first.source().text()))
                        .inSource(0, unit.source().text().length());
                found.accept(
                        unit.isIntoChinese()
                                ? finding.inTarget(0, unit.target().text().length())
                                : finding);
            }
        }
    }

    private double similarity(CheckedUnit one, CheckedUnit other) {
        TextForm form = form(one, TextSpan.Side.SOURCE);
        WorkBudget.spend(STEPS_PER_CHARACTER
                * (one.source().text().length() + (long) other.source().text().length()));
        List<String> left = form.parts(one.source().text());
        List<String> right = form.parts(other.source().text());
        Map<String, Integer> counts = new HashMap<>();
        left.forEach(part -> counts.merge(part, 1, Integer::sum));
        long common = right.stream()
                .filter(part -> counts.merge(part, -1, Integer::sum) >= 0)
                .count();
        return 2.0 * common / Math.max(1, left.size() + right.size());
    }

    /** Compares texts of one language. */
    private interface TextForm {
        /** Returns a source without insignificant differences. */
        String ofSource(String text);

        /** Returns a target without insignificant differences. */
        String ofTarget(String text);

        /** Returns the parts that two texts with the same translation can share. */
        List<String> parts(String text);

        /** Returns false for a target that is still in the source language. */
        boolean isTranslation(String text);

        /** Returns false for a source that is so short that its translation depends on the context. */
        boolean isLongSource(String text);

        /** Returns whether a different translation of this source is only a note. */
        boolean isShort(String text);

        /** Returns whether a target is so long that different sources hardly have it by chance. */
        boolean isLongTarget(String text);
    }

    /** Compares Chinese texts regardless of script, width and spaces. */
    private record ChineseForm(Lexicon lexicon) implements TextForm {
        /** Minimum number of characters; shorter text depends on its context: 好, 他说. */
        private static final int MIN_CHARACTERS = 4;

        /** Number of characters below which a different translation is a note. */
        private static final int SENTENCE = 10;

        private static final Pattern MARKS = Pattern.compile("[\\p{P}\\p{Cf}\\s]+");

        /** Returns the text without white space and final punctuation. */
        @Override
        public String ofSource(String text) {
            return lexicon.simplify(IGNORED.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                    .replaceAll(""));
        }

        /** Returns the text without white space and marks, in lower case. */
        @Override
        public String ofTarget(String text) {
            return lexicon.simplify(MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                            .replaceAll(""))
                    .toLowerCase(Locale.ROOT);
        }

        @Override
        public List<String> parts(String text) {
            return ofSource(text).chars().mapToObj(Character::toString).toList();
        }

        @Override
        public boolean isTranslation(String text) {
            return Han.count(text) > 0;
        }

        @Override
        public boolean isLongSource(String text) {
            return Han.count(text) >= MIN_CHARACTERS;
        }

        @Override
        public boolean isShort(String text) {
            return Han.count(text) < SENTENCE;
        }

        @Override
        public boolean isLongTarget(String text) {
            return Han.count(text) >= SENTENCE;
        }
    }

    /** Compares English texts regardless of case and articles. */
    private record EnglishForm(EnglishWords english) implements TextForm {
        private static final Set<String> ARTICLES = Set.of("a", "an", "the");

        private static final Pattern ARTICLE = Pattern.compile("\\b(?:an?|the)\\b");

        /** Minimum number of letters of a source; shorter labels depend on their context: On, Set. */
        private static final int MIN_LETTERS = 4;

        /** Numbers of words and letters below which a different translation is a note. */
        private static final int SENTENCE = 4;

        private static final int LETTERS = 20;

        private static final int MIN_WORDS = 6;

        /** Returns the text in lower case, without articles, white space and final punctuation. */
        @Override
        public String ofSource(String text) {
            String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            return IGNORED.matcher(ARTICLE.matcher(lower).replaceAll("")).replaceAll("");
        }

        /** Returns the words without articles, in American spelling. */
        @Override
        public String ofTarget(String text) {
            return String.join(" ", parts(text));
        }

        @Override
        public List<String> parts(String text) {
            return english.of(text).stream()
                    .filter(word -> !ARTICLES.contains(word.form()))
                    .map(word -> word.lemmas().get(0))
                    .toList();
        }

        @Override
        public boolean isTranslation(String text) {
            return !Han.isMost(text);
        }

        private static long letters(String text) {
            return text.chars().filter(Character::isLetter).count();
        }

        @Override
        public boolean isLongSource(String text) {
            return letters(text) > LETTERS || letters(ofSource(text)) >= MIN_LETTERS;
        }

        @Override
        public boolean isShort(String text) {
            return english.of(text).size() < SENTENCE || letters(text) < LETTERS;
        }

        @Override
        public boolean isLongTarget(String text) {
            return english.of(text).size() >= MIN_WORDS;
        }
    }
}
