package duiqi.text;

import java.io.IOException;

/**
 * A file, page or stream is not what it should be. The message is one line that a user can act on:
 * {@code place: problem; remedy}.
 *
 * <p>It is an {@link IOException} because whoever reads a file must be ready for both: the disk that fails and the
 * content that is wrong.
 */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1;

    /** A fault at a line and column. */
    public FormatException(Location place, String problem, String remedy) {
        this(place.toString(), problem, remedy);
    }

    /**
     * A fault of a file as a whole.
     *
     * @param place the file or address
     * @param problem what is wrong, as a clause without a full stop
     * @param remedy what the user can do, as an imperative without a full stop
     */
    public FormatException(String place, String problem, String remedy) {
        super(place + ": " + problem + "; " + remedy);
    }

    /** Makes the same with the exception that revealed it, for a log. */
    public FormatException(String place, String problem, String remedy, Throwable cause) {
        super(place + ": " + problem + "; " + remedy, cause);
    }
}
