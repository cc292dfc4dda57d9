package duiqi.review;

import duiqi.align.Aligner;
import duiqi.align.Alignment;
import duiqi.review.Operation.RejectedException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the runner-up of a bead: the best alignment of its surroundings without this bead. Immutable.
 *
 * @param now the current beads that the runner-up replaces, in page order; one of them is the bead
 * @param probability probability that all current beads are right, for one bead its own; empty if no path has them, for
 *     example because a user made them
 * @param groups the beads of the runner-up, with the same sentences as the current beads
 * @param otherProbability probability that all beads of the runner-up are right; comparable with {@code probability}
 * @param sentences the sentences of these beads
 */
public record RunnerUp(
        List<ReviewBead> now,
        OptionalDouble probability,
        List<Operation.Regroup.Group> groups,
        double otherProbability,
        List<Sentence> sentences) {
    /** Rows of the surroundings on each side of the bead. */
    private static final int ROWS = 12;

    /** Most sentences of both texts, and most UTF-16 units, on each side of the bead and in the bead. */
    private static final int MAX_SENTENCES = 60;

    private static final int MAX_LENGTH = 6_000;

    /** Smallest probability of a runner-up. Less probable ones would read as 0 %. */
    private static final double MIN_PROBABILITY = 0.005;

    private static final int MAX_SHOWN = 6;

    /**
     * Finds the runner-up of a bead. Aligns the rows around the bead; for ordinary texts this takes less than 0.3 s. As
     * in a {@link Realignment}, pairs around the bead that a user confirmed or set by hand are fixed.
     *
     * @param rows all rows of the review
     * @param bead id of the bead
     * @return empty if there is no other probable alignment, or if the bead crosses others or is too large to align again
     * @throws RejectedException if the bead does not exist
     */
    public static Optional<RunnerUp> of(ReviewOrigin origin, List<ReviewState.Row> rows, String bead, Aligner aligner)
            throws RejectedException {
        int place = 0;
        while (place < rows.size() && !rows.get(place).bead().id().equals(bead)) {
            place++;
        }
        if (place == rows.size()) {
            throw RejectedException.isGone();
        }
        if (rows.get(place).pieces() > 1 || !fit(rows.subList(place, place + 1))) {
            return Optional.empty();
        }
        int from = place;
        while (from > 0 && place - from < ROWS && fit(rows.subList(from - 1, place))) {
            from--;
        }
        int to = place + 1;
        while (to < rows.size() && to - place <= ROWS && fit(rows.subList(place + 1, to + 1))) {
            to++;
        }
        ReviewBead asked = rows.get(place).bead();
        Predicate<ReviewBead> isFixed = each -> each.isAnchor() && !each.equals(asked);
        // No path contains beads with several rows, or sentences that a user left unpaired.
        AnchoredRows around = AnchoredRows.of(
                origin,
                rows.subList(from, to),
                row -> row.pieces() > 1 || (row.bead().isNull() && isFixed.test(row.bead())),
                isFixed);
        return aligner.alternative(
                        around.pair(),
                        around.text().text().alignment().beads(),
                        around.text().bead(asked))
                .filter(found -> found.otherProbability() >= MIN_PROBABILITY)
                .map(found -> of(found, around));
    }

    /**
     * Explains a set of beads by its words. Words that the other set treats differently come first.
     *
     * @param matches words of both sides that translate each other, such as {@code 气象站 = weather station}
     * @param source content words of the source without a translation in their bead; those of unpaired sentences are
     *     omitted
     * @param target the same of the target
     */
    public record Reasons(Words matches, Words source, Words target) {}

    /**
     * Holds some words.
     *
     * @param count number of all words
     * @param shown the first of them
     */
    public record Words(int count, List<String> shown) {}

    /**
     * Holds the reasons for both sets of beads.
     *
     * @param now reasons of the current beads
     * @param other reasons of the runner-up
     */
    public record Comparison(Reasons now, Reasons other) {}

    /** Explains the current beads and the runner-up by their words. */
    public Comparison compare(ReviewOrigin origin, BeadWords words) {
        List<BeadWords.Words> here = now.stream()
                .map(bead -> words.of(origin, all(bead.source()), all(bead.target())))
                .toList();
        List<BeadWords.Words> there = groups.stream()
                .map(group -> words.of(origin, all(group.source()), all(group.target())))
                .toList();
        return new Comparison(reasons(here, there), reasons(there, here));
    }

    private List<Sentence> all(List<String> ids) {
        return sentences.stream()
                .filter(sentence -> ids.contains(sentence.id()))
                .toList();
    }

    private Reasons reasons(List<BeadWords.Words> own, List<BeadWords.Words> other) {
        // The stronger of equal links comes first. A link is given by its places, without its strength.
        Function<BeadWords.Words, Stream<List<List<Sentence.Span>>>> links = words -> words.links().stream()
                .sorted(Comparator.comparingDouble(BeadWords.Link::strength).reversed())
                .map(link -> List.of(link.source(), link.target()));
        return new Reasons(
                words(own, other, links, link -> text(link.get(0)) + " = " + text(link.get(1))),
                words(own, other, words -> words.left().source().stream(), span -> text(List.of(span))),
                words(own, other, words -> words.left().target().stream(), span -> text(List.of(span))));
    }

    private static <T> Words words(
            List<BeadWords.Words> own,
            List<BeadWords.Words> other,
            Function<BeadWords.Words, Stream<T>> part,
            Function<T, String> text) {
        Set<T> others = other.stream().flatMap(part).collect(Collectors.toSet());
        List<String> all = own.stream()
                .flatMap(part)
                .sorted(Comparator.comparing(others::contains))
                .map(text)
                .toList();
        return new Words(all.size(), all.stream().distinct().limit(MAX_SHOWN).toList());
    }

    private String text(List<Sentence.Span> spans) {
        return spans.stream()
                .map(span -> all(List.of(span.sentence())).get(0).text().substring(span.start(), span.end()))
                .collect(Collectors.joining(" … "));
    }

    /** Returns whether rows are few and short enough for one side of the bead, or for the bead. */
    private static boolean fit(List<ReviewState.Row> rows) {
        List<Sentence> all = rows.stream()
                .flatMap(row -> Stream.concat(row.source().stream(), row.target().stream()))
                .toList();
        return all.size() <= MAX_SENTENCES
                && all.stream().mapToInt(one -> one.text().length()).sum() <= MAX_LENGTH;
    }

    private static RunnerUp of(Alignment.Alternative found, AnchoredRows around) {
        List<ReviewBead> now = around.state().beads().stream()
                .filter(each -> found.now().contains(around.text().bead(each)))
                .toList();
        List<Operation.Regroup.Group> groups = found.other().stream()
                .map(other -> new Operation.Regroup.Group(
                        AnchoredRows.ids(other.source(), around.state().source()),
                        AnchoredRows.ids(other.target(), around.state().target())))
                .toList();
        Set<String> ids =
                now.stream().flatMap(each -> each.sentences().stream()).collect(Collectors.toSet());
        List<Sentence> sentences = Stream.concat(around.state().source().stream(), around.state().target().stream())
                .filter(sentence -> ids.contains(sentence.id()))
                .toList();
        OptionalDouble raw = found.probability();
        // The page shows the calibrated probability of a pair. The runner-up keeps its share of the remaining
        // probability.
        OptionalDouble shown = raw.isPresent() && now.size() == 1 ? now.get(0).probability() : raw;
        double scale = shown.isPresent() && raw.orElse(1) < 1 ? (1 - shown.getAsDouble()) / (1 - raw.getAsDouble()) : 1;
        return new RunnerUp(now, shown, groups, found.otherProbability() * scale, sentences);
    }
}
