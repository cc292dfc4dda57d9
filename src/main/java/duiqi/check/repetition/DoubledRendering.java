package duiqi.check.repetition;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan.Side;
import duiqi.check.term.Meanings;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.EnglishWords.EnglishWord;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds English words that a conjunction or a comma joins to a copy of themselves: <i>self-reliance and
 * self-reliance</i> for 自立自强. The meanings of the source words decide: two places of the source with the meaning of the
 * copies explain them.
 */
public final class DoubledRendering implements Check {
    public static final Rule RULE = Rule.of(
                    "doubled-rendering", Severity.WARNING, "one translation is listed twice, joined with itself")
            .measured(1, 7);

    /** Maximum share of the translations of a Chinese word that may be in the English if the word is missing there. */
    private static final double MAX_TRANSLATED = 0.3;

    /** Minimum probability of a stem as a translation of a character. */
    private static final double MIN_PROBABILITY = 0.05;

    private static final Pattern MORE = Pattern.compile("[越愈渐更]");
    private static final Pattern LASTING = Pattern.compile("不断|不停|一直|反复");

    /** Matches a compound whose words share their first character, such as 自立自强 and 共商共建共享. */
    private static final Pattern SHARED =
            Pattern.compile("(\\p{IsHan})(\\p{IsHan})\\1(?!\\2|\\1)\\p{IsHan}(?:\\1(?!\\2|\\1)\\p{IsHan})*");

    private static final Pattern CONJUNCTION = Pattern.compile("[、和与及或并]|以及|或者|并且");

    /** Matches two characters that a text has twice. */
    private static final Pattern PAIR_TWICE = Pattern.compile("(\\p{IsHan}{2}).*\\1", Pattern.DOTALL);

    /** Number of characters after a conjunction that are compared with the word before it. */
    private static final int NEXT_WORDS = 6;

    private static final Pattern LINK = Pattern.compile("[、和与及或并]?|以及|或者|并且");

    private static final Set<String> FOLLOWERS =
            Set.of("of", "in", "on", "for", "at", "by", "from", "the", "a", "an", "our", "its", "their");

    /** Words after a copy that begin a clause about it: <i>humans and humans who fell ill</i>. */
    private static final Set<String> CLAUSE = Set.of("to", "that", "who", "whom", "which", "where", "is", "are");

    /** Words that English lists twice. */
    private static final Set<String> IDIOMS = Set.of(
            "again",
            "more",
            "less",
            "on",
            "over",
            "round",
            "around",
            "neck",
            "half",
            "up",
            "down",
            "years",
            "soon",
            "time",
            "hours",
            "days",
            "thousands",
            "hundreds",
            "through",
            "by",
            "better",
            "worse",
            "further",
            "lots",
            "months",
            "miles",
            "trillions",
            "millions");

    private final Lexicon lexicon;
    private final EnglishWords english;
    private final EnglishTokenizer stems = new EnglishTokenizer();
    private final Meanings meanings;

    /** Entries with a translation that the glossary allows. */
    private final List<TermEntry> terms;

    public DoubledRendering(Glossary glossary, Lexicon lexicon, ChineseTokenizer chinese, EnglishWords english) {
        this.lexicon = lexicon;
        this.english = english;
        this.meanings = new Meanings(lexicon, chinese, english);
        this.terms = glossary.entries().stream()
                .filter(entry -> entry.status().isAllowed())
                .toList();
    }

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        List<Finding> found = new ArrayList<>();
        if (!unit.isIntoChinese()) {
            for (Copies copies : Copies.in(unit.english(), english.of(unit.english()))) {
                if (!copies.isTwice() && !copies.isInChinese(unit.chinese(), 2)) {
                    finding(unit, copies).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private boolean isContent(EnglishWord word) {
        return word.form().length() > 2 && !FunctionWords.isEnglish(stems.stem(word.form()));
    }

    private Optional<Finding> finding(CheckedUnit unit, Copies copies) {
        List<EnglishWord> words = copies.words();
        Deadline.check();
        List<EnglishWord> copy = copies.copy().stream().filter(this::isContent).toList();
        if (copy.isEmpty() || (copies.isSingle() && isIdiom(unit.chinese(), copies))) {
            return Optional.empty();
        }
        List<Meanings.Word> source = meanings.of(unit, Side.SOURCE);
        Set<String> others = IntStream.range(0, words.size())
                .filter(i -> i < copies.first() || i >= copies.end())
                .mapToObj(i -> stems.stem(words.get(i).form()))
                .collect(Collectors.toSet());
        Set<String> own = copy.stream().map(word -> stems.stem(word.form())).collect(Collectors.toSet());
        List<Meanings.Word> places = source.stream()
                .filter(word -> word.stems().stream().anyMatch(own::contains))
                .toList();
        long said = words.stream()
                        .filter(word -> own.contains(stems.stem(word.form())))
                        .count()
                / own.size();
        boolean isSaid = count(unit.chinese(), places) >= said;
        Optional<TextPart> compound = compound(unit.chinese(), source, own, others, isSaid);
        if (compound.isEmpty()) {
            compound = listedPart(unit.chinese(), places);
        }
        boolean isName = !copies.isLower(copies.first()) && isModified(copies);
        boolean mayExplain = isSaid || isName || copies.copy().get(0).form().endsWith("ed");
        Evidence evidence = evidence(compound, mayExplain, unit.chinese());
        boolean isRepeated = evidence != Evidence.LINKED
                && DoubledWord.REPEATED.matcher(unit.chinese()).find();
        if (isRepeated || !isAllowed(copies, evidence, isSaid) || !isComplete(copies, evidence, isSaid)) {
            return Optional.empty();
        }
        String once = copies.once();
        if (compound.isEmpty()) {
            return Optional.of(Finding.of(RULE, unit, Finding.quoted(once) + " is listed twice")
                    .inEnglish(copies.start(), copies.endInText())
                    .about(once));
        }
        TextPart part = compound.get();
        String whole = unit.chinese().substring(part.start, part.end);
        return Optional.of(Finding.of(RULE, unit, Finding.quoted(once) + " translates both parts of " + whole)
                .as(Severity.ERROR)
                .inEnglish(copies.start(), copies.endInText())
                .inChinese(part.start, part.end)
                .about(whole)
                .suggesting(suggestions(unit, whole, once)));
    }

    /** Returns whether the evidence is enough for a copy of this form. */
    private boolean isAllowed(Copies copies, Evidence evidence, boolean isSaid) {
        boolean isModified = copies.isSingle() && isModified(copies);
        boolean isOr = isOr(copies);
        if (isOr && (copies.isComma() || !copies.isSingle())) {
            return false;
        }
        return switch (evidence) {
            case NONE -> !isSaid && !isModified && !isOr && !copies.isComma();
            case TRANSLATED -> !(isSaid && isModified);
            case LINKED -> true;
        };
    }

    private static boolean isOr(Copies copies) {
        return copies.words().get(copies.second() - 1).form().equals("or");
    }

    /** Returns whether the second copy is a phrase of its own, not the beginning of a longer one. */
    private static boolean isComplete(Copies copies, Evidence evidence, boolean isSaid) {
        List<EnglishWord> words = copies.words();
        if (isLast(copies)) {
            return !(copies.isComma() && isSaid);
        }
        String next = words.get(copies.end()).form();
        boolean isFree = FOLLOWERS.contains(next);
        boolean isSame = IntStream.range(copies.first(), copies.firstEnd())
                .allMatch(i -> words.get(i)
                        .form()
                        .equals(words.get(copies.second() + i - copies.first()).form()));
        if (isSaid || ((isOr(copies) || copies.isComma()) && !(isFree && isSame))) {
            return false;
        }
        return evidence == Evidence.LINKED
                ? isFree || isSame
                : !CLAUSE.contains(next) && (isFree || (isSame && evidence == Evidence.TRANSLATED));
    }

    /** Returns whether English repeats a word on purpose, or names one and several: <i>closer and closer, file or files</i>. */
    private static boolean isIdiom(String chinese, Copies copies) {
        String one = copies.copy().get(0).form();
        String other = copies.words().get(copies.second()).form();
        return IDIOMS.contains(one)
                || (one.endsWith("ed") && DoubledWord.REPEATED.matcher(chinese).find())
                || LASTING.matcher(chinese).find()
                || (one.endsWith("er") && MORE.matcher(chinese).find())
                || (isOr(copies) && !one.equals(other));
    }

    /** Returns whether a mark or the end of the text follows the second copy. */
    private static boolean isLast(Copies copies) {
        return copies.end() == copies.words().size()
                || !Copies.HYPHEN
                        .matcher(copies.text()
                                .substring(
                                        copies.endInText(),
                                        copies.words().get(copies.end()).start()))
                        .matches();
    }

    /** Returns whether the first copy has an adjective of its own: <i>novice users and users</i>. */
    private boolean isModified(Copies copies) {
        if (copies.first() == 0) {
            return false;
        }
        EnglishWord before = copies.words().get(copies.first() - 1);
        return isContent(before)
                && Copies.HYPHEN
                        .matcher(copies.text().substring(before.end(), copies.start()))
                        .matches();
    }

    /** Lists how the Chinese shows that one of two words has no translation. */
    private enum Evidence {
        /** Nothing. */
        NONE,
        /** The copy translates one of two neighbours, or both. */
        TRANSLATED,
        /**
         * The copy translates one of two words that a conjunction joins, or half of a compound, or the Chinese repeats
         * nothing.
         */
        LINKED
    }

    private record TextPart(int start, int end, Evidence evidence) {}

    /** Returns the translations of the glossary that begin with the copy: <i>self-reliance and strength</i>. */
    private List<String> suggestions(CheckedUnit unit, String whole, String once) {
        Pattern pair = Pattern.compile("(?i)\\b" + Pattern.quote(once) + "( and [\\w-]+)");
        return terms.stream()
                .filter(entry ->
                        entry.chinese().contains(whole) && unit.chinese().contains(entry.chinese()))
                .flatMap(entry -> pair.matcher(entry.english()).results())
                .map(match -> once + match.group(1))
                .distinct()
                .toList();
    }

    /**
     * Returns how often the Chinese says a word. Neighbours in other characters are one place: 保护和养护. A word can be part
     * of a longer one: 数据 of 数据处理.
     */
    private static int count(String text, List<Meanings.Word> places) {
        int count = 0;
        int most = 0;
        for (int i = 0; i < places.size(); i++) {
            Meanings.Word place = places.get(i);
            count += i > 0 && place.start() <= places.get(i - 1).end() + 1 ? 0 : 1;
            int size = Math.min(2, place.end() - place.start());
            Deadline.check();
            for (int at = place.start(); at + size <= place.end(); at++) {
                most = Math.max(most, text.split(Pattern.quote(text.substring(at, at + size)), -1).length - 1);
            }
        }
        return Math.max(count, most);
    }

    /**
     * Returns two neighbours in the Chinese, if the copies translate one of them and no word translates the other, or if
     * they translate both. A compound with a shared character is always evidence.
     */
    private Optional<TextPart> compound(
            String text, List<Meanings.Word> source, Set<String> own, Set<String> others, boolean isSaid) {
        Optional<TextPart> shared = shared(text, own);
        if (shared.isPresent()) {
            return shared;
        }
        for (int i = 1; i < source.size(); i++) {
            Meanings.Word one = source.get(i - 1);
            Meanings.Word other = source.get(i);
            String gap = text.substring(one.end(), other.start());
            String oneText = text.substring(one.start(), one.end());
            String otherText = text.substring(other.start(), other.end());
            if (LINK.matcher(gap).matches() && areTwo(oneText, otherText)) {
                boolean first = meets(oneText, own);
                boolean second = meets(otherText, own);
                boolean isMissing = first != second && isMissing(first ? otherText : oneText, others);
                if (isMissing || (first && second && !isSaid)) {
                    boolean isLinked = isMissing && !gap.isEmpty();
                    return Optional.of(
                            new TextPart(one.start(), other.end(), isLinked ? Evidence.LINKED : Evidence.TRANSLATED));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns a word that the copy translates, with the beginning of another word that a conjunction joins to it. */
    private static Optional<TextPart> listedPart(String text, List<Meanings.Word> places) {
        for (Meanings.Word place : places) {
            Matcher link = CONJUNCTION.matcher(text).region(place.end(), text.length());
            if (link.lookingAt() && isOnce(text, text.substring(place.start(), place.end()))) {
                int end = Math.min(text.length(), link.end() + NEXT_WORDS);
                if (areTwo(text.substring(place.start(), place.end()), text.substring(link.end(), end))) {
                    int shown = Math.min(text.length(), link.end() + 2);
                    return Optional.of(new TextPart(place.start(), shown, Evidence.TRANSLATED));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the evidence. A Chinese text without any repetition explains no copies.
     *
     * @param mayExplain true if one Chinese word may explain the copies: verbs of the past, and titles
     */
    private static Evidence evidence(Optional<TextPart> compound, boolean mayExplain, String text) {
        Evidence evidence = compound.map(TextPart::evidence).orElse(Evidence.NONE);
        boolean isPlain = !mayExplain && !PAIR_TWICE.matcher(text).find();
        return isPlain ? Evidence.LINKED : evidence;
    }

    /** Returns a compound whose words share a character that the copy translates. */
    private Optional<TextPart> shared(String text, Set<String> own) {
        return SHARED.matcher(text)
                .results()
                .filter(match -> !DoubledWord.REPEATED.matcher(text).find())
                .filter(match -> IntStream.range(match.start(), match.end() - 1)
                        .anyMatch(i -> meets(text.substring(i, i + 2), own) || meets(text.substring(i, i + 1), own)))
                .map(match -> new TextPart(match.start(), match.end(), Evidence.LINKED))
                .findFirst();
    }

    /** Returns whether a Chinese word or character has one of these English stems as a translation. */
    private boolean meets(String word, Set<String> own) {
        boolean[] found = new boolean[1];
        int number = lexicon.wordNumber(lexicon.simplify(word));
        if (number >= 0) {
            lexicon.translations(
                    number,
                    (stem, forward, backward) ->
                            found[0] |= stem < lexicon.stemCount() && own.contains(lexicon.stem(stem)));
        } else if (word.length() == 1
                && lexicon.characterNumber(lexicon.simplify(word).charAt(0)) >= 0) {
            lexicon.stemsOfCharacter(
                    lexicon.characterNumber(lexicon.simplify(word).charAt(0)),
                    (stem, weight) -> found[0] |= weight >= MIN_PROBABILITY && own.contains(lexicon.stem(stem)));
        }
        return found[0];
    }

    /** Returns whether two words have no two characters in common, unlike 任务 and 任务日志. */
    private static boolean areTwo(String one, String other) {
        return Math.min(one.length(), other.length()) > 1
                && IntStream.range(0, one.length() - 1).noneMatch(i -> other.contains(one.substring(i, i + 2)));
    }

    /** Returns whether the English has hardly any translation of a Chinese word. */
    private boolean isMissing(String word, Set<String> others) {
        int number = lexicon.wordNumber(lexicon.simplify(word));
        double[] weights = new double[2];
        if (number >= 0) {
            lexicon.stemsOfWord(number, (stem, weight) -> {
                weights[0] += weight;
                weights[1] += others.contains(lexicon.stem(stem)) ? weight : 0;
            });
        }
        return weights[1] <= MAX_TRANSLATED * weights[0];
    }

    private static boolean isOnce(String text, String part) {
        return text.indexOf(part) == text.lastIndexOf(part);
    }
}
