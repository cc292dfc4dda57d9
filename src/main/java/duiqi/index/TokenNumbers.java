package duiqi.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** The numbers of the tokens of one side of a shard. Immutable and thread-safe. */
final class TokenNumbers {
    /** The number of a token that does not occur. */
    static final int UNKNOWN = -1;

    private final ByteBuffer starts;
    private final ByteBuffer words;
    private final ByteBuffer slots;

    TokenNumbers(ByteBuffer starts, ByteBuffer words, ByteBuffer slots) {
        this.starts = starts;
        this.words = words;
        this.slots = slots;
    }

    static int hash(String token) {
        int hash = token.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    int size() {
        return starts.capacity() / Integer.BYTES - 1;
    }

    /** The number of a token, or {@link #UNKNOWN}. */
    int find(String token) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        int mask = slots.capacity() / Integer.BYTES - 1;
        int slot = hash(token) & mask;
        while (true) {
            int number = slots.getInt(slot * Integer.BYTES) - 1;
            if (number < 0 || isSpelt(number, bytes)) {
                return number;
            }
            slot = slot + 1 & mask;
        }
    }

    private boolean isSpelt(int number, byte[] bytes) {
        int start = starts.getInt(number * Integer.BYTES);
        return starts.getInt((number + 1) * Integer.BYTES) - start == bytes.length
                && words.slice(start, bytes.length).equals(ByteBuffer.wrap(bytes));
    }

    /** The numbers of the tokens; unknown ones get {@link #UNKNOWN}. */
    int[] find(List<String> tokens) {
        return tokens.stream().mapToInt(this::find).toArray();
    }

    /** The numbers of all tokens of a kind. It looks at every one. */
    BitSet matching(Predicate<String> kind) {
        BitSet numbers = new BitSet();
        byte[] bytes = new byte[words.capacity()];
        words.get(0, bytes);
        for (int number = 0; number < size(); number++) {
            int start = starts.getInt(number * Integer.BYTES);
            int length = starts.getInt((number + 1) * Integer.BYTES) - start;
            if (kind.test(new String(bytes, start, length, StandardCharsets.UTF_8))) {
                numbers.set(number);
            }
        }
        return numbers;
    }
}
