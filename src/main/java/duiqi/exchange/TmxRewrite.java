package duiqi.exchange;

import duiqi.exchange.tmx.RawUnit;
import duiqi.exchange.tmx.TmxCopy;
import duiqi.exchange.tmx.TmxScanner;
import duiqi.io.CompressedFile;
import duiqi.io.StoredTexts;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/**
 * Copies a TMX file unit by unit and lets a plan remove, replace and add units. Everything else keeps every byte: units
 * that stay, units that duiqi cannot read, comments, unknown elements, and the encoding. Holds one unit at a time.
 * Immutable and thread-safe.
 *
 * @param file file to copy, which stays unchanged
 * @param listener receives each problem and may reject the file
 */
public record TmxRewrite(Path file, ReadProblem.Listener listener) {
    /** Everything before the end of the body. */
    private static final Pattern BODY_END = Pattern.compile("(?is)^.*(?=</body)");

    /** Decides for each unit, in file order, how it is copied. */
    public interface Plan {
        /**
         * Returns whether the next unit stays unchanged, so that it is copied without being read. Called once for each
         * unit with an end tag, in file order; {@link #of} is not called for such a unit.
         */
        default boolean keepsNext() {
            return false;
        }

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

    private static void copyUnits(
            Plan plan, TmxScanner scanner, TmxCopy copy, TmxScanner.Texts to, TmxScanner.Texts unread)
            throws IOException {
        TmxScanner.Kept kept = new TmxScanner.Kept(plan::keepsNext, to);
        for (Optional<RawUnit> next = scanner.readUnit(unread, kept);
                next.isPresent();
                next = scanner.readUnit(unread, kept)) {
            Tu unit = next.get().tu();
            to.add(copy.text(next.get(), plan.of(unit, next.get().location())) + copy.text(plan.following()));
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
            TmxScanner.Texts unread = xml -> last[0].write(xml);
            TmxScanner.Kept none = new TmxScanner.Kept(() -> false, unread);
            int number = 0;
            for (Optional<RawUnit> next = scanner.readUnit(unread, none);
                    next.isPresent();
                    next = scanner.readUnit(unread, none)) {
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
}
