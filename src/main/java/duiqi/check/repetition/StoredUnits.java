package duiqi.check.repetition;

import duiqi.check.CheckedUnit;
import duiqi.exchange.Content;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.io.StoredTexts;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.Location;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stores the units of a run, and returns them by number. Units of TMX and XLIFF files need about 10 bytes of heap, and the
 * rest is in a temporary file. The first units of other files stay in the heap, and so do units with a very long text in
 * such a file. Not
 * thread-safe while units are added.
 */
public final class StoredUnits {
    /** Maximum number of characters of the units in the heap; about 20 MB of heap. */
    private static final int MAX_LENGTH = 1 << 22;

    /** Characters that need as much heap as a unit without its texts. */
    private static final int UNIT_LENGTH = 500;

    /** Maximum length of a text whose locations are stored one by one. */
    private static final int MAX_PLACES = 1000;

    private final StoredTexts stored = new StoredTexts();
    private final int maxLength;

    /** Units that are not in the file, by number. */
    private final Map<Integer, CheckedUnit> whole = new HashMap<>();

    /** Characters of the units in the heap. */
    private long length;

    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final MessageDigest digest = digest();

    private Optional<CheckedUnit> last = Optional.empty();

    public StoredUnits() {
        this(MAX_LENGTH);
    }

    /**
     * Creates a store with another limit.
     *
     * @param maxLength the maximum number of characters of the units in the heap
     */
    public StoredUnits(int maxLength) {
        this.maxLength = maxLength;
    }

    /** Returns the number of units. */
    int size() {
        return stored.size();
    }

    /** Adds a unit and returns its number. Several checks may add the same unit in turn. */
    public int add(CheckedUnit unit) {
        if (last.filter(unit::equals).isPresent()) {
            return size() - 1;
        }
        last = Optional.of(unit);
        try {
            stored.add(bytes(unit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return size() - 1;
    }

    /** Returns a unit by its number. */
    public CheckedUnit get(int number) {
        CheckedUnit kept = whole.get(number);
        if (kept != null) {
            return kept;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored.bytes(number)))) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the first 63 bits of the SHA-256 hash (FIPS 180-4) of texts and their lengths. */
    long key(String... texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            // The length separates the texts.
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return ByteBuffer.wrap(digest.digest()).getLong() & Long.MAX_VALUE;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform supports SHA-256", e);
        }
    }

    /** Returns no bytes for a unit that stays in the heap. */
    private byte[] bytes(CheckedUnit unit) throws IOException {
        boolean isXml = unit.source().place() instanceof UnitReader.XmlPlace
                && unit.target().place() instanceof UnitReader.XmlPlace;
        int own = UNIT_LENGTH
                + unit.source().text().length()
                + unit.target().text().length();
        if (!isXml && (length + own <= maxLength || !Places.areStorable(unit))) {
            whole.put(size(), unit);
            length += own;
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(unit, out);
        }
        return bytes.toByteArray();
    }

    private static void write(CheckedUnit unit, DataOutputStream out) throws IOException {
        Tu.UnitBytes.write(unit.id(), out);
        Tu.UnitBytes.write(unit.direction().source().tag(), out);
        Tu.UnitBytes.write(unit.direction().target().tag(), out);
        for (CheckedUnit.Passage passage : List.of(unit.source(), unit.target())) {
            Tu.UnitBytes.write(passage.text(), out);
            boolean isPlain =
                    passage.content().isPlain() && passage.content().text().equals(passage.text());
            out.writeBoolean(isPlain);
            if (!isPlain) {
                Tu.UnitBytes.write(passage.content(), out);
            }
            Places.write(passage, out);
        }
        out.writeInt(unit.properties().size());
        for (Map.Entry<String, String> property : unit.properties().entrySet()) {
            Tu.UnitBytes.write(property.getKey(), out);
            Tu.UnitBytes.write(property.getValue(), out);
        }
        out.writeInt(unit.notes().size());
        for (String note : unit.notes()) {
            Tu.UnitBytes.write(note, out);
        }
    }

    private CheckedUnit read(DataInputStream in) throws IOException {
        String id = Tu.UnitBytes.readText(in);
        Direction direction =
                new Direction(new Language(Tu.UnitBytes.readText(in)), new Language(Tu.UnitBytes.readText(in)));
        CheckedUnit.Passage source = readPassage(in);
        CheckedUnit.Passage target = readPassage(in);
        SortedMap<String, String> properties = new TreeMap<>();
        for (int rest = in.readInt(); rest > 0; rest--) {
            properties.put(Tu.UnitBytes.readText(in), Tu.UnitBytes.readText(in));
        }
        List<String> notes = new ArrayList<>();
        for (int rest = in.readInt(); rest > 0; rest--) {
            notes.add(Tu.UnitBytes.readText(in));
        }
        return new CheckedUnit(id, direction, source, target, properties, notes);
    }

    private CheckedUnit.Passage readPassage(DataInputStream in) throws IOException {
        String text = Tu.UnitBytes.readText(in);
        Content content = in.readBoolean() ? Content.of(text) : Tu.UnitBytes.readContent(in);
        return new CheckedUnit.Passage(text, content, Places.read(text, files, in));
    }

    /** Stores the locations of the characters of a text. Stateless. */
    private static final class Places {
        private static final int SAME_XML = 0;
        private static final int OTHER_XML = 1;
        private static final int EACH = 2;

        private Places() {}

        /** Returns whether the texts of a unit are short enough to store the location of each character. */
        static boolean areStorable(CheckedUnit unit) {
            return isStorable(unit.source()) && isStorable(unit.target());
        }

        private static boolean isStorable(CheckedUnit.Passage passage) {
            if (passage.place() instanceof UnitReader.XmlPlace) {
                return true;
            }
            int length = passage.text().length();
            return length <= MAX_PLACES
                    && passage.place()
                            .at(0)
                            .file()
                            .equals(passage.place().at(length).file());
        }

        static void write(CheckedUnit.Passage passage, DataOutputStream out) throws IOException {
            if (passage.place() instanceof UnitReader.XmlPlace place) {
                boolean isSame = place.xml().equals(passage.text());
                out.writeByte(isSame ? SAME_XML : OTHER_XML);
                write(place.start(), out);
                if (!isSame) {
                    Tu.UnitBytes.write(place.xml(), out);
                }
                return;
            }
            out.writeByte(EACH);
            write(passage.place().at(0), out);
            for (int i = 1; i <= passage.text().length(); i++) {
                Location each = passage.place().at(i);
                out.writeInt(each.line());
                out.writeInt(each.column());
            }
        }

        private static void write(Location location, DataOutputStream out) throws IOException {
            Tu.UnitBytes.write(location.file(), out);
            out.writeInt(location.line());
            out.writeInt(location.column());
        }

        /**
         * Reads the locations of a text.
         *
         * @param files the file names so far, so that equal names are one object
         */
        static Location.Finder read(String text, Map<String, String> files, DataInputStream in) throws IOException {
            int kind = in.readByte();
            String file = files.computeIfAbsent(Tu.UnitBytes.readText(in), name -> name);
            Location start = new Location(file, in.readInt(), in.readInt());
            if (kind != EACH) {
                return new UnitReader.XmlPlace(start, kind == SAME_XML ? text : Tu.UnitBytes.readText(in));
            }
            List<Location> each = new ArrayList<>(List.of(start));
            for (int i = 0; i < text.length(); i++) {
                each.add(new Location(file, in.readInt(), in.readInt()));
            }
            return offset -> each.get(Math.min(offset, each.size() - 1));
        }
    }
}
