package duiqi.exchange;

import duiqi.text.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Copies a TMX file unit by unit, leaving some out and putting others in. What stays stays letter by letter, comments and all;
 * what was mended on reading is written mended. The copy is in UTF-8 unless the file is in UTF-16. One unit is held at a time.
 * Immutable and thread-safe.
 */
public final class TmxRewrite {
    private final Path file;
    private final ReadProblemListener listener;

    /**
     * Prepares.
     *
     * @param file the file to copy from, which stays as it is
     * @param listener is told of damage, and may refuse the file
     */
    public TmxRewrite(Path file, ReadProblemListener listener) {
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

        /** What to write behind that, asked for right after it. */
        default List<Tu> following() {
            return List.of();
        }

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
        MemoryOutput.write(name, out, content -> copy(plan, content));
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
            TmxHead head = scanner.readHead();
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

    private ReadProblemListener watching(boolean[] isDamaged) {
        return damage -> {
            isDamaged[0] = true;
            listener.found(damage);
        };
    }
}
