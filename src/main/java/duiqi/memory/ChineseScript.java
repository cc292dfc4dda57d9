package duiqi.memory;

import com.ibm.icu.text.Transliterator;
import com.ibm.icu.text.UnicodeSet;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tuv;
import duiqi.text.Language;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import java.util.Optional;

/**
 * Whether Chinese is written in the characters that its code promises. A character is only traditional, or only simplified, when
 * the other script writes it otherwise (ICU's Traditional-Simplified) and does not have it as well, by the character set of its
 * time, GB 2312 or Big5: 后, 里 and 台 are in both.
 */
final class ChineseScript {
    /** One character may be a name or a quotation. */
    private static final int MIN_COUNT = 2;

    private ChineseScript() {}

    /** Loaded when first asked for, since it takes some tenths of a second. */
    private static final class Characters {
        static final UnicodeSet TRADITIONAL = of("Traditional-Simplified", "GB2312");
        static final UnicodeSet SIMPLIFIED = of("Simplified-Traditional", "Big5");

        private static UnicodeSet of(String conversion, String otherScript) {
            UnicodeSet characters =
                    new UnicodeSet(Transliterator.getInstance(conversion).getSourceSet());
            CharsetEncoder encoder = Charset.forName(otherScript).newEncoder();
            for (String character : characters.cloneAsThawed()) {
                if (encoder.canEncode(character)) {
                    characters.remove(character);
                }
            }
            return characters.freeze();
        }
    }

    static Optional<String> fault(List<Tuv> sides) {
        for (Tuv side : sides) {
            String script =
                    Pairs.language(side).flatMap(Language::chineseScript).orElse("");
            int traditional = count(side.text(), Characters.TRADITIONAL, Characters.SIMPLIFIED);
            int simplified = count(side.text(), Characters.SIMPLIFIED, Characters.TRADITIONAL);
            if (script.equals("Hans") && traditional >= MIN_COUNT && traditional > simplified) {
                return Optional.of(side.code() + " has " + traditional + " traditional characters");
            }
            if (script.equals("Hant") && simplified >= MIN_COUNT && simplified > traditional) {
                return Optional.of(side.code() + " has " + simplified + " simplified characters");
            }
        }
        return Optional.empty();
    }

    private static int count(String text, UnicodeSet own, UnicodeSet other) {
        return (int) text.codePoints()
                .filter(c -> own.contains(c) && !other.contains(c))
                .count();
    }
}
