package duiqi.benchmark;

import com.ibm.icu.text.Transliterator;
import duiqi.benchmark.PlantedFault.Planter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Inserts faults in the text of a translation: missing and untranslated parts, doubled words, and faults of Chinese
 * typography. Its patterns are independent of those of the checks.
 */
final class PlantedText {
    private static final Pattern CHINESE_WORD =
            Pattern.compile("取消|文件|设置|使用|可以|数据|用户|方法|系统|程序|选择|删除|创建|打开|保存|显示|支持|包含|需要|问题|服务|网络|默认|功能|对象|函数|消息|信息"
                    + "|返回|添加|运行|配置|项目|结果|内容|图像|时间|语言|文本|链接|页面|窗口|列表|工作|国家|政府|人们|世界|学生|公司|城市|孩子|朋友|喜欢|知道");
    private static final Pattern COMMA = Pattern.compile("(?<=\\p{IsHan})，(?=\\p{IsHan})");
    private static final Pattern STOP = Pattern.compile("(?<=\\p{IsHan}{4})。(?=\\p{IsHan}|$)");
    private static final Pattern MARK = Pattern.compile("(?<=\\p{IsHan})[：；？！](?=\\p{IsHan}|$)");
    private static final Pattern BRACKETS = Pattern.compile("(?<=\\p{IsHan})（\\p{IsHan}[^（）()]{0,30}）");
    private static final Pattern PAIRED =
            Pattern.compile("《[^《》]{1,20}》|（[^（）()]{1,30}）|“[^“”]{1,30}”|「[^「」]{1,20}」|【[^【】]{1,20}】");
    private static final Pattern SPACE = Pattern.compile("(?<=\\S) (?=\\S)");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern LATIN_WORD = Pattern.compile("(?<![A-Za-z])[A-Z]?[a-z]{2,}(?![A-Za-z])");
    private static final Pattern SENTENCE = Pattern.compile("[^。！？]+[。！？]+”?|(?:[^.!?。！？]|[.!?](?! |$))+[.!?]+(?: |$)");
    private static final Pattern ENGLISH_CLAUSE =
            Pattern.compile("(?:[^,.;:!?]|[,.;:!?](?! |$))+(?:[,.;:!?]+(?: |$)|$)");
    private static final Pattern CHINESE_CLAUSE = Pattern.compile("[^，。；：！？]+(?:[，。；：！？]+|$)");
    private static final UnaryOperator<String> TO_TRADITIONAL =
            Transliterator.getInstance("Simplified-Traditional")::transliterate;
    private static final int MIN_WORDS = 4;
    private static final int MIN_CHARACTERS = 8;

    private PlantedText() {}

    /** Returns the planters by the kind of fault. */
    static Map<String, Planter> kinds() {
        Map<String, Planter> kinds = new LinkedHashMap<>();
        kinds.put("target empty", (source, target, random) -> Optional.of(new PlantedFault("", 0, 0)));
        kinds.put("target is the source", PlantedText::untranslated);
        kinds.put("clause untranslated", PlantedText::untranslatedClause);
        kinds.put("sentence omitted", PlantedText::omittedSentence);
        kinds.put("word doubled", changed(CHINESE_WORD, word -> word + word));
        kinds.put("rendering doubled", changed(CHINESE_WORD, word -> word + "和" + word));
        kinds.put("half-width comma", changed(COMMA, comma -> ","));
        kinds.put("half-width full stop", changed(STOP, stop -> "."));
        kinds.put("half-width mark", changed(MARK, mark -> String.valueOf((char) (mark.charAt(0) - '！' + '!'))));
        kinds.put(
                "half-width brackets", changed(BRACKETS, words -> "(" + words.substring(1, words.length() - 1) + ")"));
        kinds.put("mark of a pair removed", PlantedText::unbalanced);
        kinds.put("traditional characters", changed(CHINESE_WORD, TO_TRADITIONAL));
        kinds.put("space doubled", changed(SPACE, space -> "  "));
        return kinds;
    }

    private static Planter changed(Pattern pattern, UnaryOperator<String> change) {
        return (source, target, random) ->
                hasHan(target) ? PlantedFault.replaceMatch(pattern, target, random, change) : Optional.empty();
    }

    private static boolean hasHan(String text) {
        return HAN.matcher(text).find();
    }

    /** Returns whether a text is so long that it needs a translation. */
    private static boolean isLong(String text) {
        return PlantedFault.matches(LATIN_WORD, text).size() >= MIN_WORDS
                || PlantedFault.matches(HAN, text).size() >= MIN_CHARACTERS;
    }

    private static Optional<PlantedFault> untranslated(String source, String target, Random random) {
        return isLong(source) ? PlantedFault.replace(target, 0, target.length(), source) : Optional.empty();
    }

    /** Replaces the last clause of the target with the last clause of the source. */
    private static Optional<PlantedFault> untranslatedClause(String source, String target, Random random) {
        boolean isIntoChinese = hasHan(target);
        List<MatchResult> sources = PlantedFault.matches(isIntoChinese ? ENGLISH_CLAUSE : CHINESE_CLAUSE, source);
        List<MatchResult> targets = PlantedFault.matches(isIntoChinese ? CHINESE_CLAUSE : ENGLISH_CLAUSE, target);
        if (sources.size() < 2 || targets.size() < 2) {
            return Optional.empty();
        }
        MatchResult from = sources.get(sources.size() - 1);
        MatchResult to = targets.get(targets.size() - 1);
        return isLong(from.group()) && isLong(to.group())
                ? PlantedFault.replace(target, to.start(), to.end(), from.group())
                : Optional.empty();
    }

    /** Removes a sentence if both texts have the same number of sentences. */
    private static Optional<PlantedFault> omittedSentence(String source, String target, Random random) {
        List<MatchResult> sources = PlantedFault.matches(SENTENCE, source);
        List<MatchResult> targets = PlantedFault.matches(SENTENCE, target);
        if (targets.size() < 2 || sources.size() != targets.size()) {
            return Optional.empty();
        }
        int number = random.nextInt(targets.size());
        MatchResult omitted = targets.get(number);
        return isLong(omitted.group()) && isLong(sources.get(number).group())
                ? PlantedFault.replace(target, omitted.start(), omitted.end(), "")
                : Optional.empty();
    }

    /** Removes the first or last mark of a pair. */
    private static Optional<PlantedFault> unbalanced(String source, String target, Random random) {
        if (!hasHan(target)) {
            return Optional.empty();
        }
        return PlantedFault.random(PlantedFault.matches(PAIRED, target), random)
                .flatMap(pair -> PlantedFault.replace(
                        target,
                        pair.start(),
                        pair.end(),
                        random.nextBoolean()
                                ? pair.group().substring(1)
                                : pair.group().substring(0, pair.group().length() - 1)));
    }
}
