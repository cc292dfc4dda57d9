package duiqi.check;

import java.util.regex.Pattern;

/** Whether Chinese says something twice by itself, so that English may do so as well. Stateless. */
final class SourceRepetition {
    /** What may stand between the two: 学习学习再学习, 一代又一代, 合作、再合作. */
    private static final String LINK = "[、，,·\\s]?[和与及跟同又再或更还且并而对复]{0,2}[、，,]?";

    private static final Pattern PHRASE = Pattern.compile("(\\p{IsHan}{2,6})" + LINK + "\\1");

    /** 代代, 等啊等, 想来想去, 越来越, 一而再. */
    private static final Pattern CHARACTER = Pattern.compile(
            "(\\p{IsHan})[啊呀了着又来一不再和与、，·\\s]?\\1" + "|(\\p{IsHan})来\\2去|(\\p{IsHan})东\\3西|一再|再三|反复|不断|一次次|一而再|日[益渐]");

    private SourceRepetition() {}

    /** Whether a phrase of two characters or more stands there twice, side by side or coordinated. */
    static boolean ofPhrase(String chinese) {
        return PHRASE.matcher(chinese).find();
    }

    /** Whether a phrase or a single character does, or a word says that something is done again and again. */
    static boolean ofAny(String chinese) {
        return CHARACTER.matcher(chinese).find() || ofPhrase(chinese);
    }
}
