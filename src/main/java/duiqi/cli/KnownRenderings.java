package duiqi.cli;

import duiqi.align.KnownTranslations;
import duiqi.exchange.Pairs;
import duiqi.exchange.ReadProblemListener;
import duiqi.exchange.TmxReader;
import duiqi.exchange.Tu;
import duiqi.glossary.Glossary;
import duiqi.glossary.RenderingForm;
import duiqi.glossary.TermStatus;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what glossaries and earlier memories know, in the form in which the aligner takes it. */
final class KnownRenderings {
    private KnownRenderings() {}

    /**
     * @param glossaries files of any form, and folders with them
     * @param memories TMX files with Chinese and English, in either order
     */
    static KnownTranslations read(List<Path> glossaries, List<Path> memories) throws IOException {
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

    /** The renderings of a glossary that translators may have used; regular expressions are none. */
    static List<KnownTranslations.Pair> terms(Glossary glossary) {
        return glossary.entries().stream()
                .filter(entry -> entry.status() != TermStatus.FORBIDDEN)
                .filter(entry -> !RenderingForm.isExpression(entry.english()))
                .map(entry -> new KnownTranslations.Pair(
                        entry.chinese(), entry.english().replace("|", "")))
                .toList();
    }

    private static void addSentences(Path file, List<KnownTranslations.Pair> sentences) throws IOException {
        Pairs pairs = new Pairs(file.toString());
        try (TmxReader reader = TmxReader.open(file, ReadProblemListener.STRICT)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                pairs.of(unit.get())
                        .forEach(pair -> sentences.add(new KnownTranslations.Pair(
                                pair.source().text(), pair.target().text())));
            }
        }
    }
}
