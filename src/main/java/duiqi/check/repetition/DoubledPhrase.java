package duiqi.check.repetition;

import duiqi.lexicon.EnglishWords;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Represents words of an English text that occur twice in a list or around a conjunction. Immutable.
 *
 * @param start index of the first word of the first copy
 * @param end index after the last word of the first copy
 * @param again index of the first word of the second copy
 * @param againEnd index after the last word of the second copy
 * @param doubt the evidence that the Chinese must give
 */
public record DoubledPhrase(int start, int end, int again, int againEnd, Doubt doubt) {
    /** Lists the evidence from the Chinese that a repetition needs. */
    enum Doubt {
        /** None. */
        NONE,
        /** A single translation, because the copies can belong to two phrases: basic research and research methods. */
        ATTACHED,
        /** A compound, because the copies can belong to two clauses or are different forms of a word. */
        LOOSE
    }

    private static final int MAX_WORDS = 6;

    /** Maximum number of words between the copies in <i>A, B and A</i>. */
    private static final int MAX_BETWEEN = 2;

    private static final Pattern SPACE = Pattern.compile("[\\s\u00A0]*[-‐‑]?[\\s\u00A0]*");
    private static final Pattern LOOSE = Pattern.compile("[\\s\u00A0,，“”\"‘’']*");
    private static final Pattern COMMA = Pattern.compile("[”’\"]?[,，][\\s\u00A0]*[“‘\"]?");

    private static final Set<String> CONNECTORS = Set.of("and", "or");

    /** Marks that join a copy to another word or to code. */
    private static final String JOINING = "./_#\\-‐‑@:$=+*~";

    /** Marks before a word that continues the second copy: laws "strictly so called". */
    private static final String OPENING = "(“‘\"'[";

    /** Matches adjectives and adverbs, which cannot be the first part of a compound noun. */
    private static final Pattern ADJECTIVE = Pattern.compile(
            "(?!handful|professional|national|official|potential|credential|rental|statistic|variable|vegetable).{2,20}"
                    + "(?:ly|ical|ous|ful|less|able|ible|ional|tial|cial|ural|ental|istic|atic|otic|ative|sive)");

    private static final Set<String> RELATIVE = Set.of("who", "whom", "whose", "which", "that");

    private static final Set<String> NOUN_ENDINGS = Set.of("ion", "ation", "ment", "ance", "ence", "al");

    /** Words that can follow a complete phrase, or an object that follows a complete verb. */
    private static final Set<String> FOLLOWERS =
            Set.of(("and or but nor the a an this these those his her their our its my your all here now today both "
                            + "each every so because while when")
                    .split(" "));

    /** Words that can begin a description of the second copy only: threads and threads that have not started. */
    private static final Set<String> DESCRIBING =
            Set.of(("to in on at for with by from as of into through within under over between among during since "
                            + "until after before across that which who whose where if then than not also")
                    .split(" "));

    /** Words that show that a clause with the second copy as its subject began. */
    private static final Set<String> CLAUSE =
            Set.of(("is are was were has have had will would can could may might must shall should do does did be "
                            + "been it we they he she i you")
                    .split(" "));

    /** Words without a meaning of their own: <i>what is and is not</i>, <i>in and in</i>. */
    private static final Set<String> EMPTY =
            Set.of(("the a an of to in on at for with by from as that this these those it its he she they we you i "
                            + "his her their our my your is are was were be been being has have had do does did will would can "
                            + "could may might must shall should not no all one who which what where when how and or but if so "
                            + "than then there also more less s up out off why both him me us them hers yours mine ours theirs "
                            + "myself yourself himself herself itself ourselves themselves")
                    .split(" "));

    /** Words that English repeats on purpose. */
    private static final Set<String> IDIOMS =
            Set.of(("again on over round around neck half through by up down fewer better worse bigger larger "
                            + "greater smaller higher lower deeper closer stronger weaker faster slower longer shorter older "
                            + "younger wider broader narrower richer poorer harder easier brighter clearer nearer farther "
                            + "further tighter louder quicker thicker thinner warmer colder hotter heavier lighter fiercer "
                            + "years days hours months weeks ages miles such two three four there here now many much very only "
                            + "never yes please home finer softer darker taller sooner earlier later happier busier safer "
                            + "cheaper sicker angrier steeper sharper smarter thousands hundreds millions generations "
                            + "centuries decades dozens rows side bit back forth ever forever away along together apart one "
                            + "minutes pages piles heaps loads tons lots wave waves long far near really no so too well what "
                            + "who when where how etc")
                    .split(" "));

    /** Verbs that English repeats for an action that goes on: they talked and talked. */
    private static final Set<String> LASTING =
            Set.of(("talk wait walk run cry laugh try think search look grow dance sing read work pull push knock "
                            + "scream rain rise fall fight argue ask beg eat drink sleep drive ride swim climb dig spin turn "
                            + "roll shout sob weep wander write practice rub scrub play go come listen stare pray call")
                    .split(" "));

    /**
     * Returns the longest repetition around a conjunction or after a comma.
     *
     * @param link index of the conjunction, or of the word before the comma
     */
    static Optional<DoubledPhrase> at(String text, List<EnglishWords.EnglishWord> words, int link) {
        if (CONNECTORS.contains(words.get(link).form())) {
            return around(text, words, link).or(() -> aroundItem(text, words, link));
        }
        return "”’\",，".indexOf(text.charAt(words.get(link).end())) >= 0 && isGap(COMMA, text, words, link)
                ? longest(text, words, link + 1, link + 1)
                        .filter(found -> !found.isFollowed(text, words) || CONNECTORS.contains(found.next(words)))
                        .map(found -> found.with(Doubt.LOOSE))
                : Optional.empty();
    }

    private static Optional<DoubledPhrase> around(String text, List<EnglishWords.EnglishWord> words, int link) {
        return isGap(LOOSE, text, words, link - 1) && isGap(LOOSE, text, words, link)
                ? longest(text, words, link, link + 1)
                        .filter(found -> isGap(SPACE, text, words, link - 1) || !found.isFollowed(text, words))
                : Optional.empty();
    }

    private DoubledPhrase with(Doubt other) {
        return new DoubledPhrase(start, end, again, againEnd, other);
    }

    /** Returns whether only a space separates the second copy from the next word. */
    private boolean isFollowed(String text, List<EnglishWords.EnglishWord> words) {
        int last = againEnd - 1;
        return last + 1 < words.size() && isGap(SPACE, text, words, last);
    }

    private String next(List<EnglishWords.EnglishWord> words) {
        return words.get(againEnd).form();
    }

    /** Returns the repetition in <i>A, B and A</i>. */
    private static Optional<DoubledPhrase> aroundItem(String text, List<EnglishWords.EnglishWord> words, int link) {
        int before = link - 1;
        boolean isList = true;
        while (before > 0 && link - before <= MAX_BETWEEN && !isGap(COMMA, text, words, before - 1)) {
            before--;
            isList &= !CONNECTORS.contains(words.get(before).form());
        }
        return isList
                        && before > 0
                        && before < link
                        && isGap(COMMA, text, words, before - 1)
                        && isGap(LOOSE, text, words, link)
                        && areTogether(text, words, before, link)
                ? longest(text, words, before, link + 1)
                        .filter(found -> found.isItem(text, words))
                        .filter(found -> !found.isFollowed(text, words))
                : Optional.empty();
    }

    /**
     * Returns whether the first copy is not part of another coordination, as in <i>harmony and stability, and wealth
     * and stability</i>.
     */
    private boolean isItem(String text, List<EnglishWords.EnglishWord> words) {
        return start == 0
                || !isGap(SPACE, text, words, start - 1)
                || !CONNECTORS.contains(words.get(start - 1).form());
    }

    private static Optional<DoubledPhrase> longest(
            String text, List<EnglishWords.EnglishWord> words, int end, int again) {
        for (int n = Math.min(MAX_WORDS, Math.min(end, words.size() - again)); n > 0; n--) {
            if (areCopies(text, words, end - n, again, n)) {
                return Optional.of(found(text, words, new DoubledPhrase(end - n, end, again, again + n, Doubt.NONE)));
            }
        }
        return joined(text, words, end, again);
    }

    private static DoubledPhrase found(String text, List<EnglishWords.EnglishWord> words, DoubledPhrase copies) {
        return copies.with(copies.doubtIn(text, words));
    }

    /** Returns a word with a hyphen and the same word without: <i>hard-working and hardworking</i>. */
    private static Optional<DoubledPhrase> joined(
            String text, List<EnglishWords.EnglishWord> words, int end, int again) {
        boolean isFirst = end > 1 && isJoined(text, words, end - 2, again);
        boolean isSecond = !isFirst && again + 1 < words.size() && isJoined(text, words, again, end - 1);
        if (!isFirst && !isSecond) {
            return Optional.empty();
        }
        int start = isFirst ? end - 2 : end - 1;
        int againEnd = isFirst ? again + 1 : again + 2;
        return Optional.of(found(text, words, new DoubledPhrase(start, end, again, againEnd, Doubt.NONE)));
    }

    /** Returns whether a word has the letters of two words that a hyphen joins. */
    private static boolean isJoined(String text, List<EnglishWords.EnglishWord> words, int first, int whole) {
        EnglishWords.EnglishWord one = words.get(first);
        EnglishWords.EnglishWord other = words.get(first + 1);
        return other.start() == one.end() + 1
                && "-‐‑".indexOf(text.charAt(one.end())) >= 0
                && words.get(whole).form().length()
                        == one.form().length() + other.form().length()
                && words.get(whole).form().equals(one.form() + other.form());
    }

    private static boolean areCopies(String text, List<EnglishWords.EnglishWord> words, int one, int other, int n) {
        boolean says = false;
        for (int i = 0; i < n; i++) {
            EnglishWords.EnglishWord left = words.get(one + i);
            EnglishWords.EnglishWord right = words.get(other + i);
            if (!(n == 1 ? isRelated(left, right) : isForm(left, right)) || !isSameCase(text, left, right)) {
                return false;
            }
            says |= !EMPTY.contains(left.form())
                    && Character.isLetter(left.form().charAt(0));
        }
        if (!says || isIdiom(words, one, other, n)) {
            return false;
        }
        return areTogether(text, words, one, one + n)
                && areTogether(text, words, other, other + n)
                && isFree(text, words.get(one).start(), words.get(one + n - 1).end())
                && isFree(
                        text, words.get(other).start(), words.get(other + n - 1).end());
    }

    /** Returns whether English repeats these words on purpose. */
    private static boolean isIdiom(List<EnglishWords.EnglishWord> words, int one, int other, int n) {
        String first = words.get(one).form();
        boolean isOr = other > 0 && words.get(other - 1).form().equals("or");
        boolean isTime = first.equals("time")
                && other + 1 < words.size()
                && words.get(other + 1).form().equals("again");
        return isTime
                || first.equals("between")
                || (n == 1
                        && (first.length() < 2
                                || IDIOMS.contains(first)
                                || (isOr && !first.equals(words.get(other).form()))));
    }

    /** Returns whether two words are equal, except that a sentence may capitalise the first one. */
    private static boolean isSameCase(String text, EnglishWords.EnglishWord one, EnglishWords.EnglishWord other) {
        boolean isLower = Character.isLowerCase(text.charAt(other.end() - 1));
        return isLower == Character.isLowerCase(text.charAt(one.end() - 1))
                && (isLower || one.form().equals(other.form()));
    }

    /** Returns whether no other word or mark of code touches a copy: copy.copy, spec_set, thread-safe, main.exe. */
    private static boolean isFree(String text, int start, int end) {
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        char after = end == text.length() ? ' ' : text.charAt(end);
        char next = end + 1 >= text.length() ? ' ' : text.charAt(end + 1);
        return JOINING.indexOf(before) < 0
                && "(#\\=+*<>".indexOf(after) < 0
                && (JOINING.indexOf(after) < 0 || !Character.isLetterOrDigit(next));
    }

    /**
     * Returns whether two words are forms of one word, also a gerund and its noun: <i>preventing and prevention</i>. In
     * contrast, <i>developed and developing</i> are two things.
     */
    private static boolean isRelated(EnglishWords.EnglishWord one, EnglishWords.EnglishWord other) {
        return isForm(one, other)
                || one.lemmas().stream().anyMatch(lemma -> isNounOf(other.form(), lemma))
                || other.lemmas().stream().anyMatch(lemma -> isNounOf(one.form(), lemma));
    }

    private static boolean isForm(EnglishWords.EnglishWord one, EnglishWords.EnglishWord other) {
        boolean isPast = one.form().endsWith("ed") || other.form().endsWith("ed");
        return one.form().equals(other.form()) || (!isPast && one.isFormOf(other));
    }

    private static boolean isNounOf(String noun, String verb) {
        boolean endsInE = verb.endsWith("e");
        String stem = endsInE ? verb.substring(0, verb.length() - 1) : verb;
        return stem.length() > 2 && noun.startsWith(stem) && NOUN_ENDINGS.contains(noun.substring(stem.length()));
    }

    private static boolean areTogether(String text, List<EnglishWords.EnglishWord> words, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (!isGap(SPACE, text, words, i)) {
                return false;
            }
        }
        return true;
    }

    private Doubt doubtIn(String text, List<EnglishWords.EnglishWord> words) {
        if (end - start == 1 && isLooseWord(text, words)) {
            return Doubt.LOOSE;
        }
        if (!isFollowed(text, words)) {
            boolean isOpen = againEnd < words.size()
                    && OPENING.indexOf(text.charAt(words.get(againEnd).start() - 1)) >= 0;
            return isOpen ? Doubt.ATTACHED : Doubt.NONE;
        }
        String last = words.get(againEnd - 1).form();
        return FOLLOWERS.contains(next(words)) || ADJECTIVE.matcher(last).matches()
                ? Doubt.NONE
                : doubtBefore(next(words), text, words);
    }

    /** Returns whether a single word is repeated in another form with an object, or as an action that goes on. */
    private boolean isLooseWord(String text, List<EnglishWords.EnglishWord> words) {
        EnglishWords.EnglishWord first = words.get(start);
        boolean isOther =
                againEnd - again == 1 && !first.form().equals(words.get(again).form());
        return (isOther
                        && isFollowed(text, words)
                        && !FOLLOWERS.contains(next(words))
                        && !DESCRIBING.contains(next(words)))
                || first.lemmas().stream().anyMatch(LASTING::contains);
    }

    /** Returns the doubt if a word that may belong to the second copy only follows. */
    private Doubt doubtBefore(String next, String text, List<EnglishWords.EnglishWord> words) {
        boolean isOr = again > 0 && words.get(again - 1).form().equals("or");
        boolean isDescribed = isDescribed(text, words);
        boolean isDescribing = DESCRIBING.contains(next);
        if (RELATIVE.contains(next)
                || (isOr && isDescribing)
                || isPossessive(text, words.get(againEnd - 1))
                || (isDescribed && isClause(next, isOr, text, words))) {
            return Doubt.LOOSE;
        }
        return isOr || isDescribed || !isDescribing ? Doubt.ATTACHED : Doubt.NONE;
    }

    /** Returns whether a word continues a clause or a description of the second copy, if a word describes the first. */
    private boolean isClause(String next, boolean isOr, String text, List<EnglishWords.EnglishWord> words) {
        return (CLAUSE.contains(next) && (isOr || end - start > 1))
                || (isPlural(text, words) && (DESCRIBING.contains(next) || next.endsWith("ing")));
    }

    private boolean isPlural(String text, List<EnglishWords.EnglishWord> words) {
        EnglishWords.EnglishWord last = words.get(againEnd - 1);
        return last.form().endsWith("s") || Character.isUpperCase(text.charAt(last.start()));
    }

    private static boolean isPossessive(String text, EnglishWords.EnglishWord word) {
        return word.end() - word.start() > word.form().length() && "'’".indexOf(text.charAt(word.end() - 2)) >= 0;
    }

    /** Returns whether a word before the first copy may describe only this copy. */
    private boolean isDescribed(String text, List<EnglishWords.EnglishWord> words) {
        return start > 0
                && isGap(SPACE, text, words, start - 1)
                && !EMPTY.contains(words.get(start - 1).form());
    }

    /** Returns whether the text between a word and the next one matches a pattern. */
    private static boolean isGap(Pattern gap, String text, List<EnglishWords.EnglishWord> words, int word) {
        int from = words.get(word).end();
        int to = words.get(word + 1).start();
        return gap.matcher(text).region(from, to).matches();
    }

    /** Returns the index of the first UTF-16 unit. */
    int startIn(List<EnglishWords.EnglishWord> words) {
        return words.get(start).start();
    }

    /** Returns the index after the last UTF-16 unit. */
    int endIn(List<EnglishWords.EnglishWord> words) {
        return words.get(againEnd - 1).end();
    }

    /** Returns whether a word belongs to one of the copies. */
    boolean contains(int word) {
        return (word >= start && word < end) || (word >= again && word < againEnd);
    }

    /** Returns the words of the first copy. */
    List<EnglishWords.EnglishWord> copy(List<EnglishWords.EnglishWord> words) {
        return words.subList(start, end);
    }

    /** Finds repetition in the Chinese, which allows the English to repeat too. Stateless. */
    static final class SourceRepetition {
        /** Marks and words that may separate the copies: 学习学习再学习, 一代又一代, 合作、再合作. */
        private static final String LINK = "[、，,·\\s]?[和与及跟同又再或更还且并而对复]{0,2}[、，,]?";

        private static final Pattern PHRASE = Pattern.compile("(\\p{IsHan}{2,6})" + LINK + "\\1");

        /** Matches a repeated character: 代代, 等啊等, 想来想去, 越来越. */
        private static final Pattern CHARACTER =
                Pattern.compile("(\\p{IsHan})[啊呀了着又来一不再和与、，·\\s]?\\1|(\\p{IsHan})来\\2去|(\\p{IsHan})东\\3西");

        /** Matches three characters that occur twice near each other. */
        private static final Pattern NEAR = Pattern.compile("(\\p{IsHan}{3}).{0,30}?\\1");

        private SourceRepetition() {}

        /** Returns whether a phrase of two or more characters occurs twice, adjacent or coordinated. */
        static boolean ofPhrase(String chinese) {
            return PHRASE.matcher(chinese).find();
        }

        /** Returns whether a phrase or a single character occurs twice. */
        static boolean ofAny(String chinese) {
            return CHARACTER.matcher(chinese).find() || ofPhrase(chinese);
        }

        /**
         * Returns the Chinese that is repeated and may explain English that repeats a number of words: phrases, for a
         * single English word also characters, for three words also phrases at some distance.
         */
        static List<String> of(String chinese, int words) {
            Stream<Pattern> patterns = words == 1
                    ? Stream.of(PHRASE, CHARACTER)
                    : words == 2 ? Stream.of(PHRASE) : Stream.of(PHRASE, NEAR);
            return patterns.flatMap(pattern -> pattern.matcher(chinese).results())
                    .map(SourceRepetition::repeated)
                    .toList();
        }

        private static String repeated(MatchResult match) {
            return IntStream.rangeClosed(1, match.groupCount())
                    .mapToObj(match::group)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("");
        }
    }
}
