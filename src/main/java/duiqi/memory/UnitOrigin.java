package duiqi.memory;

import duiqi.exchange.Revision;
import duiqi.exchange.Tu;
import duiqi.index.IndexedUnit;
import duiqi.text.UnitProperties;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out who made a unit. */
final class UnitOrigin {
    /** Properties in which Trados and others say that a machine translated. */
    private static final List<String> PROPERTIES = List.of("x-Origin", "x-origin", "origin", "x-mt");

    private static final List<String> MACHINES = List.of("mt", "machine", "nmt", "automt", "machine translation");

    private UnitOrigin() {}

    /** What a unit says of itself; a machine may also be named as the author, as MateCat and memoQ do. */
    static IndexedUnit.Origin of(Tu unit) {
        boolean aligned = unit.property(UnitProperties.ALIGNED)
                .filter(UnitProperties.YES::equals)
                .isPresent();
        Optional<String> author = unit.author();
        boolean machine = Stream.concat(
                        PROPERTIES.stream().flatMap(name -> unit.property(name).stream()), author.stream())
                .anyMatch(UnitOrigin::isMachine);
        return new IndexedUnit.Origin(aligned, machine, Revision.isPending(unit), author);
    }

    private static boolean isMachine(String value) {
        String plain = value.strip().toLowerCase(Locale.ROOT);
        return MACHINES.contains(plain) || plain.startsWith("mt!") || plain.startsWith("mt-");
    }
}
