package duiqi.memory;

import java.util.Optional;

/** Finds one kind of unit that spoils a memory. */
public interface CleaningFilter {
    /** What users call it, in lower case with hyphens. */
    String name();

    /** What it takes out, as a clause. */
    String description();

    /** Why a unit should be taken out, as a clause; empty when it should not. */
    Optional<String> fault(UnitTexts unit);
}
