package duiqi.encoder;

import java.util.Objects;

/** Shortens the error messages of libraries to one line. */
final class Failure {
    private static final int MAX_LENGTH = 200;
    private static final int SHORT = 40;

    private Failure() {}

    static String oneLine(Throwable failure) {
        return oneLine(Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName()));
    }

    static String oneLine(String message) {
        return shortened(message, MAX_LENGTH);
    }

    /** Returns the beginning of an unexpected text, which identifies it. */
    static String excerpt(String text) {
        return shortened(text, SHORT);
    }

    private static String shortened(String text, int most) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }
}
