package duiqi.check.project;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import duiqi.check.CheckSettings;
import duiqi.check.Severity;
import duiqi.check.project.SettingValues.Value;
import duiqi.io.PathGlob;
import duiqi.io.UserExpression;
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
    public UserPattern {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(conditions, "conditions");
        Objects.requireNonNull(advice, "advice");
        Objects.requireNonNull(scope, "scope");
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
     * @param text the expression
     * @param plain the compiled expression; empty if it has references
     * @param groups number of groups
     */
    public record Expression(String text, Optional<Pattern> plain, int groups) {
        private static final java.util.regex.Pattern REFERENCE = java.util.regex.Pattern.compile("(?<!\\\\)\\$([0-9])");
        /**
         * Compiles an expression.
         *
         * @throws PatternSyntaxException if it is not valid
         */
        static Expression of(String regex, boolean mayRefer) {
            boolean refers = mayRefer && REFERENCE.matcher(regex).find();
            Pattern pattern =
                    UserExpression.compile(refers ? REFERENCE.matcher(regex).replaceAll("x") : regex, 0);
            return new Expression(regex, refers ? Optional.empty() : Optional.of(pattern), pattern.groupCount());
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
        Pattern with(List<String> groups) {
            return plain.orElseGet(() -> UserExpression.compile(
                    REFERENCE
                            .matcher(text)
                            .replaceAll(reference -> Matcher.quoteReplacement(Pattern.quote(group(groups, reference)))),
                    0));
        }

        /** Returns a message with the groups of a match. Leaves references to groups that do not exist. */
        static String filled(String message, List<String> groups) {
            return REFERENCE
                    .matcher(message)
                    .replaceAll(reference -> Matcher.quoteReplacement(group(groups, reference)));
        }

        private static String group(List<String> groups, MatchResult reference) {
            int number = Integer.parseInt(reference.group(1));
            return number < groups.size() ? groups.get(number) : reference.group();
        }
    }

    /** Collects and validates the values of a section. Not thread-safe. */
    static final class Draft {
        /** Keys whose values are texts. */
        static final List<String> TEXTS =
                List.of("name", "source", "target", "source-lacks", "target-lacks", "unless", "message", "fix");

        /** Matches a reference of a replacement, an escape, and a dollar sign that is neither. */
        private static final java.util.regex.Pattern DOLLAR =
                java.util.regex.Pattern.compile("\\\\.|\\$(?:([0-9])|\\{([A-Za-z][A-Za-z0-9]*)})?");

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
                problem(
                        value.place(),
                        key + " is not a valid regular expression: " + e.getDescription(),
                        UserExpression.REMEDY + "; put \\ before ( [ { * + ? . | ^ $ to match the character itself");
            }
            return Optional.empty();
        }

        private static boolean matchesAnywhere(Pattern pattern) {
            com.google.re2j.Matcher inside = pattern.matcher("\u0001\u0001");
            return inside.find(1) && inside.end() == 1;
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
