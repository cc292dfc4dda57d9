package duiqi.glossary.extraction;

import duiqi.glossary.RelatedRenderings;
import duiqi.lexicon.AmericanSpelling;
import duiqi.lexicon.EnglishWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Counts English word sequences in units. Numbers and British spelling make no difference. Not thread-safe. */
public final class EnglishPhrases {
    /** Maximum number of English words in a translation. */
    static final int MAX_WORDS = 9;

    /** Maximum number of content words in a translation. */
    static final int MAX_CONTENT = 6;

    /** Characters that join a word with the next one to a name, an address or code. */
    private static final String JOINERS = "-\u2010\u2011_/\\@.:#*=<>|+~$";

    private static final Pattern LATIN = Pattern.compile("[A-Za-z]+");

    private static final Pattern ADJECTIVE =
            Pattern.compile(".*(ous|ful|less|ible|able|ish|ary|ic|ive|al|ed|ar|ern|ent|ant|ing)");

    private static final Set<String> GAPS = Set.of(" ", "-", "\u2010", "\u2011", "'s ", "\u2019s ", "' ", "\u2019 ");

    private static final Set<String> DETERMINERS = Set.of(
            "the", "a", "an", "these", "its", "our", "their", "any", "that", "his", "her", "my", "your", "no", "each",
            "every", "another");

    private static final Set<String> VERB_SIGNS = Set.of(
            "to", "will", "would", "can", "could", "should", "must", "may", "might", "shall", "not", "we", "you",
            "they", "he", "she", "i", "who");

    private static final Set<String> NOUN_SIGNS = Set.of(
            "of", "in", "for", "with", "on", "by", "from", "into", "about", "through", "between", "against", "under");

    /** Words before a noun that are a part of its meaning. */
    private static final Set<String> PARTS =
            Set.of("other", "through", "own", "such", "more", "most", "over", "under", "out");

    private static final double FRAGMENT = 0.7;

    private final WordSegmenter.WordNumbers stems;
    private final EnglishWords lemmas = new EnglishWords();
    private final List<WordSegmenter.WordedUnit> units = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<int[]> forms = new ArrayList<>();
    private final Map<Integer, BitSet> copied = new HashMap<>();
    private final List<Boolean> headings = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> ofSurface = new HashMap<>();
    private final List<IntRow> postings = new ArrayList<>();

    public EnglishPhrases(WordSegmenter.WordNumbers stems) {
        this.stems = stems;
    }

    /** Collects numbers without an object for each. */
    private static final class IntRow {
        private int[] values = new int[2];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }
    }

    /**
     * Represents an occurrence of an English word sequence.
     *
     * @param unit index of the unit
     * @param first index of its first word
     * @param last index of its last word
     */
    public record Place(int unit, int first, int last) {}

    /** Counts the words of a growing English sequence. */
    static final class Window {
        /** The source of a word that translates a word outside the phrase. */
        static final int FOREIGN = -1;

        long key;
        int covered;
        int foreign;
        int free;
        int content;

        /** Adds a word, given the words of the phrase that it translates, one bit for each, or {@link #FOREIGN}. */
        void add(int form, int source, boolean isContent) {
            // The multiplier of Knuth's multiplicative hashing: 2 to the power of 64, divided by the golden ratio.
            key = key * 0x9E3779B97F4A7C15L + form + 1;
            key ^= key >>> 29;
            covered |= source == FOREIGN ? 0 : source;
            foreign += source == FOREIGN ? 1 : 0;
            free += isContent && source == 0 ? 1 : 0;
            content += isContent ? 1 : 0;
        }

        boolean isTooLong() {
            return content > MAX_CONTENT || foreign > 1;
        }
    }

    /** Adds a unit. English words that the Chinese also contains translate nothing. */
    public void add(WordSegmenter.WordedUnit unit, String text, String chinese) {
        Set<String> latin = latin(chinese);
        BitSet same = new BitSet();
        int u = units.size();
        int[] row = new int[unit.english().length];
        int capitals = 0;
        int content = 0;
        for (int j = 0; j < row.length; j++) {
            row[j] = unit.english()[j] < 0 ? -1 : form(text.substring(unit.englishStarts()[j], unit.englishEnds()[j]));
            if (row[j] >= 0) {
                if (!latin.isEmpty()
                        && latin.contains(base(text.substring(unit.englishStarts()[j], unit.englishEnds()[j])))) {
                    same.set(j);
                }
                IntRow posting = postings.get(row[j]);
                if (posting.size == 0 || posting.values[posting.size - 1] != u) {
                    posting.add(u);
                }
                if (!stems.isFunctionWord(unit.english()[j])) {
                    content++;
                    capitals += Character.isUpperCase(text.charAt(unit.englishStarts()[j])) ? 1 : 0;
                }
            }
        }
        if (!same.isEmpty()) {
            copied.put(u, same);
        }
        units.add(unit);
        texts.add(text);
        forms.add(row);
        headings.add(capitals * 3 > content * 2);
    }

    private static Set<String> latin(String chinese) {
        Set<String> words = new HashSet<>();
        Matcher matcher = LATIN.matcher(chinese);
        while (matcher.find()) {
            words.add(base(matcher.group()));
        }
        return words;
    }

    private static String base(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Returns whether the Chinese of a unit contains an English word. */
    public boolean isCopied(int unit, int word) {
        return copied.containsKey(unit) && copied.get(unit).get(word);
    }

    private int form(String surface) {
        return ofSurface.computeIfAbsent(surface, word -> {
            String lower = AmericanSpelling.of(word.toLowerCase(Locale.ROOT));
            String form = lower.matches(".*(ss|sh|ch|x)es")
                    ? lower.substring(0, lower.length() - 2)
                    : lower.length() > 3 ? RelatedRenderings.RenderingVariants.folded(lower) : lower;
            return numbers.computeIfAbsent(form, key -> {
                postings.add(new IntRow());
                return postings.size() - 1;
            });
        });
    }

    public int[] forms(int unit) {
        return forms.get(unit);
    }

    public boolean isContent(int unit, int word) {
        int stem = units.get(unit).english()[word];
        return stem >= 0 && !stems.isFunctionWord(stem);
    }

    /** Returns whether a translation can begin with a word. */
    public boolean canBegin(int unit, int word) {
        WordSegmenter.WordedUnit words = units.get(unit);
        int start = words.englishStarts()[word];
        return words.hyphened()[word] == 0
                && (start == 0 || (!isJoiner(texts.get(unit), start - 1) && !isLetter(texts.get(unit), start - 1)));
    }

    /** Returns whether a translation can end with a word. */
    public boolean canEnd(int unit, int word) {
        WordSegmenter.WordedUnit words = units.get(unit);
        String text = texts.get(unit);
        int end = words.englishEnds()[word];
        return !(end + 1 < text.length() && isJoiner(text, end) && isLetter(text, end + 1))
                && !(end < text.length() && "_(=".indexOf(text.charAt(end)) >= 0);
    }

    /** Returns whether a translation can end with a word that is not a content word: <i>up</i> in opening up. */
    public boolean isParticle(int unit, int word) {
        return word > 0 && isContent(unit, word - 1) && word(unit, word).equals("up");
    }

    /** Returns whether only a space, a hyphen or a possessive is between a word and the next one. */
    public boolean isJoined(int unit, int word) {
        WordSegmenter.WordedUnit words = units.get(unit);
        int end = words.englishEnds()[word];
        return word + 1 < words.english().length
                && words.english()[word + 1] >= 0
                && end <= words.englishStarts()[word + 1]
                && GAPS.contains(texts.get(unit).substring(end, words.englishStarts()[word + 1]));
    }

    private static boolean isJoiner(String text, int i) {
        return JOINERS.indexOf(text.charAt(i)) >= 0;
    }

    private static boolean isLetter(String text, int i) {
        return Character.isLetterOrDigit(text.charAt(i));
    }

    /** Returns the units that contain a sequence, in order. */
    public int[] unitsWith(int[] sequence) {
        IntRow rarest = postings.get(sequence[0]);
        for (int form : sequence) {
            IntRow row = postings.get(form);
            rarest = row.size < rarest.size ? row : rarest;
        }
        IntRow found = new IntRow();
        for (int i = 0; i < rarest.size; i++) {
            if (sequence.length == 1 || isIn(sequence, forms.get(rarest.values[i]))) {
                found.add(rarest.values[i]);
            }
        }
        return Arrays.copyOf(found.values, found.size);
    }

    /** Returns whether a sequence is a part of another one. */
    public static boolean isIn(int[] part, int[] whole) {
        return IntStream.rangeClosed(0, whole.length - part.length)
                .anyMatch(i -> Arrays.equals(part, 0, part.length, whole, i, i + part.length));
    }

    public int[] sequence(Place place) {
        return Arrays.copyOfRange(forms.get(place.unit()), place.first(), place.last() + 1);
    }

    /** Returns the text of a sequence as it is written in its unit. */
    public String text(Place place) {
        WordSegmenter.WordedUnit unit = units.get(place.unit());
        return texts.get(place.unit()).substring(unit.englishStarts()[place.first()], unit.englishEnds()[place.last()]);
    }

    /** Returns the share of occurrences that are directly before another content word. */
    public double shareBeforeContent(List<Place> places) {
        return share(
                places, place -> isJoined(place.unit(), place.last()) && isContent(place.unit(), place.last() + 1));
    }

    /** Returns the share of occurrences that look like a verb, by the words around them. */
    public double shareOfVerbs(List<Place> places) {
        return share(places, place -> {
            boolean isBefore = place.first() > 0
                    && isJoined(place.unit(), place.first() - 1)
                    && VERB_SIGNS.contains(word(place.unit(), place.first() - 1));
            boolean isAfter =
                    isJoined(place.unit(), place.last()) && DETERMINERS.contains(word(place.unit(), place.last() + 1));
            return isBefore || isAfter;
        });
    }

    /** Returns the share of occurrences that look like a noun, by their plural or the words around them. */
    public double shareOfNouns(List<Place> places) {
        return share(places, place -> {
            boolean isInside = isJoined(place.unit(), place.last()) && isContent(place.unit(), place.last() + 1);
            boolean isJoinedBefore = place.first() > 0 && isJoined(place.unit(), place.first() - 1);
            String before = isJoinedBefore ? word(place.unit(), place.first() - 1) : "";
            boolean isAfterContent = isJoinedBefore
                    && isContent(place.unit(), place.first() - 1)
                    && !ADJECTIVE.matcher(word(place.unit(), place.last())).matches();
            return isPlural(place)
                    || (!isInside && (DETERMINERS.contains(before) || NOUN_SIGNS.contains(before) || isAfterContent));
        });
    }

    /** Returns whether most occurrences follow a word that belongs to them: <i>other words</i>, <i>Hong Kong</i>. */
    public boolean isFragment(List<Place> places) {
        return share(places, place -> {
                    if (place.first() == 0 || !isJoined(place.unit(), place.first() - 1)) {
                        return false;
                    }
                    String text = texts.get(place.unit());
                    int[] starts = units.get(place.unit()).englishStarts();
                    boolean isName = isContent(place.unit(), place.first() - 1)
                            && Character.isUpperCase(text.charAt(starts[place.first() - 1]))
                            && Character.isUpperCase(text.charAt(starts[place.first()]));
                    return isName
                            || (place.first() == place.last() && PARTS.contains(word(place.unit(), place.first() - 1)));
                })
                > FRAGMENT;
    }

    private boolean isPlural(Place place) {
        String text = word(place.unit(), place.last());
        return text.endsWith("s") && !text.endsWith("ss");
    }

    private String word(int unit, int word) {
        WordSegmenter.WordedUnit words = units.get(unit);
        return texts.get(unit)
                .substring(words.englishStarts()[word], words.englishEnds()[word])
                .toLowerCase(Locale.ROOT);
    }

    private static double share(List<Place> places, Predicate<Place> property) {
        return (double) places.stream().filter(property).count() / places.size();
    }

    /**
     * Returns a sequence as a glossary lists it: in the singular if the texts have it, and without the capitals of
     * headings and sentences.
     */
    public String written(List<Place> places) {
        Map<String, Integer> byText = new LinkedHashMap<>();
        boolean isProse = places.stream().anyMatch(place -> !headings.get(place.unit()) && !isAtStart(place));
        for (Place place : places) {
            if (!isProse || (!headings.get(place.unit()) && !isAtStart(place))) {
                byText.merge(text(place).replace('\u2019', '\'').replaceAll("\\s+", " "), 1, Integer::sum);
            }
        }
        String most = byText.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow();
        String lower = most.toLowerCase(Locale.ROOT);
        boolean isWord = Arrays.stream(lower.split("[ -]")).allMatch(ofSurface::containsKey);
        Integer asLower = byText.getOrDefault(lower, 0);
        boolean isLower =
                isProse ? asLower * 2 >= byText.getOrDefault(most, 0) : isWord && !TranslationForm.isAcronym(most);
        return TranslationForm.singular(isLower ? lower : most, this::isSeen, lemmas);
    }

    private boolean isSeen(String word) {
        return word.length() > 1
                && (ofSurface.containsKey(word)
                        || ofSurface.containsKey(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)));
    }

    /** Returns whether a text is written with a capital and none of its words ever without one: it is a name. */
    public boolean isName(String text) {
        return Character.isUpperCase(text.charAt(0))
                && !TranslationForm.isAcronym(text)
                && Arrays.stream(text.toLowerCase(Locale.ROOT).split("[ -]"))
                        .noneMatch(word -> ofSurface.containsKey(word) && word.length() > 3);
    }

    private boolean isAtStart(Place place) {
        if (place.first() == 0) {
            return true;
        }
        return units.get(place.unit()).english()[place.first() - 1] < 0;
    }
}
