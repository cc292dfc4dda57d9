package duiqi.check.term;

import duiqi.check.CheckedUnit;
import duiqi.exchange.Content;
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
import java.io.UTFDataFormatException;
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

/**
 * Stores the units of a run, and returns them by number. Units of TMX and XLIFF files without inline tags need about 10
 * bytes of heap, and the rest is in a temporary file. Other units stay in the heap. Not thread-safe.
 */
public final class StoredUnits {
    private final StoredTexts stored = new StoredTexts();

    /** Units that are not in the file, by number. */
    private final Map<Integer, CheckedUnit> whole = new HashMap<>();

    private final Map<String, String> files = new HashMap<>();
    private final MessageDigest digest = digest();

    private Optional<CheckedUnit> last = Optional.empty();

    /** Returns the number of units. */
    int size() {
        return stored.size();
    }

    /** Adds a unit and returns its number. Several checks may add the same unit in turn. */
    int add(CheckedUnit unit) {
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

    CheckedUnit get(int number) {
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
        if (isStorable(unit.source()) && isStorable(unit.target())) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                write(unit, out);
                return bytes.toByteArray();
            } catch (UTFDataFormatException tooLong) {
                // A text of more than 64 kilobytes stays in the heap.
            }
        }
        whole.put(size(), unit);
        return new byte[0];
    }

    private static boolean isStorable(CheckedUnit.Passage passage) {
        return passage.place() instanceof UnitReader.XmlPlace
                && passage.content().isPlain()
                && passage.content().text().equals(passage.text());
    }

    private static void write(CheckedUnit unit, DataOutputStream out) throws IOException {
        out.writeUTF(unit.id());
        out.writeUTF(unit.direction().source().tag());
        out.writeUTF(unit.direction().target().tag());
        for (CheckedUnit.Passage passage : List.of(unit.source(), unit.target())) {
            out.writeUTF(passage.text());
            if (passage.place() instanceof UnitReader.XmlPlace place) {
                out.writeUTF(place.start().file());
                out.writeInt(place.start().line());
                out.writeInt(place.start().column());
                boolean isSame = place.xml().equals(passage.text());
                out.writeBoolean(isSame);
                out.writeUTF(isSame ? "" : place.xml());
            }
        }
        out.writeInt(unit.properties().size());
        for (Map.Entry<String, String> property : unit.properties().entrySet()) {
            out.writeUTF(property.getKey());
            out.writeUTF(property.getValue());
        }
        out.writeInt(unit.notes().size());
        for (String note : unit.notes()) {
            out.writeUTF(note);
        }
    }

    private CheckedUnit read(DataInputStream in) throws IOException {
        String id = in.readUTF();
        Direction direction = new Direction(new Language(in.readUTF()), new Language(in.readUTF()));
        CheckedUnit.Passage source = readPassage(in);
        CheckedUnit.Passage target = readPassage(in);
        SortedMap<String, String> properties = new TreeMap<>();
        for (int rest = in.readInt(); rest > 0; rest--) {
            properties.put(in.readUTF(), in.readUTF());
        }
        List<String> notes = new ArrayList<>();
        for (int rest = in.readInt(); rest > 0; rest--) {
            notes.add(in.readUTF());
        }
        return new CheckedUnit(id, direction, source, target, properties, notes);
    }

    private CheckedUnit.Passage readPassage(DataInputStream in) throws IOException {
        String text = in.readUTF();
        String file = files.computeIfAbsent(in.readUTF(), name -> name);
        Location start = new Location(file, in.readInt(), in.readInt());
        boolean isSame = in.readBoolean();
        String xml = in.readUTF();
        return new CheckedUnit.Passage(text, Content.of(text), new UnitReader.XmlPlace(start, isSame ? text : xml));
    }
}
