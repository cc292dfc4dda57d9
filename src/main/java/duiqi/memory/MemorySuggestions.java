package duiqi.memory;

import duiqi.bitext.Language;
import duiqi.exchange.Suggestion;
import duiqi.exchange.Suggestions;
import duiqi.index.Context;
import duiqi.index.Match;
import duiqi.index.SearchOptions;
import duiqi.index.Side;
import java.util.Optional;

/**
 * Offers the best match of a memory for each segment. A match in the other script of Chinese than asked for is passed over, never
 * offered in its place. As safe for threads as the memory is.
 */
public final class MemorySuggestions implements Suggestions {
    private final TranslationMemory memory;
    private final SearchOptions options;
    private final Side side;
    private final Optional<Language> chinese;

    /**
     * Prepares.
     *
     * @param options the least percentage, and how many matches to look at
     * @param side the side of the memory that the segments are like
     * @param chinese the sort of Chinese that matches must be in; any when empty
     */
    public MemorySuggestions(TranslationMemory memory, SearchOptions options, Side side, Optional<Language> chinese) {
        this.memory = memory;
        this.options = options;
        this.side = side;
        this.chinese = chinese;
    }

    @Override
    public Optional<Suggestion> forSegment(String source, Optional<String> before, Optional<String> after) {
        if (source.isBlank()) {
            return Optional.empty();
        }
        return memory.search(side, source, new Context(before, after), options).stream()
                .filter(found -> isInScript(found.match()))
                .findFirst()
                .map(this::suggestion);
    }

    private boolean isInScript(Match match) {
        Optional<String> own = match.unit().sourceLanguage().chineseScript();
        Optional<String> wanted = chinese.flatMap(Language::chineseScript);
        return own.isEmpty() || wanted.isEmpty() || own.equals(wanted);
    }

    private Suggestion suggestion(TranslationMemory.Found found) {
        Match match = found.match();
        Side other = side == Side.SOURCE ? Side.TARGET : Side.SOURCE;
        return new Suggestion(
                match.unit().text(other),
                match.score(),
                found.file().name() + " " + match.unit().id(),
                match.unit().origin().machine(),
                Optional.of(match.unit().text(side)));
    }
}
