package duiqi.check.name;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.Lexicon;
import java.text.Normalizer;
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

/**
 * Finds pinyin names of people and places with one wrong syllable: <i>Wang Xiaomin</i> for 王晓明. The check starts from
 * the English spelling. It ignores names in other spellings, for example Sun Yat-sen, and names that a side omits.
 * Not thread-safe.
 */
public final class NameMismatch implements Check {
    static final Rule RULE =
            Rule.of("name-mismatch", Severity.ERROR, "the pinyin of a name does not match its characters");

    /**
     * The most frequent surnames, from the list of the Ministry of Public Security of 2021, and the surnames of two
     * characters.
     */
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟"
            + "姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪季习温"
            + "庞樊兰殷翟葛章安倪颜鲁伍关齐牛申裴俞祝柳丛栗丘岳梅单左游毕耿詹焦甘尚辛祁翁卓骆符柯路包涂管凌鲍欧宁聂蓝柴项屈鞠纪舒冉";

    private static final Pattern CAPITALISED =
            Pattern.compile("(?<![\\p{L}\\p{N}’'.@-])\\p{Lu}\\p{Ll}+(?:['’‐-]\\p{L}\\p{Ll}+)*(?![\\p{L}\\p{N}])");
    private static final Pattern NO_NAME = Pattern.compile("[的了是在和与等将为到就都也及或被把对从向让说着过]");
    private static final Pattern PLACE = Pattern.compile(
            "[ -](?i:(Province)|(City|Municipality)|(County)|(District)|(Town)|(Village)|(Prefecture))\\b");
    private static final String PLACE_MARKS = "省市县区镇村州";

    private final Lexicon lexicon;
    private final Pinyin pinyin;

    public NameMismatch(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.pinyin = new Pinyin(lexicon);
    }

    /**
     * Holds a pinyin name of the English.
     *
     * @param place character that follows the place name in Chinese; empty for a person
     * @param isReversed true if the surname is last
     */
    private record Name(int start, int end, List<String> syllables, String place, boolean isReversed) {}

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        List<Name> names = names(unit.english());
        if (names.isEmpty() || unit.chinese().isBlank()) {
            return List.of();
        }
        String chinese = unit.chinese();
        List<Finding> findings = new ArrayList<>();
        Set<Integer> right = new HashSet<>();
        Set<Integer> spelt = new HashSet<>();
        for (Name name : names) {
            int at = exact(chinese, name.syllables);
            if (at >= 0) {
                right.add(name.start);
                spelt.add(at);
            }
        }
        Set<Integer> reported = new HashSet<>();
        for (Name name : names) {
            Optional<Integer> near = right.contains(name.start) ? Optional.empty() : near(chinese, name, spelt);
            if (near.isPresent() && reported.add(name.start)) {
                findings.add(finding(unit, name, near.get()));
            }
        }
        return findings;
    }

    private Finding finding(CheckedUnit unit, Name name, int at) {
        int end = at + name.syllables.size();
        String characters = unit.chinese().substring(at, end);
        String written = unit.english().substring(name.start, name.end);
        String spelling = name.place.isEmpty() ? person(characters, name.isReversed) : pinyin.spelling(characters);
        boolean isSure =
                characters.chars().allMatch(c -> pinyin.syllables((char) c).size() == 1);
        String message = unit.isIntoChinese()
                ? characters + " does not have the pinyin " + Finding.quoted(written)
                : Finding.quoted(written) + " does not match the pinyin of " + characters;
        return Finding.of(RULE, unit, message)
                .inEnglish(name.start, name.end)
                .inChinese(at, end)
                .about(characters)
                .suggesting(isSure && !unit.isIntoChinese() ? List.of(spelling) : List.of());
    }

    private String person(String characters, boolean isReversed) {
        String surname = pinyin.spelling(characters.substring(0, 1));
        String given = pinyin.spelling(characters.substring(1));
        return isReversed ? given + " " + surname : surname + " " + given;
    }

    private List<Name> names(String text) {
        List<Name> names = new ArrayList<>();
        List<int[]> words = new ArrayList<>();
        Matcher matcher = CAPITALISED.matcher(text);
        while (matcher.find()) {
            words.add(new int[] {matcher.start(), matcher.end()});
        }
        for (int i = 0; i < words.size(); i++) {
            addPlace(text, words.get(i), names);
            if (i + 1 < words.size() && isSpace(text, words.get(i)[1], words.get(i + 1)[0])) {
                addPerson(text, words.get(i), words.get(i + 1), names);
            }
        }
        return names;
    }

    private static boolean isSpace(String text, int start, int end) {
        return end == start + 1 && Character.isSpaceChar(text.charAt(start));
    }

    private void addPlace(String text, int[] word, List<Name> names) {
        Matcher place = PLACE.matcher(text).region(word[1], text.length());
        if (place.lookingAt()) {
            for (List<String> syllables : pinyin.readings(text.substring(word[0], word[1]))) {
                for (int i = 0; syllables.size() > 1 && i < PLACE_MARKS.length(); i++) {
                    if (place.group(i + 1) != null) {
                        names.add(new Name(word[0], word[1], syllables, PLACE_MARKS.substring(i, i + 1), false));
                    }
                }
            }
        }
    }

    private void addPerson(String text, int[] first, int[] second, List<Name> names) {
        for (List<String> one : pinyin.readings(text.substring(first[0], first[1]))) {
            for (List<String> other : pinyin.readings(text.substring(second[0], second[1]))) {
                if (one.size() == 1 && other.size() <= 2) {
                    names.add(name(first, second, one, other, false));
                }
                if (one.size() == 2 && other.size() == 1) {
                    names.add(name(first, second, other, one, true));
                }
            }
        }
    }

    private static Name name(int[] first, int[] second, List<String> surname, List<String> given, boolean isReversed) {
        List<String> syllables = new ArrayList<>(surname);
        syllables.addAll(given);
        return new Name(first[0], second[1], syllables, "", isReversed);
    }

    /** Returns the index of the first characters with this reading, or -1. */
    private int exact(String chinese, List<String> syllables) {
        for (int at = 0; at + syllables.size() <= chinese.length(); at++) {
            if (matches(chinese, at, syllables) == syllables.size()) {
                return at;
            }
        }
        return -1;
    }

    private int matches(String chinese, int at, List<String> syllables) {
        int matches = 0;
        for (int i = 0; i < syllables.size(); i++) {
            matches += pinyin.isRead(chinese.charAt(at + i), syllables.get(i)) ? 1 : 0;
        }
        return matches;
    }

    /**
     * Returns the index of a name that differs from the spelling by one syllable and that no English name spells
     * correctly. Empty if there is no such name or there are several different ones.
     */
    private Optional<Integer> near(String chinese, Name name, Set<Integer> spelt) {
        List<Integer> found = new ArrayList<>();
        int n = name.syllables.size();
        for (int at = 0; at + n <= chinese.length(); at++) {
            if (matches(chinese, at, name.syllables) == n - 1
                    && !spelt.contains(at)
                    && isName(chinese, at, name)
                    && !NO_NAME.matcher(chinese.substring(at, at + n)).find()) {
                found.add(at);
            }
        }
        boolean isOne = found.stream()
                        .map(at -> chinese.substring(at, at + n))
                        .distinct()
                        .count()
                == 1;
        return isOne ? Optional.of(found.get(0)) : Optional.empty();
    }

    private boolean isName(String chinese, int at, Name name) {
        int n = name.syllables.size();
        int end = at + n;
        if (!name.place.isEmpty()) {
            return end < chinese.length()
                    && lexicon.simplify(chinese.substring(end, end + 1)).equals(name.place);
        }
        String surname = chinese.substring(at, at + 1);
        if (!SURNAMES.contains(surname) && !SURNAMES.contains(lexicon.simplify(surname))) {
            return false;
        }
        // A name of two syllables needs a wrong syllable that is close to the right one; otherwise a single equal
        // syllable would be a match.
        return n > 2 || isNear(chinese.charAt(at + 1), name.syllables.get(1));
    }

    private boolean isNear(char character, String syllable) {
        return !pinyin.isRead(character, syllable)
                && pinyin.syllables(character).stream().anyMatch(reading -> Pinyin.areNear(reading, syllable));
    }

    /**
     * Reads English words as Hanyu Pinyin without tones (ISO 7098): <i>Xiaoming</i> is xiao ming, <i>Xi'an</i> is xi
     * an. After l and n it treats {@code ü}, {@code v} and {@code yu} as the same. Caches readings; not thread-safe.
     */
    private static final class Pinyin {
        private static final int MAX_SYLLABLES = 3;
        private static final int MAX_SYLLABLE_LENGTH = 6;
        private static final int MAX_CACHED = 100_000;

        /** Characters with ü, which the lexicon writes as u. */
        private static final String WITH_UMLAUT = "吕旅律绿屡侣驴履铝率缕女";

        private final Lexicon lexicon;
        private final Set<String> syllables = new HashSet<>();
        private final Map<String, List<List<String>>> known = new HashMap<>();

        Pinyin(Lexicon lexicon) {
            this.lexicon = lexicon;
            for (char c = 0x4E00; c <= 0x9FFF; c++) {
                syllables.addAll(lexicon.pinyin(c));
            }
            syllables.removeIf(syllable -> (syllable.length() == 1 && "aeo".indexOf(syllable.charAt(0)) < 0)
                    || !syllable.matches(".*[aeiou].*"));
        }

        /** Returns all readings of a word with up to three syllables; empty if it is not pinyin. */
        List<List<String>> readings(String word) {
            if (known.size() > MAX_CACHED) {
                known.clear();
            }
            return known.computeIfAbsent(word, this::read);
        }

        private List<List<String>> read(String word) {
            String plain = Normalizer.normalize(word, Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("(?<=[ln])(?:v|yu)", "u");
            List<List<String>> readings = new ArrayList<>();
            read(plain, 0, List.of(), readings);
            return List.copyOf(readings);
        }

        private void read(String word, int start, List<String> before, List<List<String>> readings) {
            if (start == word.length()) {
                if (!before.isEmpty()) {
                    readings.add(before);
                }
                return;
            }
            if ("'’-‐".indexOf(word.charAt(start)) >= 0) {
                if (start > 0) {
                    read(word, start + 1, before, readings);
                }
                return;
            }
            for (int end = start + 1; end <= Math.min(word.length(), start + MAX_SYLLABLE_LENGTH); end++) {
                String syllable = word.substring(start, end);
                if (before.size() < MAX_SYLLABLES && syllables.contains(syllable)) {
                    List<String> longer = new ArrayList<>(before);
                    longer.add(syllable);
                    read(word, end, longer, readings);
                }
            }
        }

        /** Returns whether a character has this reading. */
        boolean isRead(char character, String syllable) {
            return syllables(character).contains(syllable);
        }

        /**
         * Returns the readings of a character, or of its simplified form if it has none. Its own readings come first
         * because some characters, for example 宁, belong to both scripts.
         */
        List<String> syllables(char character) {
            char simplified = lexicon.simplify(String.valueOf(character)).charAt(0);
            List<String> own = lexicon.pinyin(character);
            return own.isEmpty() ? lexicon.pinyin(simplified) : own;
        }

        /** Returns the first pinyin spelling of characters as one capitalised word: 小明 Xiaoming, 西安 Xi’an. */
        String spelling(String characters) {
            StringBuilder spelling = new StringBuilder();
            for (int i = 0; i < characters.length(); i++) {
                char c = characters.charAt(i);
                String syllable = syllables(c).stream().findFirst().orElse("");
                if (WITH_UMLAUT.indexOf(c) >= 0) {
                    syllable = syllable.replace('u', 'ü');
                }
                spelling.append(spelling.length() > 0 && syllable.matches("[aeo].*") ? "’" : "")
                        .append(syllable);
            }
            return spelling.isEmpty() ? "" : spelling.substring(0, 1).toUpperCase(Locale.ROOT) + spelling.substring(1);
        }

        /** Returns whether two syllables differ by at most one letter, as min and ming or zi and zhi do. */
        static boolean areNear(String one, String other) {
            int common = 0;
            int shorter = Math.min(one.length(), other.length());
            while (common < shorter && one.charAt(common) == other.charAt(common)) {
                common++;
            }
            int tail = 0;
            while (tail < shorter - common
                    && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
                tail++;
            }
            return Math.max(one.length(), other.length()) - common - tail <= 1;
        }
    }
}
