package duiqi.align;

import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.io.Serializable;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/**
 * Numbers the token types of a corpus's translation tables. Chinese types are numbered from 0, words before characters.
 * Stems have their own numbers, also from 0. Equal counts give equal numbers on every machine. Types are stored in one
 * array of characters, which is quick to send. Do not change the arrays: then types are thread-safe.
 *
 * @param chars characters of all types in order, without separators
 * @param starts by type: start of its characters; one more element for the end
 * @param charactersStart number of Chinese words
 * @param stemsStart number of Chinese types
 */
public record TokenTypes(char[] chars, int[] starts, int charactersStart, int stemsStart) implements Serializable {
    /** Smallest number of occurrences of a type. A type that occurs once gives no evidence about any other sentence. */
    public static final int MIN_OCCURRENCES = 2;

    /** Maximum number of types of each view. The rarest types of a large corpus are misspelt words and numbers. */
    public static final int MAX_TYPES = 1_000_000;

    static final TokenTypes EMPTY = of(List.of());

    private record Type(String name, long occurrences) {}

    /**
     * Returns the types that occur at least {@link #MIN_OCCURRENCES} times, but at most the {@link #MAX_TYPES} most
     * frequent of each view. Among equally frequent types, those earlier in the order are kept.
     */
    public static TokenTypes of(Counts counts) {
        return of(counts, MAX_TYPES);
    }

    static TokenTypes of(Counts counts, int mostTypes) {
        Map<View, List<Type>> byView = new EnumMap<>(View.class);
        counts.forEach((name, occurrences) -> {
            if (occurrences >= MIN_OCCURRENCES) {
                byView.computeIfAbsent(View.ofType(name), none -> new ArrayList<>())
                        .add(new Type(name, occurrences));
            }
        });
        return of(byView.values().stream()
                .flatMap(types -> types.stream()
                        .sorted(Comparator.comparingLong(Type::occurrences)
                                .reversed()
                                .thenComparing(Type::name))
                        .limit(mostTypes))
                .map(Type::name)
                .sorted()
                .toList());
    }

    private static TokenTypes of(List<String> types) {
        int[] starts = new int[types.size() + 1];
        StringBuilder all = new StringBuilder();
        for (int k = 0; k < types.size(); k++) {
            all.append(types.get(k));
            starts[k + 1] = all.length();
        }
        return new TokenTypes(
                all.toString().toCharArray(), starts, before(types, View.CHARACTER), before(types, View.STEM));
    }

    private static int before(List<String> types, View view) {
        return (int) types.stream()
                .filter(type -> View.ofType(type).compareTo(view) < 0)
                .count();
    }

    /** Returns the number of Chinese types, words and characters. */
    public int chineseSize() {
        return stemsStart;
    }

    /** Returns the number of English types. */
    public int stemSize() {
        return starts.length - 1 - stemsStart;
    }

    /** Returns whether a Chinese type is a character rather than a word. */
    boolean isCharacter(int chinese) {
        return chinese >= charactersStart;
    }

    /** Returns the number of each token of a view, or -1 for a token that is not in this vocabulary. */
    public int[] numbers(View side, TokenView view) {
        int[] numbers = new int[view.size()];
        int first = side == View.STEM ? stemsStart : 0;
        for (int token = 0; token < numbers.length; token++) {
            numbers[token] = Math.max(-1, search(side.type(view, token)) - first);
        }
        return numbers;
    }

    /**
     * Returns a type if it is a word of a view.
     *
     * @param number number of a Chinese type, or of a stem if the view is that of stems
     */
    Optional<String> word(View side, int number) {
        int type = side == View.STEM ? stemsStart + number : number;
        int start = starts[type];
        return chars[start] == side.start && chars[start + 1] == View.letter(Token.Kind.WORD)
                ? Optional.of(new String(chars, start + 2, starts[type + 1] - start - 2))
                : Optional.empty();
    }

    /** Returns the index of a type, or {@code -1 - i} if it is missing, with {@code i} as its insertion index. */
    private int search(String type) {
        int low = 0;
        int high = starts.length - 2;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = CharSequence.compare(
                    CharBuffer.wrap(chars, starts[middle], starts[middle + 1] - starts[middle]), type);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenTypes that
                && Arrays.equals(chars, that.chars)
                && Arrays.equals(starts, that.starts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(chars) + Arrays.hashCode(starts);
    }

    /**
     * Counts the token types of texts: words, characters and stems, by kind of token. Counts of texts can be added in
     * any order and on any number of machines. Not thread-safe.
     *
     * <p>A type is a string. Its first letter is the view of the text, its second letter the kind of token. Only this
     * package uses this structure.
     */
    public static final class Counts implements Serializable {
        private static final long serialVersionUID = 1;

        private final HashMap<String, Long> counts = new HashMap<>();

        /** Counts all tokens of two texts. */
        public void add(Lexicon lexicon, TextPair texts) {
            TokenizedPair pair = new TokenizedPair(
                    lexicon, texts.chinese().segments(), texts.english().segments());
            for (View side : View.values()) {
                TokenView view = side.of(pair);
                long[] occurrences = new long[view.size()];
                for (int segment = 0; segment < view.segments(); segment++) {
                    for (int token : view.tokens(segment)) {
                        occurrences[token]++;
                    }
                }
                for (int token = 0; token < occurrences.length; token++) {
                    add(side.type(view, token), occurrences[token]);
                }
            }
        }

        /**
         * Adds occurrences of a type that {@link #forEach} passed.
         *
         * @throws IllegalArgumentException if the string is not a type
         */
        public void add(String type, long occurrences) {
            View.ofType(type);
            counts.merge(type, occurrences, Long::sum);
        }

        /** Adds the counts of another instance. */
        public void add(Counts others) {
            others.forEach(this::add);
        }

        /** Passes every type with its number of occurrences to the receiver, in no particular order. */
        public void forEach(ObjLongConsumer<String> receiver) {
            counts.forEach(receiver::accept);
        }

        /** Returns the number of different types. */
        public int size() {
            return counts.size();
        }
    }

    /** Lists the views of a text. A Chinese text has two, words and characters; an English text has one. */
    public enum View {
        /** Chinese words. */
        WORD('A'),
        /** Chinese characters. */
        CHARACTER('B'),
        /** English stems. */
        STEM('C');

        /** First letter of every {@link #type} of this view. */
        private final char start;

        View(char start) {
            this.start = start;
        }

        TokenView of(TokenizedPair pair) {
            return switch (this) {
                case WORD -> pair.words();
                case CHARACTER -> pair.characters();
                case STEM -> pair.stems();
            };
        }

        /**
         * Returns a token as a string whose order puts words first, then characters, then stems: a letter for the view,
         * a letter for {@link Token.Kind}, and the spelling of the token.
         */
        String type(TokenView view, int token) {
            return "" + start + letter(view.kind(token)) + view.form(token);
        }

        private static char letter(Token.Kind kind) {
            return switch (kind) {
                case WORD -> 'w';
                case NUMBER -> 'n';
                case LATIN -> 'l';
                case MARK -> 'm';
                case NAME -> 's';
                case TERM -> 't';
            };
        }

        /** Returns the view of a type that {@link Counts#forEach} passed. */
        public static View ofType(String type) {
            return Arrays.stream(values())
                    .filter(view -> type.indexOf(view.start) == 0)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("not a token type: \"" + type + "\""));
        }
    }
}
