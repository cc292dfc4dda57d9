package duiqi.exchange;

import duiqi.bitext.FormatException;
import duiqi.bitext.Location;
import duiqi.bitext.XmlCharacters;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Copies a TMX file unit by unit, leaving some out and putting others in. What stays stays letter by letter, comments and all;
 * what was mended on reading is written mended. The copy is in UTF-8 unless the file is in UTF-16. One unit is held at a time.
 * Immutable and thread-safe.
 */
public final class TmxRewrite {
    private final Path file;
    private final DamageListener listener;

    /**
     * Prepares.
     *
     * @param file the file to copy from, which stays as it is
     * @param listener is told of damage, and may refuse the file
     */
    public TmxRewrite(Path file, DamageListener listener) {
        this.file = file;
        this.listener = listener;
    }

    /** Says what becomes of the units, which it is shown in the order of the file. */
    public interface Plan {
        /**
         * What to write in the place of a unit.
         *
         * @return the same unit to keep it letter by letter, another one, or nothing
         */
        Optional<Tu> of(Tu unit, Location location) throws IOException;

        /**
         * In which order to write, as numbers of units from 0; the units are then all held in memory. Empty to leave them where
         * they are.
         */
        default Optional<int[]> order() {
            return Optional.empty();
        }

        /** Writes what is to stand behind the last unit. */
        default void more(Sink sink) throws IOException {}
    }

    /** Takes units to be written. */
    @FunctionalInterface
    public interface Sink {
        void write(Tu unit) throws IOException;
    }

    /**
     * Copies to a file of that name, compressed when it ends in {@code .gz}.
     *
     * @param out what the file is written through; not closed
     */
    public void copy(Plan plan, Path name, OutputStream out) throws IOException {
        String end = name.toString().toLowerCase(Locale.ROOT);
        if (end.endsWith(".zip")) {
            throw new FormatException(
                    name.toString(), "cannot be written as an archive", "name a .tmx or .tmx.gz file");
        }
        if (end.endsWith(".gz")) {
            GZIPOutputStream compressed = new GZIPOutputStream(out);
            copy(plan, compressed);
            compressed.finish();
        } else {
            copy(plan, out);
        }
    }

    /**
     * Copies.
     *
     * @param out flushed, not closed
     * @throws duiqi.bitext.FormatException if the file is no TMX, or its damage is refused
     */
    public void copy(Plan plan, OutputStream out) throws IOException {
        boolean[] isDamaged = {false};
        DamageListener watch = damage -> {
            isDamaged[0] = true;
            listener.found(damage);
        };
        try (TmxScanner scanner = TmxScanner.open(file, watch)) {
            XmlEncoding encoding = scanner.encoding();
            boolean isWide = encoding.charset().name().startsWith("UTF-16");
            Charset charset = isWide ? encoding.charset() : StandardCharsets.UTF_8;
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, charset));
            if (encoding.hasMark() || isWide) {
                writer.write(XmlEncoding.MARK);
            }
            TmxHead old = scanner.readHead();
            TmxHead head = isWide ? old : old.declaredAs(charset);
            // Whether a body of one tag is to be opened is known when the units are.
            Writer body = head.hasEmptyBody() ? new StringWriter() : writer;
            if (!head.hasEmptyBody()) {
                writer.write(head.xml());
            }
            Copy copy = new Copy(head, new XmlEscape(charset), body);
            List<byte[]> held = new ArrayList<>();
            for (Optional<RawUnit> next = scanner.readUnit(); next.isPresent(); next = scanner.readUnit()) {
                String text = copy.text(
                        next.get(), plan.of(next.get().tu(), next.get().location()));
                if (plan.order().isPresent()) {
                    held.add(text.getBytes(StandardCharsets.UTF_8));
                } else {
                    body.write(text);
                }
            }
            for (int number : plan.order().orElse(new int[0])) {
                body.write(new String(held.get(number), StandardCharsets.UTF_8));
            }
            String tail = scanner.readTail();
            plan.more(copy::append);
            String units = head.hasEmptyBody() ? body.toString() : "";
            if (head.hasEmptyBody()) {
                writer.write(units.isEmpty() ? head.xml() : head.withOpenBody() + units);
            }
            if (isDamaged[0]) {
                writer.write(copy.end(!head.hasEmptyBody() || !units.isEmpty()));
            } else {
                writer.write(units.isEmpty() ? copy.tail(tail) : copy.bodyEnd() + tail);
            }
            writer.flush();
        }
    }

    /** Writes the units of a copy. */
    private static final class Copy {
        /** White space, comments and instructions. */
        private static final Pattern GAP =
                Pattern.compile("(?s)\\G(?:\\s++|<!--[^-]*+(?:-[^-]++)*+-->|<\\?(?!xml\\b).*?\\?>)");

        private final TuXml xml;
        private final XmlEscape escape;
        private final String lineEnd;
        private final boolean isOld;
        private final Writer writer;
        private boolean appends;

        Copy(TmxHead head, XmlEscape escape, Writer writer) {
            this.lineEnd = head.lineEnd();
            this.xml = new TuXml(escape, lineEnd);
            this.escape = escape;
            this.isOld = head.header().isOld();
            this.writer = writer;
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

        void append(Tu unit) throws IOException {
            appends = true;
            writer.write(lineEnd + UnitXml.UNIT_INDENT + xml(unit, unit.withVariants(List.of())));
        }

        /** A unit in place of another one, whose sides stay as they are. */
        private String xml(Tu unit, Tu old) {
            return xml.of(unit.withVariants(unit.variants().stream()
                    .map(side -> old.variants().contains(side) ? side : fitting(side))
                    .toList()));
        }

        /** A side of another file under the attribute that the version has, with nothing inside that TMX does not have. */
        private Tuv fitting(Tuv side) {
            String wanted = isOld ? "lang" : "xml:lang";
            Map<String, String> attributes = new LinkedHashMap<>();
            side.attributes().forEach((name, value) -> {
                if (name.equals("lang") || name.equals("xml:lang")) {
                    attributes.put(wanted, side.code());
                } else {
                    attributes.put(name, value);
                }
            });
            return new Tuv(
                    attributes,
                    side.annotations(),
                    TmxContent.of(side.content(), TmxProfile.Codes.KEPT, escape, new Omissions()));
        }

        /** What stood behind the last unit, on a line of its own where units were put before it. */
        String tail(String tail) {
            return appends && tail.startsWith("<") ? lineEnd + "  " + tail : tail;
        }

        String bodyEnd() {
            return lineEnd + "  </body>";
        }

        /** What ends a file whose own end cannot be trusted. */
        String end(boolean isBodyOpen) {
            return (isBodyOpen ? bodyEnd() : "") + lineEnd + "</tmx>" + lineEnd;
        }
    }
}
