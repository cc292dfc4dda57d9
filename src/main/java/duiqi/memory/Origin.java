package duiqi.memory;

import duiqi.bitext.UnitProperties;
import duiqi.exchange.Tu;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a unit comes from. Immutable.
 *
 * @param isAligned whether a program paired it
 * @param isMachine whether a machine translated it, as the properties of Trados ({@code x-Origin}), duiqi, Weblate and OmegaT
 *     ({@code creationid} of a connector) say
 */
public record Origin(boolean isAligned, boolean isMachine) {
    private static final List<String> PROPERTIES = List.of("x-Origin", "x-origin", "origin", "x-mt");
    private static final List<String> MACHINES = List.of("mt", "machine", "nmt", "automt", "machine translation");

    /** What a unit says of itself. */
    public static Origin of(Tu unit) {
        boolean isAligned = unit.property(UnitProperties.ALIGNED)
                .filter(UnitProperties.YES::equals)
                .isPresent();
        boolean isMachine = Stream.concat(
                        PROPERTIES.stream().flatMap(name -> unit.property(name).stream()),
                        Stream.of("creationid", "changeid", "creationtool")
                                .flatMap(name -> attribute(unit, name).stream()))
                .anyMatch(Origin::isMachine);
        return new Origin(isAligned, isMachine);
    }

    private static Optional<String> attribute(Tu unit, String name) {
        return unit.attribute(name)
                .or(() -> unit.variants().stream()
                        .flatMap(side -> side.attribute(name).stream())
                        .findFirst());
    }

    private static boolean isMachine(String value) {
        String plain = value.strip().toLowerCase(Locale.ROOT);
        return MACHINES.contains(plain) || plain.startsWith("mt!") || plain.startsWith("mt-");
    }
}
