package duiqi.memory;

import duiqi.exchange.TmxHeader;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.io.StoredTexts;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sorts the units of a memory. The sort is stable. Needs about 150 bytes of heap for each unit: keys are strings of bytes
 * that sort like their values, and the rest of a long one is in a temporary file. Not thread-safe.
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

    /** Number of bytes of a key in the heap. Few keys begin with more equal bytes. */
    private static final int HEAD = 64;

    private final int[] order;
    private int moved;

    /**
     * Reads a memory and sorts its units.
     *
     * @param reverse true for descending order; the sort stays stable
     */
    public MemoryOrder(UnitReader.Source memory, By by, boolean reverse, ReadProblem.Listener listener)
            throws IOException {
        List<byte[]> heads = new ArrayList<>();
        try (StoredTexts rests = new StoredTexts()) {
            memory.read(listener, (unit, reader) -> {
                byte[] key = key(unit, reader.header(), by);
                int head = Math.min(HEAD, key.length);
                heads.add(Arrays.copyOf(key, head));
                rests.add(Arrays.copyOfRange(key, head, key.length));
            });
            Comparator<Integer> comparator = (one, other) -> {
                int beginning = Arrays.compareUnsigned(heads.get(one), heads.get(other));
                return beginning != 0 ? beginning : compare(rests, one, other);
            };
            order = IntStream.range(0, heads.size())
                    .boxed()
                    .sorted(reverse ? comparator.reversed() : comparator)
                    .mapToInt(Integer::intValue)
                    .toArray();
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        for (int i = 0; i < order.length; i++) {
            moved += order[i] == i ? 0 : 1;
        }
    }

    private static int compare(StoredTexts rests, int one, int other) {
        try {
            return Arrays.compareUnsigned(rests.bytes(one), rests.bytes(other));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] key(Tu unit, TmxHeader header, By by) {
        Optional<Tuv> source = unit.source(header);
        String text = source.map(Tuv::text).orElse("");
        return switch (by) {
            case SOURCE -> key(text);
            case TARGET -> key(target(unit, source));
            case ID -> key(unit.id());
            case CREATED -> key("", seconds(unit.created()));
            case CHANGED -> key("", seconds(unit.changed()));
            case LENGTH -> key("", text.codePointCount(0, text.length()));
            case POSITION -> key(unit.property(UnitProperties.SOURCE_FILE).orElse("\uFFFF"), position(unit));
        };
    }

    /** Returns a key by text. UTF-8 sorts by code point; Java's strings do not. */
    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a key by text, then by number. The zero byte sorts a text before all longer texts. */
    private static byte[] key(String text, long number) {
        byte[] bytes = key(text);
        return ByteBuffer.allocate(bytes.length + 1 + Long.BYTES)
                .put(bytes)
                .put((byte) 0)
                .putLong(number ^ Long.MIN_VALUE)
                .array();
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
}
