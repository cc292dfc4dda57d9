package duiqi.align.learn;

import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/**
 * Holds the segments of one side as rows of numbered tokens. Chinese has two views, words and characters; English has
 * one, stems. Immutable and thread-safe.
 */
public final class TokenView {
    private static final float FUNCTION_WORD = 0.25f;

    /** Weight of commas and full stops, which match nearly everywhere. */
    private static final float COMMON_MARK = 0.05f;

    /** Weight of a name found by its pinyin. It may be a chance match, and its characters already count as words. */
    private static final float NAME = 0.5f;

    /** Weight of a term. It confirms its words and is never a chance match. */
    private static final float TERM = 2;

    /** Added to the sum of weights, so that a segment with only function words does not match everything. */
    static final float FLOOR = 0.5f;

    /** Identifies a token. The generated methods of a record are slow before the optimizing compiler has seen them. */
    private record Type(String form, Token.Kind kind) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Type type && kind == type.kind && form.equals(type.form);
        }

        @Override
        public int hashCode() {
            // A form rarely has two kinds.
            return form.hashCode();
        }
    }

    private final Predicate<String> isFunctionWord;

    private final List<Type> types;
    private final Map<Type, Integer> numbers;
    private final int[][] tokens;
    private final int[][] starts;
    private final double[] background;
    private final float[] weights;

    /**
     * Creates a view.
     *
     * @param isFunctionWord recognises the function words of the language
     */
    TokenView(List<List<Token>> segments, Predicate<String> isFunctionWord) {
        this.isFunctionWord = isFunctionWord;
        types = new ArrayList<>();
        numbers = new HashMap<>();
        tokens = new int[segments.size()][];
        starts = new int[segments.size()][];
        for (int i = 0; i < tokens.length; i++) {
            List<Token> row = segments.get(i);
            tokens[i] = new int[row.size()];
            starts[i] = new int[row.size()];
            for (int k = 0; k < tokens[i].length; k++) {
                Token token = row.get(k);
                tokens[i][k] = number(token);
                starts[i][k] = token.start();
            }
        }
        background = shares();
        weights = new float[types.size()];
        for (int token = 0; token < weights.length; token++) {
            weights[token] = weight(types.get(token));
        }
    }

    private TokenView(TokenView whole, int from, int end) {
        types = whole.types;
        numbers = whole.numbers;
        tokens = Arrays.copyOfRange(whole.tokens, from, end);
        starts = Arrays.copyOfRange(whole.starts, from, end);
        background = whole.background;
        weights = whole.weights;
        isFunctionWord = whole.isFunctionWord;
    }

    /** Returns a view of some segments, with the token numbers and shares of the whole text. */
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

    public int segments() {
        return tokens.length;
    }

    /** Returns the number of different tokens. */
    public int size() {
        return types.size();
    }

    /** Returns the token numbers of a segment. Do not change them. */
    public int[] tokens(int segment) {
        return tokens[segment];
    }

    /** Returns the start index of each token in the text of its segment. Do not change the array. */
    public int[] starts(int segment) {
        return starts[segment];
    }

    public String form(int token) {
        return types.get(token).form();
    }

    public Token.Kind kind(int token) {
        return types.get(token).kind();
    }

    /** Returns whether a token has a meaning that a translation should contain too. */
    public boolean isContent(int token) {
        Token.Kind kind = kind(token);
        return kind != Token.Kind.MARK && kind != Token.Kind.NAME && !isFunctionWord.test(form(token));
    }

    /** Returns the number of a token, or -1 if the text does not contain it. */
    public int find(String form, Token.Kind kind) {
        return numbers.getOrDefault(new Type(form, kind), -1);
    }

    /**
     * Returns for each token its share of all tokens of the text, with one added to every count (Laplace). Do not
     * change the array.
     */
    public double[] background() {
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

    /** Returns the weight of each token among the tokens of its segment. Do not change the array. */
    public float[] weights() {
        return weights;
    }

    /** Returns for each segment the sum of the weights of its tokens, plus {@link #FLOOR}. */
    public float[] sums() {
        float[] sums = new float[segments()];
        for (int segment = 0; segment < sums.length; segment++) {
            float sum = FLOOR;
            for (int token : tokens[segment]) {
                sum += weights[token];
            }
            sums[segment] = sum;
        }
        return sums;
    }

    private float weight(Type type) {
        String form = type.form;
        return switch (type.kind) {
            case WORD -> isFunctionWord.test(form) ? FUNCTION_WORD : 1;
            case LATIN -> FunctionWords.isEnglish(form) ? FUNCTION_WORD : 1;
            case NAME -> NAME;
            case TERM -> TERM;
            case NUMBER -> 1;
            case MARK -> form.equals(",") || form.equals(".") ? COMMON_MARK : 1;
        };
    }

    /**
     * Returns the tokens of neighbouring segments.
     *
     * @param lengths text length of a segment by its index
     */
    public Run run(int from, int count, IntUnaryOperator lengths) {
        float total = 0;
        int size = 0;
        for (int k = from; k < from + count; k++) {
            total += 1 + lengths.applyAsInt(k);
            size += tokens[k].length;
        }
        int[] all = new int[size];
        float[] places = new float[size];
        float before = 0;
        int place = 0;
        for (int k = from; k < from + count; k++) {
            for (int t = 0; t < tokens[k].length; t++) {
                all[place] = tokens[k][t];
                places[place++] = Math.min(1, (before + starts[k][t] + 0.5f) / total);
            }
            before += 1 + lengths.applyAsInt(k);
        }
        return new Run(all, places);
    }

    /**
     * Holds the tokens of neighbouring segments of one side in order. Do not change the arrays.
     *
     * @param tokens numbers of the tokens
     * @param places relative start of each token in the run, 0 to 1
     */
    public record Run(int[] tokens, float[] places) {
        /**
         * Decay of a match's weight. A match at distance d has the weight exp(-DECAY d) plus a remainder for free word
         * order.
         */
        private static final double DECAY = 6;

        private static final float REMAINDER = 0.05f;
        private static final int STEPS = 1000;
        private static final float[] NEARNESS = new float[STEPS + 1];

        static {
            for (int k = 0; k <= STEPS; k++) {
                NEARNESS[k] = (float) Math.exp(-DECAY * k / STEPS) + REMAINDER;
            }
        }

        /** Returns the number of tokens. */
        public int size() {
            return tokens.length;
        }

        /** Returns the weight of a match by the relative positions of its ends; it decreases with their distance. */
        public static float nearness(float place, float other) {
            return NEARNESS[(int) (STEPS * Math.abs(place - other))];
        }
    }
}
