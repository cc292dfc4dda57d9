package duiqi.lexicon;

import duiqi.text.FormatException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * Holds the tables of a lexicon in the order of its file. Equal tables give equal bytes.
 *
 * @param origin the name, date and licence of the dictionary
 * @param stems the English stems
 * @param words the Chinese words
 * @param characters the characters of the words
 * @param simplification the characters with a different simplified form
 * @param text the counts of aligned texts as bytes; empty for none
 */
record LexiconTables(
        String origin,
        StringTable stems,
        Words words,
        Characters characters,
        Simplification simplification,
        byte[] text) {
    /**
     * Holds the Chinese words.
     *
     * @param forms the simplified words
     * @param commonness for each word, 16 times the logarithm of one plus the number of longer words that contain it
     * @param stems for each word, the stems of its glosses
     */
    record Words(StringTable forms, byte[] commonness, WeightRows stems) {}

    /**
     * Holds the characters of the words.
     *
     * @param forms the simplified characters
     * @param stems for each character, the stems that translate it
     * @param ofStems for each stem, the characters that translate it
     * @param pinyin for each character, its toneless syllables, separated by a space
     */
    record Characters(String forms, WeightRows stems, WeightRows ofStems, StringTable pinyin) {}

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
        write(out, words.stems);
        writeText(out, characters.forms);
        write(out, characters.stems);
        write(out, characters.ofStems);
        characters.pinyin.write(out);
        writeText(out, simplification.traditional);
        writeText(out, simplification.simplified);
        out.writeInt(text.length);
        out.write(text);
        out.flush();
        zipped.finish();
    }

    private static void write(DataOutputStream out, WeightRows rows) throws IOException {
        out.writeInt(rows.starts().length - 1);
        out.writeInt(rows.columns().length);
        rows.write(out);
    }

    /**
     * Reads a lexicon that {@link #write} wrote.
     *
     * @param name the name of the file for messages
     * @throws FormatException if the stream is incomplete, of another version, or not a lexicon
     */
    static LexiconTables read(String name, InputStream stream) throws IOException {
        // The file is unpacked completely first, which verifies the checksum before any length in it is used.
        try (GZIPInputStream zipped = new GZIPInputStream(stream, 1 << 16)) {
            ByteBuffer in = ByteBuffer.wrap(zipped.readAllBytes());
            if (in.getInt() != MAGIC) {
                throw new FormatException(name, "is not a duiqi lexicon", REMEDY);
            }
            int version = in.getInt();
            if (version != VERSION && version != WITHOUT_COUNTS) {
                throw new FormatException(name, "lexicon has layout " + version + ", expected " + VERSION, REMEDY);
            }
            return read(in, version != WITHOUT_COUNTS);
        } catch (EOFException | BufferUnderflowException e) {
            throw new FormatException(name, "lexicon is incomplete", REMEDY, e);
        } catch (ZipException e) {
            throw new FormatException(name, "is not a duiqi lexicon", REMEDY, e);
        }
    }

    private static LexiconTables read(ByteBuffer in, boolean hasCounts) throws IOException {
        byte[] origin = new byte[Short.BYTES + (in.getShort(in.position()) & 0xffff)];
        in.get(origin);
        StringTable stems = StringTable.read(in);
        StringTable words = StringTable.read(in);
        byte[] commonness = new byte[words.size()];
        in.get(commonness);
        Words withStems = new Words(words, commonness, readRows(in));
        Characters characters = new Characters(readText(in), readRows(in), readRows(in), StringTable.read(in));
        Simplification simplification = new Simplification(readText(in), readText(in));
        byte[] text = new byte[hasCounts ? in.getInt() : 0];
        in.get(text);
        return new LexiconTables(
                new DataInputStream(new ByteArrayInputStream(origin)).readUTF(),
                stems,
                withStems,
                characters,
                simplification,
                text);
    }

    private static WeightRows readRows(ByteBuffer in) {
        int rows = in.getInt();
        in.getInt();
        return WeightRows.read(in, rows, 1);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    private static String readText(ByteBuffer in) {
        char[] chars = new char[in.getInt()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = in.getChar();
        }
        return new String(chars);
    }

    TextCounts counts() {
        int wordCount = words.forms.size();
        int characterCount = characters.forms.length();
        return text.length == 0
                ? TextCounts.none(wordCount, characterCount, stems.size())
                : TextCounts.read(ByteBuffer.wrap(text), wordCount, characterCount, stems.size());
    }

    /** Returns the same tables with the counts of other texts. */
    LexiconTables with(TextCounts counts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!counts.isEmpty()) {
            try {
                counts.write(new DataOutputStream(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new LexiconTables(origin, stems, words, characters, simplification, bytes.toByteArray());
    }
}
