package duiqi.exchange;

import duiqi.text.XmlCharacters;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A copy of a TMX file while it is written: what {@link TmxRewrite} reads, letter by letter, and what it puts in. Not thread-safe. */
final class TmxCopy {
    /** White space, comments and instructions. */
    private static final Pattern GAP =
            Pattern.compile("(?s)\\G(?:\\s++|<!--[^-]*+(?:-[^-]++)*+-->|<\\?(?!xml\\b).*?\\?>)");

    private static final Pattern TAIL = Pattern.compile("(?s)(.*)</body\\s*>(.*)</tmx\\s*>(.*)");

    private final TmxHead head;
    private final TuXml xml;
    private final XmlEscape escape;
    private final String lineEnd;
    private final boolean isOld;
    private final Writer writer;

    /** Whether a body of one tag is to be opened is known when the units are, which wait here. */
    private final Writer body;

    private boolean appends;

    /** Begins a copy of a file with this head, in UTF-8 unless the file is in UTF-16. */
    TmxCopy(XmlEncoding encoding, TmxHead old, OutputStream out) throws IOException {
        boolean isWide = encoding.charset().name().startsWith("UTF-16");
        Charset charset = isWide ? encoding.charset() : StandardCharsets.UTF_8;
        this.head = isWide ? old : old.declaredAs(charset);
        this.lineEnd = head.lineEnd();
        this.escape = new XmlEscape(charset);
        this.xml = new TuXml(escape, lineEnd);
        this.isOld = head.header().isOld();
        this.writer = new BufferedWriter(new OutputStreamWriter(out, charset));
        this.body = head.hasEmptyBody() ? new StringWriter() : writer;
        if (encoding.hasMark() || isWide) {
            writer.write(XmlEncoding.MARK);
        }
        if (!head.hasEmptyBody()) {
            writer.write(head.xml());
        }
    }

    void write(String text) throws IOException {
        body.write(text);
    }

    /** What stands in the place of a unit, with what stands before it. */
    String text(RawUnit old, Optional<Tu> wanted) {
        // What else stands in the gap of a damaged file, such as the end of another file, would spoil the copy.
        String gap = isSound(old.gap()) ? old.gap() : lineEnd + UnitXml.UNIT_INDENT;
        if (wanted.isEmpty()) {
            // A comment before the unit may be about anything, so it stays.
            return gap.stripTrailing();
        }
        return gap + (wanted.get().equals(old.tu()) ? old.xml() : xml(wanted.get(), old.tu()));
    }

    private static boolean isSound(String gap) {
        Matcher matcher = GAP.matcher(gap);
        int end = 0;
        while (matcher.find()) {
            end = matcher.end();
        }
        return end == gap.length() && XmlCharacters.only(gap).equals(gap);
    }

    /** Whether what stands behind the last unit is the end of a file and comments alone. */
    private static boolean isSoundTail(String tail) {
        Matcher parts = TAIL.matcher(tail);
        return parts.matches() && isSound(parts.group(1)) && isSound(parts.group(2)) && isSound(parts.group(3));
    }

    /** Units behind another one, each on a line of its own. */
    String following(List<Tu> units) {
        StringBuilder text = new StringBuilder();
        for (Tu unit : units) {
            text.append(lineEnd).append(UnitXml.UNIT_INDENT).append(xml(unit, new Tu(Map.of(), List.of(), List.of())));
        }
        return text.toString();
    }

    void append(Tu unit) throws IOException {
        appends = true;
        body.write(following(List.of(unit)));
    }

    /** A unit in place of another one, whose sides, properties and notes stay as they are. */
    private String xml(Tu unit, Tu old) {
        return xml.of(new Tu(
                unit.attributes(),
                fitting(unit.annotations(), old.annotations()),
                unit.variants().stream()
                        .map(side -> old.variants().contains(side) ? side : fitting(side, old))
                        .toList()));
    }

    /** A side of another file with nothing inside that TMX does not have. */
    private Tuv fitting(Tuv side, Tu old) {
        List<Annotation> own = old.variants().stream()
                .flatMap(other -> other.annotations().stream())
                .toList();
        return new Tuv(
                renamed(side.attributes()),
                fitting(side.annotations(), own),
                TmxContent.of(side.content(), TmxProfile.Codes.KEPT, escape, new Omissions()));
    }

    private List<Annotation> fitting(List<Annotation> annotations, List<Annotation> own) {
        return annotations.stream()
                .map(annotation -> own.contains(annotation)
                        ? annotation
                        : new Annotation(annotation.element(), renamed(annotation.attributes()), annotation.text()))
                .toList();
    }

    /** The language under the attribute that the version has; {@code xml:lang} holds where both are there. */
    private Map<String, String> renamed(Map<String, String> attributes) {
        String wanted = isOld ? "lang" : "xml:lang";
        Map<String, String> renamed = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            if (name.equals("xml:lang")) {
                renamed.put(wanted, value);
            } else {
                renamed.putIfAbsent(name.equals("lang") ? wanted : name, value);
            }
        });
        return renamed;
    }

    /**
     * Ends the copy and flushes it.
     *
     * @param tail what stands behind the last unit of the file
     */
    void end(String tail, boolean isDamaged) throws IOException {
        String units = head.hasEmptyBody() ? body.toString() : "";
        if (head.hasEmptyBody()) {
            writer.write(units.isEmpty() ? head.xml() : head.withOpenBody() + units);
        }
        boolean isBodyOpen = !head.hasEmptyBody() || !units.isEmpty();
        String bodyEnd = lineEnd + "  </body>";
        if (isDamaged && !isSoundTail(tail)) {
            writer.write((isBodyOpen ? bodyEnd : "") + lineEnd + "</tmx>" + lineEnd);
        } else if (units.isEmpty()) {
            // On a line of its own where units were put before it.
            writer.write(appends && tail.startsWith("<") ? lineEnd + "  " + tail : tail);
        } else {
            writer.write(bodyEnd + tail);
        }
        writer.flush();
    }
}
