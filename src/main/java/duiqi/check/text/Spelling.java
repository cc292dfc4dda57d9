package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.glossary.Glossary;
import duiqi.lexicon.AmericanSpelling;
import duiqi.lexicon.EnglishSpelling;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.text.Deadline;
import duiqi.text.Plurals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds misspelled English words. A word is misspelled if the word list does not have it, has a similar word, and no
 * other evidence explains it: the glossary, the source, its use in the same project, or its parts.
 */
public final class Spelling implements Check {
    public static final Rule RULE =
            new Rule("spelling", Severity.NOTE, false, "an English word is misspelled").measured(29, 60);

    /** A shorter word is too similar to too many others. */
    private static final int MIN_LENGTH = 5;

    private static final int MAX_LENGTH = 24;

    /** Minimum length of a word in which two letters may be wrong. */
    private static final int MIN_LENGTH_OF_TWO = 9;

    /** Number of uses that make a word one of the project. */
    private static final int OWN_USES = 3;

    /** A similar word that is this many times more frequent shows that a word of the project is wrong. */
    private static final int FAR_MORE = 10;

    private static final Set<String> BRITISH = Set.of("en-GB", "en-AU", "en-NZ", "en-IE", "en-ZA", "en-HK", "en-IN");

    private static final int MIN_PART = 3;
    private static final int MAX_SUGGESTIONS = 3;
    private static final String CODE = "_@#$\\/=<>{}[]|~^*+&%-0123456789";

    private static final List<String> ENDINGS = List.of(
            "s",
            "ness",
            "less",
            "like",
            "wise",
            "ism",
            "ist",
            "ists",
            "ity",
            "hood",
            "ship",
            "ization",
            "isation",
            "izations",
            "izer",
            "izers",
            "ize",
            "ized",
            "izing",
            "able",
            "ability",
            "ward",
            "wards",
            "fold",
            "eth");

    private static final List<String> BEGINNINGS = List.of(
            "agro", "anti", "auto", "bio", "co", "counter", "cross", "cyber", "de", "dis", "eco", "electro", "ethno",
            "extra", "fore", "geo", "hydro", "hyper", "immuno", "in", "infra", "inter", "intra", "macro", "mega",
            "meta", "micro", "mid", "mini", "mis", "mono", "multi", "nano", "neo", "neuro", "non", "off", "out", "over",
            "photo", "poly", "post", "pre", "pro", "proto", "pseudo", "psycho", "radio", "re", "semi", "socio", "sub",
            "super", "tele", "thermo", "trans", "ultra", "un", "under", "up");

    private final EnglishSpelling spelling = EnglishSpelling.standard();
    private final Set<String> own;
    private final Map<String, Uses> words = new HashMap<>();
    private final Lexicon lexicon;
    private final EnglishTokenizer stems = new EnglishTokenizer();
    private final boolean isAmericanGiven;

    /** Holds the uses of a word: their number, and the places of the first ones if the word is unknown. */
    private static final class Uses {
        private int count;
        private final Optional<EnglishSpelling.Kind> kind;
        private final List<Place> places = new ArrayList<>(1);

        Uses(Optional<EnglishSpelling.Kind> kind) {
            this.kind = kind;
        }
    }

    private record Place(CheckedUnit unit, int start, int end) {
        Finding finding(String message, Severity severity, List<String> suggestions) {
            String word = unit.english().substring(start, end);
            return Finding.of(RULE, unit, message)
                    .inEnglish(start, end)
                    .about(word)
                    .suggesting(unit.isIntoChinese() ? List.of() : suggestions)
                    .as(severity);
        }
    }

    public Spelling(Glossary glossary, Lexicon lexicon, CheckSettings settings) {
        this.lexicon = lexicon;
        this.own = new HashSet<>();
        Stream.concat(
                        glossary.entries().stream()
                                .flatMap(entry -> Stream.concat(
                                        Stream.of(entry.english(), entry.chinese()),
                                        entry.details().exceptions().stream())),
                        settings.house().names().stream())
                .flatMap(text -> Stream.of(text.split("[^A-Za-z'’]+")))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .forEach(own::add);
        this.isAmericanGiven = settings.direction()
                .filter(direction -> direction.target().tag().equals("en-US"))
                .isPresent();
    }

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        String text = unit.english();
        if (unit.target().text().isEmpty()) {
            return List.of();
        }
        for (int start = 0; start < text.length(); ) {
            if (!isLetter(text.charAt(start))) {
                start++;
                continue;
            }
            int end = start + 1;
            while (end < text.length() && (isLetter(text.charAt(end)) || isApostrophe(text, end))) {
                end++;
            }
            if (isWord(text, start, end)) {
                add(unit, text.substring(start, end), start, end);
            }
            start = end;
        }
        return List.of();
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '\u00C0' && Character.isAlphabetic(c) && c < '\u2000');
    }

    private static boolean isApostrophe(String text, int i) {
        return (text.charAt(i) == '\'' || text.charAt(i) == '’')
                && i + 1 < text.length()
                && isLetter(text.charAt(i + 1));
    }

    /** Returns whether a part of a text is a word of plain lower-case letters, and not part of code or a name. */
    private static boolean isWord(String text, int start, int end) {
        if (end - start < MIN_LENGTH || end - start > MAX_LENGTH || isCode(text, start - 1) || isCode(text, end)) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }

    private static boolean isCode(String text, int i) {
        if (i < 0 || i >= text.length()) {
            return false;
        }
        char c = text.charAt(i);
        boolean isInside =
                i > 0 && i + 1 < text.length() && isLetter(text.charAt(i - 1)) && isLetter(text.charAt(i + 1));
        return CODE.indexOf(c) >= 0 || c == '`' || ((c == '.' || c == ':') && isInside);
    }

    private void add(CheckedUnit unit, String word, int start, int end) {
        Uses uses = words.computeIfAbsent(word, one -> new Uses(spelling.kind(one)));
        uses.count++;
        boolean isUnknown = uses.kind.isEmpty() && uses.places.size() < OWN_USES;
        if (isUnknown || (uses.kind.isPresent() && isOfOtherVariety(word, uses.kind.get(), unit))) {
            uses.places.add(new Place(unit, start, end));
        }
    }

    /** Returns whether a word has the spelling of another variety of English than the target. */
    private boolean isOfOtherVariety(String word, EnglishSpelling.Kind kind, CheckedUnit unit) {
        String tag = unit.direction().target().tag();
        if (unit.isIntoChinese() || kind == EnglishSpelling.Kind.COMMON || kind == EnglishSpelling.Kind.RARE) {
            return false;
        }
        if (kind == EnglishSpelling.Kind.BRITISH) {
            return isAmericanGiven && tag.equals("en-US");
        }
        // British dictionaries of Oxford write organize, but analyse.
        boolean isOxford = word.contains("iz") && spelling.has(word.replace("iz", "is"));
        return BRITISH.contains(tag) && !isOxford;
    }

    /** Returns one note for all uses of a word. */
    private Finding ofOtherVariety(String word, Uses uses) {
        Place first = uses.places.stream()
                .min(Comparator.comparing(Place::unit, CheckedUnit.BY_PLACE).thenComparing(Place::start))
                .orElseThrow();
        boolean isAmerican =
                uses.kind.filter(kind -> kind == EnglishSpelling.Kind.AMERICAN).isPresent();
        EnglishSpelling.Kind wanted = isAmerican ? EnglishSpelling.Kind.BRITISH : EnglishSpelling.Kind.AMERICAN;
        int more = uses.places.size() - 1;
        return first.finding(
                Finding.quoted(word) + " is the " + (isAmerican ? "American" : "British") + " spelling"
                        + (more == 0 ? "" : ", also in " + Plurals.of(more, "more place")),
                Severity.NOTE,
                otherSpelling(word, wanted).stream().toList());
    }

    /** Returns the spelling of the same form of a word in another variety: <i>meters</i> for <i>metres</i>. */
    private Optional<String> otherSpelling(String word, EnglishSpelling.Kind wanted) {
        String american = AmericanSpelling.of(word);
        if (wanted == EnglishSpelling.Kind.AMERICAN && !american.equals(word) && isCommon(american)) {
            // Its kind can be common: in British English, meter is another word.
            return Optional.of(american);
        }
        int last = word.length() - 1;
        return spelling.similar(word, 2).stream()
                .filter(form -> spelling.kind(form).filter(wanted::equals).isPresent())
                .filter(form -> form.charAt(0) == word.charAt(0) && form.endsWith(word.substring(last)))
                .min(Comparator.comparing(
                                (String form) -> !AmericanSpelling.of(form).equals(american))
                        .thenComparing(form -> Math.abs(form.length() - word.length()))
                        .thenComparing(form -> form));
    }

    private boolean isCommon(String form) {
        return spelling.kind(form)
                .filter(kind -> kind == EnglishSpelling.Kind.COMMON || kind == EnglishSpelling.Kind.AMERICAN)
                .isPresent();
    }

    @Override
    public List<Finding> finish() {
        List<Finding> findings = new ArrayList<>();
        Predicate<String> isPinyin = new PinyinWords(lexicon)::has;
        words.forEach((word, uses) -> {
            if (uses.places.isEmpty() || own.contains(word)) {
                return;
            }
            if (uses.kind.isPresent()) {
                findings.add(ofOtherVariety(word, uses));
                return;
            }
            Deadline.check();
            List<String> similar = similar(word);
            if (similar.isEmpty() || isExplained(word, uses, similar.get(0)) || isPinyin.test(word)) {
                return;
            }
            for (Place place : uses.places) {
                Deadline.check();
                String chinese = place.unit.chinese().toLowerCase(Locale.ROOT);
                if (!chinese.contains(word)) {
                    findings.add(place.finding(
                            Finding.quoted(word) + " is misspelled",
                            RULE.severity(),
                            similar.subList(0, Math.min(MAX_SUGGESTIONS, similar.size()))));
                }
            }
        });
        return findings;
    }

    private boolean isExplained(String word, Uses uses, String similar) {
        boolean isOwn = uses.count >= OWN_USES && count(similar) < FAR_MORE * uses.count;
        // Names of species end in -is: medievalis is not medievalist.
        boolean isLatin = similar.equals(word + "t") && word.endsWith("is");
        return isOwn
                || isLatin
                || BEGINNINGS.contains(word)
                || word.equals(similar + "ly")
                || isDerived(word)
                || isCompound(word)
                || isInGloss(word);
    }

    /** Returns whether glosses of the dictionary have a word without an ending: <i>vitro</i>, <i>franca</i>. */
    private boolean isInGloss(String word) {
        return lexicon.stemNumber(word) >= 0 && stems.stem(word).equals(word);
    }

    private int count(String word) {
        Uses uses = words.get(word);
        return uses == null ? 0 : uses.count;
    }

    private boolean isDerived(String word) {
        if (isInflected(word)) {
            return true;
        }
        for (String ending : ENDINGS) {
            if (word.endsWith(ending) && isKnown(word.substring(0, word.length() - ending.length()))) {
                return true;
            }
        }
        for (String beginning : BEGINNINGS) {
            if (word.startsWith(beginning) && isKnown(word.substring(beginning.length()))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a word is a regular form of a noun in -e or -y that serves as a verb: templating, proxied. */
    private boolean isInflected(String word) {
        int end = word.length();
        return (word.endsWith("ing") && isKnown(word.substring(0, end - 3) + "e"))
                || (word.endsWith("ed") && isKnown(word.substring(0, end - 1)))
                || (word.endsWith("ied") && isKnown(word.substring(0, end - 3) + "y"));
    }

    private boolean isKnown(String part) {
        return part.length() > MIN_PART && (spelling.has(part) || own.contains(part));
    }

    private boolean isCompound(String word) {
        for (int i = MIN_PART; i <= word.length() - MIN_PART; i++) {
            if (spelling.has(word.substring(0, i)) && spelling.has(word.substring(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the similar words, the most probable first. */
    private List<String> similar(String word) {
        List<String> similar = spelling.similar(word, 1);
        if (similar.isEmpty() && word.length() >= MIN_LENGTH_OF_TWO) {
            similar = spelling.similar(word, 2).stream()
                    .filter(form -> form.charAt(0) == word.charAt(0))
                    .toList();
            similar = similar.size() > 2 ? List.of() : similar;
        }
        return similar.stream()
                .filter(form -> form.length() >= MIN_LENGTH - 1)
                .sorted(Comparator.comparing((String form) -> form.charAt(0) != word.charAt(0))
                        .thenComparing(form -> -count(form))
                        .thenComparing(form -> form))
                .toList();
    }

    /** Recognises words that consist of pinyin syllables. */
    private record PinyinWords(Set<String> syllables) {
        private static final int LONGEST = 6;

        PinyinWords(Lexicon lexicon) {
            this(new HashSet<>());
            for (char c = '\u4E00'; c <= '\u9FA5'; c++) {
                syllables.addAll(lexicon.pinyin(c));
            }
        }

        boolean has(String word) {
            boolean[] ends = new boolean[word.length() + 1];
            ends[0] = true;
            for (int i = 0; i < word.length(); i++) {
                for (int end = i + 1; ends[i] && end <= Math.min(word.length(), i + LONGEST); end++) {
                    ends[end] |= syllables.contains(word.substring(i, end));
                }
            }
            return ends[word.length()];
        }
    }
}
