package duiqi.check.name;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan.Side;
import duiqi.text.Characters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Finds names and code in Latin letters that the translation changes or omits: identifiers, command-line options, file
 * names, keys, product names. Differences in digits are the subject of another rule. Stateless.
 */
public final class CodeMismatch implements Check {
    public static final Rule RULE = Rule.of(
                    "code-mismatch",
                    Severity.WARNING,
                    "a name, an identifier, an option or a key of the source is changed or missing")
            .measured(84, 110);

    /** Texts with more codes are logs or tables; a comparison of all pairs would take too long. */
    private static final int MAX_CODES = 300;

    private static final Pattern PARAMETER = Pattern.compile("(?!(?:mac|i|e|tv)[A-Z])[a-z][\\w.]*");
    private static final Pattern ORDINARY = Pattern.compile("[A-Za-z][a-z]*(?: [A-Za-z][a-z]*)*+");
    /** Matches the name of an argument after its option: --domain=NAME, -m, --mindays MIN_DAYS. */
    private static final Pattern ARGUMENT =
            Pattern.compile("(?<![\\w-])--?[\\w-]+(?:=|\\[=| )([A-Z]+(?:_[A-Z]+)*)(?![a-z])");

    /** Matches a name that the Chinese translates: 语言_国家, 文件.po, --选项, [本地端口]. */
    private static final Pattern TRANSLATED =
            Pattern.compile("\\p{IsHan}(?:_|\\.(?=\\w))|_\\p{IsHan}|--\\p{IsHan}|<\\p{IsHan}+>|\\[\\p{IsHan}+\\]\\[");

    private static final Pattern STAGE_WORD = Pattern.compile("测试|候选|预览|公测|内测|版");

    @Override
    public List<Finding> check(CheckedUnit unit) {
        String source = unit.source().text();
        String target = unit.target().text();
        if (target.isBlank()) {
            return List.of();
        }
        List<Code> sources = Code.in(source).stream()
                .filter(code -> !code.isAccessKey(target))
                .toList();
        if (sources.isEmpty()) {
            return List.of();
        }
        List<Code> targets = Code.in(target);
        if (sources.size() > MAX_CODES || targets.size() > MAX_CODES) {
            return List.of();
        }
        List<Code> missing = absent(sources, targets, target);
        List<Code> extra = unknown(targets, sources);
        List<Finding> findings = new ArrayList<>();
        Set<Integer> reported = new HashSet<>();
        for (Code one : missing) {
            if (reported.stream().anyMatch(at -> at >= one.start() && at < one.end())) {
                continue;
            }
            Optional<Code> other = extra.stream()
                    .filter(candidate -> Likeness.isChanged(one, candidate, extra))
                    .findFirst();
            if (other.isPresent()) {
                findings.add(changed(unit, one, other.get()));
                extra.removeIf(
                        code -> code.start() < other.get().end() && other.get().start() < code.end());
                reported.add(one.start());
            } else if (isNeeded(one, source, target)) {
                // Some translations describe a parameter such as tabWidth in words.
                findings.add(Finding.of(RULE, unit, one.text() + " is missing from the " + unit.language(Side.TARGET))
                        .as(one.kind() == Code.Kind.MIXED ? Severity.NOTE : Severity.WARNING)
                        .inSource(one.start(), one.end())
                        .inWholeTarget()
                        .about(one.text()));
                reported.add(one.start());
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
        String message = other.text() + " does not match " + one.text() + " in the " + unit.language(Side.SOURCE);
        return Finding.of(RULE, unit, message)
                .inTarget(other.start(), other.end())
                .inSource(one.start(), one.end())
                .about(one.text())
                .suggesting(List.of(one.text()));
    }

    /** Returns whether a translation that has nothing like this code is wrong. */
    private static boolean isNeeded(Code code, String source, String target) {
        if (source.strip().length() <= code.text().length() + 2 || isArgument(code, source, target)) {
            return false;
        }
        return switch (code.kind()) {
            case OPTION -> code.text().startsWith("--") || code.text().length() == 2;
            case CALL ->
                !target.contains(code.text()
                        .substring(code.text().lastIndexOf('.') + 1, code.text().length() - 2));
            case VARIABLE, FILE, IDENTIFIER -> true;
            case KEYS -> code.text().matches(".*[+-]\\s?(?:F?[0-9]{1,2}|[A-Za-z])");
            case VERSION -> !STAGE_WORD.matcher(target).find();
            case QUOTED -> !ORDINARY.matcher(code.text()).matches();
            // In a menu such as "Date/siZe/tO" the capitals are keys.
            case MIXED -> PARAMETER.matcher(code.text()).matches() && !source.startsWith("/", code.start() - 1);
            case WORD -> false;
        };
    }

    /** Returns whether a code is the name of an argument in a description of options, which translations may translate. */
    private static boolean isArgument(Code code, String source, String target) {
        boolean isName = code.kind() == Code.Kind.FILE
                || code.kind() == Code.Kind.IDENTIFIER
                || code.text().startsWith("--");
        return isName
                && (TRANSLATED.matcher(target).find()
                        || ARGUMENT.matcher(source)
                                .results()
                                .map(argument -> argument.group(1))
                                .anyMatch(name ->
                                        code.text().equals(name) || code.text().startsWith(name + ".")));
    }

    /** Returns the codes that the other text does not contain, each once. */
    private static List<Code> absent(List<Code> codes, List<Code> others, String other) {
        String text = other.toLowerCase(Locale.ROOT).replace("\\", "");
        Set<String> known = new HashSet<>();
        others.forEach(code -> known.add(code.key()));
        List<Code> absent = new ArrayList<>();
        for (Code code : codes) {
            String key = code.key();
            boolean isThere = switch (code.kind()) {
                case KEYS -> known.contains(key);
                case OPTION, CALL, FILE, IDENTIFIER ->
                    containsWord(key.length() == 2 ? other : text, key)
                            || (key.indexOf('_') > 0 && text.contains(key.replace('_', ' ')))
                            || (code.kind() == Code.Kind.IDENTIFIER && containsWord(text, singular(key)));
                case MIXED -> text.contains(singular(key));
                default -> text.contains(key);
            };
            if (!isThere && known.add(key)) {
                absent.add(code);
            }
        }
        return absent;
    }

    private static String singular(String key) {
        return key.endsWith("s") ? key.substring(0, key.length() - 1) : key;
    }

    /** Returns whether a text contains a word that is not a part of a longer Latin word. */
    private static boolean containsWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            if ((at == 0 || !isLatin(text.charAt(at - 1))) && (end == text.length() || !isLatin(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLatin(char c) {
        return c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
    }

    /** Decides whether a code of the target is a changed code of the source. */
    private static final class Likeness {
        private static final int MIN_LENGTH = 4;
        private static final int LONG = 8;
        private static final Pattern IRRELEVANT = Pattern.compile("[0-9]|^_+|_+$");
        private static final Pattern PREFIX =
                Pattern.compile("(?:anti|non|pre|post|pro|sub|super|multi|un|self|inter|intra|bat)-?");

        private static final Pattern ENDING =
                Pattern.compile("(?:e?s|e?d|ing|ings|e?rs?|e|y|ies|ity|ions?|al|ional|ly)?");

        private Likeness() {}

        static boolean isChanged(Code one, Code other, List<Code> extra) {
            String source = one.key();
            String target = other.key();
            if (isSame(source, target)) {
                return false;
            }
            return switch (one.kind()) {
                case KEYS, VARIABLE, VERSION -> other.kind() == one.kind();
                case OPTION ->
                    other.kind() == Code.Kind.OPTION
                            && (source.length() == 2) == (target.length() == 2)
                            && (isMisspelt(source, target) || isOnly(other, extra));
                case QUOTED -> other.kind() == Code.Kind.QUOTED && isOnly(other, extra);
                default -> isChangedWord(one, other);
            };
        }

        private static boolean isSame(String one, String other) {
            return IRRELEVANT
                    .matcher(one)
                    .replaceAll("")
                    .equals(IRRELEVANT.matcher(other).replaceAll(""));
        }

        private static boolean isAbbreviation(Code code) {
            return code.text().equals(code.text().toUpperCase(Locale.ROOT));
        }

        private static boolean isChangedWord(Code one, Code other) {
            boolean isWord = other.kind() != Code.Kind.QUOTED && other.kind() != Code.Kind.OPTION;
            boolean isInflected = one.kind() != Code.Kind.CALL && isInflected(one.key(), other.key());
            boolean isRelated = one.isCode() && other.isCode() && isRelated(one.key(), other.key());
            return isWord && !isInflected && (isRelated || isMisspelt(one.key(), other.key()));
        }

        /** Returns whether a word of the target is a misspelt word of the source. */
        static boolean isMisspelt(Code one, Code other) {
            String source = one.key();
            String target = other.key();
            return one.kind() == other.kind()
                    && (one.isCode() || one.kind() == Code.Kind.WORD)
                    && !isSame(source, target)
                    && isMisspelt(source, target)
                    && ((isAbbreviation(one) && isAbbreviation(other)) || !isInflected(source, target));
        }

        private static boolean isOnly(Code other, List<Code> extra) {
            return extra.stream()
                            .filter(code -> code.kind() == other.kind()
                                    && (code.text().length() == 2)
                                            == (other.text().length() == 2))
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
            boolean areEndings =
                    ENDING.matcher(rest).matches() && ENDING.matcher(otherRest).matches();
            boolean isSameEnding = !rest.isEmpty()
                    && !otherRest.isEmpty()
                    && rest.endsWith(otherRest.substring(otherRest.length() - 1));
            return (areEndings && !isSameEnding)
                    || (otherRest.isEmpty() && rest.length() > 1)
                    || (one.endsWith(other)
                            && PREFIX.matcher(one.substring(0, one.length() - other.length()))
                                    .matches());
        }

        private static String american(String word) {
            return word.replace("-", "")
                    .replace("our", "or")
                    .replaceAll("is(?=[aeiy])", "iz")
                    .replace("tre", "ter")
                    .replace("ll", "l");
        }

        /** Returns whether the equal start and end make up more than half of the longer code. */
        private static boolean isRelated(String one, String other) {
            return 2 * Characters.commonEnds(one, other) > Math.max(one.length(), other.length());
        }
    }
}
