package duiqi.review.step;

import java.util.Optional;

/**
 * A step that can be taken back and made again. Immutable.
 *
 * @param label its name
 * @param effect its changes
 * @param focus the id of the bead to show afterwards
 */
public record Step(String label, Effect effect, Optional<String> focus) {}
