package duiqi.exchange;

import duiqi.exchange.tmx.RawUnit;
import duiqi.exchange.tmx.TmxMerge;
import duiqi.exchange.tmx.TmxSummary;
import duiqi.io.AtomicFile;
import duiqi.io.CompressedFile;
import duiqi.io.FileState;
import duiqi.io.LockedFile;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import duiqi.text.UnitProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts the units of two aligned documents into a TMX file, in place of those that aligning them before has left there.
 *
 * <p>A unit whose texts are still the same keeps its element in the file, creation date and all; only its position, probability
 * and context are brought up to date. So aligning the same documents once more changes nothing. Units that are gone are taken
 * out, new ones stand among their neighbours. Everything else stays letter by letter: the head, units of other documents, units
 * that people or tools made, changed, annotated or confirmed in a review, notes, properties, codes, comments, the encoding. A unit
 * that somebody corrected is not added anew beside its correction.
 *
 * <p>The file is read twice and never held as a whole. It is replaced as {@link AtomicFile} does it; a damaged file, or one in
 * other languages, stays as it is. Of several updates of one file, in
 * threads or in processes, each waits for those before it. Immutable and thread-safe.
 */
public final class TmxUpdate {
    /** Fewer units may well all have changed. */
    private static final int SEVERAL = 3;

    private final DocumentPair documents;
    private final Language source;
    private final Language target;
    private final TmxWriter writer;
    private final Instant now;

    /**
     * The outcome of an update.
     *
     * @param added units that are new in the file
     * @param kept units that were there and stay
     * @param removed units that were taken out
     * @param edited units left out because the file has them as somebody changed them
     * @param changed whether the file is now another than before
     */
    public record Outcome(int added, int kept, int removed, int edited, boolean changed) {}

    /**
     * The outcome of an update by a review.
     *
     * @param both units beside which others' units of the same sentences stay, cut otherwise or corrected
     */
    public record ReviewOutcome(Outcome outcome, int both) {}

    /**
     * Prepares to put in what two documents give.
     *
     * @param documents the documents
     * @param source language of the first
     * @param target language of the second
     * @param writer what writes a file that is not there yet
     * @param now when the units are made
     */
    public TmxUpdate(DocumentPair documents, Language source, Language target, TmxWriter writer, Instant now) {
        this.documents = documents;
        this.source = source;
        this.target = target;
        this.writer = writer;
        this.now = now;
    }

    /**
     * Updates a file, or makes it where there is none.
     *
     * @param units the units of the documents in document order, with ids of {@link duiqi.text.DocumentPair.UnitIds}
     * @param all whether the units may replace others of documents of the same names without having one in common
     * @throws duiqi.text.FormatException if the file is damaged, is no TMX, is in other languages or cannot be written, or if the
     *     units look like those of other documents that only have the same names
     */
    public Outcome apply(Path tmx, List<TranslationUnit> units, boolean all) throws IOException {
        Map<String, TranslationUnit> wanted = wanted(units);
        LockedFile lock = LockedFile.toUpdate(tmx);
        try {
            return apply(tmx, wanted, all);
        } finally {
            lock.close();
        }
    }

    /**
     * Updates a file with the units of a review, or makes it where there is none. What a person said of them holds, and what the
     * review no longer has is taken out though it was confirmed once.
     *
     * <p>The caller holds the {@link LockedFile} of the file, having looked whether somebody else has changed it.
     *
     * <p>Where somebody corrected a unit that the review holds to, both stay.
     *
     * @param tmx the file, which stays as it is
     * @param into where it is written as it is after the review
     * @param all as above
     */
    public ReviewOutcome review(Path tmx, Path into, ReviewedUnits reviewed, boolean all) throws IOException {
        Path from = Files.isRegularFile(tmx) ? tmx : into;
        if (from.equals(into)) {
            write(into, Map.of());
        }
        TmxSummary survey = TmxSummary.of(from, documents, source, target);
        ReviewedUnits review = reviewed.beside(survey.otherIds(), TmxUpdate::isHeld);
        Map<String, TranslationUnit> wanted = wanted(review.units());
        int beside = (int) reviewed.units().stream()
                .filter(unit -> isHeld(unit) && survey.otherIds().contains(unit.id()))
                .count();
        int given = wanted.size();
        wanted.keySet().removeAll(survey.otherIds());
        List<RawUnit> others = survey.aligned().values().stream()
                .filter(unit -> review.others().contains(unit.id()))
                .toList();
        Map<Boolean, List<TranslationUnit>> byHold =
                wanted.values().stream().collect(Collectors.partitioningBy(TmxUpdate::isHeld));
        int both = new HeldUnits(byHold.getOrDefault(true, List.of()))
                .covered(others)
                .size();
        Set<String> doubles = new HeldUnits(byHold.getOrDefault(false, List.of())).covered(others);
        wanted.keySet().removeAll(doubles);
        Outcome outcome = merge(
                from,
                into,
                FileState.of(into),
                new TmxMerge(survey, wanted, Optional.of(review)),
                all,
                given - wanted.size());
        return new ReviewOutcome(outcome, both + beside);
    }

    private static boolean isHeld(TranslationUnit unit) {
        return unit.properties().keySet().stream().anyMatch(UnitProperties.OF_REVIEW::contains);
    }

    private Map<String, TranslationUnit> wanted(List<TranslationUnit> units) {
        Map<String, TranslationUnit> wanted = new LinkedHashMap<>();
        for (TranslationUnit unit : units) {
            TmxWriter.requireLanguage(unit, unit.source(), source);
            TmxWriter.requireLanguage(unit, unit.target(), target);
            if (TmxWriter.hasTwoSides(unit)) {
                wanted.put(unit.id(), unit);
            }
        }
        return wanted;
    }

    private boolean write(Path tmx, Map<String, TranslationUnit> units) throws IOException {
        return AtomicFile.write(
                tmx,
                out -> CompressedFile.write(
                        tmx,
                        out,
                        content ->
                                writer.write(source, target, now, units.values().iterator(), content)));
    }

    private Outcome apply(Path tmx, Map<String, TranslationUnit> wanted, boolean mayReplaceAll) throws IOException {
        if (!Files.isRegularFile(tmx)) {
            return new Outcome(wanted.size(), 0, 0, 0, write(tmx, wanted));
        }
        FileState seen = FileState.of(tmx);
        TmxSummary survey = TmxSummary.of(tmx, documents, source, target);
        int all = wanted.size();
        wanted.keySet().removeAll(survey.otherIds());
        keepHeld(survey, wanted);
        return merge(tmx, tmx, seen, new TmxMerge(survey, wanted), mayReplaceAll, all - wanted.size());
    }

    /** Keeps the units that a person confirmed: they are no guess again, and units with other bounds do not double them. */
    private static void keepHeld(TmxSummary survey, Map<String, TranslationUnit> wanted) {
        List<RawUnit> held =
                survey.aligned().values().stream().filter(RawUnit::isHeld).toList();
        Set<String> covered = new HeldUnits(wanted.values()).covered(held);
        wanted.keySet().removeAll(covered);
        for (RawUnit unit : held) {
            if (unit.isReviewed()) {
                wanted.computeIfPresent(unit.id(), (id, made) -> reviewed(made));
            }
        }
    }

    private static TranslationUnit reviewed(TranslationUnit unit) {
        SortedMap<String, String> properties = new TreeMap<>(unit.properties());
        properties.remove(UnitProperties.ALIGNED);
        properties.remove(UnitProperties.PROBABILITY);
        return new TranslationUnit(unit.id(), unit.source(), unit.target(), properties, unit.created());
    }

    private Outcome merge(Path tmx, Path into, FileState seen, TmxMerge merge, boolean mayReplaceAll, int edited)
            throws IOException {
        boolean changed = AtomicFile.update(into, seen, out -> {
            CompressedFile.write(into, out, content -> merge.copy(tmx, content));
            if (!mayReplaceAll && merge.kept() == 0 && merge.added() > 0 && merge.removed() >= SEVERAL) {
                throw new FormatException(
                        tmx.toString(),
                        "none of its " + merge.removed() + " units of " + documents.source() + " + "
                                + documents.target() + " is in these texts, which may be others of the same names",
                        into.equals(tmx)
                                ? "give another file with -o, or add --force to replace them"
                                : "begin the review anew with another memory: --restart -o MEMORY");
            }
        });
        return new Outcome(merge.added(), merge.kept(), merge.removed(), edited, changed);
    }

    /**
     * The units of two documents that a person holds to, having confirmed, edited, marked or annotated them. Units that aligning makes of
     * the same sentences, cut otherwise, would double them.
     *
     * <p>Sentences are told by their text: a unit that a held one contains, that contains it, or that ends as it begins, on either side.
     * A held text is used up by what is found in it, the nearest first, so that a sentence that comes twice is taken once. An edited text
     * is also told by its place, where the two are still alike. Not thread-safe.
     */
    private static final class HeldUnits {
        private static final Pattern SPACE = Pattern.compile("[\\s\\x{A0}\\x{3000}]+");

        /** The characters that end no sentence. */
        private static final Pattern INSIDE = Pattern.compile("[\\p{L}\\p{N},，、:：(（“‘-]");

        /** Ends that two texts must share, in UTF-16 units, to be cut from the same sentence; shorter ones come about by chance. */
        private static final int SHARED_END = 6;

        /** The number of characters that must be left of an edited text at both ends together. */
        private static final int LEFT_OF_EDITED = 3;

        private final List<Wanted> wanted;
        private final Set<String> ids;

        private record Wanted(TranslationUnit unit, int line, String source, String target) {
            static Wanted of(TranslationUnit unit) {
                return new Wanted(
                        unit,
                        HeldUnits.line(position(unit, UnitProperties.SOURCE_POSITION)),
                        plain(unit.source().text()),
                        plain(unit.target().text()));
            }
        }

        HeldUnits(Collection<TranslationUnit> wanted) {
            this.wanted = wanted.stream().map(Wanted::of).toList();
            this.ids = wanted.stream().map(TranslationUnit::id).collect(Collectors.toSet());
        }

        /** Ids of those wanted units that are made of sentences of held ones of the file. */
        Set<String> covered(Collection<RawUnit> held) {
            Set<String> heldIds = held.stream().map(RawUnit::id).collect(Collectors.toSet());
            Set<String> covered = new LinkedHashSet<>();
            for (RawUnit unit : held) {
                if (!ids.contains(unit.id())) {
                    cover(unit, heldIds, covered);
                }
            }
            return covered;
        }

        private void cover(RawUnit held, Set<String> heldIds, Set<String> covered) {
            int line = line(held.property(UnitProperties.SOURCE_POSITION));
            boolean isEdited = held.property(UnitProperties.EDITED).isPresent();
            Rest source = new Rest(plain(held.tu().variants().get(0).text()));
            Rest target = new Rest(plain(held.tu().variants().get(1).text()));
            wanted.stream()
                    .filter(other -> !heldIds.contains(other.unit.id()) && !covered.contains(other.unit.id()))
                    .sorted(Comparator.comparingInt(other -> Math.abs(line - other.line)))
                    .forEach(other -> {
                        // Both are to be used up.
                        boolean isSourceCovered = source.takes(other.source);
                        boolean isTargetCovered = target.takes(other.target);
                        boolean isCovered = isSourceCovered || isTargetCovered;
                        boolean isEditedThere = isEdited
                                && ((isAt(held, other.unit, UnitProperties.SOURCE_POSITION)
                                                && source.isLike(other.source))
                                        || (isAt(held, other.unit, UnitProperties.TARGET_POSITION)
                                                && target.isLike(other.target)));
                        if (isCovered || isEditedThere) {
                            covered.add(other.unit.id());
                        }
                    });
        }

        private static boolean isAt(RawUnit held, TranslationUnit unit, String property) {
            return held.property(property).isPresent()
                    && held.property(property).equals(position(unit, property));
        }

        private static Optional<String> position(TranslationUnit unit, String property) {
            return Optional.ofNullable(unit.properties().get(property));
        }

        private static int line(Optional<String> position) {
            return position.map(text -> text.replaceFirst(":.*", ""))
                    .filter(text -> text.matches("\\d{1,9}"))
                    .map(Integer::parseInt)
                    .orElse(0);
        }

        private static String plain(String text) {
            return SPACE.matcher(text).replaceAll("");
        }

        /** The rest of a held text. */
        private static final class Rest {
            private final String whole;
            private String left;

            Rest(String whole) {
                this.whole = whole;
                this.left = whole;
            }

            boolean takes(String text) {
                if (left.isEmpty()) {
                    return false;
                }
                int at = sentenceIn(left, text);
                if (at >= 0) {
                    left = left.substring(0, at) + left.substring(at + text.length());
                    return true;
                }
                if (sentenceIn(text, left) >= 0) {
                    left = "";
                    return true;
                }
                for (int length = Math.min(left.length(), text.length()) - 1; length >= SHARED_END; length--) {
                    if (text.endsWith(left.substring(0, length))) {
                        left = left.substring(length);
                        return true;
                    }
                    if (text.startsWith(left.substring(left.length() - length))) {
                        left = left.substring(0, left.length() - length);
                        return true;
                    }
                }
                return false;
            }

            /** Returns where a text stands in another one, not as the end of another sentence; -1 when nowhere. */
            private static int sentenceIn(String longer, String text) {
                int at = longer.indexOf(text);
                while (at > 0 && INSIDE.matcher(longer.substring(at - 1, at)).matches()) {
                    at = longer.indexOf(text, at + 1);
                }
                return at;
            }

            /** Returns whether a text has kept a part of its beginning and its end. */
            boolean isLike(String text) {
                int shorter = Math.min(whole.length(), text.length());
                int start = 0;
                while (start < shorter && whole.charAt(start) == text.charAt(start)) {
                    start++;
                }
                int end = 0;
                while (end < shorter - start
                        && whole.charAt(whole.length() - 1 - end) == text.charAt(text.length() - 1 - end)) {
                    end++;
                }
                return (start + end) * LEFT_OF_EDITED >= Math.max(whole.length(), text.length());
            }
        }
    }
}
