package duiqi.check.name;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Finds names and code in Latin letters that the translation changes or omits: identifiers, command-line options, file
 * names, keys, product names. Differences in digits are the subject of another rule. Stateless.
 */
public final class CodeMismatch implements Check {
    static final Rule RULE = Rule.of(
            "code-mismatch",
            Severity.WARNING,
            "a name, an identifier, an option or a key of the source is changed or missing");

    /** Texts with more codes are logs or tables; a comparison of all pairs would take too long. */
    private static final int MAX_CODES = 300;

    private static final String MODIFIER = "(?:Ctrl|Control|Alt|Shift|Cmd|Command|Super|Meta|Win|Option|Fn)";
    private static final String NAMED_KEY =
            "(?:Enter|Return|Esc|Escape|Tab|Space|Backspace|Delete|Del|Insert|Ins|Home|End"
                    + "|Page ?Up|Page ?Down|PgUp|PgDn|Up|Down|Left|Right)";
    private static final String EXTENSION =
            "(?:java|py|js|tsx?|jsx|c|h|cpp|hpp|rs|go|rb|sh|bat|json|ya?ml|toml|ini|conf"
                    + "|cfg|xml|html?|css|md|txt|csv|tsv|log|so|dll|exe|jar|zip|gz|tgz|png|jpe?g|svg|gif|pdf|docx?|xlsx?|pptx?"
                    + "|lock|properties|pot?|xlf|desktop|service)";

    private static final Pattern CODE = Pattern.compile("(?<keys>(?<![\\w+-])(?:" + MODIFIER + "(?:\\s?\\+\\s?|-)){1,3}"
            + "(?:" + NAMED_KEY + "|F?[0-9]{1,2}|[A-Za-z])(?![\\w+-]))"
            + "|(?<option>(?<![\\w-])--[a-z]\\w{0,40}(?:-\\w{1,40}){0,9}"
            + "|(?<![\\p{L}\\p{N}_./=%-])-(?:[A-Za-z]|[a-z]\\w{1,40}(?:-\\w{1,40}){0,9})(?![\\w'’-]))"
            + "|(?<variable>(?<![\\w$])\\$[A-Z][A-Z0-9_]{1,60}(?![\\w$]))"
            + "|(?<version>(?<![\\w.])v?[0-9]+(?:\\.[0-9]+){1,4}-?(?:alpha|beta|rc|dev|pre|SNAPSHOT)[.-]?[0-9]{0,4})"
            + "|(?<word>(?<![\\w.%\\\\])[A-Za-z_]\\w{0,80}(?:[.-]\\w{1,80}){0,20}(?:\\(\\))?)");

    private static final Pattern QUOTED = Pattern.compile("`([^`]{1,80})`");
    private static final Pattern IDENTIFIER = Pattern.compile(".*[A-Za-z0-9]_+[A-Za-z0-9].*");
    private static final Pattern MIXED = Pattern.compile(".*[a-z][A-Z].*");
    private static final Pattern PARAMETER = Pattern.compile("(?!(?:mac|i|e|tv)[A-Z])[a-z][\\w.]*");
    private static final Pattern FILE = Pattern.compile("[\\w.-]+\\." + EXTENSION);
    private static final Pattern ORDINARY = Pattern.compile("[A-Za-z][a-z]*(?: [A-Za-z][a-z]*)*+");
    private static final Pattern STAGE_WORD = Pattern.compile("测试|候选|预览|公测|内测|版");

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    /** Lists the kinds of code. */
    private enum Kind {
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

    /** Represents a part of a text that the translation keeps. */
    private record Code(Kind kind, int start, int end, String text) {
        /** Returns the text to compare. */
        String key() {
            String plain = text.replaceAll("[\\s\\\\]", "");
            return switch (kind) {
                case KEYS -> keys(plain.toLowerCase(Locale.ROOT));
                case OPTION -> plain.startsWith("--") ? plain.toLowerCase(Locale.ROOT) : plain;
                case CALL -> plain.substring(0, plain.length() - 2).toLowerCase(Locale.ROOT);
                default -> plain.toLowerCase(Locale.ROOT);
            };
        }

        private static String keys(String plain) {
            return plain.replace('-', '+')
                    .replace("control+", "ctrl+")
                    .replace("command+", "cmd+")
                    .replace("escape", "esc")
                    .replace("return", "enter")
                    .replaceFirst("\\+del$", "+delete")
                    .replaceFirst("\\+ins$", "+insert")
                    .replace("pageup", "pgup")
                    .replace("pagedown", "pgdn");
        }

        boolean isCode() {
            return kind != Kind.WORD && kind != Kind.KEYS && kind != Kind.OPTION && kind != Kind.VERSION;
        }
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        String source = unit.source().text();
        String target = unit.target().text();
        if (target.isBlank()) {
            return List.of();
        }
        List<Code> sources = codes(source);
        List<Code> targets = codes(target);
        if (sources.isEmpty() || sources.size() > MAX_CODES || targets.size() > MAX_CODES) {
            return List.of();
        }
        List<Code> missing = absent(sources, targets, target);
        List<Code> extra = unknown(targets, sources);
        List<Finding> findings = new ArrayList<>();
        Set<Integer> reported = new HashSet<>();
        for (Code one : missing) {
            if (reported.stream().anyMatch(at -> at >= one.start && at < one.end)) {
                continue;
            }
            Optional<Code> other = extra.stream()
                    .filter(candidate -> Likeness.isChanged(one, candidate, extra))
                    .findFirst();
            if (other.isPresent()) {
                findings.add(changed(unit, one, other.get()));
                extra.removeIf(code -> code.start < other.get().end && other.get().start < code.end);
                reported.add(one.start);
            } else if (isNeeded(one, source, target)) {
                boolean isCertain = one.kind != Kind.MIXED;
                findings.add(Finding.of(RULE, unit, one.text + " is missing from the " + unit.language(Side.TARGET))
                        .as(isCertain ? Severity.WARNING : Severity.NOTE)
                        .inSource(one.start, one.end)
                        .inWholeTarget()
                        .about(one.text));
                reported.add(one.start);
            }
        }
        // An English text has many words that look like another word by chance.
        List<Code> doubtful = unit.isIntoChinese() ? absent(extra, sources, source) : List.of();
        for (Code other : doubtful) {
            sources.stream()
                    .filter(one -> Likeness.isMisspelt(one, other))
                    .findFirst()
                    .ifPresent(one -> findings.add(changed(unit, one, other)));
        }
        SingleKey.changed(unit).ifPresent(findings::add);
        return findings;
    }

    /** Returns the codes that are not among the others. */
    private static List<Code> unknown(List<Code> codes, List<Code> others) {
        Set<String> known = new HashSet<>();
        others.forEach(code -> known.add(code.key()));
        List<Code> unknown = new ArrayList<>(codes);
        unknown.removeIf(code -> known.contains(code.key()));
        return unknown;
    }

    private static Finding changed(CheckedUnit unit, Code one, Code other) {
        String message = other.text + " does not match " + one.text + " in the " + unit.language(Side.SOURCE);
        return Finding.of(RULE, unit, message)
                .inTarget(other.start, other.end)
                .inSource(one.start, one.end)
                .about(one.text)
                .suggesting(List.of(one.text));
    }

    /** Returns whether a translation that has nothing like this code is wrong. */
    private static boolean isNeeded(Code code, String source, String target) {
        if (source.strip().length() <= code.text.length() + 2) {
            return false;
        }
        return switch (code.kind) {
            case OPTION -> code.text.startsWith("--") || code.text.length() == 2;
            case CALL -> !target.contains(code.text.substring(code.text.lastIndexOf('.') + 1, code.text.length() - 2));
            case VARIABLE, FILE, IDENTIFIER -> true;
            case KEYS -> code.text.matches(".*[+-]\\s?(?:F?[0-9]{1,2}|[A-Za-z])");
            case VERSION -> !STAGE_WORD.matcher(target).find();
            case QUOTED -> !ORDINARY.matcher(code.text).matches();
            case MIXED -> PARAMETER.matcher(code.text).matches();
            case WORD -> false;
        };
    }

    /** Returns the codes that the other text does not contain, each once. */
    private static List<Code> absent(List<Code> codes, List<Code> others, String other) {
        String text = other.toLowerCase(Locale.ROOT).replaceAll("[\\s\\\\]", "");
        Set<String> known = new HashSet<>();
        others.forEach(code -> known.add(code.key()));
        List<Code> absent = new ArrayList<>();
        for (Code code : codes) {
            boolean isShort = code.kind == Kind.OPTION && code.text.length() == 2;
            Predicate<String> isThere =
                    code.kind == Kind.KEYS ? known::contains : isShort ? other::contains : text::contains;
            String key = code.key();
            boolean areWordsThere = other.toLowerCase(Locale.ROOT).contains(key.replace('_', ' '));
            if (!isThere.test(key) && !areWordsThere && known.add(key)) {
                absent.add(code);
            }
        }
        return absent;
    }

    private static List<Code> codes(String text) {
        List<int[]> others = new ArrayList<>(Placeholders.spans(text));
        others.addAll(UrlMismatch.spans(text));
        List<Code> codes = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            add(Kind.QUOTED, quoted.start(1), quoted.end(1), text, others, codes);
        }
        Matcher matcher = CODE.matcher(text);
        while (matcher.find()) {
            add(kind(matcher), matcher.start(), matcher.end(), text, others, codes);
        }
        return codes;
    }

    private static void add(Kind kind, int start, int end, String text, List<int[]> others, List<Code> codes) {
        if (others.stream().noneMatch(span -> span[0] < end && start < span[1])) {
            codes.add(new Code(kind, start, end, text.substring(start, end)));
        }
    }

    private static Kind kind(Matcher matcher) {
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
        return IDENTIFIER.matcher(word).matches()
                ? Kind.IDENTIFIER
                : MIXED.matcher(word).matches() ? Kind.MIXED : Kind.WORD;
    }

    /** Decides whether a code of the target is a changed code of the source. */
    private static final class Likeness {
        private static final int MIN_LENGTH = 4;
        private static final int LONG = 8;
        private static final Pattern ENDING =
                Pattern.compile("(?:e?s|e?d|ing|ings|e?rs?|e|y|ies|ity|ions?|al|ional|ly)?");

        private Likeness() {}

        static boolean isChanged(Code one, Code other, List<Code> extra) {
            String source = one.key();
            String target = other.key();
            if (source.replaceAll("[0-9]", "").equals(target.replaceAll("[0-9]", ""))) {
                return false;
            }
            return switch (one.kind) {
                case KEYS, VARIABLE, VERSION -> other.kind == one.kind;
                case OPTION ->
                    other.kind == Kind.OPTION
                            && (source.length() == 2) == (target.length() == 2)
                            && (isMisspelt(source, target) || isOnly(other, extra));
                case QUOTED -> other.kind == Kind.QUOTED && isOnly(other, extra);
                default ->
                    other.kind != Kind.QUOTED
                            && other.kind != Kind.OPTION
                            && (one.kind == Kind.CALL || !isInflected(source, target))
                            && (isMisspelt(source, target)
                                    || (one.isCode() && other.isCode() && isRelated(source, target)));
            };
        }

        /** Returns whether a word of the target is a misspelt word of the source. */
        static boolean isMisspelt(Code one, Code other) {
            String source = one.key();
            String target = other.key();
            return one.kind == other.kind
                    && (one.isCode() || one.kind == Kind.WORD)
                    && !source.replaceAll("[0-9]", "").equals(target.replaceAll("[0-9]", ""))
                    && isMisspelt(source, target)
                    && !isInflected(source, target);
        }

        private static boolean isOnly(Code other, List<Code> extra) {
            return extra.stream()
                            .filter(code ->
                                    code.kind == other.kind && (code.text.length() == 2) == (other.text.length() == 2))
                            .count()
                    == 1;
        }

        /** Returns whether two words differ by one letter, or long ones by two. */
        private static boolean isMisspelt(String one, String other) {
            int shorter = Math.min(one.length(), other.length());
            if (shorter < MIN_LENGTH) {
                return false;
            }
            int distance = new LevenshteinDistance(2).apply(one, other);
            int limit = shorter < LONG ? 1 : 2;
            return isTransposed(one, other)
                    || (distance >= 0 && distance <= limit && Math.max(one.length(), other.length()) > MIN_LENGTH);
        }

        private static boolean isTransposed(String one, String other) {
            if (one.length() != other.length()) {
                return false;
            }
            int at = 0;
            while (one.charAt(at) == other.charAt(at)) {
                at++;
            }
            return at + 1 < one.length()
                    && one.charAt(at) == other.charAt(at + 1)
                    && one.charAt(at + 1) == other.charAt(at)
                    && one.substring(at + 2).equals(other.substring(at + 2));
        }

        /** Returns whether two words differ only by an ending, a hyphen or British and American spelling. */
        private static boolean isInflected(String one, String other) {
            String first = american(one);
            String second = american(other);
            int same = 0;
            while (same < Math.min(first.length(), second.length()) && first.charAt(same) == second.charAt(same)) {
                same++;
            }
            String rest = first.substring(same);
            String otherRest = second.substring(same);
            return (ENDING.matcher(rest).matches() && ENDING.matcher(otherRest).matches())
                    || (otherRest.isEmpty() && rest.length() > 1);
        }

        private static String american(String word) {
            return word.replace("-", "")
                    .replace("our", "or")
                    .replaceAll("is(?=[aei])", "iz")
                    .replace("tre", "ter")
                    .replace("ll", "l");
        }

        /** Returns whether the equal start and end make up more than half of the longer code. */
        private static boolean isRelated(String one, String other) {
            int shorter = Math.min(one.length(), other.length());
            int start = 0;
            while (start < shorter && one.charAt(start) == other.charAt(start)) {
                start++;
            }
            int end = 0;
            while (end < shorter - start
                    && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
                end++;
            }
            return 2 * (start + end) > Math.max(one.length(), other.length());
        }
    }

    /** Represents a key that is pressed alone: its English name and its usual names in Chinese. */
    private record SingleKey(String name, Pattern english, Pattern chinese, String chineseName) {
        private static final List<SingleKey> ALL = List.of(
                of("Enter", "Enter|Return", "回车|换行"),
                of("Esc", "Esc|Escape", "退出"),
                of("Tab", "Tab", "制表"),
                of("Space", "Space|Spacebar|Space ?bar", "空格"),
                of("Backspace", "Backspace", "退格"),
                of("Delete", "Delete|Del", "删除"),
                of("Insert", "Insert|Ins", "插入"),
                of("Home", "Home", "行首"),
                of("End", "End", "行尾"),
                of("Page Up", "Page ?Up|PgUp", "上翻|上一?页"),
                of("Page Down", "Page ?Down|PgDn", "下翻|下一?页"));

        private static SingleKey of(String name, String english, String chinese) {
            String key = "(?:" + english + ")";
            return new SingleKey(
                    name,
                    Pattern.compile("\\b(?i:press|hit|pressing|hitting) (?:the )?(" + key + ")(?![\\w+-])|(?<![\\w+-])("
                            + key + ")(?= key\\b)"),
                    Pattern.compile("(?<![A-Za-z+-])(" + key + ")(?![A-Za-z+-])|(" + chinese
                            + ")(?=[”」』]?键)|(?<=[按敲][“「『]?)(" + chinese + ")"),
                    chinese.replaceFirst("\\|.*", ""));
        }

        /** Reports a key if each side has exactly one that the other lacks. */
        static Optional<Finding> changed(CheckedUnit unit) {
            List<SingleKey> missing = new ArrayList<>();
            List<SingleKey> extra = new ArrayList<>();
            for (SingleKey key : ALL) {
                boolean isInSource = key.in(unit, Side.SOURCE).find();
                boolean isInTarget = key.in(unit, Side.TARGET).find();
                if (isInSource && !isInTarget) {
                    missing.add(key);
                } else if (isInTarget && !isInSource) {
                    extra.add(key);
                }
            }
            if (missing.size() != 1 || extra.size() != 1) {
                return Optional.empty();
            }
            Code one = missing.get(0).code(unit, Side.SOURCE);
            Code other = extra.get(0).code(unit, Side.TARGET);
            boolean isHan = Character.isIdeographic(other.text.codePointAt(0));
            String right = isHan ? missing.get(0).chineseName : missing.get(0).name;
            return Optional.of(CodeMismatch.changed(unit, one, other).suggesting(List.of(right)));
        }

        private Code code(CheckedUnit unit, Side side) {
            Matcher matcher = in(unit, side);
            for (int group = 1; matcher.find(); ) {
                while (matcher.group(group) == null) {
                    group++;
                }
                return new Code(Kind.KEYS, matcher.start(group), matcher.end(group), matcher.group(group));
            }
            throw new IllegalStateException("no key " + name);
        }

        private Matcher in(CheckedUnit unit, Side side) {
            String text = unit.passage(side).text();
            return (unit.isIntoChinese() == (side == Side.TARGET) ? chinese : english).matcher(text);
        }
    }
}
