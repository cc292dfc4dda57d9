package duiqi.exchange;

import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.tmx.RawUnit;
import duiqi.exchange.tmx.TmxAttributes;
import duiqi.exchange.tmx.TmxCopy;
import duiqi.exchange.tmx.TmxScanner;
import duiqi.io.CompressedFile;
import duiqi.io.StoredTexts;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.regex.Pattern;

/**
 * Copies a TMX file unit by unit and lets a plan remove, replace and add units. Everything else keeps every byte: units
 * that stay, units that duiqi cannot read, comments, unknown elements, and the encoding. Holds one unit at a time.
 * Immutable and thread-safe.
 */
public final class TmxRewrite {
    /** Everything before the end of the body. */
    private static final Pattern BODY_END = Pattern.compile("(?is)^.*(?=</body)");

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

        /** Returns whether the copy contains the units that duiqi cannot read. */
        default boolean keepsUnread() {
            return true;
        }
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
     * @throws FormatException if the file is not TMX, if the listener rejects its damage, or if its units cannot have
     *     another order
     */
    public void copy(Plan plan, OutputStream out) throws IOException {
        try (TmxScanner scanner = open()) {
            TmxCopy copy = new TmxCopy(scanner.encoding(), scanner.readHead(), out);
            if (plan.order().isPresent()) {
                copySorted(plan, plan.order().get(), scanner, copy);
            } else {
                copyUnits(plan, scanner, copy, copy::write, plan.keepsUnread() ? copy::write : unread -> {});
            }
            String tail = scanner.readTail();
            plan.more(copy::append);
            copy.end(tail);
        }
    }

    private TmxScanner open() throws IOException {
        TmxScanner scanner = TmxScanner.open(file, listener);
        try {
            scanner.encoding().requireWritable(file.toString());
            return scanner;
        } catch (FormatException e) {
            scanner.close();
            throw e;
        }
    }

    /** Receives the XML of a unit. */
    @FunctionalInterface
    private interface UnitText {
        void write(String text) throws IOException;
    }

    private static void copyUnits(Plan plan, TmxScanner scanner, TmxCopy copy, UnitText to, TmxScanner.Unread unread)
            throws IOException {
        for (Optional<RawUnit> next = scanner.readUnit(unread); next.isPresent(); next = scanner.readUnit(unread)) {
            Tu unit = next.get().tu();
            to.write(copy.text(next.get(), plan.of(unit, next.get().location())) + copy.text(plan.following()));
        }
    }

    /** Copies the units in another order. Unreadable units follow them. */
    private void copySorted(Plan plan, int[] order, TmxScanner scanner, TmxCopy copy) throws IOException {
        try (StoredTexts texts = new StoredTexts();
                StoredTexts unread = new StoredTexts()) {
            copyUnits(plan, scanner, copy, texts::add, unread::add);
            requirePlainList(scanner);
            for (int number : order) {
                copy.write(texts.get(number));
            }
            for (int i = 0; i < unread.size(); i++) {
                copy.write(unread.get(i));
            }
        }
    }

    private void requirePlainList(TmxScanner scanner) throws FormatException {
        if (!scanner.isPlainList()) {
            throw new FormatException(
                    file.toString(),
                    "has units inside unknown elements or outside <body>, whose order cannot change",
                    "write a plain copy with duiqi tm convert " + file + " -o FILE.tmx");
        }
    }

    /**
     * Splits the units into several files, each with the header of the original. A unit that duiqi cannot read goes with
     * the unit before it, and everything after the last unit with the last part.
     *
     * @param outs streams that receive the files; flushed, not closed
     * @param part function from unit number to file number, both from 0
     * @throws FormatException if the file is not TMX, if the listener rejects its damage, or if its units cannot be
     *     separated
     */
    public void split(List<OutputStream> outs, IntUnaryOperator part) throws IOException {
        if (outs.isEmpty()) {
            return;
        }
        try (TmxScanner scanner = open()) {
            TmxScanner.TmxHead head = scanner.readHead();
            List<TmxCopy> copies = new ArrayList<>();
            for (OutputStream out : outs) {
                copies.add(new TmxCopy(scanner.encoding(), head, out));
            }
            TmxCopy[] last = {copies.get(0)};
            TmxScanner.Unread unread = xml -> last[0].write(xml);
            int number = 0;
            for (Optional<RawUnit> next = scanner.readUnit(unread); next.isPresent(); next = scanner.readUnit(unread)) {
                last[0] = copies.get(part.applyAsInt(number++));
                last[0].write(last[0].text(next.get(), Optional.of(next.get().tu())));
            }
            String tail = scanner.readTail();
            requirePlainList(scanner);
            String close = BODY_END.matcher(tail).replaceFirst(head.lineEnd() + "  ");
            for (TmxCopy copy : copies) {
                copy.end(copy == last[0] ? tail : close);
            }
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
            return TmxAttributes.of(unit.withVariants(sides), new Omissions());
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
