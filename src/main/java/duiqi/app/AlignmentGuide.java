package duiqi.app;

import duiqi.align.Bead;
import duiqi.align.Boundaries;
import duiqi.align.CorpusTables;
import duiqi.align.HardBoundaries;
import duiqi.align.KnownTranslations;
import duiqi.exchange.Pairs;
import duiqi.exchange.TmxReader;
import duiqi.exchange.Tu;
import duiqi.glossary.Glossary;
import duiqi.glossary.RenderingForm;
import duiqi.glossary.TermStatus;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import duiqi.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The knowledge that a user has of two texts before they are aligned. Immutable.
 *
 * @param shapes the beads that are allowed
 * @param boundaries which marks of the texts no bead crosses, since they correspond one to one
 * @param anchors a file with lines that correspond
 * @param glossaries files and folders with terms that are evidence
 * @param memories TMX files with sentences that are evidence
 * @param tables a file with the translation tables of a corpus
 */
public record AlignmentGuide(
        Bead.Shapes shapes,
        Optional<Boundaries> boundaries,
        Optional<Path> anchors,
        List<Path> glossaries,
        List<Path> memories,
        Optional<Path> tables) {
    /** No knowledge. */
    public static final AlignmentGuide NONE = new AlignmentGuide(
            Bead.Shapes.standard(), Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());

    public AlignmentGuide {
        glossaries = List.copyOf(glossaries);
        memories = List.copyOf(memories);
    }

    /** Reads the terms and sentences that are known. */
    KnownTranslations known() throws IOException {
        List<KnownTranslations.Pair> terms = new ArrayList<>();
        for (Path file : glossaries) {
            terms.addAll(terms(Glossary.read(file)));
        }
        List<KnownTranslations.Pair> sentences = new ArrayList<>();
        for (Path file : memories) {
            if (Files.isDirectory(file)) {
                throw new FormatException(file.toString(), "is a folder", "name a memory in it");
            }
            int before = sentences.size();
            addSentences(file, sentences);
            if (sentences.size() == before) {
                throw new FormatException(
                        file.toString(), "has no unit in Chinese and English", "give another memory with --tm");
            }
        }
        return new KnownTranslations(terms, sentences);
    }

    /** Returns the renderings of a glossary that translators may have used; regular expressions are none. */
    public static List<KnownTranslations.Pair> terms(Glossary glossary) {
        return glossary.entries().stream()
                .filter(entry -> entry.status() != TermStatus.FORBIDDEN)
                .filter(entry -> !RenderingForm.isExpression(entry.english()))
                .map(entry -> new KnownTranslations.Pair(
                        entry.chinese(), entry.english().replace("|", "")))
                .toList();
    }

    private static void addSentences(Path file, List<KnownTranslations.Pair> sentences) throws IOException {
        Pairs pairs = new Pairs(file.toString());
        try (TmxReader reader = TmxReader.open(file, ReadProblem.Listener.STRICT)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                pairs.of(unit.get())
                        .forEach(pair -> sentences.add(new KnownTranslations.Pair(
                                pair.source().text(), pair.target().text())));
            }
        }
    }

    /** Reads what a corpus has taught of words; empty tables where there is none. */
    CorpusTables corpusTables() throws IOException {
        if (tables.isEmpty()) {
            return CorpusTables.EMPTY;
        }
        Path file = tables.get();
        if (!Files.isRegularFile(file)) {
            throw new FormatException(
                    file.toString(),
                    Files.isDirectory(file) ? "is a folder" : "there are no such tables",
                    "name the file of tables that duiqi corpus align wrote");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return CorpusTables.read(file.toString(), in);
        }
    }

    /**
     * Refuses anchors for several pairs of texts: they are lines of two certain texts.
     *
     * @throws FormatException if there are anchors and several pairs
     */
    public void requireFit(TextPairSpecs texts) throws FormatException {
        if (anchors.isPresent() && texts.jobs().size() > 1) {
            throw new FormatException(
                    anchors.get().toString(),
                    "is for one pair of texts, and there are " + texts.jobs().size(),
                    "align them one by one");
        }
    }

    /**
     * Returns what no bead of two texts may cross.
     *
     * @throws FormatException if boundaries do not correspond, or the anchors are wrong or contradict them
     */
    HardBoundaries between(Text chinese, Text english) throws IOException {
        HardBoundaries marks =
                boundaries.isEmpty() ? HardBoundaries.NONE : boundaries.get().between(chinese, english);
        if (anchors.isEmpty()) {
            return marks;
        }
        String file = anchors.get().toString();
        String named = boundaries.map(Object::toString).orElse("boundaries");
        return Boundaries.AnchorFile.read(anchors.get(), chinese, english)
                .and(marks)
                .orElseThrow(() -> new FormatException(
                        file, "contradicts the " + named + " of the texts", "do without --boundaries " + named));
    }
}
