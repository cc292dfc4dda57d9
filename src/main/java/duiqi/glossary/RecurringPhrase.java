package duiqi.glossary;

import java.util.List;

/**
 * A Chinese phrase that recurs.
 *
 * @param words the numbers of its words; not to be changed
 * @param places where it stands
 * @param weight how much of a term it is by the C-value of Frantzi, Ananiadou and Mima (2000): the logarithm of its length times how often
 *     it stands by itself, not inside a longer phrase
 */
record RecurringPhrase(int[] words, List<Place> places, double weight) {
    /**
     * Where a phrase stands.
     *
     * @param unit index of the unit
     * @param word index of its first word among the Chinese words of the unit
     */
    record Place(int unit, int word) {}

    RecurringPhrase {
        places = List.copyOf(places);
    }

    /** In how many units it stands. */
    int units() {
        return (int) places.stream().mapToInt(Place::unit).distinct().count();
    }
}
