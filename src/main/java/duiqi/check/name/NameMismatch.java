package duiqi.check.name;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.text.WorkBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds misspelt names of people and places: <i>Wang Xiaomin</i> for 王晓明, <i>Tapei</i> for 台北. It knows pinyin,
 * Wade-Giles and similar systems, and a table of established spellings. It starts from the English and ignores names
 * that a side omits. Not thread-safe.
 */
public final class NameMismatch implements Check {
    static final Rule RULE =
            Rule.of("name-mismatch", Severity.ERROR, "the spelling of a name does not match its characters");

    private static final Pattern CAPITALISED =
            Pattern.compile("(?=[A-Z\\p{Lu}])(?<![\\p{L}\\p{N}’'.@/_-])(?:\\p{Lu}\\p{Ll}+|\\p{Lu}{2,12})"
                    + "(?:['’‐-]\\p{L}\\p{Ll}*)*+(?![\\p{L}\\p{N}_@/]|[.-][\\p{L}\\p{N}])");
    private static final Pattern PLACE = Pattern.compile(
            "[ -](?i:(Province)|(City|Municipality)|(County)|(District)|(Town)|(Village)|(Prefecture))\\b");
    private static final String PLACE_MARKS = "省市县区镇村州";

    /** Minimum number of letters of an established spelling, and of a spelling that may have two wrong letters. */
    private static final int MIN_LETTERS = 5;

    private static final Pattern DERIVED = Pattern.compile("(?:an|ans|ian|in|ese|ish|ois|ic|er|ers|ka)$");
    private static final int LONG = 9;
    private static final int MAX_WORDS = 3;
    private static final int MAX_TOKENS = 400;
    private static final int MAX_CACHED = 100_000;

    /** Maximum number of letters of a word of a Chinese name. */
    private static final int MAX_NAME = 14;

    /** Work to compare one word with a name, and one character with a place, in steps of {@link WorkBudget}. */
    private static final int STEPS_PER_WORD = 50;

    private static final int STEPS_PER_CHARACTER = 20;

    private final Lexicon lexicon;
    private final Romanization romanization;
    private final PersonNames people;
    private final EnglishTokenizer english = new EnglishTokenizer();
    private final Map<String, Kind> known = new HashMap<>();

    public NameMismatch(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.romanization = new Romanization(lexicon);
        this.people = new PersonNames(lexicon, romanization);
    }

    /**
     * Describes what a word can be.
     *
     * @param letters its small letters without hyphens
     * @param isUnknown true if no dictionary or table contains it
     * @param isNameLike true if it can be a part of a Chinese name
     */
    record Kind(String letters, boolean isUnknown, boolean isHyphenated, boolean isNameLike) {}

    /** Holds a capitalised word of the English. */
    record Word(int start, int end, Kind kind) {
        String letters() {
            return kind.letters;
        }

        boolean isUnknown() {
            return kind.isUnknown;
        }
    }

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.chinese().isBlank() || Han.isAbsent(unit.chinese())) {
            return List.of();
        }
        List<Word> words = words(unit.english());
        List<Finding> findings = new ArrayList<>();
        people.of(unit, words).stream()
                .map(name -> finding(
                        unit,
                        new int[] {name.start(), name.end(), name.chineseStart(), name.chineseEnd()},
                        name.spelling()))
                .forEach(findings::add);
        places(unit, words, findings);
        established(unit, words, findings);
        return findings;
    }

    private List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = CAPITALISED.matcher(text);
        while (words.size() < MAX_TOKENS && matcher.find()) {
            int end = matcher.end();
            boolean isPossessive =
                    end - matcher.start() > 2 && text.charAt(end - 1) == 's' && "'’".indexOf(text.charAt(end - 2)) >= 0;
            end -= isPossessive ? 2 : 0;
            if (known.size() > MAX_CACHED) {
                known.clear();
            }
            Kind kind = known.computeIfAbsent(text.substring(matcher.start(), end), this::kind);
            words.add(new Word(matcher.start(), end, kind));
        }
        return words;
    }

    private Kind kind(String word) {
        String letters = Romanization.letters(word);
        boolean isHyphenated = word.indexOf('-') > 0 || word.indexOf('‐') > 0;
        boolean isUnknown = letters.length() > 2
                && lexicon.stemNumber(english.stem(word.toLowerCase(Locale.ROOT))) < 0
                && lexicon.stemNumber(english.stem(letters)) < 0
                && !NameTable.standard().isKnown(letters);
        boolean isNameLike =
                letters.length() <= MAX_NAME && (isUnknown || isHyphenated || romanization.isPinyinWord(letters));
        return new Kind(letters, isUnknown, isHyphenated, isNameLike);
    }

    private Finding finding(CheckedUnit unit, int[] spans, String spelling) {
        String characters = unit.chinese().substring(spans[2], spans[3]);
        String written = unit.english().substring(spans[0], spans[1]);
        boolean isSure = characters
                .substring(1)
                .chars()
                .allMatch(c -> romanization.readings((char) c).size() == 1);
        String message = unit.isIntoChinese()
                ? characters + " does not have the pinyin " + Finding.quoted(written)
                : Finding.quoted(written) + " does not match the pinyin of " + characters;
        return Finding.of(RULE, unit, message)
                .inEnglish(spans[0], spans[1])
                .inChinese(spans[2], spans[3])
                .about(characters)
                .suggesting(isSure && !unit.isIntoChinese() ? List.of(spelling) : List.of());
    }

    private void places(CheckedUnit unit, List<Word> words, List<Finding> findings) {
        for (Word word : words) {
            Matcher place = PLACE.matcher(unit.english())
                    .region(word.end, unit.english().length());
            if (!place.lookingAt()
                    || PersonNames.isEnglish(word.letters())
                    || (!word.isUnknown() && !romanization.isPinyinWord(word.letters()))) {
                continue;
            }
            for (int i = 0; i < PLACE_MARKS.length(); i++) {
                if (place.group(i + 1) != null) {
                    place(unit, word, PLACE_MARKS.charAt(i)).ifPresent(findings::add);
                }
            }
        }
    }

    private Optional<Finding> place(CheckedUnit unit, Word word, char mark) {
        String chinese = lexicon.simplify(unit.chinese());
        WorkBudget.spend(STEPS_PER_CHARACTER * (long) chinese.length());
        List<Integer> near = new ArrayList<>();
        for (int end = chinese.indexOf(mark); end >= 0; end = chinese.indexOf(mark, end + 1)) {
            for (int start = Math.max(0, end - 3); start <= end - 2; start++) {
                String name = chinese.substring(start, end);
                if (!name.chars().allMatch(c -> Han.is((char) c))) {
                    continue;
                }
                if (romanization.pinyin(name).contains(word.letters()) || isSpelt(name, word.letters())) {
                    return Optional.empty();
                }
                if ((mark != '市' || NameTable.standard().contains(name)) && isNearPlace(name, word.letters())) {
                    near.add(start);
                    near.add(end);
                }
            }
        }
        return near.size() == 2
                ? Optional.of(finding(
                        unit,
                        new int[] {word.start, word.end, near.get(0), near.get(1)},
                        romanization.spelling(unit.chinese().substring(near.get(0), near.get(1)), false)))
                : Optional.empty();
    }

    private boolean isSpelt(String name, String letters) {
        return romanization.spells(name, 0, name.length(), letters)
                || NameTable.standard().names(lexicon, name).stream()
                        .flatMap(found -> found.spellings().stream())
                        .anyMatch(spelling -> Romanization.letters(spelling).equals(letters));
    }

    private boolean isNearPlace(String name, String letters) {
        return romanization.pinyin(name).stream()
                .anyMatch(one -> one.length() >= MIN_LETTERS
                        && Romanization.distance(one, letters) <= (one.length() < LONG ? 1 : 2));
    }

    private void established(CheckedUnit unit, List<Word> words, List<Finding> findings) {
        if (words.stream().noneMatch(word -> word.isUnknown() || isReading(word))) {
            return;
        }
        List<NameTable.Name> names = NameTable.standard().names(lexicon, unit.chinese());
        String letters = Romanization.plain(unit.english());
        Set<Integer> reported = new HashSet<>();
        for (NameTable.Name name : names) {
            WorkBudget.spend(letters.length() / 4 + STEPS_PER_WORD * (long) words.size());
            if (name.spellings().stream().anyMatch(spelling -> letters.contains(Romanization.plain(spelling)))) {
                continue;
            }
            for (int i = 0; i < words.size(); i++) {
                for (int n = 1; n <= MAX_WORDS && i + n <= words.size(); n++) {
                    misspelt(unit, words.subList(i, i + n), name)
                            .filter(finding -> !overlaps(findings, finding) && reported.add(name.start()))
                            .ifPresent(findings::add);
                }
            }
        }
    }

    /** Returns whether a word can be the pinyin of a place with a wrong reading, such as Zhongqing for 重庆. */
    private static boolean isReading(Word word) {
        return word.letters().length() > MIN_LETTERS && word.kind.isNameLike && !word.kind.isHyphenated;
    }

    private static boolean overlaps(List<Finding> findings, Finding finding) {
        return findings.stream()
                .flatMap(other -> other.spans().stream())
                .anyMatch(span -> finding.spans().stream()
                        .anyMatch(own ->
                                own.side() == span.side() && own.start() < span.end() && span.start() < own.end()));
    }

    private Optional<Finding> misspelt(CheckedUnit unit, List<Word> words, NameTable.Name name) {
        int start = words.get(0).start;
        int end = words.get(words.size() - 1).end;
        String written = unit.english().substring(start, end);
        String letters = Romanization.letters(written);
        String characters = unit.chinese().substring(name.start(), name.end());
        boolean isReading = words.size() == 1
                && isReading(words.get(0))
                && name.entry().isPlace()
                && romanization.pinyin(characters).contains(letters);
        if ((words.stream().noneMatch(Word::isUnknown) && !isReading)
                || written.split("[ -]").length > words.size() + 2) {
            return Optional.empty();
        }
        return name.spellings().stream()
                .flatMap(spelling -> Stream.concat(
                        Stream.of(spelling), words.size() > 1 ? Stream.empty() : Stream.of(spelling.split(" "))))
                .filter(spelling ->
                        isReading || isMisspelt(letters, spelling, name, unit.chinese(), written.contains("-")))
                .findFirst()
                .map(spelling -> Finding.of(RULE, unit, Finding.quoted(written) + " is not a spelling of " + characters)
                        .as(
                                romanization.spells(
                                                unit.chinese(),
                                                name.start(),
                                                endOfName(unit.chinese(), name),
                                                Romanization.letters(spelling))
                                        ? Severity.ERROR
                                        : Severity.WARNING)
                        .inEnglish(start, end)
                        .inChinese(name.start(), name.end())
                        .about(characters)
                        .suggesting(unit.isIntoChinese() ? List.of() : List.of(spelling)));
    }

    /** Returns whether a spelling lacks a letter, or its letters are in another order. */
    private static boolean isSlip(String letters, String spelling) {
        return letters.length() < spelling.length()
                || letters.chars()
                        .sorted()
                        .boxed()
                        .toList()
                        .equals(spelling.chars().sorted().boxed().toList());
    }

    /** Returns whether two spellings differ by one vowel for another, or by a vowel next to a vowel: Faeroe, Faroe. */
    private static boolean isVariant(String one, String other) {
        int i = 0;
        while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        if (one.length() == other.length()) {
            return i < one.length()
                    && isVowel(one, i)
                    && isVowel(other, i)
                    && one.regionMatches(i + 1, other, i + 1, one.length() - i - 1);
        }
        String longer = one.length() > other.length() ? one : other;
        return isVowel(longer, i) && (isVowel(longer, i - 1) || isVowel(longer, i + 1) || i + 1 == longer.length());
    }

    private static boolean isVowel(String text, int i) {
        return i >= 0 && i < text.length() && "aeiouy".indexOf(text.charAt(i)) >= 0;
    }

    private boolean isMisspelt(
            String letters, String established, NameTable.Name name, String chinese, boolean isHyphenated) {
        String spelling = Romanization.letters(established);
        return spelling.length() >= MIN_LETTERS
                && letters.length() >= MIN_LETTERS - 1
                && Math.abs(letters.length() - spelling.length()) <= 2
                && !letters.startsWith(spelling)
                && !(isHyphenated && romanization.spells(chinese, name.start(), name.end(), letters))
                && Romanization.distance(letters, spelling) <= (spelling.length() < LONG ? 1 : 2)
                && (romanization.spells(chinese, name.start(), endOfName(chinese, name), spelling)
                        || isMisspeltAbroad(letters, spelling, name));
    }

    /** Returns the end of a name without the word for its kind of place: 绍兴 in 绍兴市. */
    private static int endOfName(String chinese, NameTable.Name name) {
        boolean isMarked = name.end() - name.start() > 2
                && name.entry().isPlace()
                && (PLACE_MARKS + "縣區鎮").indexOf(chinese.charAt(name.end() - 1)) >= 0;
        return isMarked ? name.end() - 1 : name.end();
    }

    /**
     * Compares spellings of a name that is not Chinese. They can differ as transliterations do (Hussain, Hussein), or
     * because one is derived (Honduras, Honduran).
     */
    private static boolean isMisspeltAbroad(String letters, String spelling, NameTable.Name name) {
        String folded = fold(letters);
        String other = fold(spelling);
        boolean isDerived =
                DERIVED.matcher(letters).find() && letters.startsWith(spelling.substring(0, spelling.length() - 2));
        return letters.charAt(0) == spelling.charAt(0)
                && !isDerived
                && (name.entry().isPlace() || (name.end() - name.start() > 2 && isSlip(letters, spelling)))
                && !isVariant(letters, spelling)
                && !folded.equals(other);
    }

    /** Removes differences between transliterations, such as c and k. */
    private static String fold(String name) {
        return name.replaceAll("(.)\\1", "$1")
                .replaceAll("ph", "f")
                .replaceAll("(?<=[bcdfgklmnpqrstvxz])h|h$", "")
                .replaceAll("[ckq]", "k")
                .replaceAll("[sz]", "s")
                .replaceAll("[vw]", "v")
                .replaceAll("[ijy]+", "i");
    }
}
