package duiqi.document.markup;

import duiqi.text.Characters;
import duiqi.text.Line;
import duiqi.text.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Removes the inline markup of reStructuredText or AsciiDoc, and replaces names by their values. Not thread-safe. */
final class InlineMarkup {
    private static final String CHARACTERS =
            "sp= ,nbsp= ,plus=+,asterisk=*,caret=^,startsb=[,endsb=],backslash=\\,litdd=--,"
                    + "tilde=~,apos=',lt=<,gt=>,amp=&,zwsp=,empty=,vbar=|,backtick=`,ldquo=“,rdquo=”,deg=°";
    private static final Pattern RST_VALUE =
            Pattern.compile("\\s*\\.\\. (?:\\|([^|]+)\\|\\s+(replace)?.*?::\\s*|_`?([^:`]+)`?:(?:\\s|$))(.*)");
    private static final Pattern ATTRIBUTE = Pattern.compile(":(\\w[\\w-]*):(?:\\s+|$)(.*)");

    /** Markup whose content is taken literally, or that has no content. The last group is a note. */
    private static final String RST_LITERAL = "\\\\\\s|\\\\(.)|``(?!\\s)(.{1,1000}?)``(?!`)"
            + "|:[a-zA-Z][\\w:.+-]{0,60}:`~(?:\\w+[.:]+)*([^`<>]{1,500})`"
            + "|:[a-zA-Z][\\w:.+-]{0,60}:`[!~]?([^`<]{1,500}?)(?:\\s*<[^`>]{0,500}>)?`"
            + "|:[a-zA-Z][\\w:.+-]{0,60}:`([^`]{1,500})`"
            + "|`([^`<]{1,500}?)\\s*<[^`]{0,1000}>`_{0,2}|`<([^`<>]{1,500})>`_{0,2}|_`([^`]{1,500})`"
            + "|`(?!\\s)([^`]{1,1000})`(?:_{1,2}(?!\\w)|:[a-zA-Z][\\w:.+-]{0,60}:)?"
            + "|(?<![\\w*])\\*\\*(?!\\s)(.{1,1000}?)(?<![\\s\\\\])\\*\\*(?![\\w])"
            + "|(?<![\\w*])\\*(?![\\s*])([^*]{1,1000})(?<![\\s\\\\])\\*(?![\\w*])"
            + "|\\[(?:\\d{1,4}|#[\\w.-]{0,60}|\\*)]_|(\\[[\\p{L}\\w][\\w.:-]{0,60}])_(?!\\w)|(?!)()";

    private static final String RST_OTHER = "|\\|([^|\\s](?:[^|]{0,100}[^|\\s])?)\\|_{0,2}"
            + "|(?<![\\p{L}\\p{N}_.+-])([\\p{L}\\p{N}][\\p{L}\\p{N}.+-]{0,80}_)(?![\\w`])";
    private static final String ASCIIDOC_LITERAL = "\\\\([*_`#^~{\\[<+:|])|(['\"])`(?=\\S)|(?<=\\S)`(['\"])(?!\\w)"
            + "|\\+\\+\\+(.{1,1000}?)\\+\\+\\+|``(.{1,1000}?)``|``([^`']{1,500})''|`\\+(.{1,1000}?)\\+`"
            + "|`([^`\\s](?:[^`]{0,1000}[^`\\s])?)`|`([^`'\\s][^`']{0,200})'(?!\\w)|\\+\\+(.{1,1000}?)\\+\\+"
            + "|(?<![\\w+])\\+([^+\\s](?:[^+]{0,1000}[^+\\s])?)\\+(?![\\w+])|linkgit:([\\w-]{1,60})\\[\\d?]"
            + "|<<#?(?:[^,<>]{1,200},\\s*)?([^<>]{1,500})>>|<(?:\\d{1,2}|\\.)>|\\[\\[[^\\[\\]]{1,200}]]"
            + "|\\[#[^\\[\\]\\s]{1,100}]|(?:kbd|btn|pass|stem|latexmath|asciimath|indexterm2):[\\w,]{0,10}\\[([^\\]]{0,500})]"
            + "|menu:([^\\[\\]]{1,100})\\[[^\\]]{0,300}]|(?:link|xref|mailto):([^\\s\\[\\]]{1,500})\\[]"
            + "|((?:https?|ftp|irc)://[^\\s\\[\\]]{1,500})\\[]|indexterm:\\[[^\\]]{0,300}]"
            + "|anchor:[^\\s\\[\\]]{1,200}\\[[^\\]]{0,200}]|\\({3}[^()]{1,300}\\){3}|\\(\\(([^()]{1,300})\\)\\)"
            + "|\\^([^\\s^]{1,200})\\^|~([^\\s~]{1,200})~"
            + "|footnote(?:ref)?:[\\w-]{0,60}\\[(?:[\\w-]{1,60},)?([^\\]]{0,2000})]";
    private static final String ASCIIDOC_OTHER = "|(?:image|icon):[^\\s\\[\\]:]{1,300}\\[([^\\],]{0,300})[^\\]]{0,300}]"
            + "|\\b(?:[a-z]\\w{1,20}):[^\\s\\[\\]]{1,500}\\[\"([^\"\\]]{1,500})\"[^\\]]{0,200}]"
            + "|\\b(?:[a-z]\\w{1,20}):[^\\s\\[\\]]{1,500}\\[([^\\]=,]{1,500}?)(?:\\^|,[^\\]]{0,200})?]"
            + "|\\b(?:[a-z]\\w{1,20}):[^\\s\\[\\]]{1,500}\\[([^\\]]{1,500})]"
            + "|(?:\\[[^\\[\\]]{1,100}])?(?:\\*\\*(.{1,1000}?)\\*\\*|__(.{1,1000}?)__|##(.{1,1000}?)##)"
            + "|(?<![\\w*])(?:\\[[^\\[\\]]{1,100}])?\\*([^\\s*](?:[^*]{0,1000}[^\\s*])?)\\*(?![\\w*])"
            + "|(?<![\\w_])(?:\\[[^\\[\\]]{1,100}])?_([^\\s_](?:.{0,1000}?[^\\s_])?)_(?![\\w_])"
            + "|(?<![\\w#&])(?:\\[[^\\[\\]]{1,100}])?#([^\\s#](?:[^#]{0,1000}[^\\s#])?)#(?![\\w#])|(\\{[\\w-]{1,60}})";

    private final Pattern markup;

    /** Number of the group of a note; the content of the groups before it is taken literally. */
    private final int note;

    private final List<Located.Builder> notes = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();

    InlineMarkup(boolean isRst, List<Line> lines) {
        String literal = isRst ? RST_LITERAL : ASCIIDOC_LITERAL;
        this.markup = Pattern.compile(literal + (isRst ? RST_OTHER : ASCIIDOC_OTHER));
        this.note = Pattern.compile(literal).matcher("").groupCount();
        for (String character : isRst ? new String[0] : CHARACTERS.split(",")) {
            values.put('{' + character.replaceFirst("=.*", "}"), character.substring(character.indexOf('=') + 1));
        }
        for (Line line : lines) {
            Matcher value = (isRst ? RST_VALUE : ATTRIBUTE).matcher(line.text());
            if (value.matches()) {
                declare(isRst, value);
            }
        }
    }

    private void declare(boolean isRst, Matcher value) {
        if (!isRst) {
            values.put(
                    '{' + value.group(1).toLowerCase(Locale.ROOT) + '}',
                    value.group(2).strip());
        } else if (value.group(1) == null) {
            String target = value.group(3).toLowerCase(Locale.ROOT);
            values.put(target + '_', target);
        } else {
            values.put(value.group(1).toLowerCase(Locale.ROOT), value.group(2) == null ? "" : plain(value.group(4)));
        }
    }

    private static String plain(String value) {
        return value.strip().replaceAll("``|\\*\\*|(?<!\\S)`|`_*$", "");
    }

    /** Returns the text without its markup. */
    Located.Builder plain(Located.Builder text) {
        Located.Builder plain = new Located.Builder();
        Matcher match = markup.matcher(text);
        int at = 0;
        while (match.find()) {
            plain.append(text, at, match.start());
            at = match.end();
            int group = 1;
            while (group <= match.groupCount() && match.start(group) < 0) {
                group++;
            }
            Located.Builder content = new Located.Builder();
            if (group <= match.groupCount()) {
                content.append(text, match.start(group), match.end(group));
            }
            if (group == note) {
                notes.add(plain(content));
                content.truncate(0);
            }
            append(content, group > note, match, text, plain);
        }
        return plain.append(text, at, text.length());
    }

    private void append(
            Located.Builder content, boolean isNested, Matcher match, Located.Builder text, Located.Builder plain) {
        String value = isNested ? values.get(content.toString().toLowerCase(Locale.ROOT)) : null;
        if (value != null && content.length() == value.length() + 1) {
            plain.append(content, 0, value.length());
        } else if (value != null) {
            plain.appendReplacement(value, text, match.start());
        } else {
            plain.append(isNested && content.length() < match.end() - match.start() ? plain(content) : content);
        }
        boolean isFollowedBySpace = match.end() == text.length()
                || Characters.isSpace(text.charAt(match.end()))
                || ".,;:!?)".indexOf(text.charAt(match.end())) >= 0;
        if (content.isEmpty() && isFollowedBySpace) {
            plain.truncateSpace();
        }
    }

    /** Returns the notes since the last call. */
    List<Located.Builder> takeNotes() {
        List<Located.Builder> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }
}
