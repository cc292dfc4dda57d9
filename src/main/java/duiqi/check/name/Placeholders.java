package duiqi.check.name;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.IcuMessage;
import duiqi.check.IcuMessage.Argument;
import duiqi.check.IcuMessage.Branch;
import duiqi.check.IcuMessage.Piece;
import duiqi.check.TextSpan.Side;
import duiqi.exchange.po.PoFormat;
import duiqi.text.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares text that software fills in or a browser reads: {@code {0}}, {@code %s}, {@code ${name}}, {@code <b>}.
 * Stateless.
 */
final class Placeholders {
    /** Start of a printf conversion with flags, width, precision and length. */
    private static final String PRINTF =
            "(?<![\\p{N}%])%(?![A-F][0-9A-F])(?:[0-9]{1,2}\\$)?[-+0#]{0,3}(?:'(?=[0-9.]{0,6}l{0,2}[diufg]))?(?:[0-9]{1,3}|\\*)?"
                    + "(?:\\.(?:[0-9]{1,3}|\\*(?:[0-9]\\$)?))?(?:hh|h|ll|l|z|j|t|q[#+]?)?[A-Zsdiufxcgeop@](?:(?!\\p{IsLatin})|(?<=%(?:[0-9]{1,2}\\$)?'[diufg]))";

    /** Conversion of a text that gettext declares to be a format of C, where letters may follow it; a percent sign. */
    private static final String PRINTF_OF_C =
            "%%|%(?:[0-9]{1,2}\\$)?[-+#0'I]{0,5}(?:[0-9]{1,3}|\\*(?:[0-9]\\$)?)?(?:\\.(?:[0-9]{1,3}|\\*(?:[0-9]\\$)?)?)?"
                    + "(?:hh|h|ll?|[Lqjzt])?[diouxXeEfFgGaAcsCSpnm]";

    private static final String HTML =
            "(?:a|abbr|b|big|br|button|code|div|em|font|h[1-6]|hr|i|img|input|kbd|li|ol|p|pre"
                    + "|q|s|samp|small|span|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul|var)";

    /** Argument of Qt: {@code %1}, {@code %L1} or {@code %Ln}, also before a letter. */
    private static final String QT = "(?<![\\p{N}%/.])%(?:L?[1-9][0-9]?(?![0-9$]|\\.[0-9])|L?n(?!\\p{IsLatin}))";

    /** Text of Qt. No other syntax has a conversion of one character at least. */
    private static final Pattern IS_QT = Pattern.compile("(?<![\\p{N}%/.])%L?1(?![0-9$]|\\.[0-9])");

    /** Includes only common printf conversions; the text "50% discount" has none. */
    private static final Pattern PLACEHOLDER = placeholder(PRINTF);

    private static final Pattern PLACEHOLDER_OF_QT = placeholder(QT);
    private static final Pattern PLACEHOLDER_OF_C = placeholder(PRINTF_OF_C);
    private static final Pattern C_FORMAT = Pattern.compile("(?:^|, )c-format\\b");

    private static final Pattern TAG = Pattern.compile("<(/?[A-Za-z0-9][A-Za-z0-9:._-]*)[^>]*>");
    private static final Pattern CLOSING = Pattern.compile("</([A-Za-z][A-Za-z0-9:._-]{0,39})\\s{0,9}>");
    /** Options of a format, which may differ: {@code {{day, datetime(dateStyle: long)}}}. */
    private static final Pattern OPTIONS = Pattern.compile("\\([^()]*\\)");

    private static final Pattern CONVERSION =
            Pattern.compile("%([0-9]+\\$)?[^A-Za-z%(]*(?:hh?|ll?|[zjt]|q[#+]?)?([A-Za-z@])");
    private static final Pattern DATE =
            Pattern.compile("(?<![\\p{N}%])%[-_EO^]?[YbBH](?!\\p{IsLatin})|%-?m.{0,3}%-?d|%-?d.{0,3}%-?m|%-?[Il]:%M");
    private static final Set<String> GENDERS = Set.of("male", "female", "masculine", "feminine");
    private static final Pattern FORMULA = Pattern.compile("\\\\[A-Za-z]+\\{|[\\^_]\\{|\\$[A-Za-z\\\\]");

    private Placeholders() {}

    /** Returns the pattern of all placeholders with the given pattern of conversions. */
    private static Pattern placeholder(String conversion) {
        return Pattern.compile("\\{\\{[^{}]{1,60}\\}\\}"
                + "|\\$\\{[A-Za-z_][\\w.:-]{0,60}\\}"
                + "|%\\([\\w.]{1,60}\\)[sdifr]"
                + "|" + conversion
                + "|(?<![\\w%/.])%L?[1-9][0-9]?(?![0-9A-Za-z$%])|(?<![\\w%])%L?n(?!\\p{IsLatin})"
                + "|(?<![\\w%])%(?![A-F][0-9A-F]%)[A-Za-z_]\\w{1,40}%(?![A-Za-z0-9])|(?<![\\w$])\\$(?!\\p{L}_)[A-Za-z]\\w{1,40}\\$(?!\\w)"
                + "|(?<![\\w$])\\$[1-9](?!\\d|[.,]\\d|[ \u00A0\u202F–—-]\\d|\\$|[^$\\p{IsHan}]{0,60}(?<=\\S)\\$(?![\\w{])|\\s?(?:[mb]illion|trillion|thousand|bn|USD|per|a)\\b)"
                + "|(?<![\\w:/])(?<=[\\s\"'(\\[“‘>]|^):[a-z_]{3,30}(?![\\w:\\]])"
                + "|\\{[0-9]{1,2}(?:,[^{}\\\\]{1,40})?\\}|\\{(?!(?:true|false|null|[A-Za-z](?:,\\s?[A-Za-z]){1,9})\\})[A-Za-z_][\\w.]{0,60}(?:,[^{}]{1,40})?\\}"
                + "|\\{(?!(?:true|false|null)\\})\\w{0,40}(?:![rsa])?(?::[^{}\\s]{0,20})?\\}"
                + "|</?(?:[A-Za-z][A-Za-z0-9:._-]{0,39}(?:\\s[^<>]{0,300})?|[0-9]{1,2}\\s?)/?>"
                + "|&(?:nbsp|lt|gt|copy|reg|trade|[a-z]{2,30}[A-Z.][\\w.]{0,40}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});");
    }

    /**
     * Represents a placeholder.
     *
     * @param key text to compare
     * @param shown text for messages
     * @param isInBranch true if it is in a branch of an ICU message, which may repeat it
     */
    private record Placeholder(int start, int end, String key, String shown, boolean isInBranch) {
        boolean isConversion() {
            return shown.startsWith("%") && CONVERSION.matcher(shown).matches();
        }

        boolean isNumbered() {
            Matcher matcher = CONVERSION.matcher(shown);
            return matcher.matches() && matcher.group(1) != null;
        }

        String type() {
            Matcher matcher = CONVERSION.matcher(key);
            return matcher.matches() ? matcher.group(2) : "";
        }

        /** Returns it as a text has it; of an argument with branches only the name. */
        String in(String text) {
            String written = text.substring(start, end);
            return written.startsWith("{") && !written.endsWith("}") ? shown : written;
        }

        private Optional<String> selection() {
            return Optional.of(key)
                    .filter(own -> own.matches("\\{[^,]+, select, .*"))
                    .map(own -> own.substring(0, own.lastIndexOf(',')));
        }

        boolean isBranch() {
            return selection().isPresent();
        }

        /** Returns whether this is a special branch of the selection of another branch. */
        boolean isSpecialBranchBeside(Placeholder other) {
            return selection().equals(other.selection()) && !key.endsWith(", " + IcuMessage.OTHER + "}");
        }

        Placeholder withKey(String other) {
            return new Placeholder(start, end, other, shown, isInBranch);
        }
    }

    static List<Finding> mismatches(CheckedUnit unit) {
        String sourceText = unit.source().text();
        String targetText = unit.target().text();
        if (IcuMessage.isBroken(targetText)) {
            // A source with the same error has no placeholders to compare with.
            return IcuMessage.isBroken(sourceText)
                    ? List.of()
                    : List.of(Finding.of(
                                    TagMismatch.RULE,
                                    unit,
                                    "the ICU message has a wrong brace or comma, or a plural or select without the branch other")
                            .inTarget(0, targetText.length()));
        }
        boolean isFormat = C_FORMAT.matcher(unit.properties().getOrDefault(PoFormat.FLAGS, ""))
                .find();
        List<Placeholder> source = Scan.of(sourceText, isFormat);
        List<Placeholder> target = Scan.of(targetText, isFormat);
        if (source.isEmpty() && target.isEmpty()) {
            return List.of();
        }
        if (DATE.matcher(sourceText).find() || DATE.matcher(targetText).find()) {
            source.removeIf(Placeholder::isConversion);
            target.removeIf(Placeholder::isConversion);
        }
        boolean areMixed = source.stream().anyMatch(Placeholder::isNumbered)
                != target.stream().anyMatch(Placeholder::isNumbered);
        List<Placeholder> sources = areMixed ? numbered(source) : source;
        List<Placeholder> targets = areMixed ? numbered(target) : target;
        List<Placeholder> missing = more(required(sources, sourceText, targetText), targets);
        List<Placeholder> extra = more(targets, sources);
        boolean isCut = isUnbalanced(sourceText);
        removeMoney(missing, targetText);
        removeMoney(extra, sourceText);
        removeWritten(missing, sourceText, targetText);
        removeWritten(extra, targetText, sourceText);
        extra.removeIf(one -> isCut && one.shown.startsWith("{"));
        removeSingular(unit, missing, extra);
        removeArguments(sourceText, targetText, missing, extra);
        // Code that chooses the form of a word: {{ n === 1 ? 'file' : 'files' }}
        missing.removeIf(one -> one.shown.startsWith("{{") && one.shown.indexOf('?') > 0);
        removeBranches(missing, target);
        removeBranches(extra, source);
        return missing.isEmpty() && extra.isEmpty() && !areMixed
                ? swapped(unit, sources, targets)
                : findings(unit, missing, extra);
    }

    /**
     * Returns the placeholders without those that no branch for all values shows: the name of a plural, and what only the
     * branch {@code one} contains if the translation has no such branch. A translation may also omit a gender.
     */
    private static List<Placeholder> required(List<Placeholder> placeholders, String text, String translation) {
        boolean isOfOneForm = IcuMessage.of(translation)
                .filter(message -> message.hasSpecialBranch())
                .isEmpty();
        List<int[]> optional = new ArrayList<>();
        IcuMessage.of(text).ifPresent(message -> addOptional(message.pieces(), isOfOneForm, optional));
        return placeholders.stream()
                .filter(one -> optional.stream().noneMatch(span -> span[0] <= one.start && one.end <= span[1]))
                .toList();
    }

    private static void addOptional(List<Piece> pieces, boolean isOfOneForm, List<int[]> optional) {
        for (Piece piece : pieces) {
            if (!(piece instanceof Argument argument) || argument.branches().isEmpty()) {
                continue;
            }
            boolean isPlural = argument.kind().isEmpty();
            if (isPlural || argument.branches().stream().anyMatch(branch -> GENDERS.contains(branch.keyword()))) {
                optional.add(new int[] {argument.start(), argument.nameEnd()});
            }
            for (Branch branch : argument.branches()) {
                if (isPlural && isOfOneForm && !branch.equals(argument.general())) {
                    optional.add(new int[] {branch.start(), branch.end()});
                }
                addOptional(branch.pieces(), isOfOneForm, optional);
            }
        }
    }

    /** Returns the start and end of each placeholder; the braces of an ICU message are not part of it. */
    static List<int[]> spans(String text) {
        return Scan.of(text, false).stream()
                .map(one -> new int[] {one.start, one.end})
                .toList();
    }

    private static List<Finding> findings(CheckedUnit unit, List<Placeholder> missing, List<Placeholder> extra) {
        List<Finding> findings = new ArrayList<>();
        if (missing.size() == 1 && extra.size() == 1) {
            findings.add(altered(unit, missing.get(0), extra.get(0)));
            return findings;
        }
        for (Placeholder one : missing) {
            findings.add(
                    Finding.of(TagMismatch.RULE, unit, one.shown + " is missing from the " + unit.language(Side.TARGET))
                            .inSource(one.start, one.end)
                            .inWholeTarget()
                            .about(one.shown));
        }
        for (Placeholder one : extra) {
            findings.add(Finding.of(TagMismatch.RULE, unit, one.shown + " is not in the " + unit.language(Side.SOURCE))
                    .inTarget(one.start, one.end)
                    .about(one.shown));
        }
        return findings;
    }

    private static Finding altered(CheckedUnit unit, Placeholder one, Placeholder other) {
        String message = other.shown + " does not match " + one.shown + " in the " + unit.language(Side.SOURCE);
        return Finding.of(TagMismatch.RULE, unit, message)
                .inTarget(other.start, other.end)
                .inSource(one.start, one.end)
                .about(one.shown)
                .suggesting(List.of(one.in(unit.source().text())));
    }

    /** Reports conversions that the program would fill with a value of another type. */
    private static List<Finding> swapped(CheckedUnit unit, List<Placeholder> source, List<Placeholder> target) {
        List<Placeholder> sources =
                source.stream().filter(Placeholder::isConversion).toList();
        List<Placeholder> targets =
                target.stream().filter(Placeholder::isConversion).toList();
        if (sources.size() != targets.size() || sources.stream().anyMatch(Placeholder::isNumbered)) {
            return List.of();
        }
        for (int i = 0; i < sources.size(); i++) {
            Placeholder one = sources.get(i);
            Placeholder other = targets.get(i);
            if (!one.type().equals(other.type())) {
                String message = other.shown + " takes the place of " + one.shown
                        + "; number the placeholders, such as %" + (i + 1) + "$" + one.type();
                return List.of(Finding.of(TagMismatch.RULE, unit, message)
                        .inTarget(other.start, other.end)
                        .inSource(one.start, one.end)
                        .about(one.shown));
            }
        }
        return List.of();
    }

    /** Returns placeholders with the number of their argument as key. */
    private static List<Placeholder> numbered(List<Placeholder> placeholders) {
        List<Placeholder> numbered = new ArrayList<>();
        int number = 0;
        for (Placeholder one : placeholders) {
            Matcher matcher = CONVERSION.matcher(one.shown);
            if (!matcher.matches()) {
                numbered.add(one);
                continue;
            }
            number += one.shown.indexOf('*') >= 0 ? 2 : 1;
            String own = matcher.group(1) == null ? number + "$" : matcher.group(1);
            numbered.add(one.withKey("%" + own + one.type()));
        }
        return numbered;
    }

    /** Returns the placeholders that one text has more often than the other, the last ones of each kind. */
    private static List<Placeholder> more(List<Placeholder> some, List<Placeholder> others) {
        Map<String, Integer> left = new LinkedHashMap<>();
        others.forEach(one -> left.merge(one.key, 1, Integer::sum));
        Map<String, Integer> all = new LinkedHashMap<>(left);
        Set<String> inBranches = others.stream()
                .filter(Placeholder::isInBranch)
                .map(Placeholder::key)
                .collect(Collectors.toSet());
        List<Placeholder> more = new ArrayList<>();
        for (Placeholder one : some) {
            boolean isRepeated = all.containsKey(one.key) && (one.isInBranch || inBranches.contains(one.key));
            Deadline.check();
            boolean isReported = one.isInBranch && more.stream().anyMatch(other -> other.key.equals(one.key));
            if (!isRepeated && !isReported && left.merge(one.key, -1, Integer::sum) < 0) {
                more.add(one);
            }
        }
        return more;
    }

    /**
     * Removes placeholders that an entry of gettext need not have: a singular may say "one" instead of the number, and
     * one Chinese form serves as singular and plural.
     */
    private static void removeSingular(CheckedUnit unit, List<Placeholder> missing, List<Placeholder> extra) {
        String plural = unit.properties().getOrDefault("x-po-plural", "");
        if (!plural.isEmpty()) {
            Set<String> known = Set.copyOf(
                    Scan.of(plural, false).stream().map(one -> one.key).toList());
            extra.removeIf(one -> unit.isIntoChinese() && known.contains(one.key));
            missing.removeIf(one -> !unit.isIntoChinese()
                    && known.contains(one.key)
                    && "0".equals(unit.properties().get("x-po-form")));
        }
    }

    /** Removes arguments of a command that are translated or marked: {@code <文件>} for {@code <file>}, {@code <FILE>} for FILE. */
    private static void removeArguments(
            String source, String target, List<Placeholder> missing, List<Placeholder> extra) {
        Pattern argument = Pattern.compile("<(?!/?" + HTML + "[ />])[a-z][a-z_-]*>");
        Pattern translated = Pattern.compile("[<＜《〈][^<>《》〈〉]{0,30}\\p{IsHan}[^<>《》〈〉]{0,30}[>＞》〉]");
        if (translated.matcher(target).find() || translated.matcher(source).find()) {
            missing.removeIf(one -> argument.matcher(one.key).matches());
            extra.removeIf(one -> argument.matcher(one.key).matches());
        }
        extra.removeIf(one ->
                one.shown.matches("<[A-Z]{2,}>") && source.contains(one.shown.substring(1, one.shown.length() - 1)));
    }

    /** Removes branches of a selection if the other text has only the general branch, which serves all values. */
    private static void removeBranches(List<Placeholder> branches, List<Placeholder> others) {
        branches.removeIf(
                one -> one.isBranch() && others.stream().noneMatch(other -> other.isSpecialBranchBeside(one)));
    }

    /** Removes sums of money, such as $5, that are the same sum in the other text: 5 美元. */
    private static void removeMoney(List<Placeholder> placeholders, String other) {
        placeholders.removeIf(one -> one.shown.matches("\\$[1-9]")
                && Pattern.compile("(?<![0-9.,])" + one.shown.charAt(1) + "\\s?(?:美[元金分]|元|块|塊|dollars?\\b)")
                        .matcher(other)
                        .find());
    }

    /** Removes placeholders of a text that the other text contains at least as often, in a placeholder or not. */
    private static void removeWritten(List<Placeholder> placeholders, String text, String other) {
        Map<String, Boolean> written = new HashMap<>();
        placeholders.removeIf(one ->
                written.computeIfAbsent(one.shown, shown -> count(other, shown) >= Math.max(1, count(text, shown))));
    }

    private static int count(String text, String part) {
        int count = 0;
        Deadline.check();
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static boolean isUnbalanced(String text) {
        return text.chars().filter(c -> c == '{').count()
                != text.chars().filter(c -> c == '}').count();
    }

    private static final class Scan {
        private final String text;
        private final boolean isFormula;

        /** If true, the text has several forms and a program shows one of them: {@code one file | {n} files}. */
        private final boolean hasForms;

        private final Pattern placeholder;

        /** Names of the tags that the text closes. */
        private final Set<String> closed;

        private final List<Placeholder> found = new ArrayList<>();

        private Scan(String text, boolean isFormat) {
            this.text = text;
            this.hasForms = text.contains(" | ") || text.contains("{{PLURAL:");
            this.isFormula = FORMULA.matcher(text).find();
            this.placeholder =
                    isFormat ? PLACEHOLDER_OF_C : IS_QT.matcher(text).find() ? PLACEHOLDER_OF_QT : PLACEHOLDER;
            this.closed =
                    CLOSING.matcher(text).results().map(tag -> tag.group(1)).collect(Collectors.toSet());
        }

        /**
         * Returns the placeholders of a text.
         *
         * @param isFormat true if the text is a format of C
         */
        static List<Placeholder> of(String text, boolean isFormat) {
            if (!mayHave(text)) {
                return new ArrayList<>();
            }
            Scan scan = new Scan(text, isFormat);
            IcuMessage.of(text)
                    .ifPresentOrElse(
                            message -> scan.add(message.pieces(), false),
                            () -> scan.addPlain(0, text.length(), false, false));
            return scan.found;
        }

        /** Returns whether a text has a character that begins a placeholder; a percent sign or colon ends most words. */
        private static boolean mayHave(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
                boolean isBeforeName = c == ':' && (next == '_' || (next >= 'a' && next <= 'z'));
                boolean isLength = next == '.' && i + 2 < text.length() && Character.isDigit(text.charAt(i + 2));
                boolean isBeforeType = c == '%' && i + 1 < text.length() && (isLength || ",;.)。，；、）".indexOf(next) < 0);
                if (isBeforeName || isBeforeType || "{<&$".indexOf(c) >= 0) {
                    return true;
                }
            }
            return false;
        }

        /** Adds the placeholders of an ICU message. Tags can contain arguments, but not branches. */
        private void add(List<Piece> pieces, boolean isInBranch) {
            int from = 0;
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                boolean isFirst = i == 0 || isComplex(pieces.get(i - 1));
                from = isFirst ? piece.start() : from;
                if (piece instanceof Argument argument && isComplex(argument)) {
                    addArgument(argument, argument.nameEnd());
                    argument.branches().forEach(branch -> addBranch(argument, branch));
                } else if (i + 1 == pieces.size() || isComplex(pieces.get(i + 1))) {
                    addPlain(from, piece.end(), isInBranch, true);
                }
                if (piece instanceof Argument argument && !isComplex(argument)) {
                    addArgument(argument, argument.end());
                }
            }
        }

        private static boolean isComplex(Piece piece) {
            return piece instanceof Argument argument && !argument.branches().isEmpty();
        }

        private void addArgument(Argument argument, int end) {
            found.add(new Placeholder(argument.start(), end, argument.shown(), argument.shown(), true));
        }

        private void addBranch(Argument argument, Branch branch) {
            if (!argument.kind().isEmpty()) {
                String key = argument.shown().replace("}", ", " + branch.keyword() + "}");
                int end = branch.start() + branch.keyword().length();
                found.add(new Placeholder(branch.start(), end, key, key, true));
            }
            add(branch.pieces(), true);
        }

        /** Adds the placeholders of a text, or those of the words of an ICU message, where braces are no placeholders. */
        private void addPlain(int start, int end, boolean isInBranch, boolean isMessage) {
            Matcher matcher = placeholder.matcher(text).region(start, end).useTransparentBounds(true);
            while (matcher.find()) {
                String written = matcher.group();
                boolean isOther = written.equals("%%")
                        || isPartOfFormula(matcher.start())
                        || (isMessage && written.startsWith("{"))
                        || isNoTag(written, matcher.start());
                if (!isOther) {
                    String shown = shown(written);
                    String key = shown.startsWith("<")
                            ? shown.toLowerCase(Locale.ROOT)
                            : shown.startsWith("{{") ? OPTIONS.matcher(shown).replaceFirst("") : conversion(shown);
                    boolean isRepeatable = isInBranch || hasForms;
                    found.add(new Placeholder(matcher.start(), matcher.end(), key, shown, isRepeatable));
                }
            }
        }

        /** Returns whether what looks like a tag may be something else, since no tag closes it: {@code List<String>}. */
        private boolean isNoTag(String written, int at) {
            Matcher tag = TAG.matcher(written);
            if (!tag.matches() || written.startsWith("</") || written.endsWith("/>") || closed.contains(tag.group(1))) {
                return false;
            }
            boolean isInWord = at > 0 && text.substring(at - 1, at).matches("[A-Za-z0-9]");
            return (isInWord && !tag.group(1).matches(HTML)) || tag.group(1).matches(".*[._].*");
        }

        private boolean isPartOfFormula(int at) {
            return isFormula
                    && at > 0
                    && text.charAt(at) == '{'
                    && text.substring(at - 1, at).matches("[A-Za-z^_}]");
        }

        /**
         * Returns a conversion without the flag for groups of thousands and without the length of a text, and with %d in
         * place of %i, which means the same.
         */
        private static String conversion(String shown) {
            return shown.startsWith("%")
                    ? shown.replace("'", "").replaceFirst("i$", "d").replaceFirst("[-0-9.]+s$", "s")
                    : shown;
        }

        /**
         * Returns the part of a placeholder to compare: the name of a tag, since its titles and URLs may be translated,
         * the name and type of a formatted argument, or the whole placeholder.
         */
        private static String shown(String placeholder) {
            Matcher tag = TAG.matcher(placeholder);
            if (tag.matches()) {
                return "<" + tag.group(1) + ">";
            }
            int comma = placeholder.startsWith("{") ? placeholder.indexOf(',') : -1;
            int second = comma < 0 ? -1 : placeholder.indexOf(',', comma + 1);
            return second < 0 ? placeholder : placeholder.substring(0, second) + "}";
        }
    }
}
