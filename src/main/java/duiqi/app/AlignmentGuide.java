package duiqi.app;

import duiqi.align.AnchorFile;
import duiqi.align.Bead;
import duiqi.align.Boundaries;
import duiqi.align.CorpusTables;
import duiqi.align.HardBoundaries;
import duiqi.align.KnownTranslations;
import duiqi.exchange.Pairs;
import duiqi.exchange.UnitReader;
import duiqi.glossary.Glossary;
import duiqi.glossary.RenderingForm;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import duiqi.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds everything that a user knows about two texts before duiqi aligns them. Immutable.
 *
 * @param shapes the allowed bead shapes
 * @param boundaries the marks that correspond one to one, so that no bead may cross them; empty for none
 * @param anchors the file that lists corresponding lines; empty for none
 * @param glossaries files and folders with terms that the aligner uses as evidence
 * @param memories TMX files with sentence pairs that the aligner uses as evidence
 * @param tables the file with the translation tables of a corpus; empty for none
 */
public record AlignmentGuide(
        Bead.Shapes shapes,
        Optional<Boundaries> boundaries,
        Optional<Path> anchors,
        List<Path> glossaries,
        List<Path> memories,
        Optional<Path> tables) {
    /** Guide of a user who knows nothing about the texts. */
    public static final AlignmentGuide NONE = new AlignmentGuide(
            Bead.Shapes.standard(), Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());

    /**
     * Copies the lists of glossaries and memories.
     *
     * @param shapes the allowed bead shapes
     * @param boundaries the marks that correspond one to one, so that no bead may cross them; empty for none
     * @param anchors the file that lists corresponding lines; empty for none
     * @param glossaries files and folders with terms that the aligner uses as evidence
     * @param memories TMX files with sentence pairs that the aligner uses as evidence
     * @param tables the file with the translation tables of a corpus; empty for none
     */
    public AlignmentGuide {
        glossaries = List.copyOf(glossaries);
        memories = List.copyOf(memories);
    }

    /**
     * Reads the terms and sentence pairs of the glossaries and memories.
     *
     * @throws FormatException if a file cannot be read, or a memory has no unit in Chinese and English
     */
    KnownTranslations known() throws IOException {
        List<KnownTranslations.Pair> terms = new ArrayList<>();
        for (Path file : glossaries) {
            terms.addAll(terms(Glossary.read(file)));
        }
        List<KnownTranslations.Pair> sentences = new ArrayList<>();
        for (Path file : memories) {
            MemoryFiles.requireFile(file);
            int before = sentences.size();
            addSentences(file, sentences);
            if (sentences.size() == before) {
                throw new FormatException(
                        file.toString(), "has no unit in Chinese and English", "give another memory with --tm");
            }
        }
        return new KnownTranslations(terms, sentences);
    }

    /**
     * {@return the translations of a glossary that translators may use} Forbidden translations and regular expressions
     * are omitted.
     *
     * @param glossary the glossary, with terms of any status
     */
    public static List<KnownTranslations.Pair> terms(Glossary glossary) {
        return glossary.pairs().stream()
                .filter(entry -> entry.status() != TermStatus.FORBIDDEN)
                .filter(entry -> !RenderingForm.isExpression(entry.english()))
                .map(entry -> new KnownTranslations.Pair(
                        entry.chinese(), entry.english().replace("|", "")))
                .toList();
    }

    private static void addSentences(Path file, List<KnownTranslations.Pair> sentences) throws IOException {
        MemoryFiles.requireChineseAndEnglish(file);
        Pairs pairs = new Pairs(file.toString());
        UnitReader.Source units = listener -> UnitReader.tmx(file, listener);
        units.read(
                ReadProblem.Listener.STRICT,
                (unit, reader) -> pairs.of(unit)
                        .forEach(pair -> sentences.add(new KnownTranslations.Pair(
                                pair.source().text(), pair.target().text()))));
    }

    /**
     * Reads the translation tables of the corpus. Returns empty tables if the guide names no file.
     *
     * @throws FormatException if the file cannot be read
     */
    CorpusTables corpusTables() throws IOException {
        if (tables.isEmpty()) {
            return CorpusTables.EMPTY;
        }
        MemoryFiles.requireFile(tables.get());
        try (InputStream in = InputFile.open(tables.get())) {
            return CorpusTables.read(tables.get().toString(), in);
        }
    }

    /**
     * Rejects anchors for several pairs of texts, because anchors are lines of one pair.
     *
     * @param texts the texts to align
     * @throws FormatException if there are anchors and several pairs
     */
    public void requireFit(TextPairSpecs texts) throws FormatException {
        if (anchors.isPresent() && texts.jobs().size() > 1) {
            throw new FormatException(
                    anchors.get().toString(),
                    "is for one pair of texts, but there are " + texts.jobs().size(),
                    "align each pair separately");
        }
    }

    /**
     * Returns the boundaries of two texts that no bead may cross, source first.
     *
     * @param layout the boundaries that the layout of a bilingual document shows, source first; the guide overrules
     *     them
     * @throws FormatException if the boundaries do not correspond, or the anchors are invalid or contradict the
     *     boundaries
     */
    HardBoundaries between(Text source, Text target, HardBoundaries layout) throws IOException {
        HardBoundaries marks =
                boundaries.isEmpty() ? HardBoundaries.NONE : boundaries.get().between(source, target);
        if (anchors.isEmpty()) {
            return marks.withFitting(layout);
        }
        String file = anchors.get().toString();
        String named = boundaries.map(Object::toString).orElse("boundaries");
        return AnchorFile.read(anchors.get(), source, target)
                .and(marks)
                .orElseThrow(() -> new FormatException(
                        file, "contradicts the " + named + " of the texts", "omit --boundaries " + named))
                .withFitting(layout);
    }
}
