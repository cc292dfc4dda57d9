package duiqi.index;

import duiqi.index.Section.OfSide;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** One file of an index, mapped into memory. Immutable and thread-safe. */
final class Shard {
    private static final int CHECKED_AT_ONCE = 1 << 16;

    private final Path file;
    private final ShardHead head;
    private final ByteBuffer units;
    private final ByteBuffer records;
    private final List<String> names;
    private final ShardSide source;
    private final ShardSide target;

    private Shard(Path file, ShardHead head, Map<Section, ByteBuffer> sections) throws FormatException {
        this.file = file;
        this.head = head;
        try {
            units = section(sections, Section.UNITS, head.units(), UnitRecord.SIZE);
            records = section(sections, Section.RECORDS);
            names = NameTable.read(section(sections, Section.NAMES));
            source = side(UnitSide.SOURCE, sections);
            target = side(UnitSide.TARGET, sections);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw ShardHead.damaged(file, "its parts do not fit each other");
        }
    }

    /**
     * Opens a shard. It looks at the head, and at whether the parts have the sizes that it tells; {@link #verify} at the rest.
     *
     * @throws FormatException if the file is missing, is no shard, is of another version, or is damaged
     */
    static Shard open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(ShardHead.SIZE);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until the head is there or the file is over
            }
            ShardHead head = ShardHead.read(file, bytes.flip(), channel.size());
            Mapping mapping = mapping(channel, head.fileLength());
            Map<Section, ByteBuffer> sections = new EnumMap<>(Section.class);
            for (Map.Entry<Section, ShardHead.Place> entry : head.places().entrySet()) {
                ShardHead.Place place = entry.getValue();
                if (place.start() < ShardHead.SIZE
                        || place.length() < 0
                        || place.length() > head.fileLength() - place.start()) {
                    throw ShardHead.damaged(file, "its parts do not fit each other");
                }
                sections.put(entry.getKey(), mapping.of(place).order(ByteOrder.LITTLE_ENDIAN));
            }
            return new Shard(file, head, sections);
        } catch (NoSuchFileException e) {
            throw new FormatException(file.toString(), "is missing", "make the index again from the memory", e);
        }
    }

    /** Gives parts of a file. */
    private interface Mapping {
        ByteBuffer of(ShardHead.Place place) throws IOException;
    }

    /** In one piece where a buffer can hold it: systems have a limit to the number of mappings, and folders may have thousands of memories. */
    private static Mapping mapping(FileChannel channel, long length) throws IOException {
        if (length > Integer.MAX_VALUE) {
            return place -> channel.map(MapMode.READ_ONLY, place.start(), place.length());
        }
        ByteBuffer whole = channel.map(MapMode.READ_ONLY, 0, length);
        return place -> whole.slice((int) place.start(), place.length());
    }

    private ShardSide side(UnitSide side, Map<Section, ByteBuffer> sections) {
        int entries = head.units();
        section(sections, OfSide.UNITS.in(side), entries, Integer.BYTES);
        section(sections, OfSide.TOKEN_STARTS.in(side), entries + 1, Integer.BYTES);
        return new ShardSide(entries, part -> section(sections, part.in(side)));
    }

    private static ByteBuffer section(Map<Section, ByteBuffer> sections, Section section) {
        return Optional.ofNullable(sections.get(section)).orElseThrow();
    }

    private static ByteBuffer section(Map<Section, ByteBuffer> sections, Section section, int count, int size) {
        ByteBuffer bytes = section(sections, section);
        if (bytes.capacity() != (long) count * size) {
            throw new IllegalArgumentException(section + " has " + bytes.capacity() + " bytes for " + count);
        }
        return bytes;
    }

    /** Reads the whole file and throws a {@link FormatException} if a single bit is not as it was written. */
    void verify() throws IOException {
        CRC32C checksum = new CRC32C();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // Read and not mapped: what is mapped stays so until memory is collected.
            ByteBuffer bytes = ByteBuffer.allocate(CHECKED_AT_ONCE);
            channel.position(ShardHead.SIZE);
            while (channel.read(bytes) >= 0) {
                checksum.update(bytes.flip());
                bytes.clear();
            }
        }
        if ((int) checksum.getValue() != head.checksum()) {
            throw ShardHead.damaged(file, "is damaged");
        }
    }

    int units() {
        return head.units();
    }

    ShardSide side(UnitSide side) {
        return side == UnitSide.SOURCE ? source : target;
    }

    UnitRecord record(int unit) {
        return UnitRecord.read(units, unit);
    }

    /** The text of one side of a unit. */
    String text(int unit, UnitSide side) {
        RecordReader reader = new RecordReader(records, units.getInt(unit * UnitRecord.SIZE));
        if (side == UnitSide.TARGET) {
            reader.skipText();
        }
        return reader.text();
    }

    IndexedUnit unit(int unit) {
        UnitRecord record = record(unit);
        RecordReader reader = new RecordReader(records, record.place());
        String sourceText = reader.text();
        String targetText = reader.text();
        String id = reader.string();
        Language sourceLanguage = new Language(names.get(reader.varint()));
        Language targetLanguage = new Language(names.get(reader.varint()));
        Optional<String> author = reader.varint() == 0 ? Optional.empty() : Optional.of(reader.string());
        SortedMap<String, String> properties = new TreeMap<>();
        for (int rest = reader.varint(); rest > 0; rest--) {
            properties.put(names.get(reader.varint()), reader.string());
        }
        return new IndexedUnit(
                id,
                sourceLanguage,
                sourceText,
                targetLanguage,
                targetText,
                properties,
                record.created() == UnitRecord.NEVER
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(record.created())),
                record.line(),
                new MatchOrigin(record.isAligned(), record.isMachine(), record.isUnrevised(), author));
    }
}
