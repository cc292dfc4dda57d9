package duiqi.check.contrast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the expressions of a table in texts of one language. Expressions with an accent or a sign count like others. Add
 * all expressions before the first search; after that, thread-safe.
 */
final class Expressions {
    private static final String ENGLISH_NUMBER =
            "(?:[\\d%{]|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
                    + "|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy"
                    + "|eighty|ninety|half|once|twice|third|quarter|dozen|hundred|thousand|million|billion|decade)s?\\b)";

    private static final Pattern ENGLISH_AFTER = Pattern.compile(
            "[\\s-]*(?:(?:the|about|some|approximately|another)\\s+)?(?:ages?\\s+(?:of\\s+)?)?"
                    + "(?:(?:an?\\s+)?(?:US|HK|RMB|NT)?\\s*[$€£¥]?\\s*" + ENGLISH_NUMBER
                    + "|an?\\s+(?:minute|hour|day|week|month|year|century|generation|mile|kilomet|met(?:er|re)\\b|ton))",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ENGLISH_BEFORE = Pattern.compile(
            "(?:\\b" + ENGLISH_NUMBER + "[\\d.,]*%?)(?:\\s+[\\w-]+){0,3}\\s+$", Pattern.CASE_INSENSITIVE);

    private static final String CHINESE_NUMBER = "[0-9０-９一二两三四五六七八九十百千万亿半%％几数]";

    private static final Pattern CHINESE_AFTER = Pattern.compile("[了约过达]?\\s*(?:[$€£¥]\\s*)?(?:百分之)?" + CHINESE_NUMBER);

    private static final Pattern CHINESE_BEFORE = Pattern.compile(CHINESE_NUMBER + "[^，。；：、！？,;\\s]{0,6}\\s?$");

    private static final Pattern CHINESE_BESIDE = Pattern.compile(CHINESE_NUMBER + "\\s?$");

    /** Number of characters before an expression in which a number belongs to it. */
    private static final int BEFORE = 40;

    private final boolean isEnglish;

    /** Nodes by first letter; null if no expression starts with it. */
    private final @Nullable Node[] roots = new Node[Character.MAX_VALUE + 1];

    /** Short forms, and the characters that show that a character is one. */
    private final Set<Character> shortForms = new HashSet<>();

    private final Set<Character> beforeShortForms = new HashSet<>();
    private final Set<Character> afterShortForms = new HashSet<>();

    Expressions(boolean isEnglish) {
        this.isEnglish = isEnglish;
    }

    /** Says what an expression needs beside it. */
    private enum Need {
        NOTHING,
        NUMBER_AFTER,
        NUMBER_BEFORE,
        NEIGHBOR
    }

    /** Says how surely an expression means its concept. */
    enum Kind {
        /** It names the concept and nothing else. */
        NAME,
        /** It is a short or another name. A target may lack it, but not add it. */
        SHORT_FORM,
        /** It can also mean something else. */
        OTHER,
        /** It contains an expression of the axis, but means something else. */
        NOTHING
    }

    /**
     * Says what an expression means.
     *
     * @param axis number of the axis
     * @param concept number of the concept on the axis
     * @param kind how surely
     */
    record Meaning(int axis, int concept, Kind kind) {}

    /** Represents an expression at a place of a text, in UTF-16 units. */
    record Occurrence(Meaning meaning, int start, int end) {}

    private record Entry(Meaning meaning, Need need, boolean isPrefix, boolean isCapital, int length) {}

    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>();
        private final List<Entry> entries = new ArrayList<>(1);
    }

    void add(String expression, Meaning meaning) {
        Need need = expression.startsWith("#")
                ? Need.NUMBER_BEFORE
                : expression.endsWith("#") ? Need.NUMBER_AFTER : Need.NOTHING;
        boolean isShort = expression.startsWith("~");
        String text = expression.replace("#", "").replace("~", "").strip();
        boolean isPrefix = text.endsWith("*");
        String letters = isPrefix ? text.substring(0, text.length() - 1) : text;
        char first = letter(letters.charAt(0));
        Node node = Objects.requireNonNullElseGet(roots[first], Node::new);
        roots[first] = node;
        for (int k = 1; k < letters.length(); k++) {
            node = node.next.computeIfAbsent(letter(letters.charAt(k)), each -> new Node());
        }
        boolean isSingle = isShort && need == Need.NOTHING && letters.length() == 1;
        if (isSingle) {
            shortForms.add(letters.charAt(0));
        }
        Meaning of = isShort ? new Meaning(meaning.axis, meaning.concept, Kind.SHORT_FORM) : meaning;
        node.entries.add(new Entry(
                of,
                isSingle ? Need.NEIGHBOR : need,
                isPrefix,
                Character.isUpperCase(letters.charAt(0)),
                letters.length()));
    }

    /** Adds characters before or after which a short form counts. */
    void addNeighbors(boolean isBefore, String characters) {
        characters.chars().forEach(c -> (isBefore ? beforeShortForms : afterShortForms).add((char) c));
    }

    private static char letter(char c) {
        if ((c >= 'a' && c <= 'z') || c >= '\u3000') {
            return c;
        }
        return c == '-' || Character.isWhitespace(c) ? ' ' : c == '’' ? '\'' : Character.toLowerCase(c);
    }

    /** Returns all occurrences by start; those of one start in any order. */
    List<Occurrence> in(String text) {
        List<Occurrence> found = new ArrayList<>();
        for (int start = 0; start < text.length(); start++) {
            if (isEnglish && isInWord(text, start) && !isContraction(text, start)) {
                continue;
            }
            Node node = roots[letter(text.charAt(start))];
            for (int end = start + 1; node != null; end++) {
                for (int k = 0; k < node.entries.size(); k++) {
                    Entry entry = node.entries.get(k);
                    int last = isEnglish && entry.isPrefix ? endOfWord(text, end) : end;
                    if (fits(entry, text, start, last)) {
                        found.add(new Occurrence(entry.meaning, start, last));
                    }
                }
                node = end < text.length() ? node.next.get(letter(text.charAt(end))) : null;
            }
        }
        return found;
    }

    private boolean fits(Entry entry, String text, int start, int end) {
        if ((isEnglish && isInWord(text, end)) || (entry.isCapital && !Character.isUpperCase(text.charAt(start)))) {
            return false;
        }
        return switch (entry.need) {
            case NOTHING -> true;
            case NUMBER_AFTER ->
                (isEnglish ? ENGLISH_AFTER : CHINESE_AFTER)
                        .matcher(text)
                        .region(end, text.length())
                        .lookingAt();
            case NUMBER_BEFORE ->
                (isEnglish ? ENGLISH_BEFORE : entry.length == 1 ? CHINESE_BESIDE : CHINESE_BEFORE)
                        .matcher(text)
                        .region(Math.max(0, start - BEFORE), start)
                        .find();
            case NEIGHBOR -> isShortForm(text, start, end);
        };
    }

    private boolean isShortForm(String text, int start, int end) {
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        char after = end == text.length() ? ' ' : text.charAt(end);
        return shortForms.contains(before)
                || shortForms.contains(after)
                || beforeShortForms.contains(before)
                || afterShortForms.contains(after);
    }

    /** Returns whether a position is between two letters of a word. */
    private static boolean isInWord(String text, int position) {
        return position > 0
                && position < text.length()
                && isInWord(text.charAt(position - 1))
                && isInWord(text.charAt(position));
    }

    private static boolean isInWord(char c) {
        return (c >= 'a' && c <= 'z') || Character.isLetterOrDigit(c);
    }

    /** Returns whether <i>n't</i> starts here. */
    private static boolean isContraction(String text, int start) {
        return text.charAt(start) == 'n' && start + 2 < text.length() && letter(text.charAt(start + 1)) == '\'';
    }

    private static int endOfWord(String text, int position) {
        int end = position;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
