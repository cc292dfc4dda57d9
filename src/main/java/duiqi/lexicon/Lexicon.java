package duiqi.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a Chinese-English dictionary as tables: words, the English stems of their glosses with weights, translation
 * probabilities between characters and stems, pinyin, and simplified forms of traditional characters.
 *
 * <p>Words, characters and stems have numbers, so that readers of many sentences create no strings. The standard lexicon
 * is derived from CC-CEDICT and openly licensed translations under the licence CC BY-SA 4.0; see NOTICE.
 * {@link LexiconBuilder} builds a lexicon from dictionaries. Immutable and thread-safe.
 */
public final class Lexicon {
    /** Smallest share of a stem that is a translation without a gloss. */
    private static final float MIN_SHARE = 0.03f;

    /** Minimum number of occurrences of a stem in the texts that show how often it is translated. */
    private static final float MIN_OCCURRENCES = 50;

    private final LexiconTables tables;

    /** Simplified form of each UTF-16 unit. */
    private final char[] simplified = new char[1 << 16];

    /** Character number plus one of each UTF-16 unit, or 0 if the dictionary does not contain it. */
    private final char[] characterNumbers = new char[1 << 16];

    /** Counts of aligned texts; null until someone needs them. */
    private volatile @Nullable TextCounts text;

    /** Rates of the words; null until someone needs them. */
    private volatile @Nullable WordRates rates;

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
        static final Lexicon LEXICON = load(RESOURCE).orElseGet(Lexicon::permissive);
    }

    /** Holds the lexicon of duiqi without share-alike sources. */
    private static final class Permissive {
        private static final String RESOURCE = "permissive.lexicon";
        static final Lexicon LEXICON = load(RESOURCE).orElseThrow(() -> new IllegalStateException("no " + RESOURCE));
    }

    private static Optional<Lexicon> load(String resource) {
        try (@Nullable InputStream in = Lexicon.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(read(resource, in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Receives numbered items with their weights. */
    public interface Weights {
        void accept(int number, float weight);
    }

    /**
     * Returns the built-in lexicon. Loads it on first use. If someone has removed its file from the jar, this is the
     * {@linkplain #permissive permissive} lexicon.
     */
    public static Lexicon standard() {
        return Standard.LEXICON;
    }

    /**
     * Returns the built-in lexicon of sources with permissive licences, without CC-CEDICT and other share-alike sources.
     * Loads it on first use.
     */
    public static Lexicon permissive() {
        return Permissive.LEXICON;
    }

    /**
     * Reads a lexicon that {@link #write} wrote.
     *
     * @param name the name of the file for messages
     * @throws duiqi.text.FormatException if the stream is incomplete, of another version, or not a lexicon
     */
    public static Lexicon read(String name, InputStream stream) throws IOException {
        return new Lexicon(LexiconTables.read(name, stream));
    }

    /** Writes the lexicon and leaves the stream open. Equal lexicons give equal bytes. */
    public void write(OutputStream stream) throws IOException {
        tables.write(stream);
    }

    /** Returns the counts of aligned texts. Reads them on first use. */
    public TextCounts text() {
        TextCounts known = text;
        if (known == null) {
            known = tables.counts();
            text = known;
        }
        return known;
    }

    /** Returns the rates of its words. Computes them on first use. */
    WordRates rates() {
        WordRates known = rates;
        if (known == null) {
            known = new WordRates(this);
            rates = known;
        }
        return known;
    }

    /**
     * Returns the estimated share of the occurrences of an English stem that texts translate by its own translations, or
     * 0 if the texts hardly contain it.
     */
    public double translatedShare(String stem) {
        int number = textStemNumber(stem);
        boolean isKnown = number >= 0 && text().words().stemTotal(number) >= MIN_OCCURRENCES;
        return isKnown ? rates().english().expected(number) : 0;
    }

    /** Returns the same lexicon with the counts of other texts. */
    public Lexicon with(TextCounts text) {
        return new Lexicon(tables.with(text));
    }

    /** Returns the number of an English stem of the glosses or of {@link #text}, from 0, or -1 if none contains it. */
    public int textStemNumber(CharSequence stem) {
        int number = stemNumber(stem);
        return number >= 0 ? number : text().otherStems().number(stem);
    }

    /** Returns the name, date and licence of the dictionary. */
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
     * Replaces each traditional character with its simplified form, unit by unit, so that indices stay valid. If a
     * character has several simplified forms, it gets the one that most dictionary words use.
     */
    public String simplify(CharSequence text) {
        char[] chars = new char[text.length()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = simplified[text.charAt(i)];
        }
        return new String(chars);
    }

    /** Returns the number of an English stem, from 0, or -1 if no gloss contains it. */
    public int stemNumber(CharSequence stem) {
        return tables.stems().find(stem);
    }

    /** Returns the English stem with a number. */
    public String stem(int number) {
        return tables.stems().get(number);
    }

    /** Returns the number of a simplified word, from 0, or -1 if the dictionary does not contain it. */
    public int wordNumber(CharSequence word) {
        return tables.words().forms().find(word);
    }

    /** Returns the number of a simplified character, from 0, or -1 if no word of the dictionary contains it. */
    public int characterNumber(char character) {
        return characterNumbers[character] - 1;
    }

    /** Passes the stems in the glosses of a word to a receiver, with weights whose sum is at most 1. */
    public void stemsOfWord(int wordNumber, Weights weights) {
        tables.words().stems().forEach(wordNumber, weights);
    }

    /**
     * Passes each stem that translates a word to a receiver, in increasing order: those of its glosses, and those that
     * often translate it in aligned texts. A stem that the texts lack has the shares 0.
     */
    public void translations(int wordNumber, TextCounts.Receiver receiver) {
        int[] glosses = tables.words().stems().columns();
        int[] next = {tables.words().stems().starts()[wordNumber]};
        int end = tables.words().stems().starts()[wordNumber + 1];
        text().words().forEach(wordNumber, (stem, forward, backward) -> {
            for (; next[0] < end && glosses[next[0]] < stem; next[0]++) {
                receiver.accept(glosses[next[0]], 0, 0);
            }
            boolean isGloss = next[0] < end && glosses[next[0]] == stem;
            next[0] += isGloss ? 1 : 0;
            if (isGloss || Math.max(forward, backward) >= MIN_SHARE) {
                receiver.accept(stem, forward, backward);
            }
        });
        for (; next[0] < end; next[0]++) {
            receiver.accept(glosses[next[0]], 0, 0);
        }
    }

    /**
     * Passes the stems of a character to a receiver, with their probabilities, estimated from the words that contain
     * it.
     */
    public void stemsOfCharacter(int characterNumber, Weights weights) {
        tables.characters().stems().forEach(characterNumber, weights);
    }

    /** Passes the characters of a stem to a receiver, with their probabilities. */
    public void charactersOfStem(int stemNumber, Weights weights) {
        tables.characters().ofStems().forEach(stemNumber, weights);
    }

    /**
     * Returns the toneless syllables of a simplified character, with {@code u} for {@code ü}, or an empty list for an
     * unknown character.
     */
    public List<String> pinyin(char character) {
        int number = characterNumber(character);
        String syllables = number < 0 ? "" : tables.characters().pinyin().get(number);
        return syllables.isEmpty() ? List.of() : List.of(syllables.split(" "));
    }

    /**
     * Returns the commonness of a word: the natural logarithm of one plus the number of longer words that contain it.
     */
    public double commonness(int wordNumber) {
        return (tables.words().commonness()[wordNumber] & 0xff) / 16.0;
    }

    /**
     * Returns a limit to the length in UTF-16 units of the words that begin with two characters, or 0 if there are
     * none.
     */
    int longestWord(char first, char second) {
        return tables.words().forms().longestFrom(first, second);
    }

    /** Returns the number of the simplified word at a position of a text, or -1, given its {@link StringTable#hash}. */
    int wordNumber(String text, int start, int end, int hash) {
        return tables.words().forms().find(text, start, end, hash);
    }
}
