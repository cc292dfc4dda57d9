package duiqi.check.name;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds misspelt names of people and places: <i>Wang Xiaomin</i> for 王晓明, <i>Tapei</i> for 台北. It knows pinyin,
 * Wade-Giles and similar systems, and a table of established spellings. It starts from the English and ignores names
 * that a side omits. Not thread-safe.
 */
public final class NameMismatch implements Check {
    static final Rule RULE = Rule.of("name-mismatch", Severity.ERROR, "the spelling of a name does not match its characters");

    /**
     * The most frequent surnames, from the list of the Ministry of Public Security of 2021, and other surnames of
     * well-known people.
     */
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟"
            + "姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪季习温"
            + "庞樊兰殷翟葛章安倪颜鲁伍关齐牛申裴俞祝柳丛栗丘岳梅单左游毕耿詹焦甘尚辛祁翁卓骆符柯路包涂管凌鲍欧宁聂蓝柴项屈鞠纪舒冉"
            + "解仇查区朴盖缪冼种逄华连简麦萧傅阎";

    private static final Set<String> COMPOUND_SURNAMES = Set.of(
            "欧阳 司马 诸葛 上官 司徒 东方 独孤 南宫 夏侯 皇甫 尉迟 公孙 慕容 长孙 宇文 端木 令狐 轩辕 鲜于 闻人 钟离 呼延 西门 拓跋".split(" "));

    private static final Pattern CAPITALISED = Pattern.compile("(?<![\\p{L}\\p{N}’'.@/_-])(?:\\p{Lu}\\p{Ll}+|\\p{Lu}{2,12})"
            + "(?:['’‐-]\\p{L}\\p{Ll}*)*+(?![\\p{L}\\p{N}_@/]|[.-][\\p{L}\\p{N}])");
    private static final Pattern NO_NAME = Pattern.compile("[的了是在和与等将为到就都也及或被把对从向让说着过以并还已]");
    /** Characters that rarely are a given name of one character. */
    private static final String UNNAMED = "子死比曰";

    private static final Pattern PLACE = Pattern.compile(
            "[ -](?i:(Province)|(City|Municipality)|(County)|(District)|(Town)|(Village)|(Prefecture))\\b");
    private static final String PLACE_MARKS = "省市县区镇村州";

    /** English words that are also pinyin; a name needs one other word. */
    private static final Set<String> ENGLISH = Set.of(("he she can long me men you to do so no song sun fun fan tan gang hang bin pen den hen sang "
                    + "lie die pie tie wan bang an a in on mine ma pa la ha hi bean sage pan ban man dong ran are "
                    + "one more use page same were we name like note time nine huge beige cage chine")
            .split(" "));

    /** Minimum number of letters of an established spelling, and of a spelling that may have two wrong letters. */
    private static final int MIN_LETTERS = 5;

    private static final int LONG = 9;
    private static final int MAX_WORDS = 3;
    private static final int MAX_TOKENS = 400;

    private final Lexicon lexicon;
    private final Romanization romanization;
    private final EnglishTokenizer english = new EnglishTokenizer();

    public NameMismatch(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.romanization = new Romanization(lexicon);
    }

    /**
     * Holds a capitalised word of the English.
     *
     * @param letters its small letters without hyphens
     * @param isUnknown true if no dictionary or table contains it
     */
    private record Word(int start, int end, String letters, boolean isUnknown, boolean isHyphenated) {}

    /** Holds the English of a name: the words of the surname and of the given name. */
    private record Person(Word surname, String given, boolean isJoined, int start, int end) {
        boolean isReversed() {
            return surname.start() > start;
        }
    }

    /** Holds a Chinese name of a person. */
    private record Window(int start, int middle, int end) {}

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
        people(unit, words, findings);
        places(unit, words, findings);
        established(unit, words, findings);
        return findings;
    }

    private List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = CAPITALISED.matcher(text);
        while (words.size() < MAX_TOKENS && matcher.find()) {
            String written = matcher.group();
            int end = written.matches(".*['’]s") ? matcher.end() - 2 : matcher.end();
            String word = text.substring(matcher.start(), end);
            String letters = Romanization.letters(word);
            boolean isUnknown = letters.length() > 2
                    && lexicon.stemNumber(english.stem(word.toLowerCase(Locale.ROOT))) < 0
                    && lexicon.stemNumber(english.stem(letters)) < 0
                    && !NameTable.standard().isKnown(letters);
            words.add(new Word(matcher.start(), end, letters, isUnknown, word.matches(".*[-‐].*")));
        }
        return words;
    }

    private void people(CheckedUnit unit, List<Word> words, List<Finding> findings) {
        List<Person> people = peopleOf(unit.english(), words);
        if (people.isEmpty()) {
            return;
        }
        String chinese = unit.chinese();
        List<Window> windows = windows(chinese);
        Set<Integer> right = new HashSet<>();
        Set<Integer> spelt = new HashSet<>();
        for (Person person : people) {
            for (Window window : windows) {
                if (isExact(chinese, window, person)) {
                    right.add(person.start);
                    spelt.add(window.start);
                }
            }
            if (isAnywhere(chinese, person)) {
                right.add(person.start);
            }
        }
        Set<Integer> reported = new HashSet<>();
        for (Person person : people) {
            List<Window> near = right.contains(person.start)
                    ? List.of()
                    : windows.stream()
                            .filter(window -> !spelt.contains(window.start) && isNear(chinese, window, person))
                            .toList();
            long names = near.stream()
                    .map(window -> chinese.substring(window.start, window.end))
                    .distinct()
                    .count();
            if (names == 1 && reported.add(person.start)) {
                findings.add(finding(unit, person, near.get(0)));
            }
        }
    }

    private List<Person> peopleOf(String text, List<Word> words) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            Word one = words.get(i);
            Word other = words.get(i + 1);
            if (!isNamePair(text, one, other)) {
                continue;
            }
            Word third = i + 2 < words.size() ? words.get(i + 2) : other;
            if (third != other && isNamePair(text, other, third)) {
                people.add(new Person(one, other.letters + third.letters, false, one.start, third.end));
            }
            people.add(new Person(one, other.letters, !other.isHyphenated, one.start, other.end));
            people.add(new Person(other, one.letters, !one.isHyphenated, one.start, other.end));
        }
        return people;
    }

    private boolean isNamePair(String text, Word one, Word other) {
        return other.start == one.end + 1
                && Character.isSpaceChar(text.charAt(one.end))
                && isNameLike(one)
                && isNameLike(other)
                && !(ENGLISH.contains(one.letters) && ENGLISH.contains(other.letters));
    }

    private boolean isNameLike(Word word) {
        return word.letters.length() <= 14
                && (word.isUnknown || romanization.isPinyinWord(word.letters) || word.isHyphenated);
    }

    private List<Window> windows(String text) {
        String chinese = lexicon.simplify(text);
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i + 2 <= chinese.length(); i++) {
            int surname = i + 3 <= chinese.length() && COMPOUND_SURNAMES.contains(chinese.substring(i, i + 2))
                    ? 2
                    : SURNAMES.indexOf(chinese.charAt(i)) >= 0 || SURNAMES.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
            for (int given = 1; surname > 0 && given <= 2 && i + surname + given <= chinese.length(); given++) {
                int end = i + surname + given;
                if (chinese.substring(i, end).chars().allMatch(c -> Han.is((char) c))
                        && !NO_NAME.matcher(chinese.substring(i, end)).find()) {
                    windows.add(new Window(i, i + surname, end));
                }
            }
        }
        return windows;
    }

    private boolean isExact(String chinese, Window window, Person person) {
        return isSurname(chinese, window, person.surname.letters)
                && isGiven(chinese, window.middle, window.end, person);
    }

    private boolean isSurname(String chinese, Window window, String letters) {
        if (window.middle - window.start > 1) {
            return romanization.pinyin(chinese.substring(window.start, window.middle)).contains(letters)
                    || consumes(chinese, window.start, window.middle, letters);
        }
        char surname = chinese.charAt(window.start);
        return romanization.surnameReadings(surname).contains(letters)
                || romanization.surnameSpellings(surname).contains(letters)
                || Romanization.spellings(romanization.surnameReadings(surname)).contains(letters);
    }

    private boolean isGiven(String chinese, int start, int end, Person person) {
        return person.isJoined && end - start > 1
                ? romanization.pinyin(chinese.substring(start, end)).contains(person.given)
                        || (!romanization.isPinyinWord(person.given) && consumes(chinese, start, end, person.given))
                : consumes(chinese, start, end, person.given);
    }

    /** Returns whether letters are spellings of these characters, in any system. */
    private boolean consumes(String chinese, int start, int end, String letters) {
        if (start == end) {
            return letters.isEmpty();
        }
        return romanization.spellings(chinese.charAt(start)).stream()
                .anyMatch(one -> letters.startsWith(one)
                        && consumes(chinese, start + 1, end, letters.substring(one.length())));
    }

    /** Returns whether characters that need not begin with a frequent surname have the pinyin of the whole name. */
    private boolean isAnywhere(String chinese, Person person) {
        String name = person.surname.letters + person.given;
        for (int start = 0; start < chinese.length(); start++) {
            if (!Han.is(chinese.charAt(start))
                    || (SURNAMES.indexOf(chinese.charAt(start)) >= 0
                            && romanization.surnameReadings(chinese.charAt(start)).stream()
                                    .noneMatch(name::startsWith))) {
                continue;
            }
            for (int end = start + 2; end <= Math.min(chinese.length(), start + 4); end++) {
                if (consumes(chinese, start, end, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isNear(String chinese, Window window, Person person) {
        boolean isSurname = isSurname(chinese, window, person.surname.letters);
        int n = window.end - window.middle;
        if (isSurname) {
            return n == 1
                    ? isNearSyllable(chinese.charAt(window.middle), person.given)
                    : isNearGiven(chinese, window.middle, person);
        }
        boolean isPinyin = romanization
                .pinyin(chinese.substring(window.middle, window.end))
                .contains(person.given);
        if (!isPinyin || window.middle - window.start > 1) {
            return isPinyin && isNearWord(chinese.substring(window.start, window.middle), person.surname.letters);
        }
        String letters = person.surname.letters;
        boolean isNear = romanization.surnameReadings(chinese.charAt(window.start)).stream()
                .anyMatch(reading -> Romanization.distance(reading, letters) <= (n == 1 ? 1 : 2));
        return n == 1
                ? isNear && person.surname.isUnknown && !romanization.isPinyin(letters)
                : isNear || (romanization.isPinyin(letters) && person.isJoined);
    }

    private boolean isNearWord(String chinese, String letters) {
        return romanization.pinyin(chinese).stream()
                .anyMatch(one -> Romanization.distance(one, letters) <= (one.length() < LONG ? 1 : 2));
    }

    private boolean isNearSyllable(char character, String letters) {
        return letters.length() > 1
                && UNNAMED.indexOf(character) < 0
                && !romanization.spellings(character).contains(letters)
                && romanization.readings(character).stream()
                        .anyMatch(reading -> Math.max(reading.length(), letters.length()) > 2
                                && Romanization.distance(reading, letters) == 1);
    }

    /** Returns whether one of two syllables is wrong or missing, or they are exchanged. */
    private boolean isNearGiven(String chinese, int at, Person person) {
        String given = person.given;
        for (String first : romanization.readings(chinese.charAt(at))) {
            for (String second : romanization.readings(chinese.charAt(at + 1))) {
                if (person.isJoined && (given.equals(second + first) || given.equals(first) || given.equals(second))) {
                    return true;
                }
                if (given.startsWith(first) && isWrong(chinese.charAt(at + 1), given.substring(first.length()), person)
                        || given.endsWith(second)
                                && isWrong(
                                        chinese.charAt(at),
                                        given.substring(0, given.length() - second.length()),
                                        person)) {
                    return true;
                }
                String both = first + second;
                if (!romanization.isPinyinWord(given)
                        && both.length() >= MIN_LETTERS
                        && Romanization.distance(both, given) == 1
                        && (person.isJoined || !isPlausiblePair(given))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isPlausiblePair(String letters) {
        for (int i = 1; i < letters.length(); i++) {
            if (Romanization.isPlausible(letters.substring(0, i)) && Romanization.isPlausible(letters.substring(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a syllable is no spelling of a character; after a hyphen it needs to be impossible. */
    private boolean isWrong(char character, String syllable, Person person) {
        if (syllable.isEmpty() || syllable.length() > 6) {
            return false;
        }
        if (person.isJoined && romanization.isPinyin(syllable)) {
            return !romanization.readings(character).contains(syllable);
        }
        return !romanization.spellings(character).contains(syllable)
                && (person.isJoined || !Romanization.isPlausible(syllable))
                && romanization.readings(character).stream()
                        .anyMatch(reading -> Romanization.distance(reading, syllable) <= 2);
    }

    private Finding finding(CheckedUnit unit, Person person, Window window) {
        String characters = unit.chinese().substring(window.start, window.end);
        String surname = romanization.spelling(characters.substring(0, window.middle - window.start), true);
        String given = romanization.spelling(characters.substring(window.middle - window.start), false);
        return finding(
                unit,
                new int[] {person.start, person.end, window.start, window.end},
                person.isReversed() ? given + " " + surname : surname + " " + given);
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
            Matcher place = PLACE.matcher(unit.english()).region(word.end, unit.english().length());
            if (!place.lookingAt() || (!word.isUnknown && !romanization.isPinyinWord(word.letters))) {
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
        List<Integer> near = new ArrayList<>();
        for (int end = chinese.indexOf(mark); end >= 0; end = chinese.indexOf(mark, end + 1)) {
            for (int start = Math.max(0, end - 3); start <= end - 2; start++) {
                String name = chinese.substring(start, end);
                if (!name.chars().allMatch(c -> Han.is((char) c))) {
                    continue;
                }
                if (romanization.pinyin(name).contains(word.letters) || isSpelt(name, word.letters)) {
                    return Optional.empty();
                }
                if ((mark != '市' || NameTable.standard().contains(name)) && isNearPlace(name, word.letters)) {
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
        return consumes(name, 0, name.length(), letters)
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
        if (words.stream().noneMatch(Word::isUnknown)) {
            return;
        }
        List<NameTable.Name> names = NameTable.standard().names(lexicon, unit.chinese());
        String letters = Romanization.letters(unit.english());
        Set<Integer> reported = new HashSet<>();
        for (NameTable.Name name : names) {
            if (name.spellings().stream().anyMatch(spelling -> letters.contains(Romanization.letters(spelling)))) {
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

    private static boolean overlaps(List<Finding> findings, Finding finding) {
        return findings.stream()
                .flatMap(other -> other.spans().stream())
                .anyMatch(span -> finding.spans().stream()
                        .anyMatch(own -> own.side() == span.side()
                                && own.start() < span.end()
                                && span.start() < own.end()));
    }

    private Optional<Finding> misspelt(CheckedUnit unit, List<Word> words, NameTable.Name name) {
        int start = words.get(0).start;
        int end = words.get(words.size() - 1).end;
        String written = unit.english().substring(start, end);
        if (words.stream().noneMatch(Word::isUnknown) || written.split("[ -]").length > words.size() + 2) {
            return Optional.empty();
        }
        String letters = Romanization.letters(written);
        return name.spellings().stream()
                .filter(spelling -> isMisspelt(letters, spelling, name, unit.chinese()))
                .findFirst()
                .map(spelling -> Finding.of(
                                RULE,
                                unit,
                                Finding.quoted(written) + " is not a spelling of "
                                        + unit.chinese().substring(name.start(), name.end()))
                        .inEnglish(start, end)
                        .inChinese(name.start(), name.end())
                        .about(unit.chinese().substring(name.start(), name.end()))
                        .suggesting(unit.isIntoChinese() ? List.of() : List.of(spelling)));
    }

    private boolean isMisspelt(String letters, String established, NameTable.Name name, String chinese) {
        String spelling = Romanization.letters(established);
        return spelling.length() >= MIN_LETTERS
                && letters.length() >= MIN_LETTERS - 1
                && Math.abs(letters.length() - spelling.length()) <= 2
                && !letters.startsWith(spelling)
                && Romanization.distance(letters, spelling) <= (spelling.length() < LONG ? 1 : 2)
                && (consumes(chinese, name.start(), name.end(), spelling)
                        || (name.end() - name.start() > 2 && !isVariant(letters, spelling)));
    }

    /** Returns whether two spellings differ only as transliterations of foreign names do: Hussain, Hussein. */
    private static boolean isVariant(String one, String other) {
        return fold(one).equals(fold(other));
    }

    private static String fold(String name) {
        return name.replaceAll("[aeiouy]", "")
                .replaceAll("(.)\\1", "$1")
                .replaceAll("ph", "f")
                .replaceAll("(?<=[bcdfgklmnpqrstvxz])h|h$", "")
                .replaceAll("[ckq]", "k")
                .replaceAll("[sz]", "s")
                .replaceAll("[vw]", "v");
    }
}
