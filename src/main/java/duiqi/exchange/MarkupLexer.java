package duiqi.exchange;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts an XML text into tags and what is between them, be it sound or not. A {@code <} that begins nothing is text, and so is
 * one whose tag, comment or the like does not end; whoever needs a sound text has to look for such texts. Not thread-safe.
 */
final class MarkupLexer {
    /** Longer comments and tags than this, in UTF-16 units, are taken for ones without an end. */
    private static final int MAX_LENGTH = 1 << 24;

    private final TextWindow window;
    private Kind kind = Kind.TEXT;
    private String name = "";
    private long start;
    private long end;

    /** How far nothing ends such a piece of markup, so that what never ends is searched through once and not from every beginning. */
    private final Map<Kind, Long> searched = new EnumMap<>(Kind.class);

    /** What a piece of markup is. */
    enum Kind {
        START_TAG,
        END_TAG,
        EMPTY_TAG,
        TEXT,
        COMMENT,
        CDATA,
        INSTRUCTION,
        DOCTYPE,
        END
    }

    MarkupLexer(TextWindow window) {
        this.window = window;
    }

    /** Goes on to the next piece. */
    Kind next() throws IOException {
        start = end;
        name = "";
        int c = window.at(start);
        if (c < 0) {
            kind = Kind.END;
        } else if (c != '<' || !markup()) {
            kind = Kind.TEXT;
            end = window.find('<', start + 1);
        }
        return kind;
    }

    /** Name of the present tag in lower case; empty for what is no tag. */
    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    boolean isStart(String tag) {
        return kind == Kind.START_TAG && name.equals(tag);
    }

    boolean isEmpty(String tag) {
        return kind == Kind.EMPTY_TAG && name.equals(tag);
    }

    boolean isEnd(String tag) {
        return kind == Kind.END_TAG && name.equals(tag);
    }

    /** Where the present piece begins. */
    long start() {
        return start;
    }

    /** Where the present piece ends. */
    long end() {
        return end;
    }

    /** Reads markup; false when the sign at its beginning begins nothing. */
    private boolean markup() throws IOException {
        int second = window.at(start + 1);
        if (second == '?') {
            return upTo("?>", start + 2, Kind.INSTRUCTION);
        }
        if (second == '!') {
            if (window.startsWith("--", start + 2)) {
                return upTo("-->", start + 4, Kind.COMMENT);
            }
            if (window.startsWith("[CDATA[", start + 2)) {
                return upTo("]]>", start + 9, Kind.CDATA);
            }
            return doctype();
        }
        return second == '/' ? tag(start + 2, Kind.END_TAG) : tag(start + 1, Kind.START_TAG);
    }

    private boolean upTo(String terminator, long from, Kind found) throws IOException {
        char first = terminator.charAt(0);
        long place = window.find(first, Math.max(from, searched.getOrDefault(found, 0L)));
        while (place - start < MAX_LENGTH && window.at(place) >= 0) {
            if (window.startsWith(terminator, place)) {
                return found(found, place + terminator.length());
            }
            place = window.find(first, place + 1);
        }
        searched.put(found, place);
        return false;
    }

    /** A document type may hold declarations in brackets, with angle brackets of their own. Where one has no end, none has. */
    private boolean doctype() throws IOException {
        return !searched.containsKey(Kind.DOCTYPE) && endOfDoctype();
    }

    private boolean endOfDoctype() throws IOException {
        int depth = 0;
        int quote = 0;
        for (long place = start; place - start < MAX_LENGTH; place++) {
            int c = window.at(place);
            if (c < 0) {
                break;
            }
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '<' || c == '[') {
                depth++;
            } else if (c == '>' || c == ']') {
                depth--;
                if (depth == 0) {
                    return found(Kind.DOCTYPE, place + 1);
                }
            }
        }
        searched.put(Kind.DOCTYPE, start);
        return false;
    }

    /** No {@code <} may stand in a tag, not even between quotation marks (XML 1.0, production 10). */
    private boolean tag(long nameStart, Kind opening) throws IOException {
        if (!isNameStart(window.at(nameStart))) {
            return false;
        }
        int quote = 0;
        for (long place = nameStart; place - start < MAX_LENGTH; place++) {
            int c = window.at(place);
            if (c < 0 || c == '<') {
                return false;
            }
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                boolean isEmpty = opening == Kind.START_TAG && window.at(place - 1) == '/';
                name = nameAt(nameStart);
                return found(isEmpty ? Kind.EMPTY_TAG : opening, place + 1);
            }
        }
        return false;
    }

    private String nameAt(long nameStart) throws IOException {
        long place = nameStart;
        for (int c = window.at(place); !Character.isWhitespace(c) && c != '>' && c != '/'; c = window.at(place)) {
            place++;
        }
        return window.text(nameStart, place).toLowerCase(Locale.ROOT);
    }

    private boolean found(Kind found, long behind) {
        kind = found;
        end = behind;
        return true;
    }

    private static boolean isNameStart(int c) {
        return c == '_' || c == ':' || Character.isLetter(c);
    }
}
