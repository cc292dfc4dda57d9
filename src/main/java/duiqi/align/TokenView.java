package duiqi.align;

import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The segments of one side as rows of numbered tokens. Chinese has two views, words and characters; English one, stems.
 * Immutable and thread-safe.
 */
final class TokenView {
    private record Type(String form, Token.Kind kind) {}

    private final List<Type> types;
    private final Map<Type, Integer> numbers;
    private final int[][] tokens;
    private final int[][] starts;
    private final double[] background;

    TokenView(List<List<Token>> segments) {
        types = new ArrayList<>();
        numbers = new HashMap<>();
        tokens = new int[segments.size()][];
        starts = new int[segments.size()][];
        for (int i = 0; i < tokens.length; i++) {
            List<Token> row = segments.get(i);
            tokens[i] = row.stream().mapToInt(this::number).toArray();
            starts[i] = row.stream().mapToInt(Token::start).toArray();
        }
        background = shares();
    }

    private TokenView(TokenView whole, int from, int end) {
        types = whole.types;
        numbers = whole.numbers;
        tokens = Arrays.copyOfRange(whole.tokens, from, end);
        starts = Arrays.copyOfRange(whole.starts, from, end);
        background = whole.background;
    }

    /** Some segments of this text, with its numbers of tokens and their shares in all of it. */
    TokenView part(int from, int end) {
        return new TokenView(this, from, end);
    }

    private int number(Token token) {
        Type type = new Type(token.form(), token.kind());
        Integer known = numbers.putIfAbsent(type, types.size());
        if (known != null) {
            return known;
        }
        types.add(type);
        return types.size() - 1;
    }

    int segments() {
        return tokens.length;
    }

    /** Number of different tokens. */
    int size() {
        return types.size();
    }

    /** Token numbers of a segment; not to be changed. */
    int[] tokens(int segment) {
        return tokens[segment];
    }

    /** Index in the text of the segment at which each token starts; not to be changed. */
    int[] starts(int segment) {
        return starts[segment];
    }

    String form(int token) {
        return types.get(token).form();
    }

    Token.Kind kind(int token) {
        return types.get(token).kind();
    }

    /** Whether a token has a meaning of its own that a rendering should have too. */
    boolean isContent(int token, Predicate<String> isFunctionWord) {
        Token.Kind kind = kind(token);
        return kind != Token.Kind.MARK && kind != Token.Kind.NAME && !isFunctionWord.test(form(token));
    }

    /** The number of a token, or -1 when the text lacks it. */
    int find(String form, Token.Kind kind) {
        return numbers.getOrDefault(new Type(form, kind), -1);
    }

    /** For each token its share of all tokens of the text, with one added to every count (Laplace); not to be changed. */
    double[] background() {
        return background;
    }

    private double[] shares() {
        double[] shares = new double[size()];
        double total = shares.length;
        for (int[] row : tokens) {
            for (int token : row) {
                shares[token]++;
            }
            total += row.length;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (shares[i] + 1) / total;
        }
        return shares;
    }

    /** How much a token counts among those of its segment. */
    static final class Weights {
        private static final float FUNCTION_WORD = 0.25f;

        /** Commas and full stops match nearly everywhere. */
        private static final float COMMON_MARK = 0.05f;

        /** A name found by its spelling may be a chance likeness, and its characters count as words already. */
        private static final float NAME = 0.5f;

        /** A term confirms the words that it is made of, and no chance likeness can. */
        private static final float TERM = 2;

        /** Added to the sum of weights, so that a segment of function words alone does not match everything. */
        static final float FLOOR = 0.5f;

        private Weights() {}

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

        /** AlignmentWeights.Weights by token number of a view of Chinese text. */
        static float[] chinese(TokenView view) {
            return weights(view, FunctionWords::isChinese);
        }

        /** AlignmentWeights.Weights by token number of a view of English text. */
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
}
