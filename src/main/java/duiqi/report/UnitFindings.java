package duiqi.report;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Findings by the unit that they are in, also when the unit has been read a second time. */
final class UnitFindings {
    private final Map<Place, List<Finding>> byPlace = new HashMap<>();

    private record Place(Location chinese, Location english) {
        static Place of(CheckedUnit unit) {
            return new Place(unit.source().place().at(0), unit.target().place().at(0));
        }
    }

    UnitFindings(List<Finding> findings) {
        for (Finding finding : findings) {
            byPlace.computeIfAbsent(Place.of(finding.unit()), place -> new ArrayList<>())
                    .add(finding);
        }
    }

    /** Those of a unit; of one whose text has changed in the meantime, none, since they would mark other words. */
    List<Finding> of(CheckedUnit unit) {
        return byPlace.getOrDefault(Place.of(unit), List.of()).stream()
                .filter(finding -> finding.unit().chinese().equals(unit.chinese())
                        && finding.unit().english().equals(unit.english()))
                .toList();
    }
}
