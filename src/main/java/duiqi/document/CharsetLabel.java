package duiqi.document;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a page or server means by the name of an encoding: not always what the name says. As in the WHATWG Encoding
 * Standard, section 4.2, GB 2312 and GBK mean GB 18030, and Latin-1 means Windows-1252.
 */
final class CharsetLabel {
    private CharsetLabel() {}

    /** The charset of a label; empty if Java knows none of that name. */
    static Optional<Charset> of(String label) {
        String name = label.strip().toLowerCase(Locale.ROOT);
        try {
            return Optional.of(
                    switch (name) {
                        case "gb2312", "gb_2312-80", "x-gbk", "gbk", "gb18030", "euc-cn" -> Charset.forName("GB18030");
                        case "big5", "big5-hkscs", "x-x-big5" -> Charset.forName("Big5-HKSCS");
                        case "iso-8859-1", "latin1", "us-ascii", "ascii" -> Charset.forName("windows-1252");
                        case "utf8" -> StandardCharsets.UTF_8;
                        default -> Charset.forName(name);
                    });
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }
}
