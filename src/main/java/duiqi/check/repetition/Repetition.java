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
import duiqi.lexicon.Token;
import duiqi.text.WorkBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds words of a translation that are written twice in a row, and English words that a conjunction or a comma joins to
 * a copy of themselves: <i>self-reliance and self-reliance</i> for 自立自强. A repetition that the source has too is none.
 * The meanings of the source words decide: two places of the source with the meaning of the copies explain them.
 */
public final class Repetition implements Check {
    public static final Rule DOUBLED =
            Rule.of("doubled-word", Severity.ERROR, "a word or phrase is written twice in a row");

    public static final Rule LISTED =
            Rule.of("doubled-rendering", Severity.WARNING, "one translation is listed twice, joined with itself");

    private static final int MAX_WORDS = 6;

    /** Maximum share of the translations of a Chinese word that may be in the English if the word is missing there. */
    private static final double MAX_TRANSLATED = 0.3;

    /** Minimum probability of a stem as a translation of a character. */
    private static final double MIN_PROBABILITY = 0.05;

    private static final Pattern SPACE = Pattern.compile("[\\s\u00A0]+");
    private static final Pattern HYPHEN = Pattern.compile("[\\s\u00A0]*[-‐‑]?[\\s\u00A0]*");
    private static final Pattern AND =
            Pattern.compile("[\\s\u00A0]*,?[\\s\u00A0]*(?:and|or|&|and/or)[\\s\u00A0]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern MORE = Pattern.compile("[越愈渐更]");
    private static final Pattern LASTING = Pattern.compile("不断|不停|一直|反复");

    /** Marks that join a word to code or to another word. */
    private static final String JOINING = "./_#\\-‐‑@:$=+*~";

    /** Matches a compound whose words share their first character, such as 自立自强 and 共商共建共享. */
    private static final Pattern SHARED =
            Pattern.compile("(\\p{IsHan})(\\p{IsHan})\\1(?!\\2|\\1)\\p{IsHan}(?:\\1(?!\\2|\\1)\\p{IsHan})*");

    /** Matches a repetition in Chinese: 很久很久, 试一试, 一代又一代. */
    private static final Pattern REPEATED = Pattern.compile("(\\p{IsHan}{1,4})[\\p{P}\\p{S}\\s]?[再又也一接]?\\1");

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

    /** Words that grammar and emphasis repeat. */
    private static final Set<String> GRAMMAR = Set.of(
            "had", "that", "is", "her", "do", "did", "very", "so", "really", "no", "many", "much", "far", "too", "can");

    /** Matches verbs and other words whose particle a preposition can follow: <i>logged in in time</i>. */
    private static final Pattern BEFORE_PARTICLE = Pattern.compile(
            "(?:turn|carr|go|log|sign|hand|walk|mov|pass|com|join|br|put|check|step|later|earl)\\w*|went|so|it|them|held|set");

    /** Words of a series that repeats a phrase: <i>a list of a list of names, from time to time to rest</i>. */
    private static final Set<String> SERIES =
            Set.of("of", "to", "by", "for", "per", "and", "or", "after", "that", "as", "is");

    private static final Pattern RELATIVE = Pattern.compile("wh\\w+|how(?:ever)?|if|than");

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

    private static final Pattern REPEATED_ENGLISH =
            Pattern.compile("\\b(\\w+\\b(?:\\W+\\w+){0,5})\\W+\\1\\b", Pattern.CASE_INSENSITIVE);

    /** Chinese function words of one character that are not repeated. */
    private static final String UNREPEATED = "的了和与或在是被将为到从向让以于且";

    /** Chinese words that are repeated for emphasis, or for a short try. */
    private static final Set<String> REPEATABLE = Set.of(
            "非常", "不要", "我们", "你们", "他们", "考虑", "准备", "放松", "打听", "见识", "熟悉", "介绍", "讨论", "研究", "商量", "休息", "活动", "学习",
            "了解", "收拾", "整理", "体会", "观察", "锻炼", "方便", "那个", "恭喜", "意思");

    private final Lexicon lexicon;
    private final ChineseTokenizer chinese;
    private final EnglishWords english;
    private final EnglishTokenizer stems = new EnglishTokenizer();
    private final Meanings meanings;

    /** Entries with a translation that the glossary allows. */
    private final List<TermEntry> terms;

    public Repetition(Glossary glossary, Lexicon lexicon, ChineseTokenizer chinese, EnglishWords english) {
        this.lexicon = lexicon;
        this.chinese = chinese;
        this.english = english;
        this.meanings = new Meanings(lexicon, chinese, english);
        this.terms = glossary.entries().stream()
                .filter(entry -> entry.status().isAllowed())
                .toList();
    }

    @Override
    public List<Rule> rules() {
        return List.of(LISTED, DOUBLED);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        return unit.isIntoChinese() ? inChinese(unit) : inEnglish(unit);
    }

    /**
     * Describes two copies in a text, as indices of words.
     *
     * @param isTwice true if only white space is between them
     */
    private record Copies(int first, int firstEnd, int second, int end, boolean isTwice, boolean isComma) {}

    private List<Finding> inEnglish(CheckedUnit unit) {
        List<EnglishWord> words = english.of(unit.english());
        List<Finding> found = new ArrayList<>();
        for (int second = 1; second < words.size(); second++) {
            Optional<Copies> copies = copies(unit.english(), words, second);
            if (copies.isPresent()) {
                found.addAll(finding(unit, words, copies.get()).stream().toList());
                second = copies.get().end;
            }
        }
        return found;
    }

    /** Returns the longest copies whose second one begins at a word. */
    private Optional<Copies> copies(String text, List<EnglishWord> words, int second) {
        int end = second;
        String form = words.get(second - 1).form();
        boolean isRepeated = form.equals(words.get(second).form());
        boolean isLink = !isRepeated && (form.equals("and") || form.equals("or"));
        if (isLink) {
            end--;
        }
        if (end == 0) {
            return Optional.empty();
        }
        String gap = text.substring(words.get(end - 1).end(), words.get(second).start());
        boolean isTwice = SPACE.matcher(gap).matches();
        boolean isComma = gap.contains(",");
        if (!isTwice && !AND.matcher(gap).matches()) {
            return Optional.empty();
        }
        for (int n = Math.min(MAX_WORDS, Math.min(end, words.size() - second)); n > 0; n--) {
            int first = end - n;
            int size = n;
            int at = second;
            boolean isCopy = IntStream.range(0, n)
                            .allMatch(i -> isTwice
                                    ? isSame(text, words.get(first + i), words.get(at + i))
                                    : isForm(text, words.get(first + i), words.get(at + i)))
                    && isWhole(text, words, first, first + size, isTwice)
                    && isWhole(text, words, second, second + size, isTwice);
            if (isCopy) {
                return Optional.of(new Copies(first, end, second, second + n, isTwice, isComma));
            }
        }
        return Optional.empty();
    }

    /** Compares words as written: "China's China" and "bitwise AND and" are no repetitions. */
    private static boolean isSame(String text, EnglishWord one, EnglishWord other) {
        int length = one.end() - one.start();
        return one.form().equals(other.form())
                && length == other.end() - other.start()
                && (length == 1
                        || Character.isUpperCase(text.charAt(one.start() + 1))
                                == Character.isUpperCase(text.charAt(other.start() + 1)))
                && text.regionMatches(true, one.start(), text, other.start(), length);
    }

    /** Returns whether words are equal but for number: <i>developed and developing</i> are two things. */
    private static boolean isForm(String text, EnglishWord one, EnglishWord other) {
        boolean isPast = one.form().endsWith("ed") || other.form().endsWith("ed");
        boolean isLower = Character.isLowerCase(text.charAt(other.end() - 1));
        return isLower == Character.isLowerCase(text.charAt(one.end() - 1))
                && (one.form().equals(other.form()) || (isLower && !isPast && one.isFormOf(other)));
    }

    /** Returns whether words are written together, and no mark of code touches them. */
    private static boolean isWhole(String text, List<EnglishWord> words, int from, int to, boolean isTwice) {
        for (int i = from + 1; i < to; i++) {
            String gap = text.substring(words.get(i - 1).end(), words.get(i).start());
            if (!(isTwice ? SPACE : HYPHEN).matcher(gap).matches()) {
                return false;
            }
        }
        int start = words.get(from).start();
        int end = words.get(to - 1).end();
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        char after = end == text.length() ? ' ' : text.charAt(end);
        char next = end + 1 >= text.length() ? ' ' : text.charAt(end + 1);
        return JOINING.indexOf(before) < 0
                && "(#\\=+*<>".indexOf(after) < 0
                && (JOINING.indexOf(after) < 0 || " \n\"”’)".indexOf(next) >= 0);
    }

    private Optional<Finding> finding(CheckedUnit unit, List<EnglishWord> words, Copies copies) {
        String text = unit.english();
        List<EnglishWord> copy = words.subList(copies.first, copies.firstEnd);
        WorkBudget.spend(50L * (unit.chinese().length() + words.size()));
        String lower = unit.chinese().toLowerCase(Locale.ROOT);
        if (copy.stream()
                        .anyMatch(word -> word.form().length() > 1
                                && (copies.isTwice ? lower.contains(word.form()) : isTwice(lower, word.form())))
                || copy.stream()
                        .anyMatch(word -> !Character.isLetter(word.form().charAt(0)))) {
            return Optional.empty();
        }
        int start = copy.get(0).start();
        int end = words.get(copies.end - 1).end();
        String once = text.substring(start, copy.get(copy.size() - 1).end());
        if (copies.isTwice) {
            return isMeant(unit, words, copies)
                    ? Optional.empty()
                    : Optional.of(Finding.of(DOUBLED, unit, Finding.quoted(once) + " is written twice")
                            .inEnglish(start, end)
                            .about(once.toLowerCase(Locale.ROOT))
                            .suggesting(List.of(once)));
        }
        return listed(unit, words, copies, once);
    }

    private static boolean isTwice(String text, String part) {
        int at = text.indexOf(part);
        return at >= 0 && text.indexOf(part, at + part.length()) >= 0;
    }

    private boolean isContent(EnglishWord word) {
        return word.form().length() > 2 && !FunctionWords.isEnglish(stems.stem(word.form()));
    }

    private boolean isMeant(CheckedUnit unit, List<EnglishWord> words, Copies copies) {
        EnglishWord word = words.get(copies.first);
        boolean isSingle = copies.firstEnd - copies.first == 1;
        if (isSingle && isGrammar(unit, words, copies.first)) {
            return true;
        }
        boolean isTitle = Character.isUpperCase(
                unit.english().charAt(words.get(copies.second).start()));
        boolean isContent = words.subList(copies.first, copies.firstEnd).stream()
                .anyMatch(one -> !FunctionWords.isEnglish(stems.stem(one.form())));
        boolean isSeries = !isSingle
                && words.subList(copies.first, copies.firstEnd).stream().anyMatch(one -> SERIES.contains(one.form()));
        boolean isClause = !isSingle
                && copies.first > 0
                && RELATIVE.matcher(words.get(copies.first - 1).form()).matches();
        return isClause
                || (isContent && (isSeries || REPEATED.matcher(unit.chinese()).find()))
                || (isTitle
                        && (!isSingle
                                || lexicon.stemNumber(stems.stem(word.form())) < 0
                                || isLower(unit.english(), word)));
    }

    /** Returns whether grammar, a name or a formula repeats a word. */
    private boolean isGrammar(CheckedUnit unit, List<EnglishWord> words, int first) {
        String form = words.get(first).form();
        boolean isParticle = Set.of("in", "on").contains(form)
                && first > 0
                && BEFORE_PARTICLE.matcher(words.get(first - 1).form()).matches();
        boolean isLetter = form.length() == 1 && !form.equals("a") && !form.equals("i");
        return isParticle || isLetter || GRAMMAR.contains(form) || isSpelt(unit, words.get(first));
    }

    /** Returns whether two neighbours in the Chinese have the pinyin of a capitalised word: 曹操 is Cao Cao. */
    private boolean isSpelt(CheckedUnit unit, EnglishWord word) {
        String source = lexicon.simplify(unit.chinese());
        return !isLower(unit.english(), word)
                && IntStream.range(1, source.length())
                        .anyMatch(i -> lexicon.pinyin(source.charAt(i - 1)).contains(word.form())
                                && lexicon.pinyin(source.charAt(i)).contains(word.form()));
    }

    private static boolean isLower(String text, EnglishWord word) {
        return Character.isLowerCase(text.charAt(word.start()));
    }

    private Optional<Finding> listed(CheckedUnit unit, List<EnglishWord> words, Copies copies, String once) {
        int start = words.get(copies.first).start();
        int end = words.get(copies.end - 1).end();
        List<EnglishWord> copy = words.subList(copies.first, copies.firstEnd).stream()
                .filter(this::isContent)
                .toList();
        if (copy.isEmpty() || (copies.firstEnd - copies.first == 1 && isIdiom(unit.chinese(), words, copies))) {
            return Optional.empty();
        }
        List<Meanings.Word> source = meanings.of(unit, Side.SOURCE);
        Set<String> others = IntStream.range(0, words.size())
                .filter(i -> i < copies.first || i >= copies.end)
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
        EnglishWord word = words.get(copies.first);
        boolean isName = !isLower(unit.english(), word) && isModified(unit.english(), words, copies.first);
        boolean mayExplain = isSaid || isName || word.form().endsWith("ed");
        Evidence evidence = evidence(compound, mayExplain, unit.chinese());
        boolean isRepeated =
                evidence != Evidence.LINKED && REPEATED.matcher(unit.chinese()).find();
        if (isRepeated
                || !isAllowed(unit.english(), words, copies, evidence, isSaid)
                || !isComplete(unit.english(), words, copies, evidence, isSaid)) {
            return Optional.empty();
        }
        if (compound.isEmpty()) {
            return Optional.of(Finding.of(LISTED, unit, Finding.quoted(once) + " is listed twice")
                    .inEnglish(start, end)
                    .about(once));
        }
        TextPart part = compound.get();
        String whole = unit.chinese().substring(part.start, part.end);
        return Optional.of(Finding.of(LISTED, unit, Finding.quoted(once) + " translates both parts of " + whole)
                .as(Severity.ERROR)
                .inEnglish(start, end)
                .inChinese(part.start, part.end)
                .about(whole)
                .suggesting(suggestions(unit, whole, once)));
    }

    /** Returns whether the evidence is enough for a copy of this form. */
    private boolean isAllowed(String text, List<EnglishWord> words, Copies copies, Evidence evidence, boolean isSaid) {
        boolean isPhrase = copies.firstEnd - copies.first > 1;
        boolean isModified = !isPhrase && isModified(text, words, copies.first);
        boolean isOr = words.get(copies.second - 1).form().equals("or");
        if (isOr && (copies.isComma || isPhrase)) {
            return false;
        }
        return switch (evidence) {
            case NONE -> !isSaid && !isModified && !isOr && !copies.isComma;
            case GUESSED -> !copies.isComma && !(isSaid && isModified);
            case TRANSLATED -> !(isSaid && isModified);
            case LINKED -> true;
        };
    }

    /** Returns whether the second copy is a phrase of its own, not the beginning of a longer one. */
    private static boolean isComplete(
            String text, List<EnglishWord> words, Copies copies, Evidence evidence, boolean isSaid) {
        if (isLast(text, words, copies)) {
            return !(copies.isComma && isSaid);
        }
        String next = words.get(copies.end).form();
        boolean isFree = FOLLOWERS.contains(next);
        boolean isOr = words.get(copies.second - 1).form().equals("or");
        boolean isSame = IntStream.range(copies.first, copies.firstEnd)
                .allMatch(i -> words.get(i)
                        .form()
                        .equals(words.get(copies.second + i - copies.first).form()));
        if (isSaid || ((isOr || copies.isComma) && !(isFree && isSame))) {
            return false;
        }
        return evidence == Evidence.LINKED
                ? isFree || isSame
                : !CLAUSE.contains(next)
                        && !isName(text, words, copies)
                        && (isFree || (isSame && evidence == Evidence.TRANSLATED));
    }

    /** Returns whether English repeats a word on purpose, or names one and several: <i>closer and closer, file or files</i>. */
    private static boolean isIdiom(String chinese, List<EnglishWord> words, Copies copies) {
        String one = words.get(copies.first).form();
        String other = words.get(copies.second).form();
        boolean isOr = words.get(copies.second - 1).form().equals("or");
        return IDIOMS.contains(one)
                || (one.endsWith("ed") && REPEATED.matcher(chinese).find())
                || LASTING.matcher(chinese).find()
                || (one.endsWith("er") && MORE.matcher(chinese).find())
                || (isOr && !one.equals(other));
    }

    /** Returns whether a mark or the end of the text follows the second copy. */
    private static boolean isLast(String text, List<EnglishWord> words, Copies copies) {
        return copies.end == words.size()
                || !HYPHEN.matcher(text.substring(
                                words.get(copies.end - 1).end(),
                                words.get(copies.end).start()))
                        .matches();
    }

    /** Returns whether the second copy begins a longer name: <i>in Chicago and Chicago Public Schools</i>. */
    private static boolean isName(String text, List<EnglishWord> words, Copies copies) {
        return copies.end < words.size()
                && IntStream.of(copies.first, copies.second, copies.end).noneMatch(i -> isLower(text, words.get(i)));
    }

    /** Returns whether the first copy has an adjective of its own: <i>novice users and users</i>. */
    private boolean isModified(String text, List<EnglishWord> words, int first) {
        return first > 0
                && isContent(words.get(first - 1))
                && HYPHEN.matcher(text.substring(
                                words.get(first - 1).end(), words.get(first).start()))
                        .matches();
    }

    /** Lists how the Chinese shows that one of two words has no translation. */
    private enum Evidence {
        /** Nothing. */
        NONE,
        /** Two words have no translation, and the dictionary does not know the copy. */
        GUESSED,
        /** The copy translates one of two neighbours, or both. */
        TRANSLATED,
        /**
         * The copy translates one of two words that a conjunction joins, or half of a compound, or the Chinese repeats
         * nothing.
         */
        LINKED
    }

    private record TextPart(int start, int end, Evidence evidence) {
        String in(String text) {
            return text.substring(start, end);
        }
    }

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
            WorkBudget.spend((place.end() - place.start()) * (long) text.length());
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
        List<TextPart> words = source.stream().flatMap(Repetition::halves).toList();
        boolean isKnown = words.stream().anyMatch(word -> meets(word.in(text), own));
        for (int i = 1; i < words.size(); i++) {
            TextPart one = words.get(i - 1);
            TextPart other = words.get(i);
            String gap = text.substring(one.end, other.start);
            if (LINK.matcher(gap).matches() && areTwo(one.in(text), other.in(text))) {
                boolean first = meets(one.in(text), own);
                boolean second = meets(other.in(text), own);
                boolean isOneMissing =
                        (first || isMissing(one.in(text), others)) && (second || isMissing(other.in(text), others));
                boolean isEither = isKnown ? first || second : !gap.isEmpty();
                boolean isProven = (first && second) ? !isSaid : (isOneMissing && isEither);
                if (isProven) {
                    return Optional.of(
                            new TextPart(one.start, other.end, evidence(isKnown, first != second && !gap.isEmpty())));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns a word that the copy translates, with the beginning of another word that a conjunction joins to it. */
    private static Optional<TextPart> listedPart(String text, List<Meanings.Word> places) {
        for (Meanings.Word place : places) {
            Matcher link = CONJUNCTION.matcher(text).region(place.end(), text.length());
            if (link.lookingAt() && !isTwice(text, text.substring(place.start(), place.end()))) {
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

    private static Evidence evidence(boolean isKnown, boolean isLinked) {
        if (!isKnown) {
            return Evidence.GUESSED;
        }
        return isLinked ? Evidence.LINKED : Evidence.TRANSLATED;
    }

    /** Returns a compound whose words share a character that the copy translates. */
    private Optional<TextPart> shared(String text, Set<String> own) {
        return SHARED.matcher(text)
                .results()
                .filter(match -> !REPEATED.matcher(text).find())
                .filter(match -> IntStream.range(match.start(), match.end() - 1)
                        .anyMatch(i -> meets(text.substring(i, i + 2), own) || meets(text.substring(i, i + 1), own)))
                .map(match -> new TextPart(match.start(), match.end(), Evidence.LINKED))
                .findFirst();
    }

    /** Returns the halves of a word of four characters, as 防范化解, or the word. */
    private static Stream<TextPart> halves(Meanings.Word word) {
        return word.end() - word.start() == 4
                ? Stream.of(
                        new TextPart(word.start(), word.start() + 2, Evidence.GUESSED),
                        new TextPart(word.start() + 2, word.end(), Evidence.GUESSED))
                : Stream.of(new TextPart(word.start(), word.end(), Evidence.GUESSED));
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

    private List<Finding> inChinese(CheckedUnit unit) {
        String text = unit.chinese();
        List<Token> tokens = chinese.words(text);
        List<Finding> found = new ArrayList<>();
        for (int second = 1; second < tokens.size(); second++) {
            for (int n = Math.min(MAX_WORDS, Math.min(second, tokens.size() - second)); n > 0; n--) {
                int first = second - n;
                int start = tokens.get(first).start();
                int again = tokens.get(second).start();
                String word = text.substring(start, again).strip();
                int end = Math.min(text.length(), again + word.length());
                if (forms(tokens.subList(first, second)).equals(forms(tokens.subList(second, second + n)))
                        && word.equals(text.substring(again, end))
                        && isText(tokens.subList(first, second + n))
                        && !isMeant(unit, tokens, second, n)) {
                    found.add(Finding.of(DOUBLED, unit, Finding.quoted(word) + " is written twice")
                            .inChinese(start, end)
                            .about(word)
                            .suggesting(List.of(word)));
                    second += n;
                    break;
                }
            }
        }
        return found;
    }

    private static List<String> forms(List<Token> tokens) {
        return tokens.stream().map(Token::form).toList();
    }

    /** Returns whether tokens are Chinese words, or one Latin word twice. */
    private static boolean isText(List<Token> tokens) {
        return tokens.stream()
                .allMatch(token -> token.kind() == Token.Kind.WORD
                        || (tokens.size() == 2
                                && token.kind() == Token.Kind.LATIN
                                && token.form().length() > 1));
    }

    /** Returns whether Chinese repeats a word, the second copy begins a longer word, or the English repeats it too. */
    private boolean isMeant(CheckedUnit unit, List<Token> tokens, int second, int n) {
        Token token = tokens.get(second);
        String word = token.form();
        WorkBudget.spend(10L * (unit.english().length() + tokens.size()));
        if (n == 1 && word.length() == 1) {
            return UNREPEATED.indexOf(word) < 0;
        }
        if (n > 1) {
            return isPhraseMeant(unit, tokens.subList(second, second + n));
        }
        if (token.kind() == Token.Kind.LATIN) {
            String once = Pattern.quote(word.toLowerCase(Locale.ROOT));
            return unit.english().toLowerCase(Locale.ROOT).split(once, -1).length > 2;
        }
        boolean isSeries =
                tokens.stream().filter(any -> any.form().equals(word)).count() > 2;
        boolean isSound = word.chars().distinct().count() == 1 || lexicon.wordNumber(word) < 0;
        if (isSeries || isSound || word.startsWith("一") || REPEATABLE.contains(word) || isBeginning(tokens, second)) {
            return true;
        }
        Set<String> stemsOfWord = new HashSet<>();
        lexicon.stemsOfWord(lexicon.wordNumber(word), (stem, weight) -> stemsOfWord.add(lexicon.stem(stem)));
        return english.of(unit.english()).stream()
                        .filter(any -> stemsOfWord.contains(stems.stem(any.form())))
                        .count()
                > 1;
    }

    /** Returns whether a word begins a longer one: 配置|文件. */
    private boolean isBeginning(List<Token> tokens, int at) {
        String word = tokens.get(at).form();
        if (at + 1 == tokens.size()
                || tokens.get(at + 1).start() != tokens.get(at).start() + word.length()) {
            return false;
        }
        String next = tokens.get(at + 1).form();
        return lexicon.wordNumber(word + next) >= 0 || lexicon.wordNumber(word + next.substring(0, 1)) >= 0;
    }

    private static boolean isPhraseMeant(CheckedUnit unit, List<Token> phrase) {
        return phrase.stream().anyMatch(token -> token.form().startsWith("一"))
                || (phrase.size() < 4
                        && phrase.stream().allMatch(token -> token.form().length() == 1))
                || REPEATED_ENGLISH.matcher(unit.english()).find();
    }
}
