package duiqi.review;

import duiqi.align.Aligner;
import duiqi.align.TextPair;
import duiqi.check.TextSpan.Side;
import duiqi.report.Differences;
import duiqi.review.step.Draft;
import duiqi.text.Characters;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Updates a review after its texts changed on disk. Unchanged sentences in the same order keep their ids, edits and
 * splits. Added sentences stay after the same sentence. A bead stays the same if all its sentences are still there. If
 * some are gone, the bead keeps the remaining sentences, its note and its mark, but it is neither confirmed nor set by
 * hand.
 */
public final class ChangedTexts {
    /** The probability of beads that are not aligned yet. */
    private static final OptionalDouble NONE = OptionalDouble.of(0);

    private ChangedTexts() {}

    /**
     * Updates the texts and realigns the beads that are neither confirmed nor set by hand.
     *
     * @param origin the origin of the review with the current hashes of the texts
     * @param texts the current texts, source and target
     * @return the state with which {@link Review#replace} replaces the current state
     */
    public static ReviewState of(ReviewOrigin origin, ReviewState state, TextPair texts, Aligner aligner) {
        return Realignment.of(updated(origin, state, texts), aligner);
    }

    static ReviewState updated(ReviewOrigin origin, ReviewState state, TextPair texts) {
        Draft.Ids ids = new Draft.Ids();
        List<Sentence> source = UpdatedText.of(state.source(), texts.source(), Side.SOURCE, ids);
        List<Sentence> target = UpdatedText.of(state.target(), texts.target(), Side.TARGET, ids);
        List<String> unpaired = new ArrayList<>();
        source.forEach(sentence -> unpaired.add(sentence.id()));
        target.forEach(sentence -> unpaired.add(sentence.id()));
        Set<String> present = Set.copyOf(unpaired);
        List<ReviewBead> beads = new ArrayList<>();
        Set<String> paired = new HashSet<>();
        for (ReviewBead bead : state.beads()) {
            ids.see(bead.id());
            List<String> sources =
                    bead.source().stream().filter(present::contains).toList();
            List<String> targets =
                    bead.target().stream().filter(present::contains).toList();
            if (!sources.isEmpty() || !targets.isEmpty()) {
                beads.add(bead(bead, sources, targets));
                paired.addAll(sources);
                paired.addAll(targets);
            }
        }
        unpaired.removeAll(paired);
        for (String id : unpaired) {
            List<String> own = List.of(id);
            boolean isSource = Draft.side(id) == Side.SOURCE;
            beads.add(
                    ReviewBead.of(ids.bead(), isSource ? own : List.of(), isSource ? List.of() : own, NONE, List.of()));
        }
        return new ReviewState(origin, state.version(), source, target, beads);
    }

    private static ReviewBead bead(ReviewBead bead, List<String> sources, List<String> targets) {
        boolean isWhole = sources.equals(bead.source()) && targets.equals(bead.target());
        ReviewBead rest = bead.withSentences(bead.id(), sources, targets);
        return isWhole ? rest : rest.withConfirmed(false).withProbability(NONE);
    }

    /**
     * Updates one side of a review to its changed text. Sentences that are still there keep their ids. A split sentence
     * stays split if its parts still form a sentence. An edited sentence stays edited if its neighbours are unchanged
     * or if it still begins and ends like the sentence in the file.
     */
    private static final class UpdatedText {
        /** Divisor of the length: the common beginning and end must make up at least a third of the longer text. */
        private static final int MAX_CHANGE = 3;

        private final List<Sentence> old;
        private final List<Segment> segments;
        private final Side side;
        private final Draft.Ids ids;
        private final Map<Integer, List<Sentence>> updated = new HashMap<>();

        private UpdatedText(List<Sentence> all, Text now, Side side, Draft.Ids ids) {
            this.old = all.stream().filter(sentence -> !sentence.isAdded()).toList();
            this.segments = now.segments();
            this.side = side;
            this.ids = ids;
            all.forEach(sentence -> ids.see(sentence.id()));
        }

        static List<Sentence> of(List<Sentence> old, Text now, Side side, Draft.Ids ids) {
            return withAdded(old, new UpdatedText(old, now, side, ids).sentences());
        }

        /** Inserts the sentences that the user added, each after the last sentence before it that is still there. */
        private static List<Sentence> withAdded(List<Sentence> old, List<Sentence> updated) {
            List<Sentence> all = new ArrayList<>(updated);
            Map<String, Sentence> present = new HashMap<>();
            updated.forEach(sentence -> present.put(sentence.id(), sentence));
            Optional<Sentence> before = Optional.empty();
            for (Sentence sentence : old) {
                if (sentence.isAdded()) {
                    Sentence moved = before.map(Sentence::location)
                            .map(sentence::withLocation)
                            .orElse(sentence);
                    all.add(before.map(all::indexOf).orElse(-1) + 1, moved);
                    before = Optional.of(moved);
                } else if (present.containsKey(sentence.id())) {
                    before = Optional.ofNullable(present.get(sentence.id()));
                }
            }
            return all;
        }

        private List<Sentence> sentences() {
            int[] matches = Differences.matches(
                    old.stream().map(Sentence::text).toList(),
                    segments.stream().map(Segment::text).toList());
            int from = 0;
            int start = 0;
            for (int i = 0; i <= old.size(); i++) {
                int match = i == old.size() ? segments.size() : matches[i];
                if (match >= 0) {
                    fill(from, i, start, match);
                    if (i < old.size()) {
                        updated.put(
                                match,
                                List.of(sentence(old.get(i).id(), old.get(i).text(), match, 0)));
                    }
                    from = i + 1;
                    start = match + 1;
                }
            }
            List<Sentence> all = new ArrayList<>();
            for (int j = 0; j < segments.size(); j++) {
                List<Sentence> parts = updated.get(j);
                if (parts == null) {
                    all.add(sentence(ids.sentence(side), segments.get(j).text(), j, 0));
                } else {
                    all.addAll(parts);
                }
            }
            return all;
        }

        /** Updates the sentences between two unchanged ones: parts of split sentences, and edited sentences. */
        private void fill(int from, int to, int start, int end) {
            boolean isAsMany = to - from == end - start;
            int i = from;
            for (int j = start; j < end && i < to; j++) {
                int parts = parts(i, to, segments.get(j).text());
                if (parts > 0) {
                    carry(i, i + parts, j);
                    i += parts;
                } else if (old.get(i).isEdited()
                        && (isAsMany
                                || isSimilar(old.get(i).text(), segments.get(j).text()))) {
                    updated.put(j, List.of(sentence(old.get(i).id(), old.get(i).text(), j, 0)));
                    i++;
                } else if (isAsMany) {
                    i++;
                }
            }
        }

        /**
         * Returns the number of sentences from {@code from} that together make up the text, ignoring white space.
         * Returns 0 if they do not make up the text.
         */
        private int parts(int from, int to, String text) {
            String wanted = plain(text);
            StringBuilder joined = new StringBuilder();
            for (int i = from; i < to && joined.length() < wanted.length(); i++) {
                joined.append(plain(old.get(i).text()));
                if (joined.toString().equals(wanted)) {
                    return i - from + 1;
                }
            }
            return 0;
        }

        private void carry(int from, int to, int segment) {
            List<Sentence> parts = new ArrayList<>();
            int offset = 0;
            for (int i = from; i < to; i++) {
                int at = segments.get(segment).text().indexOf(old.get(i).text(), offset);
                offset = Math.max(offset, at);
                parts.add(sentence(old.get(i).id(), old.get(i).text(), segment, offset));
                offset += old.get(i).text().length();
            }
            updated.put(segment, parts);
        }

        private Sentence sentence(String id, String text, int number, int offset) {
            Segment segment = segments.get(number);
            boolean begins = number == 0 || segments.get(number - 1).paragraph() != segment.paragraph();
            boolean isEdited = !segment.text().contains(text);
            return new Sentence(
                    id,
                    text,
                    segment.locate(Math.min(offset, segment.text().length())),
                    offset == 0 && begins,
                    segment.kind() == Paragraph.Kind.HEADING,
                    isEdited);
        }

        private static String plain(String text) {
            return text.replaceAll("[\\s\\x{A0}\\x{3000}]+", "");
        }

        private static boolean isSimilar(String one, String other) {
            return Characters.commonEnds(one, other) * MAX_CHANGE >= Math.max(one.length(), other.length());
        }
    }
}
