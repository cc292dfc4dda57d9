package duiqi.review.step;

import java.util.Optional;

/**
 * Holds a step that undo can revert and redo can repeat. Immutable.
 *
 * @param label name of the step for users
 * @param effect its effect
 * @param focus id of the bead to show after the step; empty if there is none
 */
public record Step(String label, Effect effect, Optional<String> focus) {}
