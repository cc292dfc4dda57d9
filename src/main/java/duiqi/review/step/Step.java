package duiqi.review.step;

import java.util.Optional;

/**
 * A step that can be taken back and made again. Immutable.
 *
 * @param label what it is called
 * @param effect what it changes
 * @param focus id of the bead to look at when it is made
 */
public record Step(String label, Effect effect, Optional<String> focus) {}
