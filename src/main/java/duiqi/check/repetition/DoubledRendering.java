package duiqi.check.repetition;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.WorkBudget;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds one translation that is listed twice, for example <i>self-reliance and self-reliance</i>, where the Chinese has
 * two words or does not repeat. Not thread-safe.
 */
public final class DoubledRendering implements Check {
    static final Rule RULE = Rule.of("doubled-rendering", Severity.WARNING, "one translation is listed twice");

    private final EnglishWords english;
    private final ChineseCompounds compounds;
    private final List<TermEntry> allowed;

    public DoubledRendering(Glossary glossary, Lexicon lexicon, ChineseTokenizer chinese, EnglishWords english) {
        this.english = english;
        compounds = new ChineseCompounds(lexicon, chinese);
        allowed = glossary.entries().stream()
                .filter(entry -> entry.status().isAllowed())
                .toList();
    }

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.isIntoChinese()) {
            return List.of();
        }
        List<EnglishWords.EnglishWord> words = english.of(unit.english());
        List<Finding> findings = new ArrayList<>();
        for (int link = 1; link + 1 < words.size(); link++) {
            Optional<DoubledPhrase> doubled = DoubledPhrase.at(unit.english(), words, link);
            if (doubled.isPresent()) {
                finding(unit, words, doubled.get()).ifPresent(findings::add);
                link = doubled.get().again();
            }
        }
        return findings;
    }

    private Optional<Finding> finding(CheckedUnit unit, List<EnglishWords.EnglishWord> words, DoubledPhrase doubled) {
        List<EnglishWords.EnglishWord> copy = doubled.copy(words);
        String text = unit.english()
                .substring(copy.get(0).start(), copy.get(copy.size() - 1).end());
        Evidence evidence = compounds.of(unit.chinese(), words, doubled);
        if (evidence.isRepeated()
                || isQuoted(unit.chinese(), copy)
                || (evidence.compound().isEmpty() && doubled.doubt() == DoubledPhrase.Doubt.LOOSE)) {
            return Optional.empty();
        }
        Optional<Compound> compound = evidence.compound();
        int start = doubled.startIn(words);
        int end = doubled.endIn(words);
        if (compound.isEmpty()) {
            return Optional.of(Finding.of(RULE, unit, Finding.quoted(text) + " is listed twice")
                    .inEnglish(start, end)
                    .about(text));
        }
        String chinese =
                unit.chinese().substring(compound.get().start(), compound.get().end());
        return Optional.of(Finding.of(RULE, unit, Finding.quoted(text) + " translates both parts of " + chinese)
                .as(compound.get().isProper() ? Severity.ERROR : Severity.WARNING)
                .inEnglish(start, end)
                .inChinese(compound.get().start(), compound.get().end())
                .about(chinese)
                .suggesting(suggestions(unit, chinese, text, copy)));
    }

    /** Returns whether the Chinese contains a word of the copy in Latin letters: P. Diddy 或 Diddy. */
    private static boolean isQuoted(String chinese, List<EnglishWords.EnglishWord> copy) {
        String lower = chinese.toLowerCase(Locale.ROOT);
        return copy.stream().anyMatch(word -> word.form().length() > 1 && lower.contains(word.form()));
    }

    /** Returns the glossary translations that could replace the repeated words. */
    private List<String> suggestions(
            CheckedUnit unit, String chinese, String text, List<EnglishWords.EnglishWord> copy) {
        return allowed.stream()
                .filter(entry ->
                        entry.chinese().contains(chinese) && unit.chinese().contains(entry.chinese()))
                .flatMap(entry -> second(entry.english(), copy).stream())
                .map(second -> text + " and " + second)
                .distinct()
                .toList();
    }

    /** Returns the word that a glossary translation coordinates with these words. */
    private static Optional<String> second(String rendering, List<EnglishWords.EnglishWord> copy) {
        List<EnglishWords.EnglishWord> words = new EnglishWords().of(rendering);
        int n = copy.size();
        return IntStream.range(0, words.size() - n - 1)
                .filter(i -> words.get(i + n).form().equals("and"))
                .filter(i ->
                        IntStream.range(0, n).allMatch(j -> words.get(i + j).isFormOf(copy.get(j))))
                .mapToObj(i -> compound(rendering, words, i + n + 1))
                .findFirst();
    }

    /** Returns a word with the words that hyphens join to it. */
    private static String compound(String rendering, List<EnglishWords.EnglishWord> words, int first) {
        int last = first;
        while (last + 1 < words.size()
                && rendering
                        .substring(words.get(last).end(), words.get(last + 1).start())
                        .equals("-")) {
            last++;
        }
        return rendering.substring(words.get(first).start(), words.get(last).end());
    }

    /**
     * Holds the Chinese that two English copies translate.
     *
     * @param isProper true for a compound without a mark or conjunction between its parts: 自立自强
     */
    private record Compound(int start, int end, boolean isProper) {}

    /**
     * Describes what the Chinese has for two English copies.
     *
     * @param isRepeated true if the Chinese repeats too
     */
    private record Evidence(Optional<Compound> compound, boolean isRepeated) {}

    /**
     * Finds the Chinese compound that two coordinated English words should translate: two different words, as in 互利共赢,
     * or more that share a character, as in 共商共建共享. A mark or conjunction may separate the words. Not thread-safe.
     */
    private static final class ChineseCompounds {
        private static final int PART = 2;
        private static final String LINKS = "、和与及或并";

        /** Characters that no part of a compound contains. */
        private static final String UNCOMBINED = "、和与及或的了以于个其还不是被把从对每各之这那";

        private static final String LISTING = "、和与及或并跟同兼";

        /** Maximum distance of two items of a list. */
        private static final int MAX_LISTED = 14;

        /** Maximum distance of two items that a comma separates. */
        private static final int MAX_CLAUSE = 10;

        /** Score of two neighbours if the copy translates one and nothing translates the other. */
        private static final int ENOUGH = 4;

        /** Score of a compound that is evidence without a list in the English. */
        private static final int SURE = 5;

        /** Minimum probability of a stem, given a character, for the stem to count as a translation. */
        private static final double MIN_PROBABILITY = 0.05;

        /** Work for each character of the Chinese and each English word, in steps of {@link WorkBudget}. */
        private static final int STEPS_PER_CHARACTER = 50;

        private static final int STEPS_PER_WORD = 10;

        private final Lexicon lexicon;
        private final ChineseTokenizer chinese;
        private final EnglishTokenizer english = new EnglishTokenizer();

        ChineseCompounds(Lexicon lexicon, ChineseTokenizer chinese) {
            this.lexicon = lexicon;
            this.chinese = chinese;
        }

        /** Holds the English stems of a unit, and the indices where Chinese words begin. */
        private record Sides(String chinese, BitSet borders, Set<Integer> copy, Set<Integer> others) {}

        Evidence of(String text, List<EnglishWords.EnglishWord> words, DoubledPhrase doubled) {
            Sides sides = sides(text, words, doubled);
            Optional<Compound> compound = compound(sides, doubled.doubt() == DoubledPhrase.Doubt.LOOSE ? SURE : ENOUGH);
            boolean isShared = compound.filter(
                            found -> found.isProper && isShared(sides.chinese, found.start, found.start + PART))
                    .isPresent();
            List<Integer> places = places(sides, words.get(doubled.end() - 1));
            EnglishWords.EnglishWord last = words.get(doubled.end() - 1);
            boolean isRepeated = (doubled.doubt() != DoubledPhrase.Doubt.NONE
                            && places.size()
                                    >= words.stream().filter(last::isFormOf).count()
                            && areListed(sides.chinese, places))
                    || isRepeated(sides, doubled.end() - doubled.start());
            return new Evidence(compound, !isShared && isRepeated);
        }

        /** Returns whether the Chinese repeats a phrase that no English word outside the copies translates. */
        private boolean isRepeated(Sides sides, int words) {
            return DoubledPhrase.SourceRepetition.of(sides.chinese, words).stream()
                    .anyMatch(repeated -> repeated.length() == 1
                            ? translatesCharacter(repeated.charAt(0), sides.copy)
                            : translates(lexicon.wordNumber(repeated), sides.copy)
                                    || !translates(lexicon.wordNumber(repeated), sides.others));
        }

        /** Returns the compound with the strongest evidence; empty if no compound has enough. */
        private Optional<Compound> compound(Sides sides, int least) {
            String text = sides.chinese;
            int best = least - 1;
            int start = -1;
            int link = 0;
            for (int i = 0; i + 2 * PART <= text.length(); i++) {
                int between = LINKS.indexOf(text.charAt(i + PART)) < 0 ? 0 : 1;
                int score = score(sides, i, i + PART + between);
                if (score > best) {
                    best = score;
                    start = i;
                    link = between;
                }
            }
            if (start < 0) {
                return Optional.empty();
            }
            boolean isShared = isShared(text, start, start + PART);
            int end = start + 2 * PART + link;
            while (isShared && start >= PART && isShared(text, start - PART, start)) {
                start -= PART;
            }
            while (isShared && end + PART <= text.length() && isShared(text, end - PART, end)) {
                end += PART;
            }
            return Optional.of(new Compound(start, end, link == 0));
        }

        private Sides sides(String text, List<EnglishWords.EnglishWord> words, DoubledPhrase doubled) {
            WorkBudget.spend(STEPS_PER_WORD * (long) words.size() + STEPS_PER_CHARACTER * (long) text.length());
            String simplified = lexicon.simplify(text);
            BitSet borders = new BitSet();
            chinese.words(text).stream().mapToInt(Token::start).forEach(borders::set);
            Set<Integer> copy = new HashSet<>();
            Set<Integer> others = new HashSet<>();
            for (int i = 0; i < words.size(); i++) {
                (doubled.contains(i) ? copy : others).add(number(words.get(i)));
            }
            copy.remove(-1);
            others.removeAll(copy);
            return new Sides(simplified, borders, copy, others);
        }

        private int number(EnglishWords.EnglishWord word) {
            String stem = english.stem(word.form());
            return FunctionWords.isEnglish(stem) ? -1 : lexicon.stemNumber(stem);
        }

        private int score(Sides sides, int one, int other) {
            String text = sides.chinese;
            if (other + PART > text.length()
                    || !areHan(text, one)
                    || !areHan(text, other)
                    || text.regionMatches(one, text, other, PART)) {
                return 0;
            }
            boolean isShared = other == one + PART && sides.borders.get(one) && isShared(text, one, other);
            int whole = lexicon.wordNumber(text.substring(one, other + PART));
            boolean areWords = isWord(text, one) && isWord(text, other) && !translates(whole, sides.others);
            if (!isShared && !areWords) {
                return 0;
            }
            int translated = scoreOfTranslations(sides, one, other, isShared);
            return translated == 0
                    ? 0
                    : translated + (isShared ? 2 : 0) + (sides.borders.get(one) ? 1 : 0) + (whole >= 0 ? 2 : 0);
        }

        /** Returns the score of two parts for the words that translate them; 0 if the copy translates neither. */
        private int scoreOfTranslations(Sides sides, int one, int other, boolean isShared) {
            String text = sides.chinese;
            boolean first = translates(text, one, sides.copy);
            boolean second = translates(text, other, sides.copy);
            if (!first && !second && !(isShared && translatesCharacter(text.charAt(one), sides.copy))) {
                return 0;
            }
            boolean isOtherMissing = (first || !translates(text, one, sides.others))
                    && (second || !translates(text, other, sides.others));
            return 2 + (isOtherMissing ? 2 : 0) + (first && second ? 2 : 0);
        }

        private boolean isWord(String text, int start) {
            return lexicon.wordNumber(text.substring(start, start + PART)) >= 0;
        }

        /** Returns whether two characters can be a word of a compound. */
        private static boolean areHan(String text, int start) {
            return isPart(text.charAt(start)) && isPart(text.charAt(start + 1));
        }

        private static boolean isPart(char character) {
            return Han.is(character) && UNCOMBINED.indexOf(character) < 0;
        }

        /** Returns whether two parts begin with the same character, as in 自立自强. */
        private static boolean isShared(String text, int one, int other) {
            return areHan(text, one)
                    && areHan(text, other)
                    && text.charAt(one) == text.charAt(other)
                    && text.charAt(one + 1) != text.charAt(one)
                    && text.charAt(one + 1) != text.charAt(other + 1);
        }

        private boolean translates(String text, int start, Set<Integer> stems) {
            return translates(lexicon.wordNumber(text.substring(start, start + PART)), stems);
        }

        private boolean translates(int word, Set<Integer> stems) {
            boolean[] found = {false};
            if (word >= 0) {
                lexicon.stemsOfWord(word, (stem, weight) -> found[0] |= stems.contains(stem));
            }
            return found[0];
        }

        private boolean translatesCharacter(char character, Set<Integer> stems) {
            int number = lexicon.characterNumber(character);
            boolean[] found = {false};
            if (number >= 0) {
                lexicon.stemsOfCharacter(
                        number,
                        (stem, probability) -> found[0] |= probability >= MIN_PROBABILITY && stems.contains(stem));
            }
            return found[0];
        }

        /** Returns the indices where the Chinese translates a word; neighbours are one place. */
        private List<Integer> places(Sides sides, EnglishWords.EnglishWord word) {
            Set<Integer> stems = Set.of(number(word));
            List<Integer> places = new ArrayList<>();
            int end = -2;
            for (Token token : chinese.words(sides.chinese)) {
                if (translates(lexicon.wordNumber(token.form()), stems)) {
                    if (token.start() > end + 1) {
                        places.add(token.start());
                    }
                    end = token.start() + token.form().length();
                }
            }
            return places;
        }

        /** Returns whether two of these places can be items of one list. */
        private static boolean areListed(String text, List<Integer> places) {
            return IntStream.range(1, places.size())
                    .mapToObj(i -> text.substring(places.get(i - 1), places.get(i)))
                    .anyMatch(between -> between.length() <= MAX_LISTED
                            && (between.chars().anyMatch(c -> LISTING.indexOf(c) >= 0)
                                    || (between.length() <= MAX_CLAUSE && between.indexOf('，') >= 0)));
        }
    }
}
