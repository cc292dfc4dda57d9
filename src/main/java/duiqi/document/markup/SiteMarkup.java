package duiqi.document.markup;

import duiqi.text.Deadline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides the markup that site generators add to Markdown: templates of Hugo, Jekyll and Vue, components and expressions
 * of MDX, containers, admonitions, anchors, attribute lists, emoji codes and comments.
 *
 * <p>Each hidden character becomes {@link #HIDDEN}, or a space at the end of a line, so that all other characters keep
 * their offsets. Captions and titles in markup stay visible, between {@link #BEGIN} and {@link #END}. Code is not
 * changed. The time is linear. Not thread-safe.
 */
final class SiteMarkup {
    /** Hidden character. All three marks are noncharacters of Unicode, which no text contains. */
    static final char HIDDEN = '\uFDD0';

    /** Character before a caption. */
    static final char BEGIN = '\uFDD1';

    /** Character after a caption; a caption at the end of a block has none. */
    static final char END = '\uFDD2';

    /** A {@code <} that does not begin a tag. */
    static final char LESS_THAN = '\uFDD3';

    /** An escaped bar, which does not end a cell of a table. */
    static final char BAR = '\uFDD4';

    /** Maximum length of a template, a tag or an expression; the limit keeps the time linear on hostile input. */
    private static final int MAX_LENGTH = 2_000;

    private static final Pattern PREFIX =
            Pattern.compile("[ \\t]*+(?:(?:>|[-*+][ \\t]|\\d{1,9}[.)][ \\t]|\\[[ xX]][ \\t])[ \\t]*+)*+");
    private static final Pattern FENCE = Pattern.compile("(`{3,})[^`\\n]*+\\n|(~{3,})[^\\n]*+\\n");
    private static final Pattern PREFORMATTED = Pattern.compile("(?i)<(pre|script|style|textarea|svg)\\b");
    private static final Pattern CONTENTS = Pattern.compile(
            "(?i)(?:\\[\\[?_?toc_?]]?|@\\[toc](?:\\([^)\\n]*\\))?|\\$\\{toc}|toc[ \\t]*\\n[ \\t]*\\{:[ \\t]*"
                    + "toc[ \\t]*}|\\\\(?:newpage|pagebreak))[ \\t]*(?=\\n|$)");

    /** Matches the line of a container, with its title. */
    private static final Pattern CONTAINER = Pattern.compile(
            ":{3,}[ \\t]*(?:\\{[^}\\n]*}|[\\w-]*(?:\\{[^}\\n]*})?)?(?:\\[([^]\\n]*)]|[ \\t]+([^\\n{]*+))?[^\\n]*+"
                    + "|/{3,}[ \\t]*(?:[\\w-]+[ \\t]*(?:\\|[ \\t]*([^\\n]*+))?)?(?=\\n|$)"
                    + "|\\[![\\w-]{1,30}][-+]?[ \\t]*([^\\n]*+)");

    private static final Pattern LEAF = Pattern.compile("::?[a-zA-Z][\\w-]*+(?:\\[([^]\\n]*)])?(?:\\{[^}\\n]*})?");

    /** Matches import and export statements of MDX. */
    private static final Pattern MODULE =
            Pattern.compile("import[ \\t]+(?:[\\w{}*\\s,$]{1,500}?from[ \\t]+)?['\"][^'\"\\n]+['\"];?[ \\t]*(?=\\n|$)"
                    + "|export[ \\t]+(?:const|let|var|(?:(?:default|async)[ \\t]+)?function)[ \\t]+\\w+[ \\t]*[=(]"
                    + "|export[ \\t]+(?:default|\\{|\\*)[^\\n]*[;{(](?=[ \\t]*\\n)");

    private static final Pattern ADMONITION_TITLE =
            Pattern.compile("(?:!!!|\\?\\?\\?\\+?|===[!+]?)[ \\t]+[^\"\\n]*+\"([^\"\\n]*)\"[ \\t]*(?=\\n|$)");
    private static final Pattern TAG_NAME =
            Pattern.compile("</?([A-Z][\\w.-]*+|[a-z]\\w*+[-.][\\w.-]*+)(?=[\\s/>])|</?>");

    private static final Pattern HTML_NAME = Pattern.compile("<[a-z][a-z0-9]*+(?=\\s)");

    /** Matches the rest of a tag. Values of attributes may contain quotes or nested braces. */
    private static final Pattern TAG_END = Pattern.compile("(?:[^\"'{}<>]++|\"[^\"]*+\"|'[^']*+'"
            + "|\\{(?:[^{}]++|\\{(?:[^{}]++|\\{(?:[^{}]++|\\{[^{}]*+})*+})*+})*+})*+>");

    private static final Pattern CAPTION = Pattern.compile("(?<![\\w:@.-])(?:caption|title|subtitle|summary|label"
            + "|description|heading|alt|text|content)\\s*=\\s*\\{?(?:\"([^\"]*)\"|'([^']*)')");
    private static final Pattern INLINE_TEXT =
            Pattern.compile("(?<![\\w:@.-])(?:text|content)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");

    /** Matches values of attributes that are no text: paths, addresses, templates. */
    private static final Pattern NO_TEXT =
            Pattern.compile("[^\\p{L}]*|(?:https?:|[./#])\\S*|\\S*[\\w/]+\\.\\w{2,4}|.*\\{\\{.*");

    private static final Pattern ATTRIBUTES = Pattern.compile("\\{:?[ \\t]*(?:(?:[#.][\\p{L}_][^\\s{}\"'<>=]*+"
            + "|[\\w:-]++=(?:\"[^\"\\n]*+\"|'[^'\\n]*+'|[^\\s{}\"']++)|=\\w++)[ \\t]*+)++}"
            + "|\\{:[ \\t]*(?:no_?)?toc[ \\t]*}");
    private static final Pattern FORMULA = Pattern.compile(
            "\\$\\$(?:[^`\\n$]|\\n(?!\\n)|\\$(?!\\$)){0,2000}+\\$\\$|\\$(?!\\s)(?:[^`\\n$]|\\n(?!\\n)){0,2000}+\\$");
    private static final Pattern EMOJI = Pattern.compile(":[a-z][a-z0-9_+-]{1,40}:(?![\\w:/])");

    /** Templates and components whose content is code or a comment. */
    private static final Set<String> CODE =
            Set.of(("highlight code codeblock mermaid comment CodeBlock TerminalBlock Terminal ConsoleBlock"
                            + " ConsoleBlockMulti ConsoleLogLine Mermaid")
                    .split(" "));

    private final String source;
    private final boolean mdx;
    private final char[] text;
    private final List<Comment> comments = new ArrayList<>();
    private int lineStart;
    private int contentStart;
    private boolean modules;

    /** Marks that the rest of the text does not contain, so that each is searched once. */
    private final Set<String> missing = new HashSet<>();

    /**
     * Selects the content of a comment.
     *
     * @param start offset of the first character after the opening mark
     * @param end offset of the closing mark
     */
    record Comment(int start, int end) {}

    /**
     * Hides the markup of a text, which must end its lines with LF.
     *
     * @param mdx true if braces contain expressions
     */
    SiteMarkup(String source, boolean mdx) {
        this.source = source;
        this.mdx = mdx;
        this.text = source.toCharArray();
        for (int at = 0; at < text.length; ) {
            at = at == 0 || source.charAt(at - 1) == '\n' ? afterLineStart(at) : afterCharacter(at);
        }
        hideLineEnds();
    }

    /** Returns whether the text contains statements or comments of MDX. */
    boolean isMdx() {
        return modules;
    }

    String text() {
        return new String(text);
    }

    /** Returns the comments in the order of the source. */
    List<Comment> comments() {
        return comments;
    }

    private int afterLineStart(int start) {
        lineStart = start;
        contentStart = end(PREFIX, start, start);
        int at = contentStart;
        if (at == text.length || source.charAt(at) == '\n') {
            return at + 1;
        }
        return switch (source.charAt(at)) {
            case '`', '~' -> afterFence(at);
            case '<' -> afterPreformatted(at);
            case ':', '/' -> container(at, at);
            case '[' ->
                contentStart > start && source.substring(start, at).contains(">")
                        ? container(at, at)
                        : hiddenIf(CONTENTS, at);
            case '@', '$', 't', 'T', '\\' -> hiddenIf(CONTENTS, at);
            case 'i', 'e' -> afterModule(at);
            case '!', '?', '=' -> admonition(at);
            default -> afterCharacter(at);
        };
    }

    private int afterFence(int at) {
        Matcher fence = matcher(FENCE, at);
        if (!fence.lookingAt()) {
            return afterCharacter(at);
        }
        String mark = fence.group(1) == null ? fence.group(2) : fence.group(1);
        for (int line = fence.end(); line < text.length; ) {
            int end = endOfLine(line);
            int first = end(PREFIX, line, line);
            if (source.startsWith(mark, first)
                    && source.substring(first, end).strip().chars().allMatch(c -> c == mark.charAt(0))) {
                return end;
            }
            line = end + 1;
        }
        return text.length;
    }

    private int afterPreformatted(int at) {
        Matcher tag = matcher(PREFORMATTED, at);
        if (!tag.lookingAt()) {
            return afterCharacter(at);
        }
        Matcher close = Pattern.compile("(?i)</" + tag.group(1) + "\\s*>").matcher(source);
        return hide(at, close.find(at) ? close.end() : text.length);
    }

    /** Hides the marks of a container and makes its title a heading, because the line end must end the caption. */
    private int container(int at, int from) {
        Matcher container = matcher(CONTAINER, at);
        if (!container.lookingAt()) {
            Matcher leaf = matcher(LEAF, at);
            if (source.charAt(at) == ':' && leaf.lookingAt() && leaf.end() == endOfLine(at)) {
                hide(at, leaf.end());
                show(leaf, 1);
                return leaf.end();
            }
            return source.charAt(from) == '[' ? hiddenIf(CONTENTS, from) : afterCharacter(from);
        }
        hide(at, container.end());
        for (int group = 1; group <= container.groupCount(); group++) {
            int start = container.start(group);
            if (start >= at + 2 && !container.group(group).isBlank()) {
                Arrays.fill(text, at, start, ' ');
                text[at] = '#';
                text[start - 1] = BEGIN;
                text[start - 2] = start - 2 > at ? ' ' : '#';
                source.getChars(start, container.end(group), text, start);
            }
        }
        return container.end();
    }

    private int hiddenIf(Pattern pattern, int at) {
        Matcher found = matcher(pattern, at);
        return found.lookingAt() ? hide(at, found.end()) : afterCharacter(at);
    }

    private int afterModule(int at) {
        boolean first = lineStart == 0 || isBlankBefore(lineStart) || text[lineStart - 2] == HIDDEN;
        if (at != lineStart || !first || !matcher(MODULE, at).lookingAt()) {
            return afterCharacter(at);
        }
        modules = true;
        int blank = source.indexOf("\n\n", at);
        return hide(at, blank < 0 ? text.length : blank);
    }

    private boolean isBlankBefore(int start) {
        return source.substring(source.lastIndexOf('\n', start - 2) + 1, start).isBlank();
    }

    private int admonition(int at) {
        Matcher title = matcher(ADMONITION_TITLE, at);
        if (title.lookingAt()) {
            show(title, 1);
            return title.end();
        }
        return afterCharacter(at);
    }

    private int afterCharacter(int at) {
        return switch (source.charAt(at)) {
            case '`' -> afterCode(at);
            case '$' -> afterMathematics(at);
            case '\\' -> afterEscape(at);
            case '<' -> source.startsWith("<!--", at) ? afterComment(at, "<!--", "-->") : afterComponent(at);
            case '{' -> afterBrace(at);
            case ':' -> afterColon(at);
            default -> at + 1;
        };
    }

    private int afterEscape(int at) {
        if (source.startsWith("\\|", at)) {
            text[at] = HIDDEN;
            text[at + 1] = BAR;
        }
        return at + (source.startsWith("\\\n", at) ? 1 : 2);
    }

    private int afterCode(int at) {
        int end = at;
        while (end < text.length && source.charAt(end) == '`') {
            end++;
        }
        int run = 0;
        Deadline.check();
        for (int i = end; i <= text.length && !source.startsWith("\n\n", i); i++) {
            if (i < text.length && source.charAt(i) == '`') {
                run++;
            } else {
                if (run == end - at) {
                    return escapeBars(end, i);
                }
                run = 0;
            }
        }
        return end;
    }

    /** Marks the escaped bars in code, which may be in a table. */
    private int escapeBars(int from, int to) {
        for (int i = from; i < to - 1; i++) {
            if (source.startsWith("\\|", i)) {
                afterEscape(i);
            }
        }
        return to;
    }

    private int afterMathematics(int at) {
        Matcher formula = matcher(FORMULA, at);
        return formula.lookingAt() ? formula.end() : source.startsWith("$$", at) ? at + 2 : at + 1;
    }

    private int afterComment(int at, String open, String close) {
        int end = findAnywhere(close, at + open.length());
        if (end < 0) {
            if (at != contentStart || at - lineStart > 3) {
                return at + open.length();
            }
            end = text.length;
        }
        comments.add(new Comment(at + open.length(), end));
        return hide(at, Math.min(end + close.length(), text.length));
    }

    private int afterComponent(int at) {
        Matcher name = matcher(TAG_NAME, at);
        if (!name.lookingAt()) {
            return afterHtml(at);
        }
        int end = name.group(1) == null ? name.end() : endOfTag(name.end());
        if (end < 0) {
            return at + 1;
        }
        if (isPlaceholder(at, end, name)) {
            text[at] = LESS_THAN;
            return at + 1;
        }
        hide(at, end);
        if (name.group(1) != null && source.charAt(at + 1) != '/') {
            if (at == contentStart) {
                showCaptions(CAPTION, at, end, true);
            }
            if (CODE.contains(name.group(1)) && source.charAt(end - 2) != '/') {
                int close = findAnywhere("</" + name.group(1) + ">", end);
                return close < 0 ? end : hide(end, close);
            }
        }
        return end;
    }

    /**
     * Returns whether a tag without attributes is part of a type such as {@code List<String>}, or a word to replace
     * such as {@code <NAME>}.
     */
    private boolean isPlaceholder(int at, int end, Matcher name) {
        return name.group(1) != null
                && end == name.end() + 1
                && source.charAt(at + 1) != '/'
                && ((at > 0 && isWord(source.charAt(at - 1))) || name.group(1).matches("[A-Z][A-Z0-9_-]+"))
                && findAnywhere("</" + name.group(1) + ">", end) < 0;
    }

    /** Replaces the attributes of an HTML tag, which may be in the syntax of a template. */
    private int afterHtml(int at) {
        Matcher name = matcher(HTML_NAME, at);
        int end = name.lookingAt() ? endOfTag(name.end()) : -1;
        for (int i = name.lookingAt() ? name.end() : end; i < end - 1; i++) {
            boolean isEnd = source.charAt(i) == '/' && i == end - 2;
            text[i] = Character.isWhitespace(source.charAt(i)) || isEnd ? source.charAt(i) : 'a';
        }
        return end < 0 ? at + 1 : end;
    }

    /** Returns the offset after the end of a tag, or -1 if the tag does not end within the limit. */
    private int endOfTag(int from) {
        Matcher end = TAG_END.matcher(source).region(from, Math.min(text.length, from + MAX_LENGTH));
        return end.lookingAt() ? end.end() : -1;
    }

    private int afterBrace(int at) {
        if (source.startsWith("{{<", at) || source.startsWith("{{%", at)) {
            return template(at, source.charAt(at + 2) == '<' ? ">}}" : "%}}", "{{.\\s*/\\s*");
        }
        if (source.startsWith("{%", at)) {
            return template(at, "%}", "{%-?\\s*end");
        }
        if (source.startsWith("{{", at)) {
            return template(at, "}}", "");
        }
        if (source.startsWith("{/*", at) && findAnywhere("*/}", at) > 0) {
            modules = true;
            return at == contentStart ? afterComment(at, "{/*", "*/}") : hide(at, source.indexOf("*/}", at) + 3);
        }
        return afterAttributes(at);
    }

    private int afterAttributes(int at) {
        char before = at == 0 ? '\n' : source.charAt(at - 1);
        Matcher attributes = matcher(ATTRIBUTES, at);
        if (attributes.lookingAt() && (")]`".indexOf(before) >= 0 || "#.:".indexOf(source.charAt(at + 1)) >= 0)) {
            return hide(at, attributes.end());
        }
        return mdx && !isWord(before) && "$\\^_}".indexOf(before) < 0 ? afterExpression(at) : at + 1;
    }

    private int template(int at, String close, String closer) {
        int end = find(close, at);
        if (end < 0 || (source.substring(at, end).indexOf('`') >= 0 && closer.isEmpty())) {
            return at + 2;
        }
        end = hide(at, end + close.length());
        showCaptions(at == contentStart ? CAPTION : INLINE_TEXT, at, end, at == contentStart);
        Matcher name = Pattern.compile("\\W*+(\\w+)").matcher(source).region(at, end);
        if (!closer.isEmpty() && name.lookingAt() && CODE.contains(name.group(1))) {
            return hide(end, endOfCode(closer.replace("{", "\\{") + name.group(1), end));
        }
        return end;
    }

    private int endOfCode(String closer, int from) {
        Matcher code = Pattern.compile(closer).matcher(source);
        if (!missing.contains(closer) && code.find(from)) {
            return code.start();
        }
        missing.add(closer);
        return from;
    }

    private int findAnywhere(String mark, int from) {
        int found = missing.contains(mark) ? -1 : source.indexOf(mark, from);
        if (found < 0) {
            missing.add(mark);
        }
        return found;
    }

    /** Hides an expression of MDX, and shows its text if it is a string. */
    private int afterExpression(int at) {
        int depth = 0;
        for (int i = at; i < text.length && i < at + MAX_LENGTH; i++) {
            char c = source.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                hide(at, i + 1);
                String content = source.substring(at + 1, i);
                if (content.matches("(?s)(['\"`])[^'\"`]*\\1")) {
                    source.getChars(at + 2, i - 1, text, at + 2);
                }
                return i + 1;
            }
        }
        return at + 1;
    }

    private int afterColon(int at) {
        Matcher emoji = matcher(EMOJI, at);
        boolean inWord = at > 0 && (Character.isLetterOrDigit(source.charAt(at - 1)) || source.charAt(at - 1) == ':');
        return !inWord && emoji.lookingAt() ? hide(at, emoji.end()) : at + 1;
    }

    private void showCaptions(Pattern pattern, int from, int to, boolean separate) {
        Matcher caption = pattern.matcher(source).region(from, to);
        while (caption.find()) {
            int group = caption.group(1) == null ? 2 : 1;
            if (!NO_TEXT.matcher(caption.group(group)).matches()) {
                if (separate) {
                    show(caption, group);
                } else {
                    source.getChars(caption.start(group), caption.end(group), text, caption.start(group));
                }
            }
        }
    }

    /** Shows a group of a match as a caption, with marks in place of the characters around it. */
    private void show(Matcher match, int group) {
        if (match.start(group) >= 0) {
            source.getChars(match.start(group), match.end(group), text, match.start(group));
            text[match.start(group) - 1] = BEGIN;
            text[match.end(group)] = END;
        }
    }

    private int hide(int from, int to) {
        for (int i = from; i < to; i++) {
            text[i] = text[i] == '\n' ? '\n' : HIDDEN;
        }
        return to;
    }

    /** Replaces the hidden end of each line by spaces, unless it is the whole content of a list item or a quotation. */
    private void hideLineEnds() {
        String hidden = text();
        for (int start = 0; start < text.length; ) {
            int end = endOfLine(start);
            int last = end;
            while (last > start && (text[last - 1] == HIDDEN || text[last - 1] == ' ')) {
                last--;
            }
            Matcher prefix = PREFIX.matcher(hidden).region(start, end);
            boolean content = (prefix.lookingAt() && prefix.end() < last)
                    || hidden.substring(start, last).isBlank();
            if (content) {
                Arrays.fill(text, last, end, ' ');
            }
            start = end + 1;
        }
    }

    private static boolean isWord(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    private Matcher matcher(Pattern pattern, int at) {
        return pattern.matcher(source)
                .region(at, text.length)
                .useTransparentBounds(true)
                .useAnchoringBounds(false);
    }

    private int end(Pattern pattern, int at, int otherwise) {
        Matcher matcher = matcher(pattern, at);
        return matcher.lookingAt() ? matcher.end() : otherwise;
    }

    private int endOfLine(int at) {
        int end = source.indexOf('\n', at);
        return end < 0 ? text.length : end;
    }

    /** Returns the offset of a mark in the same paragraph within the limit, or -1. */
    private int find(String mark, int from) {
        for (int i = from; i < text.length && i < from + MAX_LENGTH; i++) {
            if (source.startsWith(mark, i)) {
                return i;
            }
            if (source.startsWith("\n\n", i)) {
                return -1;
            }
        }
        return -1;
    }
}
