package duiqi.memory;

import duiqi.exchange.Suggestions;
import duiqi.index.Context;
import duiqi.index.Match;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.text.Language;
import java.util.Optional;

/**
 * Finds the best match of a memory for each segment, from Chinese to English or from English to Chinese. It never
 * suggests a match in another language or script than requested, and scores unrevised units below an exact match.
 * Thread-safe if the memory is.
 */
public final class MemorySuggestions implements Suggestions {
    private final TranslationMemory memory;
    private final SearchOptions options;
    private final Optional<Language> source;
    private final Optional<Language> target;

    /**
     * Creates suggestions from a memory.
     *
     * @param options the minimum score and the maximum number of matches to consider
     */
    public MemorySuggestions(TranslationMemory memory, SearchOptions options) {
        this(memory, options, Optional.empty(), Optional.empty());
    }

    private MemorySuggestions(
            TranslationMemory memory, SearchOptions options, Optional<Language> source, Optional<Language> target) {
        this.memory = memory;
        this.options = options;
        this.source = source;
        this.target = target;
    }

    @Override
    public MemorySuggestions between(Optional<Language> from, Optional<Language> into) {
        return new MemorySuggestions(memory, options, from, into);
    }

    @Override
    public Optional<Suggestions.Suggestion> forSegment(String text, Optional<String> before, Optional<String> after) {
        if (text.isBlank()
                || source.filter(named -> !named.isChinese() && !named.isEnglish())
                        .isPresent()) {
            return Optional.empty();
        }
        UnitSide side = UnitSide.of(text, source);
        UnitSide other = side.other();
        return memory.search(side, text, new Context(before, after), options).stream()
                .filter(found -> source.isEmpty() || source.get().accepts(language(found, side)))
                .filter(found -> target.isEmpty() || target.get().accepts(language(found, other)))
                .findFirst()
                .map(found -> suggestion(found.match(), found.file(), side, other));
    }

    private static Language language(TranslationMemory.Found found, UnitSide side) {
        return found.match().unit().language(side);
    }

    private static Suggestions.Suggestion suggestion(Match match, MemoryFile file, UnitSide side, UnitSide other) {
        return new Suggestions.Suggestion(
                match.unit().text(other),
                match.unit().origin().unrevised()
                        ? Math.min(match.score(), Suggestions.Suggestion.EXACT - 1)
                        : match.score(),
                file.name() + " " + match.unit().pair().id(),
                match.unit().origin().machine(),
                Optional.of(match.unit().text(side)),
                IndexedFields.codes(match.unit()).map(codes -> side == UnitSide.SOURCE ? codes : codes.swapped()));
    }
}
