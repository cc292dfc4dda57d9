package duiqi.memory;

import duiqi.bitext.UnitProperties;
import duiqi.exchange.Tu;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who made a unit, as far as it bears on how much to trust it.
 *
 * @param aligned made by aligning two texts and not confirmed by a translator
 * @param machine translated by a machine
 * @param author who made or last changed it
 */
public record Origin(boolean aligned, boolean machine, Optional<String> author) {
    /** A translator whose name is not known. */
    public static final Origin UNKNOWN = new Origin(false, false, Optional.empty());

    /** Properties in which Trados and others say that a machine translated. */
    private static final List<String> PROPERTIES = List.of("x-Origin", "x-origin", "origin", "x-mt");

    private static final List<String> MACHINES = List.of("mt", "machine", "nmt", "automt", "machine translation");

    public Origin {
        Objects.requireNonNull(author, "author");
    }

    /** What a unit says of itself; a machine may also be named as the author, as MateCat and memoQ do. */
    public static Origin of(Tu unit) {
        boolean aligned = unit.property(UnitProperties.ALIGNED)
                .filter(UnitProperties.YES::equals)
                .isPresent();
        Optional<String> author = unit.author();
        boolean machine = Stream.concat(
                        PROPERTIES.stream().flatMap(name -> unit.property(name).stream()), author.stream())
                .anyMatch(Origin::isMachine);
        return new Origin(aligned, machine, author);
    }

    private static boolean isMachine(String value) {
        String plain = value.strip().toLowerCase(Locale.ROOT);
        return MACHINES.contains(plain) || plain.startsWith("mt!") || plain.startsWith("mt-");
    }
}
