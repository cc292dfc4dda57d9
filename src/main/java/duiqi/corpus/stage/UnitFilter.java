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
 * Finds reasons to drop units of a corpus: a low probability, or a finding of a filter of {@code duiqi tm clean}. Each
 * partition has its own filter, because a filter caches data. Not thread-safe.
 */
public final class UnitFilter {
    /** Prefix of {@link CorpusUnit#DROPPED} for units whose probability is too low. */
    static final String IMPROBABLE = "improbable";

    /** Separator between the name of a filter and its finding. */
    static final String SEPARATOR = ": ";

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

    /** Returns the name of the filter that drops a unit, a colon, and the finding; empty for a unit that is kept. */
    Optional<String> fault(CorpusUnit unit) {
        if (!(unit.probability() >= minProbability)) {
            return Optional.of(IMPROBABLE + SEPARATOR + rounded(unit.probability()) + " is less than "
                    + BigDecimal.valueOf(minProbability).stripTrailingZeros().toPlainString());
        }
        MemoryCleaning.Texts texts = MemoryCleaning.Texts.of(languages.of(unit.chinese(), unit.english()));
        for (MemoryCleaning.Filter filter : filters) {
            Optional<String> fault = filter.reason(texts);
            if (fault.isPresent()) {
                return fault.map(found -> filter.name() + SEPARATOR + found);
            }
        }
        return Optional.empty();
    }

    /** Rounds down, so that a value below the minimum also looks smaller. */
    private static String rounded(double probability) {
        return Double.isNaN(probability)
                ? "not a number"
                : BigDecimal.valueOf(probability)
                        .setScale(4, RoundingMode.DOWN)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
