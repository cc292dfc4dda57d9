package duiqi.exchange;

import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.ReadProblem;

/**
 * Holds the settings of a reader. Immutable except for the omissions.
 *
 * @param source language of the source if the file does not declare it
 * @param target language of the target if the file does not declare it
 * @param listener receives each problem and may reject the file
 * @param omissions counts data of the file that a {@link Tu} cannot hold
 */
public record ReaderSettings(Language source, Language target, ReadProblem.Listener listener, Omissions omissions) {
    /** Creates settings for a caller that does not need the omissions. */
    public ReaderSettings(Language source, Language target, ReadProblem.Listener listener) {
        this(source, target, listener, new Omissions());
    }

    /** Returns the direction if the file does not declare one. */
    public Direction direction() {
        return new Direction(source, target);
    }
}
