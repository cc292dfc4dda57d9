package duiqi.glossary;

import java.util.List;

/**
 * A Chinese phrase that may be a term. Immutable.
 *
 * @param chinese the phrase, in simplified characters
 * @param units in how many units it stands
 * @param renderings where it is rendered, in the order of the units
 */
public record TermCandidate(String chinese, int units, List<Rendered> renderings) {
    public TermCandidate {
        renderings = List.copyOf(renderings);
    }
}
