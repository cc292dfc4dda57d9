package duiqi.check.text;

import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Distinguishes ordinary English words from names, code and abbreviations in a text. Ordinary words are in the
 * dictionary. Not thread-safe, because it caches stems.
 */
final class EnglishProse {
    /** Maximum length of an ordinary word with its hyphens. */
    private static final int MAX_LENGTH = 40;

    /** Number of English words in a text that is mostly English, for each Han character. */
    private static final int HAN_WEIGHT = 4;

    private static final Pattern CHUNK = Pattern.compile("[\\x21-\\x7e\u2018\u2019\\p{IsLatin}]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+(?:['’-][A-Za-z]+)*+");
    private static final String OPENING = "\"'(‘[";
    private static final String CLOSING = "\"')’],.;:!?";

    /** Programs whose names begin a command, with arguments that can be ordinary words: git commit. */
    private static final Set<String> PROGRAMS = Set.of(
            ("git npm npx yarn pnpm pip cargo make cmake docker kubectl helm apt apt-get aptitude sudo systemctl service "
                            + "go node python ruby php java dart flutter conda brew snap yum dnf pub echo export set get "
                            + "select insert update delete create drop alter show use import return const let var "
                            + "function class public static void int new print cd ls cat man cp mv rm")
                    .split(" "));

    private final Lexicon lexicon;
    private final EnglishTokenizer stems = new EnglishTokenizer();

    EnglishProse(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    enum Kind {
        /** A word like <i>the</i>. */
        FUNCTION,
        /** Another word of the dictionary, in lower case. */
        ORDINARY,
        /** A word of the dictionary with a capital, which can be a name. */
        CAPITALISED,
        /** A name, code, a number or an abbreviation. */
        OTHER
    }

    /**
     * Represents a word. Immutable.
     *
     * @param start index of its first character
     * @param end index after its last character
     * @param kind its kind
     */
    record Word(int start, int end, Kind kind) {}

    /** Returns the words of a text that are not Chinese. */
    List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        Matcher chunk = CHUNK.matcher(text);
        while (chunk.find()) {
            int start = chunk.start();
            int end = chunk.end();
            while (start < end && OPENING.indexOf(text.charAt(start)) >= 0) {
                start++;
            }
            while (end > start && CLOSING.indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            if (start < end) {
                words.add(new Word(start, end, kind(text.substring(start, end))));
            }
        }
        return words;
    }

    private Kind kind(String word) {
        if (word.length() > MAX_LENGTH || !WORD.matcher(word).matches()) {
            return Kind.OTHER;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        String rest = word.substring(1);
        boolean isKnown = true;
        boolean isFunction = true;
        for (String part : lower.replaceFirst("['’](?:s|t|re|ve|ll|d|m)$", "").split("['’-]")) {
            String stem = stems.stem(part);
            isFunction &= FunctionWords.isEnglish(stem);
            isKnown &= FunctionWords.isEnglish(stem) || (part.length() > 1 && lexicon.stemNumber(stem) >= 0);
        }
        if (!isKnown || !rest.equals(rest.toLowerCase(Locale.ROOT))) {
            return Kind.OTHER;
        }
        if (Character.isUpperCase(word.charAt(0)) && word.length() > 1) {
            return Kind.CAPITALISED;
        }
        return isFunction ? Kind.FUNCTION : Kind.ORDINARY;
    }

    static long count(List<Word> words, Kind kind) {
        return words.stream().filter(word -> word.kind == kind).count();
    }

    /**
     * Returns whether words that a translation should not contain are a clause: function words connect ordinary words,
     * and few names are among them.
     */
    static boolean isClause(List<Word> words) {
        long ordinary = count(words, Kind.ORDINARY);
        long function = count(words, Kind.FUNCTION);
        long known = ordinary + function + count(words, Kind.CAPITALISED);
        return ordinary >= 1
                && function >= 1
                && ordinary + function >= 3
                && known > function + 1
                && count(words, Kind.OTHER) * 3 <= known;
    }

    /**
     * Returns whether a text that equals its source needs a translation: it has several words in lower case, or four
     * words of the dictionary.
     */
    static boolean isSentence(List<Word> words) {
        long ordinary = count(words, Kind.ORDINARY);
        long lower = ordinary + count(words, Kind.FUNCTION);
        long other = count(words, Kind.OTHER);
        return (ordinary >= 1 && lower >= 3 && other <= lower)
                || (other == 0 && lower + count(words, Kind.CAPITALISED) >= 4);
    }

    /** Returns whether a text with some Han characters is mostly English. */
    static boolean isMostlyEnglish(long han, List<Word> words) {
        return isClause(words) && han * HAN_WEIGHT <= count(words, Kind.ORDINARY) + count(words, Kind.FUNCTION);
    }

    /** Returns whether words are a phrase without names, such as <i>search results</i> and <i>Save changes</i>. */
    static boolean isPhrase(List<Word> words) {
        long ordinary = count(words, Kind.ORDINARY);
        return words.size() >= 2
                && ordinary >= 1
                && count(words, Kind.OTHER) == 0
                && count(words, Kind.CAPITALISED) <= 1
                && (words.get(0).kind == Kind.CAPITALISED || count(words, Kind.CAPITALISED) == 0);
    }

    /** Returns whether words are a command: the first one is the name of a program, and no function word follows. */
    static boolean isCommand(String text, List<Word> words) {
        return !words.isEmpty()
                && count(words, Kind.FUNCTION) == 0
                && PROGRAMS.contains(text.substring(words.get(0).start, words.get(0).end));
    }
}
