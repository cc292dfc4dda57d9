package duiqi.lexicon;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Stores numbered strings in one array of characters. Finds them by hash, without creating a string for the text.
 * Immutable and thread-safe.
 */
final class StringTable {
    private final char[] chars;
    private final int[] starts;

    /**
     * By hash: a number plus one in the low half, and the hash in the high half, so that a probe of another string reads no
     * other array.
     */
    private final long[] slots;

    /** Length of the longest string that begins with two UTF-16 units, by a hash of both. */
    private final byte[] longestFrom = new byte[1 << 18];

    private StringTable(char[] chars, int[] starts) {
        this.chars = chars;
        this.starts = starts;
        this.slots = new long[Integer.highestOneBit(Math.max(4, size())) * 4];
        for (int i = 0; i < size(); i++) {
            int length = starts[i + 1] - starts[i];
            if (length > 1) {
                int pair = pair(chars[starts[i]], chars[starts[i] + 1]);
                longestFrom[pair] = (byte) Math.max(longestFrom[pair] & 0xff, length);
            }
            int hash = hash(i);
            int slot = hash & slots.length - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = (long) hash << Integer.SIZE | i + 1;
        }
    }

    static StringTable of(List<String> strings) {
        int[] starts = new int[strings.size() + 1];
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < strings.size(); i++) {
            all.append(strings.get(i));
            starts[i + 1] = all.length();
        }
        return new StringTable(all.toString().toCharArray(), starts);
    }

    int size() {
        return starts.length - 1;
    }

    /**
     * Returns the length of the longest string that begins with two UTF-16 units, or 0 if there is none. The length of
     * a string with other units but the same hash may be returned; it is then too high.
     */
    int longestFrom(char first, char second) {
        return longestFrom[pair(first, second)] & 0xff;
    }

    private int pair(char first, char second) {
        return spread(hash(first, second)) & longestFrom.length - 1;
    }

    String get(int number) {
        return new String(chars, starts[number], starts[number + 1] - starts[number]);
    }

    /** Returns the number of a string, or -1. */
    int find(CharSequence text) {
        String string = text.toString();
        return find(string, 0, string.length(), string.hashCode());
    }

    /** Returns the hash of a string with one more UTF-16 unit, equal to its {@link String#hashCode}. */
    static int hash(int before, char next) {
        return 31 * before + next;
    }

    /** Returns the number of the string from {@code start} to {@code end} of a text, given its hash, or -1. */
    int find(String text, int start, int end, int hash) {
        int spread = spread(hash);
        for (int slot = spread & slots.length - 1; slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            int number = (int) slots[slot] - 1;
            if (slots[slot] >> Integer.SIZE == spread && matches(number, text, start, end)) {
                return number;
            }
        }
        return -1;
    }

    private boolean matches(int number, String text, int start, int end) {
        int offset = starts[number];
        if (starts[number + 1] - offset != end - start) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (chars[offset + i - start] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int hash(int number) {
        int hash = 0;
        for (int i = starts[number]; i < starts[number + 1]; i++) {
            hash = hash(hash, chars[i]);
        }
        return spread(hash);
    }

    /** Returns a polynomial hash with its high bits mixed into the weak low bits, as java.util.HashMap does. */
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(size());
        for (int i = 0; i < size(); i++) {
            out.writeByte(starts[i + 1] - starts[i]);
        }
        byte[] bytes = new byte[chars.length * 2];
        for (int i = 0; i < chars.length; i++) {
            bytes[i] = (byte) (chars[i] >>> 8);
            bytes[chars.length + i] = (byte) chars[i];
        }
        out.write(bytes);
    }

    static StringTable read(ByteBuffer in) {
        byte[] lengths = new byte[in.getInt()];
        in.get(lengths);
        int[] starts = new int[lengths.length + 1];
        for (int i = 0; i < lengths.length; i++) {
            starts[i + 1] = starts[i] + (lengths[i] & 0xff);
        }
        char[] chars = new char[starts[lengths.length]];
        byte[] bytes = new byte[chars.length * 2];
        in.get(bytes);
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (((bytes[i] & 0xff) << 8) | (bytes[chars.length + i] & 0xff));
        }
        return new StringTable(chars, starts);
    }
}
