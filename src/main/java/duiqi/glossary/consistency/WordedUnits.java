package duiqi.glossary.consistency;

import duiqi.io.StoredTexts;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/**
 * Stores units as numbered words, in compact bytes. Many units are in a temporary file, which
 * {@link #close} deletes. Needs about 20 bytes of heap for each unit. Not thread-safe.
 */
public final class WordedUnits implements Closeable {
    private final StoredTexts words = new StoredTexts();

    public void add(WordSegmenter.WordedUnit unit) {
        Bytes bytes = new Bytes(new byte[4 * (unit.chinese().length + unit.english().length) + 8]);
        bytes.writeRow(unit.chinese(), unit.chineseStarts(), unit.chineseEnds(), unit.edges());
        bytes.writeRow(unit.english(), unit.englishStarts(), unit.englishEnds(), unit.hyphened());
        try {
            words.add(bytes.written());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a view of the units. */
    public List<WordSegmenter.WordedUnit> units() {
        Recent recent = new Recent();
        return new AbstractList<>() {
            @Override
            public WordSegmenter.WordedUnit get(int number) {
                return recent.get(number);
            }

            @Override
            public int size() {
                return words.size();
            }
        };
    }

    private WordSegmenter.WordedUnit unit(int number) {
        try {
            Bytes bytes = new Bytes(words.bytes(number));
            int[][] chinese = bytes.readRow();
            byte[] edges = bytes.readFlags(chinese[0].length);
            int[][] stems = bytes.readRow();
            byte[] hyphened = bytes.readFlags(stems[0].length);
            return new WordSegmenter.WordedUnit(
                    chinese[0], chinese[1], chinese[2], edges, stems[0], stems[1], stems[2], hyphened);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        words.close();
    }

    /** Keeps some of the units that were read last, more in a larger heap. Not thread-safe. */
    private final class Recent {
        /** Bytes of the heap for each unit that may be kept, more than a unit needs. */
        private static final long SHARE = 1 << 14;

        private static final long MAX_KEPT = 1 << 18;
        private static final int KEPT =
                (int) Long.highestOneBit(Math.min(MAX_KEPT, Runtime.getRuntime().maxMemory() / SHARE) | 1);

        private final int[] numbers = new int[KEPT];
        private final WordSegmenter.WordedUnit[] units = new WordSegmenter.WordedUnit[KEPT];

        Recent() {
            Arrays.fill(numbers, -1);
        }

        WordSegmenter.WordedUnit get(int number) {
            int slot = number & (KEPT - 1);
            if (numbers[slot] != number) {
                units[slot] = unit(number);
                numbers[slot] = number;
            }
            return units[slot];
        }
    }

    /** Writes and reads numbers with seven bits in each byte. */
    private static final class Bytes {
        private byte[] bytes;
        private int at;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] written() {
            return Arrays.copyOf(bytes, at);
        }

        /** Writes the numbers, starts and ends of words, then a flag for each. */
        void writeRow(int[] numbers, int[] starts, int[] ends, byte[] flags) {
            write(numbers.length);
            int last = 0;
            for (int i = 0; i < numbers.length; i++) {
                // Marks have negative numbers. A word may start before the end of the previous one.
                write(numbers[i] - WordSegmenter.WordedUnit.STOP);
                writeSigned(starts[i] - last);
                writeSigned(ends[i] - starts[i]);
                last = ends[i];
            }
            for (byte flag : flags) {
                write(flag);
            }
        }

        int[][] readRow() {
            int[][] row = new int[3][read()];
            int last = 0;
            for (int i = 0; i < row[0].length; i++) {
                row[0][i] = read() + WordSegmenter.WordedUnit.STOP;
                row[1][i] = last + readSigned();
                row[2][i] = row[1][i] + readSigned();
                last = row[2][i];
            }
            return row;
        }

        byte[] readFlags(int count) {
            byte[] flags = new byte[count];
            for (int i = 0; i < count; i++) {
                flags[i] = (byte) read();
            }
            return flags;
        }

        private void writeSigned(int value) {
            write((value << 1) ^ (value >> 31));
        }

        private int readSigned() {
            int value = read();
            return (value >>> 1) ^ -(value & 1);
        }

        private void write(int value) {
            if (at + 5 > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
            int rest = value;
            while ((rest & ~0x7f) != 0) {
                bytes[at++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[at++] = (byte) rest;
        }

        private int read() {
            int value = 0;
            int shift = 0;
            while (bytes[at] < 0) {
                value |= (bytes[at++] & 0x7f) << shift;
                shift += 7;
            }
            return value | bytes[at++] << shift;
        }
    }
}
