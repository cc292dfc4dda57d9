package duiqi.corpus;

import java.io.Serializable;
import java.util.List;

/**
 * Which units of a corpus stay. Immutable.
 *
 * @param filters names of the filters to ask, as {@link duiqi.memory.CleaningFilters} has them; in its order whatever theirs
 * @param minProbability units that are less probable go, 0 to 1
 * @param languages what the filters hold the texts to
 */
record FilterSettings(List<String> filters, double minProbability, UnitLanguages languages) implements Serializable {
    /**
     * The filters that are asked unless told otherwise: all but the one of scripts, since a corpus of many sources mixes simplified
     * and traditional texts under one language code, where both are good.
     */
    static final List<String> STANDARD_FILTERS = List.of(
            "empty", "one-sided", "identical", "wrong-language", "broken-characters", "length-ratio", "misaligned");

    /** A pair that is as likely wrong as right teaches nothing. */
    static final double STANDARD_PROBABILITY = 0.5;

    static final FilterSettings STANDARD =
            new FilterSettings(STANDARD_FILTERS, STANDARD_PROBABILITY, UnitLanguages.STANDARD);

    FilterSettings {
        filters = List.copyOf(filters);
        if (!(minProbability >= 0 && minProbability <= 1)) {
            throw new IllegalArgumentException("the least probability is from 0 to 1, not " + minProbability);
        }
    }
}
