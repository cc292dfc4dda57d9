package duiqi.fuzz;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.Objects;
import java.util.regex.Pattern;

/** Checks the laws that every accepted input must satisfy. A violation is an AssertionError, which Jazzer reports. */
final class Laws {
    private static final Pattern HELP = Pattern.compile("(?s)\\S.*: \\S.*; \\S.*");

    private Laws() {}

    /** Fails unless the message of a rejection has a location, a problem and a remedy. */
    static void requireHelp(FormatException rejected) {
        String message = String.valueOf(rejected.getMessage());
        require(HELP.matcher(message).matches(), () -> "no location, problem and remedy: " + message);
        Throwable cause = rejected.getCause();
        require(
                cause == null || cause.getMessage() != null || !message.contains("null"),
                () -> "has no cause: " + message);
    }

    /** Fails unless a location has a line and a column from 1. */
    static void requireLocation(Location location) {
        require(location.line() >= 1 && location.column() >= 1, () -> "no valid location: " + location);
    }

    static void requireSame(Object expected, Object actual, String what) {
        require(Objects.equals(expected, actual), () -> what + "\nexpected: " + expected + "\n but was: " + actual);
    }

    static void require(boolean holds, Message message) {
        if (!holds) {
            throw new AssertionError(message.text());
        }
    }

    /** Creates a message only if needed. */
    @FunctionalInterface
    interface Message {
        String text();
    }
}
