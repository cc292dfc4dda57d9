package duiqi.check.name;

import duiqi.lexicon.Lexicon;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Spells Chinese characters in Latin letters: Hanyu Pinyin without tones (ISO 7098), Wade-Giles and Tongyong Pinyin, and
 * for surnames the spellings of Hong Kong, Taiwan and Singapore. After l and n it treats {@code ü}, {@code v} and
 * {@code yu} as the same. Caches spellings; not thread-safe.
 */
final class Romanization {
    private static final int MAX_CACHED = 30_000;

    /** Maximum number of letters of a syllable that is not pinyin. */
    private static final int MAX_SYLLABLE = 7;

    /** Characters with ü, which the lexicon writes as u. */
    private static final String WITH_UMLAUT = "吕旅律绿屡侣驴履铝率缕女";

    /** Surnames with a reading of their own, and this reading. */
    private static final Map<Character, Set<String>> SURNAME_READINGS = pairs(
            "单 shan 曾 zeng 解 xie 仇 qiu 查 zha 任 ren 区 ou 朴 piao,pu,park 盖 ge,gai 翟 zhai,di 缪 miao 冼 xian 种 chong 覃 qin,tan"
                    + " 逄 pang 宁 ning 华 hua 车 che 石 shi 沈 shen 乐 yue,le 葛 ge 纪 ji 牟 mu,mou 尉 yu,wei 万 wan 长 zhang,chang");

    /** Spellings of surnames that follow Cantonese, Hokkien and other languages, or custom. */
    private static final Map<Character, Set<String>> SURNAME_SPELLINGS = pairs(
            "陈 chan,tan,chin,chern 林 lam,lim 李 lee,lei,ly 王 wong,ong 黄 wong,ng,hwang,wee,ooi 张 cheung,teo,chong,tiong,cheong 刘 lau,low,lew"
                    + " 吴 ng,goh,woo 周 chow,chew,chau,jou 郑 tay,cheang,chang,teh,jeng 蔡 choi,chua,choy,tsoi,chai 谢 tse,chia,cheah,shieh 许 hui,koh,khoo,shu,sheu"
                    + " 曾 tsang,chan,tzeng 邓 tang,deng 何 ho,hoe 罗 law,lo,loh 梁 leung,neo,leong,liong 叶 yip,yap,ip 杨 yeung,yeo,young,yong 徐 tsui,chui,chee,shyu"
                    + " 孙 suen,soon,sung 胡 woo,oh,foo 郭 kwok,quek,kuok,kwek 朱 chu,choo,jue 高 ko,kow 马 mah,mar 冯 fung,foong 董 tung 潘 poon,phua,pun"
                    + " 余 yu,yue,yee 苏 so,soo,soh 江 kong,kang 姚 yiu,yeow 唐 tong 赵 chiu,teo,chew,jao 彭 pang,phang 卢 lo,loo,lu 莫 mok 白 pak,peh"
                    + " 孔 hung 汪 wong,ong 沈 shum,sim,sham 宋 soong 关 kwan 萧 siu,hsiao,siew,shaw 钟 chung,cheong 方 fong,hong,png 温 wan,oon 廖 liu,liew"
                    + " 麦 mak 戴 tai,tay 范 fan,van 魏 ngai,goi 程 ching 丁 ding,ting 石 shek 龚 kung 袁 yuen 韩 hon 贺 ho 施 sze,shih,si 翁 yung,ang"
                    + " 熊 hung 严 yim 伍 ng,wu 简 kan,chien 游 yau,yu 涂 tu 柯 or,ko,kwa 连 lin,lian 傅 foo,fu 欧 au,ou 区 au 侯 hau,how 成 shing,sing 骆 lok");

    /** Finals in pinyin, and their spellings in other systems. */
    private static final Map<String, List<String>> FINALS = Map.ofEntries(
            Map.entry("ian", List.of("ien")),
            Map.entry("ie", List.of("ieh")),
            Map.entry("ue", List.of("ueh", "iueh", "ioh")),
            Map.entry("ong", List.of("ung", "oong")),
            Map.entry("iong", List.of("iung")),
            Map.entry("uo", List.of("o")),
            Map.entry("e", List.of("eh", "o")),
            Map.entry("ui", List.of("uei", "wei", "ei")),
            Map.entry("iu", List.of("iou", "eou", "ieo", "iew")),
            Map.entry("un", List.of("uen", "wen")),
            Map.entry("uan", List.of("wan", "uen")),
            Map.entry("ua", List.of("wa")),
            Map.entry("uai", List.of("wai")),
            Map.entry("uang", List.of("wang")),
            Map.entry("u", List.of("oo", "uh", "ou")),
            Map.entry("ao", List.of("au")),
            Map.entry("ai", List.of("ay")),
            Map.entry("in", List.of("een")));

    /** Pairs of initials: pinyin, Wade-Giles. */
    private static final String[][] INITIALS = {
        {"zh", "ch"},
        {"ch", "ch"},
        {"sh", "sh"},
        {"b", "p"},
        {"d", "t"},
        {"g", "k"},
        {"j", "ch"},
        {"q", "ch"},
        {"x", "hs"},
        {"z", "ts"},
        {"c", "ts"},
        {"r", "j"}
    };

    private static final Map<String, String> WHOLE = Map.ofEntries(
            Map.entry("zhi", "chih"),
            Map.entry("chi", "chih"),
            Map.entry("shi", "shih"),
            Map.entry("ri", "jih"),
            Map.entry("zi", "tzu"),
            Map.entry("ci", "tzu"),
            Map.entry("si", "ssu"),
            Map.entry("yi", "i"),
            Map.entry("you", "yu"),
            Map.entry("yan", "yen"),
            Map.entry("ye", "yeh"),
            Map.entry("er", "erh"),
            Map.entry("ge", "ko"),
            Map.entry("ke", "ko"),
            Map.entry("he", "ho"));

    /** Matches a syllable that some romanization of a Chinese language can have. */
    private static final Pattern PLAUSIBLE = Pattern.compile(
            "(?:[bdfghjklmnpqrstvwxyz]|ch|hs|hw|hy|jh|kh|kw|ng|ph|sh|sy|sz|th|ts|tz|zh|sw|tw|chw|hsw|gw|dj|dz)?"
                    + "(?:[aeiou]{1,3}|y|oei|ieo)(?:h|k|m|n|ng|p|r|t|w|y|nn|hn)?");

    /** Matches ü after l and n in other spellings. */
    private static final Pattern UMLAUT = Pattern.compile("(?<=[ln])(?:v|yu(?=e?$|e?[^aeiou]))");

    /** Letters without a decomposition, and what they become. */
    private static final String SPECIAL = "łøæœßđı";

    private static final String[] PLAIN = {"l", "o", "ae", "oe", "ss", "d", "i"};

    private final Lexicon lexicon;
    private final Set<String> syllables = new HashSet<>();
    private final Map<Character, Set<String>> known = new HashMap<>();
    private final Map<Character, Set<String>> surnames = new HashMap<>();

    Romanization(Lexicon lexicon) {
        this.lexicon = lexicon;
        for (char c = 0x4E00; c <= 0x9FFF; c++) {
            syllables.addAll(lexicon.pinyin(c));
        }
        syllables.removeIf(syllable ->
                (syllable.length() == 1 && "aeo".indexOf(syllable.charAt(0)) < 0) || !syllable.matches(".*[aeiou].*"));
    }

    private static Map<Character, Set<String>> pairs(String table) {
        Map<Character, Set<String>> map = new HashMap<>();
        String[] words = table.split(" ");
        for (int i = 0; i + 1 < words.length; i += 2) {
            map.put(words[i].charAt(0), Set.of(words[i + 1].split(",")));
        }
        return map;
    }

    /** Returns the small letters of a name without accents, spaces, hyphens and apostrophes, with u for ü. */
    static String letters(String name) {
        String letters = plain(name);
        return letters.indexOf('v') < 0 && !letters.contains("yu")
                ? letters
                : UMLAUT.matcher(letters).replaceAll("u");
    }

    /** Returns the small letters of a text without accents and marks. */
    static String plain(String text) {
        StringBuilder letters = new StringBuilder();
        String plain = text.chars().allMatch(c -> c < 0x80) ? text : Normalizer.normalize(text, Normalizer.Form.NFD);
        for (int i = 0; i < plain.length(); i++) {
            if (Character.isLetter(plain.charAt(i))) {
                char letter = Character.toLowerCase(plain.charAt(i));
                int special = SPECIAL.indexOf(letter);
                letters.append(special < 0 ? String.valueOf(letter) : PLAIN[special]);
            }
        }
        return letters.toString();
    }

    boolean isPinyin(String syllable) {
        return syllables.contains(syllable);
    }

    static boolean isPlausible(String syllable) {
        return PLAUSIBLE.matcher(syllable).matches();
    }

    /** Returns whether letters are a sequence of one to three pinyin syllables. */
    boolean isPinyinWord(String letters) {
        return isPinyinWord(letters, 0, 3);
    }

    private boolean isPinyinWord(String letters, int start, int most) {
        if (start == letters.length()) {
            return start > 0;
        }
        for (int end = Math.min(letters.length(), start + MAX_SYLLABLE); most > 0 && end > start; end--) {
            if (isPinyin(letters.substring(start, end)) && isPinyinWord(letters, end, most - 1)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the readings of a character, or of its simplified form if it has none. Its own readings come first because
     * some characters, for example 宁, belong to both scripts.
     */
    List<String> readings(char character) {
        List<String> own = lexicon.pinyin(character);
        return own.isEmpty()
                ? lexicon.pinyin(lexicon.simplify(String.valueOf(character)).charAt(0))
                : own;
    }

    /** Returns the readings of a surname. */
    List<String> surnameReadings(char character) {
        char simplified = lexicon.simplify(String.valueOf(character)).charAt(0);
        Set<String> own = SURNAME_READINGS.get(simplified);
        return own == null ? readings(character) : List.copyOf(own);
    }

    /** Returns the spellings of a surname: its readings in all systems, and those that follow no reading of Mandarin. */
    Set<String> surnameSpellings(char character) {
        if (surnames.size() > MAX_CACHED) {
            surnames.clear();
        }
        return surnames.computeIfAbsent(character, c -> {
            Set<String> all = spellings(surnameReadings(c));
            all.addAll(SURNAME_SPELLINGS.getOrDefault(
                    lexicon.simplify(String.valueOf(character)).charAt(0), Set.of()));
            return all;
        });
    }

    /** Returns the spellings of a character in all systems, pinyin first. */
    Set<String> spellings(char character) {
        if (known.size() > MAX_CACHED) {
            known.clear();
        }
        return known.computeIfAbsent(character, c -> spellings(readings(c)));
    }

    /** Returns the spellings of readings in all systems. */
    static Set<String> spellings(List<String> readings) {
        Set<String> spellings = new LinkedHashSet<>(readings);
        readings.forEach(reading -> addOthers(reading, spellings));
        return spellings;
    }

    private static void addOthers(String reading, Set<String> spellings) {
        if (WHOLE.containsKey(reading)) {
            spellings.add(WHOLE.get(reading));
            spellings.add(reading + "h");
            if (reading.endsWith("i") && "zcs".indexOf(reading.charAt(0)) >= 0) {
                spellings.addAll(List.of("tze", "tzu", "tsu", "sze", "szu", "se"));
            }
        }
        spellings.add(tongyong(reading));
        for (String[] pair : INITIALS) {
            if (reading.startsWith(pair[0])) {
                addFinals(pair[1], reading.substring(pair[0].length()), pair[0], spellings);
                return;
            }
        }
        int vowel = reading.matches("[aeiou].*") ? 0 : 1;
        addFinals(reading.substring(0, vowel), reading.substring(vowel), "", spellings);
    }

    private static void addFinals(String initial, String rest, String pinyin, Set<String> spellings) {
        Set<String> finals = new LinkedHashSet<>(List.of(rest));
        boolean isFlat = pinyin.equals("zh") || pinyin.equals("ch") || pinyin.equals("sh") || pinyin.equals("r");
        finals.addAll(FINALS.getOrDefault(rest, List.of()));
        if (rest.equals("i")) {
            finals.addAll(isFlat ? List.of("ih", "yh") : List.of("ih", "ee"));
        }
        Set<String> initials = initials(initial, pinyin);
        for (String one : finals) {
            initials.forEach(each -> spellings.add(each + one));
            if (initial.equals("y") && one.startsWith("i")) {
                spellings.add(one);
            }
        }
    }

    /** Returns the spellings of an initial: hs, sh, s, sy and x. */
    private static Set<String> initials(String initial, String pinyin) {
        Set<String> initials = new LinkedHashSet<>(List.of(initial));
        switch (initial) {
            case "ts" -> initials.add("tz");
            case "hs" -> initials.addAll(List.of("sh", "s", "sy"));
            case "k", "t", "p", "ch" -> initials.add(initial + "h");
            default -> {}
        }
        if (!pinyin.isEmpty()) {
            initials.add(pinyin);
        }
        if (pinyin.equals("zh") || pinyin.equals("j")) {
            initials.add("j");
        }
        return initials;
    }

    private static String tongyong(String reading) {
        String other = reading.replaceFirst("^zh", "jh")
                .replaceFirst("^x", "s")
                .replaceFirst("^q", "c")
                .replaceFirst("ui$", "uei")
                .replaceFirst("iu$", "iou")
                .replaceFirst("^(jh|ch|sh|r|z|c|s)i$", "$1ih")
                .replaceFirst("^wen$", "wun")
                .replaceFirst("^feng$", "fong");
        return reading.startsWith("xu") || reading.startsWith("qu") ? other.replaceFirst("u", "yu") : other;
    }

    /** Returns the first pinyin spelling of characters as one capitalised word: 小明 Xiaoming, 西安 Xi’an. */
    String spelling(String characters, boolean isSurname) {
        StringBuilder spelling = new StringBuilder();
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            List<String> readings = isSurname && characters.length() == 1 ? surnameReadings(c) : readings(c);
            String syllable = readings.stream().findFirst().orElse("");
            if (WITH_UMLAUT.indexOf(c) >= 0) {
                syllable = syllable.replace('u', 'ü');
            }
            spelling.append(spelling.length() > 0 && syllable.matches("[aeo].*") ? "’" : "")
                    .append(syllable);
        }
        return spelling.isEmpty() ? "" : spelling.substring(0, 1).toUpperCase(Locale.ROOT) + spelling.substring(1);
    }

    /** Returns the edit distance of two words; an exchange of two neighbours counts as one edit. */
    static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(one, other, cost, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int step(String one, String other, int[][] cost, int i, int j) {
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + same, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean isExchanged =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return isExchanged ? Math.min(best, 1 + cost[i - 2][j - 2]) : best;
    }

    /** Returns all spellings in pinyin of some characters, at most a few. */
    List<String> pinyin(String characters) {
        List<String> all = List.of("");
        for (int i = 0; i < characters.length(); i++) {
            List<String> longer = new ArrayList<>();
            for (String before : all) {
                readings(characters.charAt(i)).forEach(reading -> longer.add(before + reading));
            }
            all = longer.size() > 32 ? longer.subList(0, 32) : longer;
        }
        return all;
    }

    /** Returns whether letters are spellings of these characters, in any system. */
    boolean spells(String chinese, int start, int end, String letters) {
        if (start == end) {
            return letters.isEmpty();
        }
        for (String one : spellings(chinese.charAt(start))) {
            if (letters.startsWith(one) && spells(chinese, start + 1, end, letters.substring(one.length()))) {
                return true;
            }
        }
        return false;
    }
}
