package duiqi.check.text;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.text.EnglishProse.Kind;
import duiqi.check.text.EnglishProse.Word;
import duiqi.glossary.Glossary;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds one or two ordinary English words in a Chinese sentence: 两例 patients 死亡. Other texts nearly always translate
 * such a word, unlike <i>token</i> or <i>pod</i>. A word that the texts of this run keep often is a term, and a sentence
 * with other words in small letters is about programs. Not thread-safe.
 */
final class KeptWords {
    /** Maximum number of words; more are a clause or a name. */
    private static final int MAX_WORDS = 2;

    private static final int MIN_LENGTH = 4;

    /** Minimum share of the occurrences of a word that texts translate. */
    private static final double MIN_TRANSLATED = 0.53;

    /** Number of sentences that keep a word from which it is a term. */
    private static final int MIN_KEPT = 30;

    /** Matches Chinese before and after a name in code. */
    private static final String CODE = "命令|选项|参数|变量|常量|函数|方法|字段|属性|关键字|关键词|类型|文件|目录|键|标签|元素|模块|包|库|类|接口";

    private static final Pattern BEFORE_CODE =
            Pattern.compile("(?:" + CODE + "|运行|执行|调用|输入|输出|叫|叫做|名为|称为|值|是|设为|返回|单词|词|按|语言)\\s*$");

    private static final Pattern AFTER_CODE = Pattern.compile("\\s*(?:(?:" + CODE
            + "|对象|语句|块|表达式|运算符|操作符|按钮|菜单|标志|指令|事件|组件|程序|工具|协议|格式|项(?!目)|值(?!得)|状态|循环|节点|服务|子句|语言|模式|算法|脚本|页面|层(?!面)|字符串|表(?![示明])|列(?![出入])|调用|数组"
            + "|成员|数据库)|[（(]\\p{IsHan})");

    /** Words that programs have as names of values, commands and parameters; Chinese texts often keep them. */
    private static final Set<String> NAMES = Set.of(
            ("address alias angle attribute command commands component components compact confirm container converter current "
                            + "data default develop dimension discard display document dynamic each edit edition editable "
                            + "element empty expression framework function heap include includes indent install interface "
                            + "intern largest layer memory message messages model multiple network neutral note operator "
                            + "optimizer order pass pattern position prepare process processor processors provider return "
                            + "role rotate routes sample separator sequence simple socket stable start suppress task tasks "
                            + "thin training type types unique unstable upstream variable variables variant virtual")
                    .split(" "));

    /** Matches words of texts about programs. */
    private static final Pattern TECHNICAL =
            Pattern.compile("[a-z]{3,}[^0-9]*|.*[a-z]{2}[A-Z_].*|.*[A-Za-z][_=/.<>{}\\[\\]%].*");

    private final Lexicon lexicon;
    private final EnglishTokenizer stems = new EnglishTokenizer();

    /** By word: how often Chinese sentences keep it. */
    private final Map<String, Integer> kept = new HashMap<>();

    private final List<Finding> findings = new ArrayList<>();

    /** Translations of the glossary, which can be English words. */
    private final Set<String> terms = new HashSet<>();

    KeptWords(Lexicon lexicon, Glossary glossary) {
        this.lexicon = lexicon;
        glossary.entries().forEach(entry -> terms.add(entry.chinese().toLowerCase(Locale.ROOT)));
    }

    /** Returns the words that a text about programs has. */
    static List<Word> technical(String text, List<Word> words) {
        return words.stream()
                .filter(word -> TECHNICAL
                        .matcher(text.substring(word.start(), word.end()))
                        .matches())
                .toList();
    }

    /** Adds the words of a text that follow each other. */
    void add(CheckedUnit unit, List<Word> run, List<Word> technical, BitSet bracketed) {
        String text = unit.chinese();
        List<Word> words =
                run.stream().dropWhile(word -> word.kind() == Kind.OTHER).toList();
        if (words.isEmpty()
                || words.size() > MAX_WORDS
                || words.stream().anyMatch(word -> word.kind() != Kind.ORDINARY)
                || bracketed.get(words.get(0).start())) {
            return;
        }
        int start = words.get(0).start();
        int end = words.get(words.size() - 1).end();
        boolean isMixed = technical.stream()
                .anyMatch(word -> (word.start() < start || word.end() > end) && !bracketed.get(word.start()));
        double translated = words.stream()
                .mapToDouble(word -> lexicon.translatedShare(stem(text.substring(word.start(), word.end()))))
                .min()
                .orElse(0);
        String phrase = text.substring(start, end);
        if (end - start >= MIN_LENGTH
                && !terms.contains(phrase.toLowerCase(Locale.ROOT))
                && translated >= MIN_TRANSLATED
                && !isMixed
                && words.stream().noneMatch(word -> NAMES.contains(text.substring(word.start(), word.end())))
                && isInSentence(text, run.get(0).start(), end)
                && !BEFORE_CODE
                        .matcher(text.substring(Math.max(0, start - MIN_LENGTH), start))
                        .find()
                && !AFTER_CODE.matcher(text).region(end, text.length()).lookingAt()) {
            kept.merge(phrase, 1, Integer::sum);
            findings.add(Finding.of(SourceResidue.RULE, unit, Finding.quoted(phrase) + " is not translated")
                    .as(Severity.WARNING)
                    .inTarget(start, end)
                    .about(phrase));
        }
    }

    private String stem(String word) {
        return stems.stem(word.toLowerCase(Locale.ROOT));
    }

    /** Returns whether Chinese text is on both sides. */
    private static boolean isInSentence(String text, int start, int end) {
        String before = text.substring(0, start).stripTrailing();
        String after = text.substring(end).stripLeading();
        char one = before.isEmpty() ? '。' : before.charAt(before.length() - 1);
        char other = after.isEmpty() ? '。' : after.charAt(0);
        return (Han.is(one) || Han.is(other)) && isText(one) && isText(other);
    }

    private static boolean isText(char c) {
        return Han.is(c) || "，。；、！？,;（(".indexOf(c) >= 0;
    }

    /** Returns the findings about words that are no terms. */
    List<Finding> finish() {
        return findings.stream()
                .filter(finding -> kept.getOrDefault(finding.term(), 0) < MIN_KEPT)
                .toList();
    }
}
