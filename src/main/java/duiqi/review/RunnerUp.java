package duiqi.review;

import duiqi.align.Aligner;
import duiqi.align.Alignment;
import duiqi.align.Bead;
import duiqi.align.HardBoundaries;
import duiqi.align.HardBoundaries.Gate;
import duiqi.align.ParallelText;
import duiqi.align.TextPair;
import duiqi.review.Operation.RejectedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the runner-up of a bead: the best alignment of its surroundings without this bead. Immutable.
 *
 * @param now the current beads that the runner-up replaces, in page order; one of them is the bead
 * @param probability probability that all current beads are right; empty if no path of the aligner contains them, for
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

    public RunnerUp {
        now = List.copyOf(now);
        groups = List.copyOf(groups);
        sentences = List.copyOf(sentences);
    }

    /** Returns the step that replaces the current beads by the runner-up. */
    public Operation.Regroup taking() {
        return new Operation.Regroup(now.stream().map(ReviewBead::id).toList(), groups);
    }

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
            throw RejectedException.beadIsGone();
        }
        if (rows.get(place).pieces() > 1 || !new Room().take(rows.get(place))) {
            return Optional.empty();
        }
        return new Surroundings(rows, place)
                .runnerUp(origin, aligner)
                .filter(found -> found.otherProbability() >= MIN_PROBABILITY);
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
    public record Words(int count, List<String> shown) {
        private static final int MAX_SHOWN = 6;

        public Words {
            shown = List.copyOf(shown);
        }

        private static Words of(List<String> all) {
            return new Words(
                    all.size(), all.stream().distinct().limit(MAX_SHOWN).toList());
        }
    }

    /**
     * Holds the reasons for both sets of beads.
     *
     * @param now reasons of the current beads
     * @param other reasons of the runner-up
     */
    public record Comparison(Reasons now, Reasons other) {}

    /** Explains the current beads and the runner-up by their words. */
    public Comparison compare(ReviewOrigin origin, BeadWords words) {
        Links here = new Links();
        now.forEach(bead -> here.add(words.of(origin, all(bead.source()), all(bead.target()))));
        Links there = new Links();
        groups.forEach(group -> there.add(words.of(origin, all(group.source()), all(group.target()))));
        return new Comparison(reasons(here, there), reasons(there, here));
    }

    private List<Sentence> all(List<String> ids) {
        return sentences.stream()
                .filter(sentence -> ids.contains(sentence.id()))
                .toList();
    }

    private Reasons reasons(Links own, Links other) {
        return new Reasons(
                Words.of(own.links.stream()
                        .sorted(Comparator.comparing((BeadWords.Link link) -> other.pairs.contains(Links.pair(link)))
                                .thenComparing(link -> -link.strength()))
                        .map(link -> text(link.source()) + " = " + text(link.target()))
                        .toList()),
                left(own.sourceLeft, other.sourceLeft),
                left(own.targetLeft, other.targetLeft));
    }

    private Words left(List<Sentence.Span> own, List<Sentence.Span> other) {
        return Words.of(own.stream()
                .sorted(Comparator.comparing(other::contains))
                .map(span -> text(List.of(span)))
                .toList());
    }

    /** Returns the words at some spans. */
    private String text(List<Sentence.Span> spans) {
        return spans.stream()
                .map(span -> all(List.of(span.sentence())).get(0).text().substring(span.start(), span.end()))
                .collect(Collectors.joining(" … "));
    }

    /** Collects the links and the other words of some beads. */
    private static final class Links {
        private final List<BeadWords.Link> links = new ArrayList<>();
        private final Set<List<List<Sentence.Span>>> pairs = new HashSet<>();
        private final List<Sentence.Span> sourceLeft = new ArrayList<>();
        private final List<Sentence.Span> targetLeft = new ArrayList<>();

        void add(BeadWords.Words words) {
            links.addAll(words.links());
            words.links().forEach(link -> pairs.add(pair(link)));
            sourceLeft.addAll(words.left().source());
            targetLeft.addAll(words.left().target());
        }

        /** Returns the places that a link joins, without its strength. */
        static List<List<Sentence.Span>> pair(BeadWords.Link link) {
            return List.of(link.source(), link.target());
        }
    }

    /** Counts how much of the texts the surroundings may still contain on one side of the bead. */
    private static final class Room {
        private int sentences = MAX_SENTENCES;
        private int length = MAX_LENGTH;

        /** Returns whether a row fits, and counts it. */
        boolean take(ReviewState.Row row) {
            for (List<Sentence> side : List.of(row.source(), row.target())) {
                sentences -= side.size();
                length -= side.stream().mapToInt(one -> one.text().length()).sum();
            }
            return sentences >= 0 && length >= 0;
        }
    }

    /**
     * Holds the rows around a bead as texts. They omit beads with several rows, and sentences that a user left
     * unpaired, because no path contains them.
     */
    private static final class Surroundings {
        private final ReviewBead bead;
        private final List<Sentence> source = new ArrayList<>();
        private final List<Sentence> target = new ArrayList<>();
        private final List<ReviewBead> beads = new ArrayList<>();
        private final Set<Gate> gates = new LinkedHashSet<>();

        Surroundings(List<ReviewState.Row> rows, int place) {
            bead = rows.get(place).bead();
            for (ReviewState.Row row : rows.subList(end(rows, place, -1) + 1, end(rows, place, 1))) {
                add(row);
            }
            gates.remove(new Gate(0, 0));
            gates.remove(new Gate(source.size(), target.size()));
        }

        /** Returns the index of the first row that does not belong to the surroundings in one direction. */
        private static int end(List<ReviewState.Row> rows, int place, int direction) {
            Room room = new Room();
            int row = place + direction;
            while (row >= 0 && row < rows.size() && Math.abs(row - place) <= ROWS && room.take(rows.get(row))) {
                row += direction;
            }
            return row;
        }

        private void add(ReviewState.Row row) {
            boolean isFixed = row.bead().isAnchor() && !row.bead().equals(bead);
            if (row.pieces() > 1 || (isFixed && row.bead().isNull())) {
                return;
            }
            if (isFixed) {
                gates.add(new Gate(source.size(), target.size()));
            }
            source.addAll(row.source());
            target.addAll(row.target());
            beads.add(row.bead());
            if (isFixed) {
                gates.add(new Gate(source.size(), target.size()));
            }
        }

        Optional<RunnerUp> runnerUp(ReviewOrigin origin, Aligner aligner) {
            ReviewText text = new ReviewText(new ReviewState(0, source, target, beads), origin);
            ParallelText whole = text.text();
            TextPair pair = TextPair.of(whole.source(), whole.target(), new HardBoundaries(List.copyOf(gates)));
            return aligner.alternative(pair, whole.alignment().beads(), text.bead(bead))
                    .map(found -> of(found, text));
        }

        private RunnerUp of(Alignment.Alternative found, ReviewText text) {
            List<ReviewBead> now = beads.stream()
                    .filter(each -> found.now().contains(text.bead(each)))
                    .toList();
            List<Operation.Regroup.Group> groups =
                    found.other().stream().map(this::group).toList();
            Set<String> ids = new HashSet<>();
            now.forEach(each -> ids.addAll(each.sentences()));
            List<Sentence> sentences = Stream.concat(source.stream(), target.stream())
                    .filter(sentence -> ids.contains(sentence.id()))
                    .toList();
            return new RunnerUp(now, found.probability(), groups, found.otherProbability(), sentences);
        }

        private Operation.Regroup.Group group(Bead other) {
            return new Operation.Regroup.Group(
                    other.source().stream().map(index -> source.get(index).id()).toList(),
                    other.target().stream().map(index -> target.get(index).id()).toList());
        }
    }
}
