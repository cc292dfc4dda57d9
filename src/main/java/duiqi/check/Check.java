package duiqi.check;

import java.util.List;

/**
 * Finds violations of one rule or of a few related rules. A check serves one run, which passes it the units one after
 * the other. Its findings may not depend on the order of the units. Not thread-safe.
 */
public interface Check {
    /** Says which texts of a unit with ICU messages a check receives. Other units are one text. */
    enum Scope {
        /** The messages with their syntax. */
        MESSAGES,
        /** The text without special branches. */
        FIRST_READING,
        /** One text for each branch. */
        READINGS
    }

    /** Returns which texts of ICU messages the check receives. */
    default Scope scope() {
        return Scope.READINGS;
    }

    /** Returns the findings that need only this unit. */
    List<Finding> check(CheckedUnit unit);

    /** Returns the findings that need all units. Call it after the last unit. */
    default List<Finding> finish() {
        return List.of();
    }

    /** Represents a check whose findings depend on several units. */
    interface OfAllUnits extends Check {
        @Override
        List<Finding> finish();
    }
}
