package duiqi.glossary;

import java.util.List;
import java.util.Set;

/**
 * English words that render a Chinese phrase.
 *
 * @param start index of their first UTF-16 unit in the English of the unit
 * @param end index after the last
 * @param stems for each word of the phrase the English stems that render it; an empty set where none does
 * @param attached those of the stems that render nothing themselves and hang by a hyphen on a word that does
 * @param order the words of the phrase in the order in which the English has them, and what stands between
 * @param strays words between them that render nothing of the phrase
 * @param strength how probable the renderings are, the geometric mean over the words of the phrase; 0 when one is not rendered
 */
record FoundRendering(
        int start,
        int end,
        List<Set<String>> stems,
        Set<String> attached,
        List<String> order,
        int strays,
        double strength) {
    /** Less probable renderings are not proposed. */
    private static final double MIN_STRENGTH = 0.2;

    FoundRendering {
        stems = List.copyOf(stems);
        attached = Set.copyOf(attached);
        order = List.copyOf(order);
    }

    /** How many words of the phrase are rendered. */
    int rendered() {
        return (int) stems.stream().filter(found -> !found.isEmpty()).count();
    }

    /** Whether each word of the phrase is rendered. */
    boolean isWhole() {
        return stems.stream().noneMatch(Set::isEmpty);
    }

    /** Whether it is all of the phrase, nothing else, and probable. */
    boolean isSure() {
        return isWhole() && strays == 0 && strength >= MIN_STRENGTH;
    }
}
