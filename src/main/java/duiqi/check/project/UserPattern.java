package duiqi.check.project;

import duiqi.check.CheckSettings;
import duiqi.check.Severity;
import duiqi.check.project.SettingValues.Value;
import duiqi.io.LimitedText;
import duiqi.io.PathGlob;
import duiqi.text.Language;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Represents a section {@code [[patterns]]} of the settings: regular expressions for the source and the target, and the
 * finding to report. Immutable.
 *
 * @param name name of the pattern
 * @param place location of the section in the settings file
 * @param conditions expressions that the texts must match or not match
 * @param advice the finding to report
 * @param scope files and direction of the pattern
 */
public record UserPattern(String name, Location place, Conditions conditions, Advice advice, Scope scope) {
    private static final long MIN_READS_PER_CHARACTER = 20;

    /** Length of an alternative in an expression of words. */
    private static final int LENGTH_PER_READ = 4;

    public UserPattern {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(conditions, "conditions");
        Objects.requireNonNull(advice, "advice");
        Objects.requireNonNull(scope, "scope");
    }

    /**
     * Returns how often the expressions may read a character on average. An alternation reads it for each alternative.
     */
    long readsPerCharacter() {
        int length = Stream.of(
                        conditions.source,
                        conditions.sourceLacks,
                        conditions.target,
                        conditions.targetLacks,
                        conditions.unless)
                .flatMap(Optional::stream)
                .mapToInt(expression -> expression.text().length())
                .max()
                .orElse(0);
        return MIN_READS_PER_CHARACTER + length / LENGTH_PER_READ;
    }

    /**
     * Holds the expressions of a pattern. Immutable.
     *
     * @param source expression that the source must match
     * @param sourceLacks expression that the source must not match
     * @param target expression that the target must match; may refer to groups of the source
     * @param targetLacks expression that the target must not match; may refer to groups of the source
     * @param unless expression for longer words in which a match is correct
     */
    public record Conditions(
            Optional<Expression> source,
            Optional<Expression> sourceLacks,
            Optional<Expression> target,
            Optional<Expression> targetLacks,
            Optional<Expression> unless) {}

    /**
     * Describes the finding of a pattern. Immutable.
     *
     * @param message text of the finding, with references to groups such as {@code $1}
     * @param severity severity of the finding; empty if the pattern is off
     * @param fix replacement for the match in the target, with references to its groups
     */
    public record Advice(String message, Optional<Severity> severity, Optional<String> fix) {}

    /**
     * Limits the units of a pattern. Immutable.
     *
     * @param language language of the target; empty for both
     * @param files patterns for paths; none for all files
     */
    public record Scope(Optional<Language> language, List<PathGlob> files) {
        public Scope {
            files = List.copyOf(files);
        }

        boolean covers(String path) {
            return files.isEmpty() || files.stream().anyMatch(glob -> glob.matches(path));
        }
    }

    /**
     * Holds a regular expression in which {@code $1} may represent a group of another match. Immutable.
     *
     * @param text the expression; {@code \b} separates Latin letters from Chinese too
     * @param plain the compiled expression; empty if it has references
     * @param groups number of groups
     */
    public record Expression(String text, Optional<Pattern> plain, int groups) {
        private static final Pattern REFERENCE = Pattern.compile("(?<!\\\\)\\$([0-9])");
        private static final String LETTER = "[\\p{IsLatin}\\p{Nd}_]";
        private static final String BOUNDARY =
                "(?:(?<=" + LETTER + ")(?!" + LETTER + ")|(?<!" + LETTER + ")(?=" + LETTER + "))";

        /**
         * Compiles an expression.
         *
         * @throws PatternSyntaxException if it is not valid
         */
        static Expression of(String regex, boolean mayRefer) {
            LimitedText.compile(regex, 0);
            String text = withBoundaries(regex);
            boolean refers = mayRefer && REFERENCE.matcher(text).find();
            Pattern pattern = Pattern.compile(refers ? REFERENCE.matcher(text).replaceAll("x") : text);
            int groups = pattern.matcher("").groupCount();
            return new Expression(text, refers ? Optional.empty() : Optional.of(pattern), groups);
        }

        /** Replaces {@code \b} outside character classes. Java 17 and 19 define it differently for Chinese. */
        private static String withBoundaries(String regex) {
            StringBuilder text = new StringBuilder();
            int depth = 0;
            for (int i = 0; i < regex.length(); i++) {
                char c = regex.charAt(i);
                if (c != '\\' || i + 1 == regex.length()) {
                    depth += c == '[' ? 1 : c == ']' && depth > 0 ? -1 : 0;
                    text.append(c);
                } else if (regex.startsWith("\\Q", i)) {
                    int end = regex.indexOf("\\E", i);
                    int stop = end < 0 ? regex.length() : end + 2;
                    text.append(regex, i, stop);
                    i = stop - 1;
                } else {
                    boolean isBoundary = regex.charAt(i + 1) == 'b' && depth == 0 && !regex.startsWith("\\b{", i);
                    text.append(isBoundary ? BOUNDARY : regex.substring(i, i + 2));
                    i++;
                }
            }
            return text.toString();
        }

        boolean refers() {
            return plain.isEmpty();
        }

        /** Returns the largest group that the expression refers to; negative if there is none. */
        static int largestReference(String text) {
            return REFERENCE
                    .matcher(text)
                    .results()
                    .mapToInt(reference -> Integer.parseInt(reference.group(1)))
                    .max()
                    .orElse(-1);
        }

        /** Returns the expression with the groups of another match. */
        Pattern with(MatchResult other) {
            return plain.orElseGet(() -> Pattern.compile(REFERENCE
                    .matcher(text)
                    .replaceAll(reference -> Matcher.quoteReplacement(Pattern.quote(group(other, reference))))));
        }

        /** Returns a message with the groups of a match. Leaves references to groups that do not exist. */
        static String filled(String message, MatchResult match) {
            return REFERENCE
                    .matcher(message)
                    .replaceAll(reference -> Matcher.quoteReplacement(
                            Integer.parseInt(reference.group(1)) <= match.groupCount()
                                    ? group(match, reference)
                                    : reference.group()));
        }

        private static String group(MatchResult match, MatchResult reference) {
            return Optional.ofNullable(match.group(Integer.parseInt(reference.group(1))))
                    .orElse("");
        }
    }

    /** Collects and validates the values of a section. Not thread-safe. */
    static final class Draft {
        /** Keys whose values are texts. */
        static final List<String> TEXTS =
                List.of("name", "source", "target", "source-lacks", "target-lacks", "unless", "message", "fix");

        /** Matches a reference of a replacement, an escape, and a dollar sign that is neither. */
        private static final Pattern DOLLAR = Pattern.compile("\\\\.|\\$(?:([0-9])|\\{([A-Za-z][A-Za-z0-9]*)})?");

        private static final int MAX_LENGTH = 1_000;

        private final Location place;
        private final SettingValues values;
        private final Map<String, Value> texts = new LinkedHashMap<>();
        private final List<PathGlob> files = new ArrayList<>();
        private CheckSettings.SeveritySetting severity = CheckSettings.SeveritySetting.ON;
        private Optional<Language> language = Optional.empty();
        private boolean isInvalid;

        /**
         * Creates a draft.
         *
         * @param values receives the problems
         */
        Draft(Location place, SettingValues values) {
            this.place = place;
            this.values = values;
        }

        static List<String> keys() {
            return Stream.concat(TEXTS.stream(), Stream.of("severity", "target-lang", "files"))
                    .toList();
        }

        void put(Value text) {
            texts.put(text.name(), text);
        }

        void severity(CheckSettings.SeveritySetting level) {
            severity = level;
        }

        void language(Language target) {
            language = Optional.of(target);
        }

        void files(List<PathGlob> globs) {
            files.addAll(globs);
        }

        /** Returns the pattern; empty if it has a problem. */
        Optional<UserPattern> read() {
            String name = text("name").orElse("");
            if (name.isBlank()) {
                problem(place, "[[patterns]] has no name", "add name, for example name = \"percent\"");
            }
            boolean isOff = severity == CheckSettings.SeveritySetting.OFF;
            if (!isOff && Stream.of("source", "target", "target-lacks").noneMatch(texts::containsKey)) {
                problem(place, "[[patterns]] has no expression", "add source, target or target-lacks");
            }
            Optional<Expression> source = expression("source", Optional.empty());
            Optional<Expression> target = expression("target", source);
            Conditions conditions = new Conditions(
                    source,
                    expression("source-lacks", Optional.empty()),
                    target,
                    expression("target-lacks", source),
                    expression("unless", Optional.empty()));
            fix(target);
            Optional<Severity> level = isOff
                    ? Optional.empty()
                    : severity == CheckSettings.SeveritySetting.ON
                            ? Optional.of(Severity.WARNING)
                            : Severity.named(severity.toString());
            return isInvalid
                    ? Optional.empty()
                    : Optional.of(new UserPattern(
                            name.strip(),
                            place,
                            conditions,
                            new Advice(
                                    text("message")
                                            .filter(message -> !message.isBlank())
                                            .orElse("the text matches the pattern " + name.strip()),
                                    level,
                                    text("fix")),
                            new Scope(language, files)));
        }

        private Optional<String> text(String key) {
            return Optional.ofNullable(texts.get(key)).flatMap(Value::text);
        }

        /**
         * Compiles an expression.
         *
         * @param source the expression that it may refer to
         */
        private Optional<Expression> expression(String key, Optional<Expression> source) {
            Value value = texts.get(key);
            if (value == null) {
                return Optional.empty();
            }
            String regex = value.text().orElse("");
            if (regex.length() > MAX_LENGTH) {
                problem(value.place(), key + " has " + regex.length() + " characters", "use at most " + MAX_LENGTH);
                return Optional.empty();
            }
            try {
                Expression expression = Expression.of(regex, source.isPresent());
                int reference = expression.refers() ? Expression.largestReference(regex) : -1;
                if (reference > source.map(Expression::groups).orElse(0)) {
                    problem(
                            value.place(),
                            key + " refers to group " + reference + ", which source does not have",
                            "add a group in parentheses to source");
                } else if (expression.plain().filter(Draft::matchesAnywhere).isPresent()) {
                    problem(value.place(), key + " matches empty text", "require at least one character");
                }
                return Optional.of(expression);
            } catch (PatternSyntaxException e) {
                if (e.getIndex() < 0 && e.getDescription().startsWith("has ")) {
                    problem(value.place(), key + " " + e.getDescription(), "simplify it");
                    return Optional.empty();
                }
                String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
                problem(
                        value.place(),
                        key + " is not a valid regular expression: " + e.getDescription() + where,
                        "correct it; put \\ before ( [ { * + ? . | ^ $ to match the character itself");
            }
            return Optional.empty();
        }

        private static boolean matchesAnywhere(Pattern pattern) {
            return pattern.matcher("").find()
                    && pattern.matcher("\u0001\u0001").results().count() > 2;
        }

        private void fix(Optional<Expression> target) {
            Value fix = texts.get("fix");
            if (fix == null) {
                return;
            }
            if (target.isEmpty()) {
                if (!isInvalid) {
                    problem(fix.place(), "fix has no target to replace", "add target, or remove fix");
                }
                return;
            }
            String text = fix.text().orElse("");
            DOLLAR.matcher(text)
                    .results()
                    .filter(found -> !found.group().startsWith("\\"))
                    .filter(found -> !isGroup(found, target.get()))
                    .findFirst()
                    .ifPresent(found -> problem(
                            fix.place(),
                            "fix has " + found.group() + ", which is no group of target",
                            "add a group in parentheses to target, or write \\\\$ for a dollar sign"));
            if (text.endsWith("\\") && !text.endsWith("\\\\")) {
                problem(fix.place(), "fix ends with a backslash", "write two backslashes");
            }
        }

        private static boolean isGroup(MatchResult found, Expression target) {
            if (found.group(1) != null) {
                return Integer.parseInt(found.group(1)) <= target.groups();
            }
            return found.group(2) != null && target.text().contains("(?<" + found.group(2) + ">");
        }

        private void problem(Location where, String problem, String remedy) {
            isInvalid = true;
            values.problem(where, problem, remedy);
        }
    }
}
