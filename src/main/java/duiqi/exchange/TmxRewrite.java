package duiqi.exchange;

import duiqi.exchange.tmx.RawUnit;
import duiqi.exchange.tmx.TmxAttributes;
import duiqi.exchange.tmx.TmxScanner;
import duiqi.exchange.tmx.TmxXml;
import duiqi.io.CompressedFile;
import duiqi.io.XmlEncoding;
import duiqi.io.XmlEscape;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import duiqi.text.XmlCharacters;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies a TMX file unit by unit, leaving some out and putting others in. What stays stays letter by letter, comments and all;
 * what was mended on reading is written mended. The copy is in UTF-8 unless the file is in UTF-16. One unit is held at a time.
 * Immutable and thread-safe.
 */
public final class TmxRewrite {
    private final Path file;
    private final ReadProblem.Listener listener;

    /**
     * Prepares.
     *
     * @param file the file to copy from, which stays as it is
     * @param listener is told of damage, and may refuse the file
     */
    public TmxRewrite(Path file, ReadProblem.Listener listener) {
        this.file = file;
        this.listener = listener;
    }

    /** Says what becomes of the units, which it is shown in the order of the file. */
    public interface Plan {
        /**
         * Returns what to write in the place of a unit.
         *
         * @return the same unit to keep it letter by letter, another one, or nothing
         */
        Optional<Tu> of(Tu unit, Location location) throws IOException;

        /** Returns what to write behind that, asked for right after it. */
        default List<Tu> following() {
            return List.of();
        }

        /**
         * Returns in which order to write, as numbers of units from 0; the units are then all held in memory. Empty to
         * leave them where they are.
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
        CompressedFile.write(name, out, content -> copy(plan, content));
    }

    /**
     * Copies.
     *
     * @param out flushed, not closed
     * @throws duiqi.text.FormatException if the file is no TMX, or its damage is refused
     */
    public void copy(Plan plan, OutputStream out) throws IOException {
        boolean[] isDamaged = {false};
        try (TmxScanner scanner = TmxScanner.open(file, watching(isDamaged))) {
            TmxCopy copy = new TmxCopy(scanner.encoding(), scanner.readHead(), out);
            List<byte[]> held = new ArrayList<>();
            for (Optional<RawUnit> next = scanner.readUnit(); next.isPresent(); next = scanner.readUnit()) {
                String text = copy.text(
                                next.get(), plan.of(next.get().tu(), next.get().location()))
                        + copy.following(plan.following());
                if (plan.order().isPresent()) {
                    held.add(text.getBytes(StandardCharsets.UTF_8));
                } else {
                    copy.write(text);
                }
            }
            for (int number : plan.order().orElse(new int[0])) {
                copy.write(new String(held.get(number), StandardCharsets.UTF_8));
            }
            String tail = scanner.readTail();
            plan.more(copy::append);
            copy.end(tail, isDamaged[0]);
        }
    }

    /**
     * Deals the units out to several copies, each with head and tail of the whole.
     *
     * @param outs flushed, not closed
     * @param part the number of the copy that a unit goes to, by the number of the unit, both from 0
     * @throws duiqi.text.FormatException if the file is no TMX, or its damage is refused
     */
    public void deal(List<OutputStream> outs, IntUnaryOperator part) throws IOException {
        boolean[] isDamaged = {false};
        try (TmxScanner scanner = TmxScanner.open(file, watching(isDamaged))) {
            TmxScanner.TmxHead head = scanner.readHead();
            List<TmxCopy> copies = new ArrayList<>();
            for (OutputStream out : outs) {
                copies.add(new TmxCopy(scanner.encoding(), head, out));
            }
            int number = 0;
            for (Optional<RawUnit> next = scanner.readUnit(); next.isPresent(); next = scanner.readUnit()) {
                TmxCopy copy = copies.get(part.applyAsInt(number++));
                copy.write(copy.text(next.get(), Optional.of(next.get().tu())));
            }
            String tail = scanner.readTail();
            for (TmxCopy copy : copies) {
                copy.end(tail, isDamaged[0]);
            }
        }
    }

    private ReadProblem.Listener watching(boolean[] isDamaged) {
        return damage -> {
            isDamaged[0] = true;
            listener.found(damage);
        };
    }

    /** A copy of a TMX file while it is written: what {@link TmxRewrite} reads, letter by letter, and what it puts in. Not thread-safe. */
    private static final class TmxCopy {
        /** White space, comments and instructions. */
        private static final Pattern GAP =
                Pattern.compile("(?s)\\G(?:\\s++|<!--[^-]*+(?:-[^-]++)*+-->|<\\?(?!xml\\b).*?\\?>)");

        private static final Pattern TAIL = Pattern.compile("(?s)(.*)</body\\s*>(.*)</tmx\\s*>(.*)");

        private final TmxScanner.TmxHead head;
        private final TmxXml xml;
        private final XmlEscape escape;
        private final String lineEnd;
        private final boolean isOld;
        private final Writer writer;

        /** Holds the units back until it is known whether a body of one tag is to be opened. */
        private final Writer body;

        private boolean appends;

        /** Begins a copy of a file with this head, in UTF-8 unless the file is in UTF-16. */
        TmxCopy(XmlEncoding encoding, TmxScanner.TmxHead old, OutputStream out) throws IOException {
            boolean isWide = encoding.charset().name().startsWith("UTF-16");
            Charset charset = isWide ? encoding.charset() : StandardCharsets.UTF_8;
            this.head = isWide ? old : old.declaredAs(charset);
            this.lineEnd = head.lineEnd();
            this.escape = new XmlEscape(charset);
            this.xml = new TmxXml(escape, lineEnd);
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

        /** Returns what stands in the place of a unit, with what stands before it. */
        String text(RawUnit old, Optional<Tu> wanted) {
            // What else stands in the gap of a damaged file, such as the end of another file, would spoil the copy.
            String gap = isSound(old.gap()) ? old.gap() : lineEnd + TmxXml.UNIT_INDENT;
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

        /** Returns whether what stands behind the last unit is the end of a file and comments alone. */
        private static boolean isSoundTail(String tail) {
            Matcher parts = TAIL.matcher(tail);
            return parts.matches() && isSound(parts.group(1)) && isSound(parts.group(2)) && isSound(parts.group(3));
        }

        /** Units behind another one, each on a line of its own. */
        String following(List<Tu> units) {
            StringBuilder text = new StringBuilder();
            for (Tu unit : units) {
                text.append(lineEnd)
                        .append(TmxXml.UNIT_INDENT)
                        .append(xml(unit, new Tu(Map.of(), List.of(), List.of())));
            }
            return text.toString();
        }

        void append(Tu unit) throws IOException {
            appends = true;
            body.write(following(List.of(unit)));
        }

        /** Returns a unit in place of another one, whose sides, properties and notes stay as they are. */
        private String xml(Tu unit, Tu old) {
            return xml.of(new Tu(
                    unit.attributes(),
                    fitting(unit.annotations(), old.annotations()),
                    unit.variants().stream()
                            .map(side -> old.variants().contains(side) ? side : fitting(side, old))
                            .toList()));
        }

        /** Returns a side of another file with nothing inside that TMX does not have. */
        private Tuv fitting(Tuv side, Tu old) {
            List<Annotation> own = old.variants().stream()
                    .flatMap(other -> other.annotations().stream())
                    .toList();
            return new Tuv(
                    renamed(side.attributes()),
                    fitting(side.annotations(), own),
                    TmxAttributes.TmxContent.of(side.content(), TmxProfile.Codes.KEPT, escape, new Omissions()));
        }

        private List<Annotation> fitting(List<Annotation> annotations, List<Annotation> own) {
            return annotations.stream()
                    .map(annotation -> own.contains(annotation)
                            ? annotation
                            : new Annotation(annotation.element(), renamed(annotation.attributes()), annotation.text()))
                    .toList();
        }

        /** Returns the language under the attribute that the version has; {@code xml:lang} holds where both are there. */
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

    /**
     * The language codes of a file, under which units of other files must be put into it: clients compare codes letter by letter.
     * Not thread-safe.
     */
    public static final class FileCodes {
        private final Set<String> codes = new LinkedHashSet<>();

        /** Returns the same, to which nothing that is seen later is added. */
        public FileCodes copy() {
            FileCodes copy = new FileCodes();
            copy.codes.addAll(codes);
            return copy;
        }

        /** Takes note of the codes of a unit of the file. */
        public void see(Tu unit) {
            unit.variants().forEach(side -> codes.add(side.code()));
        }

        /**
         * Returns a unit of another file under the codes of this one, and with no attributes that TMX does not have. A
         * code that the file has stays, as does that of a language that the file does not have, or has already for another
         * side of the unit.
         */
        public Tu fit(Tu unit) {
            List<Tuv> sides = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            unit.variants().forEach(side -> taken.add(side.code()));
            for (Tuv side : unit.variants()) {
                Optional<String> code = codes.contains(side.code())
                        ? Optional.empty()
                        : Pairs.language(side).flatMap(language -> codeOf(language, taken));
                code.ifPresent(taken::add);
                sides.add(code.map(found -> under(found, side)).orElse(side));
            }
            return TmxAttributes.orProperties(unit.withVariants(sides));
        }

        private Optional<String> codeOf(Language language, Set<String> taken) {
            return codes.stream()
                    .filter(code -> !taken.contains(code))
                    .filter(code -> new LanguageCode(code).takes(language))
                    .findFirst();
        }

        /**
         * Returns a side under another code of its language; the language itself is said beside it where the code says
         * less.
         */
        public static Tuv under(String code, Tuv side) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("xml:lang", code);
            side.attributes().forEach(attributes::putIfAbsent);
            attributes.remove("lang");
            List<Annotation> annotations = new ArrayList<>();
            Pairs.language(side)
                    .filter(own -> !new LanguageCode(code).says(own))
                    .ifPresent(own -> annotations.add(Annotation.property(Tuv.LANGUAGE, own.tag())));
            side.annotations().stream()
                    .filter(annotation -> !annotation.type().equals(Tuv.LANGUAGE))
                    .forEach(annotations::add);
            return new Tuv(attributes, annotations, side.content());
        }
    }
}
