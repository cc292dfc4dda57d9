package duiqi.index;

import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Reads and writes the head of a shard file. The head contains a mark, the version of the format, the length of the
 * file, and the positions of the sections. It ends with its own checksum (CRC-32C, RFC 3720, section 12.1).
 *
 * @param units the number of units in the shard
 * @param fileLength the length of the whole file in bytes
 * @param places the position of each section
 */
record ShardHead(int units, long fileLength, Map<Section, Place> places) {
    private static final byte[] MARK = "duiqi memory\n".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 3;
    private static final int MARK_SIZE = 16;
    private static final int PLACE_SIZE = Long.BYTES + Integer.BYTES;
    private static final int CHECKED = MARK_SIZE + 2 * Integer.BYTES + Long.BYTES + Section.COUNT * PLACE_SIZE;

    /** Size of a head in bytes, a multiple of 8. */
    static final int SIZE = (CHECKED + Integer.BYTES + 7) / 8 * 8;

    /** Marks a part of the file. */
    record Place(long start, int length) {}

    ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MARK).position(MARK_SIZE);
        bytes.putInt(VERSION).putInt(units).putLong(fileLength);
        for (int number = 0; number < Section.COUNT; number++) {
            Place place = places.get(new Section(number));
            if (place == null) {
                throw new IllegalArgumentException("section " + number + " is not written yet");
            }
            bytes.putLong(place.start()).putInt(place.length());
        }
        bytes.putInt(checksumOf(bytes.slice(0, CHECKED)));
        return bytes.rewind();
    }

    /**
     * Reads a head.
     *
     * @param bytes the first {@link #SIZE} bytes of the file, or the whole file if it is shorter
     * @param length the length of the file
     * @throws FormatException if the file is damaged, of another version, or not a shard
     */
    static ShardHead read(Path file, ByteBuffer bytes, long length) throws FormatException {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < MARK_SIZE || !bytes.slice(0, MARK.length).equals(ByteBuffer.wrap(MARK))) {
            throw new FormatException(file.toString(), "is not an index of a memory", "give a file that duiqi wrote");
        }
        if (bytes.remaining() < SIZE || bytes.getInt(CHECKED) != checksumOf(bytes.slice(0, CHECKED))) {
            throw damaged(file, "index is damaged: wrong checksum of the head");
        }
        bytes.position(MARK_SIZE);
        int version = bytes.getInt();
        if (version != VERSION) {
            throw damaged(file, "index has version " + version + ", expected " + VERSION);
        }
        int units = bytes.getInt();
        long fileLength = bytes.getLong();
        if (fileLength != length) {
            throw damaged(file, "index has " + length + " bytes, expected " + fileLength);
        }
        Map<Section, Place> places = new HashMap<>();
        for (int number = 0; number < Section.COUNT; number++) {
            places.put(new Section(number), new Place(bytes.getLong(), bytes.getInt()));
        }
        return new ShardHead(units, fileLength, places);
    }

    static FormatException damaged(Path file, String problem) {
        return new FormatException(file.toString(), problem, "delete it; duiqi builds it again from the memory");
    }

    private static int checksumOf(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    /**
     * Identifies a section of a shard file by its place in the head. All numbers in a section are little-endian.
     *
     * @param number the place, from 0
     */
    record Section(int number) {
        /** Data for ranking, {@link Shard.UnitRecord#SIZE} bytes for each unit. */
        static final Section UNITS = new Section(0);

        /** Texts of each unit. */
        static final Section RECORDS = new Section(1);

        /** Language tags and property names, each after a varint with the number of its bytes. */
        static final Section NAMES = new Section(2);

        static final int COUNT = 3 + UnitSide.values().length * OfSide.values().length;

        /** Lists the sections that each of the two sides has. */
        enum OfSide {
            /** Pairs of ints in ascending order: a number of tokens, and the first entry with this number. */
            LENGTHS,
            /** Unit number of each entry. */
            UNITS,
            /** Offset of the tokens of each entry, and the end. */
            TOKEN_STARTS,
            /** Token numbers as varints. */
            TOKENS,
            /** Signature of each entry; {@link Signature#width} gives its number of longs. */
            SIGNATURES,
            /** Offset of the spelling of each token number, and the end. */
            WORD_STARTS,
            /** Spellings in UTF-8. */
            WORDS,
            /** Token numbers plus 1, by the hash of their spelling. */
            WORD_SLOTS,
            /** Offset of the list of each bucket, and the end. */
            BUCKETS,
            /** Lists of entries; see {@link Postings.Writer}. */
            POSTINGS;

            @SuppressWarnings("EnumOrdinal") // The order of the sections is that of the file.
            Section in(UnitSide side) {
                return new Section(3 + side.ordinal() * values().length + ordinal());
            }
        }
    }

    /** Writes the sections of a shard file in sequence, and then its head. Not thread-safe. */
    static final class SectionWriter implements Closeable {
        private static final int BUFFER = 1 << 18;
        private static final int ALIGNMENT = 8;
        private static final int LOW_BITS = 0x7f;
        private static final int MORE = 0x80;

        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        private final Map<ShardHead.Section, ShardHead.Place> places = new HashMap<>();
        private long flushed;
        private long start;

        /** Creates the file, which must not exist. */
        SectionWriter(Path file) throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.position(ShardHead.SIZE);
            flushed = ShardHead.SIZE;
            start = flushed;
        }

        /** Ends a section, which starts at the end of the previous one. */
        void end(ShardHead.Section section) throws IOException {
            long length = length();
            if (length > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("section is larger than 2^31 bytes: " + length);
            }
            places.put(section, new ShardHead.Place(start, (int) length));
            while (length() % ALIGNMENT != 0) {
                putByte(0);
            }
            start += length();
        }

        /** Returns the number of bytes in the current section. */
        long length() {
            return flushed + buffer.position() - start;
        }

        void putByte(int value) throws IOException {
            room(1);
            buffer.put((byte) value);
        }

        void putInt(int value) throws IOException {
            room(Integer.BYTES);
            buffer.putInt(value);
        }

        void putLong(long value) throws IOException {
            room(Long.BYTES);
            buffer.putLong(value);
        }

        /** Writes a number with seven bits a byte, low bits first, and the high bit set in all bytes except the last. */
        void putVarint(int value) throws IOException {
            int rest = value;
            while ((rest & ~LOW_BITS) != 0) {
                putByte((rest & LOW_BITS) | MORE);
                rest >>>= 7;
            }
            putByte(rest);
        }

        /** Writes the number of bytes as a varint, then the text in UTF-8. */
        void putString(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            putVarint(bytes.length);
            put(bytes, 0, bytes.length);
        }

        /**
         * Writes a text in UTF-8, or in UTF-16 if that is shorter, as for Chinese, where it saves a third. A varint
         * precedes the text: twice the number of bytes, plus 1 for UTF-16.
         */
        void putText(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int wide = 0;
            if (bytes.length > Character.BYTES * text.length()) {
                bytes = text.getBytes(StandardCharsets.UTF_16LE);
                wide = 1;
            }
            putVarint(Math.multiplyExact(bytes.length, 2) + wide);
            put(bytes, 0, bytes.length);
        }

        void put(byte[] bytes, int offset, int count) throws IOException {
            int done = 0;
            while (done < count) {
                room(1);
                int part = Math.min(count - done, buffer.remaining());
                buffer.put(bytes, offset + done, part);
                done += part;
            }
        }

        private void room(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                flush();
            }
        }

        private void flush() throws IOException {
            buffer.flip();
            flushed += buffer.remaining();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }

        /** Writes the head and forces the file to disk. */
        void finish(int units) throws IOException {
            flush();
            ByteBuffer head = new ShardHead(units, flushed, places).bytes();
            while (head.hasRemaining()) {
                channel.write(head, head.position());
            }
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
