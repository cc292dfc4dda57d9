package duiqi.index;

import duiqi.index.ShardHead.Section.OfSide;
import duiqi.index.ShardHead.SectionWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Finds units of a shard by the texts of one side. Immutable and thread-safe. */
final class ShardSide {
    final TokenNumbers vocabulary;
    final LengthRanges lengths;
    final Postings postings;
    final Signature.Signatures signatures;
    private final ByteBuffer units;
    private final ByteBuffer tokenStarts;
    private final ByteBuffer tokens;

    ShardSide(int entries, Function<OfSide, ByteBuffer> section) {
        vocabulary = new TokenNumbers(
                section.apply(OfSide.WORD_STARTS), section.apply(OfSide.WORDS), section.apply(OfSide.WORD_SLOTS));
        lengths = new LengthRanges(section.apply(OfSide.LENGTHS), entries);
        postings = new Postings(section.apply(OfSide.BUCKETS), section.apply(OfSide.POSTINGS));
        signatures = new Signature.Signatures(section.apply(OfSide.SIGNATURES), lengths);
        units = section.apply(OfSide.UNITS);
        tokenStarts = section.apply(OfSide.TOKEN_STARTS);
        tokens = section.apply(OfSide.TOKENS);
    }

    int unit(int entry) {
        return units.getInt(entry * Integer.BYTES);
    }

    /** Returns the tokens of an entry with the given length, in an array that may be longer. */
    int[] tokens(int entry, int length, SearchBuffers scratch) {
        int start = tokenStarts.getInt(entry * Integer.BYTES);
        int end = tokenStarts.getInt((entry + 1) * Integer.BYTES);
        byte[] bytes = scratch.bytes(tokens, start, end - start);
        int[] result = scratch.tokens(length);
        int at = 0;
        for (int i = 0; i < length; i++) {
            int b = bytes[at++];
            int token = b & 0x7f;
            for (int shift = 7; b < 0; shift += 7) {
                b = bytes[at++];
                token |= (b & 0x7f) << shift;
            }
            result[i] = token;
        }
        return result;
    }

    /** Returns whether an entry contains at least one of some tokens. */
    boolean hasAny(int entry, BitSet wanted, SearchBuffers scratch) {
        int start = tokenStarts.getInt(entry * Integer.BYTES);
        int size = tokenStarts.getInt((entry + 1) * Integer.BYTES) - start;
        byte[] bytes = scratch.bytes(tokens, start, size);
        for (int at = 0, token = 0, shift = 0; at < size; at++) {
            token |= (bytes[at] & 0x7f) << shift;
            shift += 7;
            if (bytes[at] >= 0) {
                if (wanted.get(token)) {
                    return true;
                }
                token = 0;
                shift = 0;
            }
        }
        return false;
    }

    /**
     * Maps text lengths to the entries of one side of a shard. Entries are numbered from the shortest to the longest,
     * so the entries of a length form a range. Immutable and thread-safe.
     */
    static final class LengthRanges {
        private final int[] lengths;
        private final int[] firsts;

        /**
         * Creates the map.
         *
         * @param section pairs of a length and the first entry with this length, ascending
         * @param entries the number of all entries
         */
        LengthRanges(ByteBuffer section, int entries) {
            int count = section.capacity() / (2 * Integer.BYTES);
            lengths = new int[count];
            firsts = new int[count + 1];
            for (int i = 0; i < count; i++) {
                lengths[i] = section.getInt(2 * i * Integer.BYTES);
                firsts[i] = section.getInt((2 * i + 1) * Integer.BYTES);
            }
            firsts[count] = entries;
        }

        /** Returns the number of distinct lengths. */
        int count() {
            return lengths.length;
        }

        /**
         * Returns the number of the first length that is at least the given one, or {@link #count} if there is none.
         */
        int atLeast(int length) {
            int found = Arrays.binarySearch(lengths, length);
            return found < 0 ? -found - 1 : found;
        }

        /**
         * Returns the number of the first length that is greater than the given one, or {@link #count} if there is
         * none.
         */
        int above(int length) {
            return length == Integer.MAX_VALUE ? lengths.length : atLeast(length + 1);
        }

        int length(int number) {
            return lengths[number];
        }

        /**
         * Returns the first entry of the length with the given number, or the number of all entries for {@link #count}.
         */
        int first(int number) {
            return firsts[number];
        }
    }

    /** Holds the buffers that one search uses repeatedly. Not thread-safe. */
    static final class SearchBuffers {
        private byte[] bytes = new byte[1 << 12];
        private int[] entries = new int[1 << 12];
        private int[] tokens = new int[1 << 8];

        int[] entries(int count) {
            entries = entries.length < count ? new int[Math.max(count, 2 * entries.length)] : entries;
            return entries;
        }

        /** Returns the entries last read. */
        int[] entries() {
            return entries;
        }

        /** Copies bytes of a buffer to the start of an array that may be longer. */
        byte[] bytes(ByteBuffer from, int start, int length) {
            bytes = bytes.length < length ? new byte[Math.max(length, 2 * bytes.length)] : bytes;
            from.get(start, bytes, 0, length);
            return bytes;
        }

        int[] tokens(int count) {
            tokens = tokens.length < count ? new int[Math.max(count, 2 * tokens.length)] : tokens;
            return tokens;
        }
    }

    /** Maps the tokens of one side of a shard to numbers. Immutable and thread-safe. */
    static final class TokenNumbers {
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
            int start = start(number);
            return start(number + 1) - start == bytes.length
                    && words.slice(start, bytes.length).equals(ByteBuffer.wrap(bytes));
        }

        /** Returns the numbers of tokens, with {@link #UNKNOWN} for unknown ones. */
        int[] find(List<String> tokens) {
            return tokens.stream().mapToInt(this::find).toArray();
        }

        /**
         * Returns the numbers of all tokens that contain some letters. Searches the spellings of all tokens as one text.
         *
         * @param openBefore true if a token may have more letters before them
         * @param openAfter true if a token may have more letters after them
         */
        BitSet containing(String letters, boolean openBefore, boolean openAfter) {
            BitSet numbers = new BitSet();
            byte[] wanted = letters.getBytes(StandardCharsets.UTF_8);
            byte[] bytes = new byte[words.capacity()];
            words.get(0, bytes);
            int number = 0;
            for (int at = 0; at + wanted.length <= bytes.length; at++) {
                if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                    while (start(number + 1) <= at) {
                        number++;
                    }
                    int end = at + wanted.length;
                    if (end <= start(number + 1)
                            && (openBefore || at == start(number))
                            && (openAfter || end == start(number + 1))) {
                        numbers.set(number);
                    }
                }
            }
            return numbers;
        }

        private int start(int number) {
            return starts.getInt(number * Integer.BYTES);
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
}
