package duiqi.check.repetition;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.WorkBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds words of a Chinese translation that are written twice in a row, or listed twice around a conjunction. It allows
 * words that Chinese reduplicates, neighbours that belong to two words, and repetition in the English. The classes
 * {@link DoubledWord} and {@link DoubledRendering} check English translations. Not thread-safe.
 */
public final class ChineseRepetition implements Check {
    /** Maximum number of characters of a repeated phrase. */
    private static final int MAX_PHRASE = 8;

    /** Maximum number of characters of a word that is listed twice. */
    private static final int MAX_LISTED = 6;

    /** Maximum distance of a repeated word in the English, in words: <i>cancel the cancellation</i>. */
    private static final int MAX_DISTANCE = 10;

    /** Maximum number of repetitions in a unit that are compared with the English; text with more is no prose. */
    private static final int MAX_CANDIDATES = 200;

    /** Maximum number of characters of the dictionary words that explain neighbours: 组件|件数. */
    private static final int MAX_WORD = 5;

    /** Work for each English word to explain one repetition, in steps of {@link WorkBudget}. */
    private static final int STEPS_PER_WORD = 20;

    /** Matches a Latin word that is written twice. */
    private static final Pattern LATIN = Pattern.compile("(?<![\\w.$#-])([A-Za-z]{2,30})[ \u00A0]\\1(?![\\w.-])");

    /** Maximum distance of a translation from the word or mark of its list, in words. */
    private static final int LINK_DISTANCE = 4;

    /** Matches words and marks of an English list or pair, which 和 and 或 can translate. */
    private static final Pattern ENGLISH_LINK = Pattern.compile(
            "[&/,;+|]|\\b(?:and|n?or|with|without|from|between|than|vs|versus|against|plus|both)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LINK = Pattern.compile("以及|或者|并且|[和与及或、]");

    /** Minimum number of letters of a word that begins the next one. */
    private static final int MIN_BEGINNING = 4;

    private final Lexicon lexicon;
    private final ChineseTokenizer chinese;
    private final EnglishWords english;
    private final EnglishTokenizer stems = new EnglishTokenizer();

    public ChineseRepetition(Lexicon lexicon, ChineseTokenizer chinese, EnglishWords english) {
        this.lexicon = lexicon;
        this.chinese = chinese;
        this.english = english;
    }

    @Override
    public List<Rule> rules() {
        return List.of(DoubledWord.RULE, DoubledRendering.RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (!unit.isIntoChinese() || Han.isAbsent(unit.target().text())) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        String text = lexicon.simplify(unit.target().text());
        BitSet borders = borders(unit, text);
        phrases(unit, text, borders, findings);
        latin(unit, findings);
        listed(unit, text, borders, findings);
        return findings;
    }

    private void phrases(CheckedUnit unit, String text, BitSet borders, List<Finding> findings) {
        int candidates = 0;
        for (int i = 0; i + 1 < text.length() && candidates < MAX_CANDIDATES; i++) {
            int n = length(text, i);
            if (n > 0) {
                candidates++;
                if (n == 1 ? isWrongCharacter(unit, text, i) : isWrongPhrase(unit, text, borders, i, n)) {
                    findings.add(doubled(unit, i, i + n, i + 2 * n));
                }
                i += n == 1 ? 0 : n;
            }
        }
    }

    /** Returns the length of the Han phrase at an index that follows itself; 0 if there is none. */
    private static int length(String text, int start) {
        for (int n = 1; n <= MAX_PHRASE && start + 2 * n <= text.length() && Han.is(text.charAt(start + n - 1)); n++) {
            if (text.regionMatches(start, text, start + n, n)) {
                return n;
            }
        }
        return 0;
    }

    private static Finding doubled(CheckedUnit unit, int start, int middle, int end) {
        String once = unit.target().text().substring(start, middle).strip();
        return Finding.of(DoubledWord.RULE, unit, Finding.quoted(once) + " is written twice")
                .inTarget(start, end)
                .about(once.toLowerCase(Locale.ROOT))
                .suggesting(List.of(once));
    }

    private boolean isWrongCharacter(CheckedUnit unit, String text, int i) {
        char c = text.charAt(i);
        boolean isAlone = (i == 0 || text.charAt(i - 1) != c) && (i + 2 >= text.length() || text.charAt(i + 2) != c);
        return isAlone
                && DoubledWord.Reduplication.UNREPEATED.get(c)
                && !DoubledWord.Reduplication.isPaired(text, i)
                && !isExplained(text, i, c)
                && !repeats(unit, text.substring(i, i + 1), 0);
    }

    /** Returns whether the two characters belong to two dictionary words, or to one. */
    private boolean isExplained(String text, int i, char c) {
        int last = Math.min(text.length(), i + 1 + MAX_WORD);
        if (c == '的') {
            return (i > 0 && DoubledWord.Reduplication.BEFORE_DE.indexOf(text.charAt(i - 1)) >= 0)
                    || (i + 2 < text.length() && DoubledWord.Reduplication.AFTER_DE.indexOf(text.charAt(i + 2)) >= 0);
        }
        for (int end = i + 3; end <= last; end++) {
            if (isWord(text, i + 1, end)) {
                return true;
            }
        }
        if (DoubledWord.Reduplication.SUFFIXES.indexOf(c) >= 0) {
            return i > 0 && "不得".indexOf(text.charAt(i - 1)) >= 0;
        }
        for (int start = i; start >= Math.max(0, i - MAX_WORD + 1); start--) {
            if ((start < i && isWord(text, start, i + 1)) || isAcross(text, start, i, last)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a dictionary word that starts at an index contains both characters. */
    private boolean isAcross(String text, int start, int i, int last) {
        for (int end = i + 2; end <= last; end++) {
            if (isWord(text, start, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWord(String text, int start, int end) {
        return lexicon.wordNumber(text.substring(start, end)) >= 0;
    }

    private boolean isWrongPhrase(CheckedUnit unit, String text, BitSet borders, int start, int n) {
        String phrase = text.substring(start, start + n);
        return borders.get(start)
                && borders.get(start + n)
                && (borders.get(start + 2 * n) || isWordPrefix(text, start + n, start + 2 * n))
                && (n > 2
                        || isWord(text, start, start + n)
                        || phrase.chars().anyMatch(DoubledWord.Reduplication.UNREPEATED::get))
                && !DoubledWord.Reduplication.isPhrase(phrase)
                && !isWordPart(unit, text, start, n)
                && !isCompound(text, start + 2 * n)
                && !repeats(unit, phrase, n > 2 ? text.length() : MAX_DISTANCE);
    }

    /**
     * Returns whether a copy is part of a longer dictionary word, as in 管理管理员 and 搜索引擎引擎, and the English
     * translates the other copy.
     */
    private boolean isWordPart(CheckedUnit unit, String text, int start, int n) {
        int middle = start + n;
        int end = middle + n;
        for (int k = 1; k <= MAX_WORD; k++) {
            if ((start >= k && translatesBoth(unit, text, start - k, middle, n))
                    || (end + k <= text.length() && translatesBoth(unit, text, middle, end + k, n))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a text is a dictionary word and the English has other translations of the copy next to it. */
    private boolean translatesBoth(CheckedUnit unit, String text, int start, int end, int n) {
        if (!isWord(text, start, end)) {
            return false;
        }
        String compound = text.substring(start, end);
        boolean isFirst = text.regionMatches(start, text, start - n, n);
        Set<String> others = glosses(isFirst ? compound.substring(0, n) : compound.substring(compound.length() - n));
        others.removeAll(glosses(compound));
        WorkBudget.spend(unit.source().text().length());
        return english.of(unit.source().text()).stream().anyMatch(word -> others.contains(stems.stem(word.form())));
    }

    private Set<String> glosses(String word) {
        Set<String> glosses = new HashSet<>();
        int number = lexicon.wordNumber(word);
        if (number >= 0) {
            lexicon.stemsOfWord(number, (stem, weight) -> glosses.add(lexicon.stem(stem)));
        }
        return glosses;
    }

    /** Returns whether the character after the second copy makes it a compound. */
    private static boolean isCompound(String text, int end) {
        return end < text.length() && DoubledWord.Reduplication.COMPOUNDING.indexOf(text.charAt(end)) >= 0;
    }

    /** Returns the indices where a word begins or ends. */
    private BitSet borders(CheckedUnit unit, String text) {
        BitSet borders = new BitSet();
        borders.set(text.length());
        for (int i = 0; i < text.length(); i++) {
            borders.set(i, !Han.is(text.charAt(i)));
        }
        chinese.words(unit.target().text()).stream().mapToInt(Token::start).forEach(borders::set);
        return borders;
    }

    private void latin(CheckedUnit unit, List<Finding> findings) {
        String text = unit.target().text();
        Matcher matcher = LATIN.matcher(text);
        while (matcher.find()) {
            if (!isTwice(unit.source().text(), matcher.group(1))
                    && isBetweenHan(text, matcher.start(), matcher.end())) {
                findings.add(doubled(unit, matcher.start(), matcher.end(1), matcher.end()));
            }
        }
    }

    private static boolean isTwice(String text, String word) {
        int first = text.indexOf(word);
        return first >= 0 && text.indexOf(word, first + 1) >= 0;
    }

    private static boolean isBetweenHan(String text, int start, int end) {
        int before = start > 0 && text.charAt(start - 1) == ' ' ? start - 2 : start - 1;
        int after = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        return (before < 0 || Han.is(text.charAt(before))) && (after >= text.length() || Han.is(text.charAt(after)));
    }

    private void listed(CheckedUnit unit, String text, BitSet borders, List<Finding> findings) {
        Matcher link = LINK.matcher(text);
        int candidates = 0;
        while (candidates < MAX_CANDIDATES && link.find()) {
            int n = listedLength(text, link.start(), link.end());
            int start = link.start() - n;
            int end = link.end() + n;
            candidates += n > 0 ? 1 : 0;
            if (n > 0 && borders.get(start) && isWrongList(unit, text, borders, start, link.start(), end)) {
                String word = unit.target().text().substring(start, link.start());
                findings.add(Finding.of(DoubledRendering.RULE, unit, Finding.quoted(word) + " is listed twice")
                        .inTarget(start, end)
                        .about(word));
            }
        }
    }

    /** Returns the length of the longest Han text before a conjunction that also follows it. */
    private static int listedLength(String text, int end, int again) {
        int n = Math.min(MAX_LISTED, Math.min(end, text.length() - again));
        while (n > 0 && !(text.regionMatches(end - n, text, again, n) && isHan(text, again, again + n))) {
            n--;
        }
        return n;
    }

    private static boolean isHan(String text, int start, int end) {
        return text.substring(start, end).chars().allMatch(c -> Han.is((char) c));
    }

    private boolean isWrongList(CheckedUnit unit, String text, BitSet borders, int start, int middle, int end) {
        String word = text.substring(start, middle);
        if (DoubledWord.Reduplication.isListed(word)
                || (word.length() == 1 && start > 0 && Han.is(text.charAt(start - 1)))
                || DoubledWord.Reduplication.RANGES.stream().anyMatch(range -> text.startsWith(range, end))) {
            return false;
        }
        Set<String> translations = translations(unit, word);
        WorkBudget.spend(STEPS_PER_WORD * (long) unit.source().text().length());
        List<EnglishWords.EnglishWord> words = english.of(unit.source().text());
        int[] translated = IntStream.range(0, words.size())
                .filter(i -> translations.contains(stems.stem(words.get(i).form())))
                .toArray();
        if (!isLinked(unit.source().text(), words, translated)) {
            return true;
        }
        return !isListedTwice(unit.source().text(), words, translated)
                && !isSecondItem(unit, words, end)
                && borders.get(end)
                && !isPrefixed(unit, text, start)
                && !isCompound(text, end)
                && !isWordPrefix(text, end - word.length(), end)
                && (translated.length > 0 || isComplete(unit, text, end));
    }

    /**
     * Returns whether the English has a list or a pair near one of the given words, or anywhere if there are none.
     *
     * @param indices indices of the translations of the repeated word
     */
    private static boolean isLinked(String text, List<EnglishWords.EnglishWord> words, int[] indices) {
        return indices.length == 0
                ? ENGLISH_LINK.matcher(text).find()
                : Arrays.stream(indices)
                        .anyMatch(i -> hasLink(
                                text,
                                words,
                                Math.max(0, i - LINK_DISTANCE),
                                Math.min(words.size() - 1, i + LINK_DISTANCE)));
    }

    /** Returns whether the English lists two of the given words. */
    private static boolean isListedTwice(String text, List<EnglishWords.EnglishWord> words, int[] indices) {
        return IntStream.range(1, indices.length).anyMatch(k -> hasLink(text, words, indices[k - 1], indices[k]));
    }

    private static boolean hasLink(String text, List<EnglishWords.EnglishWord> words, int first, int last) {
        return ENGLISH_LINK
                .matcher(text)
                .region(words.get(first).start(), words.get(last).end())
                .find();
    }

    /** Returns whether the word after the second copy is the second item of the English: 模式与模式匹配, patterns and matching. */
    private boolean isSecondItem(CheckedUnit unit, List<EnglishWords.EnglishWord> words, int end) {
        Set<String> next = new HashSet<>();
        WorkBudget.spend(unit.target().text().length() + STEPS_PER_WORD * (long) words.size());
        chinese.words(unit.target().text()).stream()
                .filter(token -> token.start() == end)
                .forEach(token -> next.addAll(glosses(token.form())));
        return IntStream.range(1, words.size())
                .filter(i -> words.get(i - 1).form().matches("and|or"))
                .anyMatch(i -> next.contains(stems.stem(words.get(i).form())));
    }

    /** Returns whether a longer dictionary word begins with a word of the text. */
    private boolean isWordPrefix(String text, int start, int end) {
        return IntStream.rangeClosed(1, MAX_WORD)
                .filter(k -> end + k <= text.length())
                .anyMatch(k -> isWord(text, start, end + k));
    }

    /** Returns whether a prefix precedes a word: 非自主性. */
    private boolean isPrefixed(CheckedUnit unit, String text, int start) {
        if (start == 0 || !Han.is(text.charAt(start - 1))) {
            return false;
        }
        return chinese.words(unit.target().text()).stream()
                .filter(token -> token.start() == start - 1)
                .anyMatch(token -> DoubledWord.Reduplication.PREFIXES.contains(token.form()));
    }

    /** Returns whether no other word that could belong to the second copy follows. */
    private boolean isComplete(CheckedUnit unit, String text, int end) {
        int next = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        if (next >= text.length() || !Character.isLetterOrDigit(text.charAt(next))) {
            return true;
        }
        return chinese.words(unit.target().text()).stream()
                .filter(token -> token.start() == next)
                .anyMatch(token -> DoubledWord.Reduplication.FOLLOWERS.contains(token.form()));
    }

    /**
     * Returns whether the English has a word twice: a translation of a phrase, any word within two words, or a word that
     * begins the next one, as in <i>play playlist</i>.
     *
     * @param distance maximum distance of the two translations in words
     */
    private boolean repeats(CheckedUnit unit, String phrase, int distance) {
        Set<String> translations = translations(unit, phrase);
        Map<String, Integer> last = new HashMap<>();
        List<EnglishWords.EnglishWord> words = english.of(unit.source().text());
        WorkBudget.spend(STEPS_PER_WORD * (long) words.size());
        for (int i = 0; i < words.size(); i++) {
            String form = words.get(i).form();
            String stem = stems.stem(form);
            String before = i == 0 ? "" : words.get(i - 1).form();
            int gap = i - last.getOrDefault(stem, -words.size() - distance);
            last.put(stem, i);
            boolean isContinued = before.length() >= MIN_BEGINNING && form.startsWith(before);
            if (gap == 1
                    || isContinued
                    || (!FunctionWords.isEnglish(stem) && gap <= (translations.contains(stem) ? distance : 2))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the English stems in the dictionary glosses of the words of a phrase. */
    private Set<String> translations(CheckedUnit unit, String phrase) {
        Set<String> found = new HashSet<>();
        WorkBudget.spend(STEPS_PER_WORD * (long) unit.target().text().length());
        chinese.words(unit.target().text()).stream()
                .map(Token::form)
                .filter(phrase::contains)
                .distinct()
                .forEach(word -> found.addAll(glosses(word)));
        return found;
    }
}
