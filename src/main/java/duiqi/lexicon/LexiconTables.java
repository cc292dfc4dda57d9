package duiqi.lexicon;

import duiqi.text.FormatException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * The tables of a lexicon in the order in which they stand in its file. The same tables give the same bytes.
 *
 * @param origin name, date and licence of the dictionary
 * @param stems English stems
 * @param words simplified Chinese words
 * @param commonness for each word 16 times the logarithm of one plus the number of longer words that contain it
 * @param stemsOfWord for each word the stems of its glosses
 * @param characters simplified characters
 * @param stemsOfCharacter for each character the stems it is rendered by
 * @param charactersOfStem for each stem the characters that render it
 * @param pinyin for each character its toneless syllables, separated by a space
 * @param traditional characters whose simplified form differs
 * @param simplified their simplified forms, in the same order
 */
record LexiconTables(
        String origin,
        StringTable stems,
        StringTable words,
        byte[] commonness,
        WeightTable stemsOfWord,
        String characters,
        WeightTable stemsOfCharacter,
        WeightTable charactersOfStem,
        StringTable pinyin,
        String traditional,
        String simplified) {

    /** "dqlx" in ASCII. */
    private static final int MAGIC = 0x64716c78;

    /** Raised whenever the layout, or the way stems are made, changes. */
    private static final int VERSION = 1;

    private static final String REMEDY = "build it again with: duiqi lexicon build CEDICT_FILE";

    void write(OutputStream stream) throws IOException {
        GZIPOutputStream zipped = new GZIPOutputStream(stream, 1 << 16);
        // Compressing byte by byte would take longer than all the rest of writing.
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(zipped, 1 << 16));
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeUTF(origin);
        stems.write(out);
        words.write(out);
        out.write(commonness);
        stemsOfWord.write(out);
        writeText(out, characters);
        stemsOfCharacter.write(out);
        charactersOfStem.write(out);
        pinyin.write(out);
        writeText(out, traditional);
        writeText(out, simplified);
        out.flush();
        zipped.finish();
    }

    /**
     * @param name what to call the file in a message
     * @throws FormatException if the stream holds something else, another version, or only a part
     */
    static LexiconTables read(String name, InputStream stream) throws IOException {
        // Unpacked to the end first, which proves the checksum: no length in a damaged file is believed.
        try (GZIPInputStream zipped = new GZIPInputStream(stream, 1 << 16);
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(zipped.readAllBytes()))) {
            if (in.readInt() != MAGIC) {
                throw new FormatException(name, "not a lexicon of duiqi", REMEDY);
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw new FormatException(
                        name, "a lexicon of layout " + version + ", but this duiqi reads layout " + VERSION, REMEDY);
            }
            String origin = in.readUTF();
            StringTable stems = StringTable.read(in);
            StringTable words = StringTable.read(in);
            byte[] commonness = new byte[words.size()];
            in.readFully(commonness);
            return new LexiconTables(
                    origin,
                    stems,
                    words,
                    commonness,
                    WeightTable.read(in),
                    readText(in),
                    WeightTable.read(in),
                    WeightTable.read(in),
                    StringTable.read(in),
                    readText(in),
                    readText(in));
        } catch (EOFException e) {
            throw new FormatException(name, "the lexicon ends too early", REMEDY, e);
        } catch (ZipException e) {
            throw new FormatException(name, "not a lexicon of duiqi", REMEDY, e);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    private static String readText(DataInputStream in) throws IOException {
        char[] chars = new char[in.readInt()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = in.readChar();
        }
        return new String(chars);
    }
}
