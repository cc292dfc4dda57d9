package duiqi.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Interprets the name of a language as people and tools write it, in the heading of a column, the name of a file or
 * folder, or a term base: a code such as {@code zh-CN}, {@code ZH_hans}, {@code zh-rCN}, {@code zho}, {@code CHS} or
 * {@code enu}, or a name such as {@code Simplified Chinese}, {@code English (UK)}, 中文 or 繁體中文. Stateless.
 *
 * <p>Sources: BCP 47; ISO 639-2; the three-letter names of Windows (MS-LCID).
 */
public final class LanguageName {
    /** Names without code, after the tag of each. */
    private static final Map<String, String> NAMES = table("""
            zh-CN chinese mandarin chinesisch 中文 汉语 漢語 汉文 漢文 华文 華文 华语 華語 国语 國語 普通话 普通話 汉字 漢字
            zh-CN 简体 簡體 简中 簡中 简体中文 簡體中文 中文简体 简体字 cn zhcn chs zhs schinese
            zh-TW 繁体 繁體 繁中 繁体中文 繁體中文 中文繁体 中文繁體 繁体字 正体中文 正體中文 zhtw cht zht tchinese
            zh-HK zhhk zhh
            zh zho chi
            zh-Hans zh-chs
            zh-Hant zh-cht
            yue cantonese 粤语 粵語
            en-US english englisch 英文 英语 英語 美语 美語 enus enu
            en-GB engb
            en eng
            ja japanese jpn 日文 日语 日語
            ko korean kor 韩文 韓文 韩语 韓語
            fr french fra fre 法文 法语 法語
            de german deu ger 德文 德语 德語
            ru russian rus 俄文 俄语 俄語
            es spanish spa 西班牙文 西班牙语 西语
            pt portuguese por 葡萄牙语
            it italian ita 意大利语
            ar arabic ara 阿拉伯语
            vi vietnamese vie 越南语
            th thai tha 泰语
            ms malay 马来语
            id indonesian 印尼语
            nl dutch nld
            tr turkish tur
            uk ukrainian ukr
            hi hindi hin
            mn 蒙古语
            bo 藏语
            ug 维吾尔语
            """);

    /** Words beside a name, after the region of each. */
    private static final Map<String, String> REGIONS = table("""
            CN simplified hans prc china mainland sc 简体 簡體 大陆 大陸 中国 中國
            TW traditional hant taiwan tc 繁体 繁體 台湾 臺灣 台灣
            HK hong kong 香港
            SG singapore 新加坡
            US us usa american united states 美国 美國 美式
            GB uk gb british kingdom 英国 英國 英式
            AU australia australian
            CA canada canadian
            """);

    private static final Pattern CODE = Pattern.compile("([a-z]{2,3})(?:-([a-z]{4}))?(?:-r?([a-z]{2}|[0-9]{3}))?");

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** Cache from code to language. A memory repeats the same two codes a million times. */
    private static final Map<String, Optional<Language>> CODES = new ConcurrentHashMap<>();

    /** Maximum number of cached codes; a damaged file can contain more. */
    private static final int MAX_CODES = 1000;

    private LanguageName() {}

    private static Map<String, String> table(String lines) {
        Map<String, String> table = new HashMap<>();
        lines.lines()
                .map(line -> line.split(" "))
                .forEach(line -> Arrays.stream(line).skip(1).forEach(name -> table.put(name, line[0])));
        return Map.copyOf(table);
    }

    /** Returns the language that a text names; empty if the text is anything else. */
    public static Optional<Language> of(String text) {
        String name = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[_+]", "-");
        return Optional.ofNullable(NAMES.get(name))
                .map(Language::new)
                .or(() -> ofPlainCode(name))
                .or(() -> withRegion(List.of(name.replaceAll("[)]$", "").split("[- (,]+"))));
    }

    /**
     * Returns the language of a code in a file of units: a name, or any other tag of BCP 47; empty if it is neither.
     *
     * @param code code exactly as in the file
     */
    public static Optional<Language> ofCode(String code) {
        Optional<Language> known = CODES.get(code);
        if (known != null) {
            return known;
        }
        Optional<Language> language = of(code).or(() -> ofTag(code.strip()));
        if (CODES.size() < MAX_CODES) {
            CODES.put(code, language);
        }
        return language;
    }

    private static Optional<Language> ofTag(String tag) {
        try {
            return Optional.of(new Language(tag));
        } catch (IllegalArgumentException notALanguage) {
            return Optional.empty();
        }
    }

    private static Optional<Language> ofPlainCode(String name) {
        Matcher code = CODE.matcher(name);
        if (!code.matches()) {
            return Optional.empty();
        }
        String primary = code.group(1);
        String language = primary.length() == 2 ? primary : NAMES.getOrDefault(primary, primary);
        String country = Optional.ofNullable(code.group(3)).orElse("").toUpperCase(Locale.ROOT);
        String region = country.equals("UK") ? "GB" : country;
        boolean isRegion = region.length() != 2 || COUNTRIES.contains(region);
        // A file en_cn holds two languages, not the English of China.
        boolean isPair = language.equals("en") && region.equals("CN");
        boolean isLanguage = LANGUAGES.contains(language) || language.equals("cmn") || language.equals("yue");
        return Optional.of(language
                        + Optional.ofNullable(code.group(2)).map("-"::concat).orElse("")
                        + (region.isEmpty() ? "" : "-" + region))
                .filter(tag -> isLanguage && isRegion && !isPair)
                .map(Language::new);
    }

    /** Returns the language of words such as "Simplified Chinese": one name, and words that show its region. */
    private static Optional<Language> withRegion(List<String> words) {
        List<String> regions = words.stream().filter(REGIONS::containsKey).toList();
        List<String> names = words.stream()
                .filter(word -> NAMES.containsKey(word) && !REGIONS.containsKey(word))
                .toList();
        if (names.size() != 1 || regions.isEmpty() || names.size() + regions.size() != words.size()) {
            return Optional.empty();
        }
        Language language = new Language(NAMES.getOrDefault(names.get(0), ""));
        return Optional.of(new Language(language.primary() + "-" + REGIONS.get(regions.get(regions.size() - 1))));
    }
}
