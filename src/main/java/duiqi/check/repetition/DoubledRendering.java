package duiqi.check.repetition;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.EnglishWord;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    private final ChineseWordPair pairs;
    private final List<TermEntry> allowed;

    public DoubledRendering(Glossary glossary, Lexicon lexicon, EnglishWords english) {
        this.english = english;
        pairs = new ChineseWordPair(lexicon);
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
        List<EnglishWord> words = english.of(unit.english());
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

    private Optional<Finding> finding(CheckedUnit unit, List<EnglishWord> words, DoubledPhrase doubled) {
        List<EnglishWord> copy = doubled.copy(words);
        Optional<TextSpan> pair = pairs.of(unit.chinese(), copy);
        boolean repeats = copy.size() == 1
                ? DoubledPhrase.SourceRepetition.ofAny(unit.chinese())
                : DoubledPhrase.SourceRepetition.ofPhrase(unit.chinese());
        boolean isSure = pair.filter(span -> isOneShape(unit.text(span))).isPresent();
        if ((!isSure && doubled.isAttached()) || repeats) {
            return Optional.empty();
        }
        String text = unit.english()
                .substring(copy.get(0).start(), copy.get(copy.size() - 1).end());
        int start = doubled.startIn(words);
        int end = doubled.endIn(words);
        if (pair.isEmpty()) {
            return Optional.of(Finding.of(RULE, unit, Finding.quoted(text) + " is listed twice")
                    .inEnglish(start, end)
                    .about(text));
        }
        TextSpan span = pair.get();
        return Optional.of(Finding.of(RULE, unit, Finding.quoted(text) + " translates both parts of " + unit.text(span))
                .as(isSure ? Severity.ERROR : Severity.WARNING)
                .inEnglish(start, end)
                .inChinese(span.start(), span.end())
                .about(unit.text(span))
                .suggesting(suggestions(unit, span, text, copy)));
    }

    /** Returns whether two words begin with the same character, as in 自立自强. */
    private static boolean isOneShape(String pair) {
        return pair.charAt(0) == pair.charAt(pair.length() - 2);
    }

    /** Returns the glossary translations that could replace the repeated words. */
    private List<String> suggestions(CheckedUnit unit, TextSpan pair, String text, List<EnglishWord> copy) {
        String chinese = unit.text(pair);
        return allowed.stream()
                .filter(entry ->
                        entry.chinese().contains(chinese) && unit.chinese().contains(entry.chinese()))
                .flatMap(entry -> second(entry.english(), copy).stream())
                .map(second -> text + " and " + second)
                .distinct()
                .toList();
    }

    /** Returns the word that a glossary translation coordinates with these words. */
    private static Optional<String> second(String rendering, List<EnglishWord> copy) {
        List<EnglishWord> words = new EnglishWords().of(rendering);
        int n = copy.size();
        return IntStream.range(0, words.size() - n - 1)
                .filter(i -> words.get(i + n).form().equals("and"))
                .filter(i ->
                        IntStream.range(0, n).allMatch(j -> words.get(i + j).isFormOf(copy.get(j))))
                .mapToObj(i -> compound(rendering, words, i + n + 1))
                .findFirst();
    }

    /** Returns a word with the words that hyphens join to it. */
    private static String compound(String rendering, List<EnglishWord> words, int first) {
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
     * Finds the Chinese that two coordinated English words should translate: 自立自强, two words that share a character, or
     * two words of two characters, as in 互利共赢. A mark or conjunction may separate the two words. Caches stems; not
     * thread-safe.
     */
    private static final class ChineseWordPair {
        private static final int PROPER = 4;
        private static final String LINKS = "、和与及或并";

        /** Minimum probability of a stem, given a character, for the stem to count as a translation. */
        private static final double MIN_PROBABILITY = 0.05;

        private final Lexicon lexicon;
        private final EnglishTokenizer english = new EnglishTokenizer();

        ChineseWordPair(Lexicon lexicon) {
            this.lexicon = lexicon;
        }

        /**
         * Returns the span of two different adjacent Chinese words if these English words translate one of them. If there are
         * several spans, returns the one with the strongest evidence.
         */
        Optional<TextSpan> of(String text, List<EnglishWord> words) {
            String chinese = lexicon.simplify(text);
            Set<Integer> stems = new HashSet<>();
            words.forEach(word -> stems.add(lexicon.stemNumber(english.stem(word.form()))));
            stems.remove(-1);
            Optional<TextSpan> best = Optional.empty();
            int most = 0;
            for (int start = 0; start + PROPER <= chinese.length(); start++) {
                int link = LINKS.indexOf(chinese.charAt(start + 2)) < 0 ? 0 : 1;
                if (start + PROPER + link > chinese.length()) {
                    break;
                }
                int strength = strength(
                        chinese.substring(start, start + 2),
                        chinese.substring(start + 2 + link, start + PROPER + link),
                        stems);
                if (strength > most) {
                    most = strength;
                    best = Optional.of(new TextSpan(TextSpan.Side.SOURCE, start, start + PROPER + link));
                }
            }
            return best;
        }

        private int strength(String one, String other, Set<Integer> stems) {
            if (one.equals(other) || !isHan(one) || !isHan(other)) {
                return 0;
            }
            boolean isShared = one.charAt(0) == other.charAt(0);
            boolean areWords = lexicon.wordNumber(one) >= 0 && lexicon.wordNumber(other) >= 0;
            boolean renders = renders(one, stems) || renders(other, stems);
            if (isShared) {
                return renders ? PROPER : rendersCharacter(one.charAt(0), stems) ? 2 : 0;
            }
            return areWords && renders ? 1 : 0;
        }

        private static boolean isHan(String text) {
            return text.chars().allMatch(c -> Han.is((char) c));
        }

        private boolean renders(String word, Set<Integer> stems) {
            int number = lexicon.wordNumber(word);
            boolean[] found = {false};
            if (number >= 0) {
                lexicon.stemsOfWord(number, (stem, weight) -> found[0] |= stems.contains(stem));
            }
            return found[0];
        }

        private boolean rendersCharacter(char character, Set<Integer> stems) {
            int number = lexicon.characterNumber(character);
            boolean[] found = {false};
            if (number >= 0) {
                lexicon.stemsOfCharacter(
                        number,
                        (stem, probability) -> found[0] |= probability >= MIN_PROBABILITY && stems.contains(stem));
            }
            return found[0];
        }
    }
}
