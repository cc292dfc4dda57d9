package duiqi.exchange;

import duiqi.exchange.tmx.RawUnit;
import duiqi.exchange.tmx.TmxMerge;
import duiqi.exchange.tmx.TmxSummary;
import duiqi.io.AtomicFile;
import duiqi.io.CompressedFile;
import duiqi.io.FileState;
import duiqi.io.LockedFile;
import duiqi.text.Direction;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
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
 * Updates a TMX file with the units of two aligned documents, which replace the units of their previous alignment.
 *
 * <p>A unit with unchanged texts keeps its element, including its creation date; duiqi updates only its position,
 * probability and context. Aligning the same documents again therefore changes nothing. The update removes obsolete
 * units and inserts new units next to their neighbours. If a user corrected a unit, the update does not add the
 * uncorrected unit again.
 *
 * <p>The update keeps every other character of the file:
 *
 * <ul>
 * <li>the header, comments and the encoding
 * <li>units of other documents
 * <li>units that people or tools created, changed or annotated, or that a person confirmed in a review
 * <li>notes, properties and inline tags
 * </ul>
 *
 * <p>The update reads the file twice and never holds all of it. It replaces the file atomically ({@link AtomicFile}). A
 * damaged file, or a file in other languages, stays unchanged. Concurrent updates of a file, from threads or processes,
 * wait for each other. Immutable and thread-safe.
 */
public final class TmxUpdate {
    /**
     * Smallest number of removed units for which duiqi rejects an update that keeps no unit. If there are fewer units,
     * a user may have changed all of them.
     */
    private static final int MIN_REMOVED = 3;

    private final DocumentPair documents;
    private final Language source;
    private final Language target;
    private final TmxWriter writer;
    private final Instant now;

    /**
     * Holds the result of an update.
     *
     * @param added new units in the file
     * @param kept units that were in the file and stay
     * @param removed units that were removed from the file
     * @param edited units not added because the file contains an edited version
     * @param changed true if the content of the file changed
     */
    public record Outcome(int added, int kept, int removed, int edited, boolean changed) {}

    /**
     * Holds the result of an update after a review.
     *
     * @param outcome result of the update
     * @param both units added although the file keeps other reviewers' units of the same sentences, split differently
     *     or corrected
     */
    public record ReviewOutcome(Outcome outcome, int both) {}

    /**
     * Creates an update with the units of two documents.
     *
     * @param documents the documents
     * @param source language of the source document
     * @param target language of the target document
     * @param writer writer for a file that does not exist yet
     * @param now creation time of new units
     */
    public TmxUpdate(DocumentPair documents, Language source, Language target, TmxWriter writer, Instant now) {
        this.documents = documents;
        this.source = source;
        this.target = target;
        this.writer = writer;
        this.now = now;
    }

    /**
     * Returns whether a file holds its units in the other direction: its source language is that of the target. If its
     * header has no source language, the units of the documents decide.
     */
    public static boolean isReversed(Path file, DocumentPair documents, Direction direction) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (UnitReader reader = UnitReader.tmx(file, damage -> {})) {
            Optional<Language> source = reader.header().sourceCode().flatMap(code -> new LanguageCode(code).language());
            if (source.isPresent()) {
                return source.get().isSameAs(direction.target());
            }
            boolean isBilingual = documents.source().equals(documents.target());
            for (Optional<Tu> unit = reader.next(); unit.isPresent() && !isBilingual; unit = reader.next()) {
                if (unit.get().property(UnitProperties.SOURCE_FILE).equals(Optional.of(documents.target()))
                        && unit.get().property(UnitProperties.TARGET_FILE).equals(Optional.of(documents.source()))) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Updates a file, or creates it if it does not exist.
     *
     * @param units units of the documents in document order, with ids of {@link duiqi.text.DocumentPair.UnitIds}
     * @param all true to allow replacing all units of documents with these names, even if no unit is the same
     * @throws duiqi.text.FormatException if the file is damaged, is not TMX, or is in other languages. Also thrown if
     *     the file cannot be written, or if the units seem to come from other documents with the same names
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
     * Updates a file with the units of a review, or creates it if it does not exist. The decisions of the reviewer take
     * precedence: a unit that the review no longer contains is removed even if a user confirmed it before.
     *
     * <p>The caller holds the {@link LockedFile} of the file and has checked whether another user changed it.
     *
     * <p>If another user corrected a unit that the reviewer decided to keep, the file keeps both.
     *
     * @param tmx file to update, which stays unchanged
     * @param into file that receives the result
     * @param all true to allow replacing all units, as in {@link #apply}
     * @param onUnit runs for each unit of the review that is written
     */
    public ReviewOutcome review(Path tmx, Path into, ReviewedUnits reviewed, boolean all, Runnable onUnit)
            throws IOException {
        Path from = Files.isRegularFile(tmx) ? tmx : into;
        if (from.equals(into)) {
            write(into, Map.of());
        }
        TmxSummary survey = TmxSummary.of(from, documents, source, target);
        ReviewedUnits review = reviewed.withFreeIds(survey.otherIds(), TmxUpdate::isHeld);
        Map<String, TranslationUnit> wanted = wanted(review.units());
        int renamed = (int) reviewed.units().stream()
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
                .duplicates(others)
                .size();
        Set<String> duplicates = new HeldUnits(byHold.getOrDefault(false, List.of())).duplicates(others);
        wanted.keySet().removeAll(duplicates);
        Outcome outcome = merge(
                from,
                into,
                FileState.of(into),
                new TmxMerge(survey, wanted, Optional.of(review), onUnit),
                all,
                given - wanted.size());
        return new ReviewOutcome(outcome, both + renamed);
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

    /**
     * Keeps the units that a person confirmed. They get no probability again, and units split differently do not
     * duplicate them.
     */
    private static void keepHeld(TmxSummary survey, Map<String, TranslationUnit> wanted) {
        List<RawUnit> held =
                survey.aligned().values().stream().filter(RawUnit::isHeld).toList();
        Set<String> duplicates = new HeldUnits(wanted.values()).duplicates(held);
        wanted.keySet().removeAll(duplicates);
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
            if (!mayReplaceAll && merge.kept() == 0 && merge.added() > 0 && merge.removed() >= MIN_REMOVED) {
                throw new FormatException(
                        tmx.toString(),
                        "none of its " + merge.removed() + " units from " + documents.source() + " + "
                                + documents.target() + " occurs in these texts; other texts may have the same names",
                        into.equals(tmx)
                                ? "use another memory with -o, or add --force to replace these units"
                                : "restart the review with another memory: --restart -o MEMORY");
            }
        });
        return new Outcome(merge.added(), merge.kept(), merge.removed(), edited, changed);
    }

    /**
     * Finds new units that would duplicate held units. A person confirmed, edited, marked or annotated a held unit; a
     * new alignment may split the same sentences differently.
     *
     * <p>duiqi compares sentences by text. A match in the source or in the target is enough for a duplicate. Two texts
     * match if one contains the other, or if the end of one is the beginning of the other. A match uses up that part of
     * the held text, the nearest unit first, so that a repeated sentence matches once. An edited unit also matches by
     * position if the texts are still similar. Not thread-safe.
     */
    private static final class HeldUnits {
        private static final Pattern SPACE = Pattern.compile("[\\s\\x{A0}\\x{3000}]+");

        /** Characters that do not end a sentence. */
        private static final Pattern INSIDE = Pattern.compile("[\\p{L}\\p{N},，、:：(（“‘-]");

        /** Minimum length in UTF-16 units of a shared beginning or end; shorter ones occur by chance. */
        private static final int SHARED_END = 6;

        /**
         * Divisor for edited texts: the unchanged beginning and end together must make up at least one third of the
         * longer text.
         */
        private static final int EDITED_DIVISOR = 3;

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

        /** Returns the ids of new units that duplicate held units of the file. */
        Set<String> duplicates(Collection<RawUnit> held) {
            Set<String> heldIds = held.stream().map(RawUnit::id).collect(Collectors.toSet());
            Set<String> duplicates = new LinkedHashSet<>();
            for (RawUnit unit : held) {
                if (!ids.contains(unit.id())) {
                    addDuplicates(unit, heldIds, duplicates);
                }
            }
            return duplicates;
        }

        private void addDuplicates(RawUnit held, Set<String> heldIds, Set<String> duplicates) {
            int line = line(held.property(UnitProperties.SOURCE_POSITION));
            boolean isEdited = held.property(UnitProperties.EDITED).isPresent();
            Remainder source = new Remainder(plain(held.tu().variants().get(0).text()));
            Remainder target = new Remainder(plain(held.tu().variants().get(1).text()));
            wanted.stream()
                    .filter(other -> !heldIds.contains(other.unit.id()) && !duplicates.contains(other.unit.id()))
                    .sorted(Comparator.comparingInt(other -> Math.abs(line - other.line)))
                    .forEach(other -> {
                        // Both calls must run, because each uses up text.
                        boolean isSourceMatched = source.consume(other.source);
                        boolean isTargetMatched = target.consume(other.target);
                        boolean isMatched = isSourceMatched || isTargetMatched;
                        boolean isEditedVersion = isEdited
                                && ((isAt(held, other.unit, UnitProperties.SOURCE_POSITION)
                                                && source.isSimilarTo(other.source))
                                        || (isAt(held, other.unit, UnitProperties.TARGET_POSITION)
                                                && target.isSimilarTo(other.target)));
                        if (isMatched || isEditedVersion) {
                            duplicates.add(other.unit.id());
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

        /** Holds the part of a held text that no new unit has matched yet. */
        private static final class Remainder {
            private final String whole;
            private String left;

            Remainder(String whole) {
                this.whole = whole;
                this.left = whole;
            }

            boolean consume(String text) {
                if (left.isEmpty()) {
                    return false;
                }
                int at = indexOfSentence(left, text);
                if (at >= 0) {
                    left = left.substring(0, at) + left.substring(at + text.length());
                    return true;
                }
                if (indexOfSentence(text, left) >= 0) {
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

            /** Returns the index of a sentence in a longer text, not as the end of another sentence; -1 if absent. */
            private static int indexOfSentence(String longer, String text) {
                int at = longer.indexOf(text);
                while (at > 0 && INSIDE.matcher(longer.substring(at - 1, at)).matches()) {
                    at = longer.indexOf(text, at + 1);
                }
                return at;
            }

            /** Returns whether a text shares enough of its beginning and end with the held text. */
            boolean isSimilarTo(String text) {
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
                return (start + end) * EDITED_DIVISOR >= Math.max(whole.length(), text.length());
            }
        }
    }
}
