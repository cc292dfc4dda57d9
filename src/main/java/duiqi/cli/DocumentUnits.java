package duiqi.cli;

import duiqi.exchange.Annotation;
import duiqi.exchange.Filling;
import duiqi.exchange.Revision;
import duiqi.exchange.Suggestion;
import duiqi.exchange.Suggestions;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.text.DocumentPair;
import duiqi.text.Language;
import duiqi.text.Segment;
import duiqi.text.Text;
import duiqi.text.UnitIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sentences of a document as units to be translated. Not thread-safe. */
final class DocumentUnits {
    private final Text text;
    private Filling filling = new Filling(0, 0, 0, 0, 0, 0, 0);

    private DocumentUnits(Text text) {
        this.text = text;
    }

    static DocumentUnits of(Text text) {
        return new DocumentUnits(text);
    }

    Language language() {
        return text.language();
    }

    /** What was filled in last. */
    Filling filling() {
        return filling;
    }

    /** Units without a rendering. */
    List<Tu> empty(Language source) {
        List<Tu> units = new ArrayList<>();
        UnitIds ids = new UnitIds(new DocumentPair(text.name(), text.name()));
        for (Segment segment : text.segments()) {
            units.add(new Tu(
                    Map.of("tuid", ids.next(segment.text(), "")), List.of(), List.of(Tuv.of(source, segment.text()))));
        }
        return units;
    }

    /** Units with the renderings that are offered, and with what is known of these. */
    List<Tu> filled(Suggestions suggestions, Language source, Language target) {
        int exact = 0;
        int fuzzy = 0;
        int machine = 0;
        int missing = 0;
        List<Tu> units = new ArrayList<>();
        List<Tu> empty = empty(source);
        for (int i = 0; i < empty.size(); i++) {
            Optional<Suggestion> offered =
                    suggestions.forSegment(sentence(i).orElse(""), sentence(i - 1), sentence(i + 1));
            if (offered.isEmpty()) {
                missing++;
                units.add(empty.get(i));
                continue;
            }
            Suggestion suggestion = offered.get();
            machine += suggestion.isMachine() ? 1 : 0;
            exact += !suggestion.isMachine() && suggestion.isExact() ? 1 : 0;
            fuzzy += !suggestion.isMachine() && !suggestion.isExact() ? 1 : 0;
            units.add(empty.get(i)
                    .withVariants(List.of(empty.get(i).variants().get(0), rendering(target, suggestion)))
                    .with(List.of(
                            Annotation.property("x-match", suggestion.percentage() + "%"),
                            Annotation.property("x-match-origin", suggestion.origin()))));
        }
        filling = new Filling(exact, fuzzy, machine, 0, missing, 0, 0);
        return units;
    }

    /** The states are those that an XLIFF is filled with, so that a memory made of the file knows what nobody has revised. */
    private static Tuv rendering(Language language, Suggestion suggestion) {
        boolean isFuzzy = !suggestion.isMachine() && !suggestion.isExact();
        return Tuv.of(language, suggestion.target())
                .with(List.of(Annotation.property(
                        Revision.STATE, isFuzzy ? "needs-adaptation" : "needs-review-translation")));
    }

    private Optional<String> sentence(int index) {
        return index < 0 || index >= text.segments().size()
                ? Optional.empty()
                : Optional.of(text.segments().get(index).text());
    }
}
