package duiqi.exchange;

import duiqi.bitext.FormatException;
import duiqi.bitext.Location;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Copies a TMX file unit by unit, leaving some out and putting others in. What stays stays letter by letter, comments and all;
 * what was mended on reading is written mended. The copy is in UTF-8 unless the file is in UTF-16. One unit is held at a time.
 * Immutable and thread-safe.
 */
public final class TmxRewrite {
    private static final String END = "\n  </body>\n</tmx>\n";

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
        if (name.toString().endsWith(".zip")) {
            throw new FormatException(
                    name.toString(), "cannot be written as an archive", "name a .tmx or .tmx.gz file");
        }
        if (name.toString().endsWith(".gz")) {
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
            TmxHead head = scanner.readHead();
            writer.write(isWide ? head.opened() : head.declaredAs(charset));
            Copy copy = new Copy(head, new XmlEscape(charset), writer);
            List<byte[]> held = new ArrayList<>();
            for (Optional<RawUnit> next = scanner.readUnit(); next.isPresent(); next = scanner.readUnit()) {
                String text = copy.text(
                        next.get(), plan.of(next.get().tu(), next.get().location()));
                if (plan.order().isPresent()) {
                    held.add(text.getBytes(StandardCharsets.UTF_8));
                } else {
                    writer.write(text);
                }
            }
            for (int number : plan.order().orElse(new int[0])) {
                writer.write(new String(held.get(number), StandardCharsets.UTF_8));
            }
            String tail = scanner.readTail();
            plan.more(copy::append);
            writer.write(isDamaged[0] || head.hasEmptyBody() ? END : copy.tail(tail));
            writer.flush();
        }
    }

    /** Writes the units of a copy. */
    private static final class Copy {
        /** White space, comments and instructions. */
        private static final Pattern GAP = Pattern.compile("(?s)(?:\\s|<!--.*?-->|<\\?(?!xml\\b).*?\\?>)*+");

        private final TuXml xml;
        private final String lineEnd;
        private final boolean isOld;
        private final Writer writer;
        private boolean appends;

        Copy(TmxHead head, XmlEscape escape, Writer writer) {
            this.lineEnd = head.lineEnd();
            this.xml = new TuXml(escape, lineEnd);
            this.isOld = head.header().isOld();
            this.writer = writer;
        }

        /** What stands in the place of a unit, with what stands before it. */
        String text(RawUnit old, Optional<Tu> wanted) {
            // What else stands in the gap of a damaged file, such as the end of another file, would spoil the copy.
            String gap = GAP.matcher(old.gap()).matches() ? old.gap() : lineEnd + UnitXml.UNIT_INDENT;
            if (wanted.isEmpty()) {
                // A comment before the unit may be about anything, so it stays.
                return gap.stripTrailing();
            }
            return gap + (wanted.get().equals(old.tu()) ? old.xml() : xml(wanted.get()));
        }

        void append(Tu unit) throws IOException {
            appends = true;
            writer.write(lineEnd + UnitXml.UNIT_INDENT + xml(unit));
        }

        private String xml(Tu unit) {
            return xml.of(isOld ? OldTmx.of(unit) : unit);
        }

        /** What stood behind the last unit, on a line of its own where units were put before it. */
        String tail(String tail) {
            return appends && tail.startsWith("<") ? lineEnd + "  " + tail : tail;
        }
    }
}
