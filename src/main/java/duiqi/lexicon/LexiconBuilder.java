package duiqi.lexicon;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds a {@link Lexicon} from the text of CC-CEDICT. Use a new instance for each lexicon. Not thread-safe.
 *
 * <p>Words are stored in simplified characters; traditional text is simplified before a lookup. Character tables are
 * IBM Model 1 estimates from the dictionary itself, see {@link CharacterModel}.
 */
public final class LexiconBuilder {
    /** Maximum length of a headword; longer ones are sayings and names that rarely occur in full. */
    private static final int MAX_WORD_LENGTH = 12;

    /** Minimum weight; smaller ones cannot outweigh chance in any document. */
    private static final double MIN_WEIGHT = 0.005;

    private static final int REFERENCE_DEPTH = 2;

    private final SortedMap<String, List<CedictEntry>> entries = new TreeMap<>();
    private final Map<Character, Map<Character, Integer>> simplifications = new HashMap<>();
    private final SortedMap<Character, SortedSet<String>> syllables = new TreeMap<>();
    private final GlossStems glossStems = new GlossStems();
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

    /** Returns the lexicon of all entries read. */
    public Lexicon build() {
        SortedMap<String, SortedMap<String, Double>> glosses = new TreeMap<>();
        SortedSet<String> stemSet = new TreeSet<>();
        for (String word : entries.keySet()) {
            Map<String, Double> weights = new HashMap<>();
            collect(word, REFERENCE_DEPTH, weights);
            SortedMap<String, Double> shares = shares(weights);
            glosses.put(word, shares);
            stemSet.addAll(shares.keySet());
        }
        List<String> stems = List.copyOf(stemSet);
        List<String> words = List.copyOf(entries.keySet());
        StringTable stemTable = StringTable.of(stems);
        StringTable wordTable = StringTable.of(words);
        String characters = characters(words);
        int[] containing = containing(wordTable, words);
        CharacterModel model = new CharacterModel(characters, stemTable, glosses, MIN_WEIGHT);
        StringBuilder traditional = new StringBuilder();
        StringBuilder simplified = new StringBuilder();
        simplify(traditional, simplified);
        return new Lexicon(new LexiconTables(
                "CC-CEDICT " + date + ", CC BY-SA 4.0",
                stemTable,
                new LexiconTables.Words(
                        wordTable, commonness(containing), LexiconTables.WeightTable.of(numbered(glosses, stemTable))),
                new LexiconTables.Characters(
                        characters,
                        LexiconTables.WeightTable.of(model.stemsOfCharacters()),
                        LexiconTables.WeightTable.of(model.charactersOfStems()),
                        StringTable.of(pinyin(characters))),
                new LexiconTables.Simplification(traditional.toString(), simplified.toString())));
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
            all.add(String.join(" ", syllables.getOrDefault(characters.charAt(i), new TreeSet<>())));
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
     * Splits the glosses of a CC-CEDICT entry into English stems with weights. Not thread-safe.
     *
     * <p>Each gloss distributes a weight of 1/n<sup>0.8</sup> over its n content stems. So a short gloss, which a
     * translation probably uses literally, counts more than an explanation. Cross-references ("variant of", "see",
     * "abbr. for") are returned to the caller. Remarks in brackets and classifiers are ignored.
     */
    private static final class GlossStems {
        private static final Pattern REFERENCE = Pattern.compile(
                "(?:variant of|see also|see|abbr\\. (?:for|of)|erhua variant of|same as|equivalent to|also written)"
                        + " ([\\u3400-\\u9FFF]+)(?:\\|([\\u3400-\\u9FFF]+))?");
        private static final Pattern REMARK =
                Pattern.compile("\\([^)]*\\)|\\[[^\\]]*\\]|[\\u3400-\\u9FFF]+(?:\\|[\\u3400-\\u9FFF]+)?");
        private static final Set<String> LABELS =
                Set.of("sb", "sth", "etc", "lit", "fig", "idiom", "abbr", "s.o", "esp", "tw", "pr");

        /** Maximum number of stems of a translation; longer glosses are explanations and count less. */
        private static final int LONG_GLOSS = 7;

        private static final double LONG_GLOSS_FACTOR = 0.4;
        private static final double SHARE_EXPONENT = 0.8;

        private final EnglishTokenizer tokenizer = new EnglishTokenizer();

        /**
         * Adds the weights of an entry's glosses.
         *
         * @param weights the weights by stem; this method adds to them
         * @return the simplified words that the glosses name as cross-references
         */
        List<String> add(CedictEntry entry, Map<String, Double> weights) {
            List<String> references = new ArrayList<>();
            for (String gloss : entry.glosses()) {
                for (String sense : gloss.split(";")) {
                    addSense(sense.trim(), weights, references);
                }
            }
            return references;
        }

        private void addSense(String sense, Map<String, Double> weights, List<String> references) {
            if (sense.startsWith("CL:")) {
                return;
            }
            Matcher reference = REFERENCE.matcher(sense);
            if (reference.find()) {
                references.add(reference.group(2) != null ? reference.group(2) : reference.group(1));
                return;
            }
            String bare = REMARK.matcher(sense).replaceAll(" ");
            List<String> stems = new ArrayList<>();
            for (Token token : tokenizer.tokens(bare)) {
                if (token.kind() != Token.Kind.MARK && !LABELS.contains(token.form())) {
                    stems.add(token.form());
                }
            }
            List<String> content = stems.stream()
                    .filter(stem -> !FunctionWords.isEnglish(stem))
                    .toList();
            List<String> counted = content.isEmpty() ? stems : content;
            double weight =
                    Math.pow(counted.size(), -SHARE_EXPONENT) * (counted.size() > LONG_GLOSS ? LONG_GLOSS_FACTOR : 1);
            for (String stem : counted) {
                weights.merge(stem, weight, Double::sum);
            }
        }
    }
}
