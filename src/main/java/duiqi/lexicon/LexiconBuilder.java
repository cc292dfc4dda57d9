package duiqi.lexicon;

import com.ibm.icu.text.Transliterator;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    private final Map<Character, SortedMap<Character, Integer>> simplifications = new HashMap<>();
    private final SortedMap<Character, SortedSet<String>> syllables = new TreeMap<>();
    private final GlossStems glossStems = new GlossStems();
    private final SortedMap<String, SortedSet<String>> furtherGlosses = new TreeMap<>();
    private final List<String> furtherNames = new ArrayList<>();
    private String date = "of unknown date";

    /**
     * Reads the dictionary.
     *
     * @param name the name of the file for messages
     * @param lines the lines of CC-CEDICT
     * @throws FormatException if a line is not valid CC-CEDICT, or the file has no entries
     */
    public LexiconBuilder read(String name, List<String> lines) throws FormatException {
        for (int k = 0; k < lines.size(); k++) {
            String line = lines.get(k);
            if (line.startsWith("#! date=")) {
                date = "of " + line.substring("#! date=".length()).strip();
            } else if (hasEntry(line)) {
                add(CedictEntry.parse(line, new Location(name, k + 1, 1)));
            }
        }
        if (entries.isEmpty()) {
            throw new FormatException(name, "has no CC-CEDICT entries", "use the file that MDBG publishes");
        }
        return this;
    }

    private static boolean hasEntry(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    /**
     * Reads a further dictionary. Each line contains a Chinese word, a tab and a translation; more columns are ignored.
     * Words with other characters than Han are omitted. A translation that occurs twice counts once.
     *
     * @param name the name of the file for messages
     * @param lines the lines
     * @throws FormatException if a line has one column, or an empty one, or the file has no Chinese words
     */
    public LexiconBuilder readFurther(String name, List<String> lines) throws FormatException {
        boolean hasWords = false;
        for (int k = 0; k < lines.size(); k++) {
            if (hasEntry(lines.get(k))) {
                hasWords |= addFurther(lines.get(k), new Location(name, k + 1, 1));
            }
        }
        if (!hasWords) {
            throw new FormatException(
                    name, "has no Chinese words", "use a file with lines of a Chinese word, a tab and a translation");
        }
        furtherNames.add(
                FILE_ENDING.matcher(Path.of(name).getFileName().toString()).replaceFirst(""));
        return this;
    }

    /** Adds a line of a further dictionary, unless the word has other characters than Han or is too long. */
    private boolean addFurther(String line, Location start) throws FormatException {
        String[] columns = columns(line, start);
        String word = columns[0].strip();
        String gloss = columns[1].strip();
        if (word.isEmpty() || gloss.isEmpty()) {
            int column = word.isEmpty() ? 1 : columns[0].length() + 2;
            throw new FormatException(
                    new Location(start.file(), start.line(), column),
                    word.isEmpty() ? "line has no Chinese word" : "line has no translation",
                    "add it or delete the line");
        }
        // Dictionaries add 的 to an adjective (温顺的 meek) and 地 to an adverb (慢慢地 slowly).
        boolean hasParticle = word.length() > 2 && (word.endsWith("的") || (word.endsWith("地") && gloss.endsWith("ly")));
        String bare = hasParticle ? word.substring(0, word.length() - 1) : word;
        boolean isWord = Han.all(bare) && bare.length() <= MAX_WORD_LENGTH;
        if (isWord) {
            furtherGlosses.computeIfAbsent(bare, w -> new TreeSet<>()).add(gloss);
        }
        return isWord;
    }

    /**
     * Returns the columns of a line of Chinese, a tab and English.
     *
     * @param place location of the line for messages
     * @throws FormatException if the line has no tab
     */
    public static String[] columns(String line, Location place) throws FormatException {
        String[] columns = line.split("\t", -1);
        if (columns.length < 2) {
            throw new FormatException(place, "line has 1 column, expected 2", "separate Chinese and English by a tab");
        }
        return columns;
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
                        .computeIfAbsent(traditional.charAt(i), c -> new TreeMap<>())
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
        List<String> parts = new ArrayList<>(furtherNames);
        if (!entries.isEmpty()) {
            parts.add(0, "CC-CEDICT " + date + ", CC BY-SA 4.0");
        }
        return String.join("; ", parts);
    }

    /** Returns the lexicon of all entries read. */
    public Lexicon build() {
        SortedMap<Character, Character> forms = entries.isEmpty() ? WithoutCedict.forms() : forms();
        SortedMap<String, SortedSet<String>> further = new TreeMap<>();
        furtherGlosses.forEach((word, glosses) -> {
            StringBuilder form = new StringBuilder();
            word.chars().forEach(c -> form.append((char) forms.getOrDefault((char) c, (char) c)));
            further.computeIfAbsent(form.toString(), w -> new TreeSet<>()).addAll(glosses);
        });
        SortedSet<String> allWords = new TreeSet<>(entries.keySet());
        allWords.addAll(further.keySet());
        SortedMap<String, SortedMap<String, Double>> glosses = new TreeMap<>();
        for (String word : allWords) {
            Map<String, Double> weights = new HashMap<>();
            collect(word, REFERENCE_DEPTH, weights);
            glossStems.addFurther(further.getOrDefault(word, Collections.emptySortedSet()), weights);
            glosses.put(word, shares(weights));
        }
        StringTable stems = StringTable.of(glosses.values().stream()
                .flatMap(shares -> shares.keySet().stream())
                .distinct()
                .sorted()
                .toList());
        List<String> words = List.copyOf(allWords);
        StringTable wordTable = StringTable.of(words);
        String characters = joined(words.stream()
                .flatMapToInt(String::chars)
                .mapToObj(c -> (char) c)
                .collect(Collectors.toCollection(TreeSet::new)));
        CharacterModel model = new CharacterModel(characters, stems, glosses, MIN_WEIGHT);
        return new Lexicon(new LexiconTables(
                origin(),
                stems,
                new LexiconTables.Words(wordTable, commonness(wordTable, words), numbered(glosses, stems)),
                new LexiconTables.Characters(
                        characters,
                        WeightRows.of(model.stemsOfCharacters()),
                        WeightRows.of(model.charactersOfStems()),
                        StringTable.of(pinyin(characters))),
                new LexiconTables.Simplification(joined(forms.keySet()), joined(forms.values())),
                new byte[0]));
    }

    private static String joined(Collection<Character> characters) {
        return characters.stream().map(String::valueOf).collect(Collectors.joining());
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

    private static WeightRows numbered(SortedMap<String, SortedMap<String, Double>> glosses, StringTable stems) {
        List<SortedMap<Integer, Double>> rows = new ArrayList<>();
        for (SortedMap<String, Double> shares : glosses.values()) {
            SortedMap<Integer, Double> row = new TreeMap<>();
            shares.forEach((stem, share) -> row.put(stems.find(stem), share));
            rows.add(row);
        }
        return WeightRows.of(rows);
    }

    /** Returns, for each word, 16 times the logarithm of one plus the number of longer words that contain it. */
    private static byte[] commonness(StringTable table, List<String> words) {
        int[] containing = new int[words.size()];
        for (String word : words) {
            for (int start = 0; start < word.length(); start++) {
                for (int end = start + 1; end <= word.length(); end++) {
                    int part = end - start == word.length() ? -1 : table.find(word.substring(start, end));
                    if (part >= 0) {
                        containing[part]++;
                    }
                }
            }
        }
        byte[] levels = new byte[containing.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Math.min(255, Math.round(16 * Math.log1p(containing[i])));
        }
        return levels;
    }

    private List<String> pinyin(String characters) {
        return characters
                .chars()
                .mapToObj(c -> entries.isEmpty()
                        ? WithoutCedict.pinyin((char) c)
                        : String.join(" ", syllables.getOrDefault((char) c, Collections.emptySortedSet())))
                .toList();
    }

    /**
     * Returns simplified forms by majority. A character that is its own simplified form in most words stays unchanged.
     * For example, 著 stays because of 著名, but 乾 changes in spite of 乾隆.
     */
    private SortedMap<Character, Character> forms() {
        SortedMap<Character, Character> forms = new TreeMap<>();
        simplifications.forEach((from, counts) -> forms.put(
                from,
                Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey()));
        forms.entrySet().removeIf(form -> form.getKey().equals(form.getValue()));
        return forms;
    }

    /** Supplies the forms and readings of characters from the Unicode data of ICU if there is no CC-CEDICT. */
    private static final class WithoutCedict {
        private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");
        private static final Transliterator PINYIN = Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");

        private WithoutCedict() {}

        static SortedMap<Character, Character> forms() {
            SortedMap<Character, Character> forms = new TreeMap<>();
            for (char c = 0x3400; c <= 0x9FFF; c++) {
                String form = Han.is(c) ? SIMPLIFIED.transliterate(String.valueOf(c)) : "";
                if (form.length() == 1 && form.charAt(0) != c) {
                    forms.put(c, form.charAt(0));
                }
            }
            return forms;
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

        static CedictEntry parse(String line, Location place) throws FormatException {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new FormatException(
                        place,
                        "not a line of CC-CEDICT: \"" + abbreviate(line) + "\"",
                        "use the file cedict_1_0_ts_utf-8_mdbg.txt.gz that MDBG publishes, with lines such as"
                                + " \"傳統 传统 [chuan2 tong3] /tradition/\"");
            }
            return new CedictEntry(
                    matcher.group(1),
                    matcher.group(2),
                    List.of(matcher.group(3).split(" ")),
                    List.of(matcher.group(4).split("/")));
        }

        private static String abbreviate(String line) {
            return line.length() <= 40 ? line : line.substring(0, line.offsetByCodePoints(0, 30)) + "…";
        }
    }
}
