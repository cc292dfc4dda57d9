package duiqi.exchange.resource;

import duiqi.exchange.resource.ResourceFile.Entry;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.Located;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Reads resource files of the form {@code key = value}: properties files of Java and strings files of Apple. Handles one
 * file.
 */
final class PlainSyntax {
    private static final String NO_COMMENT = "No comment provided by engineer.";
    private static final String REMEDY = "write entries as \"key\" = \"text\";";

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
    record Properties(String name, List<String> extensions) implements ResourceFile.Syntax {
        @Override
        public String decode(Path path) throws IOException {
            try {
                return ResourceFile.Syntax.super.decode(path);
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
    record Strings(String name, List<String> extensions) implements ResourceFile.Syntax {
        @Override
        public String decode(Path path) throws IOException {
            if (InputFile.text(path, StandardCharsets.ISO_8859_1).startsWith("bplist")) {
                throw new FormatException(
                        path.toString(),
                        "is a compiled property list",
                        "convert it first: plutil -convert xml1 " + path.getFileName());
            }
            return ResourceFile.Syntax.super.decode(path);
        }

        @Override
        public void read(ResourceFile file) throws FormatException {
            if (file.text().stripLeading().startsWith("<")) {
                new XmlSyntax.PropertyList(name, extensions).read(file);
            } else {
                new PlainSyntax(file).strings();
            }
        }
    }

    private boolean isEnd() {
        return at >= text.length();
    }

    private boolean isAt(String characters) {
        return !isEnd() && characters.indexOf(text.charAt(at)) >= 0;
    }

    private int skip(IntPredicate characters) {
        while (!isEnd() && characters.test(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private void skipBlanks() {
        skip(c -> c == ' ' || c == '\t' || c == '\f');
    }

    private int skipLine() {
        return skip(c -> c != '\n' && c != '\r');
    }

    private void skipLineEnd() {
        at += text.startsWith("\r\n", at) ? 2 : 1;
    }

    private void comment(String line) {
        if (!line.isBlank()) {
            comment.append(comment.length() == 0 ? "" : "\n").append(line.strip());
        }
    }

    private Stream<String> takeComment() {
        String whole = comment.toString();
        comment.setLength(0);
        return Stream.of(whole).filter(note -> !note.equals(NO_COMMENT));
    }

    private void properties() throws FormatException {
        while (!isEnd()) {
            skipBlanks();
            if (isAt("\r\n")) {
                // A comment above an empty line is about a part of the file.
                comment.setLength(0);
            } else if (isAt("#!")) {
                comment(text.substring(at + 1, skipLine()));
            } else if (!isEnd()) {
                String key = part(" \t\f=:\r\n").text();
                skipBlanks();
                if (isAt("=:")) {
                    at++;
                    skipBlanks();
                }
                file.add(new Entry(key, part("\r\n"), takeComment()));
            }
            skipLineEnd();
        }
    }

    /** Reads a key or a value, which ends before one of the given characters. */
    private Located part(String ends) throws FormatException {
        Located.Collector part = file.collector();
        while (!isEnd() && !isAt(ends)) {
            if (!isAt("\\")) {
                part.add(text.charAt(at), at++);
            } else if (text.startsWith("\n", at + 1) || text.startsWith("\r", at + 1) || at + 1 == text.length()) {
                // The value continues in the next line.
                at++;
                skipLineEnd();
                skipBlanks();
            } else {
                at = file.escape(at, "ntrfu", part);
            }
        }
        return part.end(Math.min(at, text.length()));
    }

    private void strings() throws FormatException {
        for (skipSpace(); !isEnd(); skipSpace()) {
            Located key = token();
            Located value = key;
            skipSpace();
            Stream<String> notes = takeComment();
            // A key without a value is its own text.
            if (!isAt(";")) {
                expect("=");
                skipSpace();
                value = token();
                skipSpace();
            }
            expect(";");
            file.add(new Entry(key.text(), value, notes));
        }
    }

    private void expect(String wanted) throws FormatException {
        if (!isAt(wanted)) {
            throw file.error(at, "expected \"" + wanted + "\"", REMEDY);
        }
        at++;
    }

    private void skipSpace() throws FormatException {
        for (skip(Character::isWhitespace); isAt("/"); skip(Character::isWhitespace)) {
            if (text.startsWith("//", at)) {
                comment(text.substring(at + 2, skipLine()));
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

    /** Reads a key or a value, with or without quotation marks. */
    private Located token() throws FormatException {
        Located.Collector token = file.collector();
        int start = at;
        if (!isAt("\"'")) {
            skip(c -> Character.isLetterOrDigit(c) || "_.-$/:".indexOf(c) >= 0);
            if (at == start) {
                throw file.error(at, "expected a text in quotation marks", REMEDY);
            }
            text.substring(start, at).chars().forEach(c -> token.add(c, start + token.length()));
            return token.end(at);
        }
        char quote = text.charAt(at++);
        while (!isEnd() && text.charAt(at) != quote) {
            if (isAt("\\") && at + 1 < text.length()) {
                at = file.escape(at, "ntruU", token);
            } else {
                token.add(text.charAt(at), at++);
            }
        }
        if (isEnd()) {
            throw file.error(start, "text has no closing quotation mark", "add \" at its end");
        }
        return token.end(at++);
    }
}
