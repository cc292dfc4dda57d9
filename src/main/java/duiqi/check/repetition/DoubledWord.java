package duiqi.check.repetition;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.EnglishWord;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds sequences of one to three words that are written twice in a row with only white space between them. It allows
 * repetition that English or the Chinese needs. Not thread-safe.
 */
public final class DoubledWord implements Check {
    static final Rule RULE = Rule.of("doubled-word", Severity.ERROR, "a word or phrase is written twice in a row");

    private static final int MAX_WORDS = 3;

    /** Words that grammar or emphasis repeats: had had, that that, very very, what it is is. */
    private static final Set<String> KEPT = Set.of(
            "had", "that", "is", "was", "her", "do", "did", "very", "so", "far", "much", "many", "long", "too",
            "really", "no", "yes", "never", "please", "now", "well", "there", "bye", "ha", "ho", "hey", "oh", "ah",
            "la", "na", "tut", "knock", "blah", "hear", "go", "wait", "look", "help", "little", "big", "old", "good",
            "deep", "quite", "always", "all", "more", "right", "again", "come", "run", "stop", "thank", "beep", "tick",
            "drip", "bang", "ding", "dong", "chop", "hush", "mama", "papa", "mum", "yo", "boo", "can");

    /** Words that names repeat. */
    private static final Set<String> NAMES = Set.of(
            "duran", "sirhan", "boutros", "walla", "pago", "bora", "baden", "new york", "johnson", "humbert", "wagga");

    /** Words that link repetitions of a longer series: on and on and on, day by day by day. */
    private static final Set<String> LINKS = Set.of("and", "or", "by", "to", "after", "upon");

    /** Conjunctions; a phrase that begins or ends with one is listed twice, see {@link DoubledRendering}. */
    private static final Set<String> CONNECTORS = Set.of("and", "or");

    private static final String JOINING = "./_#\\-‐‑@:$=+*";

    /** Matches words before a clause that may repeat its subject: when you are you are at home. */
    private static final Pattern CLAUSE = Pattern.compile("wh\\w+|how(?:ever)?|if|as|than|think|know|say");

    /** Words that titles capitalise although they are not names. */
    private static final Set<String> FUNCTION =
            Set.of("the", "of", "and", "or", "by", "to", "in", "on", "for", "a", "is");

    private static final Pattern SPACE = Pattern.compile("[\\s\u00A0]+");
    private static final Pattern GOES_ON = Pattern.compile("(?i)\\b(?:go|goes|going|went|gone|carry|carried|come|came"
            + "|comes|coming|move[ds]?|moving|log(?:ged)?|sign(?:ed)?|br(?:ing|ought)|join(?:ed)?|set|step(?:ped)?"
            + "|early|later|take[ns]?|took|turn(?:ed)?|hand(?:ed)?|walk(?:s|ed|ing)?|put|get|got|check(?:ed)?)"
            + "(?:\\s+(?:it|them|him|her|us|me|you|one|this))?\\s+$");

    private final Lexicon lexicon;
    private final EnglishWords english;
    private final EnglishTokenizer stems = new EnglishTokenizer();

    public DoubledWord(Lexicon lexicon, EnglishWords english) {
        this.english = english;
        this.lexicon = lexicon;
    }

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.isIntoChinese()) {
            return List.of();
        }
        List<EnglishWord> words = english.of(unit.english());
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            int n = length(unit.english(), words, i);
            if (n > 0 && !isMeant(unit, words, i, n)) {
                findings.add(finding(unit, words, i, n));
                i += n;
            }
        }
        return findings;
    }

    private static Finding finding(CheckedUnit unit, List<EnglishWord> words, int first, int n) {
        int start = words.get(first).start();
        String once = unit.english().substring(start, words.get(first + n - 1).end());
        return Finding.of(RULE, unit, Finding.quoted(once) + " is written twice")
                .inEnglish(start, words.get(first + 2 * n - 1).end())
                .about(once.toLowerCase(Locale.ROOT))
                .suggesting(List.of(once));
    }

    /** Returns the number of words that are written twice from this word on; 0 if there are none. */
    private static int length(String text, List<EnglishWord> words, int first) {
        for (int n = 1; n <= MAX_WORDS && first + 2 * n <= words.size(); n++) {
            boolean twice = true;
            for (int i = 0; twice && i < n; i++) {
                twice = isSame(text, words.get(first + i), words.get(first + n + i));
            }
            for (int i = first; twice && i + 1 < first + 2 * n; i++) {
                int from = words.get(i).end();
                int to = words.get(i + 1).start();
                twice = SPACE.matcher(text).region(from, to).matches();
            }
            if (twice) {
                return n;
            }
        }
        return 0;
    }

    /** Compares words as written: "China's China" and "bitwise AND and" are no repetitions. */
    private static boolean isSame(String text, EnglishWord one, EnglishWord other) {
        int length = one.end() - one.start();
        return one.form().equals(other.form())
                && length == other.end() - other.start()
                && (length == 1
                        || Character.isUpperCase(text.charAt(one.start() + 1))
                                == Character.isUpperCase(text.charAt(other.start() + 1)))
                && text.regionMatches(true, one.start(), text, other.start(), length);
    }

    private boolean isMeant(CheckedUnit unit, List<EnglishWord> words, int first, int n) {
        if (isJoined(
                        unit.english(),
                        words.get(first).start(),
                        words.get(first + 2 * n - 1).end())
                || isCode(unit.chinese(), words.get(first).form())) {
            return true;
        }
        if (n > 1) {
            return isPhraseMeant(unit, words, first, n);
        }
        String text = unit.english();
        EnglishWord word = words.get(first);
        return !isWord(word)
                || KEPT.contains(word.form())
                || NAMES.contains(word.form())
                || isName(text, word, words.get(first + 1))
                || isParticle(text, word)
                || ((word.form().length() > 3
                                || Character.isUpperCase(
                                        text.charAt(words.get(first + 1).start())))
                        && DoubledPhrase.SourceRepetition.ofAny(unit.chinese()));
    }

    /** Returns whether a mark joins a copy to another word or to code: Jae-in in, tf.function function, as AS-207. */
    private static boolean isJoined(String text, int start, int end) {
        return (start > 0 && JOINING.indexOf(text.charAt(start - 1)) >= 0)
                || (end + 1 < text.length()
                        && JOINING.indexOf(text.charAt(end)) >= 0
                        && Character.isLetterOrDigit(text.charAt(end + 1)));
    }

    /** Returns whether the Chinese has a word in small Latin letters, which is code: the parameter name can be "name". */
    private static boolean isCode(String chinese, String word) {
        int at = chinese.indexOf(word);
        return word.length() > 2
                && at >= 0
                && (at == 0 || !Character.isLowerCase(chinese.charAt(at - 1)))
                && (at + word.length() == chinese.length()
                        || !Character.isLowerCase(chinese.charAt(at + word.length())));
    }

    private static boolean isPhraseMeant(CheckedUnit unit, List<EnglishWord> words, int first, int n) {
        return (first > 0 && CLAUSE.matcher(words.get(first - 1).form()).matches())
                || NAMES.contains(
                        words.get(first).form() + " " + words.get(first + 1).form())
                || words.subList(first, first + n).stream()
                        .anyMatch(one -> (LINKS.contains(one.form()) && n == 2) || !isWord(one))
                || words.get(first).form().equals("as")
                || CONNECTORS.contains(words.get(first).form())
                || CONNECTORS.contains(words.get(first + n - 1).form())
                || DoubledPhrase.SourceRepetition.ofPhrase(unit.chinese());
    }

    /** Returns whether a phrasal verb precedes the word: go on on foot, log in in time. */
    private static boolean isParticle(String text, EnglishWord word) {
        return (word.form().equals("in") || word.form().equals("on"))
                && GOES_ON.matcher(text.substring(Math.max(0, word.start() - 20), word.start()))
                        .find();
    }

    /** Returns whether a token is a word. Numbers may repeat in tables, letters in formulas. */
    private static boolean isWord(EnglishWord word) {
        return Character.isLetter(word.form().charAt(0))
                && (word.form().length() > 1
                        || word.form().equals("a")
                        || word.form().equals("i"));
    }

    /**
     * Returns whether both words are capitalised and not in the dictionary: a name that {@link #NAMES} does not list.
     */
    private boolean isName(String text, EnglishWord one, EnglishWord other) {
        return Character.isUpperCase(text.charAt(one.start()))
                && Character.isUpperCase(text.charAt(other.start()))
                && lexicon.stemNumber(stems.stem(one.form())) < 0
                && !FUNCTION.contains(one.form());
    }
}
