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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes a {@link Lexicon} from the text of CC-CEDICT. Not thread-safe; used once.
 *
 * <p>Words are kept in simplified characters; traditional text is simplified before it is looked up. Character tables are
 * IBM Model 1 estimates over the dictionary itself, see {@link CharacterModel}.
 */
public final class LexiconBuilder {
    /** Longer headwords are sayings and names that hardly ever stand in a text as a whole. */
    private static final int MAX_WORD_LENGTH = 12;

    /** Weights below this are dropped: they cannot outweigh chance in any document. */
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
     * @param name what to call the file in a message
     * @param text lines of CC-CEDICT in UTF-8
     * @throws FormatException naming the line that is not one of CC-CEDICT, or if no entry is found
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
            throw new FormatException(name, "no entry of CC-CEDICT in it", "give the file that MDBG publishes");
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
        // Readings come from entries of single characters: inside words they may be shortened (花儿 hua1 r5).
        if (word.length() == 1) {
            syllables
                    .computeIfAbsent(word.charAt(0), c -> new TreeSet<>())
                    .add(toneless(entry.syllables().get(0)));
        }
    }

    private static String toneless(String syllable) {
        return syllable.toLowerCase(Locale.ROOT).replaceAll("[0-9]", "").replace("u:", "u");
    }

    /** The lexicon of what was read. */
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
                wordTable,
                commonness(containing),
                WeightTable.of(numbered(glosses, stemTable)),
                characters,
                WeightTable.of(model.stemsOfCharacters()),
                WeightTable.of(model.charactersOfStems()),
                StringTable.of(pinyin(characters)),
                traditional.toString(),
                simplified.toString()));
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

    /** For each word the number of longer words that contain it. */
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

    /** A character that is its own simplified form in most words stays as it is (乾 in 乾隆 is outvoted, 著 in 著名 not). */
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
}
