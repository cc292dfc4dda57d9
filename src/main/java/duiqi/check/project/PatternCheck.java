package duiqi.check.project;

import duiqi.check.Check;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.io.LimitedText;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Applies the patterns of the settings. Each search has a limited number of character reads. A pattern that exceeds
 * it is not applied to that unit, and after the last unit the check reports it once. A pattern that exceeds the limit of
 * a run is not applied to any more units.
 */
public final class PatternCheck implements Check {
    /** The severity is the highest one, so that each pattern keeps its own. */
    public static final Rule RULE = Rule.of("pattern", Severity.ERROR, "the texts match a pattern of the settings");

    private static final long MIN_READS = 100_000;
    private static final long READS_PER_CHARACTER = 50;

    /** Maximum number of matches of one pattern in a text. */
    private static final int MAX_MATCHES = 50;

    /** Number of reads of a pattern in any number of units. */
    private static final long RUN_READS = 20_000_000;

    /** Number of reads that are charged for a text on which an expression overflows the stack. */
    private static final long OVERFLOW_READS = 100_000;

    private final List<UserPattern> patterns;
    private final CheckSettings.ProjectFolder folder;
    private final boolean hasFiles;
    private final Map<String, List<UserPattern>> byFile = new LinkedHashMap<>();
    private final Map<String, Work> work = new LinkedHashMap<>();

    /** Creates a check with the patterns of the settings. */
    public PatternCheck(CheckSettings settings) {
        this.patterns = settings.house().patterns().stream()
                .filter(pattern -> pattern.advice().severity().isPresent())
                .toList();
        this.folder = new CheckSettings.ProjectFolder(settings.folder());
        this.hasFiles =
                patterns.stream().anyMatch(pattern -> !pattern.scope().files().isEmpty());
    }

    @Override
    public Scope scope() {
        return Scope.MESSAGES;
    }

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        List<Finding> findings = new ArrayList<>();
        for (UserPattern pattern : patterns(unit)) {
            boolean isInDirection = pattern.scope()
                    .language()
                    .map(language -> language.isSameAs(unit.direction().target()))
                    .orElse(true);
            Work done = work.computeIfAbsent(pattern.name(), name -> new Work(pattern));
            if (!isInDirection || done.allowance.isSpent()) {
                continue;
            }
            try {
                findings.addAll(new OneUnit(unit, pattern, done.allowance).findings());
            } catch (UncheckedIOException tooSlow) {
                done.skip(unit);
            } catch (StackOverflowError tooDeep) {
                done.allowance.spend(OVERFLOW_READS);
                done.skip(unit);
            }
        }
        return findings;
    }

    private List<UserPattern> patterns(CheckedUnit unit) {
        if (!hasFiles) {
            return patterns;
        }
        return byFile.computeIfAbsent(unit.location(0).file(), file -> {
            String path = folder.relative(file);
            return patterns.stream()
                    .filter(pattern -> pattern.scope().covers(path))
                    .toList();
        });
    }

    @Override
    public List<Finding> finish() {
        List<Finding> findings = new ArrayList<>();
        work.values()
                .forEach(done -> done.first.ifPresent(first -> {
                    String more = done.skipped == 1 ? "" : " and on " + Plurals.of(done.skipped - 1, "more unit");
                    String later = done.allowance.isSpent() ? " here and in all later units" : "";
                    findings.add(Finding.of(
                                    RULE,
                                    first,
                                    "the pattern " + done.pattern.name() + " (" + done.pattern.place()
                                            + ") takes too long here" + more
                                            + ", so duiqi skipped it" + later
                                            + "; remove nested repetitions, for example (a+)+")
                            .about(done.pattern.name()));
                }));
        return findings;
    }

    /** Counts the work of a pattern and the units on which it takes too long. Not thread-safe. */
    private static final class Work {
        private final UserPattern pattern;
        private final LimitedText.Allowance allowance;
        private Optional<CheckedUnit> first = Optional.empty();
        private int skipped;

        Work(UserPattern pattern) {
            this.pattern = pattern;
            this.allowance = new LimitedText.Allowance(RUN_READS, pattern.readsPerCharacter());
        }

        void skip(CheckedUnit unit) {
            first = first.filter(earlier -> CheckedUnit.BY_PLACE.compare(earlier, unit) <= 0)
                    .or(() -> Optional.of(unit));
            skipped++;
        }
    }

    /** Applies a pattern to a unit. */
    private record OneUnit(CheckedUnit unit, UserPattern pattern, LimitedText.Allowance allowance) {
        List<Finding> findings() {
            UserPattern.Conditions conditions = pattern.conditions();
            String source = unit.source().text();
            String target = unit.target().text();
            boolean needsTarget =
                    conditions.target().isPresent() || conditions.targetLacks().isPresent();
            if (needsTarget && target.isBlank()) {
                return List.of();
            }
            if (conditions.sourceLacks().isPresent()
                    && !matches(conditions.sourceLacks().get().plain().orElseThrow(), source, 1)
                            .isEmpty()) {
                return List.of();
            }
            if (conditions.source().isEmpty()) {
                return inTarget(Optional.empty());
            }
            List<Match> found = matches(conditions.source().get().plain().orElseThrow(), source, MAX_MATCHES);
            if (conditions.target().isEmpty()) {
                found = unmasked(found, source);
            }
            if (found.isEmpty()) {
                return List.of();
            }
            boolean refers =
                    conditions.target().filter(UserPattern.Expression::refers).isPresent()
                            || conditions
                                    .targetLacks()
                                    .filter(UserPattern.Expression::refers)
                                    .isPresent();
            List<Finding> findings = new ArrayList<>();
            for (Match match : refers || !needsTarget ? found : found.subList(0, 1)) {
                findings.addAll(inTarget(Optional.of(match)));
            }
            return findings;
        }

        /** Returns the findings about the target, or about the source if the pattern has no target. */
        private List<Finding> inTarget(Optional<Match> source) {
            UserPattern.Conditions conditions = pattern.conditions();
            String target = unit.target().text();
            if (conditions.targetLacks().isPresent()
                    && !matches(expression(conditions.targetLacks().get(), source), target, 1)
                            .isEmpty()) {
                return List.of();
            }
            if (conditions.target().isEmpty()) {
                Finding finding = source.map(match -> finding(match.result)).orElseGet(() -> finding(NOTHING));
                finding = conditions.targetLacks().isPresent() ? finding.inWholeTarget() : finding;
                return List.of(marked(finding, source));
            }
            List<Finding> findings = new ArrayList<>();
            for (Match match : unmasked(
                    matches(
                            expression(conditions.target().get(), source),
                            target,
                            MAX_MATCHES,
                            pattern.advice().fix()),
                    target)) {
                Finding finding = finding(match.result)
                        .inTarget(match.result.start(), match.result.end())
                        .suggesting(match.fix.stream().toList());
                findings.add(marked(finding, source));
            }
            return findings;
        }

        private static final MatchResult NOTHING = matched("");

        private static MatchResult matched(String text) {
            Matcher matcher = Pattern.compile("(?s).*").matcher(text);
            matcher.matches();
            return matcher.toMatchResult();
        }

        private Finding finding(MatchResult match) {
            return Finding.of(
                            RULE,
                            unit,
                            UserPattern.Expression.filled(pattern.advice().message(), match))
                    .about(pattern.name())
                    .as(pattern.advice().severity().orElseThrow());
        }

        private static Finding marked(Finding finding, Optional<Match> source) {
            return source.map(match -> finding.inSource(match.result.start(), match.result.end()))
                    .orElse(finding);
        }

        private Pattern expression(UserPattern.Expression expression, Optional<Match> source) {
            // Compiling an expression with the words of a match costs about the same as reading them some times.
            source.filter(match -> expression.refers())
                    .ifPresent(match -> allowance.spend(100L + match.result.end() - match.result.start()));
            return source.map(match -> expression.with(match.result))
                    .orElseGet(() -> expression.plain().orElseThrow());
        }

        /** Returns the matches that are not inside a match of {@code unless}. */
        private List<Match> unmasked(List<Match> found, String text) {
            if (found.isEmpty() || pattern.conditions().unless().isEmpty()) {
                return found;
            }
            List<Match> masks =
                    matches(pattern.conditions().unless().get().plain().orElseThrow(), text, Integer.MAX_VALUE);
            return found.stream()
                    .filter(match -> masks.stream()
                            .noneMatch(mask -> mask.result.start() <= match.result.start()
                                    && match.result.end() <= mask.result.end()))
                    .toList();
        }

        private List<Match> matches(Pattern expression, String text, int most) {
            return matches(expression, text, most, Optional.empty());
        }

        private List<Match> matches(Pattern expression, String text, int most, Optional<String> fix) {
            LimitedText limited = allowance.next(
                    text,
                    MIN_READS + READS_PER_CHARACTER * text.length(),
                    () -> new FormatException(pattern.name(), "takes too long", "simplify it"));
            Matcher matcher = expression.matcher(limited);
            List<Match> matches = new ArrayList<>();
            StringBuilder replaced = new StringBuilder();
            int before = 0;
            while (matches.size() < most && matcher.find()) {
                Optional<String> replacement = Optional.empty();
                if (fix.isPresent()) {
                    int start = replaced.length() + matcher.start() - before;
                    matcher.appendReplacement(replaced, fix.get());
                    replacement = Optional.of(replaced.substring(start));
                    before = matcher.end();
                }
                matches.add(new Match(matcher.toMatchResult(), replacement));
            }
            return matches;
        }
    }

    /**
     * Holds a match.
     *
     * @param result the place and the groups
     * @param fix the replacement; empty if the pattern has none
     */
    private record Match(MatchResult result, Optional<String> fix) {}
}
