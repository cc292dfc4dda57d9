package duiqi.encoder;

import java.util.Objects;

/** What a library says of its failure, in the one line that our messages have. */
final class Failure {
    private static final int LONGEST = 200;

    private Failure() {}

    static String oneLine(Throwable failure) {
        return oneLine(Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName()));
    }

    static String oneLine(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
