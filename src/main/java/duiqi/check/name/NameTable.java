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
 * Holds the established English spellings of Chinese names: 台北 is Taipei or Taibei. The table is derived from CC-CEDICT,
 * the terms of Chinese Notes and CLDR, see NOTICE. Immutable and thread-safe.
 */
final class NameTable {
    private static final int MIN_LENGTH = 2;
    private static final int MAX_NAMES = 300;

    private static final String PLACE = "*";

    private final Map<String, Entry> spellings;

    /** Length of the longest name that begins with each character. */
    private final byte[] longest = new byte[1 << 16];

    /** Letters of all spellings and of their words. */
    private final Set<String> known = new HashSet<>();

    private NameTable(Map<String, Entry> spellings) {
        this.spellings = spellings;
        for (String name : spellings.keySet()) {
            char first = name.charAt(0);
            longest[first] = (byte) Math.max(longest[first], name.length());
        }
        for (Entry one : spellings.values()) {
            for (String spelling : one.spellings()) {
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
            Map<String, Entry> spellings = new HashMap<>();
            try (InputStream in = Objects.requireNonNull(NameTable.class.getResourceAsStream(RESOURCE), RESOURCE);
                    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    int tab = line.indexOf('\t');
                    boolean isPlace = line.startsWith(PLACE, tab + 1);
                    String[] forms = line.substring(tab + (isPlace ? 2 : 1)).split("\\|");
                    spellings.put(line.substring(0, tab), new Entry(List.of(forms), isPlace));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new NameTable(spellings);
        }
    }

    /**
     * Holds a name of the table.
     *
     * @param spellings established spellings, the most frequent first
     * @param isPlace true for countries, cities and other places
     */
    record Entry(List<String> spellings, boolean isPlace) {}

    /** Holds a name in a Chinese text. */
    record Name(int start, int end, Entry entry) {
        List<String> spellings() {
            return entry.spellings();
        }
    }

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

    /** Returns the different names in a Chinese text, at most a few hundred, and the longest at each place. */
    List<Name> names(Lexicon lexicon, String text) {
        String chinese = lexicon.simplify(text);
        List<Name> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int start = 0; start + MIN_LENGTH <= chinese.length() && names.size() < MAX_NAMES; start++) {
            for (int end = Math.min(chinese.length(), start + longest[chinese.charAt(start)]);
                    end >= start + MIN_LENGTH;
                    end--) {
                Entry found = spellings.get(chinese.substring(start, end));
                if (found != null) {
                    if (seen.add(chinese.substring(start, end))) {
                        names.add(new Name(start, end, found));
                    }
                    break;
                }
            }
        }
        return names;
    }
}
