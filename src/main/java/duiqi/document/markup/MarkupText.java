package duiqi.document.markup;

import java.util.Set;
import java.util.regex.Pattern;

/** Contains the syntax that site generators add to Markdown. Stateless. */
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
}
