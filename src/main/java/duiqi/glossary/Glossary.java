package duiqi.glossary;

import duiqi.text.FormatException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The terms of a field with the renderings that may be used. A term has an entry for each of its renderings. Immutable.
 *
 * @param entries in the order of the file
 */
public record Glossary(List<TermEntry> entries) implements Serializable {
    public Glossary {
        entries = List.copyOf(entries);
    }

    /** The entries by concept, in the order in which each concept is first named. */
    public List<Concept> concepts() {
        Map<String, List<TermEntry>> byConcept = new LinkedHashMap<>();
        for (TermEntry entry : entries) {
            byConcept.computeIfAbsent(entry.concept(), id -> new ArrayList<>()).add(entry);
        }
        return byConcept.entrySet().stream()
                .map(concept -> new Concept(concept.getKey(), concept.getValue()))
                .toList();
    }

    /** The terms of several glossaries as one. */
    public static Glossary of(List<Glossary> glossaries) {
        return new Glossary(glossaries.stream()
                .flatMap(glossary -> glossary.entries.stream())
                .toList());
    }

    /**
     * Reads a glossary of any form ({@link GlossaryFormats}), or all glossaries of a folder.
     *
     * @throws FormatException naming the place that is wrong
     */
    public static Glossary read(Path place) throws IOException {
        return read(place, FaultListener.STRICT);
    }

    /**
     * The same as far as it can be read.
     *
     * @param listener is told of what cannot: rows, and in a folder whole files
     * @throws FormatException if the listener refuses a fault, or the only file is damaged as a whole
     */
    public static Glossary read(Path place, FaultListener listener) throws IOException {
        if (!Files.isDirectory(place)) {
            return readFile(place, listener);
        }
        List<Glossary> glossaries = new ArrayList<>();
        for (Path file : GlossaryFolder.files(place)) {
            try {
                glossaries.add(readFile(file, listener));
            } catch (FormatException fault) {
                listener.found(fault);
            }
        }
        return of(glossaries);
    }

    private static Glossary readFile(Path file, FaultListener listener) throws IOException {
        if (!Files.exists(file)) {
            throw new FormatException(file.toString(), "there is no such glossary", "check its name and folder");
        }
        GlossaryFormat format = GlossaryFormats.of(file)
                .orElseThrow(() -> new FormatException(
                        file.toString(),
                        "its name does not tell what it is",
                        "let it end in one of " + GlossaryFormats.extensions()));
        return new Glossary(format.read(file, listener));
    }

    /** The entries that have a word in their Chinese, simplified or traditional, or in their English, in any case. */
    public List<TermEntry> find(String word) {
        String chinese = TermFolding.chinese(word);
        String english = TermFolding.english(word);
        return entries.stream()
                .filter(entry -> TermFolding.chinese(entry.chinese()).contains(chinese)
                        || TermFolding.english(entry.english()).contains(english))
                .toList();
    }
}
