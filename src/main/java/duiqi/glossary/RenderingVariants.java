package duiqi.glossary;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Renderings that differ in capitals, hyphens or number alone are one. */
public final class RenderingVariants {
    private RenderingVariants() {}

    /** A rendering without what its variants differ in. */
    public static String folded(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('-', ' ')
                .replaceFirst("ies$", "y")
                .replaceFirst("(?<![su])s$", "");
    }

    /**
     * The most frequent of some variants; one with a capital only where all have it, since sentences and headings give it to any.
     * Of those as frequent the shortest, then the first by its letters.
     *
     * @param counts how often each is written; at least one
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
