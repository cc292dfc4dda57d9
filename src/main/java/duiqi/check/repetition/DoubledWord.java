package duiqi.check.repetition;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan.Side;
import duiqi.check.term.Meanings;
import duiqi.glossary.Glossary;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.EnglishWords.EnglishWord;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Deadline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds words of a translation that are written twice in a row, and English words that a conjunction joins to
 * themselves: <i>self-reliance and self-reliance</i> for 自立自强. A repetition that the source has too is none.
 */
public final class DoubledWord implements Check {
    public static final Rule RULE = Rule.of(
                    "doubled-word", Severity.ERROR, "a word or phrase is written twice in a row")
            .measured(134, 171);

    /** Maximum number of words in a copy. */
    private static final int MAX_WORDS = 6;

    /** Matches a repetition in Chinese: 很久很久, 试一试, 一代又一代. */
    private static final Pattern REPEATED = Pattern.compile("(\\p{IsHan}{1,4})[\\p{P}\\p{S}\\s]?[再又也一接]?\\1");

    /** Matches two characters that a text has twice. */
    private static final Pattern PAIR_TWICE = Pattern.compile("(\\p{IsHan}{2}).*\\1", Pattern.DOTALL);

    /** Matches a compound whose words share their first character, such as 自立自强 and 共商共建共享. */
    private static final Pattern COMPOUND =
            Pattern.compile("(\\p{IsHan})((?![和与及或])\\p{IsHan})\\1(?!\\2|\\1)\\p{IsHan}(?:\\1(?!\\2|\\1)\\p{IsHan})*");

    private static final Pattern LASTING = Pattern.compile("[越愈渐更]|不断|不停|一直|反复");

    private static final Pattern SPACE = Pattern.compile("[\\s\u00A0]+");
    private static final Pattern HYPHEN = Pattern.compile("[\\s\u00A0]*[-‐‑]?[\\s\u00A0]*");
    private static final Pattern AND =
            Pattern.compile("[\\s\u00A0]*,?[\\s\u00A0]*(?:and|or|&|and/or)[\\s\u00A0]+", Pattern.CASE_INSENSITIVE);

    /** Marks that join a word to code or to another word. */
    private static final String JOINING = "./_#\\-‐‑@:$=+*~";

    /** Words that grammar and emphasis repeat. */
    private static final Set<String> GRAMMAR = Set.of(
            "had", "that", "is", "her", "do", "did", "very", "so", "really", "no", "many", "much", "far", "too", "can",
            "right", "bye");

    /** Matches verbs and other words whose particle a preposition can follow: <i>logged in in time</i>. */
    private static final Pattern BEFORE_PARTICLE = Pattern.compile(
            "(?:turn|carr|go|log|sign|hand|walk|mov|pass|com|join|br|put|check|step|later|earl)\\w*|went|so|it|them|held|set");

    /** Words of a series that repeats a phrase: <i>a list of a list of names, from time to time to rest</i>. */
    private static final Set<String> SERIES =
            Set.of("of", "to", "by", "for", "per", "and", "or", "after", "that", "as", "is");

    private static final Pattern RELATIVE = Pattern.compile("wh\\w+|how(?:ever)?|if|than");

    private static final Pattern REPEATED_ENGLISH =
            Pattern.compile("\\b(\\w+\\b(?:\\W+\\w+){0,5})\\W+\\1\\b", Pattern.CASE_INSENSITIVE);

    /** Words that English joins with themselves: <i>again and again, closer and closer</i>. */
    private static final Pattern IDIOM = Pattern.compile(
            "again|more|less|on|over|a?round|neck|half|up|down|years|soon|time"
                    + "|hours|days|thousands|hundreds|through|by|better|worse|further|lots|months|miles|trillions|millions");

    /** Words after a copy that do not belong to it, so that the copy is complete. */
    private static final Set<String> FOLLOWERS =
            Set.of("of", "in", "on", "for", "at", "by", "from", "the", "a", "an", "our", "its", "their");

    private static final Set<String> MODAL = Set.of("must", "should", "would", "could", "shall");

    /** Words after a copy that begin a clause about it: <i>humans and humans who fell ill</i>. */
    private static final Set<String> CLAUSE = Set.of("to", "that", "who", "whom", "which", "where", "is", "are");

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
    private final Glossary glossary;

    public DoubledWord(Glossary glossary, Lexicon lexicon, ChineseTokenizer chinese, EnglishWords english) {
        this.glossary = glossary;
        this.lexicon = lexicon;
        this.chinese = chinese;
        this.english = english;
        this.meanings = new Meanings(lexicon, chinese, english);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        return unit.isIntoChinese() ? inChinese(unit) : inEnglish(unit);
    }

    private List<Finding> inEnglish(CheckedUnit unit) {
        List<EnglishWord> words = english.of(unit.english());
        List<Finding> found = new ArrayList<>();
        for (int second = 1; second < words.size(); second++) {
            Optional<Copies> copies = Copies.at(unit.english(), words, second);
            if (copies.isPresent()) {
                finding(unit, copies.get()).ifPresent(found::add);
                second = copies.get().end();
            }
        }
        return found;
    }

    private Optional<Finding> finding(CheckedUnit unit, Copies copies) {
        Deadline.check();
        String once = copies.once();
        if (copies.isJoined) {
            return joined(unit, copies);
        }
        return copies.isInChinese(unit.chinese(), 1) || isMeant(unit, copies)
                ? Optional.empty()
                : Optional.of(twice(unit, once)
                        .inEnglish(copies.start(), copies.endInText())
                        .about(once.toLowerCase(Locale.ROOT)));
    }

    private static Finding twice(CheckedUnit unit, String once) {
        return Finding.of(RULE, unit, Finding.quoted(once) + " is written twice")
                .suggesting(List.of(once));
    }

    private boolean isContent(String form) {
        return !FunctionWords.isEnglish(stems.stem(form));
    }

    private boolean isMeant(CheckedUnit unit, Copies copies) {
        if (copies.length == 1 && isGrammar(unit, copies)) {
            return true;
        }
        boolean isTitle = !copies.isLower(copies.second());
        boolean isContent = copies.copy().stream().anyMatch(word -> isContent(word.form()));
        boolean isSeries = copies.length > 1 && copies.copy().stream().anyMatch(one -> SERIES.contains(one.form()));
        boolean isCut = Set.of("the", "a", "an").contains(copies.form(copies.first + copies.length - 1));
        boolean isClause = copies.length > 1
                && !isCut
                && RELATIVE.matcher(copies.form(copies.first - 1)).matches();
        return isClause
                || (isContent && (isSeries || REPEATED.matcher(unit.chinese()).find()))
                || (isTitle
                        && (copies.length > 1
                                || lexicon.stemNumber(stems.stem(copies.form(copies.first))) < 0
                                || copies.isLower(copies.first)));
    }

    /** Returns whether grammar, a name or a formula repeats a word. */
    private boolean isGrammar(CheckedUnit unit, Copies copies) {
        String form = copies.form(copies.first);
        boolean isParticle = Set.of("in", "on").contains(form)
                && BEFORE_PARTICLE.matcher(copies.form(copies.first - 1)).matches();
        boolean isLetter =
                form.length() == 1 && !(form.equals("a") && copies.isLower(copies.first)) && !form.equals("i");
        return isParticle || isLetter || GRAMMAR.contains(form) || isSpelt(unit, copies);
    }

    /** Returns whether two neighbours in the Chinese have the pinyin of a capitalised word: 曹操 is Cao Cao. */
    private boolean isSpelt(CheckedUnit unit, Copies copies) {
        String source = lexicon.simplify(unit.chinese());
        String form = copies.form(copies.first);
        return !copies.isLower(copies.first)
                && IntStream.range(1, source.length())
                        .anyMatch(i -> lexicon.pinyin(source.charAt(i - 1)).contains(form)
                                && lexicon.pinyin(source.charAt(i)).contains(form));
    }

    /** Returns a finding for words that a conjunction joins to themselves, if the Chinese has two different words. */
    private Optional<Finding> joined(CheckedUnit unit, Copies copies) {
        String text = unit.chinese();
        Set<String> own = copies.copy().stream()
                .filter(word -> word.form().length() > 2 && isContent(word.form()))
                .map(word -> stems.stem(word.form()))
                .filter(stem -> lexicon.stemNumber(stem) >= 0)
                .collect(Collectors.toSet());
        boolean isIdiom = copies.length == 1
                && (IDIOM.matcher(copies.form(copies.first)).matches()
                        || LASTING.matcher(text).find());
        if (own.isEmpty()
                || isIdiom
                || copies.isInChinese(text, 2)
                || REPEATED.matcher(text).find()) {
            return Optional.empty();
        }
        String once = copies.once();
        List<Meanings.Word> source = meanings.of(unit, Side.SOURCE);
        Optional<MatchResult> compound = COMPOUND.matcher(text)
                .results()
                .filter(match -> source.stream().anyMatch(word -> word.start() == match.start()))
                .filter(match -> source.stream()
                        .filter(word -> word.isIn(match.start(), match.end()))
                        .anyMatch(word -> word.stems().stream().anyMatch(own::contains)))
                .findFirst();
        if (compound.isPresent()) {
            String whole = compound.get().group();
            return Optional.of(Finding.of(RULE, unit, Finding.quoted(once) + " translates both parts of " + whole)
                    .inEnglish(copies.start(), copies.endInText())
                    .inChinese(compound.get().start(), compound.get().end())
                    .about(whole)
                    .suggesting(suggestions(unit.chinese(), whole, once)));
        }
        return isExplained(unit, copies, own)
                ? Optional.empty()
                : Optional.of(Finding.of(RULE, unit, Finding.quoted(once) + " is listed twice")
                        .as(Severity.WARNING)
                        .inEnglish(copies.start(), copies.endInText())
                        .about(once));
    }

    /** Returns whether the Chinese says a word as often as the English, or another phrase follows the conjunction. */
    private boolean isExplained(CheckedUnit unit, Copies copies, Set<String> own) {
        long said = copies.words.stream()
                        .filter(word -> own.contains(stems.stem(word.form())))
                        .count()
                / own.size();
        long places = meanings.of(unit, Side.SOURCE).stream()
                .filter(word -> word.stems().stream().anyMatch(own::contains))
                .count();
        boolean isRepeated = PAIR_TWICE.matcher(unit.chinese()).find()
                || copies.form(copies.first).endsWith("ed");
        boolean isOther = copies.form(copies.second() - 1).equals("or") && !copies.isSame();
        return (isRepeated && places >= said) || isOther || !isComplete(copies, isRepeated);
    }

    /** Returns whether the second copy is a phrase of its own, not the beginning of a longer one. */
    private boolean isComplete(Copies copies, boolean isRepeated) {
        int end = copies.end();
        String before = copies.form(copies.first - 1);
        boolean isPhrase = copies.isClose(copies.first) && isContent(before) && !MODAL.contains(before);
        return !copies.isClose(end)
                || (!isPhrase
                        && !copies.isComma()
                        && (FOLLOWERS.contains(copies.form(end))
                                || (!isRepeated && copies.isSame() && !CLAUSE.contains(copies.form(end)))));
    }

    /** Returns the translations of the glossary that begin with the copy: <i>self-reliance and strength</i>. */
    private List<String> suggestions(String chinese, String whole, String once) {
        Pattern pair = Pattern.compile("(?i)\\b" + Pattern.quote(once) + "( and [\\w-]+)");
        return glossary.entries().stream()
                .filter(entry -> entry.status().isAllowed())
                .filter(entry -> entry.chinese().contains(whole) && chinese.contains(entry.chinese()))
                .flatMap(entry -> pair.matcher(entry.english()).results())
                .map(match -> once + match.group(1))
                .distinct()
                .toList();
    }

    /** Describes two copies of words in a text, one after the other or joined by a conjunction. Immutable. */
    private record Copies(String text, List<EnglishWord> words, int first, int length, boolean isJoined) {
        /** Returns the longest copies whose second one begins at a word. */
        static Optional<Copies> at(String text, List<EnglishWord> words, int second) {
            String before = words.get(second - 1).form();
            boolean isJoined =
                    !before.equals(words.get(second).form()) && (before.equals("and") || before.equals("or"));
            int end = isJoined ? second - 1 : second;
            for (int n = Math.min(MAX_WORDS, Math.min(end, words.size() - second)); n > 0; n--) {
                Copies copies = new Copies(text, words, end - n, n, isJoined);
                if (copies.areEqual()) {
                    return Optional.of(copies);
                }
            }
            return Optional.empty();
        }

        private boolean areEqual() {
            for (int i = first; i < first + length; i++) {
                if (!isEqual(words.get(i), words.get(i + second() - first))) {
                    return false;
                }
            }
            String gap = text.substring(
                    words.get(first + length - 1).end(), words.get(second()).start());
            return (isJoined ? AND : SPACE).matcher(gap).matches() && isWhole(first) && isWhole(second());
        }

        /** Compares words as written, or as forms of a word: <i>China's China</i> is no repetition. */
        private boolean isEqual(EnglishWord one, EnglishWord other) {
            if (!isJoined && !one.form().equals(other.form())) {
                return false;
            }
            int size = one.end() - one.start();
            boolean isPast = one.form().endsWith("ed") || other.form().endsWith("ed");
            boolean isCapital = Character.isUpperCase(text.charAt(one.end() - 1));
            boolean isForm =
                    one.form().equals(other.form()) || (isJoined && !isCapital && !isPast && one.isFormOf(other));
            return isForm
                    && isCapital == Character.isUpperCase(text.charAt(other.end() - 1))
                    && (isJoined || (size == other.end() - other.start()));
        }

        /** Returns whether the words of a copy are written together, and no mark of code touches them. */
        private boolean isWhole(int from) {
            Pattern gap = isJoined ? HYPHEN : SPACE;
            for (int i = from + 1; i < from + length; i++) {
                if (!gap.matcher(text.substring(
                                words.get(i - 1).end(), words.get(i).start()))
                        .matches()) {
                    return false;
                }
            }
            int start = words.get(from).start();
            int end = words.get(from + length - 1).end();
            char before = start == 0 ? ' ' : text.charAt(start - 1);
            char after = end == text.length() ? ' ' : text.charAt(end);
            char next = end + 1 >= text.length() ? ' ' : text.charAt(end + 1);
            return JOINING.indexOf(before) < 0
                    && "(#\\=+*<>".indexOf(after) < 0
                    && (JOINING.indexOf(after) < 0 || " \n\"”’)".indexOf(next) >= 0);
        }

        int second() {
            return first + length + (isJoined ? 1 : 0);
        }

        int end() {
            return second() + length;
        }

        /** Returns the first copy. */
        List<EnglishWord> copy() {
            return words.subList(first, first + length);
        }

        /** Returns a word in its folded form, or an empty text outside the text. */
        String form(int word) {
            return word < 0 || word >= words.size() ? "" : words.get(word).form();
        }

        boolean isSame() {
            return IntStream.range(first, first + length).allMatch(i -> form(i).equals(form(i + second() - first)));
        }

        boolean isComma() {
            return text.substring(
                            words.get(first + length - 1).end(),
                            words.get(second()).start())
                    .contains(",");
        }

        /** Returns whether a word follows another without a mark between them. */
        boolean isClose(int word) {
            return word > 0
                    && word < words.size()
                    && HYPHEN.matcher(text.substring(
                                    words.get(word - 1).end(), words.get(word).start()))
                            .matches();
        }

        /** Returns the text of the first copy. */
        String once() {
            return text.substring(start(), words.get(first + length - 1).end());
        }

        int start() {
            return words.get(first).start();
        }

        /** Returns the index after the last character of the second copy. */
        int endInText() {
            return words.get(end() - 1).end();
        }

        /** Returns whether a word begins with a small letter. */
        boolean isLower(int word) {
            return Character.isLowerCase(text.charAt(words.get(word).start()));
        }

        /** Returns whether the copy has a number, or a word that the Chinese has more often in Latin letters. */
        boolean isInChinese(String chinese, int times) {
            return copy().stream()
                    .map(EnglishWord::form)
                    .anyMatch(form -> !Character.isLetter(form.charAt(0))
                            || (form.length() > 1 && count(chinese, form) >= times));
        }
    }

    /** Returns how often a text has a word in Latin letters. */
    private static int count(String text, String word) {
        return (int) Pattern.compile("(?i)(?<![a-z])" + Pattern.quote(word) + "(?![a-z])")
                .matcher(text)
                .results()
                .count();
    }

    private List<Finding> inChinese(CheckedUnit unit) {
        String text = unit.chinese();
        List<Token> tokens = chinese.words(text);
        List<Finding> found = new ArrayList<>();
        for (int second = 1; second < tokens.size(); second++) {
            for (int n = Math.min(MAX_WORDS, Math.min(second, tokens.size() - second)); n > 0; n--) {
                int again = tokens.get(second).start();
                int end = second + n < tokens.size() ? tokens.get(second + n).start() : text.length();
                String word = text.substring(again, end).strip();
                // The first copy may end a longer word: 航空公司公司.
                int start = text.substring(0, again).stripTrailing().length() - word.length();
                if (start >= tokens.get(second - n).start()
                        && text.startsWith(word, start)
                        && again - start - word.length() < 2
                        && isText(tokens.subList(second - n, second + n), word)
                        && !isMeant(unit, tokens, second, n, word)) {
                    found.add(twice(unit, word)
                            .inChinese(start, again + word.length())
                            .about(word));
                    second += n;
                    while (second < tokens.size() && tokens.get(second).form().equals(word)) {
                        second++;
                    }
                    break;
                }
            }
        }
        return found;
    }

    /** Returns whether tokens are Chinese words, or one Latin word twice. */
    private static boolean isText(List<Token> tokens, String word) {
        return tokens.stream().allMatch(token -> token.kind() == Token.Kind.WORD)
                || (tokens.size() == 2
                        && word.length() > 1
                        && tokens.get(0).form().equals(tokens.get(1).form())
                        && tokens.get(0).kind() == Token.Kind.LATIN
                        && word.chars().allMatch(Character::isLetterOrDigit));
    }

    /** Returns whether Chinese repeats a word, the second copy begins a longer word, or the English repeats it too. */
    private boolean isMeant(CheckedUnit unit, List<Token> tokens, int second, int n, String written) {
        Token token = tokens.get(second);
        String word = token.form();
        Deadline.check();
        if (n == 1 && word.length() == 1) {
            return UNREPEATED.indexOf(word) < 0
                    || !tokens.get(second - 1).form().equals(word);
        }
        if (n > 1) {
            return isPhraseMeant(unit, tokens.subList(second, second + n));
        }
        if (token.kind() == Token.Kind.LATIN) {
            return count(unit.english(), written) > 1;
        }
        boolean isSound = word.chars().distinct().count() == 1 || lexicon.wordNumber(word) < 0;
        if (isSound || word.startsWith("一") || REPEATABLE.contains(word) || isBeginning(tokens, second)) {
            return true;
        }
        Set<String> stemsOfWord = new HashSet<>();
        lexicon.stemsOfWord(lexicon.wordNumber(word), (stem, weight) -> stemsOfWord.add(lexicon.stem(stem)));
        long said = tokens.stream().filter(any -> any.form().endsWith(word)).count();
        return english.of(unit.english()).stream()
                        .filter(any -> stemsOfWord.contains(stems.stem(any.form())))
                        .count()
                >= said;
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

    /** Returns whether a phrase may be repeated, such as 用户的用户标识. */
    private static boolean isPhraseMeant(CheckedUnit unit, List<Token> phrase) {
        return phrase.get(0).form().equals("的")
                || phrase.stream().anyMatch(token -> token.form().startsWith("一"))
                || (phrase.size() < 4
                        && phrase.stream().allMatch(token -> token.form().length() == 1))
                || REPEATED_ENGLISH.matcher(unit.english()).find();
    }
}
