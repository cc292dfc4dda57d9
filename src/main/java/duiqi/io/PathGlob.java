package duiqi.io;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.text.Normalizer;

/**
 * Matches paths with a glob pattern, with {@code /} as separator on all systems. <code>*</code> and {@code ?} match
 * inside a path segment, {@code **} matches any number of segments. <code>[abc]</code>, <code>[!abc]</code> and
 * <code>{a,b}</code> match alternatives. As in a .gitignore, a pattern without a slash matches at any depth, and a
 * pattern for a folder matches all files in it. Immutable.
 *
 * @param text the pattern as written
 * @param expression the pattern as a regular expression
 */
public record PathGlob(String text, Pattern expression) {
    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException if the pattern is invalid; the message states the problem, as a clause
     */
    public static PathGlob of(String text) {
        String pattern = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceFirst("^(\\./)+", "")
                .replaceFirst("/+$", "");
        if (pattern.isBlank()) {
            throw new IllegalArgumentException("is empty");
        }
        if (pattern.contains("\\")) {
            throw new IllegalArgumentException("has a backslash instead of /");
        }
        if (pattern.startsWith("/") || pattern.matches("[A-Za-z]:.*")) {
            throw new IllegalArgumentException("is not relative to the folder of the settings file");
        }
        String anywhere = pattern.contains("/") ? pattern : "**/" + pattern;
        String regex = new Translation(anywhere).regex() + "(?:/.*)?";
        try {
            return new PathGlob(text, Pattern.compile(regex, Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("has an invalid character set in brackets", e);
        }
    }

    /** Returns whether a path matches. */
    public boolean matches(String path) {
        return expression.matches(path);
    }

    /** Translates a glob pattern into a regular expression. For one use. */
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
                throw new IllegalArgumentException("has an unclosed {");
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
                throw new IllegalArgumentException("has a { inside another {");
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
            // A ] at the start of the set is an ordinary character.
            int first = glob.startsWith("!", at) ? at + 1 : at;
            int end = glob.indexOf(']', first + 1);
            if (end < 0) {
                throw new IllegalArgumentException("has an unclosed [");
            }
            String members = glob.substring(first, end).replaceAll("[\\[\\]\\\\&^]", "\\\\$0");
            regex.append(first > at ? "[^/" : "[").append(members).append(']');
            at = end + 1;
        }
    }
}
