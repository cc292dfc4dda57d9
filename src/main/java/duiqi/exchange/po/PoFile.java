package duiqi.exchange.po;

import duiqi.io.Encoding;
import duiqi.io.InputFile;
import duiqi.io.LosslessText;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.LineStarts;
import duiqi.text.Located;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the entries of a PO file. Source: GNU gettext manual, section The Format of PO Files. Immutable.
 *
 * @param name name of the file
 * @param text text of the file; {@link LosslessText} keeps bytes that are invalid in the encoding
 * @param charset encoding that the file declares
 * @param isTemplate true if the file is a template without an encoding
 * @param entries valid entries
 */
record PoFile(String name, String text, Charset charset, boolean isTemplate, List<PoEntry> entries) {
    private static final Pattern DECLARED = Pattern.compile("charset=([A-Za-z0-9_.:+-]+)");
    private static final Pattern KEYWORD =
            Pattern.compile("(msgctxt|msgid_plural|msgid|msgstr(?:\\[\\d{1,3}])?)(?=[\\s\"]|$)\\s*");
    private static final Pattern COMMENT = Pattern.compile("#~\\||#[.:,=|~]?");

    /** An escape of C: a letter, or a number in base 16 or 8. */
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:([ntrabfv\\\\\"'?])|x(\\p{XDigit}{1,2})|([0-7]{1,3}))");

    /** Letters after a backslash and the characters that they denote. */
    static final String ESCAPED = "ntrabfv\\\"'?";

    static final String UNESCAPED = "\n\t\r\u0007\b\f\u000B\\\"'?";

    PoFile {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a file.
     *
     * @param listener receives invalid entries, and may reject the file
     * @throws FormatException if the file is not PO
     */
    static PoFile of(Path file, ReadProblem.Listener listener) throws IOException {
        byte[] bytes = InputFile.bytes(file);
        if (bytes.length > 1 && (bytes[0] & bytes[1] & 0xFE) == 0xFE) {
            throw new FormatException(file.toString(), "is in UTF-16, which PO does not support", "save it as UTF-8");
        }
        Matcher declared = DECLARED.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        String encoding = declared.find() ? declared.group(1) : "UTF-8";
        // A template contains the word CHARSET, which the translator replaces.
        boolean isTemplate = encoding.equals("CHARSET");
        Charset charset;
        try {
            charset = Charset.forName(isTemplate ? "UTF-8" : encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new FormatException(
                    file.toString(),
                    "declares the unknown encoding \"" + encoding + "\"",
                    "save it as UTF-8 and write charset=UTF-8 in its header",
                    e);
        }
        String text = LosslessText.decode(bytes, Encoding.superset(charset));
        List<PoEntry> entries = new Parser(file.toString(), text, listener).entries();
        return new PoFile(file.toString(), text, charset, isTemplate, entries);
    }

    /** Returns the entry that is the header of the file; empty if the first entry is a text. */
    Optional<PoEntry> header() {
        return entries.stream().limit(1).filter(PoEntry::isHeader).findFirst();
    }

    List<PoEntry> texts() {
        return entries.stream().filter(entry -> !entry.id().isEmpty()).toList();
    }

    /**
     * Parses a file line by line. The first word of a line decides where an entry ends, so that damage stays in its
     * entry. Handles one file.
     */
    private static final class Parser {
        private final String name;
        private final String text;
        private final LineStarts lines;
        private final ReadProblem.Listener listener;
        private final List<PoEntry> entries = new ArrayList<>();
        private boolean hasEntry;
        private Draft draft = new Draft();

        /** End of the line that is read. */
        private int end;

        private static final class Draft {
            private final Map<String, List<String>> comments = new HashMap<>();
            private final Map<String, DraftText> texts = new LinkedHashMap<>();
            private final Map<String, DraftText> previous = new LinkedHashMap<>();
            private Optional<DraftText> current = Optional.empty();
            private Optional<Fault> fault = Optional.empty();
            private Optional<Integer> first = Optional.empty();
            private Optional<Integer> noteEnd = Optional.empty();
            private Optional<Integer> commentEnd = Optional.empty();
            private Optional<Integer> flagStart = Optional.empty();
            private boolean isObsolete;
            private boolean isTranslated;
        }

        private record Fault(Location location, String problem, String remedy) {}

        private static final class DraftText {
            private final Located.Collector collector;
            private final int start;
            private int end;

            DraftText(LineStarts lines, int start) {
                this.collector = new Located.Collector(lines);
                this.start = start;
            }
        }

        Parser(String name, String text, ReadProblem.Listener listener) {
            this.name = name;
            this.text = text;
            this.lines = new LineStarts(text);
            this.listener = listener;
        }

        List<PoEntry> entries() throws FormatException {
            int start = text.startsWith(Encoding.MARK) ? 1 : 0;
            while (start < text.length()) {
                int feed = text.indexOf('\n', start);
                int next = feed < 0 ? text.length() : feed + 1;
                end = feed < 0 ? next : feed > start && text.charAt(feed - 1) == '\r' ? feed - 1 : feed;
                line(start);
                start = next;
            }
            finish();
            if (!hasEntry) {
                throw new FormatException(
                        name, "is not a PO file: it has no entry", "use a file with msgid and msgstr");
            }
            return entries;
        }

        private void line(int start) throws FormatException {
            int at = skip(start);
            String line = text.substring(at, end).stripTrailing();
            Matcher comment = COMMENT.matcher(line);
            String mark = comment.lookingAt() ? comment.group() : "";
            int content = skip(at + mark.length());
            boolean isText = !line.isEmpty() && (mark.isEmpty() || (mark.equals("#~") && content < end));
            finishBefore(line, isText, content);
            if (SourceFile.hasInvalidBytes(line)) {
                fail(
                        start,
                        "line has bytes that are invalid in the encoding of the file",
                        "correct charset in its header");
            }
            boolean isNote = line.isEmpty() || mark.equals("#");
            draft.noteEnd = isNote ? draft.noteEnd : draft.noteEnd.or(() -> Optional.of(start));
            if (isText || mark.endsWith("|")) {
                draft.commentEnd = draft.commentEnd.or(() -> Optional.of(start));
                draft.first = isText ? draft.first.or(() -> Optional.of(start)) : draft.first;
                draft.isObsolete |= mark.equals("#~");
                keyword(content, isText ? draft.texts : draft.previous);
            } else if (!line.isEmpty()) {
                Optional<Integer> flags = Optional.of(at + 2).filter(place -> mark.equals("#,"));
                draft.flagStart = draft.flagStart.or(() -> flags);
                draft.comments
                        .computeIfAbsent(mark, key -> new ArrayList<>())
                        .add(line.substring(mark.length()).replaceFirst("^ ", ""));
            }
        }

        /** Ends the entry that is read if a line belongs to the next one. */
        private void finishBefore(String line, boolean isText, int content) throws FormatException {
            boolean isId = text.startsWith("msgid", content) && !text.startsWith("msgid_", content);
            boolean isNext = isText
                    ? draft.texts.containsKey("msgid") && (isId || text.startsWith("msgctxt", content))
                    : line.isEmpty() ? draft.first.isPresent() : draft.isTranslated;
            if (isNext) {
                finish();
            }
            draft.isTranslated |= isText && text.startsWith("msgstr", content);
        }

        private int skip(int from) {
            int i = from;
            while (i < end && Character.isWhitespace(text.charAt(i))) {
                i++;
            }
            return i;
        }

        private void keyword(int at, Map<String, DraftText> into) {
            Matcher keyword = KEYWORD.matcher(text).region(at, end);
            if (keyword.lookingAt()) {
                DraftText slot = new DraftText(lines, keyword.end());
                if (into.putIfAbsent(keyword.group(1), slot) != null) {
                    fail(at, "entry has a second " + keyword.group(1), "remove one of them");
                }
                draft.current = Optional.of(slot);
                quoted(keyword.end(), slot);
            } else if (at < end && text.charAt(at) == '"' && draft.current.isPresent()) {
                quoted(at, draft.current.get());
            } else if (at < end) {
                fail(
                        at,
                        "line is neither a comment nor msgctxt, msgid, msgid_plural or msgstr with its text",
                        "repair the entry");
            }
        }

        private void quoted(int open, DraftText into) {
            int i = open + 1;
            while (i < end && text.charAt(i) != '"') {
                int c = text.codePointAt(i);
                int next = i + Character.charCount(c);
                if (c == '\\') {
                    Matcher escape = ESCAPE.matcher(text).region(i, end);
                    c = escape.lookingAt() ? character(escape) : -1;
                    if (c < 0 || c >= 0x80) {
                        fail(i, "unknown escape", "write a backslash as \\\\");
                        return;
                    }
                    next = escape.end();
                }
                into.collector.add(c, i);
                i = next;
            }
            if (open >= end || text.charAt(open) != '"' || i >= end || skip(i + 1) < end) {
                fail(open, "expected one text in quotation marks", "write quotation marks inside the text as \\\"");
            }
            into.end = i + 1;
        }

        private static int character(Matcher escape) {
            String letter = Optional.ofNullable(escape.group(1)).orElse("");
            String hexadecimal = Optional.ofNullable(escape.group(2)).orElse("");
            return !letter.isEmpty()
                    ? UNESCAPED.charAt(ESCAPED.indexOf(letter))
                    : hexadecimal.isEmpty() ? Integer.parseInt(escape.group(3), 8) : Integer.parseInt(hexadecimal, 16);
        }

        /** Remembers the first fault of the entry. */
        private void fail(int offset, String problem, String remedy) {
            draft.fault = draft.fault.or(() -> {
                Location location = new Location(name, lines.line(offset), lines.column(offset));
                return Optional.of(new Fault(location, problem, remedy));
            });
        }

        private void finish() throws FormatException {
            Draft read = draft;
            if (read.first.isPresent() && read.fault.isEmpty()) {
                requireComplete(read.first.get());
            }
            draft = new Draft();
            boolean isEntry = hasEntry || read.texts.containsKey("msgid");
            hasEntry |= read.first.isPresent();
            if (read.fault.isPresent()) {
                Fault fault = read.fault.get();
                if (!isEntry) {
                    throw new FormatException(fault.location, fault.problem, fault.remedy);
                }
                String problem = "entry is invalid: " + fault.problem;
                listener.found(new ReadProblem(fault.location, "", problem, ReadProblem.Kind.LOST));
            } else if (read.first.isPresent()) {
                entries.add(new PoEntry(
                        read.comments,
                        texts(read.texts),
                        texts(read.previous),
                        read.isObsolete,
                        read.noteEnd.orElse(0),
                        read.commentEnd.orElse(0),
                        read.flagStart));
            }
        }

        private void requireComplete(int first) {
            Set<String> keywords = draft.texts.keySet();
            boolean isPlural = keywords.contains("msgid_plural");
            List<String> forms = keywords.stream()
                    .filter(keyword -> keyword.startsWith("msgstr"))
                    .toList();
            boolean isComplete =
                    keywords.contains("msgid") && (isPlural ? !forms.isEmpty() : forms.equals(List.of("msgstr")));
            for (int i = 0; isPlural && i < forms.size(); i++) {
                isComplete &= keywords.contains("msgstr[" + i + "]");
            }
            if (!isComplete) {
                String wanted = isPlural ? "msgstr[0], msgstr[1], ... without gaps" : "one msgstr";
                fail(first, "entry does not have one msgid and " + wanted, "repair the entry");
            }
        }

        private static Map<String, PoEntry.Text> texts(Map<String, DraftText> drafts) {
            Map<String, PoEntry.Text> texts = new LinkedHashMap<>();
            drafts.forEach((keyword, draft) ->
                    texts.put(keyword, new PoEntry.Text(draft.collector.end(draft.end - 1), draft.start, draft.end)));
            return texts;
        }
    }
}
