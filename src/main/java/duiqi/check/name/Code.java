package duiqi.check.name;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Represents a part of a text that the translation keeps: an identifier, an option, a key, a word in Latin letters.
 * Immutable.
 *
 * @param kind the kind, which decides how to compare
 * @param start index of its first character in the text
 * @param end index after its last character
 * @param text the part as in the text
 */
record Code(Code.Kind kind, int start, int end, String text) {
    private static final String MODIFIER =
            "(?:CommandCtrl|CmdCtrl|Ctrl|Control|Alt|Shift|Cmd|Command|Super|Meta|Win|Option|Fn)";
    private static final String NAMED_KEY =
            "(?:Enter|Return|Esc|Escape|Tab|Space|Backspace|Delete|Del|Insert|Ins|Home|End"
                    + "|Page ?Up|Page ?Down|PgUp|PgDn|Up|Down|Left|Right)";
    private static final String EXTENSION =
            "(?:java|py|js|tsx?|jsx|c|h|cpp|hpp|rs|go|rb|sh|bat|json|ya?ml|toml|ini|conf"
                    + "|cfg|xml|html?|css|md|txt|csv|tsv|log|so|dll|exe|jar|zip|gz|tgz|png|jpe?g|svg|gif|pdf|docx?|xlsx?|pptx?"
                    + "|lock|properties|pot?|xlf|desktop|service)";

    /** Matches the initials of a person, which some texts write with a space before the name. */
    private static final String INITIALS = "(?:(?:[A-Z]\\.){1,3}(?=[A-Z][a-z]{2}))?";

    /** Most words of a text match the first, fast alternative. */
    private static final Pattern CODE = Pattern.compile("(?=[\\w$-])(?:(?<plain>(?<![\\w.%\\\\+-])[a-z]++(?![\\w.+(-]))"
            + "|(?<keys>(?<![\\w+-])(?!Super-G\\b)(?:" + MODIFIER + "(?:\\s?\\+\\s?|-)){1,3}"
            + "(?:" + NAMED_KEY + "|F?[0-9]{1,2}|[A-Za-z])(?![\\w+-]))"
            + "|(?<option>(?<![\\w-])(?<!\\w[\"”’)])--[a-z]\\w{0,40}(?:-\\w{1,40}){0,9}"
            + "|(?<![\\p{L}\\p{N}_./=%-])-(?:[A-Za-z]|[a-z]\\w{1,40}(?:-\\w{1,40}){0,9})(?![\\w'’-]))"
            + "|(?<variable>(?<![\\w$])\\$[A-Z][A-Z0-9_]{1,60}(?![\\w$]))"
            + "|(?<version>(?<![\\w.])v?[0-9]+(?:\\.[0-9]+){1,4}-?(?:alpha|beta|rc|dev|pre|SNAPSHOT)[.-]?[0-9]{0,4})"
            + "|(?<![\\w.%\\\\])" + INITIALS
            + "(?<word>[A-Za-z_]\\w{0,80}(?:[.-]\\w{1,80}){0,20}(?:\\(\\))?)(?!\\p{L}(?<=\\p{IsLatin})|\\w))");

    /** Matches a formula of TeX, whose variables are no codes: {@code $L_2$}. */
    private static final Pattern FORMULA =
            Pattern.compile("\\$[^$\\n\\p{IsHan}]{0,200}[\\\\_^][^$\\n\\p{IsHan}]{0,200}\\$(?!\\w)");

    private static final Pattern QUOTED = Pattern.compile("`([^`]{1,80})`");
    private static final Pattern IDENTIFIER = Pattern.compile(".*[A-Za-z0-9]_+[A-Za-z0-9].*");

    /** Matches two words with capitals, which menus and time zones join: A_Nice, Isleof_Man. */
    private static final Pattern LABEL = Pattern.compile("[A-Z][a-z]*_[A-Z][a-z]+");

    /** Matches a word with the mark of an access key near its start or end: P_assword, Cu_t. */
    private static final Pattern MARKED = Pattern.compile("[A-Z]_[a-z]{2,}|[A-Z][a-z]+_[a-z]");

    /** Matches an access key after a Chinese label: 密码(_P). */
    private static final Pattern ACCESS_KEY = Pattern.compile("[(（]_\\s?[A-Za-z0-9]?[)）]");

    private static final Pattern MIXED = Pattern.compile(".*[a-z][A-Z].*");
    private static final Pattern SPACE_OR_ESCAPE = Pattern.compile("[\\s\\\\]");
    private static final Pattern FILE = Pattern.compile("[\\w.-]+\\." + EXTENSION);

    enum Kind {
        KEYS,
        OPTION,
        VARIABLE,
        VERSION,
        QUOTED,
        CALL,
        FILE,
        IDENTIFIER,
        MIXED,
        WORD
    }

    /** Returns the codes of a text that are neither in an address nor in a placeholder. */
    static List<Code> in(String text) {
        if (!hasCode(text)) {
            return List.of();
        }
        BitSet others = new BitSet();
        Placeholders.spans(text).forEach(span -> others.set(span[0], span[1]));
        UrlMismatch.spans(text).forEach(span -> others.set(span[0], span[1]));
        FORMULA.matcher(text).results().forEach(formula -> others.set(formula.start(), formula.end()));
        List<Code> codes = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            // A single apostrophe ends a quotation of GNU: `-e' is for `-i'.
            if (quoted.group(1).chars().filter(c -> c == '\'').count() % 2 == 0) {
                add(Kind.QUOTED, quoted.start(1), quoted.end(1), text, others, codes);
            }
        }
        Matcher matcher = CODE.matcher(text);
        while (matcher.find()) {
            int start = Math.max(matcher.start(), matcher.start("word"));
            add(kind(matcher), start, matcher.end(), text, others, codes);
        }
        return codes;
    }

    /** Returns whether a text can contain a code: all have an ASCII letter or are quoted. */
    private static boolean hasCode(String text) {
        return text.chars().anyMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '`' || c == '_');
    }

    private static void add(Kind kind, int start, int end, String text, BitSet others, List<Code> codes) {
        int other = others.nextSetBit(start);
        if (other < 0 || other >= end) {
            codes.add(new Code(kind, start, end, text.substring(start, end)));
        }
    }

    private static Kind kind(Matcher matcher) {
        if (matcher.group("plain") != null) {
            return Kind.WORD;
        }
        String word = matcher.group("word");
        if (word == null) {
            return matcher.group("keys") != null
                    ? Kind.KEYS
                    : matcher.group("option") != null
                            ? Kind.OPTION
                            : matcher.group("variable") != null ? Kind.VARIABLE : Kind.VERSION;
        }
        if (word.endsWith("()")) {
            return Kind.CALL;
        }
        if (FILE.matcher(word).matches()) {
            return Kind.FILE;
        }
        return IDENTIFIER.matcher(word).matches() && !LABEL.matcher(word).matches()
                ? Kind.IDENTIFIER
                : MIXED.matcher(word).matches() ? Kind.MIXED : Kind.WORD;
    }

    String key() {
        String plain = kind == Kind.WORD ? text : SPACE_OR_ESCAPE.matcher(text).replaceAll("");
        return switch (kind) {
            case KEYS -> keys(plain.toLowerCase(Locale.ROOT));
            case OPTION -> plain.startsWith("--") ? plain.toLowerCase(Locale.ROOT) : plain;
            case CALL -> plain.substring(0, plain.length() - 2).toLowerCase(Locale.ROOT);
            default -> plain.toLowerCase(Locale.ROOT);
        };
    }

    private static String keys(String plain) {
        return plain.replace('-', '+')
                .replaceAll("(?:command|cmd)ctrl\\+", "ctrl+")
                .replace("control+", "ctrl+")
                .replace("command+", "cmd+")
                .replace("escape", "esc")
                .replace("return", "enter")
                .replaceFirst("\\+del$", "+delete")
                .replaceFirst("\\+ins$", "+insert")
                .replace("pageup", "pgup")
                .replace("pagedown", "pgdn");
    }

    /** Returns whether the underscore marks an access key of GTK, which a Chinese translation has after its label. */
    boolean isAccessKey(String translation) {
        int mark = text.indexOf('_');
        return kind == Kind.IDENTIFIER
                && mark == text.lastIndexOf('_')
                && (MARKED.matcher(text).matches()
                        || ACCESS_KEY.matcher(translation).find()
                        || translation.contains(text.replace("_", "")));
    }

    boolean isCode() {
        return kind != Kind.WORD && kind != Kind.KEYS && kind != Kind.OPTION && kind != Kind.VERSION;
    }
}
