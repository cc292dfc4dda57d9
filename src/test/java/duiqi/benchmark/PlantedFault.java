package duiqi.benchmark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a target with one planted fault.
 *
 * @param target the changed target
 * @param start index of the first UTF-16 unit of the changed words
 * @param end index after the last UTF-16 unit; equals {@code start} if text was removed there
 */
record PlantedFault(String target, int start, int end) {

    /** Returns the fault that replaces a part of a target; empty if this changes nothing. */
    static Optional<PlantedFault> replace(String target, int start, int end, String replacement) {
        String changed = target.substring(0, start) + replacement + target.substring(end);
        return changed.equals(target) || changed.isBlank()
                ? Optional.empty()
                : Optional.of(new PlantedFault(changed, start, start + replacement.length()));
    }

    /** Replaces a random match of a pattern in the target. */
    static Optional<PlantedFault> replaceMatch(
            Pattern pattern, String target, Random random, UnaryOperator<String> replacement) {
        return random(matches(pattern, target), random)
                .flatMap(match -> replace(target, match.start(), match.end(), replacement.apply(match.group())));
    }

    /** Replaces a random match of a pattern that both texts have exactly once. */
    static Optional<PlantedFault> replaceShared(
            Pattern pattern, String source, String target, Random random, UnaryOperator<String> replacement) {
        Set<String> once = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (MatchResult match : matches(pattern, source)) {
            if (!once.add(match.group())) {
                twice.add(match.group());
            }
        }
        once.removeAll(twice);
        List<MatchResult> shared = matches(pattern, target).stream()
                .filter(match -> once.contains(match.group())
                        && target.indexOf(match.group()) == target.lastIndexOf(match.group()))
                .toList();
        return random(shared, random)
                .flatMap(match -> replace(target, match.start(), match.end(), replacement.apply(match.group())));
    }

    /** Inserts faults of one kind. */
    @FunctionalInterface
    interface Planter {
        /** Inserts a fault; empty if the pair has no text where it is possible. */
        Optional<PlantedFault> plant(String source, String target, Random random);
    }

    static <T> Optional<T> random(List<T> choices, Random random) {
        return choices.isEmpty() ? Optional.empty() : Optional.of(choices.get(random.nextInt(choices.size())));
    }

    static List<MatchResult> matches(Pattern pattern, String text) {
        List<MatchResult> matches = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            matches.add(matcher.toMatchResult());
        }
        return matches;
    }

    /** Returns whether a span of the target shows this fault. */
    boolean isShownBy(int spanStart, int spanEnd) {
        return start == end ? spanStart <= start && end <= spanEnd : spanStart < end && start < spanEnd;
    }
}
