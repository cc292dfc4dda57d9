package duiqi.memory;

import com.ibm.icu.text.UTF16;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.io.StoredTexts;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Sorts the units of a memory. The sort is stable. It sorts the keys of a large memory in parts, writes the parts to a
 * temporary file and merges them, so that the keys do not have to fit in the heap. Not thread-safe.
 */
public final class MemoryOrder implements TmxRewrite.Plan {
    /** Lists the sort keys. */
    public enum By {
        SOURCE,
        TARGET,
        ID,
        CREATED,
        CHANGED,
        LENGTH,
        POSITION
    }

    /** Order by code point; Java's own order of strings differs for characters beyond U+FFFF. */
    private static final Comparator<String> BY_CODE_POINT = new UTF16.StringComparator(true, false, 0);

    /** Maximum number of characters of the keys that are sorted at a time; about 50 MB of heap. */
    private static final int MAX_LENGTH = 1 << 23;

    private final int[] order;
    private int moved;

    /** Holds the sort key of a unit: the text counts first, then the value. */
    private record Key(int number, String text, long value) {}

    /**
     * Reads a memory and sorts its units.
     *
     * @param reverse true for descending order; the sort stays stable
     */
    public MemoryOrder(UnitReader.Source memory, By by, boolean reverse, ReadProblem.Listener listener)
            throws IOException {
        this(memory, by, reverse, MAX_LENGTH, listener);
    }

    /** Sorts the keys in parts of another length. */
    MemoryOrder(UnitReader.Source memory, By by, boolean reverse, int maxLength, ReadProblem.Listener listener)
            throws IOException {
        Comparator<Key> comparator =
                Comparator.comparing(Key::text, BY_CODE_POINT).thenComparingLong(Key::value);
        try (SortedParts parts = new SortedParts(reverse ? comparator.reversed() : comparator, maxLength);
                UnitReader reader = memory.open(listener)) {
            int number = 0;
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                parts.add(key(number++, unit.get(), reader.header(), by));
            }
            order = parts.order();
        }
        for (int i = 0; i < order.length; i++) {
            moved += order[i] == i ? 0 : 1;
        }
    }

    private static Key key(int number, Tu unit, TmxHeader header, By by) {
        Optional<Tuv> source = unit.source(header);
        String text = source.map(Tuv::text).orElse("");
        return switch (by) {
            case SOURCE -> new Key(number, text, 0);
            case TARGET -> new Key(number, target(unit, source), 0);
            case ID -> new Key(number, unit.id(), 0);
            case CREATED -> new Key(number, "", seconds(unit.created()));
            case CHANGED -> new Key(number, "", seconds(unit.changed()));
            case LENGTH -> new Key(number, "", text.codePointCount(0, text.length()));
            case POSITION ->
                new Key(number, unit.property(UnitProperties.SOURCE_FILE).orElse("\uFFFF"), position(unit));
        };
    }

    private static String target(Tu unit, Optional<Tuv> source) {
        return unit.variants().stream()
                .filter(side -> source.isEmpty() || !side.equals(source.get()))
                .findFirst()
                .map(Tuv::text)
                .orElse("");
    }

    private static long seconds(Optional<Instant> date) {
        return date.map(Instant::getEpochSecond).orElse(Long.MAX_VALUE);
    }

    /** Returns line and column as one number. */
    private static long position(Tu unit) {
        String[] parts =
                unit.property(UnitProperties.SOURCE_POSITION).orElse("").split(":", 2);
        try {
            return parts.length == 2 ? (Long.parseLong(parts[0]) << 32) + Long.parseLong(parts[1]) : Long.MAX_VALUE;
        } catch (NumberFormatException noPosition) {
            return Long.MAX_VALUE;
        }
    }

    /** Returns the number of units. */
    public int count() {
        return order.length;
    }

    /** Returns the number of units that change their position. */
    public int moved() {
        return moved;
    }

    @Override
    public Optional<Tu> of(Tu unit, Location location) {
        return Optional.of(unit);
    }

    @Override
    public Optional<int[]> order() {
        return Optional.of(order);
    }

    /** Sorts keys in parts and merges the parts. Not thread-safe. */
    private static final class SortedParts implements Closeable {
        /** Characters that need as much heap as a key without its text. */
        private static final int KEY_LENGTH = 40;

        private final Comparator<Key> comparator;
        private final int maxLength;
        private final List<Key> current = new ArrayList<>();
        private int length;

        /** Texts of the sorted parts, one part after the other. */
        private final StoredTexts texts = new StoredTexts();

        private final List<Part> parts = new ArrayList<>();

        SortedParts(Comparator<Key> comparator, int maxLength) {
            this.comparator = comparator;
            this.maxLength = maxLength;
        }

        /** Adds the key of the next unit. */
        void add(Key key) throws IOException {
            current.add(key);
            length += key.text.length() + KEY_LENGTH;
            if (length > maxLength) {
                store();
            }
        }

        private void store() throws IOException {
            if (current.isEmpty()) {
                return;
            }
            current.sort(comparator);
            int first = texts.size();
            for (Key key : current) {
                texts.add(key.text);
            }
            parts.add(new Part(
                    first,
                    current.stream().mapToInt(Key::number).toArray(),
                    current.stream().mapToLong(Key::value).toArray()));
            current.clear();
            length = 0;
        }

        /** Returns the numbers of the units in the order of their keys. */
        int[] order() throws IOException {
            if (parts.isEmpty()) {
                current.sort(comparator);
                return current.stream().mapToInt(Key::number).toArray();
            }
            store();
            // A unit of an earlier part precedes an equal one of a later part, so that the sort stays stable.
            PriorityQueue<Head> heads = new PriorityQueue<>(
                    Comparator.comparing(Head::key, comparator).thenComparingInt(head -> head.key.number));
            for (Part part : parts) {
                heads.add(new Head(part, 0, part.key(0, texts)));
            }
            int[] order = new int[texts.size()];
            for (int i = 0; i < order.length; i++) {
                Head head = heads.remove();
                order[i] = head.key.number;
                int next = head.index + 1;
                if (next < head.part.numbers.length) {
                    heads.add(new Head(head.part, next, head.part.key(next, texts)));
                }
            }
            return order;
        }

        @Override
        public void close() throws IOException {
            texts.close();
        }

        private record Head(Part part, int index, Key key) {}

        /** Holds the sorted keys of a part, except their texts. */
        private static final class Part {
            private final int first;
            private final int[] numbers;
            private final long[] values;

            /**
             * Creates a part.
             *
             * @param first the number of its first text
             */
            Part(int first, int[] numbers, long[] values) {
                this.first = first;
                this.numbers = numbers;
                this.values = values;
            }

            Key key(int index, StoredTexts texts) throws IOException {
                return new Key(numbers[index], texts.get(first + index), values[index]);
            }
        }
    }
}
