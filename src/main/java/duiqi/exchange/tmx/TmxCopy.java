package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.Omissions;
import duiqi.exchange.TmxProfile;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.io.Encoding;
import duiqi.io.XmlEscape;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the copy of a TMX file: unchanged parts of the original, changed units and new units. Everything else keeps
 * every character, and the copy has the encoding of the original. Not thread-safe.
 */
public final class TmxCopy {
    private static final Tu NO_UNIT = new Tu(Map.of(), List.of(), List.of());

    private final TmxScanner.TmxHead head;
    private final TmxXml xml;
    private final XmlEscape escape;
    private final Writer writer;

    /**
     * Receives the units. If the original has {@code <body/>}, it buffers them, because only the first unit opens the
     * body.
     */
    private final Writer body;

    private boolean appends;

    /**
     * Starts a copy with the header of the original.
     *
     * @param out receives the copy; flushed, not closed
     */
    public TmxCopy(Encoding encoding, TmxScanner.TmxHead head, OutputStream out) throws IOException {
        this.head = head;
        this.escape = new XmlEscape(encoding.charset());
        this.xml = new TmxXml(escape, head.lineEnd());
        this.writer = encoding.writer(out);
        this.body = head.hasEmptyBody() ? new StringWriter() : writer;
        if (!head.hasEmptyBody()) {
            writer.write(head.xml());
        }
    }

    public void write(String text) throws IOException {
        body.write(text);
    }

    /**
     * Returns the XML of a unit in the copy, including the gap before it.
     *
     * @param wanted the same unit to keep it unchanged, another one to change it, empty to remove it
     */
    public String text(RawUnit old, Optional<Tu> wanted) {
        // A comment before a removed unit may refer to something else, so it stays.
        return wanted.isEmpty()
                ? old.gap().stripTrailing()
                : old.gap() + old.with(adapted(wanted.get(), old.tu()), xml);
    }

    /** Returns the XML of inserted units, each on its own line. */
    public String text(List<Tu> units) {
        return units.stream()
                .map(unit -> head.lineEnd() + TmxXml.UNIT_INDENT + xml.of(adapted(unit, NO_UNIT)))
                .collect(Collectors.joining());
    }

    /** Writes a new unit. */
    public void append(Tu unit) throws IOException {
        appends = true;
        write(text(List.of(unit)));
    }

    /** Returns a replacement, which shares variants, properties and notes with the old unit, as valid TMX. */
    private Tu adapted(Tu unit, Tu old) {
        if (unit.equals(old)) {
            return old;
        }
        Set<Annotation> own = new HashSet<>(old.annotations());
        Set<Tuv> sides = new HashSet<>(old.variants());
        sides.forEach(side -> own.addAll(side.annotations()));
        return new Tu(
                unit.attributes(),
                adapted(unit.annotations(), own),
                unit.variants().stream()
                        .map(side -> sides.contains(side) ? side : adapted(side, own))
                        .toList());
    }

    /** Returns a variant from another file without content that TMX does not define. */
    private Tuv adapted(Tuv side, Set<Annotation> own) {
        return new Tuv(
                ofVersion(side.attributes()),
                adapted(side.annotations(), own),
                TmxContent.of(side.content(), TmxProfile.PLAIN, escape, new Omissions()));
    }

    private List<Annotation> adapted(List<Annotation> annotations, Set<Annotation> own) {
        return annotations.stream()
                .map(annotation -> own.contains(annotation)
                        ? annotation
                        : new Annotation(annotation.element(), ofVersion(annotation.attributes()), annotation.text()))
                .toList();
    }

    /** Returns attributes with the language attribute of the TMX version; {@code xml:lang} overrides {@code lang}. */
    private Map<String, String> ofVersion(Map<String, String> attributes) {
        String wanted = head.header().isOld() ? "lang" : "xml:lang";
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
     * @param tail text of the original after the last unit
     */
    public void end(String tail) throws IOException {
        String units = head.hasEmptyBody() ? body.toString() : "";
        if (head.hasEmptyBody()) {
            writer.write(units.isEmpty() ? head.xml() : head.withOpenBody() + units + head.lineEnd() + "  </body>");
        }
        // If units were added before the end tag, it starts on its own line.
        writer.write(units.isEmpty() && appends && tail.startsWith("<") ? head.lineEnd() + "  " + tail : tail);
        writer.flush();
    }
}
