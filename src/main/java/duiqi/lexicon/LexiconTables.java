package duiqi.lexicon;

import duiqi.text.FormatException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Holds the tables of a lexicon in the order of its file. Equal tables give equal bytes.
 *
 * @param origin the name, date and licence of the dictionary
 * @param stems the English stems
 * @param words the Chinese words
 * @param characters the characters of the words
 * @param simplification the characters with a different simplified form
 * @param text the counts of aligned texts
 */
record LexiconTables(
        String origin,
        StringTable stems,
        Words words,
        Characters characters,
        Simplification simplification,
        LazyCounts text) {
    /**
     * Reads numbers from bytes in memory. A lexicon has millions of them, and the streams of Java lock for each byte.
     * Not thread-safe.
     */
    static final class Bytes extends InputStream {
        private final byte[] bytes;
        private final DataInputStream data = new DataInputStream(this);
        private int next;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return next < bytes.length ? bytes[next++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            int count = Math.min(length, bytes.length - next);
            if (count == 0 && length > 0) {
                return -1;
            }
            System.arraycopy(bytes, next, target, from, count);
            next += count;
            return count;
        }

        int readInt() throws IOException {
            return data.readInt();
        }

        String readUTF() throws IOException {
            return data.readUTF();
        }

        void readFully(byte[] target) throws IOException {
            data.readFully(target);
        }

        /** Reads a number that {@link WeightTable#writeVariable} wrote. */
        int readVariable() throws IOException {
            int value = 0;
            for (int shift = 0; next < bytes.length; shift += 7) {
                byte b = bytes[next++];
                value |= (b & 0x7f) << shift;
                if (b >= 0) {
                    return value;
                }
            }
            throw new EOFException();
        }
    }

    /** Holds the counts of aligned texts as bytes until someone needs them. Thread-safe. */
    static final class LazyCounts {
        private final byte[] bytes;
        private final int words;
        private final int characters;
        private final int stems;
        private volatile @Nullable TextCounts counts;

        LazyCounts(byte[] bytes, int words, int characters, int stems) {
            this.bytes = bytes;
            this.words = words;
            this.characters = characters;
            this.stems = stems;
        }

        /** Stores counts as bytes. */
        static LazyCounts of(TextCounts counts, int words, int characters, int stems) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (!counts.isEmpty()) {
                try {
                    counts.write(new DataOutputStream(bytes));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return new LazyCounts(bytes.toByteArray(), words, characters, stems);
        }

        TextCounts get() {
            TextCounts known = counts;
            if (known == null) {
                known = read();
                counts = known;
            }
            return known;
        }

        private TextCounts read() {
            if (bytes.length == 0) {
                return TextCounts.none(words, characters, stems);
            }
            try {
                return TextCounts.read(new Bytes(bytes), words, characters, stems);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Holds the Chinese words.
     *
     * @param forms the simplified words
     * @param commonness for each word, 16 times the logarithm of one plus the number of longer words that contain it
     * @param stems for each word, the stems of its glosses
     */
    record Words(StringTable forms, byte[] commonness, WeightTable stems) {}

    /**
     * Holds the characters of the words.
     *
     * @param forms the simplified characters
     * @param stems for each character, the stems that translate it
     * @param ofStems for each stem, the characters that translate it
     * @param pinyin for each character, its toneless syllables, separated by a space
     */
    record Characters(String forms, WeightTable stems, WeightTable ofStems, StringTable pinyin) {}

    /**
     * Holds the characters whose simplified form differs.
     *
     * @param traditional the characters
     * @param simplified their simplified forms, in the same order
     */
    record Simplification(String traditional, String simplified) {}

    /** "dqlx" in ASCII. */
    private static final int MAGIC = 0x64716c78;

    /** Version of the file layout; increase it when the layout or the stemming changes. */
    private static final int VERSION = 2;

    /** Version of the layout without counts of texts. */
    private static final int WITHOUT_COUNTS = 1;

    private static final String REMEDY = "build it again with: duiqi lexicon build CEDICT_FILE";

    void write(OutputStream stream) throws IOException {
        GZIPOutputStream zipped = new GZIPOutputStream(stream, 1 << 16);
        // The buffer is necessary because compression byte by byte takes longer than everything else.
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(zipped, 1 << 16));
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeUTF(origin);
        stems.write(out);
        words.forms.write(out);
        out.write(words.commonness);
        words.stems.write(out);
        writeText(out, characters.forms);
        characters.stems.write(out);
        characters.ofStems.write(out);
        characters.pinyin.write(out);
        writeText(out, simplification.traditional);
        writeText(out, simplification.simplified);
        out.writeInt(text.bytes.length);
        out.write(text.bytes);
        out.flush();
        zipped.finish();
    }

    /**
     * Reads a lexicon that {@link #write} wrote.
     *
     * @param name the name of the file for messages
     * @throws FormatException if the stream is incomplete, of another version, or not a lexicon
     */
    static LexiconTables read(String name, InputStream stream) throws IOException {
        // The file is unpacked completely first, which verifies the checksum before any length in it is used.
        try (GZIPInputStream zipped = new GZIPInputStream(stream, 1 << 16);
                Bytes in = new Bytes(zipped.readAllBytes())) {
            if (in.readInt() != MAGIC) {
                throw new FormatException(name, "is not a duiqi lexicon", REMEDY);
            }
            int version = in.readInt();
            if (version != VERSION && version != WITHOUT_COUNTS) {
                throw new FormatException(name, "lexicon has layout " + version + ", expected " + VERSION, REMEDY);
            }
            String origin = in.readUTF();
            StringTable stems = StringTable.read(in);
            StringTable words = StringTable.read(in);
            byte[] commonness = new byte[words.size()];
            in.readFully(commonness);
            Words withStems = new Words(words, commonness, WeightTable.read(in));
            Characters characters =
                    new Characters(readText(in), WeightTable.read(in), WeightTable.read(in), StringTable.read(in));
            Simplification simplification = new Simplification(readText(in), readText(in));
            byte[] text = new byte[version == WITHOUT_COUNTS ? 0 : in.readInt()];
            in.readFully(text);
            return new LexiconTables(
                    origin,
                    stems,
                    withStems,
                    characters,
                    simplification,
                    new LazyCounts(text, words.size(), characters.forms.length(), stems.size()));
        } catch (EOFException e) {
            throw new FormatException(name, "lexicon is incomplete", REMEDY, e);
        } catch (ZipException e) {
            throw new FormatException(name, "is not a duiqi lexicon", REMEDY, e);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    private static String readText(Bytes in) throws IOException {
        char[] chars = new char[in.readInt()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) in.data.readUnsignedShort();
        }
        return new String(chars);
    }

    /**
     * Holds some columns with weights in (0, 1] for each row, in primitive arrays. A weight takes one byte, in
     * logarithmic steps of an eighth of a bit, which is finer than the precision of a dictionary. Immutable and
     * thread-safe.
     */
    static final class WeightTable {
        private static final double STEP = Math.log(2) / 8;

        private final int[] starts;
        private final int[] columns;
        private final byte[] levels;

        private WeightTable(int[] starts, int[] columns, byte[] levels) {
            this.starts = starts;
            this.columns = columns;
            this.levels = levels;
        }

        /**
         * Returns the table of some rows.
         *
         * @param rows the weights of each row by column; weights above 1 count as 1
         */
        static WeightTable of(List<? extends SortedMap<Integer, Double>> rows) {
            int[] starts = new int[rows.size() + 1];
            for (int i = 0; i < rows.size(); i++) {
                starts[i + 1] = starts[i] + rows.get(i).size();
            }
            int[] columns = new int[starts[rows.size()]];
            byte[] levels = new byte[columns.length];
            int k = 0;
            for (SortedMap<Integer, Double> row : rows) {
                for (var cell : row.entrySet()) {
                    columns[k] = cell.getKey();
                    levels[k++] = (byte) Math.min(255, Math.round(-Math.log(Math.min(1, cell.getValue())) / STEP));
                }
            }
            return new WeightTable(starts, columns, levels);
        }

        void forEach(int row, Lexicon.Weights cells) {
            for (int k = starts[row]; k < starts[row + 1]; k++) {
                cells.accept(columns[k], WEIGHTS[levels[k] & 0xff]);
            }
        }

        private static final float[] WEIGHTS = new float[256];

        static {
            for (int level = 0; level < WEIGHTS.length; level++) {
                WEIGHTS[level] = (float) Math.exp(-level * STEP);
            }
        }

        void write(DataOutput out) throws IOException {
            out.writeInt(starts.length - 1);
            out.writeInt(columns.length);
            for (int i = 0; i + 1 < starts.length; i++) {
                writeVariable(out, starts[i + 1] - starts[i]);
            }
            for (int i = 0; i + 1 < starts.length; i++) {
                int last = 0;
                for (int k = starts[i]; k < starts[i + 1]; k++) {
                    writeVariable(out, columns[k] - last);
                    last = columns[k];
                }
            }
            out.write(levels);
        }

        static WeightTable read(Bytes in) throws IOException {
            int[] starts = new int[in.readInt() + 1];
            int[] columns = new int[in.readInt()];
            for (int i = 0; i + 1 < starts.length; i++) {
                starts[i + 1] = starts[i] + in.readVariable();
            }
            for (int i = 0; i + 1 < starts.length; i++) {
                int last = 0;
                for (int k = starts[i]; k < starts[i + 1]; k++) {
                    last += in.readVariable();
                    columns[k] = last;
                }
            }
            byte[] levels = new byte[columns.length];
            in.readFully(levels);
            return new WeightTable(starts, columns, levels);
        }

        /**
         * Writes a number with seven bits a byte, low bits first, and the high bit set in all bytes except the last.
         */
        static void writeVariable(DataOutput out, int value) throws IOException {
            int rest = value;
            while (rest > 0x7f) {
                out.writeByte(rest | 0x80);
                rest >>>= 7;
            }
            out.writeByte(rest);
        }
    }
}
