package duiqi.align;

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
}
