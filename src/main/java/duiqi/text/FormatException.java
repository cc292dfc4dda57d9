package duiqi.text;

import java.io.IOException;

/**
 * Reports that a file, page or stream is damaged or has an unexpected format. The message is one line with a remedy:
 * {@code location: problem; remedy}.
 *
 * <p>It is an {@link IOException} because callers that read a file handle both kinds of failure: I/O errors and wrong
 * content.
 */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception for a problem at a line and column.
     *
     * @param location line and column of the problem
     * @param problem clause that states the problem, without a full stop
     * @param remedy instruction in the imperative, without a full stop
     */
    public FormatException(Location location, String problem, String remedy) {
        this(location.toString(), problem, remedy);
    }

    /**
     * Creates an exception for a problem of a whole file.
     *
     * @param location file or address
     * @param problem clause that states the problem, without a full stop
     * @param remedy instruction in the imperative, without a full stop
     */
    public FormatException(String location, String problem, String remedy) {
        super(location + ": " + problem + "; " + remedy);
    }

    /**
     * Creates an exception with the exception that revealed the problem, for a log.
     *
     * @param location file or address
     * @param problem clause that states the problem, without a full stop
     * @param remedy instruction in the imperative, without a full stop
     * @param cause the exception that revealed the problem
     */
    public FormatException(String location, String problem, String remedy, Throwable cause) {
        super(location + ": " + problem + "; " + remedy, cause);
    }

    private FormatException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * {@return the same problem with another name of the file, for a file that is at a temporary place}
     *
     * @param place the place, as in the message
     * @param name the name that the user knows
     */
    public FormatException renamed(String place, String name) {
        return new FormatException(String.valueOf(getMessage()).replace(place, name), this);
    }
}
