package duiqi.check;

import java.util.List;

/**
 * Looks for what breaks one rule, or a few that are looked for together. Made anew for each run, and shown the units one after
 * the other; what is found may not depend on their order. Not thread-safe.
 */
public interface Check {
    /** The rules whose breach it finds. */
    List<Rule> rules();

    /** Returns what is wrong in a unit by itself. */
    List<Finding> check(CheckedUnit unit);

    /** Returns what shows only when all units have been seen. */
    default List<Finding> finish() {
        return List.of();
    }
}
