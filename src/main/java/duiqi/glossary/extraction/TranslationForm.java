package duiqi.glossary.extraction;

import duiqi.lexicon.AmericanSpelling;
import duiqi.lexicon.EnglishWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Decides by its form whether an English phrase can be the translation of a Chinese term. */
public final class TranslationForm {
    /** Share of occurrences before a content word from which a phrase is only the beginning of a longer one. */
    private static final double BEGINNING = 0.85;

    private static final double VERB = 0.5;

    private static final Pattern ABSTRACT =
            Pattern.compile(".*(tion|sion|ment|ness|ity|ing|ism|ed|ence|ance|cy|ology|ship|hood)s?");

    private static final Pattern PERSON = Pattern.compile(".*(ist|ian|ee|man|men|eer)s?");

    private static final Pattern NOMINAL =
            Pattern.compile(".*(tion|sion|ment|ness|ity|ism|ance|ence|ship|er|or|ist|logy|ics|sis|ure)s?");

    private static final Pattern ADVERB = Pattern.compile(".*[^p]ly");

    /** Minimum share of occurrences in which a single word looks like a noun. */
    private static final double NOUN = 0.2;

    private static final String PERSONS = "者员人师士民机器";
    private static final String ABSTRACTS = "率性度力法学化论";
    /** Words of sentences, which are in no term. */
    private static final Pattern SENTENCE = Pattern.compile(
            ".*\\b(is|are|was|were|be|been|has|have|had|will|would|can|could|shall|should|must|may|that|which|who|it|they"
                    + "|we|you|he|she|its|their|our|your|his|her|this|these|those|such|some|any|all|very|more|most|many"
                    + "|few|other|own)\\b.*");

    /** A verb with its object. */
    private static final Pattern VERB_PHRASE = Pattern.compile("[a-z]+ (the|a|an) .*");

    private static final Pattern PAST = Pattern.compile(".*[^e]ed");

    private static final List<Map.Entry<Pattern, Pattern>> SUFFIXES = List.of(
            Map.entry(Pattern.compile(".*[机器者员家师商手]"), Pattern.compile(".*(er|or|ist|ian|ee|ant|ent)s?")),
            Map.entry(
                    Pattern.compile(".*[性度力率量法]"),
                    Pattern.compile(".*(ity|ness|ance|ence|cy|tion|sion|ment|th|ure|ship)(ie)?s?")),
            Map.entry(Pattern.compile(".*化"), Pattern.compile(".*(tion|ing|ment|sis)s?")),
            Map.entry(Pattern.compile(".*主义"), Pattern.compile(".*ism")),
            Map.entry(Pattern.compile(".*学"), Pattern.compile(".*(ics|y|sis|ing)")));

    /** Endings of plurals with the endings of their singulars. */
    private static final Map<String, String> SINGULARS = endings();

    /** Nouns that glossaries list in the plural. */
    private static final Set<String> PLURALS =
            Set.of(("rights resources affairs forces relations works goods means measures standards talks"
                            + " negotiations ties points terms species series news statistics economics politics physics"
                            + " mathematics ethics sales arms services sciences proceeds earnings savings reserves remains"
                            + " customs premises headquarters authorities communications securities utilities humanities"
                            + " data media criteria women people children manifestations conditions interests"
                            + " characteristics times circumstances supplies funds assets expenses taxes finances gas bus"
                            + " basis analysis crisis links sanctions minutes materials")
                    .split(" "));

    /** Minimum weight of a translation in the dictionary. */
    private static final double KNOWN = 0.005;

    private TranslationForm() {}

    /**
     * Represents an English translation of a phrase.
     *
     * @param text its first occurrence as the text has it
     * @param sequence its forms; do not modify
     * @param places its occurrences in the searched units
     * @param units number of units of the phrase with it
     * @param dice Dice coefficient of phrase and translation over all units
     * @param coverage share of the words of the phrase that it translates
     * @param content number of content words
     * @param foreign mean number of those that translate words outside the phrase
     * @param free mean number of those without a source
     * @param known the lowest weight in the dictionary of its words as translations of a word of the phrase
     */
    public record Rendering(
            String text,
            int[] sequence,
            List<EnglishPhrases.Place> places,
            int units,
            double dice,
            double coverage,
            int content,
            double foreign,
            double free,
            double known) {
        public double score() {
            return dice * (0.25 + 0.75 * coverage) * Math.max(0, 1 - foreign);
        }

        /** Returns the share of its units that contain the phrase, given the number of units of the phrase. */
        public double shareOfEnglish(int phraseUnits) {
            return units / (2 * units / dice - phraseUnits);
        }

        /** Returns whether the dictionary has a translation of each word. */
        public boolean isKnown() {
            return known >= KNOWN;
        }

        public boolean isWhole() {
            return coverage > 0.99;
        }
    }

    private static Map<String, String> endings() {
        Map<String, String> endings = new LinkedHashMap<>();
        endings.put("ices", "ex ix ice");
        endings.put("ies", "y ie");
        endings.put("ves", "f fe ve");
        endings.put("men", "man");
        endings.put("es", "e  is");
        endings.put("s", "");
        endings.put("i", "us");
        return endings;
    }

    /** Returns the singular of a plural, if the texts have it. */
    static String singular(String chosen, Predicate<String> isSeen, EnglishWords lemmas) {
        int last = Math.max(chosen.lastIndexOf(' '), chosen.lastIndexOf('-')) + 1;
        String plural = chosen.substring(last).toLowerCase(Locale.ROOT);
        boolean isPlural = plural.endsWith("s") || plural.endsWith("i") || plural.endsWith("men");
        if (!isPlural
                || plural.endsWith("ss")
                || PLURALS.contains(plural)
                || chosen.startsWith("number of ")
                || chosen.contains(" and ")
                || chosen.contains(" with ")
                || (last > 0 && Character.isUpperCase(chosen.charAt(last)))) {
            return chosen;
        }
        List<String> bases = lemmas.of(plural).get(0).lemmas();
        return SINGULARS.entrySet().stream()
                .filter(ending -> plural.endsWith(ending.getKey()))
                .flatMap(ending -> Stream.of(ending.getValue().split(" ", -1))
                        .map(single -> chosen.substring(
                                        0, chosen.length() - ending.getKey().length())
                                + single))
                .filter(single -> isSeen.test(single.substring(last)) && isBase(single.substring(last), bases, plural))
                .findFirst()
                .orElse(chosen);
    }

    private static boolean isBase(String single, List<String> bases, String plural) {
        return !plural.endsWith("s")
                || plural.endsWith("ices")
                || bases.contains(AmericanSpelling.of(single.toLowerCase(Locale.ROOT)));
    }

    /** Returns whether an English word has a suffix that translates the suffix of a Chinese word. */
    public static boolean hasSuffix(String chinese, String word) {
        return SUFFIXES.stream()
                .anyMatch(pair -> pair.getKey().matcher(chinese).matches()
                        && pair.getValue().matcher(word).matches());
    }

    /** Returns whether a translation has the form of the translation of a term. */
    public static boolean fits(ChinesePhrases.Phrase phrase, Rendering rendering, EnglishPhrases english) {
        String lower = rendering.text().toLowerCase(Locale.ROOT);
        return lower.chars().anyMatch(Character::isLetter)
                && !isOtherKind(phrase.text(), lower)
                && !english.isFragment(rendering.places())
                && isNominal(rendering, english);
    }

    /** Returns whether a translation is a noun phrase, by its last word and by the words around it. */
    private static boolean isNominal(Rendering rendering, EnglishPhrases english) {
        String lower = rendering.text().toLowerCase(Locale.ROOT);
        String last = last(lower);
        double beforeContent = english.shareBeforeContent(rendering.places());
        if (ADVERB.matcher(last).matches()
                || (PAST.matcher(last).matches() && beforeContent > 0)
                || beforeContent >= BEGINNING
                || english.shareOfVerbs(rendering.places()) >= VERB) {
            return false;
        }
        if (last.length() < lower.length()) {
            return !SENTENCE.matcher(lower).matches()
                    && !VERB_PHRASE.matcher(lower).matches();
        }
        return isAcronym(rendering.text())
                || NOMINAL.matcher(last).matches()
                || english.shareOfNouns(rendering.places()) >= NOUN;
    }

    private static String last(String text) {
        return text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf('-')) + 1);
    }

    public static boolean isAcronym(String text) {
        return text.length() > 1 && text.length() <= 6 && text.chars().allMatch(Character::isUpperCase);
    }

    /** Returns whether a person is translated as a thing, or a thing as a person. */
    private static boolean isOtherKind(String chinese, String english) {
        char suffix = chinese.charAt(chinese.length() - 1);
        String last = last(english);
        return english.split("[ -]", 3).length < 3
                && ((PERSONS.indexOf(suffix) >= 0 && ABSTRACT.matcher(last).matches())
                        || (ABSTRACTS.indexOf(suffix) >= 0
                                && PERSON.matcher(last).matches()));
    }
}
