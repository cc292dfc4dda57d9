package duiqi.exchange;

import duiqi.text.TranslationUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The units of two documents after a review. Immutable.
 *
 * @param units in document order, with ids of {@link duiqi.text.UnitIds}
 * @param notes what a person says of some of them, by id
 * @param others ids of units in the file that others reviewed meanwhile, which stay
 */
public record ReviewedUnits(List<TranslationUnit> units, Map<String, String> notes, Set<String> others) {
    public ReviewedUnits {
        units = List.copyOf(units);
        notes = Map.copyOf(notes);
        others = Set.copyOf(others);
    }

    /**
     * The same with further ids, in the way of {@link duiqi.text.UnitIds}, for units that must not give way.
     *
     * @param taken ids that others have
     * @param stays which units do not give way
     */
    ReviewedUnits beside(Set<String> taken, Predicate<TranslationUnit> stays) {
        Set<String> used = new HashSet<>(taken);
        units.forEach(unit -> used.add(unit.id()));
        List<TranslationUnit> beside = new ArrayList<>();
        Map<String, String> said = new HashMap<>(notes);
        for (TranslationUnit unit : units) {
            if (!taken.contains(unit.id()) || !stays.test(unit)) {
                beside.add(unit);
                continue;
            }
            int number = 2;
            while (!used.add(unit.id() + "-" + number)) {
                number++;
            }
            String id = unit.id() + "-" + number;
            Optional.ofNullable(said.remove(unit.id())).ifPresent(note -> said.put(id, note));
            beside.add(new TranslationUnit(id, unit.source(), unit.target(), unit.properties(), unit.created()));
        }
        return new ReviewedUnits(beside, said, others);
    }
}
