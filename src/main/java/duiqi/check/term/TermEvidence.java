package duiqi.check.term;

import duiqi.check.CheckedUnit;
import duiqi.check.Severity;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermMatches;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.WorkBudget;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Weighs the evidence that a target has another translation of a term instead of the one of the glossary. A word that the
 * dictionary gives for the term is evidence. A word that translates no other word of the source is evidence too, if the
 * target is otherwise literal. A free translation without these words may just omit the term. Not thread-safe.
 */
final class TermEvidence {
    /** Minimum probability of a stem as a translation of a character. */
    private static final double MIN_PROBABILITY = 0.03;

    /** Maximum share of unexplained words in a translation that is literal enough for evidence. */
    private static final double MAX_FREE = 0.45;

    /** Maximum share for a common word, which translations often paraphrase. */
    private static final double MAX_FREE_COMMON = 0.3;

    /** Words of an English sentence that translate no Chinese word in particular, as stems. */
    private static final Set<String> LIGHT = Set.of(
            "look", "work", "make", "take", "get", "go", "come", "give", "put", "set", "thing", "way", "place", "new",
            "good", "great", "time", "year", "part", "number", "well", "becom", "use", "need", "must", "should",
            "would", "could", "world", "peopl", "person", "other", "more", "most", "first");

    /** Chinese words that often translate no English word. */
    private static final Set<String> LIGHT_CHINESE = Set.of(
            "出来", "起来", "下去", "下来", "进行", "可以", "已经", "没有", "应该", "应当", "必须", "需要", "能够", "可能", "通过", "以及", "或者", "因为",
            "所以", "因此", "如果", "请", "时", "后", "中", "们", "这些", "那些", "该", "此", "种", "次", "名", "位", "项", "于是", "并且", "而且",
            "还是", "就是", "作为", "一些", "一种", "其中", "为了", "由于", "当");

    /** Work for each character of both texts, in steps of {@link WorkBudget}. */
    private static final int STEPS_PER_CHARACTER = 10;

    private final Lexicon lexicon;
    private final ChineseTokenizer chinese;

    /** Splits parts of a text, so that {@code chinese} keeps the words of the text. */
    private final ChineseTokenizer parts;

    private final EnglishTokenizer english = new EnglishTokenizer();

    TermEvidence(Lexicon lexicon, ChineseTokenizer chinese) {
        this.lexicon = lexicon;
        this.chinese = chinese;
        this.parts = new ChineseTokenizer(lexicon);
    }

    /**
     * Counts the content words of a target.
     *
     * @param synonyms number of words that the dictionary gives for the term, and that translate no other word
     * @param unexplained number of other words that translate no word of the source
     * @param inSlot number of these words next to a translation of a neighbour of the term
     * @param names number of names that translate no word of the source
     * @param all number of content words
     */
    private record Words(int synonyms, int unexplained, int inSlot, int names, int all) {
        boolean isLiteral(double share) {
            return unexplained <= Math.max(2, share * all);
        }
    }

    /**
     * Returns the severity of a missing translation; empty without evidence.
     *
     * @param same the occurrences of the term in the source, at least one
     */
    Optional<Severity> weigh(CheckedUnit unit, List<TermMatches.Hit> same) {
        Glossary.Concept concept = same.get(0).concept();
        Stems stems = stems(unit, same);
        Words words = unit.isIntoChinese() ? chineseWords(unit, stems) : englishWords(unit, stems);
        boolean isCommon = isCommon(concept);
        boolean isName = concept.entries().stream()
                .allMatch(entry -> Character.isUpperCase(entry.english().charAt(0))
                        && !entry.english().equals(entry.english().toUpperCase(Locale.ROOT))
                        && lexicon.wordNumber(lexicon.simplify(entry.chinese())) >= 0);
        if (words.synonyms > 0 && words.isLiteral(MAX_FREE)) {
            return Optional.of(Severity.WARNING);
        }
        if (isName && !unit.isIntoChinese() && words.names == 0) {
            return Optional.empty();
        }
        if (!isCommon) {
            return Optional.of(words.isLiteral(MAX_FREE) ? Severity.WARNING : Severity.NOTE);
        }
        boolean isSlot = words.inSlot > 0 && words.isLiteral(MAX_FREE);
        return isSlot || words.isLiteral(MAX_FREE_COMMON) ? Optional.of(Severity.NOTE) : Optional.empty();
    }

    /**
     * Returns whether a term is a single English word and a dictionary word of two characters. Most of these words are
     * not technical, and translations paraphrase them.
     */
    private boolean isCommon(Glossary.Concept concept) {
        return concept.entries().stream()
                .allMatch(entry -> entry.chinese().length() <= 2
                        && lexicon.wordNumber(lexicon.simplify(entry.chinese())) >= 0
                        && entry.english().strip().indexOf(' ') < 0);
    }

    /**
     * Returns the wrong translations that no other words of the source explain. A translation that the dictionary does
     * not give for the term belongs to the words that explain it. If the dictionary gives it for the term too, it
     * belongs to these words if the term has another translation.
     *
     * @param isTranslated true if each occurrence of the term has an allowed translation
     */
    List<TermMatches.Match> withoutOthers(
            CheckedUnit unit, List<TermMatches.Hit> same, List<TermMatches.Match> wrong, boolean isTranslated) {
        Stems stems = stems(unit, same);
        Map<String, Boolean> areOfOthers = new HashMap<>();
        return wrong.stream()
                .filter(match -> !areOfOthers.computeIfAbsent(
                        unit.target().text().substring(match.start(), match.end()),
                        words -> isOfOthers(meanings(unit, words), stems, isTranslated)))
                .toList();
    }

    private List<Set<String>> meanings(CheckedUnit unit, String words) {
        return unit.isIntoChinese()
                ? parts.words(words).stream()
                        .map(token -> glosses(token.form()))
                        .toList()
                : english.tokens(words).stream()
                        .map(Token::form)
                        .filter(stem -> !FunctionWords.isEnglish(stem))
                        .map(Set::of)
                        .toList();
    }

    private static boolean isOfOthers(List<Set<String>> meanings, Stems stems, boolean isTranslated) {
        return areAll(meanings, stems.others) && (isTranslated || !areAll(meanings, stems.own));
    }

    private static boolean areAll(List<Set<String>> meanings, Set<String> stems) {
        return !meanings.isEmpty() && meanings.stream().noneMatch(meaning -> Collections.disjoint(meaning, stems));
    }

    /**
     * Holds the English stems of a source: its words, or the glosses of its Chinese words.
     *
     * @param own stems of the term
     * @param near stems of the content words before and after the term
     * @param others stems of the other words
     */
    private record Stems(Set<String> own, Set<String> near, Set<String> others) {
        Stems() {
            this(new HashSet<>(), new HashSet<>(), new HashSet<>());
        }

        /** Adds the words of a source in their order. */
        void add(List<Set<String>> words, BitSet own) {
            for (int i = 0; i < words.size(); i++) {
                boolean isNear = own.get(i + 1) || (i > 0 && own.get(i - 1));
                (own.get(i) ? this.own : others).addAll(words.get(i));
                if (isNear && !own.get(i)) {
                    near.addAll(words.get(i));
                }
            }
        }
    }

    private Stems stems(CheckedUnit unit, List<TermMatches.Hit> same) {
        WorkBudget.spend(STEPS_PER_CHARACTER
                * (unit.chinese().length() + (long) unit.english().length()));
        Stems stems = new Stems();
        BitSet term = new BitSet();
        same.forEach(hit -> term.set(hit.start(), hit.end()));
        List<Set<String>> words = new ArrayList<>();
        BitSet own = new BitSet();
        if (unit.isIntoChinese()) {
            for (Token token : english.tokens(unit.english())) {
                if (token.kind() == Token.Kind.WORD && !FunctionWords.isEnglish(token.form())) {
                    own.set(words.size(), term.get(token.start()));
                    words.add(Set.of(token.form()));
                }
            }
            stems.add(words, own);
            return stems;
        }
        for (Token token : chinese.words(unit.chinese())) {
            int end = token.start() + token.form().length();
            if (token.kind() != Token.Kind.WORD) {
                stems.others.add(token.form());
            } else if (FunctionWords.isChinese(token.form())) {
                stems.others.addAll(glosses(token.form()));
            } else {
                own.set(words.size(), term.nextClearBit(token.start()) >= end);
                words.add(glosses(token.form()));
            }
        }
        stems.add(words, own);
        stems.own.addAll(glosses(lexicon.simplify(same.get(0).term())));
        return stems;
    }

    private Words englishWords(CheckedUnit unit, Stems stems) {
        int synonyms = 0;
        int unexplained = 0;
        int names = 0;
        BitSet open = new BitSet();
        BitSet near = new BitSet();
        int all = 0;
        boolean isFirst = true;
        for (Token token : english.tokens(unit.english())) {
            String stem = token.form();
            if (token.kind() == Token.Kind.WORD && !FunctionWords.isEnglish(stem)) {
                boolean isExplained = stems.others.contains(stem);
                boolean isLight = LIGHT.contains(stem);
                near.set(all, stems.near.contains(stem));
                if (stems.own.contains(stem) && !isExplained && !isLight) {
                    synonyms++;
                } else if (!isExplained) {
                    boolean isName = token.capitalised() && !isFirst;
                    names += token.capitalised() && lexicon.stemNumber(stem) >= 0 ? 1 : 0;
                    unexplained += isLight || isName ? 0 : 1;
                    open.set(all, !isLight && !isName);
                }
                all++;
            }
            isFirst = token.kind() == Token.Kind.MARK;
        }
        return new Words(synonyms, unexplained, slots(open, near), names, all);
    }

    /** Returns how many of some words are next to one of the others. */
    private static int slots(BitSet open, BitSet near) {
        return (int) open.stream()
                .filter(i ->
                        near.get(i + 1) || near.get(i + 2) || (i > 0 && near.get(i - 1)) || (i > 1 && near.get(i - 2)))
                .count();
    }

    private Words chineseWords(CheckedUnit unit, Stems stems) {
        int synonyms = 0;
        BitSet open = new BitSet();
        BitSet near = new BitSet();
        int all = 0;
        for (Token token : chinese.words(unit.chinese())) {
            if (token.kind() == Token.Kind.WORD
                    && !FunctionWords.isChinese(token.form())
                    && !LIGHT_CHINESE.contains(token.form())) {
                Set<String> meaning = glosses(token.form());
                boolean isExplained = !Collections.disjoint(meaning, stems.others);
                boolean isOwn = !isExplained && !Collections.disjoint(meaning, stems.own);
                near.set(all, !Collections.disjoint(meaning, stems.near));
                open.set(all, !isExplained && !isOwn);
                synonyms += isOwn ? 1 : 0;
                all++;
            }
        }
        return new Words(synonyms, open.cardinality(), slots(open, near), 0, all);
    }

    /** Returns the stems of the glosses of a Chinese word, or of a character that is no word of the dictionary. */
    private Set<String> glosses(String word) {
        Set<String> stems = new HashSet<>();
        int number = lexicon.wordNumber(word);
        if (number >= 0) {
            lexicon.stemsOfWord(number, (stem, weight) -> stems.add(lexicon.stem(stem)));
        } else if (word.length() == 1 && lexicon.characterNumber(word.charAt(0)) >= 0) {
            lexicon.stemsOfCharacter(lexicon.characterNumber(word.charAt(0)), (stem, weight) -> {
                if (weight >= MIN_PROBABILITY) {
                    stems.add(lexicon.stem(stem));
                }
            });
        }
        return stems;
    }

    /**
     * Recognises words that refer back to a term: a source repeats the term where the target says <i>it</i>, <i>this
     * goal</i> or 它. Stateless.
     */
    static final class Anaphora {
        private static final Pattern ENGLISH = Pattern.compile(
                "\\b(?:"
                        + String.join(
                                "|",
                                "it",
                                "its",
                                "they",
                                "them",
                                "their",
                                "this",
                                "these",
                                "such",
                                "the (?:former|latter|same)")
                        + ")\\b",
                Pattern.CASE_INSENSITIVE);
        private static final Pattern CHINESE = Pattern.compile("[它他她其此这這该該彼]|前者|后者|後者|这些|同样|如此");

        /** Matches Chinese pronouns, but not 其他, 其中 and other words with their characters. */
        private static final Pattern CHINESE_PRONOUNS = Pattern.compile("[它她]|(?<!其)他|(?<![尤极与])其(?![他它中实余次间])|[前后]者");

        /** Matches English pronouns that Chinese ones translate, also those of persons. */
        private static final Pattern ENGLISH_PRONOUNS = Pattern.compile(
                ENGLISH.pattern() + "|\\b(?:he|him|his|she|her|hers|that|those)\\b", Pattern.CASE_INSENSITIVE);

        private Anaphora() {}

        /** Returns whether the target has more of these words than the source. */
        static boolean isIn(CheckedUnit unit) {
            return unit.isIntoChinese()
                    ? count(CHINESE_PRONOUNS, unit.chinese()) > count(ENGLISH_PRONOUNS, unit.english())
                    : count(ENGLISH, unit.english()) > count(CHINESE, unit.chinese());
        }

        private static long count(Pattern pattern, String text) {
            return pattern.matcher(text).results().count();
        }
    }
}
