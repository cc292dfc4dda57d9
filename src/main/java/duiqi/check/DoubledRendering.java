package duiqi.check;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.lexicon.EnglishWord;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds one rendering coordinated with itself, <i>self-reliance and self-reliance</i>, where the Chinese says two things or does
 * not repeat. Not thread-safe.
 */
final class DoubledRendering implements Check {
    static final Rule RULE = Rule.of("doubled-rendering", Severity.WARNING, "one rendering is coordinated with itself");

    private final EnglishWords english;
    private final ChineseCouple couples;
    private final List<TermEntry> allowed;

    DoubledRendering(Glossary glossary, Lexicon lexicon, EnglishWords english) {
        this.english = english;
        couples = new ChineseCouple(lexicon);
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
        Optional<TextSpan> couple = couples.of(unit.chinese(), copy);
        boolean repeats =
                copy.size() == 1 ? SourceRepetition.ofAny(unit.chinese()) : SourceRepetition.ofPhrase(unit.chinese());
        boolean isSure = couple.filter(span -> isOneShape(unit.text(span))).isPresent();
        if ((!isSure && doubled.isAttached()) || repeats) {
            return Optional.empty();
        }
        String text = unit.english()
                .substring(copy.get(0).start(), copy.get(copy.size() - 1).end());
        int start = doubled.startIn(words);
        int end = doubled.endIn(words);
        if (couple.isEmpty()) {
            return Optional.of(Finding.of(RULE, unit, "\"" + text + "\" is coordinated with itself")
                    .inTarget(start, end)
                    .about(text));
        }
        TextSpan span = couple.get();
        return Optional.of(Finding.of(RULE, unit, "\"" + text + "\" stands for both parts of " + unit.text(span))
                .as(isSure ? Severity.ERROR : Severity.WARNING)
                .inTarget(start, end)
                .inSource(span.start(), span.end())
                .about(unit.text(span))
                .suggesting(suggestions(unit, span, text, copy)));
    }

    /** Whether two words begin with the same character, as in 自立自强. */
    private static boolean isOneShape(String couple) {
        return couple.charAt(0) == couple.charAt(couple.length() - 2);
    }

    /** What a glossary has in the place of the doubled words. */
    private List<String> suggestions(CheckedUnit unit, TextSpan couple, String text, List<EnglishWord> copy) {
        String chinese = unit.text(couple);
        return allowed.stream()
                .filter(entry ->
                        entry.chinese().contains(chinese) && unit.chinese().contains(entry.chinese()))
                .flatMap(entry -> second(entry.english(), copy).stream())
                .map(second -> text + " and " + second)
                .distinct()
                .toList();
    }

    /** The word that a rendering coordinates with these words. */
    private static Optional<String> second(String rendering, List<EnglishWord> copy) {
        List<EnglishWord> words = new EnglishWords().of(rendering);
        int n = copy.size();
        return IntStream.range(0, words.size() - n - 1)
                .filter(i -> words.get(i + n).form().equals("and"))
                .filter(i ->
                        IntStream.range(0, n).allMatch(j -> words.get(i + j).isFormOf(copy.get(j))))
                .mapToObj(i -> words.get(i + n + 1))
                .map(word -> rendering.substring(word.start(), hyphenedEnd(rendering, word.end())))
                .findFirst();
    }

    /** The end of a word with what hyphens join to it. */
    private static int hyphenedEnd(String text, int end) {
        int i = end;
        while (i + 1 < text.length() && text.charAt(i) == '-' && Character.isLetter(text.charAt(i + 1))) {
            i++;
            while (i < text.length() && Character.isLetter(text.charAt(i))) {
                i++;
            }
        }
        return i;
    }
}
