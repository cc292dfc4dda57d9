package duiqi.lexicon;

import com.ibm.icu.text.Transliterator;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds a {@link Lexicon} from CC-CEDICT and further dictionaries. Use a new instance for each lexicon. Not
 * thread-safe.
 *
 * <p>Words are stored in simplified characters; traditional text is simplified before a lookup. Character tables are
 * IBM Model 1 estimates from the dictionaries, see {@link CharacterModel}. Without CC-CEDICT, the
 * forms and readings of characters come from the Unicode data of ICU.
 */
public final class LexiconBuilder {
    /** Maximum length of a headword; longer ones are sayings and names that rarely occur in full. */
    private static final int MAX_WORD_LENGTH = 12;

    /** Minimum weight; smaller ones cannot outweigh chance in any document. */
    private static final double MIN_WEIGHT = 0.005;

    private static final int REFERENCE_DEPTH = 2;
    private static final Pattern FILE_ENDING = Pattern.compile("(\\.lex)?\\.(tsv|txt)(\\.gz)?$");

    private final SortedMap<String, List<CedictEntry>> entries = new TreeMap<>();
    private final Map<Character, Map<Character, Integer>> simplifications = new HashMap<>();
    private final SortedMap<Character, SortedSet<String>> syllables = new TreeMap<>();
    private final GlossStems glossStems = new GlossStems();
    private final SortedMap<String, SortedSet<String>> furtherGlosses = new TreeMap<>();
    private final List<String> furtherNames = new ArrayList<>();
    private String date = "of unknown date";

    /**
     * Reads the dictionary.
     *
     * @param name the name of the file for messages
     * @param text the lines of CC-CEDICT in UTF-8
     * @throws FormatException if a line is not valid CC-CEDICT, or the file has no entries
     */
    public LexiconBuilder read(String name, BufferedReader text) throws IOException {
        int number = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (line.startsWith("#! date=")) {
                date = "of " + line.substring("#! date=".length()).strip();
            }
            String bare = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            CedictEntry.parse(bare, new Location(name, number, 1)).ifPresent(this::add);
        }
        if (entries.isEmpty()) {
            throw new FormatException(name, "has no CC-CEDICT entries", "use the file that MDBG publishes");
        }
        return this;
    }

    /**
     * Reads a further dictionary. Each line contains a Chinese word, a tab and a translation; more columns are ignored.
     * Words with other characters than Han are omitted. A translation that occurs twice counts once.
     *
     * @param name the name of the file for messages
     * @param text the lines in UTF-8
     * @throws FormatException if a line has one column, or an empty one, or the file has no Chinese words
     */
    public LexiconBuilder readFurther(String name, BufferedReader text) throws IOException {
        int number = 0;
        int words = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            String bare = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (!bare.isBlank() && !bare.startsWith("#")) {
                FurtherEntry entry = FurtherEntry.parse(bare, new Location(name, number, 1));
                if (Han.all(entry.word) && entry.word.length() <= MAX_WORD_LENGTH) {
                    furtherGlosses
                            .computeIfAbsent(entry.word, w -> new TreeSet<>())
                            .add(entry.gloss);
                    words++;
                }
            }
        }
        if (words == 0) {
            throw new FormatException(
                    name, "has no Chinese words", "use a file with lines of a Chinese word, a tab and a translation");
        }
        furtherNames.add(
                FILE_ENDING.matcher(Path.of(name).getFileName().toString()).replaceFirst(""));
        return this;
    }

    private void add(CedictEntry entry) {
        String word = entry.simplified();
        if (!Han.all(word) || word.length() > MAX_WORD_LENGTH) {
            return;
        }
        entries.computeIfAbsent(word, w -> new ArrayList<>(1)).add(entry);
        String traditional = entry.traditional();
        if (traditional.length() == word.length()) {
            for (int i = 0; i < word.length(); i++) {
                simplifications
                        .computeIfAbsent(traditional.charAt(i), c -> new HashMap<>())
                        .merge(word.charAt(i), 1, Integer::sum);
            }
        }
        // Readings come from entries of single characters, because those inside words may be shortened (花儿 hua1 r5).
        if (word.length() == 1) {
            syllables
                    .computeIfAbsent(word.charAt(0), c -> new TreeSet<>())
                    .add(toneless(entry.syllables().get(0)));
        }
    }

    private static String toneless(String syllable) {
        return syllable.toLowerCase(Locale.ROOT).replaceAll("[0-9]", "").replace("u:", "u");
    }

    private String origin() {
        List<String> parts = new ArrayList<>();
        if (!entries.isEmpty()) {
            parts.add("CC-CEDICT " + date + ", CC BY-SA 4.0");
        }
        parts.addAll(furtherNames);
        return String.join("; ", parts);
    }

    /** Returns the lexicon of all entries read. */
    public Lexicon build() {
        SortedMap<String, SortedMap<String, Double>> glosses = new TreeMap<>();
        SortedSet<String> stemSet = new TreeSet<>();
        StringBuilder traditional = new StringBuilder();
        StringBuilder simplified = new StringBuilder();
        if (entries.isEmpty()) {
            WithoutCedict.simplify(traditional, simplified);
        } else {
            simplify(traditional, simplified);
        }
        SortedMap<String, SortedSet<String>> further = simplified(traditional, simplified);
        SortedSet<String> allWords = new TreeSet<>(entries.keySet());
        allWords.addAll(further.keySet());
        for (String word : allWords) {
            Map<String, Double> weights = new HashMap<>();
            collect(word, REFERENCE_DEPTH, weights);
            glossStems.addFurther(further.getOrDefault(word, Collections.emptySortedSet()), weights);
            SortedMap<String, Double> shares = shares(weights);
            glosses.put(word, shares);
            stemSet.addAll(shares.keySet());
        }
        List<String> stems = List.copyOf(stemSet);
        List<String> words = List.copyOf(allWords);
        StringTable stemTable = StringTable.of(stems);
        StringTable wordTable = StringTable.of(words);
        String characters = characters(words);
        int[] containing = containing(wordTable, words);
        CharacterModel model = new CharacterModel(characters, stemTable, glosses, MIN_WEIGHT);
        return new Lexicon(new LexiconTables(
                origin(),
                stemTable,
                new LexiconTables.Words(
                        wordTable, commonness(containing), LexiconTables.WeightTable.of(numbered(glosses, stemTable))),
                new LexiconTables.Characters(
                        characters,
                        LexiconTables.WeightTable.of(model.stemsOfCharacters()),
                        LexiconTables.WeightTable.of(model.charactersOfStems()),
                        StringTable.of(pinyin(characters))),
                new LexiconTables.Simplification(traditional.toString(), simplified.toString()),
                new LexiconTables.LazyCounts(new byte[0], words.size(), characters.length(), stems.size())));
    }

    /** Returns the further dictionaries in simplified characters. */
    private SortedMap<String, SortedSet<String>> simplified(StringBuilder traditional, StringBuilder simplified) {
        Map<Character, Character> forms = new HashMap<>();
        for (int i = 0; i < traditional.length(); i++) {
            forms.put(traditional.charAt(i), simplified.charAt(i));
        }
        SortedMap<String, SortedSet<String>> further = new TreeMap<>();
        furtherGlosses.forEach((word, glosses) -> {
            StringBuilder form = new StringBuilder();
            word.chars().forEach(c -> form.append((char) forms.getOrDefault((char) c, (char) c)));
            further.computeIfAbsent(form.toString(), w -> new TreeSet<>()).addAll(glosses);
        });
        return further;
    }

    private void collect(String word, int depth, Map<String, Double> weights) {
        for (CedictEntry entry : entries.getOrDefault(word, List.of())) {
            for (String reference : glossStems.add(entry, weights)) {
                if (depth > 0 && !reference.equals(word)) {
                    collect(reference, depth - 1, weights);
                }
            }
        }
    }

    private static SortedMap<String, Double> shares(Map<String, Double> weights) {
        double total =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        SortedMap<String, Double> shares = new TreeMap<>();
        weights.forEach((stem, weight) -> {
            if (weight / total >= MIN_WEIGHT && stem.length() < 40) {
                shares.put(stem, weight / total);
            }
        });
        return shares;
    }

    private static List<SortedMap<Integer, Double>> numbered(
            SortedMap<String, SortedMap<String, Double>> glosses, StringTable stems) {
        List<SortedMap<Integer, Double>> rows = new ArrayList<>();
        for (SortedMap<String, Double> shares : glosses.values()) {
            SortedMap<Integer, Double> row = new TreeMap<>();
            shares.forEach((stem, share) -> row.put(stems.find(stem), share));
            rows.add(row);
        }
        return rows;
    }

    private static String characters(List<String> words) {
        SortedSet<Character> characters = new TreeSet<>();
        for (String word : words) {
            word.chars().forEach(c -> characters.add((char) c));
        }
        StringBuilder all = new StringBuilder();
        characters.forEach(all::append);
        return all.toString();
    }

    /** Returns, for each word, the number of longer words that contain it. */
    private static int[] containing(StringTable table, List<String> words) {
        int[] counts = new int[words.size()];
        for (String word : words) {
            for (int start = 0; start < word.length(); start++) {
                for (int end = start + 1; end <= word.length(); end++) {
                    int part = end - start == word.length() ? -1 : table.find(word, start, end);
                    if (part >= 0) {
                        counts[part]++;
                    }
                }
            }
        }
        return counts;
    }

    private static byte[] commonness(int[] containing) {
        byte[] levels = new byte[containing.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Math.min(255, Math.round(16 * Math.log1p(containing[i])));
        }
        return levels;
    }

    private List<String> pinyin(String characters) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < characters.length(); i++) {
            char character = characters.charAt(i);
            all.add(
                    entries.isEmpty()
                            ? WithoutCedict.pinyin(character)
                            : String.join(" ", syllables.getOrDefault(character, new TreeSet<>())));
        }
        return all;
    }

    /**
     * Collects simplified forms by majority. A character that is its own simplified form in most words stays unchanged.
     * For example, 著 stays because of 著名, but 乾 changes in spite of 乾隆.
     */
    private void simplify(StringBuilder traditional, StringBuilder simplified) {
        new TreeMap<>(simplifications).forEach((from, counts) -> {
            char best = new TreeMap<>(counts)
                    .entrySet().stream()
                            .max(Map.Entry.comparingByValue())
                            .orElseThrow()
                            .getKey();
            if (best != from) {
                traditional.append(from.charValue());
                simplified.append(best);
            }
        });
    }

    /** Supplies the forms and readings of characters from the Unicode data of ICU if there is no CC-CEDICT. */
    private static final class WithoutCedict {
        private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");
        private static final Transliterator PINYIN = Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");

        private WithoutCedict() {}

        static void simplify(StringBuilder traditional, StringBuilder simplified) {
            for (char c = 0x3400; c <= 0x9FFF; c++) {
                String form = Han.is(c) ? SIMPLIFIED.transliterate(String.valueOf(c)) : "";
                if (form.length() == 1 && form.charAt(0) != c) {
                    traditional.append(c);
                    simplified.append(form);
                }
            }
        }

        static String pinyin(char character) {
            String syllable = PINYIN.transliterate(String.valueOf(character)).strip();
            return syllable.matches("[a-z]+") ? syllable : "";
        }
    }

    /**
     * Represents a line of CC-CEDICT: {@code 傳統 传统 [chuan2 tong3] /tradition/traditional/}.
     *
     * @param traditional the headword in traditional characters
     * @param simplified the headword in simplified characters
     * @param syllables the pinyin with tone numbers, one for each character if the word consists of Han characters
     * @param glosses the English glosses in order
     */
    record CedictEntry(String traditional, String simplified, List<String> syllables, List<String> glosses) {
        private static final Pattern LINE = Pattern.compile("(\\S+) (\\S+) \\[([^\\]]*)\\] /(.*)/\\s*");

        CedictEntry {
            syllables = List.copyOf(syllables);
            glosses = List.copyOf(glosses);
        }

        /**
         * Returns the entry of a line, or empty for comments and blank lines.
         *
         * @param line a line without its line break
         * @param place the location of the line for messages
         */
        static Optional<CedictEntry> parse(String line, Location place) throws FormatException {
            if (line.isBlank() || line.startsWith("#")) {
                return Optional.empty();
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new FormatException(
                        place,
                        "not a line of CC-CEDICT: \"" + abbreviate(line) + "\"",
                        "use the file cedict_1_0_ts_utf-8_mdbg.txt.gz that MDBG publishes, with lines such as"
                                + " \"傳統 传统 [chuan2 tong3] /tradition/\"");
            }
            return Optional.of(new CedictEntry(
                    matcher.group(1),
                    matcher.group(2),
                    List.of(matcher.group(3).split(" ")),
                    List.of(matcher.group(4).split("/"))));
        }

        private static String abbreviate(String line) {
            return line.length() <= 40 ? line : line.substring(0, line.offsetByCodePoints(0, 30)) + "…";
        }
    }

    /**
     * Represents a line of a further dictionary.
     *
     * @param word the Chinese word, without the particle of an adjective or adverb
     * @param gloss its translation in lower case
     */
    private record FurtherEntry(String word, String gloss) {
        static FurtherEntry parse(String line, Location start) throws FormatException {
            String[] columns = line.split("\t", -1);
            if (columns.length < 2) {
                throw new FormatException(
                        start, "line has 1 column, expected 2", "separate Chinese and English by a tab");
            }
            String word = columns[0].strip();
            String gloss = columns[1].strip();
            if (word.isEmpty() || gloss.isEmpty()) {
                int column = word.isEmpty() ? 1 : columns[0].length() + 2;
                throw new FormatException(
                        new Location(start.file(), start.line(), column),
                        word.isEmpty() ? "line has no Chinese word" : "line has no translation",
                        "add it or delete the line");
            }
            return new FurtherEntry(withoutParticle(word, gloss), gloss);
        }

        /** Removes 的 of an adjective (温顺的 meek) and 地 of an adverb (慢慢地 slowly), which dictionaries add. */
        private static String withoutParticle(String word, String gloss) {
            boolean hasParticle =
                    word.length() > 2 && (word.endsWith("的") || (word.endsWith("地") && gloss.endsWith("ly")));
            return hasParticle ? word.substring(0, word.length() - 1) : word;
        }
    }
}
