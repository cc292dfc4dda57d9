package duiqi.index;

import duiqi.text.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The beginning of a shard file: a mark, the version of the format, length and checksum of the rest, and where its sections are;
 * then a checksum of all this (CRC-32C, RFC 3720, section 12.1).
 *
 * @param units how many units the shard has
 * @param fileLength bytes of the whole file
 * @param checksum of all that follows the head
 * @param places where each section is
 */
record ShardHead(int units, long fileLength, int checksum, Map<Section, Place> places) {
    private static final byte[] MARK = "duiqi memory\n".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 2;
    private static final int MARK_SIZE = 16;
    private static final int PLACE_SIZE = Long.BYTES + Integer.BYTES;
    private static final int CHECKED =
            MARK_SIZE + 3 * Integer.BYTES + Long.BYTES + Section.values().length * PLACE_SIZE;

    /** Bytes that a head takes, a multiple of 8. */
    static final int SIZE = (CHECKED + Integer.BYTES + 7) / 8 * 8;

    /** A stretch of the file. */
    record Place(long start, int length) {}

    ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MARK).position(MARK_SIZE);
        bytes.putInt(VERSION).putInt(units).putInt(checksum).putLong(fileLength);
        for (Section section : Section.values()) {
            Place place = places.get(section);
            if (place == null) {
                throw new IllegalArgumentException(section + " is not written yet");
            }
            bytes.putLong(place.start()).putInt(place.length());
        }
        bytes.putInt(checksumOf(bytes.slice(0, CHECKED)));
        return bytes.rewind();
    }

    /**
     * Reads a head.
     *
     * @param bytes the first {@link #SIZE} bytes of the file, or all if it has fewer
     * @param length of the file
     * @throws FormatException if the file is no shard, is one of another version, or is damaged
     */
    static ShardHead read(Path file, ByteBuffer bytes, long length) throws FormatException {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < MARK_SIZE || !bytes.slice(0, MARK.length).equals(ByteBuffer.wrap(MARK))) {
            throw new FormatException(file.toString(), "is not the index of a memory", "name a file that duiqi made");
        }
        if (bytes.remaining() < SIZE || bytes.getInt(CHECKED) != checksumOf(bytes.slice(0, CHECKED))) {
            throw damaged(file, "its head is damaged");
        }
        bytes.position(MARK_SIZE);
        int version = bytes.getInt();
        if (version != VERSION) {
            throw damaged(file, "is an index of version " + version + ", not " + VERSION);
        }
        int units = bytes.getInt();
        int checksum = bytes.getInt();
        long fileLength = bytes.getLong();
        if (fileLength != length) {
            throw damaged(file, "has " + length + " bytes instead of " + fileLength);
        }
        Map<Section, Place> places = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            places.put(section, new Place(bytes.getLong(), bytes.getInt()));
        }
        return new ShardHead(units, fileLength, checksum, places);
    }

    static FormatException damaged(Path file, String problem) {
        return new FormatException(file.toString(), problem, "delete it; the index is made again from the memory");
    }

    private static int checksumOf(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    /** The parts of a shard file, in the order in which its head lists them. All numbers in them are little-endian. */
    enum Section {
        /** For each unit what ranking needs, in {@link Shard.UnitRecord#SIZE} bytes. */
        UNITS,
        /** For each unit its texts. */
        RECORDS,
        /** Language tags and names of properties, each a varint of its bytes and these. */
        NAMES,
        SOURCE_LENGTHS,
        SOURCE_UNITS,
        SOURCE_TOKEN_STARTS,
        SOURCE_TOKENS,
        SOURCE_SIGNATURES,
        SOURCE_WORD_STARTS,
        SOURCE_WORDS,
        SOURCE_WORD_SLOTS,
        SOURCE_BUCKETS,
        SOURCE_POSTINGS,
        TARGET_LENGTHS,
        TARGET_UNITS,
        TARGET_TOKEN_STARTS,
        TARGET_TOKENS,
        TARGET_SIGNATURES,
        TARGET_WORD_STARTS,
        TARGET_WORDS,
        TARGET_WORD_SLOTS,
        TARGET_BUCKETS,
        TARGET_POSTINGS;

        /** A part of each of the two sides. */
        enum OfSide {
            /** Pairs of ints: a number of tokens, and the first entry that has as many; ascending. */
            LENGTHS,
            /** For each entry the number of its unit. */
            UNITS,
            /** For each entry, and once more at the end, where its tokens begin. */
            TOKEN_STARTS,
            /** Token numbers as varints. */
            TOKENS,
            /** For each entry as many longs as {@link Signature#width} has it for its length. */
            SIGNATURES,
            /** For each token number, and once more at the end, where its spelling begins. */
            WORD_STARTS,
            /** Spellings in UTF-8. */
            WORDS,
            /** Token numbers plus 1 by the hash of their spelling. */
            WORD_SLOTS,
            /** For each bucket, and once more at the end, where its list begins. */
            BUCKETS,
            /** Lists of entries; see {@link Postings.Writer}. */
            POSTINGS;

            Section in(UnitSide side) {
                return Section.valueOf(side.name() + "_" + name());
            }
        }
    }
}
