package duiqi.exchange;

import duiqi.exchange.tmx.HeldUnits;
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
import duiqi.text.LanguageName;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
 *
 * @param documents the documents
 * @param source language of the source document
 * @param target language of the target document
 * @param writer writer for a file that does not exist yet
 * @param now creation time of new units
 */
public record TmxUpdate(DocumentPair documents, Language source, Language target, TmxWriter writer, Instant now) {
    /**
     * Smallest number of removed units for which duiqi rejects an update that keeps no unit. If there are fewer units,
     * a user may have changed all of them.
     */
    private static final int MIN_REMOVED = 3;

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
     * Returns whether a file holds its units in the other direction: its source language is that of the target. If its
     * header has no source language, the units of the documents decide.
     */
    public static boolean isReversed(Path file, DocumentPair documents, Direction direction) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (UnitReader reader = UnitReader.tmx(file, damage -> {})) {
            Optional<Language> source = reader.header().sourceCode().flatMap(code -> LanguageName.ofCode(code));
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
        int both = HeldUnits.duplicates(byHold.getOrDefault(true, List.of()), others)
                .size();
        wanted.keySet().removeAll(HeldUnits.duplicates(byHold.getOrDefault(false, List.of()), others));
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
            if (TmxWriter.isWritten(unit, source, target)) {
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
        return merge(
                tmx,
                tmx,
                seen,
                new TmxMerge(survey, wanted, Optional.empty(), () -> {}),
                mayReplaceAll,
                all - wanted.size());
    }

    /**
     * Keeps the units that a person confirmed. They get no probability again, and units split differently do not
     * duplicate them.
     */
    private static void keepHeld(TmxSummary survey, Map<String, TranslationUnit> wanted) {
        List<RawUnit> held =
                survey.aligned().values().stream().filter(RawUnit::isHeld).toList();
        wanted.keySet().removeAll(HeldUnits.duplicates(wanted.values(), held));
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
                                ? "use another memory with -o, or add --replace-others to replace these units"
                                : "restart the review with another memory: --restart -o MEMORY");
            }
        });
        return new Outcome(merge.added(), merge.kept(), merge.removed(), edited, changed);
    }
}
