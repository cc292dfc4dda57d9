package duiqi.check.name;

import duiqi.check.CheckedUnit;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.text.WorkBudget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares the names of people in both texts. A name in the Chinese begins with a surname and has one or two more
 * characters. A name in the English has two or three capitalised words. Not thread-safe.
 */
final class PersonNames {
    /**
     * The most frequent surnames, from the list of the Ministry of Public Security of 2021, and other surnames of
     * well-known people.
     */
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟"
            + "姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪季习温"
            + "庞樊兰殷翟葛章安倪颜鲁伍关齐牛申裴俞祝柳丛栗丘岳梅单左游毕耿詹焦甘尚辛祁翁卓骆符柯路包涂管凌鲍欧宁聂蓝柴项屈鞠纪舒冉"
            + "解仇查区朴盖缪冼种逄华连简麦萧傅阎";

    /** Titles and verbs after the name of a person. */
    private static final Pattern CHINESE_TITLE = Pattern.compile(
            "[部省市县局处院校行会厂站社]长|外长|总理|主席|总统|书记|教授|博士|先生|女士" + "|小姐|同志|老师|医生|大使|将军|议员|主任|院士|总裁|司令|记者|指出|强调|会见|宣布|透露");

    private static final Pattern ENGLISH_TITLE = Pattern.compile(
            "(?:Minister|President|Premier|Chair(?:man|woman)?|M(?:r|rs|s|iss)|Dr|Prof(?:essor)?|Comrade|General|Governor"
                    + "|Mayor|Secretary|Ambassador|Senator|Director|Academician)\\.? $");

    private static final int MAX_TITLE = 16;

    private static final Set<String> COMPOUND_SURNAMES =
            Set.of("欧阳 司马 诸葛 上官 司徒 东方 独孤 南宫 夏侯 皇甫 尉迟 公孙 慕容 长孙 宇文 端木 令狐 轩辕 鲜于 闻人 钟离 呼延 西门 拓跋".split(" "));

    private static final Pattern NO_NAME = Pattern.compile("[的了是在和与等将为到就都也及或被把对从向让说着过以并还已]");
    /** Characters that often end a given name and seldom begin a verb. */
    private static final String GIVEN = "华军祥波林峰宇涛芳丽强伟敏静杰娟勇艳霞秀英兰玉梅桂珍琴莲雪荣瑞佳嘉琼珠贞莉璐琦晶妍茜珊莎锦倩婷婉娴瑾颖瑶怡"
            + "雁蓓仪蓉薇菁岚馨韵卿聪澜毓昭茗羽欣筠芸菲伊思丽泽鹏斌辉刚健扬栋彬磊鑫浩凯哲博睿轩豪俊铭坤鸿雄松柏超琳璇彤洁慧淑惠楠帆";

    /** Titles after a surname. */
    private static final String TITLES = "侯公伯王氏总";

    /** Characters that rarely are a given name of one character. */
    private static final String UNNAMED = "子死比曰";

    /** English words that are also pinyin; a name needs one other word. */
    private static final Set<String> ENGLISH =
            Set.of(("he she can long me men you to do so no song sun fun fan tan gang hang bin pen den hen sang "
                            + "lie die pie tie wan bang an a in on mine ma pa la ha hi bean sage pan ban man dong ran are "
                            + "one more use page same were we name like note time nine huge beige cage chine lake bing mile")
                    .split(" "));

    private static final int MIN_LETTERS = 5;
    private static final int LONG = 9;

    /** Maximum number of names of a text; more are a list or no prose. */
    private static final int MAX_NAMES = 300;

    /** Maximum number of characters that are searched for any name. */
    private static final int MAX_LENGTH = 3000;

    private final Lexicon lexicon;
    private final Romanization romanization;

    PersonNames(Lexicon lexicon, Romanization romanization) {
        this.lexicon = lexicon;
        this.romanization = romanization;
    }

    /**
     * Represents a name whose spelling does not match its characters.
     *
     * @param start index of the first letter
     * @param chineseStart index of the first character
     * @param spelling spelling of the characters in pinyin
     */
    record Mismatch(int start, int end, int chineseStart, int chineseEnd, String spelling) {}

    /** Holds the English of a name: the words of the surname and of the given name. */
    private record Person(
            NameMismatch.Word surname,
            String given,
            boolean isJoined,
            boolean isUnknown,
            int start,
            int end,
            List<NameMismatch.Word> words) {
        /** Returns whether a syllable is another word of the English: Hui of Liu Xia. */
        boolean hasWord(String syllable) {
            return words.stream().anyMatch(word -> word.letters().equals(syllable));
        }

        boolean isReversed() {
            return surname.start() > start;
        }
    }

    /** Holds a Chinese name of a person. */
    private record Window(int start, int middle, int end) {}

    /** Returns whether letters are an English word, although they are also pinyin. */
    static boolean isEnglish(String letters) {
        return ENGLISH.contains(letters);
    }

    /** Returns the names in a unit that one syllable or a few letters make wrong. */
    List<Mismatch> of(CheckedUnit unit, List<NameMismatch.Word> words) {
        List<Mismatch> mismatches = new ArrayList<>();
        List<Person> people = peopleOf(unit.english(), words);
        if (people.isEmpty()) {
            return mismatches;
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
                            .filter(window -> (!spelt.contains(window.start) || person.isUnknown())
                                    && isNear(unit, window, person))
                            .toList();
            Optional<Window> longest = near.stream().max(Comparator.comparingInt(window -> window.end - window.start));
            if (longest.filter(window -> areParts(chinese, near, window)).isPresent() && reported.add(person.start)) {
                mismatches.add(mismatch(chinese, person, longest.get()));
            }
        }
        return mismatches;
    }

    /** Returns whether all windows are the same name or its beginning. */
    private static boolean areParts(String chinese, List<Window> windows, Window name) {
        String characters = chinese.substring(name.start, name.end);
        return windows.stream().allMatch(window -> characters.startsWith(chinese.substring(window.start, window.end)));
    }

    private List<Person> peopleOf(String text, List<NameMismatch.Word> words) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i + 1 < words.size() && people.size() < MAX_NAMES; i++) {
            NameMismatch.Word one = words.get(i);
            NameMismatch.Word other = words.get(i + 1);
            if (!isNamePair(text, one, other)) {
                continue;
            }
            NameMismatch.Word third = i + 2 < words.size() ? words.get(i + 2) : other;
            if (!third.equals(other) && isNamePair(text, other, third)) {
                people.add(new Person(
                        one, other.letters() + third.letters(), false, false, one.start(), third.end(), words));
                people.add(new Person(
                        third, one.letters() + other.letters(), false, false, one.start(), third.end(), words));
            }
            people.add(new Person(
                    one,
                    other.letters(),
                    !other.kind().isHyphenated(),
                    other.isUnknown(),
                    one.start(),
                    other.end(),
                    words));
            people.add(new Person(
                    other,
                    one.letters(),
                    !one.kind().isHyphenated(),
                    one.isUnknown(),
                    one.start(),
                    other.end(),
                    words));
        }
        return people;
    }

    private boolean isNamePair(String text, NameMismatch.Word one, NameMismatch.Word other) {
        return other.start() == one.end() + 1
                && Character.isSpaceChar(text.charAt(one.end()))
                && one.kind().isNameLike()
                && other.kind().isNameLike()
                && !(ENGLISH.contains(one.letters()) && ENGLISH.contains(other.letters()));
    }

    private List<Window> windows(String text) {
        String chinese = lexicon.simplify(text);
        List<Window> windows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i + 2 <= chinese.length() && windows.size() < MAX_NAMES; i++) {
            int surname = i + 3 <= chinese.length() && COMPOUND_SURNAMES.contains(chinese.substring(i, i + 2))
                    ? 2
                    : SURNAMES.indexOf(chinese.charAt(i)) >= 0 || SURNAMES.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
            for (int given = 1; surname > 0 && given <= 2 && i + surname + given <= chinese.length(); given++) {
                int end = i + surname + given;
                if (chinese.substring(i, end).chars().allMatch(c -> Han.is((char) c))
                        && !NO_NAME.matcher(chinese.substring(i, end)).find()
                        && seen.add(text.substring(i, Math.min(text.length(), end + 1)))) {
                    windows.add(new Window(i, i + surname, end));
                }
            }
        }
        return windows;
    }

    private boolean isExact(String chinese, Window window, Person person) {
        return isSurname(chinese, window, person.surname.letters())
                && isGiven(chinese, window.middle, window.end, person)
                && !isCut(chinese, window);
    }

    /** Returns whether the characters are only the beginning of a name of three characters: 邓小 of 邓小平. */
    private boolean isCut(String text, Window window) {
        int end = window.end;
        if (end - window.start != 2 || end >= text.length()) {
            return false;
        }
        WorkBudget.spend(text.length());
        String chinese = lexicon.simplify(text);
        return NameTable.standard().contains(chinese.substring(window.start, end + 1))
                || (GIVEN.indexOf(chinese.charAt(end)) >= 0
                        && (end + 2 > chinese.length()
                                || lexicon.wordNumber(chinese.substring(end, Math.min(chinese.length(), end + 2)))
                                        < 0));
    }

    private boolean isSurname(String chinese, Window window, String letters) {
        if (window.middle - window.start > 1) {
            return romanization
                            .pinyin(chinese.substring(window.start, window.middle))
                            .contains(letters)
                    || romanization.spells(chinese, window.start, window.middle, letters);
        }
        char surname = chinese.charAt(window.start);
        return romanization.surnameSpellings(surname).contains(letters);
    }

    private boolean isGiven(String chinese, int start, int end, Person person) {
        return (person.isJoined && end - start > 1)
                ? romanization.pinyin(chinese.substring(start, end)).contains(person.given)
                        || (!romanization.isPinyinWord(person.given)
                                && romanization.spells(chinese, start, end, person.given))
                : romanization.spells(chinese, start, end, person.given);
    }

    /** Returns whether characters that need not begin with a frequent surname have the pinyin of the whole name. */
    private boolean isAnywhere(String chinese, Person person) {
        String name = person.surname.letters() + person.given;
        for (int start = 0; start < Math.min(chinese.length(), MAX_LENGTH); start++) {
            if (!Han.is(chinese.charAt(start))
                    || (SURNAMES.indexOf(chinese.charAt(start)) >= 0
                            && romanization.surnameReadings(chinese.charAt(start)).stream()
                                    .noneMatch(name::startsWith))) {
                continue;
            }
            for (int end = start + 2; end <= Math.min(chinese.length(), start + 4); end++) {
                if (romanization.spells(chinese, start, end, name)
                        && !isCut(chinese, new Window(start, start + 1, end))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isNear(CheckedUnit unit, Window window, Person person) {
        String chinese = unit.chinese();
        boolean isSurname = isSurname(chinese, window, person.surname.letters());
        int n = window.end - window.middle;
        if (isSurname) {
            return n == 1
                    ? isNearSyllable(chinese.charAt(window.middle), person.given, isTitled(unit, window, person))
                    : isNearGiven(chinese, window.middle, person);
        }
        boolean isPinyin = romanization
                .pinyin(chinese.substring(window.middle, window.end))
                .contains(person.given);
        if (!isPinyin || window.middle - window.start > 1) {
            return isPinyin && isNearWord(chinese.substring(window.start, window.middle), person.surname.letters());
        }
        String letters = person.surname.letters();
        boolean isNear = romanization.surnameReadings(chinese.charAt(window.start)).stream()
                .anyMatch(reading -> Romanization.distance(reading, letters) <= (n == 1 ? 1 : 2));
        return n == 1
                ? isNear && person.surname.isUnknown() && !romanization.isPinyin(letters)
                : isNear || (romanization.isPinyin(letters) && person.isJoined);
    }

    private boolean isNearWord(String chinese, String letters) {
        return romanization.pinyin(chinese).stream()
                .anyMatch(one -> Romanization.distance(one, letters) <= (one.length() < LONG ? 1 : 2));
    }

    /** Returns whether a title shows that the characters or the words are the name of a person. */
    private boolean isTitled(CheckedUnit unit, Window window, Person person) {
        WorkBudget.spend(unit.chinese().length());
        String before = unit.english().substring(Math.max(0, person.start - MAX_TITLE), person.start);
        return CHINESE_TITLE
                        .matcher(lexicon.simplify(unit.chinese()))
                        .region(window.end, unit.chinese().length())
                        .lookingAt()
                || (ENGLISH_TITLE.matcher(before).find()
                        && lexicon.wordNumber(unit.chinese().substring(window.start, window.end)) < 0);
    }

    /** Returns whether a syllable has one wrong letter; one of two letters needs a title as evidence. */
    private boolean isNearSyllable(char character, String letters, boolean isTitled) {
        return letters.length() > 1
                && UNNAMED.indexOf(character) < 0
                && TITLES.indexOf(character) < 0
                && !romanization.spellings(character).contains(letters)
                && romanization.readings(character).stream()
                        .anyMatch(reading -> Math.max(reading.length(), letters.length()) > (isTitled ? 1 : 2)
                                && Romanization.distance(reading, letters) == 1);
    }

    /** Returns whether one of two syllables is wrong or missing, or they are exchanged. */
    private boolean isNearGiven(String chinese, int at, Person person) {
        for (String first : romanization.readings(chinese.charAt(at))) {
            for (String second : romanization.readings(chinese.charAt(at + 1))) {
                if (isExchanged(chinese.charAt(at), first, second, person)
                        || isHalfWrong(chinese, at, first, second, person)
                        || isSlip(first + second, person)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether two syllables are exchanged, or one is missing. */
    private static boolean isExchanged(char character, String first, String second, Person person) {
        String given = person.given;
        return person.isJoined
                && TITLES.indexOf(character) < 0
                && (given.equals(second + first)
                        || (given.equals(first) && !person.hasWord(second))
                        || (given.equals(second) && !person.hasWord(first)));
    }

    /** Returns whether one of two syllables is right and the other wrong. */
    private boolean isHalfWrong(String chinese, int at, String first, String second, Person person) {
        String given = person.given;
        return (given.startsWith(first) && isWrong(chinese.charAt(at + 1), given.substring(first.length()), person))
                || (given.endsWith(second)
                        && isWrong(chinese.charAt(at), given.substring(0, given.length() - second.length()), person));
    }

    /** Returns whether a given name that is no pinyin differs in one letter. */
    private boolean isSlip(String pinyin, Person person) {
        String given = person.given;
        return !romanization.isPinyinWord(given)
                && pinyin.length() >= MIN_LETTERS
                && Romanization.distance(pinyin, given) == 1
                && (person.isJoined || !isPlausiblePair(given));
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
                        .anyMatch(
                                reading -> Romanization.distance(reading, syllable) <= (syllable.length() < 3 ? 1 : 2));
    }

    private Mismatch mismatch(String chinese, Person person, Window window) {
        String surname = romanization.spelling(chinese.substring(window.start, window.middle), true);
        String given = romanization.spelling(chinese.substring(window.middle, window.end), false);
        return new Mismatch(
                person.start,
                person.end,
                window.start,
                window.end,
                person.isReversed() ? given + " " + surname : surname + " " + given);
    }
}
