package duiqi.align;

import duiqi.lexicon.FunctionWords;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Whether two runs of segments have so many content words in common that aligning them is worth the time: a look that is quick
 * and keeps more than belongs together. Not thread-safe.
 */
final class SharedWords {
    /** Of renderings some half of the words have a translation; this many of the shorter run do in nearly all. */
    private static final double MIN_SHARE = 0.2;

    /** Ratios below this are no translations, as in {@link BeadMatches}. */
    private static final float MIN_RATIO = 0.3f;

    private final TokenView words;
    private final TokenView stems;
    private final TranslationTable table;
    private final boolean[] isChineseContent;
    private final boolean[] isEnglishContent;

    /** By stem: the number of the question in which it stood in the English run. */
    private final int[] asked;

    private int question;

    SharedWords(PreparedPair prepared) {
        words = prepared.pair().words();
        stems = prepared.pair().stems();
        table = prepared.tables().words();
        isChineseContent = content(words, FunctionWords::isChinese);
        isEnglishContent = content(stems, FunctionWords::isEnglish);
        asked = new int[stems.size()];
        Arrays.fill(asked, -1);
    }

    private static boolean[] content(TokenView view, Predicate<String> isFunctionWord) {
        boolean[] content = new boolean[view.size()];
        for (int token = 0; token < content.length; token++) {
            content[token] = view.isContent(token, isFunctionWord);
        }
        return content;
    }

    boolean areMany(TranspositionRepair.Run chinese, TranspositionRepair.Run english) {
        question++;
        int englishWords = 0;
        for (int j = english.from(); j < english.end(); j++) {
            for (int stem : stems.tokens(j)) {
                if (isEnglishContent[stem]) {
                    englishWords++;
                    asked[stem] = question;
                }
            }
        }
        int chineseWords = 0;
        int translated = 0;
        for (int i = chinese.from(); i < chinese.end(); i++) {
            for (int word : words.tokens(i)) {
                if (isChineseContent[word]) {
                    chineseWords++;
                    translated += isTranslated(word) ? 1 : 0;
                }
            }
        }
        return translated > 0 && translated >= MIN_SHARE * Math.min(chineseWords, englishWords);
    }

    private boolean isTranslated(int word) {
        int[] renderings = table.stems(word);
        float[] ratios = table.forward(word);
        for (int k = 0; k < renderings.length; k++) {
            if (asked[renderings[k]] == question && ratios[k] >= MIN_RATIO) {
                return true;
            }
        }
        return false;
    }
}
