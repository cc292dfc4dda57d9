package duiqi.align;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where weights come from, for whoever finds them later. Immutable.
 *
 * @param lines what they were learnt from, and how
 * @param encoder the encoder that some of them were learnt with
 */
public record Provenance(List<String> lines, Optional<String> encoder) {
    public Provenance {
        lines = List.copyOf(lines);
    }

    /** All there is to say where the encoder had a part. */
    public List<String> withEncoder() {
        return Stream.concat(lines.stream(), encoder.map(name -> "Encoder: " + name).stream())
                .toList();
    }
}
