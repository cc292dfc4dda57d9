package duiqi.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * A Chinese-English dictionary as tables: words, the English stems of their glosses with weights, translation
 * probabilities between characters and stems, pinyin, and simplified forms of traditional characters.
 *
 * <p>Words, characters and stems go by their numbers, so that a reader of many sentences makes no strings. The lexicon that
 * comes with the program is derived from CC-CEDICT and stands under its licence, CC BY-SA 4.0; see NOTICE.
 * {@link LexiconBuilder} makes one from the original. Immutable and thread-safe.
 */
public final class Lexicon {
    private final LexiconTables tables;

    /** By UTF-16 unit: the simplified form. */
    private final char[] simplified = new char[1 << 16];

    /** By UTF-16 unit: one plus the number of the character, 0 where the dictionary does not know it. */
    private final char[] characterNumbers = new char[1 << 16];

    Lexicon(LexiconTables tables) {
        this.tables = tables;
        for (int c = 0; c < simplified.length; c++) {
            simplified[c] = (char) c;
        }
        for (int i = 0; i < tables.simplification().traditional().length(); i++) {
            simplified[tables.simplification().traditional().charAt(i)] =
                    tables.simplification().simplified().charAt(i);
        }
        for (int i = 0; i < tables.characters().forms().length(); i++) {
            characterNumbers[tables.characters().forms().charAt(i)] = (char) (i + 1);
        }
    }

    private static final class Standard {
        private static final String RESOURCE = "cedict.lexicon";
        static final Lexicon LEXICON = load();

        private static Lexicon load() {
            try (InputStream in = Objects.requireNonNull(Lexicon.class.getResourceAsStream(RESOURCE), RESOURCE)) {
                return read(RESOURCE, in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Something numbered and its weight. */
    public interface Weights {
        void accept(int number, float weight);
    }

    /** The lexicon in the jar, loaded on first use. */
    public static Lexicon standard() {
        return Standard.LEXICON;
    }

    /**
     * Reads a lexicon that {@link #write} wrote.
     *
     * @param name what to call the file in a message
     * @throws duiqi.text.FormatException if the stream holds something else, another version, or only a part
     */
    public static Lexicon read(String name, InputStream stream) throws IOException {
        return new Lexicon(LexiconTables.read(name, stream));
    }

    /** Writes the lexicon; the stream stays open. The same lexicon gives the same bytes. */
    public void write(OutputStream stream) throws IOException {
        tables.write(stream);
    }

    /** Where the lexicon comes from: name, date and licence of the dictionary. */
    public String origin() {
        return tables.origin();
    }

    public int wordCount() {
        return tables.words().forms().size();
    }

    public int stemCount() {
        return tables.stems().size();
    }

    public int characterCount() {
        return tables.characters().forms().length();
    }

    /**
     * The text with each traditional character replaced by its simplified form, unit by unit, so that indices stay. A
     * character that has several simplified forms gets the one that most words of the dictionary give it.
     */
    public String simplify(CharSequence text) {
        char[] chars = new char[text.length()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = simplified[text.charAt(i)];
        }
        return new String(chars);
    }

    /** The number of an English stem, from 0, or -1 when no gloss has it. */
    public int stemNumber(CharSequence stem) {
        return tables.stems().find(stem);
    }

    /** The English stem of a number. */
    public String stem(int number) {
        return tables.stems().get(number);
    }

    /** The number of a simplified word, from 0, or -1 when the dictionary lacks it. */
    public int wordNumber(CharSequence word) {
        return tables.words().forms().find(word);
    }

    /** The number of a simplified character, from 0, or -1 when no word of the dictionary has it. */
    public int characterNumber(char character) {
        return characterNumbers[character] - 1;
    }

    /** Stems in the glosses of a word, with weights that sum to 1 at most. */
    public void stemsOfWord(int wordNumber, Weights weights) {
        tables.words().stems().forEach(wordNumber, weights);
    }

    /** The probability of each stem given a character, as the words with that character have it. */
    public void stemsOfCharacter(int characterNumber, Weights weights) {
        tables.characters().stems().forEach(characterNumber, weights);
    }

    /** The probability of each character given a stem. */
    public void charactersOfStem(int stemNumber, Weights weights) {
        tables.characters().ofStems().forEach(stemNumber, weights);
    }

    /** Toneless syllables of a simplified character, {@code ü} written {@code u}; none for an unknown one. */
    public List<String> pinyin(char character) {
        int number = characterNumber(character);
        String syllables = number < 0 ? "" : tables.characters().pinyin().get(number);
        return syllables.isEmpty() ? List.of() : List.of(syllables.split(" "));
    }

    /** Returns how common a word is: the natural logarithm of one plus the number of longer words that contain it. */
    public double commonness(int wordNumber) {
        return (tables.words().commonness()[wordNumber] & 0xff) / 16.0;
    }

    /** Length in UTF-16 units of the longest word that begins with a character; 0 when none does. */
    int longestWord(char first) {
        return tables.words().forms().longestFrom(first);
    }

    /** The number of the simplified word that stands in a text from start to end, or -1, given its {@link StringTable#hash}. */
    int wordNumber(CharSequence text, int start, int end, int hash) {
        return tables.words().forms().find(text, start, end, hash);
    }
}
