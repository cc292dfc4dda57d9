package duiqi.exchange;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Offers renderings for the entries of a PO file. Line feeds at the ends of a rendering become those of the text, since
 * {@code msgfmt --check} wants them alike. As safe for threads as what it asks.
 */
final class PoSuggestions {
    private static final int EXACT = 100;

    private final Suggestions suggestions;

    PoSuggestions(Suggestions suggestions) {
        this.suggestions = suggestions;
    }

    /**
     * What to put in as a form of the rendering.
     *
     * @param form its number from 0
     * @param before the text before, for matches in context
     * @param after the text after
     */
    Optional<Suggestion> of(PoEntry entry, int form, Optional<String> before, Optional<String> after) {
        boolean isOnlyForm = entry.renderings().size() == 1;
        Optional<Suggestion> found = Optional.empty();
        if (entry.plural().isPresent() && (form > 0 || isOnlyForm)) {
            found = suggestion(entry.plural().get(), before, after);
        }
        found = found.isPresent() || form > 0 ? found : suggestion(entry.id(), before, after);
        return found.map(one -> one.withTarget(LineEnds.of(entry.id()).around(one.target())));
    }

    /** A memory may have the text with the line feeds at its ends or without them. */
    private Optional<Suggestion> suggestion(String text, Optional<String> before, Optional<String> after) {
        Optional<Suggestion> whole = suggestions.forSegment(text, before, after);
        String bare = LineEnds.without(text);
        return Stream.concat(
                        whole.stream(),
                        bare.equals(text) || whole.filter(Suggestion::isExact).isPresent()
                                ? Stream.empty()
                                : suggestions.forSegment(bare, before, after).stream())
                .filter(one -> !LineEnds.without(one.target()).isEmpty())
                .reduce((one, other) -> other.percentage() > one.percentage() ? other : one);
    }

    /** The line feeds at the ends of a text, which {@code msgfmt --check} wants its rendering to have too. */
    private record LineEnds(String start, String end) {
        static LineEnds of(String text) {
            String bare = without(text);
            int start = text.indexOf(bare);
            return new LineEnds(text.substring(0, start), text.substring(start + bare.length()));
        }

        static String without(String text) {
            return text.replaceAll("^\\n+|\\n+$", "");
        }

        String around(String text) {
            return start + without(text) + end;
        }
    }

    /** Whether a rendering needs no look: for the very text, from people, and with the same placeholders. */
    static boolean isFinal(PoEntry entry, int form, Suggestion one) {
        PoArguments arguments = PoArguments.of(one.target());
        boolean isSingular =
                form == 0 && (entry.plural().isEmpty() || entry.renderings().size() > 1);
        boolean isFitting = entry.plural().map(PoArguments::of).equals(Optional.of(arguments))
                || (isSingular && arguments.equals(PoArguments.of(entry.id())));
        return one.percentage() >= EXACT && !one.isMachine() && isFitting;
    }
}
