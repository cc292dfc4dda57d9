package duiqi.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Maps the tokens of one side of a shard to numbers. Immutable and thread-safe. */
final class TokenNumbers {
    /** Number of a token that does not occur. */
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

    /** Returns the number of a token, or {@link #UNKNOWN}. */
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

    /** Returns the numbers of tokens, with {@link #UNKNOWN} for unknown ones. */
    int[] find(List<String> tokens) {
        return tokens.stream().mapToInt(this::find).toArray();
    }

    /** Returns the numbers of all tokens that meet a condition. Tests every token. */
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

    /** Numbers the tokens of one side of a shard, first in order of occurrence, then by frequency. Not thread-safe. */
    static final class Writer {
        private final Map<String, Integer> numbers = new HashMap<>();
        /** Numbers plus 1 of tokens of one UTF-16 unit, which most Chinese tokens are. */
        private final int[] ofOneUnit = new int[1 << 16];

        private final List<String> spellings = new ArrayList<>();

        /** Returns the number of a token, in the order of first occurrence. */
        int number(String text, int start, int end) {
            if (end - start > 1) {
                return numbers.computeIfAbsent(text.substring(start, end), this::add);
            }
            char unit = text.charAt(start);
            if (ofOneUnit[unit] == 0) {
                ofOneUnit[unit] = add(String.valueOf(unit)) + 1;
            }
            return ofOneUnit[unit] - 1;
        }

        private int add(String token) {
            spellings.add(token);
            return spellings.size() - 1;
        }

        int size() {
            return spellings.size();
        }

        /**
         * Writes the tokens in order of frequency, because small numbers need less space.
         *
         * @param counts the number of occurrences of each token
         * @return the new number of each token
         */
        int[] write(UnitSide side, int[] counts, SectionWriter out) throws IOException {
            int[] order = IntStream.range(0, size())
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer number) -> -counts[number]))
                    .mapToInt(number -> number)
                    .toArray();
            int[] ranks = new int[order.length];
            int[] starts = new int[order.length + 1];
            for (int rank = 0; rank < order.length; rank++) {
                ranks[order[rank]] = rank;
                byte[] bytes = spellings.get(order[rank]).getBytes(StandardCharsets.UTF_8);
                starts[rank + 1] = starts[rank] + bytes.length;
                out.put(bytes, 0, bytes.length);
            }
            out.end(ShardHead.Section.OfSide.WORDS.in(side));
            for (int start : starts) {
                out.putInt(start);
            }
            out.end(ShardHead.Section.OfSide.WORD_STARTS.in(side));
            int[] slots = new int[4 * Integer.highestOneBit(Math.max(1, order.length))];
            for (int rank = 0; rank < order.length; rank++) {
                int slot = TokenNumbers.hash(spellings.get(order[rank])) & slots.length - 1;
                while (slots[slot] != 0) {
                    slot = slot + 1 & slots.length - 1;
                }
                slots[slot] = rank + 1;
            }
            for (int slot : slots) {
                out.putInt(slot);
            }
            out.end(ShardHead.Section.OfSide.WORD_SLOTS.in(side));
            return ranks;
        }
    }
}
