package duiqi.document;

import javax.xml.stream.XMLStreamReader;

/**
 * Characters that Word writes as a place in a symbol font (ECMA-376-1, section 17.3.3.30): the Greek letters and signs of
 * Symbol, after Unicode's mapping table SYMBOL.TXT, and the arrows and marks of Wingdings that stand in running text.
 */
final class DocxSymbols {
    private static final String SYMBOL_A_TO_Z = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    private static final String SYMBOL_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

    /** What a reader sees in place of a character that is not known. */
    private static final int UNKNOWN = 0xFFFD;

    private DocxSymbols() {}

    /** The character that a {@code <w:sym>} stands for. */
    static String read(XMLStreamReader xml) {
        String place = XmlElements.attribute(xml, "char").orElse("");
        String font = XmlElements.attribute(xml, "font").orElse("");
        int character = place.matches("[0-9A-Fa-f]{1,4}") ? character(font, Integer.parseInt(place, 16)) : UNKNOWN;
        return Character.toString(character);
    }

    private static int character(String font, int place) {
        if (place < 0xF000 || place > 0xF0FF) {
            return place;
        }
        int code = place - 0xF000;
        return switch (font) {
            case "Symbol" -> symbol(code);
            case "Wingdings" -> wingding(code);
            default -> UNKNOWN;
        };
    }

    private static int symbol(int code) {
        if (code >= 'A' && code <= 'Z') {
            return SYMBOL_A_TO_Z.charAt(code - 'A');
        }
        if (code >= 'a' && code <= 'z') {
            return SYMBOL_SMALL.charAt(code - 'a');
        }
        return switch (code) {
            case 0xA3 -> '≤';
            case 0xA5 -> '∞';
            case 0xAC -> '←';
            case 0xAE -> '→';
            case 0xB0 -> '°';
            case 0xB1 -> '±';
            case 0xB3 -> '≥';
            case 0xB4 -> '×';
            case 0xB7 -> '•';
            case 0xB8 -> '÷';
            case 0xB9 -> '≠';
            case 0xBB -> '≈';
            default -> (code >= '0' && code <= '9') || "%()+,./:;<=>[]_{|}".indexOf(code) >= 0 ? code : UNKNOWN;
        };
    }

    private static int wingding(int code) {
        return switch (code) {
            case 0x4A -> '☺';
            case 0x6C -> '●';
            case 0x6E -> '■';
            case 0xA7 -> '▪';
            case 0xDF -> '←';
            case 0xE0 -> '→';
            case 0xFB -> '✗';
            case 0xFC -> '✓';
            default -> UNKNOWN;
        };
    }
}
