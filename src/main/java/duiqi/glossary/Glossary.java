package duiqi.glossary;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The terms of a field with the renderings that may be used. A term has an entry for each of its renderings. Immutable.
 *
 * @param entries in the order of the file
 */
public record Glossary(List<TermEntry> entries) implements Serializable {
    private static final int MAX_DEPTH = 20;

    public Glossary {
        entries = List.copyOf(entries);
    }

    /** Returns the entries by concept, in the order in which each concept is first named. */
    public List<Concept> concepts() {
        Map<String, List<TermEntry>> byConcept = new LinkedHashMap<>();
        for (TermEntry entry : entries) {
            byConcept.computeIfAbsent(entry.concept(), id -> new ArrayList<>()).add(entry);
        }
        return byConcept.entrySet().stream()
                .map(concept -> new Concept(concept.getKey(), concept.getValue()))
                .toList();
    }

    /** Returns the terms of several glossaries as one. */
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
     * Reads the same as far as it can be read.
     *
     * @param listener is told of what cannot: rows, and in a folder whole files
     * @throws FormatException if the listener refuses a fault, or the only file is damaged as a whole
     */
    public static Glossary read(Path place, FaultListener listener) throws IOException {
        if (!Files.isDirectory(place)) {
            return readFile(place, listener);
        }
        List<Glossary> glossaries = new ArrayList<>();
        for (Path file : files(place)) {
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

    /**
     * Returns the glossaries of a folder in the order of their names, or a file by itself. They lie there as in a project of OmegaT:
     * anywhere under it but in what is hidden.
     *
     * @throws FormatException if there is no such file or folder
     */
    public static List<Path> files(Path place) throws IOException {
        if (!Files.exists(place)) {
            throw new FormatException(place.toString(), "there is no such glossary", "check its name and folder");
        }
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.walk(place, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> isShown(place.relativize(file)))
                    .filter(file -> Files.isRegularFile(file))
                    .filter(file -> GlossaryFormats.of(file).isPresent())
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isShown(Path relative) {
        for (Path part : relative) {
            // "~$" begins the names of files by which Excel locks a workbook.
            if (part.toString().startsWith(".") || part.toString().startsWith("~$")) {
                return false;
            }
        }
        return true;
    }

    /** Returns the entries that have a word in their Chinese, simplified or traditional, or in their English, in any case. */
    public List<TermEntry> find(String word) {
        String chinese = Folding.chinese(word);
        String english = Folding.english(word);
        return entries.stream()
                .filter(entry -> Folding.chinese(entry.chinese()).contains(chinese)
                        || Folding.english(entry.english()).contains(english))
                .toList();
    }

    /**
     * Terms without what two ways of writing the same differ in: width and case (Unicode Standard Annex 15, NFKC_Casefold), traditional
     * characters (ICU's Traditional-Simplified), and in English hyphens, apostrophes and white space.
     */
    static final class Folding {
        private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();
        private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Pd}]+");

        private Folding() {}

        /** Loaded when first asked for, since it takes some tenths of a second. */
        private static final class Scripts {
            static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");
        }

        /** Returns a Chinese term. */
        static String chinese(String term) {
            String folded = FOLDED.normalize(term).strip();
            boolean isLatin = folded.chars().allMatch(c -> c < 0x2E80);
            return isLatin ? folded : Scripts.SIMPLIFIED.transliterate(folded);
        }

        /** Returns an English rendering, with a space between words. */
        static String english(String rendering) {
            return BETWEEN_WORDS
                    .matcher(FOLDED.normalize(rendering).replace('\u2019', '\''))
                    .replaceAll(" ")
                    .strip();
        }
    }

    /**
     * The meaning of one or several Chinese terms, with all their renderings. Immutable.
     *
     * @param id its id in the glossary
     * @param entries its terms and renderings in the order of the glossary; at least one
     */
    public record Concept(String id, List<TermEntry> entries) {
        public Concept {
            entries = List.copyOf(entries);
            if (entries.isEmpty()) {
                throw new IllegalArgumentException("a concept has entries: " + id);
            }
        }

        /** Its Chinese terms, each once. */
        public List<String> chinese() {
            return entries.stream().map(TermEntry::chinese).distinct().toList();
        }

        /** Chinese strings in which its terms are not meant, each once. */
        public List<String> exceptions() {
            return entries.stream()
                    .flatMap(entry -> entry.details().exceptions().stream())
                    .distinct()
                    .toList();
        }

        /** Its renderings of a status, each once. */
        public List<String> renderings(TermStatus status) {
            return english(entries.stream().filter(entry -> entry.status() == status));
        }

        /** Returns the renderings that may be used, the preferred ones first. */
        public List<String> allowed() {
            return Stream.concat(renderings(TermStatus.PREFERRED).stream(), renderings(TermStatus.ADMITTED).stream())
                    .distinct()
                    .toList();
        }

        private static List<String> english(Stream<TermEntry> entries) {
            return entries.map(TermEntry::english).distinct().toList();
        }
    }

    /** Is told of each row of a glossary that cannot be read, and decides whether reading goes on without it. */
    @FunctionalInterface
    public interface FaultListener {
        /** Refuses the file at the first fault. */
        FaultListener STRICT = fault -> {
            throw fault;
        };

        /**
         * Takes note.
         *
         * @param fault place, problem and remedy
         * @throws FormatException to refuse the file
         */
        void found(FormatException fault) throws FormatException;
    }
}
