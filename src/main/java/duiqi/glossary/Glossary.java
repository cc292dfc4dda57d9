package duiqi.glossary;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.io.FileName;
import duiqi.io.FileStart;
import duiqi.io.InputFile;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds the terms of a field with their translations. A term has one entry for each translation. Immutable.
 *
 * @param entries the entries in file order
 */
public record Glossary(List<TermEntry> entries) implements Serializable {
    private static final int MAX_DEPTH = 20;

    /** Names of the formats of translation memories that can be in a glossary folder by mistake. */
    private static final Set<String> MEMORIES = Set.of("tmx", "sdltm");

    public Glossary {
        entries = List.copyOf(entries);
    }

    /** Returns the entries with a term and a translation, without those that ban a word. */
    public List<TermEntry> pairs() {
        return entries.stream().filter(entry -> !entry.isBan()).toList();
    }

    /** Returns the entries that ban a word in every translation. */
    public List<TermEntry> bans() {
        return entries.stream().filter(TermEntry::isBan).toList();
    }

    /** Returns the pairs by concept, in the order of the first entry of each concept. */
    public List<Concept> concepts() {
        return concepts(pairs(), TermEntry::concept);
    }

    private static List<Concept> concepts(List<TermEntry> pairs, Function<TermEntry, String> id) {
        return by(pairs, id).entrySet().stream()
                .map(concept -> new Concept(concept.getKey(), Direction.INTO_ENGLISH, concept.getValue()))
                .toList();
    }

    private static Map<String, List<TermEntry>> by(List<TermEntry> pairs, Function<TermEntry, String> id) {
        Map<String, List<TermEntry>> byId = new LinkedHashMap<>();
        for (TermEntry entry : pairs) {
            byId.computeIfAbsent(id.apply(entry), key -> new ArrayList<>()).add(entry);
        }
        return byId;
    }

    /**
     * Returns the id of the concept of an entry. Entries of different contexts are different concepts, and so is each term
     * that is not to be translated.
     */
    private static String id(TermEntry entry) {
        return entry.status() == TermStatus.DO_NOT_TRANSLATE ? exact(entry) : entry.concept() + context(entry);
    }

    /** Returns the English term of an entry without differences of spelling, but with the case if it counts. */
    private static String englishTerm(TermEntry entry) {
        return isExact(entry) ? exact(entry) : Folding.english(entry.english()) + context(entry);
    }

    private static boolean isExact(TermEntry entry) {
        return entry.details().limits().isCaseSensitive() || entry.status() == TermStatus.DO_NOT_TRANSLATE;
    }

    private static String exact(TermEntry entry) {
        return "=" + entry.english() + context(entry);
    }

    private static String context(TermEntry entry) {
        List<String> context = entry.details().limits().context();
        return context.isEmpty() ? "" : " " + context;
    }

    /**
     * Returns the concepts for translations in a direction. Into Chinese, each English term is a concept, since it may
     * translate Chinese terms of several concepts: the rows {@code 用户,user,preferred} and
     * {@code 使用者,user,forbidden} together say that <i>user</i> is 用户 and not 使用者.
     *
     * <p>The concept of an English term has these entries:
     *
     * <ul>
     *   <li>each allowed Chinese term of the concepts that have the English term and do not forbid it, with its best
     *       status
     *   <li>each other Chinese term that is deprecated or forbidden in a row with the English term
     * </ul>
     *
     * <p>Entries of different contexts are different concepts in both directions, and so are English terms that differ only
     * in a case that counts.
     *
     * <p>An English term that is forbidden in all its rows is no term of the language, so it is no concept.
     */
    public List<Concept> concepts(Direction direction) {
        List<TermEntry> pairs = pairs().stream().flatMap(TermEntry::pairs).toList();
        if (!direction.isIntoChinese()) {
            return concepts(pairs, Glossary::id);
        }
        Map<String, List<TermEntry>> byConcept = by(pairs, Glossary::id);
        List<Concept> concepts = new ArrayList<>();
        for (List<TermEntry> rows : by(pairs, Glossary::englishTerm).values()) {
            List<TermEntry> related = rows.stream()
                    .filter(row -> row.status() != TermStatus.FORBIDDEN)
                    .map(Glossary::id)
                    .distinct()
                    .flatMap(concept -> byConcept.getOrDefault(concept, List.of()).stream())
                    .toList();
            if (!related.isEmpty()) {
                concepts.add(intoChinese(rows, related));
            }
        }
        return concepts;
    }

    /**
     * Returns the concept of an English term.
     *
     * @param rows all rows with the English term
     * @param related all rows of the concepts that have the English term and do not forbid it
     */
    private static Concept intoChinese(List<TermEntry> rows, List<TermEntry> related) {
        Map<String, TermEntry> best = new LinkedHashMap<>();
        for (TermEntry row : Stream.concat(rows.stream().filter(related::contains), related.stream())
                .toList()) {
            if (row.chineseStatus().isAllowed()) {
                best.merge(
                        Folding.chinese(row.chinese()),
                        row,
                        (one, other) -> other.chineseStatus().compareTo(one.chineseStatus()) < 0 ? other : one);
            }
        }
        for (TermEntry row : rows) {
            if (!row.chineseStatus().isAllowed()) {
                best.putIfAbsent(Folding.chinese(row.chinese()), row);
            }
        }
        String english = rows.get(0).english();
        TermEntry.Limits own = rows.get(0).details().limits();
        boolean isAmbiguous =
                rows.stream().anyMatch(row -> row.details().limits().isAmbiguous());
        TermEntry.Limits limits = new TermEntry.Limits(own.isCaseSensitive(), isAmbiguous, own.context(), own.files());
        return new Concept(
                isExact(rows.get(0)) ? exact(rows.get(0)) : english + context(rows.get(0)),
                Direction.INTO_CHINESE,
                best.values().stream()
                        .map(row -> new TermEntry(
                                row.concept(),
                                row.chinese(),
                                english,
                                row.chineseStatus(),
                                row.details().with(limits),
                                row.location()))
                        .toList());
    }

    /** Returns the terms of several glossaries as one glossary. */
    public static Glossary of(List<Glossary> glossaries) {
        return new Glossary(glossaries.stream()
                .flatMap(glossary -> glossary.entries.stream())
                .toList());
    }

    /**
     * Reads a glossary in any format ({@link GlossaryFormats}), or all glossaries of a folder.
     *
     * @throws FormatException at the first error, with its location
     */
    public static Glossary read(Path place) throws IOException {
        return read(place, FaultListener.STRICT);
    }

    /**
     * Reads a glossary, or all glossaries of a folder, and continues after errors.
     *
     * @param listener receives each row, or in a folder each file, that cannot be read
     * @throws FormatException if the listener rejects the file, or the only file is unreadable
     */
    public static Glossary read(Path place, FaultListener listener) throws IOException {
        return read(place, Table.Choice.NONE, listener);
    }

    /**
     * Reads a glossary, or all glossaries of a folder, and continues after errors.
     *
     * @param columns columns that the user gives for tables
     * @param listener receives each row, or in a folder each file, that cannot be read
     */
    public static Glossary read(Path place, Table.Choice columns, FaultListener listener) throws IOException {
        if (!Files.isDirectory(place)) {
            return readFile(place, columns, listener);
        }
        List<Glossary> glossaries = new ArrayList<>();
        for (Path file : files(place)) {
            try {
                glossaries.add(readFile(file, columns, listener));
            } catch (FormatException fault) {
                listener.found(fault);
            }
        }
        return of(glossaries);
    }

    private static Glossary readFile(Path file, Table.Choice columns, FaultListener listener) throws IOException {
        if (!Files.exists(file)) {
            throw new FormatException(file.toString(), "the glossary does not exist", "check its name and folder");
        }
        Optional<ExchangeFormat> memory = memory(file);
        if (memory.isPresent()) {
            throw new FormatException(
                    file.toString(),
                    "is a translation memory (" + memory.get().name() + "), not a glossary",
                    "move it to tm/, or extract its terms with duiqi glossary extract");
        }
        if (GlossaryFormats.isUtx(file)) {
            throw new FormatException(
                    file.toString(), "is a UTX glossary, which duiqi no longer reads", "save it as CSV or TBX");
        }
        GlossaryFormats.Format format = GlossaryFormats.of(file)
                .orElseThrow(() -> new FormatException(
                        file.toString(),
                        "is not in a known glossary format",
                        "use a file name that ends in one of " + GlossaryFormats.extensions()));
        return new Glossary(format.with(columns).read(file, listener));
    }

    /** Returns the format of a file that has the content of a translation memory and not of a glossary. */
    private static Optional<ExchangeFormat> memory(Path file) {
        FileStart start = FileStart.of(file);
        return GlossaryFormats.ofContent(start).isPresent()
                ? Optional.empty()
                : ExchangeFormat.all().stream()
                        .filter(format -> MEMORIES.contains(format.name()) && format.recognises(start))
                        .findFirst();
    }

    /**
     * Returns the glossary files of a folder and its subfolders, sorted by name and without hidden ones, as in an
     * OmegaT project. Includes translation memories and UTX, which are errors there. Returns a single file unchanged.
     *
     * @throws FormatException if the file or folder does not exist
     */
    public static List<Path> files(Path place) throws IOException {
        if (!Files.exists(place)) {
            throw new FormatException(place.toString(), "the glossary does not exist", "check its name and folder");
        }
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        List<Path> files = InputFile.in(place, MAX_DEPTH).stream()
                .filter(file -> isShown(place.relativize(file)))
                .filter(Files::exists)
                .filter(file ->
                        GlossaryFormats.of(file).isPresent() || memory(file).isPresent() || GlossaryFormats.isUtx(file))
                .sorted()
                .toList();
        FileName.requireUtf8(files);
        return files;
    }

    private static boolean isShown(Path relative) {
        for (Path part : relative) {
            // Excel's lock files begin with "~$".
            if (part.toString().startsWith(".") || part.toString().startsWith("~$")) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the entries whose Chinese, in simplified or traditional characters, or English, in any case, contains a
     * word.
     */
    public List<TermEntry> find(String word) {
        String chinese = Folding.chinese(word);
        String english = Folding.english(word);
        return entries.stream()
                .filter(entry -> Folding.chinese(entry.chinese()).contains(chinese)
                        || Folding.english(entry.english()).contains(english))
                .toList();
    }

    /**
     * Removes differences between spellings of a term: width and case (Unicode Standard Annex 15, NFKC_Casefold),
     * traditional characters (ICU's Traditional-Simplified), and in English hyphens, apostrophes and white space.
     */
    static final class Folding {
        private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();
        private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Pd}]+");

        private Folding() {}

        /** Loads on first use, since loading takes some tenths of a second. */
        private static final class Scripts {
            static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");
        }

        static String chinese(String term) {
            String folded = FOLDED.normalize(term).strip();
            boolean isLatin = folded.chars().allMatch(c -> c < 0x2E80);
            return isLatin ? folded : Scripts.SIMPLIFIED.transliterate(folded);
        }

        /** Returns the folded form of an English translation, with one space between words. */
        static String english(String rendering) {
            return BETWEEN_WORDS
                    .matcher(FOLDED.normalize(rendering).replace('\u2019', '\''))
                    .replaceAll(" ")
                    .strip();
        }
    }

    /**
     * Represents the meaning of one or more terms of the source language, with all their translations. Immutable.
     *
     * @param id id in the glossary, or the English term for translations into Chinese; with the context
     * @param direction direction of the translations
     * @param entries terms and translations; at least one. Their status is that of the translation
     */
    public record Concept(String id, Direction direction, List<TermEntry> entries) {
        public Concept {
            entries = List.copyOf(entries);
            if (entries.isEmpty()) {
                throw new IllegalArgumentException("a concept must have entries: " + id);
            }
        }

        /** Returns the Chinese terms, each once. */
        public List<String> chinese() {
            return entries.stream().map(TermEntry::chinese).distinct().toList();
        }

        /** Returns the terms of the source language, each once. */
        public List<String> terms() {
            return entries.stream()
                    .map(entry -> entry.source(direction))
                    .distinct()
                    .toList();
        }

        /** Returns the strings in which the terms have another meaning, each once. */
        public List<String> exceptions() {
            return entries.stream()
                    .flatMap(entry -> entry.details().exceptions().stream())
                    .distinct()
                    .toList();
        }

        /** Returns whether the term is not to be translated. */
        public boolean isKept() {
            return entries.get(0).status() == TermStatus.DO_NOT_TRANSLATE;
        }

        /** Returns whether the owner of the glossary expects other translations too. */
        public boolean isAmbiguous() {
            return entries.stream().anyMatch(entry -> entry.details().limits().isAmbiguous());
        }

        /** Returns the translations with this status, each once. */
        public List<String> renderings(TermStatus status) {
            return entries.stream()
                    .filter(entry -> entry.status() == status)
                    .map(entry -> entry.target(direction))
                    .distinct()
                    .toList();
        }

        /** Returns the allowed translations, the preferred ones first. */
        public List<String> allowed() {
            return Stream.of(TermStatus.values())
                    .filter(TermStatus::isAllowed)
                    .flatMap(status -> renderings(status).stream())
                    .distinct()
                    .toList();
        }
    }

    /** Receives the errors of a glossary and decides whether reading continues. */
    @FunctionalInterface
    public interface FaultListener {
        /** Rejects the file at the first error. */
        FaultListener STRICT = fault -> {
            throw fault;
        };

        /**
         * Receives an error.
         *
         * @param fault location, problem and remedy
         * @throws FormatException to reject the file
         */
        void found(FormatException fault) throws FormatException;

        /**
         * Receives the data of a file that glossary entries do not have, for example terms in other languages.
         *
         * @param omissions the numbers by kind; may be empty
         */
        default void omitted(Path file, Omissions omissions) {}
    }
}
