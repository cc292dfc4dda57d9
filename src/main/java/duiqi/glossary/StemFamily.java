package duiqi.glossary;

import java.util.List;
import java.util.Set;

/**
 * Whether two English stems are forms of one word that differ in their part of speech: {@code scienc} and {@code scientif},
 * {@code relianc} and {@code reliant}. Nouns and adjectives of one word change places with the grammar of the sentence.
 */
final class StemFamily {
    private static final int MIN_LENGTH = 4;

    /** The share of the longer stem that both begin with; below it families such as constitution and construction become one. */
    private static final double SHARE = 0.6;

    /** Families whose stems have less in common. */
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

    private StemFamily() {}

    static boolean isOne(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        if (IRREGULAR.stream().anyMatch(family -> family.contains(a) && family.contains(b))) {
            return true;
        }
        int shorter = Math.min(a.length(), b.length());
        int common = 0;
        while (common < shorter && a.charAt(common) == b.charAt(common)) {
            common++;
        }
        return common >= MIN_LENGTH && common >= SHARE * Math.max(a.length(), b.length());
    }
}
