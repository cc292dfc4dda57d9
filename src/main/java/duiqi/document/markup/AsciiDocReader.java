package duiqi.document.markup;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.document.markup.MarkupText.InlineRules;
import duiqi.document.markup.MarkupText.InlineRules.Action;
import duiqi.document.plain.Joiner;
import duiqi.document.plain.TextDecoder;
import duiqi.text.Characters;
import duiqi.text.Document;
import duiqi.text.Line;
import duiqi.text.Located;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the running text of AsciiDoc as Asciidoctor defines it.
 *
 * <p>Markup, code, includes and conditions are omitted; titles and captions are text. Attributes that the document
 * defines are replaced by their values.
 */
public final class AsciiDocReader implements DocumentReader {
    private static final String CHARACTERS =
            "sp= ,nbsp= ,plus=+,asterisk=*,caret=^,startsb=[,endsb=],backslash=\\,litdd=--,"
                    + "tilde=~,apos=',lt=<,gt=>,amp=&,zwsp=,empty=,vbar=|,backtick=`,ldquo=“,rdquo=”,deg=°";

    @Override
    public String format() {
        return "AsciiDoc";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("adoc", "asciidoc", "asc");
    }

    @Override
    public Document read(Input input) throws IOException {
        TextDecoder.Decoded decoded = TextDecoder.decode(input);
        Blocks blocks = new Blocks(Line.of(decoded.text()));
        blocks.read(0, blocks.lines.size(), Kind.TEXT, 0);
        return new Document(input.name(), blocks.paragraphs).with(decoded.damage());
    }

    /** Reads the blocks of one document. Not thread-safe. */
    private static final class Blocks {
        /** Maximum nesting; the limit keeps the time linear on hostile input. */
        private static final int MAX_NESTING = 20;

        private static final Pattern DELIMITER = Pattern.compile(
                "(?:-{4,}|\\.{4,}|\\+{4,}|={4,}|\\*{4,}|_{4,}|/{4,}|--|[|,:!]={3,}|```[\\w-]*|~{4,})\\s*");
        private static final Pattern ATTRIBUTE = Pattern.compile(":!?([\\w][\\w-]*)!?:(?:\\s+|$)(.*)");
        private static final Pattern CONDITION = Pattern.compile("(?:ifdef|ifndef|endif|ifeval)::[^\\[]*\\[(.*)]\\s*");
        private static final Pattern MACRO = Pattern.compile("([\\w-]+)::(\\S{0,300}?)\\[(.*)]\\s*");
        private static final Pattern BLOCK_ATTRIBUTES =
                Pattern.compile("\\[(?:[^\\[\\]]++|\\[[^\\]]*]){0,50}+]\\s*|\\[\\[.*]]\\s*");
        private static final Pattern BLOCK_TITLE = Pattern.compile("\\.(?=[^\\s.])");
        private static final Pattern SECTION = Pattern.compile("(?:={1,6}|#{1,6})\\s+(?=\\S)");
        private static final Pattern UNDERLINE = Pattern.compile("([-=~^+])\\1+\\s*");
        private static final Pattern ITEM = Pattern.compile(
                "\\s*(?:\\*{1,5}|-|\\.{1,5}|\\d{1,4}\\.|[a-zA-Z]\\.|<(?:\\d{1,2}|\\.)>)\\s+(?:\\[[ xX*]]\\s+)?(?=\\S)");
        private static final Pattern TERM = Pattern.compile("\\s*(\\S.*?)(?::{2,4}|;;)(?:\\s+|$)");
        private static final Pattern ADMONITION = Pattern.compile("(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):\\s+");
        private static final Pattern RULE =
                Pattern.compile("'{3,}\\s*|-\\s*-\\s*-\\s*|\\*\\s*\\*\\s*\\*\\s*|<<<\\s*|toc::.*");
        private static final Pattern CELL = Pattern.compile(
                "(?<![\\\\\\S])(?:(\\d{1,2})(?:\\.\\d{1,2})?([*+])|\\.\\d{1,2}\\+)?[<^>.]{0,4}[adehlmsv]?\\|");
        private static final Pattern ALTERNATIVE = Pattern.compile("\"?([^\",=\\]]+)\"?(?:,|$)");
        private static final Pattern REPEATED_COLUMN = Pattern.compile("\\s*(\\d{1,2})\\*.*");
        private static final Pattern COMMA = Pattern.compile(",|^");
        private static final Pattern COLON = Pattern.compile(":|^");
        private static final Pattern COLUMNS = Pattern.compile("cols\\s*=\\s*\"?([^\"\\]]*)");

        private final List<Line> lines;
        private final Joiner joiner;
        private final List<Paragraph> paragraphs = new ArrayList<>();
        private final InlineRules inline = new InlineRules()
                .with(Action.KEEP, "\\\\([*_`#^~{\\[<+:|])", "(['\"])`(?=\\S)", "(?<=\\S)`(['\"])(?!\\w)")
                .with(
                        Action.KEEP,
                        "\\+\\+\\+(.{1,1000}?)\\+\\+\\+",
                        "``(.{1,1000}?)``",
                        "``([^`']{1,500})''",
                        "`\\+(.{1,1000}?)\\+`",
                        "`([^`\\s](?:[^`]{0,1000}[^`\\s])?)`",
                        "`([^`'\\s][^`']{0,200})'(?!\\w)",
                        "\\+\\+(.{1,1000}?)\\+\\+",
                        "(?<![\\w+])\\+([^+\\s](?:[^+]{0,1000}[^+\\s])?)\\+(?![\\w+])",
                        "linkgit:([\\w-]{1,60})\\[\\d?]",
                        "<<#?(?:[^,<>]{1,200},\\s*)?([^<>]{1,500})>>",
                        "<(?:\\d{1,2}|\\.)>",
                        "\\[\\[[^\\[\\]]{1,200}]]|\\[#[^\\[\\]\\s]{1,100}]",
                        "(?:kbd|btn|pass|stem|latexmath|asciimath|indexterm2):[\\w,]{0,10}\\[([^\\]]{0,500})]",
                        "menu:([^\\[\\]]{1,100})\\[[^\\]]{0,300}]",
                        "(?:link|xref|mailto):([^\\s\\[\\]]{1,500})\\[]",
                        "((?:https?|ftp|irc)://[^\\s\\[\\]]{1,500})\\[]",
                        "indexterm:\\[[^\\]]{0,300}]|anchor:[^\\s\\[\\]]{1,200}\\[[^\\]]{0,200}]",
                        "\\({3}[^()]{1,300}\\){3}",
                        "\\(\\(([^()]{1,300})\\)\\)",
                        "\\^([^\\s^]{1,200})\\^",
                        "~([^\\s~]{1,200})~")
                .with(Action.NOTE, "footnote(?:ref)?:[\\w-]{0,60}\\[(?:[\\w-]{1,60},)?([^\\]]{0,2000})]")
                .with(
                        Action.NEST,
                        "(?:image|icon):[^\\s\\[\\]:]{1,300}\\[([^\\],]{0,300})[^\\]]{0,300}]",
                        "(?:[a-z]\\w{1,20}):[^\\s\\[\\]]{1,500}\\[\"([^\"\\]]{1,500})\"[^\\]]{0,200}]",
                        "(?:[a-z]\\w{1,20}):[^\\s\\[\\]]{1,500}\\[([^\\]=,]{1,500}?)(?:\\^|,[^\\]]{0,200})?]",
                        "(?:[a-z]\\w{1,20}):[^\\s\\[\\]]{1,500}\\[([^\\]]{1,500})]",
                        "(?:\\[[^\\[\\]]{1,100}])?\\*\\*(.{1,1000}?)\\*\\*",
                        "(?:\\[[^\\[\\]]{1,100}])?__(.{1,1000}?)__",
                        "(?:\\[[^\\[\\]]{1,100}])?##(.{1,1000}?)##",
                        "(?<![\\w*])(?:\\[[^\\[\\]]{1,100}])?\\*([^\\s*](?:[^*]{0,1000}[^\\s*])?)\\*(?![\\w*])",
                        "(?<![\\w_])(?:\\[[^\\[\\]]{1,100}])?_([^\\s_](?:.{0,1000}?[^\\s_])?)_(?![\\w_])",
                        "(?<![\\w#&])(?:\\[[^\\[\\]]{1,100}])?#([^\\s#](?:[^#]{0,1000}[^\\s#])?)#(?![\\w#])")
                .with(Action.REPLACE, "(\\{[\\w-]{1,60}})");
        private String style = "";
        private boolean attached;
        private int table = -1;

        Blocks(List<Line> lines) {
            this.lines = lines;
            this.joiner = Joiner.of(lines);
            for (String character : CHARACTERS.split(",")) {
                int equals = character.indexOf('=');
                inline.values.put('{' + character.substring(0, equals) + '}', character.substring(equals + 1));
            }
        }

        void read(int from, int to, Kind kind, int depth) {
            int i = from;
            while (i < to) {
                String text = text(i);
                if (text.isBlank()) {
                    style = "";
                    attached = false;
                    i++;
                } else if (isUnderlined(i, to)) {
                    emit(i, 0, own(kind, Kind.HEADING));
                    i += 2;
                } else if (DELIMITER.matcher(text).matches()) {
                    i = delimited(i, to, kind, depth);
                } else if (applySetting(i)) {
                    i++;
                } else {
                    i = block(i, to, kind);
                }
            }
        }

        /** Returns whether a line is a title with an underline of about its width. */
        private boolean isUnderlined(int i, int to) {
            if (i + 1 == to || !UNDERLINE.matcher(text(i + 1)).matches()) {
                return false;
            }
            int difference = text(i + 1).strip().length() - Characters.width(text(i).strip());
            return Math.abs(difference) <= 2
                    && text(i).codePoints().anyMatch(Character::isLetterOrDigit)
                    && !BLOCK_ATTRIBUTES.matcher(text(i)).matches()
                    && !BLOCK_TITLE.matcher(text(i)).lookingAt()
                    && !ITEM.matcher(text(i)).lookingAt();
        }

        /** Applies a line that sets something and has no text. Returns false for other lines. */
        private boolean applySetting(int i) {
            String text = text(i);
            Matcher attribute = ATTRIBUTE.matcher(text);
            if (attribute.matches()) {
                String name = '{' + attribute.group(1).toLowerCase(Locale.ROOT) + '}';
                inline.values.put(name, attribute.group(2).strip());
                return true;
            }
            if (BLOCK_ATTRIBUTES.matcher(text).matches()) {
                style = text.startsWith("[[") ? style : text.strip();
                return true;
            }
            Matcher macro = MACRO.matcher(text);
            if (text.strip().equals("+")) {
                attached = true;
                return true;
            }
            if (macro.matches() && !CONDITION.matcher(text).matches()) {
                Matcher alternative = ALTERNATIVE.matcher(text).region(macro.start(3), macro.end(3));
                if (macro.group(1).equals("image") && alternative.lookingAt()) {
                    add(
                            new Located.Builder().append(lines.get(i), alternative.start(1), alternative.end(1)),
                            Kind.CAPTION);
                }
                return true;
            }
            return RULE.matcher(text).matches()
                    || (CONDITION.matcher(text).matches() && text.contains("[]"))
                    || text.startsWith("ifeval::");
        }

        private int delimited(int i, int to, Kind kind, int depth) {
            String mark = text(i).strip();
            int end = endOfBlock(i + 1, to, mark.startsWith("```") ? "```" : mark);
            if (end == to && (mark.equals("--") || depth >= MAX_NESTING)) {
                return i + 1;
            }
            String own = style;
            style = "";
            char first = mark.charAt(0);
            boolean code = isCode(own) || (!mark.equals("--") && "-.+`~".indexOf(first) >= 0);
            if (mark.endsWith("===") && "|,:!".indexOf(first) >= 0) {
                table(i + 1, end, own, first, kind);
            } else if (first == '/') {
                read(i + 1, end, Kind.COMMENT, depth + 1);
            } else if (!code && depth < MAX_NESTING) {
                read(i + 1, end, first == '_' && kind == Kind.TEXT ? Kind.QUOTATION : kind, depth + 1);
            }
            return Math.min(end + 1, to);
        }

        private int endOfBlock(int from, int to, String closing) {
            int end = from;
            while (end < to && !text(end).stripTrailing().equals(closing)) {
                end++;
            }
            return end;
        }

        private static boolean isCode(String style) {
            return style.matches(
                    "\\[(?:source|listing|literal|stem|latexmath|asciimath|pass|ditaa|plantuml|mermaid)\\b.*");
        }

        private int block(int i, int to, Kind kind) {
            String text = text(i);
            if (text.startsWith("//") && !text.startsWith("///")) {
                return comment(i, to);
            }
            Matcher title = BLOCK_TITLE.matcher(text);
            Matcher section = SECTION.matcher(text);
            if (title.lookingAt()) {
                emit(i, title.end(), own(kind, Kind.CAPTION));
                return i + 1;
            }
            if (section.lookingAt()) {
                emit(i, section.end(), own(kind, Kind.HEADING));
                return i + 1;
            }
            Matcher item = ITEM.matcher(text);
            Matcher term = TERM.matcher(text);
            if (item.lookingAt()) {
                return paragraph(i, item.end(), to, own(kind, Kind.LIST_ITEM), true);
            }
            if (term.lookingAt()) {
                return definition(i, to, term, own(kind, Kind.LIST_ITEM));
            }
            if (isCode(style) || (Character.isWhitespace(text.charAt(0)) && !style.matches("\\[(?:verse|normal).*"))) {
                return endOfParagraph(i, to, false);
            }
            Matcher admonition = ADMONITION.matcher(text);
            return paragraph(i, admonition.lookingAt() ? admonition.end() : 0, to, kindOfParagraph(kind), false);
        }

        private Kind kindOfParagraph(Kind kind) {
            Kind quoted = style.startsWith("[quote") ? Kind.QUOTATION : kind;
            return attached && quoted == Kind.TEXT ? Kind.LIST_ITEM : quoted;
        }

        /** Returns the kind of a block, which is a comment if its surroundings are. */
        private static Kind own(Kind surroundings, Kind kind) {
            return surroundings == Kind.COMMENT ? surroundings : kind;
        }

        /** Reads a term and the first paragraph of its definition, which may be in the next lines. */
        private int definition(int i, int to, Matcher term, Kind kind) {
            add(new Located.Builder().append(lines.get(i), term.start(1), term.end(1)), kind);
            if (term.end() < text(i).length()) {
                return paragraph(i, term.end(), to, kind, true);
            }
            int next = i + 1;
            while (next < to && text(next).isBlank()) {
                next++;
            }
            boolean follows = next < to
                    && (next == i + 1 || Character.isWhitespace(text(next).charAt(0)));
            return follows && isText(next) ? paragraph(next, 0, to, kind, true) : i + 1;
        }

        private boolean isText(int i) {
            return !ITEM.matcher(text(i)).lookingAt()
                    && !TERM.matcher(text(i)).lookingAt()
                    && !interrupts(i)
                    && !text(i).isBlank();
        }

        private int comment(int i, int to) {
            Located.Builder comment = new Located.Builder();
            int end = i;
            while (end < to && text(end).startsWith("//") && !text(end).startsWith("///")) {
                Line line = lines.get(end);
                joiner.join(comment, part(line, Math.min(line.text().length(), 2)));
                end++;
            }
            add(comment, Kind.COMMENT);
            return end;
        }

        private int paragraph(int i, int at, int to, Kind kind, boolean item) {
            int end = endOfParagraph(i, to, item);
            Located.Builder paragraph = new Located.Builder();
            for (int k = i; k < end; k++) {
                if (!text(k).startsWith("//")) {
                    joiner.join(paragraph, lineOfParagraph(k, k == i ? at : 0));
                }
            }
            add(paragraph, kind);
            style = "";
            attached = false;
            return end;
        }

        /** Returns the text of a line without a condition around it and the mark of a forced line break. */
        private Located.Builder lineOfParagraph(int i, int at) {
            Matcher condition = CONDITION.matcher(text(i));
            boolean conditional = condition.matches();
            Located.Builder part = part(lines.get(i), conditional ? condition.start(1) : at);
            part.truncate(part.length() - (conditional && part.length() > 0 ? 1 : 0));
            if (part.length() > 2 && part.toString().endsWith(" +")) {
                part.truncate(part.length() - 2);
            }
            return part;
        }

        private int endOfParagraph(int i, int to, boolean item) {
            int end = i + 1;
            while (end < to
                    && !text(end).isBlank()
                    && !interrupts(end)
                    && !(item
                            && (ITEM.matcher(text(end)).lookingAt()
                                    || TERM.matcher(text(end)).lookingAt()))) {
                end++;
            }
            return end;
        }

        private boolean interrupts(int i) {
            String text = text(i);
            return DELIMITER.matcher(text).matches()
                    || ATTRIBUTE.matcher(text).matches()
                    || text.strip().equals("+")
                    || BLOCK_ATTRIBUTES.matcher(text).matches()
                    || (MACRO.matcher(text).matches()
                            && !CONDITION.matcher(text).matches());
        }

        /** Contains the text of a cell of a table and the number of its columns. */
        private record TableCell(int span, Located.Builder text) {}

        /** Reads the cells of a table. The attribute or the first line determines the number of columns. */
        private void table(int from, int to, String attributes, char mark, Kind kind) {
            Pattern separator = separator(attributes, mark);
            int columns = columns(attributes);
            List<TableCell> cells = new ArrayList<>();
            Located.Builder cell = new Located.Builder();
            for (int i = from; i < to; i++) {
                String text = text(i).replace('!', mark == '!' ? '|' : '!');
                Matcher start = separator.matcher(text);
                int at = 0;
                while (start.find()) {
                    append(cell, i, at, start.start());
                    cell = cells.isEmpty() ? cell : new Located.Builder();
                    cells.add(new TableCell(span(start), cell));
                    at = start.end();
                }
                append(cell, i, at, text.length());
                columns =
                        columns == 0 ? cells.stream().mapToInt(TableCell::span).sum() : columns;
            }
            addCells(cells, Math.max(1, columns), kind);
        }

        private static Pattern separator(String attributes, char mark) {
            if (mark == ',' || attributes.contains("format=\"csv\"") || attributes.contains("%csv")) {
                return COMMA;
            }
            return mark == ':' ? COLON : CELL;
        }

        /** Returns the number of columns of a cell. */
        private static int span(Matcher start) {
            return start.groupCount() > 0 && "+".equals(start.group(2)) ? Integer.parseInt(start.group(1)) : 1;
        }

        private void addCells(List<TableCell> cells, int columns, Kind kind) {
            table++;
            int count = 0;
            for (TableCell cell : cells) {
                Cell place = new Cell(table, count / columns, count % columns);
                Paragraph.Marks marks = new Paragraph.Marks(Optional.of(place), Optional.empty(), List.of());
                inline.plain(cell.text)
                        .paragraph(own(kind, Kind.TABLE_CELL))
                        .map(found -> found.with(marks))
                        .ifPresent(paragraphs::add);
                count += cell.span;
            }
        }

        private static int columns(String attributes) {
            Matcher columns = COLUMNS.matcher(attributes);
            if (!columns.find()) {
                return 0;
            }
            return Arrays.stream(columns.group(1).split("[,;]"))
                    .map(REPEATED_COLUMN::matcher)
                    .mapToInt(repeat -> repeat.matches() ? Integer.parseInt(repeat.group(1)) : 1)
                    .sum();
        }

        private void append(Located.Builder cell, int i, int from, int to) {
            Located.Builder part = part(new Line(i + 1, text(i).substring(0, to)), Math.min(from, to));
            joiner.join(cell, part);
        }

        private void emit(int i, int from, Kind kind) {
            add(part(lines.get(i), from), kind);
        }

        private void add(Located.Builder text, Kind kind) {
            inline.plain(text).paragraph(kind).ifPresent(paragraphs::add);
            inline.takeNotes()
                    .forEach(note -> note.paragraph(own(kind, Kind.NOTE)).ifPresent(paragraphs::add));
        }

        private static Located.Builder part(Line line, int from) {
            return new Located.Builder()
                    .append(line, from, line.text().length())
                    .stripped();
        }

        private String text(int i) {
            return lines.get(i).text();
        }
    }
}
