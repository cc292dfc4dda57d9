package duiqi.document.markdown;

import duiqi.document.plain.Characters;
import duiqi.document.plain.SourceMappedText;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Takes the inline markup off Markdown text: emphasis, code marks, links, pictures, HTML tags, entities, escapes.
 *
 * <p>Emphasis is matched more generously than in CommonMark, whose rule leaves asterisks standing after Chinese punctuation
 * ({@code **注意：**正文}). Immutable.
 */
final class MarkdownInline {
    private static final Pattern AUTOLINK =
            Pattern.compile("<((?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\\s<>]*)|[^\\s<>@]+@[^\\s<>@]+)>");
    private static final Pattern TAG =
            Pattern.compile("<!--.*?-->|</?[a-zA-Z][a-zA-Z0-9-]*(?:\\s[^<>]*)?/?>", Pattern.DOTALL);
    private static final Pattern LINE_BREAK = Pattern.compile("(?i)<br\\s*/?>");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});");
    private static final Pattern FOOTNOTE = Pattern.compile("\\[\\^[^\\]\\s]+]");

    /** A link or code span longer than this is not looked for: it keeps the time linear on hostile input. */
    private static final int MAX_SPAN_LENGTH = 5_000;

    private static final String ESCAPABLE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final Set<String> references;
    private final boolean chinese;

    /**
     * Markup of one document.
     *
     * @param references normalized labels of its link definitions
     * @param chinese whether a line break leaves no space
     */
    MarkdownInline(Set<String> references, boolean chinese) {
        this.references = Set.copyOf(references);
        this.chinese = chinese;
    }

    /** The text of a paragraph as a reader sees it. */
    SourceMappedText plain(SourceMappedText marked) {
        return new Run(marked).plain();
    }

    /** Asterisks, underscores or tildes that may begin or end emphasis. */
    private static final class Delimiters {
        final char mark;
        final boolean opens;
        final boolean closes;
        int start;
        int end;

        Delimiters(char mark, int start, int end, boolean opens, boolean closes) {
            this.mark = mark;
            this.start = start;
            this.end = end;
            this.opens = opens;
            this.closes = closes;
        }
    }

    /** The work on one paragraph. */
    private final class Run {
        private final SourceMappedText text;
        private final String characters;
        private final boolean[] dropped;
        private final Map<Integer, String> replacements = new HashMap<>();

        /** Where the scan goes on after the closing bracket of a link. */
        private final Map<Integer, Integer> linkEnds = new HashMap<>();

        private final Deque<Delimiters> openers = new ArrayDeque<>();

        Run(SourceMappedText text) {
            this.text = text;
            this.characters = text.toString();
            this.dropped = new boolean[characters.length()];
        }

        SourceMappedText plain() {
            int i = 0;
            while (i < characters.length()) {
                i = scan(i);
            }
            SourceMappedText result = new SourceMappedText();
            for (int k = 0; k < characters.length(); k++) {
                if (replacements.containsKey(k)) {
                    result.appendInstead(replacements.getOrDefault(k, ""), text, k);
                } else if (!dropped[k]) {
                    result.append(text, k, k + 1);
                }
            }
            return result;
        }

        /** Deals with what begins at an index and says where the next thing begins. */
        private int scan(int i) {
            return switch (characters.charAt(i)) {
                case '\\' -> escape(i);
                case '`' -> code(i);
                case '<' -> tag(i);
                case '&' -> entity(i);
                case '!' ->
                    i + 1 < characters.length() && characters.charAt(i + 1) == '[' ? bracket(i + 1, true) : i + 1;
                case '[' -> bracket(i, false);
                case ']' -> drop(i, linkEnds.getOrDefault(i, i), i + 1);
                case '*', '_', '~' -> emphasis(i);
                default -> i + 1;
            };
        }

        /** Drops the characters from an index up to an end, and goes on behind them, at {@code next} at the earliest. */
        private int drop(int from, int end, int next) {
            Arrays.fill(dropped, from, end, true);
            return Math.max(end, next);
        }

        private int escape(int i) {
            if (i + 1 < characters.length() && ESCAPABLE.indexOf(characters.charAt(i + 1)) >= 0) {
                dropped[i] = true;
                return i + 2;
            }
            return i + 1;
        }

        private int code(int i) {
            int contentStart = endOfRun(i);
            int length = contentStart - i;
            for (int close = characters.indexOf('`', contentStart);
                    close >= 0 && close < i + MAX_SPAN_LENGTH;
                    close = characters.indexOf('`', endOfRun(close))) {
                if (endOfRun(close) - close == length) {
                    int padding = isPadded(contentStart, close) ? 1 : 0;
                    drop(i, contentStart + padding, contentStart);
                    return drop(close - padding, close + length, close + length);
                }
            }
            return contentStart;
        }

        /** One space on each side is there only to part the marks of code from backticks in it. */
        private boolean isPadded(int start, int end) {
            return characters.charAt(start) == ' '
                    && characters.charAt(end - 1) == ' '
                    && !characters.substring(start, end).isBlank();
        }

        private int endOfRun(int i) {
            int end = i;
            while (end < characters.length() && characters.charAt(end) == characters.charAt(i)) {
                end++;
            }
            return end;
        }

        private int tag(int i) {
            Matcher link = AUTOLINK.matcher(characters).region(i, characters.length());
            if (link.lookingAt()) {
                dropped[i] = true;
                return drop(link.end() - 1, link.end(), link.end());
            }
            Matcher tag = TAG.matcher(characters).region(i, Math.min(characters.length(), i + MAX_SPAN_LENGTH));
            if (!tag.lookingAt()) {
                return i + 1;
            }
            if (LINE_BREAK.matcher(tag.group()).matches() && !chinese) {
                replacements.put(i, " ");
            }
            return drop(i, tag.end(), tag.end());
        }

        private int entity(int i) {
            Matcher entity = ENTITY.matcher(characters).region(i, characters.length());
            if (!entity.lookingAt()) {
                return i + 1;
            }
            String decoded = Parser.unescapeEntities(entity.group(), true);
            if (decoded.equals(entity.group())) {
                return i + 1;
            }
            replacements.put(i, decoded);
            return drop(i, entity.end(), entity.end());
        }

        private int bracket(int i, boolean picture) {
            Matcher footnote = FOOTNOTE.matcher(characters).region(i, characters.length());
            if (footnote.lookingAt()) {
                return drop(i, footnote.end(), footnote.end());
            }
            int close = closing(i, '[', ']');
            int end = close < 0 ? -1 : linkEnd(i, close);
            if (end >= 0) {
                drop(picture ? i - 1 : i, i + 1, i + 1);
                linkEnds.put(close, end);
            }
            return i + 1;
        }

        /** End of a link whose text stands between two brackets; -1 when these are just brackets. */
        private int linkEnd(int open, int close) {
            int after = close + 1;
            if (after < characters.length() && characters.charAt(after) == '(') {
                int end = closing(after, '(', ')');
                if (end >= 0) {
                    return end + 1;
                }
            }
            if (after < characters.length() && characters.charAt(after) == '[') {
                int end = closing(after, '[', ']');
                if (end == after + 1 && isReference(open, close)) {
                    return end + 1;
                }
                if (end >= 0 && isReference(after, end)) {
                    return end + 1;
                }
            }
            return isReference(open, close) ? after : -1;
        }

        private boolean isReference(int open, int close) {
            return references.contains(MarkdownReader.normalizedLabel(characters.substring(open + 1, close)));
        }

        private int closing(int i, char open, char close) {
            int depth = 0;
            int limit = Math.min(characters.length(), i + MAX_SPAN_LENGTH);
            for (int k = i; k < limit; k++) {
                char c = characters.charAt(k);
                if (c == '\\') {
                    k++;
                } else if (c == open) {
                    depth++;
                } else if (c == close && --depth == 0) {
                    return k;
                }
            }
            return -1;
        }

        private int emphasis(int i) {
            int end = endOfRun(i);
            char mark = characters.charAt(i);
            if (mark == '~' && end - i != 2) {
                return end;
            }
            char before = i == 0 ? ' ' : characters.charAt(i - 1);
            char after = end == characters.length() ? ' ' : characters.charAt(end);
            boolean within = mark == '_' && Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
            Delimiters delimiters = new Delimiters(
                    mark,
                    i,
                    end,
                    !within && !Characters.isSpace(after) && !(mark == '_' && Character.isLetterOrDigit(before)),
                    !within && !Characters.isSpace(before) && !(mark == '_' && Character.isLetterOrDigit(after)));
            if (delimiters.closes) {
                close(delimiters);
            }
            if (delimiters.opens && delimiters.start < delimiters.end) {
                openers.push(delimiters);
            }
            return end;
        }

        /** Drops the marks of emphasis that ends here, innermost first. */
        private void close(Delimiters closer) {
            Iterator<Delimiters> candidates = openers.iterator();
            while (candidates.hasNext() && closer.start < closer.end) {
                Delimiters opener = candidates.next();
                if (opener.mark != closer.mark) {
                    continue;
                }
                int length = Math.min(opener.end - opener.start, closer.end - closer.start);
                drop(opener.end - length, opener.end, 0);
                drop(closer.start, closer.start + length, 0);
                opener.end -= length;
                closer.start += length;
                if (opener.start == opener.end) {
                    candidates.remove();
                }
            }
        }
    }
}
