package duiqi.benchmark;

import duiqi.benchmark.PlantedFault.Planter;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Misspells names in English translations, and writes wrong characters in the names of Chinese translations. It changes
 * names with pinyin that matches characters of the Chinese. Its patterns are independent of those of the checks.
 */
final class PlantedNames {
    private static final Pattern PERSON =
            Pattern.compile("(?<![A-Za-z-])([A-Z][a-z]{1,5}) ([A-Z][a-z]{1,6}-?[a-z]{1,6})(?![A-Za-z-])");
    private static final Pattern PLACE = Pattern.compile("(?<![A-Za-z-])[A-Z][a-z]{4,11}(?![A-Za-z-])");
    private static final String ESTABLISHED =
            "台北 Taipei|香港 Hong Kong|孙中山 Sun Yat-sen|蒋介石 Chiang Kai-shek|国民党 Kuomintang|澳门 Macao|"
                    + "高雄 Kaohsiung|西藏 Tibet|蔡英文 Tsai Ing-wen|李登辉 Lee Teng-hui|陈水扁 Chen Shui-bian|蒋经国 Chiang Ching-kuo|新竹 Hsinchu|台湾 Taiwan|"
                    + "华盛顿 Washington|联合国 United Nations|巴西 Brazil|埃及 Egypt|里约热内卢 Rio de Janeiro|内罗毕 Nairobi|乌干达 Uganda|伦敦 London|"
                    + "尼日利亚 Nigeria|加拿大 Canada|墨西哥 Mexico|澳大利亚 Australia|阿富汗 Afghanistan|巴基斯坦 Pakistan|巴勒斯坦 Palestine|以色列 Israel|"
                    + "印度尼西亚 Indonesia|马来西亚 Malaysia|新加坡 Singapore|菲律宾 Philippines|越南 Vietnam|柬埔寨 Cambodia|孔子 Confucius|孟子 Mencius|"
                    + "哈尔滨 Harbin|乌鲁木齐 Urumqi|拉萨 Lhasa|陕西 Shaanxi|重庆 Chongqing|厦门 Xiamen|深圳 Shenzhen|上海 Shanghai|北京 Beijing|广州 Guangzhou|"
                    + "长江 Yangtze|九龙 Kowloon|旺角 Mong Kok|特朗普 Trump|奥巴马 Obama|普京 Putin|克林顿 Clinton|莫斯科 Moscow|悉尼 Sydney|"
                    + "加利福尼亚 California|佛罗里达 Florida|芝加哥 Chicago|洛杉矶 Los Angeles|亚利桑那 Arizona|乔治亚 Georgia|苏格兰 Scotland|爱尔兰 Ireland";

    private final Lexicon lexicon;

    private PlantedNames(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** Returns the planters by the kind of fault. */
    static Map<String, Planter> kinds(Lexicon lexicon) {
        PlantedNames names = new PlantedNames(lexicon);
        Map<String, Planter> kinds = new LinkedHashMap<>();
        kinds.put("letter of a person changed", (s, t, r) -> names.person(s, t, r, Kind.CHANGED));
        kinds.put("letter of a person dropped", (s, t, r) -> names.person(s, t, r, Kind.DROPPED));
        kinds.put("letters of a person swapped", (s, t, r) -> names.person(s, t, r, Kind.SWAPPED));
        kinds.put("syllables of a person swapped", (s, t, r) -> names.person(s, t, r, Kind.SYLLABLES));
        kinds.put("syllable of a person dropped", (s, t, r) -> names.person(s, t, r, Kind.SYLLABLE));
        kinds.put("syllable of a person changed", (s, t, r) -> names.person(s, t, r, Kind.OTHER));
        kinds.put("letter of a place changed", (s, t, r) -> names.place(s, t, r, Kind.CHANGED));
        kinds.put("letter of a place dropped", (s, t, r) -> names.place(s, t, r, Kind.DROPPED));
        kinds.put("letters of a place swapped", (s, t, r) -> names.place(s, t, r, Kind.SWAPPED));
        kinds.put("letter of a known name changed", (s, t, r) -> names.established(s, t, r, Kind.CHANGED));
        kinds.put("letter of a known name dropped", (s, t, r) -> names.established(s, t, r, Kind.DROPPED));
        kinds.put("letters of a known name swapped", (s, t, r) -> names.established(s, t, r, Kind.SWAPPED));
        kinds.put("character of a person changed", names::character);
        return kinds;
    }

    private enum Kind {
        CHANGED,
        DROPPED,
        SWAPPED,
        SYLLABLES,
        SYLLABLE,
        OTHER
    }

    private List<String> syllables(String chinese, String letters, int least) {
        for (int n = least; n <= 4; n++) {
            for (int i = 0; i + n <= chinese.length(); i++) {
                Optional<List<String>> found = read(chinese, i, i + n, letters);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        return List.of();
    }

    private Optional<List<String>> read(String chinese, int start, int end, String letters) {
        if (start == end) {
            return letters.isEmpty() ? Optional.of(List.of()) : Optional.empty();
        }
        for (String one : lexicon.pinyin(
                lexicon.simplify(chinese.substring(start, start + 1)).charAt(0))) {
            if (letters.startsWith(one)) {
                Optional<List<String>> rest = read(chinese, start + 1, end, letters.substring(one.length()));
                if (rest.isPresent()) {
                    List<String> all = new ArrayList<>(List.of(one));
                    all.addAll(rest.get());
                    return Optional.of(all);
                }
            }
        }
        return Optional.empty();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private Optional<PlantedFault> person(String source, String target, Random random, Kind kind) {
        boolean needsTwo = kind == Kind.SYLLABLES || kind == Kind.SYLLABLE || kind == Kind.OTHER;
        List<MatchResult> people = PlantedFault.matches(PERSON, target).stream()
                .filter(person -> syllables(source, letters(person.group()), needsTwo ? 3 : 2)
                                .size()
                        > (needsTwo ? 2 : 1))
                .filter(person -> lexicon.stemNumber(person.group(1).toLowerCase(Locale.ROOT)) >= 0)
                .toList();
        return PlantedFault.random(people, random).flatMap(person -> {
            List<String> syllables = syllables(source, letters(person.group()), 2);
            String given = person.group(2);
            if (kind == Kind.SYLLABLES || kind == Kind.SYLLABLE || kind == Kind.OTHER) {
                if (syllables.size() < 3 || !letters(person.group(1)).equals(syllables.get(0))) {
                    return Optional.empty();
                }
                String changed = kind == Kind.SYLLABLES
                        ? syllables.get(2) + syllables.get(1)
                        : kind == Kind.SYLLABLE
                                ? syllables.get(1 + random.nextInt(2))
                                : random.nextBoolean()
                                        ? other(syllables.get(1), random) + syllables.get(2)
                                        : syllables.get(1) + other(syllables.get(2), random);
                if (syllables.get(1).equals(syllables.get(2))) {
                    return Optional.empty();
                }
                return PlantedFault.replace(target, person.start(2), person.end(2), capitalised(changed));
            }
            return PlantedFault.replace(target, person.start(2), person.end(2), misspelt(given, random, kind));
        });
    }

    private static String other(String syllable, Random random) {
        List<String> choices =
                List.of("hua", "ming", "guo", "jun", "ping", "xiang", "bo", "lin", "feng", "shan", "yu", "tao");
        String other = choices.get(random.nextInt(choices.size()));
        return other.equals(syllable) ? "zhong" : other;
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private Optional<PlantedFault> place(String source, String target, Random random, Kind kind) {
        List<MatchResult> places = PlantedFault.matches(PLACE, target).stream()
                .filter(place -> syllables(source, letters(place.group()), 2).size() > 1)
                .filter(place -> target.indexOf(place.group()) == target.lastIndexOf(place.group()))
                .toList();
        return PlantedFault.random(places, random)
                .flatMap(place -> PlantedFault.replace(
                        target, place.start(), place.end(), misspelt(place.group(), random, kind)));
    }

    private Optional<PlantedFault> established(String source, String target, Random random, Kind kind) {
        List<String> names = List.of(ESTABLISHED.split("\\|")).stream()
                .filter(name -> lexicon.simplify(source).contains(name.substring(0, name.indexOf(' '))))
                .map(name -> name.substring(name.indexOf(' ') + 1))
                .filter(name -> target.contains(name) && target.indexOf(name) == target.lastIndexOf(name))
                .filter(name -> !Character.isLetter((target + " ").charAt(target.indexOf(name) + name.length())))
                .toList();
        return PlantedFault.random(names, random)
                .flatMap(name -> PlantedFault.replace(
                        target,
                        target.indexOf(name),
                        target.indexOf(name) + name.length(),
                        misspelt(name, random, kind)));
    }

    /** Changes a letter after the first one. */
    private static String misspelt(String name, Random random, Kind kind) {
        List<MatchResult> letters = PlantedFault.matches(Pattern.compile("(?<=[A-Za-z])([a-z])(?!\\1)[a-z]"), name);
        return PlantedFault.random(letters, random)
                .map(two ->
                        name.substring(0, two.start()) + changed(two.group(), random, kind) + name.substring(two.end()))
                .orElse(name);
    }

    private static String changed(String two, Random random, Kind kind) {
        return switch (kind) {
            case DROPPED -> two.substring(1);
            case SWAPPED -> new StringBuilder(two).reverse().toString();
            default -> (char) ('a' + (two.charAt(0) - 'a' + 1 + random.nextInt(25)) % 26) + two.substring(1);
        };
    }

    /** Replaces the last character of a name of three characters in a Chinese translation. */
    private Optional<PlantedFault> character(String source, String target, Random random) {
        String others = "华明国军平祥波林峰山宇涛芳丽强";
        List<MatchResult> people = PlantedFault.matches(PERSON, source);
        for (MatchResult person : people) {
            for (int i = 0; i + 3 <= target.length(); i++) {
                Optional<List<String>> read = read(target, i, i + 3, letters(person.group()));
                String other = String.valueOf(others.charAt(random.nextInt(others.length())));
                if (read.isPresent()
                        && letters(person.group(1)).equals(read.get().get(0))
                        && !lexicon.pinyin(other.charAt(0)).contains(read.get().get(2))) {
                    return PlantedFault.replace(target, i + 2, i + 3, other);
                }
            }
        }
        return Optional.empty();
    }
}
