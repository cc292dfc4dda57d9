package duiqi.check.project;

import duiqi.io.LimitedText;
import duiqi.text.FormatException;
import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for paths with {@code /} between their parts, the same on all systems: <code>*</code> and {@code ?} within a part,
 * {@code **} over any number of parts, <code>[abc]</code>, <code>[!abc]</code> and <code>{a,b}</code>. As in a .gitignore, a pattern
 * of one part alone is meant anywhere, and what names a folder means all in it. Immutable.
 *
 * @param text the pattern as it is written
 * @param expression the same as a regular expression
 */
public record PathGlob(String text, Pattern expression) {
    /** How often characters of a path may be looked at: what has four stars looks some ten thousand times. */
    private static final long LOOKS = 10_000_000;

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong, as a clause
     */
    public static PathGlob of(String text) {
        String pattern = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceFirst("^(\\./)+", "")
                .replaceFirst("/+$", "");
        if (pattern.isBlank()) {
            throw new IllegalArgumentException("names no file");
        }
        if (pattern.contains("\\")) {
            throw new IllegalArgumentException("has a backslash where / is meant");
        }
        if (pattern.startsWith("/") || pattern.matches("[A-Za-z]:.*")) {
            throw new IllegalArgumentException("is not relative to the folder of this file");
        }
        String anywhere = pattern.contains("/") ? pattern : "**/" + pattern;
        try {
            return new PathGlob(text, Pattern.compile(new Translation(anywhere).regex() + "(?:/.*)?", Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("has brackets around what is no set of characters", e);
        }
    }

    /**
     * Returns whether a path is meant.
     *
     * @throws java.io.UncheckedIOException of a FormatException, if that does not come to an end
     */
    public boolean matches(String path) {
        LimitedText limited = new LimitedText(
                path,
                LOOKS,
                () -> new FormatException(
                        text, "this pattern of files takes far too long for " + path, "write it with fewer stars"));
        return expression.matcher(limited).matches();
    }

    /** Goes through a pattern once. */
    private static final class Translation {
        private final String glob;
        private final StringBuilder regex = new StringBuilder();
        private int at;
        private boolean isInBraces;

        Translation(String glob) {
            this.glob = glob;
        }

        String regex() {
            while (at < glob.length()) {
                step();
            }
            if (isInBraces) {
                throw new IllegalArgumentException("has a { that is not closed");
            }
            return regex.toString();
        }

        private void step() {
            if (glob.startsWith("**/", at)) {
                regex.append("(?:.*/)?");
                at += 3;
                return;
            }
            if (glob.startsWith("**", at)) {
                regex.append(".*");
                at += 2;
                return;
            }
            char c = glob.charAt(at++);
            switch (c) {
                case '*' -> regex.append("[^/]*");
                case '?' -> regex.append("[^/]");
                case '[' -> set();
                case '{' -> open();
                case ',' -> regex.append(isInBraces ? "|" : ",");
                case '}' -> close();
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }

        private void open() {
            if (isInBraces) {
                throw new IllegalArgumentException("has a { within another");
            }
            isInBraces = true;
            regex.append("(?:");
        }

        private void close() {
            if (!isInBraces) {
                throw new IllegalArgumentException("has a } without a {");
            }
            isInBraces = false;
            regex.append(')');
        }

        private void set() {
            // A ] that comes first is meant itself.
            int first = glob.startsWith("!", at) ? at + 1 : at;
            int end = glob.indexOf(']', first + 1);
            if (end < 0) {
                throw new IllegalArgumentException("has a [ that is not closed");
            }
            String members = glob.substring(first, end).replaceAll("[\\[\\]\\\\&^]", "\\\\$0");
            regex.append("(?!/)[").append(first > at ? "^" : "").append(members).append(']');
            at = end + 1;
        }
    }
}
