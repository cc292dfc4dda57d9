package duiqi.memory;

import duiqi.exchange.Pairs;
import duiqi.exchange.Revision;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.text.Language;
import duiqi.text.TranslationUnit.UnitProperties;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the units, languages and dates of memories. Needs less than 100 bytes of heap for each unit. Not
 * thread-safe.
 */
public final class MemoryStatistics {

    private final SortedMap<String, Code> codes = new TreeMap<>();
    private final SortedMap<Integer, Integer> years = new TreeMap<>();
    private final KeyNumbers texts = new KeyNumbers();
    private final KeyNumbers sources = new KeyNumbers();
    private int units;
    private int pairs;
    private int alternatives;
    private int aligned;
    private int machine;
    private int unrevised;
    private int withCodes;

    /** Counts the sides with the same language code. */
    public static final class Code {
        private final Optional<Language> language;
        private int sides;
        private long characters;
        private long words;

        private Code(Optional<Language> language) {
            this.language = language;
        }

        /** Returns the language that duiqi assumes for the code, or empty if the code names none. */
        public Optional<Language> language() {
            return language;
        }

        public int sides() {
            return sides;
        }

        /** Returns the number of Han characters. */
        public long characters() {
            return characters;
        }

        /** Returns the number of words in other scripts. */
        public long words() {
            return words;
        }
    }

    public void add(Tu unit, TmxHeader header) {
        units++;
        pairs += new Pairs("").of(unit).isEmpty() ? 0 : 1;
        if (texts.add(UnitKey.ofTexts(unit))) {
            alternatives += UnitKey.ofSource(unit, header)
                            .filter(key -> !sources.add(key))
                            .isPresent()
                    ? 1
                    : 0;
        }
        aligned += unit.property(UnitProperties.ALIGNED)
                        .filter(UnitProperties.YES::equals)
                        .isPresent()
                ? 1
                : 0;
        machine += IndexedFields.origin(unit).machine() ? 1 : 0;
        unrevised += Revision.isPending(unit) ? 1 : 0;
        unit.changed().ifPresent(date -> years.merge(date.atZone(ZoneOffset.UTC).getYear(), 1, Integer::sum));
        boolean hasCodes = false;
        for (Tuv side : unit.variants()) {
            hasCodes |= !side.content().isPlain();
            add(side);
        }
        withCodes += hasCodes ? 1 : 0;
    }

    private void add(Tuv side) {
        Code code = codes.computeIfAbsent(side.code(), name -> new Code(side.language()));
        String text = side.text();
        code.sides++;
        code.characters += text.codePoints().filter(Character::isIdeographic).count();
        code.words += words(text);
    }

    private static int words(String text) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetter = Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
            words += isLetter && !inWord ? 1 : 0;
            inWord = isLetter || (inWord && (c == '\'' || c == '’' || c == '-'));
        }
        return words;
    }

    public int units() {
        return units;
    }

    /** Returns the number of units with a Chinese and an English text. */
    public int pairs() {
        return pairs;
    }

    /** Returns the number of units with the same texts as an earlier unit. */
    public int duplicates() {
        return units - texts.size();
    }

    /**
     * Returns the number of units that translate the same source in the same context differently from an earlier unit.
     */
    public int alternatives() {
        return alternatives;
    }

    /** Returns the number of units that an aligner made. */
    public int aligned() {
        return aligned;
    }

    /** Returns the number of machine-translated units. */
    public int machine() {
        return machine;
    }

    /** Returns the number of units marked as unrevised. */
    public int unrevised() {
        return unrevised;
    }

    /** Returns the number of units with inline tags. */
    public int withCodes() {
        return withCodes;
    }

    /** Returns the counts by language code, as the files spell it. */
    public SortedMap<String, Code> codes() {
        return Collections.unmodifiableSortedMap(codes);
    }

    /** Returns the number of units by the year of their last change. Units without a date do not count. */
    public SortedMap<Integer, Integer> years() {
        return Collections.unmodifiableSortedMap(years);
    }
}
