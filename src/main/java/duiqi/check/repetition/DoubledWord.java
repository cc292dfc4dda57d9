package duiqi.check.repetition;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.text.WorkBudget;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds sequences of one to three words that are written twice in a row with only white space between them. It allows
 * repetition that English or the Chinese needs. Not thread-safe.
 */
public final class DoubledWord implements Check {
    static final Rule RULE = Rule.of("doubled-word", Severity.ERROR, "a word or phrase is written twice in a row");

    private static final int MAX_WORDS = 3;

    /** Work for each character of the Chinese to find the spelling of one name, in steps of {@link WorkBudget}. */
    private static final int STEPS_PER_CHARACTER = 10;

    /** Words that grammar or emphasis repeats: had had, that that, very very, what it is is. */
    private static final Set<String> KEPT = Set.of(
            "had", "that", "is", "was", "her", "do", "did", "very", "so", "far", "much", "many", "long", "too",
            "really", "no", "yes", "never", "please", "now", "well", "there", "bye", "ha", "ho", "hey", "oh", "ah",
            "la", "na", "tut", "knock", "blah", "hear", "go", "wait", "look", "help", "little", "big", "old", "good",
            "deep", "quite", "always", "all", "more", "right", "again", "come", "run", "stop", "thank", "beep", "tick",
            "drip", "bang", "ding", "dong", "chop", "hush", "mama", "papa", "mum", "yo", "boo", "can");

    /** Words that names repeat. */
    private static final Set<String> NAMES = Set.of(
            "duran", "sirhan", "boutros", "walla", "pago", "bora", "baden", "new york", "johnson", "humbert", "wagga");

    /** Words that link repetitions of a longer series: on and on and on, day by day by day. */
    private static final Set<String> LINKS = Set.of("and", "or", "by", "to", "after", "upon");

    /** Conjunctions; a phrase that begins or ends with one is listed twice, see {@link DoubledRendering}. */
    private static final Set<String> CONNECTORS = Set.of("and", "or");

    private static final String JOINING = "./_#\\-‐‑@:$=+*";

    /** Matches words before a clause that may repeat its subject: when you are you are at home. */
    private static final Pattern CLAUSE = Pattern.compile("wh\\w+|how(?:ever)?|if|as|than|think|know|say");

    /** Words that titles capitalise although they are not names. */
    private static final Set<String> FUNCTION =
            Set.of("the", "of", "and", "or", "by", "to", "in", "on", "for", "a", "is");

    private static final Pattern SPACE = Pattern.compile("[\\s\u00A0]+");
    private static final Pattern GOES_ON = Pattern.compile("(?i)\\b(?:go|goes|going|went|gone|carry|carried|come|came"
            + "|comes|coming|move[ds]?|moving|log(?:ged)?|sign(?:ed)?|br(?:ing|ought)|join(?:ed)?|set|step(?:ped)?"
            + "|early|later|take[ns]?|took|turn(?:ed)?|hand(?:ed)?|walk(?:s|ed|ing)?|put|get|got|check(?:ed)?)"
            + "(?:\\s+(?:it|them|him|her|us|me|you|one|this))?\\s+$");

    private final Lexicon lexicon;
    private final EnglishWords english;
    private final EnglishTokenizer stems = new EnglishTokenizer();
    private Source source = new Source("");

    public DoubledWord(Lexicon lexicon, EnglishWords english) {
        this.english = english;
        this.lexicon = lexicon;
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
        List<EnglishWords.EnglishWord> words = english.of(unit.english());
        source = new Source(unit.chinese());
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            int n = length(unit.english(), words, i);
            if (n > 0 && !isMeant(unit, words, i, n)) {
                findings.add(finding(unit, words, i, n));
                i += n;
            }
        }
        return findings;
    }

    private static Finding finding(CheckedUnit unit, List<EnglishWords.EnglishWord> words, int first, int n) {
        int start = words.get(first).start();
        String once = unit.english().substring(start, words.get(first + n - 1).end());
        return Finding.of(RULE, unit, Finding.quoted(once) + " is written twice")
                .inEnglish(start, words.get(first + 2 * n - 1).end())
                .about(once.toLowerCase(Locale.ROOT))
                .suggesting(List.of(once));
    }

    /** Returns the number of words that are written twice from this word on; 0 if there are none. */
    private static int length(String text, List<EnglishWords.EnglishWord> words, int first) {
        for (int n = 1; n <= MAX_WORDS && first + 2 * n <= words.size(); n++) {
            boolean twice = true;
            for (int i = 0; twice && i < n; i++) {
                twice = isSame(text, words.get(first + i), words.get(first + n + i));
            }
            for (int i = first; twice && i + 1 < first + 2 * n; i++) {
                int from = words.get(i).end();
                int to = words.get(i + 1).start();
                twice = SPACE.matcher(text).region(from, to).matches();
            }
            if (twice) {
                return n;
            }
        }
        return 0;
    }

    /** Compares words as written: "China's China" and "bitwise AND and" are no repetitions. */
    private static boolean isSame(String text, EnglishWords.EnglishWord one, EnglishWords.EnglishWord other) {
        int length = one.end() - one.start();
        return one.form().equals(other.form())
                && length == other.end() - other.start()
                && (length == 1
                        || Character.isUpperCase(text.charAt(one.start() + 1))
                                == Character.isUpperCase(text.charAt(other.start() + 1)))
                && text.regionMatches(true, one.start(), text, other.start(), length);
    }

    private boolean isMeant(CheckedUnit unit, List<EnglishWords.EnglishWord> words, int first, int n) {
        WorkBudget.spend(unit.chinese().length());
        if (isJoined(
                        unit.english(),
                        words.get(first).start(),
                        words.get(first + 2 * n - 1).end())
                || isCode(unit.chinese(), words.get(first).form())) {
            return true;
        }
        if (n > 1) {
            return isPhraseMeant(words, first, n);
        }
        String text = unit.english();
        EnglishWords.EnglishWord word = words.get(first);
        return !isWord(word)
                || KEPT.contains(word.form())
                || NAMES.contains(word.form())
                || isName(text, word, words.get(first + 1))
                || isSpelt(unit.chinese(), text, words.get(first), words.get(first + 1))
                || isParticle(text, word)
                || ((word.form().length() > 3
                                || Character.isUpperCase(
                                        text.charAt(words.get(first + 1).start())))
                        && source.hasAny());
    }

    /** Returns whether a mark joins a copy to another word or to code: Jae-in in, tf.function function, as AS-207. */
    private static boolean isJoined(String text, int start, int end) {
        return (start > 0 && JOINING.indexOf(text.charAt(start - 1)) >= 0)
                || (end + 1 < text.length()
                        && JOINING.indexOf(text.charAt(end)) >= 0
                        && Character.isLetterOrDigit(text.charAt(end + 1)));
    }

    /** Returns whether the Chinese has a word in small Latin letters, which is code: the parameter name can be "name". */
    private static boolean isCode(String chinese, String word) {
        int at = chinese.indexOf(word);
        return word.length() > 2
                && at >= 0
                && (at == 0 || !Character.isLowerCase(chinese.charAt(at - 1)))
                && (at + word.length() == chinese.length()
                        || !Character.isLowerCase(chinese.charAt(at + word.length())));
    }

    private boolean isPhraseMeant(List<EnglishWords.EnglishWord> words, int first, int n) {
        return (first > 0 && CLAUSE.matcher(words.get(first - 1).form()).matches())
                || NAMES.contains(
                        words.get(first).form() + " " + words.get(first + 1).form())
                || words.subList(first, first + n).stream()
                        .anyMatch(one -> (LINKS.contains(one.form()) && n == 2) || !isWord(one))
                || words.get(first).form().equals("as")
                || CONNECTORS.contains(words.get(first).form())
                || CONNECTORS.contains(words.get(first + n - 1).form())
                || source.hasPhrase();
    }

    /** Returns whether a phrasal verb precedes the word: go on on foot, log in in time. */
    private static boolean isParticle(String text, EnglishWords.EnglishWord word) {
        return (word.form().equals("in") || word.form().equals("on"))
                && GOES_ON.matcher(text.substring(Math.max(0, word.start() - 20), word.start()))
                        .find();
    }

    /** Returns whether a token is a word. Numbers may repeat in tables, letters in formulas. */
    private static boolean isWord(EnglishWords.EnglishWord word) {
        return Character.isLetter(word.form().charAt(0))
                && (word.form().length() > 1
                        || word.form().equals("a")
                        || word.form().equals("i"));
    }

    /**
     * Returns whether both words are capitalised and not in the dictionary: a name that {@link #NAMES} does not list.
     */
    private boolean isName(String text, EnglishWords.EnglishWord one, EnglishWords.EnglishWord other) {
        return Character.isUpperCase(text.charAt(one.start()))
                && Character.isUpperCase(text.charAt(other.start()))
                && lexicon.stemNumber(stems.stem(one.form())) < 0
                && !FUNCTION.contains(one.form());
    }

    /** Returns whether two neighbours in the Chinese have the pinyin of a capitalised word: 曹操 is Cao Cao. */
    private boolean isSpelt(
            String original, String text, EnglishWords.EnglishWord one, EnglishWords.EnglishWord other) {
        if (!Character.isUpperCase(text.charAt(one.start())) || !Character.isUpperCase(text.charAt(other.start()))) {
            return false;
        }
        WorkBudget.spend(STEPS_PER_CHARACTER * (long) original.length());
        String chinese = lexicon.simplify(original);
        for (int i = 0; i + 1 < chinese.length(); i++) {
            if (lexicon.pinyin(chinese.charAt(i)).contains(one.form())
                    && lexicon.pinyin(chinese.charAt(i + 1)).contains(one.form())) {
                return true;
            }
        }
        return false;
    }

    /** Holds the repetitions of a Chinese text, which all repetitions of its translation are compared with. */
    private static final class Source {
        private final String chinese;
        private Optional<Boolean> hasAny = Optional.empty();
        private Optional<Boolean> hasPhrase = Optional.empty();

        Source(String chinese) {
            this.chinese = chinese;
        }

        boolean hasAny() {
            hasAny = hasAny.or(() -> Optional.of(DoubledPhrase.SourceRepetition.ofAny(chinese)));
            return hasAny.orElseThrow();
        }

        boolean hasPhrase() {
            hasPhrase = hasPhrase.or(() -> Optional.of(DoubledPhrase.SourceRepetition.ofPhrase(chinese)));
            return hasPhrase.orElseThrow();
        }
    }

    /** Lists the words and characters that Chinese repeats, and those that it does not. */
    static final class Reduplication {
        /** Characters that Chinese does not repeat: function words, pronouns and auxiliary verbs. */
        static final BitSet UNREPEATED = new BitSet();

        static {
            "的了着们和在是与及或被把为对从将就也都而以于但并若因由向让使这那其到得我你他她它您有该可会能请要来给跟至则且即所已还又只更很此些"
                    .chars()
                    .forEach(UNREPEATED::set);
        }

        private static final String NUMBERS = "零〇一二三四五六七八九十百千万亿两";

        /** First characters of emphatic phrases: 太长太长, 成堆成堆. */
        private static final String EMPHATIC = "太很好真超成几半第";

        /** Last characters of compounds that begin with the second copy: 反射反射率. */
        static final String COMPOUNDING = "率器者员人性值项机符式数型组名";

        /** Particles that follow a word, so that only the next word explains a repetition: 了|了解. */
        static final String SUFFIXES = "了着们";

        /** Characters before 的 that make a word: 目的|的. */
        static final String BEFORE_DE = "目标";

        /** Characters after 的 that make a word: 的|的确. */
        static final String AFTER_DE = "确士黎哥姐";

        /** Verbs and adjectives that Chinese repeats as a whole, for a short try or for emphasis. */
        private static final Set<String> WORDS = Set.of(
                ("研究 讨论 学习 考虑 商量 打听 了解 休息 参观 介绍 练习 准备 复习 锻炼 打扫 收拾 整理 检查 观察 思考 反省 回忆 回顾 总结 琢磨 体会 体验 感受 欣赏 享受 尝试 试验 "
                                + "比较 对比 分析 解释 交流 沟通 切磋 探讨 商讨 协商 合计 估计 估算 盘算 打算 布置 调整 调理 调节 改进 改善 改造 修改 修理 修整 "
                                + "装修 装饰 打扮 化妆 梳理 清理 清洗 清洁 洗刷 擦洗 冲洗 晾晒 放松 轻松 高兴 热闹 开心 快活 舒服 痛快 凉快 暖和 精神 漂亮 干净 清静 安静 认识 熟悉 "
                                + "接触 联系 联络 照顾 照料 关心 帮助 鼓励 鼓舞 教育 教训 批评 表扬 夸奖 评论 议论 评价 点评 请教 指教 指点 指导 辅导 启发 开导 劝说 劝导 安慰 "
                                + "慰问 问候 拜访 走访 采访 考察 调查 摸索 探索 寻找 翻译 阅读 朗读 背诵 散步 溜达 走动 摇晃 哆嗦 嘀咕 唠叨 念叨 张罗 应付 "
                                + "对付 招待 招呼 伺候 服侍 孝敬 意思 考验 历练 磨炼 磨练 温习 演习 演练 排练 宣传 普及 推广 表现 展示 炫耀 见识 领教 领略 品尝 品味 玩味 "
                                + "雪白 冰凉 通红 漆黑 笔直 火热 滚烫 碧绿 乌黑 瓦蓝 许多 好多 哗啦 咔嚓 叮咚 扑通 咕噜 叽喳 嘀嗒 滴答 轰隆 呼噜 什么 一样 讨厌")
                        .split(" "));

        /** Words that can follow a list. */
        static final Set<String> FOLLOWERS =
                Set.of("是", "都", "也", "等", "将", "会", "不", "在", "能", "可以", "已", "已经", "均", "应", "应该", "必须", "需要");

        /** Prefixes that make another word of the first copy: 非自主性和自主性. */
        static final Set<String> PREFIXES = Set.of("非 不 无 未 子 主 副 新 旧 大 小 前 后 多 单 双 半 超 微 亚 反 总 元 软 硬".split(" "));

        /** Words after a repetition that Chinese needs: 两种或两种以上, 点与点之间. */
        static final List<String> RANGES = List.of("以上", "以下", "以内", "以外", "之间", "之前", "之后", "间");

        /** Words that a list repeats on purpose: 人与人, 点与点. */
        private static final Set<String> LISTED = Set.of(
                "人", "国", "心", "点", "你", "我", "他", "她", "它", "家", "天", "面", "端", "我们", "你们", "他们", "其", "唔", "嗯", "哦",
                "啊", "哈", "的", "大", "小", "好", "一");

        private Reduplication() {}

        /** Returns whether a repeated character is one half of a word like 高高兴兴 or 断断续续. */
        static boolean isPaired(String text, int i) {
            return (i >= 2 && isPair(text, i - 2)) || (i + 3 < text.length() && isPair(text, i + 2));
        }

        private static boolean isPair(String text, int i) {
            return Han.is(text.charAt(i)) && text.charAt(i) == text.charAt(i + 1);
        }

        /** Returns whether Chinese repeats a phrase: a word of the list, or a number with its measure, as in 一步一步. */
        static boolean isPhrase(String phrase) {
            return WORDS.contains(phrase)
                    || phrase.charAt(0) == '的'
                    || NUMBERS.indexOf(phrase.charAt(0)) >= 0
                    || EMPHATIC.indexOf(phrase.charAt(0)) >= 0
                    || phrase.chars().distinct().count() == 1;
        }

        static boolean isListed(String word) {
            return LISTED.contains(word);
        }
    }
}
