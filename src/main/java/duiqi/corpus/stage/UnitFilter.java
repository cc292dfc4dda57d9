package duiqi.corpus.stage;

import duiqi.corpus.CorpusSettings;
import duiqi.lexicon.Lexicon;
import duiqi.memory.MemoryCleaning;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Says of the units of a corpus why they are left out, by the filters that {@code duiqi tm clean} has and by their probability. One
 * for each partition: the filters keep what they loaded. Not thread-safe.
 */
public final class UnitFilter {
    /** What {@link CorpusUnit#DROPPED} begins with for units that are not probable enough. */
    static final String IMPROBABLE = "improbable";

    /** Between the name of a filter and what it found. */
    static final String BEHIND_NAME = ": ";

    private final CorpusSettings.Languages.Pairing languages;
    private final double minProbability;
    private final List<MemoryCleaning.Filter> filters;

    /** Loads the filters. */
    UnitFilter(CorpusSettings.Filter settings, CorpusSettings.Languages languages) {
        this.languages = languages.pairing();
        minProbability = settings.minProbability();
        filters = MemoryCleaning.Filter.all(Lexicon.standard()).stream()
                .filter(filter -> settings.names().contains(filter.name()))
                .toList();
    }

    /** Why a unit should go: the name of the filter, a colon, and what it found; empty when it should stay. */
    Optional<String> fault(CorpusUnit unit) {
        if (!(unit.probability() >= minProbability)) {
            return Optional.of(IMPROBABLE + BEHIND_NAME + rounded(unit.probability()) + " is less than "
                    + BigDecimal.valueOf(minProbability).stripTrailingZeros().toPlainString());
        }
        MemoryCleaning.Texts texts = MemoryCleaning.Texts.of(languages.of(unit.chinese(), unit.english()));
        for (MemoryCleaning.Filter filter : filters) {
            Optional<String> fault = filter.fault(texts);
            if (fault.isPresent()) {
                return fault.map(found -> filter.name() + BEHIND_NAME + found);
            }
        }
        return Optional.empty();
    }

    /** Rounded down, so that it stays below a bound that it is below. */
    private static String rounded(double probability) {
        return Double.isNaN(probability)
                ? "no number"
                : BigDecimal.valueOf(probability)
                        .setScale(4, RoundingMode.DOWN)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
