package duiqi.check.name;

import duiqi.lexicon.Lexicon;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds the established English spellings of Chinese names: 台北 is Taipei or Taibei. The table is derived from CC-CEDICT,
 * the terms of Chinese Notes and CLDR, see NOTICE. Immutable and thread-safe.
 */
final class NameTable {
    private static final int MIN_LENGTH = 2;
    private static final int MAX_NAMES = 300;

    private static final String PLACE = "*";

    /** Spellings of cities and provinces on old maps and in old books, which no system derives. */
    private static final Map<String, String> POSTAL =
            postal("延安 Yenan 西安 Sian 南京 Nanking 天津 Tientsin 青岛 Tsingtao 重庆 Chungking 汉口 Hankow 苏州 Soochow 福州 Foochow"
                    + " 汕头 Swatow 大连 Dairen 沈阳 Mukden 黄埔 Whampoa 北京 Peking 北平 Peiping 广州 Canton 厦门 Amoy 杭州 Hangchow"
                    + " 济南 Tsinan 烟台 Chefoo 宁波 Ningpo 镇江 Chinkiang 九江 Kiukiang 宜昌 Ichang 成都 Chengtu 开封 Kaifeng"
                    + " 郑州 Chengchow 徐州 Hsuchow 长春 Hsinking 旅顺 Port|Arthur 哈尔滨 Kharbin 迪化 Tihwa 喀什 Kashgar"
                    + " 张家口 Kalgan 承德 Jehol 扬州 Yangchow 温州 Wenchow 泉州 Chuanchow 漳州 Changchow 常州 Changchow"
                    + " 无锡 Wusih 桂林 Kweilin 贵阳 Kweiyang 柳州 Liuchow 梧州 Wuchow 四川 Szechwan 山东 Shantung"
                    + " 山西 Shansi 陕西 Shensi 浙江 Chekiang 福建 Fukien 广东 Kwangtung 广西 Kwangsi 贵州 Kweichow 江苏 Kiangsu"
                    + " 江西 Kiangsi 河北 Hopeh 河南 Honan 湖北 Hupeh 湖南 Hunan 安徽 Anhwei 甘肃 Kansu 青海 Chinghai 新疆 Sinkiang"
                    + " 黑龙江 Heilungkiang 吉林 Kirin");

    private final Map<String, Entry> spellings;

    /** Length of the longest name that begins with each character. */
    private final byte[] longest = new byte[1 << 16];

    /** Letters of all spellings and of their words. */
    private final Set<String> known = new HashSet<>();

    private NameTable(Map<String, Entry> spellings) {
        this.spellings = spellings;
        for (String name : spellings.keySet()) {
            char first = name.charAt(0);
            longest[first] = (byte) Math.max(longest[first], name.length());
        }
        for (Entry one : spellings.values()) {
            for (String spelling : one.spellings()) {
                known.add(Romanization.letters(spelling));
                for (String word : spelling.split(" ")) {
                    known.add(Romanization.letters(word));
                }
            }
        }
    }

    private static final class Standard {
        private static final String RESOURCE = "names.txt";
        static final NameTable TABLE = load();

        private static NameTable load() {
            Map<String, Entry> spellings = new HashMap<>();
            try (InputStream in = Objects.requireNonNull(NameTable.class.getResourceAsStream(RESOURCE), RESOURCE);
                    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    int tab = line.indexOf('\t');
                    boolean isPlace = line.startsWith(PLACE, tab + 1);
                    String[] forms = line.substring(tab + (isPlace ? 2 : 1)).split("\\|");
                    String name = line.substring(0, tab);
                    spellings.put(name, new Entry(withPostal(name, List.of(forms)), isPlace));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new NameTable(spellings);
        }
    }

    private static Map<String, String> postal(String table) {
        String[] words = table.split(" ");
        Map<String, String> postal = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            postal.put(words[i], words[i + 1].replace('|', ' '));
        }
        return postal;
    }

    /** Adds the spellings of a name with the postal spelling of the place that it begins with: Soochow University. */
    private static List<String> withPostal(String name, List<String> forms) {
        for (int length = Math.min(name.length(), 3); length >= MIN_LENGTH; length--) {
            String postal = POSTAL.getOrDefault(name.substring(0, length), "");
            if (!postal.isEmpty()) {
                Stream<String> others = forms.stream()
                        .map(form -> form.replaceFirst("^[\\p{L}'’]+", postal))
                        .filter(form -> !forms.contains(form));
                return Stream.concat(forms.stream(), others).distinct().toList();
            }
        }
        return forms;
    }

    /**
     * Holds a name of the table.
     *
     * @param spellings established spellings, the most frequent first
     * @param isPlace true for countries, cities and other places
     */
    record Entry(List<String> spellings, boolean isPlace) {}

    /** Holds a name in a Chinese text. */
    record Name(int start, int end, Entry entry) {
        List<String> spellings() {
            return entry.spellings();
        }
    }

    /** Returns the built-in table. Loads it on first use. */
    static NameTable standard() {
        return Standard.TABLE;
    }

    /** Returns whether these letters are a name of the table or a word of one. */
    boolean isKnown(String letters) {
        return known.contains(letters);
    }

    boolean contains(String chinese) {
        return spellings.containsKey(chinese);
    }

    /** Returns the different names in a Chinese text, at most a few hundred, and the longest at each place. */
    List<Name> names(Lexicon lexicon, String text) {
        String chinese = lexicon.simplify(text);
        List<Name> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int start = 0; start + MIN_LENGTH <= chinese.length() && names.size() < MAX_NAMES; start++) {
            for (int end = Math.min(chinese.length(), start + longest[chinese.charAt(start)]);
                    end >= start + MIN_LENGTH;
                    end--) {
                Entry found = spellings.get(chinese.substring(start, end));
                if (found != null) {
                    if (seen.add(chinese.substring(start, end))) {
                        names.add(new Name(start, end, found));
                    }
                    break;
                }
            }
        }
        return names;
    }
}
