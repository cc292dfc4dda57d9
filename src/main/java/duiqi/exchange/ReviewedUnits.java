package duiqi.exchange;

import duiqi.bitext.TranslationUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The units of two documents after a review. Immutable.
 *
 * @param units in document order, with ids of {@link duiqi.bitext.UnitIds}
 * @param notes what a person says of some of them, by id
 * @param others ids of units in the file that others reviewed meanwhile, which stay
 */
public record ReviewedUnits(List<TranslationUnit> units, Map<String, String> notes, Set<String> others) {
    public ReviewedUnits {
        units = List.copyOf(units);
        notes = Map.copyOf(notes);
        others = Set.copyOf(others);
    }
}
