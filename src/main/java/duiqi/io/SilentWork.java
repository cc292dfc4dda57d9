package duiqi.io;

import java.util.regex.PatternSyntaxException;

/**
 * Estimates the steps of an expression that read no character, so that no limit counts them: the ways to match
 * empty text, groups, anchors, and the lengths that a look-behind tries. For one valid expression. Not thread-safe.
 */
final class SilentWork {
    static final int MAX_LENGTH = 20_000;

    /** Maximum number of ways to match empty text at the ends of a text. */
    private static final double MAX_WAYS = 10_000;

    /** Maximum number of steps without a read at any position. */
    private static final double MAX_STEPS = 2_000;

    /** Maximum number of lengths that a look-behind tries. */
    private static final double MAX_LOOK_BEHIND = 1_000;

    private static final Part EMPTY = new Part(true, true, 1, 1, 0, 0);
    private static final Part CHARACTER = new Part(false, false, 1, 1, 0, 2);
    private static final Part ANCHOR = new Part(true, true, 1, 1, 1, 0);
    private static final Part BOUNDARY = new Part(true, false, 1, 1, 0, 0);
    private static final Part REFERENCE = new Part(true, true, 1, 1, 1, Double.POSITIVE_INFINITY);

    private final String regex;
    private int at;
    private boolean hasComments;
    private boolean isUnix;

    SilentWork(String regex) {
        this.regex = regex;
    }

    /**
     * Describes a part of an expression.
     *
     * @param isEmpty whether it can match empty text
     * @param isSilent whether it can match empty text without a read between two characters
     * @param ways upper bound of the ways to match empty text
     * @param silentWays upper bound of the ways that read nothing
     * @param steps number of groups and anchors
     * @param length maximum length of a match
     */
    private record Part(
            boolean isEmpty, boolean isSilent, double ways, double silentWays, double steps, double length) {
        Part then(Part next) {
            return new Part(
                    isEmpty && next.isEmpty,
                    isSilent && next.isSilent,
                    ways * next.ways,
                    silentWays * next.silentWays,
                    steps + next.steps,
                    length + next.length);
        }

        Part or(Part other) {
            return new Part(
                    isEmpty || other.isEmpty,
                    isSilent || other.isSilent,
                    isEmpty && other.isEmpty ? ways + other.ways : Math.max(ways, other.ways),
                    isSilent && other.isSilent ? silentWays + other.silentWays : Math.max(silentWays, other.silentWays),
                    steps + other.steps,
                    Math.max(length, other.length));
        }

        Part times(double least, double most) {
            boolean isOptional = most > least;
            return new Part(
                    isEmpty || least == 0,
                    isSilent || least == 0,
                    isEmpty ? Math.pow(ways, least) * (isOptional ? ways + 1 : 1) : ways,
                    isSilent ? Math.pow(silentWays, least) * (isOptional ? silentWays + 1 : 1) : silentWays,
                    isEmpty ? steps * Math.max(1, least) + least : steps,
                    length == 0 ? 0 : length * most);
        }

        /** Returns the part as a group that keeps its first match. */
        Part once() {
            return new Part(isEmpty, isSilent, 1, 1, steps * silentWays + 1, length);
        }
    }

    void check() {
        requireLimited(alternatives());
    }

    private void requireLimited(Part part) {
        if (part.ways > MAX_WAYS || part.steps * part.silentWays > MAX_STEPS) {
            throw new PatternSyntaxException("has too many repetitions or alternatives of empty text", regex, -1);
        }
    }

    private Part alternatives() {
        Part all = sequence();
        while (peek() == '|') {
            at++;
            all = all.or(sequence());
        }
        return all;
    }

    private Part sequence() {
        Part all = EMPTY;
        for (int c = peek(); c >= 0 && c != '|' && c != ')'; c = peek()) {
            Part part = atom(c);
            while ("?*+{".indexOf(peek()) >= 0) {
                part = repeated(part);
            }
            all = all.then(part);
        }
        return all;
    }

    /** Skips comments, and returns the next character; -1 at the end. */
    private int peek() {
        while (hasComments && at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '#') {
                while (at < regex.length() && !isLineEnd(regex.charAt(at))) {
                    at++;
                }
            } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
                at++;
            } else {
                break;
            }
        }
        return at < regex.length() ? regex.charAt(at) : -1;
    }

    private boolean isLineEnd(char c) {
        return c == '\n' || (!isUnix && (c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029'));
    }

    private Part atom(int c) {
        switch (c) {
            case '(' -> {
                return group();
            }
            case '[' -> set();
            case '\\' -> {
                return escape();
            }
            case '^', '$' -> {
                at++;
                return ANCHOR;
            }
            default -> at++;
        }
        return CHARACTER;
    }

    private Part repeated(Part part) {
        char c = regex.charAt(at++);
        double least = c == '+' ? 1 : 0;
        double most = c == '?' ? 1 : Double.POSITIVE_INFINITY;
        if (c == '{') {
            int end = Math.max(at, regex.indexOf('}', at));
            String[] bounds = regex.substring(at, end).split(",", -1);
            least = count(bounds[0], 0);
            most = count(bounds[bounds.length - 1], most);
            at = Math.min(regex.length(), end + 1);
        }
        Part repeated = part.times(least, most);
        int mode = peek();
        at += mode == '?' || mode == '+' ? 1 : 0;
        return mode == '+' ? checked(repeated).once() : repeated;
    }

    private static double count(String digits, double otherwise) {
        String number = digits.strip();
        return number.isEmpty() || !number.chars().allMatch(Character::isDigit)
                ? otherwise
                : Double.parseDouble(number);
    }

    private Part checked(Part part) {
        requireLimited(part);
        return part;
    }

    private Part group() {
        boolean hadComments = hasComments;
        boolean wasUnix = isUnix;
        int start = at++;
        boolean isSpecial = regex.startsWith("?", at);
        boolean isBehind = startsWithOne("?<=", "?<!");
        boolean isAhead = startsWithOne("?=", "?!");
        if (isSpecial) {
            at += isBehind ? 3 : isAhead || regex.startsWith("?>", at) ? 2 : 1;
            if (regex.startsWith("<", at)) {
                at = regex.indexOf('>', at) + 1;
            } else if (at == start + 2 && flags()) {
                return EMPTY;
            }
        }
        Part body = alternatives();
        at++;
        hasComments = hadComments;
        isUnix = wasUnix;
        if (isBehind || isAhead) {
            return lookAround(body, isBehind);
        }
        boolean isAtomic = regex.startsWith("(?>", start);
        return isAtomic ? checked(body).once() : isSpecial ? body : body.then(ANCHOR);
    }

    private boolean startsWithOne(String one, String other) {
        return regex.startsWith(one, at) || regex.startsWith(other, at);
    }

    private Part lookAround(Part body, boolean isBehind) {
        if (isBehind && body.length > 2 * MAX_LOOK_BEHIND) {
            throw new PatternSyntaxException(
                    "has a look-behind of more than " + (int) MAX_LOOK_BEHIND + " characters", regex, -1);
        }
        Part once = checked(body).once();
        return new Part(true, once.isSilent, 1, 1, once.steps, 0);
    }

    /** Reads flags up to a colon, or up to the end of a group without a content; true in the second case. */
    private boolean flags() {
        boolean on = true;
        for (; at < regex.length(); at++) {
            char c = regex.charAt(at);
            if (c == ':' || c == ')') {
                at++;
                return c == ')';
            }
            on &= c != '-';
            hasComments = c == 'x' ? on : hasComments;
            isUnix = c == 'd' ? on : isUnix;
        }
        return true;
    }

    private void set() {
        at += regex.startsWith("[^", at) ? 2 : 1;
        // A bracket at the beginning is an ordinary character.
        boolean isFirst = true;
        for (int c = peek(); c >= 0; c = peek()) {
            if (c == ']' && !isFirst) {
                at++;
                return;
            }
            isFirst = false;
            if (c == '[') {
                set();
            } else if (c == '\\') {
                escape();
            } else {
                at++;
            }
        }
    }

    private Part escape() {
        char kind = at + 1 < regex.length() ? regex.charAt(at + 1) : '\\';
        at = Math.min(regex.length(), at + 2);
        switch (kind) {
            case 'Q' -> {
                int end = regex.indexOf("\\E", at);
                int stop = end < 0 ? regex.length() : end;
                boolean isEmpty = stop == at;
                double length = 2.0 * (stop - at);
                at = Math.min(regex.length(), stop + 2);
                return isEmpty ? EMPTY : new Part(false, false, 1, 1, 0, length);
            }
            case 'b', 'B' -> {
                skipBraces();
                return BOUNDARY;
            }
            case 'A', 'G', 'z', 'Z' -> {
                return ANCHOR;
            }
            case 'k' -> {
                at = regex.indexOf('>', at) + 1;
                return REFERENCE;
            }
            case 'X' -> {
                return new Part(false, false, 1, 1, 0, Double.POSITIVE_INFINITY);
            }
            case 'p', 'P', 'N', 'x' -> skipBraces();
            default -> {
                if (kind >= '1' && kind <= '9') {
                    while (at < regex.length() && Character.isDigit(regex.charAt(at))) {
                        at++;
                    }
                    return REFERENCE;
                }
            }
        }
        return CHARACTER;
    }

    private void skipBraces() {
        if (regex.startsWith("{", at)) {
            at = Math.max(at, regex.indexOf('}', at) + 1);
        }
    }
}
