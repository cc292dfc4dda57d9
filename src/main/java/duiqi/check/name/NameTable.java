package duiqi.check.name;

import duiqi.lexicon.Lexicon;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Holds the established English spellings of Chinese names: 台北 is Taipei or Taibei. The table is learnt from CC-CEDICT,
 * the terms of Chinese Notes and CLDR, see NOTICE. Immutable and thread-safe.
 */
final class NameTable {
    private static final int MAX_LENGTH = 8;
    private static final int MIN_LENGTH = 2;

    private final Map<String, List<String>> spellings;

    /** Letters of all spellings and of their words. */
    private final Set<String> known = new HashSet<>();

    private NameTable(Map<String, List<String>> spellings) {
        this.spellings = spellings;
        for (List<String> one : spellings.values()) {
            for (String spelling : one) {
                known.add(Romanization.letters(spelling));
                for (String word : spelling.split(" ")) {
                    known.add(Romanization.letters(word));
                }
            }
        }
    }

    private static final class Standard {
        private static final String RESOURCE = "names.txt";
        static final NameTable TABLE = load();

        private static NameTable load() {
            Map<String, List<String>> spellings = new HashMap<>();
            try (InputStream in = Objects.requireNonNull(NameTable.class.getResourceAsStream(RESOURCE), RESOURCE);
                    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    int tab = line.indexOf('\t');
                    spellings.put(line.substring(0, tab), List.of(line.substring(tab + 1).split("\\|")));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new NameTable(spellings);
        }
    }

    /**
     * Holds a name in a Chinese text.
     *
     * @param spellings established spellings, the most frequent first
     */
    record Name(int start, int end, List<String> spellings) {}

    /** Returns the built-in table. Loads it on first use. */
    static NameTable standard() {
        return Standard.TABLE;
    }

    /** Returns whether these letters are a name of the table or a word of one. */
    boolean isKnown(String letters) {
        return known.contains(letters);
    }

    boolean contains(String chinese) {
        return spellings.containsKey(chinese);
    }

    /** Returns the names in a Chinese text, the longest at each place. */
    List<Name> names(Lexicon lexicon, String text) {
        String chinese = lexicon.simplify(text);
        List<Name> names = new ArrayList<>();
        for (int start = 0; start + MIN_LENGTH <= chinese.length(); start++) {
            for (int end = Math.min(chinese.length(), start + MAX_LENGTH); end >= start + MIN_LENGTH; end--) {
                List<String> found = spellings.get(chinese.substring(start, end));
                if (found != null) {
                    names.add(new Name(start, end, found));
                    break;
                }
            }
        }
        return names;
    }
}
