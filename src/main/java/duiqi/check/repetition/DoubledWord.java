package duiqi.check.repetition;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds words of a translation that are written twice in a row. A repetition that the source has too is none. */
public final class DoubledWord implements Check {
    public static final Rule RULE = Rule.of(
                    "doubled-word", Severity.ERROR, "a word or phrase is written twice in a row")
            .measured(120, 135);

    /** Matches a repetition in Chinese: 很久很久, 试一试, 一代又一代. */
    static final Pattern REPEATED = Pattern.compile("(\\p{IsHan}{1,4})[\\p{P}\\p{S}\\s]?[再又也一接]?\\1");

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

    public DoubledWord(Lexicon lexicon, ChineseTokenizer chinese, EnglishWords english) {
        this.lexicon = lexicon;
        this.chinese = chinese;
        this.english = english;
    }

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        return unit.isIntoChinese() ? inChinese(unit) : inEnglish(unit);
    }

    private List<Finding> inEnglish(CheckedUnit unit) {
        List<EnglishWord> words = english.of(unit.english());
        List<Finding> found = new ArrayList<>();
        for (Copies copies : Copies.in(unit.english(), words)) {
            if (copies.isTwice() && !copies.isInChinese(unit.chinese(), 1) && !isMeant(unit, copies)) {
                String once = copies.once();
                found.add(finding(unit, once)
                        .inEnglish(copies.start(), copies.endInText())
                        .about(once.toLowerCase(Locale.ROOT)));
            }
        }
        return found;
    }

    private static Finding finding(CheckedUnit unit, String once) {
        return Finding.of(RULE, unit, Finding.quoted(once) + " is written twice")
                .suggesting(List.of(once));
    }

    private boolean isMeant(CheckedUnit unit, Copies copies) {
        Deadline.check();
        if (copies.isSingle() && isGrammar(unit, copies)) {
            return true;
        }
        EnglishWord word = copies.copy().get(0);
        boolean isTitle = !copies.isLower(copies.second());
        boolean isContent = copies.copy().stream().anyMatch(one -> !FunctionWords.isEnglish(stems.stem(one.form())));
        boolean isSeries = !copies.isSingle() && copies.copy().stream().anyMatch(one -> SERIES.contains(one.form()));
        boolean isClause = !copies.isSingle()
                && copies.first() > 0
                && RELATIVE.matcher(copies.words().get(copies.first() - 1).form())
                        .matches();
        return isClause
                || (isContent && (isSeries || REPEATED.matcher(unit.chinese()).find()))
                || (isTitle
                        && (!copies.isSingle()
                                || lexicon.stemNumber(stems.stem(word.form())) < 0
                                || copies.isLower(copies.first())));
    }

    /** Returns whether grammar, a name or a formula repeats a word. */
    private boolean isGrammar(CheckedUnit unit, Copies copies) {
        String form = copies.copy().get(0).form();
        boolean isParticle = Set.of("in", "on").contains(form)
                && copies.first() > 0
                && BEFORE_PARTICLE
                        .matcher(copies.words().get(copies.first() - 1).form())
                        .matches();
        boolean isLetter = form.length() == 1 && !form.equals("a") && !form.equals("i");
        return isParticle || isLetter || GRAMMAR.contains(form) || isSpelt(unit, copies);
    }

    /** Returns whether two neighbours in the Chinese have the pinyin of a capitalised word: 曹操 is Cao Cao. */
    private boolean isSpelt(CheckedUnit unit, Copies copies) {
        String source = lexicon.simplify(unit.chinese());
        String form = copies.copy().get(0).form();
        return !copies.isLower(copies.first())
                && IntStream.range(1, source.length())
                        .anyMatch(i -> lexicon.pinyin(source.charAt(i - 1)).contains(form)
                                && lexicon.pinyin(source.charAt(i)).contains(form));
    }

    private List<Finding> inChinese(CheckedUnit unit) {
        String text = unit.chinese();
        List<Token> tokens = chinese.words(text);
        List<Finding> found = new ArrayList<>();
        for (int second = 1; second < tokens.size(); second++) {
            for (int n = Math.min(Copies.MAX_WORDS, Math.min(second, tokens.size() - second)); n > 0; n--) {
                int first = second - n;
                int start = tokens.get(first).start();
                int again = tokens.get(second).start();
                String word = text.substring(start, again).strip();
                int end = Math.min(text.length(), again + word.length());
                if (forms(tokens.subList(first, second)).equals(forms(tokens.subList(second, second + n)))
                        && word.equals(text.substring(again, end))
                        && isText(tokens.subList(first, second + n))
                        && !isMeant(unit, tokens, second, n)) {
                    found.add(finding(unit, word).inChinese(start, end).about(word));
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
        Deadline.check();
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
