package duiqi.io;

import duiqi.text.FormatException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Limits how often a regular expression may read the characters of a text. It stops untrusted expressions that
 * backtrack exponentially. Not thread-safe; a subsequence has its own count.
 *
 * <p>duiqi limits Java expressions instead of using an engine that needs no limits, for example RE2/J: SRX rules,
 * glossaries and settings need look-around, and references to groups.
 */
public final class LimitedText implements CharSequence {
    /** Number of reads between two looks at the allowance. */
    private static final long PORTION = 1_000;

    private final CharSequence text;
    private final Allowance allowance;
    private final Supplier<FormatException> refusal;

    /** Reads of this text after the current portion. */
    private long remaining;

    /** Reads until the next look at the allowance. */
    private long portion;

    private LimitedText(CharSequence text, long maxReads, Allowance allowance, Supplier<FormatException> refusal) {
        this.text = Objects.requireNonNull(text, "text");
        this.allowance = allowance;
        this.refusal = Objects.requireNonNull(refusal, "refusal");
        this.portion = Math.min(maxReads, 2L * text.length() + 100);
        this.remaining = maxReads - portion;
    }

    /**
     * Creates a text with a limit.
     *
     * @param text the text to search
     * @param maxReads maximum number of character reads
     * @param refusal supplies the exception for a search that exceeds the limit. It is wrapped in an
     *     {@link UncheckedIOException}, because a search can throw no checked exception
     */
    public LimitedText(CharSequence text, long maxReads, Supplier<FormatException> refusal) {
        this(text, maxReads, new Allowance(Long.MAX_VALUE / 2, 0), refusal);
    }

    /**
     * Limits the reads of an expression in all texts of a run. The limit grows with the texts, so that normal
     * expressions never reach it. Otherwise an expression that is a little below the limit of a text could take hours
     * in many texts. Thread-safe.
     */
    public static final class Allowance {
        private final long perCharacter;
        private final AtomicLong reads;

        /**
         * Creates an allowance.
         *
         * @param reads reads in any texts
         * @param perCharacter additional reads for each character of a text; the first two are always allowed
         */
        public Allowance(long reads, long perCharacter) {
            this.reads = new AtomicLong(reads);
            this.perCharacter = perCharacter;
        }

        /** Returns the next text of the run with its own limit, as in {@link LimitedText#LimitedText}. */
        public LimitedText next(CharSequence text, long maxReads, Supplier<FormatException> refusal) {
            reads.addAndGet(perCharacter * text.length());
            return new LimitedText(text, maxReads, this, refusal);
        }

        /** Uses reads for work without a text. */
        public void spend(long used) {
            reads.addAndGet(-used);
        }

        /** Returns whether the run has used all reads. */
        public boolean isSpent() {
            return reads.get() < 0;
        }
    }

    /**
     * Compiles an untrusted expression whose searches this class can limit. It rejects expressions that can work for
     * long without reading a character, for example {@code (|){60}}.
     *
     * @throws PatternSyntaxException if the expression is invalid, too long, nested too deeply, or cannot be limited
     */
    public static Pattern compile(String expression, int flags) {
        if (expression.length() > SilentWork.MAX_LENGTH) {
            throw new PatternSyntaxException(
                    "has more than " + SilentWork.MAX_LENGTH + " characters", expression.substring(0, 40), -1);
        }
        try {
            Pattern pattern = Pattern.compile(expression, flags);
            new SilentWork(expression).check();
            return pattern;
        } catch (StackOverflowError tooDeep) {
            throw new PatternSyntaxException("has too many nested groups", expression, -1);
        }
    }

    /**
     * Returns the exception for the limit. Callers that detect too deep recursion throw it before the limit is reached.
     */
    public UncheckedIOException refusal() {
        return new UncheckedIOException(refusal.get());
    }

    @Override
    public char charAt(int index) {
        if (--portion < 0) {
            takePortion();
        }
        return text.charAt(index);
    }

    private void takePortion() {
        if (remaining <= 0 || allowance.isSpent()) {
            throw refusal();
        }
        long taken = Math.min(remaining, PORTION);
        allowance.spend(taken);
        remaining -= taken;
        portion = taken - 1;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new LimitedText(text.subSequence(start, end), remaining + Math.max(0, portion), allowance, refusal);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /**
     * Estimates the steps of an expression that read no character, so that no limit counts them: the ways to match
     * empty text, groups, anchors, and the lengths that a look-behind tries. For one valid expression. Not thread-safe.
     */
    private static final class SilentWork {
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
                        isSilent && other.isSilent
                                ? silentWays + other.silentWays
                                : Math.max(silentWays, other.silentWays),
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
            boolean isBehind = regex.startsWith("?<=", at) || regex.startsWith("?<!", at);
            boolean isAhead = regex.startsWith("?=", at) || regex.startsWith("?!", at);
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
            if (isBehind && body.length > 2 * MAX_LOOK_BEHIND) {
                throw new PatternSyntaxException(
                        "has a look-behind of more than " + (int) MAX_LOOK_BEHIND + " characters", regex, -1);
            }
            if (isBehind || isAhead) {
                Part once = checked(body).once();
                return new Part(true, once.isSilent, 1, 1, once.steps, 0);
            }
            boolean isAtomic = regex.startsWith("(?>", start);
            return isAtomic ? checked(body).once() : isSpecial ? body : body.then(ANCHOR);
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
}
