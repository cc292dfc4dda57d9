package duiqi.glossary;

import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether two translations differ only in grammar: <i>spirit of science</i> and <i>scientific spirit</i>,
 * <i>micro-organisms</i> and <i>microorganism</i>. Caches words; not thread-safe.
 */
public final class RelatedRenderings {
    private final EnglishTokenizer tokenizer = new EnglishTokenizer();
    private final Map<String, List<String>> stems = new HashMap<>();

    /** Returns whether each word of one translation is a form of a word of the other, in any order. */
    public boolean areOne(String one, String other) {
        if (letters(one).equals(letters(other))) {
            return true;
        }
        List<String> left = new ArrayList<>(stems(other));
        List<String> own = stems(one);
        for (String stem : own) {
            if (!left.remove(stem) && !removeRelated(left, stem)) {
                return false;
            }
        }
        return left.isEmpty() && !own.isEmpty();
    }

    private static boolean removeRelated(List<String> stems, String stem) {
        for (int i = 0; i < stems.size(); i++) {
            if (StemFamily.isOne(stems.get(i), stem)) {
                stems.remove(i);
                return true;
            }
        }
        return false;
    }

    private List<String> stems(String rendering) {
        return stems.computeIfAbsent(
                rendering,
                text -> tokenizer.tokens(text).stream()
                        .filter(token -> token.kind() == Token.Kind.WORD)
                        .map(Token::form)
                        .filter(stem -> !FunctionWords.isEnglish(stem))
                        .toList());
    }

    private static String letters(String rendering) {
        return RenderingVariants.folded(rendering).replace(" ", "");
    }

    /** Treats translations as one if they differ only in capitals, hyphens or number. */
    public static final class RenderingVariants {
        private RenderingVariants() {}

        /** Returns the form that all variants share. */
        public static String folded(String text) {
            return text.toLowerCase(Locale.ROOT)
                    .replace('-', ' ')
                    .replaceFirst("ies$", "y")
                    .replaceFirst("(?<![su])s$", "");
        }

        /**
         * Returns the most frequent variant. It prefers variants without capitals, since sentences and headings
         * capitalise any word. If several are equally frequent, it
         * returns the shortest, then the first alphabetically.
         *
         * @param counts number of uses of each variant; at least one variant
         */
        public static String written(Map<String, ? extends Number> counts) {
            boolean isLower = counts.keySet().stream().anyMatch(text -> !hasCapital(text));
            return counts.entrySet().stream()
                    .filter(variant -> !isLower || !hasCapital(variant.getKey()))
                    .min(Comparator.<Map.Entry<String, ? extends Number>>comparingLong(
                                    variant -> -variant.getValue().longValue())
                            .thenComparingInt(variant -> variant.getKey().length())
                            .thenComparing(Map.Entry::getKey))
                    .map(Map.Entry::getKey)
                    .orElseThrow();
        }

        private static boolean hasCapital(String text) {
            return text.chars().anyMatch(Character::isUpperCase);
        }
    }

    /**
     * Decides whether two English stems belong to one word family: {@code scienc} and {@code scientif}, {@code relianc}
     * and {@code reliant}. Nouns and adjectives of one family replace each other as the grammar of the sentence
     * requires.
     */
    public static final class StemFamily {
        private static final int MIN_LENGTH = 4;

        /**
         * Minimum share of the longer stem that both begin with. With a lower value, constitution and construction
         * would be one family.
         */
        private static final double SHARE = 0.6;

        /** Families whose stems share fewer letters. */
        private static final List<Set<String>> IRREGULAR = List.of(
                Set.of("social", "societi"),
                Set.of("strong", "strength", "strengthen"),
                Set.of("poor", "poverti"),
                Set.of("long", "length"),
                Set.of("deep", "depth"),
                Set.of("wide", "width"),
                Set.of("true", "truth"),
                Set.of("young", "youth"),
                Set.of("law", "legal", "lawyer"),
                Set.of("nation", "countri", "state"),
                Set.of("citi", "urban"),
                Set.of("villag", "countrysid", "rural"),
                Set.of("sea", "ocean", "marin", "maritim"),
                Set.of("west", "western"),
                Set.of("east", "eastern"),
                Set.of("sun", "solar"),
                Set.of("moon", "lunar"),
                Set.of("univers", "cosmic"),
                Set.of("earth", "terrestri"));

        private static final Map<String, Set<String>> FAMILY_OF = familyOf();

        private StemFamily() {}

        private static Map<String, Set<String>> familyOf() {
            Map<String, Set<String>> families = new HashMap<>();
            IRREGULAR.forEach(family -> family.forEach(stem -> families.put(stem, family)));
            return Map.copyOf(families);
        }

        public static boolean isOne(String a, String b) {
            if (a.equals(b)) {
                return true;
            }
            int common = Arrays.mismatch(a.toCharArray(), b.toCharArray());
            return (common >= MIN_LENGTH && common >= SHARE * Math.max(a.length(), b.length()))
                    || FAMILY_OF.getOrDefault(a, Set.of()).contains(b);
        }
    }
}
