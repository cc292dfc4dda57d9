package duiqi.index;

import duiqi.index.ShardHead.Section.OfSide;
import duiqi.index.ShardHead.SectionWriter;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads one file of an index, mapped into memory. Immutable and thread-safe until it is closed. */
final class Shard implements Closeable {
    private final Path file;
    private final int number;
    private final ShardHead head;
    private final MappedFile mapped;
    private final ByteBuffer units;
    private final ByteBuffer records;
    private final List<String> names;
    private final ShardSide source;
    private final ShardSide target;

    private Shard(Path file, int number, ShardHead head, MappedFile mapped) throws IOException {
        this.file = file;
        this.number = number;
        this.head = head;
        this.mapped = mapped;
        Map<ShardHead.Section, ByteBuffer> sections = sections();
        try {
            units = section(sections, ShardHead.Section.UNITS, head.units(), UnitRecord.SIZE);
            records = section(sections, ShardHead.Section.RECORDS);
            names = NameTable.read(section(sections, ShardHead.Section.NAMES));
            source = side(UnitSide.SOURCE, sections);
            target = side(UnitSide.TARGET, sections);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw ShardHead.damaged(file, "index is damaged: its sections do not match");
        }
    }

    /**
     * Opens a shard. It checks the head and the sizes of the sections.
     *
     * @param number the position of the shard in the index, from 0
     * @throws FormatException if the file is missing, damaged, of another version, or not a shard
     */
    static Shard open(Path file, int number) throws IOException {
        try (FileChannel channel = InputFile.openOwn(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(ShardHead.SIZE);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Repeat until the buffer is full or the file ends.
            }
            ShardHead head = ShardHead.read(file, bytes.flip(), channel.size());
            if (head.fileLength() > Integer.MAX_VALUE) {
                throw ShardHead.damaged(file, "index is damaged: it has more than 2 GB");
            }
            MappedFile mapped = new MappedFile(channel, (int) head.fileLength());
            try {
                return new Shard(file, number, head, mapped);
            } catch (IOException | RuntimeException damaged) {
                mapped.close();
                throw damaged;
            }
        } catch (NoSuchFileException e) {
            throw new FormatException(
                    file.toString(),
                    "index file is missing",
                    "delete the index; duiqi builds it again from the memory",
                    e);
        }
    }

    private Map<ShardHead.Section, ByteBuffer> sections() throws FormatException {
        Map<ShardHead.Section, ByteBuffer> sections = new HashMap<>();
        for (Map.Entry<ShardHead.Section, ShardHead.Place> entry : head.places().entrySet()) {
            ShardHead.Place place = entry.getValue();
            if (place.start() < ShardHead.SIZE
                    || place.length() < 0
                    || place.length() > head.fileLength() - place.start()) {
                throw ShardHead.damaged(file, "index is damaged: its sections do not match");
            }
            sections.put(entry.getKey(), mapped.part(place));
        }
        return sections;
    }

    /** Releases the mapping. Nothing may read the shard afterwards. */
    @Override
    public void close() {
        mapped.close();
    }

    private ShardSide side(UnitSide side, Map<ShardHead.Section, ByteBuffer> sections) {
        int entries = head.units();
        section(sections, OfSide.UNITS.in(side), entries, Integer.BYTES);
        section(sections, OfSide.TOKEN_STARTS.in(side), entries + 1, Integer.BYTES);
        return new ShardSide(entries, part -> section(sections, part.in(side)));
    }

    private static ByteBuffer section(Map<ShardHead.Section, ByteBuffer> sections, ShardHead.Section section) {
        return Optional.ofNullable(sections.get(section)).orElseThrow();
    }

    private static ByteBuffer section(
            Map<ShardHead.Section, ByteBuffer> sections, ShardHead.Section section, int count, int size) {
        ByteBuffer bytes = section(sections, section);
        if (bytes.capacity() != (long) count * size) {
            throw new IllegalArgumentException(section + " has " + bytes.capacity() + " bytes for " + count);
        }
        return bytes;
    }

    int number() {
        return number;
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
        TranslationUnit pair = new TranslationUnit(
                id,
                new TranslationUnit.Variant(sourceLanguage, sourceText),
                new TranslationUnit.Variant(targetLanguage, targetText),
                properties,
                record.created() == UnitRecord.NEVER
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(record.created())));
        return new IndexedUnit(
                pair,
                record.line(),
                new IndexedUnit.Origin(record.isAligned(), record.isMachine(), record.isUnrevised(), author));
    }

    /**
     * Holds the data of a unit that ranking needs, in a record of fixed size. So the search reads texts only for the
     * best matches.
     *
     * @param place the offset of its texts
     * @param line the line in the file of the memory
     * @param flags the bits {@link #ALIGNED}, {@link #MACHINE} and {@link #UNREVISED}
     * @param created the date in milliseconds since 1970, or {@link #NEVER} if unknown
     * @param before the hash of the previous sentence of the side that has context, or {@link #NO_TEXT}
     * @param after the hash of the next sentence of that side, or {@link #NO_TEXT}
     */
    record UnitRecord(int place, int line, int flags, long created, long before, long after) {
        static final int ALIGNED = 1;
        static final int MACHINE = 2;
        static final int UNREVISED = 4;
        static final long NEVER = Long.MIN_VALUE;
        /** Hash of an unknown neighbour, which equals no other. */
        static final long NO_TEXT = 0;

        static final int SIZE = 4 * Integer.BYTES + 3 * Long.BYTES;

        static long milliseconds(Instant created) {
            try {
                return created.toEpochMilli();
            } catch (ArithmeticException beyondAllCalendars) {
                return created.isBefore(Instant.EPOCH) ? NEVER + 1 : Long.MAX_VALUE;
            }
        }

        void write(SectionWriter out) throws IOException {
            out.putInt(place);
            out.putInt(line);
            out.putInt(flags);
            out.putInt(0);
            out.putLong(created);
            out.putLong(before);
            out.putLong(after);
        }

        static UnitRecord read(ByteBuffer units, int unit) {
            int at = unit * SIZE;
            return new UnitRecord(
                    units.getInt(at),
                    units.getInt(at + 4),
                    units.getInt(at + 8),
                    units.getLong(at + 16),
                    units.getLong(at + 24),
                    units.getLong(at + 32));
        }

        boolean isAligned() {
            return (flags & ALIGNED) != 0;
        }

        boolean isMachine() {
            return (flags & MACHINE) != 0;
        }

        boolean isUnrevised() {
            return (flags & UNREVISED) != 0;
        }

        static int flags(IndexedUnit.Origin origin) {
            return (origin.aligned() ? ALIGNED : 0)
                    | (origin.machine() ? MACHINE : 0)
                    | (origin.unrevised() ? UNREVISED : 0);
        }

        /**
         * Returns a 64-bit hash of the exact text of a neighbouring sentence: FNV-1a (Fowler, Noll and Vo) over UTF-16
         * units. The two sides have different hashes, because an empty text, the start of a document, is in both.
         */
        static long hash(Optional<String> text, UnitSide side) {
            if (text.isEmpty()) {
                return NO_TEXT;
            }
            long hash = side == UnitSide.SOURCE ? 0xCBF29CE484222325L : ~0xCBF29CE484222325L;
            for (int i = 0; i < text.get().length(); i++) {
                hash = (hash ^ text.get().charAt(i)) * 0x100000001B3L;
            }
            return hash == NO_TEXT ? 1 : hash;
        }
    }

    /** Numbers the language tags and property names of a shard. Not thread-safe. */
    static final class NameTable {
        private final Map<String, Integer> numbers = new LinkedHashMap<>();

        int number(String name) {
            Integer next = numbers.size();
            Integer known = numbers.putIfAbsent(name, next);
            return known == null ? next : known;
        }

        void write(SectionWriter out) throws IOException {
            for (String name : numbers.keySet()) {
                out.putString(name);
            }
            out.end(ShardHead.Section.NAMES);
        }

        static List<String> read(ByteBuffer section) {
            List<String> names = new ArrayList<>();
            RecordReader reader = new RecordReader(section, 0);
            while (reader.position() < section.capacity()) {
                names.add(reader.string());
            }
            return List.copyOf(names);
        }
    }

    /** Reads varints and texts in sequence. Not thread-safe. */
    private static final class RecordReader {
        private final ByteBuffer section;
        private int position;

        RecordReader(ByteBuffer section, int position) {
            this.section = section;
            this.position = position;
        }

        int position() {
            return position;
        }

        int varint() {
            int value = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = section.get(position++);
                value |= (b & 0x7f) << shift;
                if (b >= 0) {
                    return value;
                }
            }
        }

        /** Returns a text that {@link SectionWriter#putString} wrote. */
        String string() {
            return new String(bytes(varint()), StandardCharsets.UTF_8);
        }

        /** Returns a text that {@link SectionWriter#putText} wrote, in UTF-8 or UTF-16. */
        String text() {
            int head = varint();
            return new String(bytes(head >>> 1), (head & 1) != 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
        }

        void skipText() {
            int length = varint() >>> 1;
            position += length;
        }

        private byte[] bytes(int length) {
            byte[] bytes = new byte[length];
            section.get(position, bytes);
            position += length;
            return bytes;
        }
    }
}
