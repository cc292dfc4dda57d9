package duiqi.exchange;

import java.io.IOException;

/** A memory that can be read as often as is asked. */
@FunctionalInterface
public interface UnitSource {
    /**
     * Opens it at its beginning.
     *
     * @param listener is told of damage, and may refuse the file
     */
    UnitReader open(ReadProblemListener listener) throws IOException;
}
