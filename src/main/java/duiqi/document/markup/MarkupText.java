package duiqi.document.markup;

import duiqi.text.Characters;
import duiqi.text.Line;
import duiqi.text.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Contains the syntax of the formats, and the lines and inline rules of the readers. Stateless. */
final class MarkupText {
    private MarkupText() {}

    /** Contains the syntax that site generators add to Markdown. Stateless. */
    static final class SiteSyntax {
        static final Pattern PREFIX =
                Pattern.compile("[ \\t]*+(?:(?:>|[-*+][ \\t]|\\d{1,9}[.)][ \\t]|\\[[ xX]][ \\t])[ \\t]*+)*+");
        static final Pattern FENCE = Pattern.compile("(`{3,})[^`\\n]*+\\n|(~{3,})[^\\n]*+\\n");
        static final Pattern PREFORMATTED = Pattern.compile("(?i)<(pre|script|style|textarea|svg)\\b");
        static final Pattern CONTENTS = Pattern.compile(
                "(?i)(?:\\[\\[?_?toc_?]]?|@\\[toc](?:\\([^)\\n]*\\))?|\\$\\{toc}|toc[ \\t]*\\n[ \\t]*\\{:[ \\t]*"
                        + "toc[ \\t]*}|\\\\(?:newpage|pagebreak))[ \\t]*(?=\\n|$)");

        /** Matches the line of a container, with its title. */
        static final Pattern CONTAINER = Pattern.compile(
                ":{3,}[ \\t]*(?:\\{[^}\\n]*}|[\\w-]*(?:\\{[^}\\n]*})?)?(?:\\[([^]\\n]*)]|[ \\t]+([^\\n{]*+))?[^\\n]*+"
                        + "|/{3,}[ \\t]*(?:[\\w-]+[ \\t]*(?:\\|[ \\t]*([^\\n]*+))?)?(?=\\n|$)"
                        + "|\\[![\\w-]{1,30}][-+]?[ \\t]*([^\\n]*+)");

        static final Pattern LEAF = Pattern.compile("::?[a-zA-Z][\\w-]*+(?:\\[([^]\\n]*)])?(?:\\{[^}\\n]*})?");

        /** Matches import and export statements of MDX. */
        static final Pattern MODULE = Pattern.compile(
                "import[ \\t]+(?:[\\w{}*\\s,$]{1,500}?from[ \\t]+)?['\"][^'\"\\n]+['\"];?[ \\t]*(?=\\n|$)"
                        + "|export[ \\t]+(?:const|let|var|(?:(?:default|async)[ \\t]+)?function)[ \\t]+\\w+[ \\t]*[=(]"
                        + "|export[ \\t]+(?:default|\\{|\\*)[^\\n]*[;{(](?=[ \\t]*\\n)");

        static final Pattern ADMONITION_TITLE =
                Pattern.compile("(?:!!!|\\?\\?\\?\\+?|===[!+]?)[ \\t]+[^\"\\n]*+\"([^\"\\n]*)\"[ \\t]*(?=\\n|$)");
        static final Pattern TAG_NAME = Pattern.compile("</?([A-Z][\\w.-]*+|[a-z]\\w*+[-.][\\w.-]*+)(?=[\\s/>])|</?>");

        /** Matches the rest of a tag. Values of attributes may contain quotes or nested braces. */
        static final Pattern TAG_END = Pattern.compile("(?:[^\"'{}<>]++|\"[^\"]*+\"|'[^']*+'"
                + "|\\{(?:[^{}]++|\\{(?:[^{}]++|\\{(?:[^{}]++|\\{[^{}]*+})*+})*+})*+})*+>");

        static final Pattern CAPTION = Pattern.compile("(?<![\\w:@.-])(?:caption|title|subtitle|summary|label"
                + "|description|heading|alt|text|content)\\s*=\\s*\\{?(?:\"([^\"]*)\"|'([^']*)')");
        static final Pattern INLINE_TEXT =
                Pattern.compile("(?<![\\w:@.-])(?:text|content)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");

        /** Matches values of attributes that are no text: paths, addresses, templates. */
        static final Pattern NO_TEXT =
                Pattern.compile("[^\\p{L}]*|(?:https?:|[./#])\\S*|\\S*[\\w/]+\\.\\w{2,4}|.*\\{\\{.*");

        static final Pattern ATTRIBUTES = Pattern.compile("\\{:?[ \\t]*(?:(?:[#.][\\p{L}_][^\\s{}\"'<>=]*+"
                + "|[\\w:-]++=(?:\"[^\"\\n]*+\"|'[^'\\n]*+'|[^\\s{}\"']++)|=\\w++)[ \\t]*+)++}"
                + "|\\{:[ \\t]*(?:no_?)?toc[ \\t]*}");
        static final Pattern EMOJI = Pattern.compile(":[a-z][a-z0-9_+-]{1,40}:(?![\\w:/])");

        /** Templates and components whose content is code or a comment. */
        static final Set<String> CODE =
                Set.of(("highlight code codeblock mermaid comment CodeBlock TerminalBlock Terminal ConsoleBlock"
                                + " ConsoleBlockMulti ConsoleLogLine Mermaid")
                        .split(" "));

        private SiteSyntax() {}
    }

    /** Contains the syntax of reStructuredText and the directives of docutils and Sphinx. Stateless. */
    static final class RstSyntax {
        static final Pattern ADORNMENT = Pattern.compile("([!-/:-@\\[-`{-~])\\1{2,}\\s*");
        static final Pattern ADORNMENT_START = Pattern.compile("[>|%$!]");
        static final Pattern DIRECTIVE =
                Pattern.compile("(?:\\|([^|\\s][^|]*)\\|\\s+)?([\\p{L}\\w][\\w:.+-]*?) ?::(?:\\s+|$)");
        static final Pattern NOTE = Pattern.compile("\\[(?:\\d+|#[\\w.-]*|\\*|[\\p{L}\\w][\\w.:-]*)]\\s+");
        static final Pattern TARGET =
                Pattern.compile("_(?:`([^`]+)`|(?:[^:`]++|:(?!\\s|$)){1,100}+):(?:\\s|$)|__(?:\\s|:)");
        static final Pattern BULLET = Pattern.compile("[-*+•‣⁃](?:\\s+|$)");
        static final Pattern ENUMERATOR =
                Pattern.compile("\\(?(?:\\d{1,4}|#|[a-zA-Z]|[ivxlcdmIVXLCDM]{1,6})[.)](?:\\s+|$)");
        static final Pattern FIELD = Pattern.compile(":((?:[^:\\\\`]++|\\\\.|:(?!\\s|$)){1,100}+):(?:\\s+|$)");
        static final Pattern OPTION = Pattern.compile("(?:--?|/)[\\w?][\\w-]*(?:[ =][<\\w][\\w.<>-]*)?"
                + "(?:, (?:--?|/)[\\w?][\\w-]*(?:[ =][<\\w][\\w.<>-]*)?)*(?:\\s{2,}|$)");

        /** Directives whose content is not text. */
        static final Set<String> SKIPPED = Set.of(("code code-block sourcecode highlight parsed-literal raw"
                        + " literalinclude math toctree image include index default-role role meta module currentmodule"
                        + " automodule autoclass autofunction automethod autosummary autodata doctest testcode"
                        + " testoutput testsetup testcleanup graphviz digraph graph kernel-doc plantuml uml mermaid"
                        + " tabularcolumns ipython plot prompt productionlist sectionauthor codeauthor moduleauthor"
                        + " program highlightlang title unicode date jupyter-execute command-output kernel-figure"
                        + " kernel-render kernel-abi kernel-feat youtube video parsed_literal cssclass class_")
                .split(" "));

        /** Directives whose argument is a title. */
        static final Set<String> TITLED = Set.of(
                "admonition topic sidebar rubric centered table list-table csv-table contents tab tab-item flat-table"
                        .split(" "));

        /** Directives whose argument is the start of their text. */
        static final Set<String> TEXTS = Set.of(("note warning tip caution danger error hint important attention"
                        + " seealso todo versionadded versionchanged versionremoved deprecated epigraph pull-quote")
                .split(" "));

        private RstSyntax() {}

        static InlineRules inlineRules() {
            return new InlineRules()
                    .with(
                            InlineRules.Action.KEEP,
                            "\\\\\\s",
                            "\\\\(.)",
                            "``(?!\\s)(.{1,1000}?)``(?!`)",
                            ":[a-zA-Z][\\w:.+-]{0,60}:`~(?:\\w+[.:]+)*([^`<>]{1,500})`",
                            ":[a-zA-Z][\\w:.+-]{0,60}:`[!~]?([^`<]{1,500}?)(?:\\s*<[^`>]{0,500}>)?`",
                            ":[a-zA-Z][\\w:.+-]{0,60}:`([^`]{1,500})`",
                            "`([^`<]{1,500}?)\\s*<[^`]{0,1000}>`_{0,2}",
                            "`<([^`<>]{1,500})>`_{0,2}",
                            "_`([^`]{1,500})`",
                            "`(?!\\s)([^`]{1,1000})`(?:_{1,2}(?!\\w)|:[a-zA-Z][\\w:.+-]{0,60}:)?",
                            "(?<![\\w*])\\*\\*(?!\\s)(.{1,1000}?)(?<![\\s\\\\])\\*\\*(?![\\w])",
                            "(?<![\\w*])\\*(?![\\s*])([^*]{1,1000})(?<![\\s\\\\])\\*(?![\\w*])",
                            "\\[(?:\\d{1,4}|#[\\w.-]{0,60}|\\*)]_",
                            "(\\[[\\p{L}\\w][\\w.:-]{0,60}])_(?!\\w)")
                    .with(InlineRules.Action.REPLACE, "\\|([^|\\s](?:[^|]{0,100}[^|\\s])?)\\|_{0,2}")
                    .with(InlineRules.Action.REFER, "__?(?![\\w`])");
        }
    }

    /**
     * Holds the lines of a document whose indentation determines its blocks. Not thread-safe.
     *
     * <p>The indentation and the start of a line change when a reader has consumed a mark at its start.
     */
    static final class IndentedLines {
        static final Pattern EXPLICIT = Pattern.compile("\\.\\.(?:\\s+(?=\\S)|\\s*$)");
        static final Pattern GRID = Pattern.compile("\\+(?:[-=]++\\+)++\\s*");
        static final Pattern SIMPLE = Pattern.compile("=++(?:\\s++=++)++\\s*");

        private final List<Line> lines;
        final int[] indents;
        final int[] starts;

        IndentedLines(List<Line> lines) {
            this.lines = lines;
            this.indents = lines.stream().mapToInt(IndentedLines::width).toArray();
            this.starts = lines.stream().mapToInt(Line::indent).toArray();
        }

        int count() {
            return lines.size();
        }

        Line line(int i) {
            return lines.get(i);
        }

        /** Returns the width of the indentation of a line. A tab extends to the next multiple of eight. */
        private static int width(Line line) {
            int width = 0;
            int indent = line.indent();
            for (int i = 0; i < indent; i++) {
                width += line.text().charAt(i) == '\t' ? 8 - width % 8 : 1;
            }
            return width;
        }

        /** Returns the end of the lines with at least an indentation, without the blank lines after them. */
        int end(int from, int to, int indent) {
            int end = from;
            for (int i = from; i < to && (isBlank(i) || indents[i] >= indent); i++) {
                end = isBlank(i) ? end : i + 1;
            }
            return end;
        }

        /** Returns whether a line is a title with an underline, or a line of marks. */
        boolean isAdorned(int i, int to, int indent) {
            if (matcher(RstSyntax.ADORNMENT, i).matches()) {
                return true;
            }
            if (i + 1 >= to || indents[i + 1] != indent || indents[i] != indent || isBlank(i + 1)) {
                return false;
            }
            String under = text(i + 1);
            return under.length() > 1
                    && "=-`:.'\"~^_*+#<>".indexOf(under.charAt(0)) >= 0
                    && under.chars().allMatch(c -> c == under.charAt(0))
                    && (under.length() >= 4 || under.length() >= Characters.width(text(i)));
        }

        int endOfParagraph(int i, int to, int indent) {
            int end = i + 1;
            while (end < to
                    && !isBlank(end)
                    && indents[end] >= indent
                    && !matcher(EXPLICIT, end).lookingAt()) {
                end++;
            }
            return end;
        }

        /** Returns the smallest indentation of some lines, or {@code Integer.MAX_VALUE} if all are blank. */
        int least(int from, int to) {
            int least = Integer.MAX_VALUE;
            for (int i = from; i < to; i++) {
                least = isBlank(i) ? least : Math.min(least, indents[i]);
            }
            return least;
        }

        boolean isBlank(int i) {
            return starts[i] >= lines.get(i).text().length();
        }

        /** Returns the text of a line without its indentation and consumed marks. */
        String text(int i) {
            return lines.get(i).text().substring(starts[i]).stripTrailing();
        }

        Matcher matcher(Pattern pattern, int i) {
            String text = lines.get(i).text();
            return pattern.matcher(text).region(Math.min(starts[i], text.length()), text.length());
        }

        Located.Builder span(int i, int from) {
            Line line = lines.get(i);
            int end = line.text().length();
            return new Located.Builder().append(line, Math.min(from, end), end).stripped();
        }

        /** Returns the columns at which the cells of a table begin, as widths from the start of the line. */
        int[] bounds(int i, boolean grid) {
            String line = lines.get(i).text().stripTrailing();
            List<Integer> bounds = new ArrayList<>();
            for (int at = starts[i]; at < line.length(); at++) {
                boolean start = grid
                        ? line.charAt(at) == '+'
                        : line.charAt(at) == '=' && (at == starts[i] || line.charAt(at - 1) != '=');
                if (start) {
                    bounds.add(at);
                }
            }
            if (!grid) {
                bounds.add(line.length());
            }
            return bounds.stream().mapToInt(Integer::intValue).toArray();
        }

        boolean hasBorder(int k, int width) {
            Located.Builder mark = cut(k, width, width + 1);
            return mark.length() == 1 && "|+".indexOf(mark.charAt(0)) >= 0;
        }

        /** Returns the part of a line between two columns; wide characters take two. */
        Located.Builder cut(int k, int from, int to) {
            Line line = lines.get(k);
            int start = index(line.text(), from);
            return new Located.Builder().append(line, start, Math.max(start, index(line.text(), to)));
        }

        private static int index(String text, int width) {
            int at = 0;
            int sum = 0;
            while (at < text.length() && sum < width) {
                int character = text.codePointAt(at);
                sum += Characters.width(Character.toString(character));
                at += Character.charCount(character);
            }
            return at;
        }

        /** Returns the line after a table; the next line if the table has no end. */
        int endOfTable(int i, int to) {
            boolean grid = text(i).startsWith("+");
            int end = i + 1;
            if (grid) {
                while (end < to && !isBlank(end) && "+|".indexOf(text(end).charAt(0)) >= 0) {
                    end++;
                }
                return end;
            }
            while (end < to) {
                boolean border = matcher(SIMPLE, end).matches();
                end++;
                if (border && (end == to || isBlank(end))) {
                    return end;
                }
            }
            return i + 1;
        }
    }

    /**
     * Removes inline markup from a text and keeps the location of each character.
     *
     * <p>At each character, the first rule that matches decides. Bounded patterns keep the time linear.
     * Not thread-safe.
     */
    static final class InlineRules {
        /** Maximum nesting of markup; the limit keeps the time linear on hostile input. */
        private static final int MAX_NESTING = 5;

        /** Maximum length of a name of a target. */
        private static final int MAX_NAME = 80;

        private static final Pattern LAST_WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}.+-]{0,80}$");

        /** Selects the treatment of the text of the first group of a match. */
        enum Action {
            /** Keep it and remove the markup in it. */
            NEST,
            /** Keep it. */
            KEEP,
            /** Replace the name in it by its value; without a value, keep the name. */
            REPLACE,
            /** Remove the match if the word before it is a target. */
            REFER,
            /** Remove the match, and keep its text for {@link #takeNotes}. */
            NOTE
        }

        private record Rule(Pattern pattern, Action action) {}

        private final List<Rule> rules = new ArrayList<>();
        private final List<Located.Builder> notes = new ArrayList<>();
        private int nesting;

        /** Lower-case names of hyperlink targets. */
        final Set<String> targets = new HashSet<>();

        /** Values of substitutions and attributes. */
        final Map<String, String> values = new HashMap<>();

        InlineRules with(Action action, String... patterns) {
            for (String pattern : patterns) {
                rules.add(new Rule(Pattern.compile(pattern), action));
            }
            return this;
        }

        /** Returns the text without its markup. */
        Located.Builder plain(Located.Builder text) {
            Located.Builder plain = new Located.Builder();
            String source = text.toString();
            List<Matcher> matchers = rules.stream()
                    .map(rule -> rule.pattern.matcher(source).useTransparentBounds(true))
                    .toList();
            int at = 0;
            while (at < source.length()) {
                int rule = isPlain(source, at) ? -1 : first(matchers, at, source.length());
                if (rule < 0 || !apply(rules.get(rule).action, matchers.get(rule), text, plain)) {
                    plain.append(text, at, at + 1);
                    at++;
                } else {
                    at = matchers.get(rule).end();
                }
            }
            return plain;
        }

        /** Returns whether no rule can match at a character: white space, or a letter within a word. */
        private static boolean isPlain(String source, int at) {
            char c = source.charAt(at);
            return c == ' '
                    || c >= 0x80
                    || (Character.isLetterOrDigit(c)
                            && at > 0
                            && Character.isLetterOrDigit(source.charAt(at - 1))
                            && source.charAt(at - 1) < 0x80);
        }

        private static int first(List<Matcher> matchers, int at, int end) {
            for (int i = 0; i < matchers.size(); i++) {
                Matcher matcher = matchers.get(i).region(at, end);
                if (matcher.lookingAt() && matcher.end() > at) {
                    return i;
                }
            }
            return -1;
        }

        /** Applies a rule. Returns false if the text remains as it is. */
        private boolean apply(Action action, Matcher matcher, Located.Builder text, Located.Builder plain) {
            int group = 1;
            while (group <= matcher.groupCount() && matcher.start(group) < 0) {
                group++;
            }
            Located.Builder content = new Located.Builder();
            if (group <= matcher.groupCount()) {
                content.append(text, matcher.start(group), matcher.end(group));
            }
            switch (action) {
                case NEST -> plain.append(nested(content));
                case KEEP -> plain.append(content);
                case REPLACE -> {
                    String value = values.get(content.toString().toLowerCase(Locale.ROOT));
                    if (value == null) {
                        plain.append(content);
                    } else {
                        plain.appendReplacement(value, text, matcher.start());
                    }
                }
                case REFER -> {
                    Matcher word = LAST_WORD.matcher(
                            plain.subSequence(Math.max(0, plain.length() - MAX_NAME), plain.length()));
                    return word.find() && targets.contains(word.group().toLowerCase(Locale.ROOT));
                }
                case NOTE -> notes.add(content);
            }
            if (content.isEmpty() || action == Action.NOTE) {
                removeSpaceBefore(matcher.end(), text, plain);
            }
            return true;
        }

        private Located.Builder nested(Located.Builder content) {
            if (nesting == MAX_NESTING) {
                return content;
            }
            nesting++;
            Located.Builder plain = plain(content);
            nesting--;
            return plain;
        }

        /** Removes the space before removed markup if a space or a mark follows. */
        private static void removeSpaceBefore(int end, Located.Builder text, Located.Builder plain) {
            boolean follows = end == text.length()
                    || Characters.isSpace(text.charAt(end))
                    || ".,;:!?)".indexOf(text.charAt(end)) >= 0;
            if (follows) {
                plain.truncateSpace();
            }
        }

        /** Returns the notes since the last call, without their markup. */
        List<Located.Builder> takeNotes() {
            List<Located.Builder> taken = notes.stream().map(this::plain).toList();
            notes.clear();
            return taken;
        }
    }
}
