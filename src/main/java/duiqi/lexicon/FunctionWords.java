package duiqi.lexicon;

import java.util.Set;

/**
 * Lists words that are so common, and so often added or dropped in translation, that a match of them is little
 * evidence.
 *
 * <p>English forms are stems as {@link EnglishTokenizer} makes them.
 */
public final class FunctionWords {
    private static final Set<String> ENGLISH = Set.of(
            "the", "a", "of", "to", "in", "and", "on", "at", "for", "with", "by", "from", "as", "be", "have", "do",
            "it", "that", "this", "will", "can", "may", "but", "not", "so", "up", "out", "into", "if", "then", "than",
            "there", "which", "who", "what", "when", "all", "one", "no", "i", "he", "she", "they", "we", "you", "some",
            "any", "mani", "veri", "about", "over", "off", "down", "upon", "such", "also", "just", "onli", "or", "nor",
            "yet", "how", "why", "where", "while", "though", "s");

    private static final Set<String> CHINESE = Set.of(
            "的", "了", "着", "在", "是", "就", "也", "都", "和", "与", "把", "被", "到", "这", "那", "我", "你", "他", "她", "它", "们",
            "不", "有", "一", "个", "上", "地", "得", "之", "而", "以", "为", "于", "其", "里", "又", "还", "去", "来", "说", "要", "会",
            "能", "这个", "那个", "我们", "你们", "他们", "她们", "它们", "一个", "对", "从", "等", "及", "并", "但", "则", "吗", "呢", "吧", "啊",
            "所", "已", "将", "让", "给", "很");

    private FunctionWords() {}

    public static boolean isEnglish(String stem) {
        return ENGLISH.contains(stem);
    }

    /** Returns whether a simplified Chinese word is a function word. */
    public static boolean isChinese(String word) {
        return CHINESE.contains(word);
    }
}
