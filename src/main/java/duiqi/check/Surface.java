package duiqi.check;

/** What a text of either language is read from for its figures, each character in its place, so that indices stay. Stateless. */
final class Surface {
    /** A row of so many digits is a picture or data, and no number that anybody reads. */
    private static final int MAX_NUMERAL_LENGTH = 60;

    private Surface() {}

    /** The text with digits, stops and percent signs of half width, and blanks instead of addresses and endless numerals. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c >= '０' && c <= '９') {
                plain.setCharAt(i, (char) (c - '０' + '0'));
            } else if (c == '％') {
                plain.setCharAt(i, '%');
            } else if (c == '．') {
                plain.setCharAt(i, '.');
            }
        }
        Addresses.blank(plain);
        blankLongNumerals(plain);
        return plain.toString();
    }

    private static void blankLongNumerals(StringBuilder text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && isNumeral(text.charAt(i))) {
                continue;
            }
            for (int k = start; i - start > MAX_NUMERAL_LENGTH && k < i; k++) {
                text.setCharAt(k, ' ');
            }
            start = i + 1;
        }
    }

    private static boolean isNumeral(char c) {
        return c == '.' || c == ',' || ChineseNumeral.mayBegin(c);
    }
}
