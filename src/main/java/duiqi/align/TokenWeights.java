package duiqi.align;

import duiqi.lexicon.FunctionWords;
import java.util.function.Predicate;

/** How much a token counts among those of its segment. */
final class TokenWeights {
    private static final float FUNCTION_WORD = 0.25f;

    /** Commas and full stops match nearly everywhere. */
    private static final float COMMON_MARK = 0.05f;

    /** A name found by its spelling may be a chance likeness, and its characters count as words already. */
    private static final float NAME = 0.5f;

    /** A term confirms the words that it is made of, and no chance likeness can. */
    private static final float TERM = 2;

    /** Added to the sum of weights, so that a segment of function words alone does not match everything. */
    static final float FLOOR = 0.5f;

    private TokenWeights() {}

    /** For each segment the sum of the weights of its tokens, and {@link #FLOOR}. */
    static float[] sums(TokenView view, float[] weights) {
        float[] sums = new float[view.segments()];
        for (int i = 0; i < sums.length; i++) {
            float sum = FLOOR;
            for (int token : view.tokens(i)) {
                sum += weights[token];
            }
            sums[i] = sum;
        }
        return sums;
    }

    /** Weights by token number of a view of Chinese text. */
    static float[] chinese(TokenView view) {
        return weights(view, FunctionWords::isChinese);
    }

    /** Weights by token number of a view of English text. */
    static float[] english(TokenView view) {
        return weights(view, FunctionWords::isEnglish);
    }

    private static float[] weights(TokenView view, Predicate<String> isFunctionWord) {
        float[] weights = new float[view.size()];
        for (int token = 0; token < weights.length; token++) {
            String form = view.form(token);
            weights[token] = switch (view.kind(token)) {
                case WORD -> isFunctionWord.test(form) ? FUNCTION_WORD : 1;
                case LATIN -> FunctionWords.isEnglish(form) ? FUNCTION_WORD : 1;
                case NAME -> NAME;
                case TERM -> TERM;
                case NUMBER -> 1;
                case MARK -> isCommon(form) ? COMMON_MARK : 1;
            };
        }
        return weights;
    }

    private static boolean isCommon(String mark) {
        return mark.equals(",") || mark.equals(".");
    }
}
