package duiqi.exchange.resource;

import duiqi.exchange.resource.ResourceFile.Entry;
import duiqi.exchange.resource.ResourceFile.Passage;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads resource files of the form {@code key = value}: properties files of Java and strings files of Apple. Handles one
 * file.
 */
final class PlainSyntax {
    private static final String NO_COMMENT = "No comment provided by engineer.";

    private final ResourceFile file;
    private final String text;
    private int at;
    private final StringBuilder comment = new StringBuilder();

    private PlainSyntax(ResourceFile file) {
        this.file = file;
        this.text = file.text();
    }

    /**
     * Reads {@code .properties} files of Java. Source: java.util.Properties, method load. The encoding is UTF-8 if the
     * file is valid UTF-8, else ISO-8859-1.
     */
    record Properties() implements ResourceFile.Syntax {
        @Override
        public String name() {
            return "properties";
        }

        @Override
        public List<String> extensions() {
            return List.of(".properties");
        }

        @Override
        public String decode(Path path) throws IOException {
            try {
                return ResourceFile.decode(path);
            } catch (FormatException notUtf8) {
                return InputFile.text(path, StandardCharsets.ISO_8859_1);
            }
        }

        @Override
        public void read(ResourceFile file) throws FormatException {
            new PlainSyntax(file).properties();
        }
    }

    /** Reads {@code .strings} files of Apple. Source: Apple, Resource Programming Guide, String Resources. */
    record Strings() implements ResourceFile.Syntax {
        @Override
        public String name() {
            return "strings";
        }

        @Override
        public List<String> extensions() {
            return List.of(".strings");
        }

        @Override
        public String decode(Path path) throws IOException {
            if (Files.size(path) > 8 && isBinary(path)) {
                throw new FormatException(
                        path.toString(),
                        "is a compiled property list",
                        "convert it first: plutil -convert xml1 " + path.getFileName());
            }
            return ResourceFile.decode(path);
        }

        private static boolean isBinary(Path path) throws IOException {
            try (var in = InputFile.open(path)) {
                return new String(in.readNBytes(6), StandardCharsets.ISO_8859_1).equals("bplist");
            }
        }

        @Override
        public void read(ResourceFile file) throws FormatException {
            if (file.text().stripLeading().startsWith("<")) {
                new XmlSyntax.PropertyList().read(file);
            } else {
                new PlainSyntax(file).strings();
            }
        }
    }

    private boolean isEnd() {
        return at >= text.length();
    }

    private boolean isLineEnd() {
        return isEnd() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private boolean isBlank() {
        return !isEnd() && (text.charAt(at) == ' ' || text.charAt(at) == '\t' || text.charAt(at) == '\f');
    }

    private void skipBlanks() {
        while (isBlank()) {
            at++;
        }
    }

    private void skipLineEnd() {
        if (!isEnd()) {
            at += text.startsWith("\r\n", at) ? 2 : 1;
        }
    }

    private void properties() throws FormatException {
        while (!isEnd()) {
            skipBlanks();
            if (isLineEnd()) {
                // A comment above an empty line is about a part of the file.
                comment.setLength(0);
                skipLineEnd();
            } else if (text.charAt(at) == '#' || text.charAt(at) == '!') {
                int start = at + 1;
                while (!isLineEnd()) {
                    at++;
                }
                comment(text.substring(start, at));
                skipLineEnd();
            } else {
                property();
            }
        }
    }

    private void comment(String line) {
        if (!line.isBlank()) {
            comment.append(comment.length() == 0 ? "" : "\n").append(line.strip());
        }
    }

    private List<String> takeComment() {
        String whole = comment.toString();
        comment.setLength(0);
        return whole.isEmpty() || whole.equals(NO_COMMENT) ? List.of() : List.of(whole);
    }

    private void property() throws FormatException {
        Passage key = part(true);
        skipBlanks();
        if (!isEnd() && (text.charAt(at) == '=' || text.charAt(at) == ':')) {
            at++;
            skipBlanks();
        }
        Passage value = part(false);
        skipLineEnd();
        file.add(new Entry(key.text(), value, takeComment()));
    }

    /** Reads a key, which ends at white space or a separator, or a value, which ends with the line. */
    private Passage part(boolean isKey) throws FormatException {
        Passage.Builder part = new Passage.Builder();
        while (!isLineEnd()) {
            char c = text.charAt(at);
            if (isKey && (isBlank() || c == '=' || c == ':')) {
                break;
            }
            if (c == '\\') {
                escape(part);
            } else {
                part.add(c, at++);
            }
        }
        return part.end(at);
    }

    private void escape(Passage.Builder part) throws FormatException {
        int start = at++;
        if (isLineEnd()) {
            // The value continues in the next line.
            skipLineEnd();
            skipBlanks();
            return;
        }
        char c = text.charAt(at++);
        switch (c) {
            case 'n' -> part.add('\n', start);
            case 't' -> part.add('\t', start);
            case 'r' -> part.add('\r', start);
            case 'f' -> part.add('\f', start);
            case 'u' -> part.add(hexadecimal(file, start, at), start);
            default -> part.add(c, start);
        }
        at += c == 'u' ? 4 : 0;
    }

    /**
     * Reads four hexadecimal digits.
     *
     * @param start offset of the escape, for an error
     */
    static char hexadecimal(ResourceFile file, int start, int digits) throws FormatException {
        String text = file.text();
        int value = 0;
        for (int i = digits; i < digits + 4; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                throw file.error(start, "escape has no four hexadecimal digits", "write it as \\u0041");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private void strings() throws FormatException {
        for (skipSpace(); !isEnd(); skipSpace()) {
            Passage key = token();
            skipSpace();
            if (!isEnd() && text.charAt(at) == ';') {
                // A key without a value is its own text.
                at++;
                file.add(new Entry(key.text(), key, takeComment()));
                continue;
            }
            expect('=');
            List<String> notes = takeComment();
            skipSpace();
            Passage value = token();
            skipSpace();
            expect(';');
            file.add(new Entry(key.text(), value, notes));
        }
    }

    private void expect(char wanted) throws FormatException {
        if (isEnd() || text.charAt(at) != wanted) {
            throw file.error(at, "expected \"" + wanted + "\"", "write entries as \"key\" = \"text\";");
        }
        at++;
    }

    /** Skips white space and comments. */
    private void skipSpace() throws FormatException {
        while (!isEnd()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                int start = at + 2;
                while (!isLineEnd()) {
                    at++;
                }
                comment(text.substring(start, at));
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw file.error(at, "comment has no end", "end it with */");
                }
                // The comment of an entry is the last one above it.
                comment.setLength(0);
                comment(text.substring(at + 2, end));
                at = end + 2;
            } else {
                return;
            }
        }
    }

    private Passage token() throws FormatException {
        Passage.Builder token = new Passage.Builder();
        int start = at;
        if (!isEnd() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            char quote = text.charAt(at++);
            while (!isEnd() && text.charAt(at) != quote) {
                if (text.charAt(at) == '\\') {
                    stringsEscape(token);
                } else {
                    token.add(text.charAt(at), at++);
                }
            }
            if (isEnd()) {
                throw file.error(start, "text has no closing quotation mark", "add \" at its end");
            }
            return token.end(at++);
        }
        while (!isEnd() && (Character.isLetterOrDigit(text.charAt(at)) || "_.-$/:".indexOf(text.charAt(at)) >= 0)) {
            token.add(text.charAt(at), at++);
        }
        if (at == start) {
            throw file.error(at, "expected a text in quotation marks", "write entries as \"key\" = \"text\";");
        }
        return token.end(at);
    }

    private void stringsEscape(Passage.Builder token) throws FormatException {
        int start = at++;
        if (isEnd()) {
            return;
        }
        char c = text.charAt(at++);
        switch (c) {
            case 'n' -> token.add('\n', start);
            case 't' -> token.add('\t', start);
            case 'r' -> token.add('\r', start);
            case 'U', 'u' -> {
                token.add(hexadecimal(file, start, at), start);
                at += 4;
            }
            default -> token.add(c, start);
        }
    }
}
