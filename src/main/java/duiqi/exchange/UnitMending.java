package duiqi.exchange;

import duiqi.bitext.FormatException;
import duiqi.bitext.Location;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads each unit of a TMX file by itself. A damaged one is mended where there is only one way ({@link XmlRepair}), otherwise it is
 * left out, and a listener is told. Immutable.
 */
final class UnitMending {
    private final String file;
    private final XmlEncoding encoding;
    private final Map<String, String> entities;
    private final DamageListener listener;

    /**
     * For a file.
     *
     * @param entities what it declares
     * @param listener is told of damage, and may refuse the file
     */
    UnitMending(String file, XmlEncoding encoding, Map<String, String> entities, DamageListener listener) {
        this.file = file;
        this.encoding = encoding;
        this.entities = Map.copyOf(entities);
        this.listener = listener;
    }

    /** Reads the whole element of a unit. */
    Optional<RawUnit> whole(Location location, String gap, String xml) throws IOException {
        if (XmlEncoding.hasBytesThatAreNoText(xml)) {
            String problem = "a unit has bytes that " + encoding.charset().name() + " does not allow";
            report(location, UnitName.in(xml), problem, Damage.Kind.LOST);
            return Optional.empty();
        }
        try {
            return Optional.of(UnitParser.parse(location, gap, xml));
        } catch (FormatException damage) {
            return mend(location, gap, xml);
        }
    }

    private Optional<RawUnit> mend(Location location, String gap, String xml) throws IOException {
        XmlRepair repair = new XmlRepair(entities);
        String mended = repair.apply(xml);
        String problem = repair.changes();
        Optional<RawUnit> unit = Optional.empty();
        try {
            unit = Optional.of(UnitParser.parse(location, gap, mended));
        } catch (FormatException beyondRepair) {
            problem = XmlSource.problem(file, beyondRepair);
        }
        if (unit.isEmpty() || repair.hasChanged()) {
            Damage.Kind kind = unit.isEmpty() ? Damage.Kind.LOST : Damage.Kind.REPAIRED;
            report(location, UnitName.in(xml), "a unit " + problem, kind);
        }
        return unit;
    }

    /** Reads a unit whose end tag is missing, which is whole if everything else is there. */
    Optional<RawUnit> cutOff(Location location, String gap, String xml) throws IOException {
        Optional<RawUnit> unit = Optional.empty();
        try {
            unit = Optional.of(UnitParser.parse(location, gap, xml.stripTrailing() + "</tu>"))
                    .filter(found -> !found.variants().isEmpty());
        } catch (FormatException unsound) {
            // then it is cut off in the midst of something
        }
        if (unit.isPresent()) {
            report(location, unit.get().id(), "a unit has no </tu>", Damage.Kind.REPAIRED);
        } else {
            report(location, UnitName.in(xml), "a unit is cut off", Damage.Kind.LOST);
        }
        return unit;
    }

    private void report(Location location, String unit, String problem, Damage.Kind kind) throws FormatException {
        listener.found(new Damage(location, unit, problem, kind));
    }
}
