package duiqi.corpus.stage;

import duiqi.corpus.CorpusSettings;
import duiqi.corpus.CorpusSettings.Languages;
import duiqi.lexicon.Lexicon;
import duiqi.memory.MemoryCleaning;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Finds the reasons to leave out units of a corpus: their probability, and the findings of the filters of {@code duiqi tm clean}. Each
 * partition has a filter of its own, which keeps what it has loaded. Not thread-safe.
 */
public final class UnitFilter {
    /** The beginning of {@link CorpusUnit#DROPPED} in units that are not probable enough. */
    static final String IMPROBABLE = "improbable";

    /** The separator between the name of a filter and its finding. */
    static final String BEHIND_NAME = ": ";

    private final Languages.Pairing languages;
    private final double minProbability;
    private final List<MemoryCleaning.Filter> filters;

    /** Loads the filters. */
    UnitFilter(CorpusSettings.Filter settings, Languages languages) {
        this.languages = languages.pairing();
        minProbability = settings.minProbability();
        filters = MemoryCleaning.Filter.all(Lexicon.standard()).stream()
                .filter(filter -> settings.names().contains(filter.name()))
                .toList();
    }

    /** Returns the name of the filter that drops a unit, a colon, and its finding; empty for a unit that stays. */
    Optional<String> fault(CorpusUnit unit) {
        if (!(unit.probability() >= minProbability)) {
            return Optional.of(IMPROBABLE + BEHIND_NAME + rounded(unit.probability()) + " is less than "
                    + BigDecimal.valueOf(minProbability).stripTrailingZeros().toPlainString());
        }
        MemoryCleaning.Texts texts = MemoryCleaning.Texts.of(languages.of(unit.chinese(), unit.english()));
        for (MemoryCleaning.Filter filter : filters) {
            Optional<String> fault = filter.reason(texts);
            if (fault.isPresent()) {
                return fault.map(found -> filter.name() + BEHIND_NAME + found);
            }
        }
        return Optional.empty();
    }

    /** Rounds down, so that a value below a bound stays below it. */
    private static String rounded(double probability) {
        return Double.isNaN(probability)
                ? "no number"
                : BigDecimal.valueOf(probability)
                        .setScale(4, RoundingMode.DOWN)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
