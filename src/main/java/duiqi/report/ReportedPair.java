package duiqi.report;

import duiqi.check.CheckedUnit;
import duiqi.text.UnitProperties;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A pair of a report, or a sentence that has no partner. Immutable.
 *
 * @param unit the texts, and where they stand
 * @param files names of the file or the two files that it is of, to stand above it
 * @param crossing whether its English stands elsewhere than the order of the Chinese lets expect
 */
public record ReportedPair(CheckedUnit unit, String files, boolean crossing) {
    public ReportedPair {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(files, "files");
    }

    /** Whether one side is empty. */
    boolean isUnpaired() {
        return unit.chinese().isBlank() || unit.english().isBlank();
    }

    /** How likely the pair is right, 0 to 1; empty when nobody has said so, or in a way that is no probability. */
    OptionalDouble probability() {
        String said = unit.properties().getOrDefault(UnitProperties.PROBABILITY, "");
        try {
            double probability = Double.parseDouble(said);
            return probability >= 0 && probability <= 1 ? OptionalDouble.of(probability) : OptionalDouble.empty();
        } catch (NumberFormatException noNumber) {
            return OptionalDouble.empty();
        }
    }

    /** Sentences on either side, such as {@code 1-2}; empty when the file does not say. */
    String type() {
        String said = unit.properties().getOrDefault(UnitProperties.BEAD, "");
        return said.matches("\\d{1,3}-\\d{1,3}") ? said : "";
    }
}
