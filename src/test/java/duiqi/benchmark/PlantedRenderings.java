package duiqi.benchmark;

import duiqi.benchmark.PlantedFault.Planter;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Lexicon;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Inserts faults in English translations: it replaces the second of two coordinated words or phrases with the first, and
 * changes the size of numbers. Its patterns are independent of those of the checks.
 */
final class PlantedRenderings {
    private static final String WORD = "[a-z]{4,20}";
    private static final String FREE = "(?<![A-Za-z0-9'’_./-])";
    private static final String NO_MORE = "(?![A-Za-z0-9'’_/-]|\\.[A-Za-z0-9])";
    private static final String CAPITALISED = "[A-Z][a-z]{3,20}";
    private static final String SHORT = "[a-z]{3,20}";

    private static final Pattern WORDS = Pattern.compile(FREE + "(" + WORD + ") and (" + WORD + ")" + NO_MORE);
    private static final Pattern LIST =
            Pattern.compile(FREE + WORD + ", (" + WORD + "),? and (" + WORD + ")" + NO_MORE);
    private static final Pattern PHRASES =
            Pattern.compile(FREE + "(" + SHORT + " " + WORD + ") and (" + SHORT + " " + WORD + ")" + NO_MORE);
    private static final Pattern TITLE =
            Pattern.compile(FREE + "(" + CAPITALISED + ") and (" + CAPITALISED + ")" + NO_MORE);
    private static final Pattern GERUNDS =
            Pattern.compile(FREE + "([a-z]{2,16}(?:at|ect|ent|uct)ing) and (" + WORD + ")" + NO_MORE);

    private static final Pattern NUMBER =
            Pattern.compile("(?<![A-Za-z0-9.,/-])[1-9][0-9]*(?![A-Za-z0-9%/-]|[.,][0-9])");
    private static final Pattern SCALE = Pattern.compile("(?<=[0-9] )[mb]illion");
    private static final Pattern COMPOUND = Pattern.compile("(?=(\\p{IsHan}{2})[、和与及]?(\\p{IsHan}{2}))");
    private static final EnglishTokenizer STEMS = new EnglishTokenizer();

    private static final Set<String> EMPTY = Set.of(
            "that", "this", "these", "those", "they", "them", "then", "there", "than", "with", "from", "into", "have",
            "will", "would", "could", "should", "must", "were", "been", "also", "such", "what", "when", "which",
            "their", "your", "more", "less", "again", "over", "other", "others", "some", "only", "between", "both",
            "where", "years", "many", "here", "very", "most", "each", "about", "after", "under", "through", "upon");

    private PlantedRenderings() {}

    /** Returns the planters by the kind of fault. */
    static Map<String, Planter> kinds() {
        Map<String, Planter> kinds = new LinkedHashMap<>();
        kinds.put("word of a compound doubled", PlantedRenderings::compound);
        kinds.put("second word doubled", doubled(WORDS, words -> words));
        kinds.put("last of a list doubled", doubled(LIST, words -> words));
        kinds.put("phrase doubled", doubled(PHRASES, words -> words));
        kinds.put("word of a title doubled", doubled(TITLE, words -> words));
        kinds.put("word doubled in plural", doubled(WORDS, PlantedRenderings::plural));
        kinds.put("gerund and noun", doubled(GERUNDS, word -> word.replaceFirst("ing$", "ion")));
        kinds.put(
                "zero added",
                (source, target, random) ->
                        PlantedFault.replaceShared(NUMBER, source, target, random, number -> number + "0"));
        kinds.put(
                "million for billion",
                (source, target, random) -> PlantedFault.replaceMatch(
                        SCALE, target, random, scale -> scale.equals("million") ? "billion" : "million"));
        return kinds;
    }

    private static String plural(String word) {
        return word.endsWith("s") ? word.substring(0, word.length() - 1) : word + "s";
    }

    /** Replaces the second group of a match with the first one. */
    private static Planter doubled(Pattern pattern, UnaryOperator<String> change) {
        return (source, target, random) -> {
            List<MatchResult> pairs = PlantedFault.matches(pattern, target).stream()
                    .filter(pair -> isContent(pair.group(1)) && isContent(pair.group(2)))
                    .filter(pair -> !pair.group(1).equals(pair.group(2)))
                    .toList();
            return PlantedFault.random(pairs, random)
                    .flatMap(pair ->
                            PlantedFault.replace(target, pair.start(2), pair.end(2), change.apply(pair.group(1))));
        };
    }

    /** Replaces one of two English words that translate the halves of a Chinese compound with the other word. */
    private static Optional<PlantedFault> compound(String source, String target, Random random) {
        List<MatchResult> pairs = PlantedFault.matches(WORDS, target).stream()
                .filter(pair -> isContent(pair.group(1)) && isContent(pair.group(2)))
                .filter(pair -> !pair.group(1).equals(pair.group(2)))
                .filter(pair -> isCompound(source, STEMS.stem(pair.group(1)), STEMS.stem(pair.group(2))))
                .toList();
        boolean isFirst = random.nextBoolean();
        return PlantedFault.random(pairs, random)
                .flatMap(pair -> isFirst
                        ? PlantedFault.replace(target, pair.start(2), pair.end(2), pair.group(1))
                        : PlantedFault.replace(target, pair.start(1), pair.end(1), pair.group(2)));
    }

    private static boolean isCompound(String chinese, String one, String other) {
        return PlantedFault.matches(COMPOUND, chinese).stream()
                .anyMatch(pair -> (isTranslation(pair.group(1), one) && isTranslation(pair.group(2), other))
                        || (isTranslation(pair.group(1), other) && isTranslation(pair.group(2), one)));
    }

    private static boolean isTranslation(String chinese, String stem) {
        Lexicon lexicon = Lexicon.standard();
        int word = lexicon.wordNumber(lexicon.simplify(chinese));
        boolean[] found = {false};
        if (word >= 0) {
            lexicon.stemsOfWord(
                    word, (number, weight) -> found[0] |= lexicon.stem(number).equals(stem));
        }
        return found[0];
    }

    private static boolean isContent(String words) {
        return List.of(words.toLowerCase(Locale.ROOT).split(" ")).stream().noneMatch(EMPTY::contains);
    }
}
