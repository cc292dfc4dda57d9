package duiqi.exchange;

import duiqi.bitext.AtomicFile;
import duiqi.bitext.DocumentPair;
import duiqi.bitext.FormatException;
import duiqi.bitext.Language;
import duiqi.bitext.TranslationUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the units of two aligned documents into a TMX file, in place of those that aligning them before has left there.
 *
 * <p>A unit whose texts are still the same keeps its element in the file, creation date and all; only its position, probability
 * and context are brought up to date. So aligning the same documents once more changes nothing. Units that are gone are taken
 * out, new ones stand among their neighbours. Everything else stays letter by letter: the head, units of other documents, units
 * that people or tools made, changed or annotated, notes, properties, codes, comments, the encoding. A unit that somebody
 * corrected is not added anew beside its correction.
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
     * What an update did.
     *
     * @param added units that are new in the file
     * @param kept units that were there and stay
     * @param removed units that were taken out
     * @param edited units left out because the file has them as somebody changed them
     * @param changed whether the file is now another than before
     */
    public record Outcome(int added, int kept, int removed, int edited, boolean changed) {}

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
     * @param units the units of the documents in document order, with ids of {@link duiqi.bitext.UnitIds}
     * @param all whether the units may replace others of documents of the same names without having one in common
     * @throws duiqi.bitext.FormatException if the file is damaged, is no TMX, is in other languages or cannot be written, or if the
     *     units look like those of other documents that only have the same names
     */
    public Outcome apply(Path tmx, List<TranslationUnit> units, boolean all) throws IOException {
        Map<String, TranslationUnit> wanted = new LinkedHashMap<>();
        for (TranslationUnit unit : units) {
            TmxWriter.requireLanguage(unit, unit.source(), source);
            TmxWriter.requireLanguage(unit, unit.target(), target);
            if (TmxWriter.hasTwoSides(unit)) {
                wanted.put(unit.id(), unit);
            }
        }
        MemoryLock lock = MemoryLock.of(tmx);
        try {
            return apply(tmx, wanted, all);
        } finally {
            lock.close();
        }
    }

    private Outcome apply(Path tmx, Map<String, TranslationUnit> wanted, boolean mayReplaceAll) throws IOException {
        if (!Files.isRegularFile(tmx)) {
            boolean changed = AtomicFile.write(
                    tmx,
                    out -> MemoryOutput.write(
                            tmx,
                            out,
                            content -> writer.write(
                                    source, target, now, wanted.values().iterator(), content)));
            return new Outcome(wanted.size(), 0, 0, 0, changed);
        }
        TmxSurvey survey = TmxSurvey.of(tmx, documents, source, target);
        int all = wanted.size();
        wanted.keySet().removeAll(survey.otherIds());
        TmxMerge merge = new TmxMerge(survey, wanted);
        boolean changed = AtomicFile.write(tmx, out -> {
            MemoryOutput.write(tmx, out, content -> merge.copy(tmx, content));
            if (!mayReplaceAll && merge.kept() == 0 && merge.added() > 0 && merge.removed() >= SEVERAL) {
                throw new FormatException(
                        tmx.toString(),
                        "none of its " + merge.removed() + " units of " + documents.source() + " + "
                                + documents.target() + " is in these texts, which may be others of the same names",
                        "give another file with -o, or add --force to replace them");
            }
        });
        return new Outcome(merge.added(), merge.kept(), merge.removed(), all - wanted.size(), changed);
    }
}
