package duiqi.check.project;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import duiqi.check.Check;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.text.Deadline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Applies the patterns of the settings. */
public final class PatternCheck implements Check {
    /** The severity is the highest one, so that each pattern keeps its own. */
    public static final Rule RULE = Rule.of("pattern", Severity.ERROR, "the texts match a pattern of the settings");

    /** Maximum number of matches of one pattern in a text. */
    private static final int MAX_MATCHES = 50;

    private final List<UserPattern> patterns;
    private final CheckSettings.ProjectFolder folder;
    private final boolean hasFiles;
    private final Map<String, List<UserPattern>> byFile = new LinkedHashMap<>();

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
    public List<Finding> check(CheckedUnit unit) {
        List<Finding> findings = new ArrayList<>();
        for (UserPattern pattern : patterns(unit)) {
            boolean isInDirection = pattern.scope()
                    .language()
                    .map(language -> language.isSameAs(unit.direction().target()))
                    .orElse(true);
            if (isInDirection) {
                findings.addAll(new OneUnit(unit, pattern).findings());
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

    private record OneUnit(CheckedUnit unit, UserPattern pattern) {
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
                Finding finding = finding(source.map(Match::groups).orElse(List.of("")));
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
                Finding finding = finding(match.groups)
                        .inTarget(match.start, match.end)
                        .suggesting(match.fix.stream().toList());
                findings.add(marked(finding, source));
            }
            return findings;
        }

        private Finding finding(List<String> groups) {
            return Finding.of(
                            RULE,
                            unit,
                            UserPattern.Expression.filled(pattern.advice().message(), groups))
                    .about(pattern.name())
                    .as(pattern.advice().severity().orElseThrow());
        }

        private static Finding marked(Finding finding, Optional<Match> source) {
            return source.map(match -> finding.inSource(match.start, match.end)).orElse(finding);
        }

        private static Pattern expression(UserPattern.Expression expression, Optional<Match> source) {
            return source.map(match -> expression.with(match.groups))
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
                    .filter(match ->
                            masks.stream().noneMatch(mask -> mask.start <= match.start && match.end <= mask.end))
                    .toList();
        }

        private List<Match> matches(Pattern expression, String text, int most) {
            return matches(expression, text, most, Optional.empty());
        }

        private List<Match> matches(Pattern expression, String text, int most, Optional<String> fix) {
            Matcher matcher = expression.matcher(Deadline.watched(text));
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
                List<String> groups = IntStream.rangeClosed(0, matcher.groupCount())
                        .mapToObj(group -> Objects.requireNonNullElse(matcher.group(group), ""))
                        .toList();
                matches.add(new Match(matcher.start(), matcher.end(), groups, replacement));
            }
            return matches;
        }
    }

    /**
     * Holds a match.
     *
     * @param start index of its first UTF-16 unit
     * @param end index after its last one
     * @param groups its text and the texts of its groups
     * @param fix the replacement; empty if the pattern has none
     */
    private record Match(int start, int end, List<String> groups, Optional<String> fix) {}
}
