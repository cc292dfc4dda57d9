package duiqi.fuzz;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.Objects;
import java.util.regex.Pattern;

/** What must hold of all that is taken in. What breaks a law is an AssertionError, which Jazzer reports. */
final class Laws {
    private static final Pattern HELP = Pattern.compile("(?s)\\S.*: \\S.*; \\S.*");

    private Laws() {}

    /** A refusal says where the fault is, what it is and what can be done. */
    static void requireHelp(FormatException refused) {
        String message = String.valueOf(refused.getMessage());
        require(HELP.matcher(message).matches(), () -> "no place, problem and remedy: " + message);
        Throwable cause = refused.getCause();
        require(
                cause == null || cause.getMessage() != null || !message.contains("null"),
                () -> "says nothing of the cause: " + message);
    }

    /** A place has a line and a column, from 1. */
    static void requirePlace(Location place) {
        require(place.line() >= 1 && place.column() >= 1, () -> "no place: " + place);
    }

    static void requireSame(Object expected, Object actual, String what) {
        require(Objects.equals(expected, actual), () -> what + "\nexpected: " + expected + "\n but was: " + actual);
    }

    static void require(boolean holds, Message message) {
        if (!holds) {
            throw new AssertionError(message.text());
        }
    }

    /** Made only when it is needed. */
    @FunctionalInterface
    interface Message {
        String text();
    }
}
