package duiqi.exchange;

/**
 * A line of a PO file. Immutable.
 *
 * @param raw its bytes with the line end
 * @param text its text without
 * @param number which line of the file it is, from 1
 * @param isSound whether the bytes are text in the encoding of the file
 */
@SuppressWarnings("ArrayRecordComponent")
record PoLine(byte[] raw, String text, int number, boolean isSound) {
    /** What a line begins with, as far as it shows where entries begin and end. */
    enum Kind {
        BLANK,
        COMMENT,
        CONTEXT,
        ID,
        RENDERING,
        OTHER
    }

    /** What an obsolete entry says behind {@code #~}, else the line; without white space before. */
    String content() {
        String plain = text.stripLeading();
        return plain.startsWith("#~") && !plain.startsWith("#~|")
                ? plain.substring(2).stripLeading()
                : plain;
    }

    Kind kind() {
        String content = content();
        if (content.isEmpty()) {
            return text.isBlank() ? Kind.BLANK : Kind.COMMENT;
        }
        if (content.startsWith("#")) {
            return Kind.COMMENT;
        }
        if (content.startsWith("msgctxt")) {
            return Kind.CONTEXT;
        }
        if (content.startsWith("msgstr")) {
            return Kind.RENDERING;
        }
        return content.startsWith("msgid") && !content.startsWith("msgid_") ? Kind.ID : Kind.OTHER;
    }

    /** How the line ends; {@code \n} where it is the last and ends with the file. */
    String lineEnd() {
        return raw.length > 1 && raw[raw.length - 1] == '\n' && raw[raw.length - 2] == '\r' ? "\r\n" : "\n";
    }
}
