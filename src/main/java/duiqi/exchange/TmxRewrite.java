package duiqi.exchange;

import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.tmx.RawUnit;
import duiqi.exchange.tmx.TmxAttributes;
import duiqi.exchange.tmx.TmxScanner;
import duiqi.exchange.tmx.TmxXml;
import duiqi.io.CompressedFile;
import duiqi.io.StoredTexts;
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
import java.util.stream.Collectors;

/**
 * Copies a TMX file unit by unit and lets a plan remove, replace and add units. Units that stay keep every character,
 * including comments; a repaired unit stays repaired. The copy is in UTF-8 unless the file is in UTF-16. Holds one unit
 * at a time. Immutable and thread-safe.
 */
public final class TmxRewrite {
    private final Path file;
    private final ReadProblem.Listener listener;

    /**
     * Creates a copier.
     *
     * @param file file to copy, which stays unchanged
     * @param listener receives each problem and may reject the file
     */
    public TmxRewrite(Path file, ReadProblem.Listener listener) {
        this.file = file;
        this.listener = listener;
    }

    /** Decides for each unit, in file order, how it is copied. */
    public interface Plan {
        /**
         * Returns the replacement of a unit.
         *
         * @return the same unit to keep it unchanged, another unit to replace it, empty to remove it
         */
        Optional<Tu> of(Tu unit, Location location) throws IOException;

        /** Returns units to insert after that unit. Called right after {@link #of}. */
        default List<Tu> following() {
            return List.of();
        }

        /**
         * Returns the order of the units in the copy, as unit numbers from 0; empty to keep the order of the file. An
         * order requires a temporary file with all units.
         */
        default Optional<int[]> order() {
            return Optional.empty();
        }

        /** Writes units after the last unit. */
        default void more(Sink sink) throws IOException {}
    }

    /** Receives units to write. */
    @FunctionalInterface
    public interface Sink {
        void write(Tu unit) throws IOException;
    }

    /**
     * Copies to a file, compressed if its name ends in {@code .gz}.
     *
     * @param out stream that receives the file; not closed
     */
    public void copy(Plan plan, Path name, OutputStream out) throws IOException {
        CompressedFile.write(name, out, content -> copy(plan, content));
    }

    /**
     * Copies the file to a stream.
     *
     * @param out stream that receives the copy; flushed, not closed
     * @throws duiqi.text.FormatException if the file is not TMX, or if the listener rejects its damage
     */
    public void copy(Plan plan, OutputStream out) throws IOException {
        boolean[] isDamaged = {false};
        try (TmxScanner scanner = TmxScanner.open(file, recording(isDamaged))) {
            TmxCopy copy = new TmxCopy(scanner.encoding(), scanner.readHead(), out);
            if (plan.order().isPresent()) {
                copySorted(plan, plan.order().get(), scanner, copy);
            } else {
                copyUnits(plan, scanner, copy, copy::write);
            }
            String tail = scanner.readTail();
            plan.more(copy::append);
            copy.end(tail, isDamaged[0]);
        }
    }

    /** Receives the XML of a unit. */
    @FunctionalInterface
    private interface UnitText {
        void write(String text) throws IOException;
    }

    private static void copyUnits(Plan plan, TmxScanner scanner, TmxCopy copy, UnitText to) throws IOException {
        for (Optional<RawUnit> next = scanner.readUnit(); next.isPresent(); next = scanner.readUnit()) {
            Tu unit = next.get().tu();
            to.write(copy.text(next.get(), plan.of(unit, next.get().location())) + copy.following(plan.following()));
        }
    }

    private static void copySorted(Plan plan, int[] order, TmxScanner scanner, TmxCopy copy) throws IOException {
        try (StoredTexts texts = new StoredTexts()) {
            copyUnits(plan, scanner, copy, texts::add);
            for (int number : order) {
                copy.write(texts.get(number));
            }
        }
    }

    /**
     * Splits the units into several files, each with the header and the end of the original.
     *
     * @param outs streams that receive the files; flushed, not closed
     * @param part function from unit number to file number, both from 0
     * @throws duiqi.text.FormatException if the file is not TMX, or if the listener rejects its damage
     */
    public void split(List<OutputStream> outs, IntUnaryOperator part) throws IOException {
        boolean[] isDamaged = {false};
        try (TmxScanner scanner = TmxScanner.open(file, recording(isDamaged))) {
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

    private ReadProblem.Listener recording(boolean[] isDamaged) {
        return damage -> {
            isDamaged[0] = true;
            listener.found(damage);
        };
    }

    /** Writes the copy of a TMX file: unchanged parts of the original and new units. Not thread-safe. */
    private static final class TmxCopy {
        /** White space, comments and processing instructions. */
        private static final Pattern GAP =
                Pattern.compile("(?s)\\G(?:\\s++|<!--[^-]*+(?:-[^-]++)*+-->|<\\?(?!xml\\b).*?\\?>)");

        private static final Pattern TAIL = Pattern.compile("(?s)(.*)</body\\s*>(.*)</tmx\\s*>(.*)");

        private final TmxScanner.TmxHead head;
        private final TmxXml xml;
        private final XmlEscape escape;
        private final String lineEnd;
        private final boolean isOld;
        private final Writer writer;

        /**
         * Receives the units. If the original has {@code <body/>}, it buffers them, because only the first unit opens
         * the body.
         */
        private final Writer body;

        private boolean appends;

        /** Starts a copy with the header of the original, in UTF-8 unless the original is in UTF-16. */
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

        /** Returns the XML of a unit in the copy, including the gap before it. */
        String text(RawUnit old, Optional<Tu> wanted) {
            // In a damaged file, the gap can contain anything, for example the end of another file. It would break the
            // copy.
            String gap = isSound(old.gap()) ? old.gap() : lineEnd + TmxXml.UNIT_INDENT;
            if (wanted.isEmpty()) {
                // A comment before the unit may refer to something else, so it stays.
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

        /** Returns whether the text after the last unit consists only of end tags and comments. */
        private static boolean isSoundTail(String tail) {
            Matcher parts = TAIL.matcher(tail);
            return parts.matches() && isSound(parts.group(1)) && isSound(parts.group(2)) && isSound(parts.group(3));
        }

        /** Returns the XML of inserted units, each on its own line. */
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

        /**
         * Returns the XML of a replacement, which keeps the variants, properties and notes that it shares with the old
         * unit.
         */
        private String xml(Tu unit, Tu old) {
            Set<Tuv> sides = new HashSet<>(old.variants());
            Set<Annotation> own = old.variants().stream()
                    .flatMap(side -> side.annotations().stream())
                    .collect(Collectors.toSet());
            return xml.of(new Tu(
                    unit.attributes(),
                    adapted(unit.annotations(), new HashSet<>(old.annotations())),
                    unit.variants().stream()
                            .map(side -> sides.contains(side) ? side : adapted(side, own))
                            .toList()));
        }

        /** Returns a variant from another file without content that TMX does not define. */
        private Tuv adapted(Tuv side, Set<Annotation> own) {
            return new Tuv(
                    renamed(side.attributes()),
                    adapted(side.annotations(), own),
                    TmxAttributes.TmxContent.of(side.content(), TmxProfile.Codes.KEPT, escape, new Omissions()));
        }

        private List<Annotation> adapted(List<Annotation> annotations, Set<Annotation> own) {
            return annotations.stream()
                    .map(annotation -> own.contains(annotation)
                            ? annotation
                            : new Annotation(annotation.element(), renamed(annotation.attributes()), annotation.text()))
                    .toList();
        }

        /**
         * Returns attributes with the language attribute of the TMX version; {@code xml:lang} overrides {@code lang}.
         */
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
         * @param tail text of the original after the last unit
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
                // If units precede the end tag, it starts on its own line.
                writer.write(appends && tail.startsWith("<") ? lineEnd + "  " + tail : tail);
            } else {
                writer.write(bodyEnd + tail);
            }
            writer.flush();
        }
    }

    /**
     * Collects the language codes of a file. Units from other files must use these codes, because clients compare codes
     * character by character. Not thread-safe.
     */
    public static final class FileCodes {
        private final Set<String> codes = new LinkedHashSet<>();

        /** Returns a copy that does not change when this object collects more codes. */
        public FileCodes copy() {
            FileCodes copy = new FileCodes();
            copy.codes.addAll(codes);
            return copy;
        }

        /** Adds the codes of a unit of the file. */
        public void add(Tu unit) {
            unit.variants().forEach(side -> codes.add(side.code()));
        }

        /**
         * Returns a unit from another file with the codes of this file and only attributes that TMX defines. A variant
         * keeps its code if this file uses it or has no code for the language. If another
         * variant of the unit is in the same language, for example {@code en-US} and {@code en-GB}, it does not get the
         * code of another region.
         */
        public Tu adapt(Tu unit) {
            List<Tuv> sides = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            unit.variants().forEach(side -> taken.add(side.code()));
            for (Tuv side : unit.variants()) {
                Optional<String> code = codes.contains(side.code())
                        ? Optional.empty()
                        : Pairs.language(side)
                                .flatMap(language -> codeOf(language, taken, isOneOfSeveral(language, unit)));
                code.ifPresent(taken::add);
                sides.add(code.map(found -> withCode(found, side)).orElse(side));
            }
            return TmxAttributes.orProperties(unit.withVariants(sides));
        }

        private static boolean isOneOfSeveral(Language language, Tu unit) {
            return unit.variants().stream()
                    .flatMap(side -> Pairs.language(side).stream())
                    .anyMatch(other -> other.isSameAs(language) && !other.equals(language));
        }

        private Optional<String> codeOf(Language language, Set<String> taken, boolean inRegion) {
            String region = LanguageCode.regional(language);
            return codes.stream()
                    .filter(code -> !inRegion
                            || new LanguageCode(code)
                                    .language()
                                    .filter(own -> LanguageCode.regional(own).equals(region))
                                    .isPresent())
                    .filter(code -> !taken.contains(code))
                    .filter(code -> new LanguageCode(code).accepts(language))
                    .findFirst();
        }

        /**
         * Returns a variant under another code of its language. If the code is less specific than the language, a
         * property holds the language.
         */
        public static Tuv withCode(String code, Tuv side) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("xml:lang", code);
            side.attributes().forEach(attributes::putIfAbsent);
            attributes.remove("lang");
            List<Annotation> annotations = new ArrayList<>();
            Pairs.language(side)
                    .filter(own -> !new LanguageCode(code).expresses(own))
                    .ifPresent(own -> annotations.add(Annotation.property(Tuv.LANGUAGE, own.tag())));
            side.annotations().stream()
                    .filter(annotation -> !annotation.type().equals(Tuv.LANGUAGE))
                    .forEach(annotations::add);
            return new Tuv(attributes, annotations, side.content());
        }
    }
}
