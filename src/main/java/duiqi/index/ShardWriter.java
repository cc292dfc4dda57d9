package duiqi.index;

import duiqi.text.TranslationUnit;
import duiqi.text.UnitProperties;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes one shard. Texts go to the file as they come; tokens of both sides stay in memory until the end. Not thread-safe.
 */
final class ShardWriter implements Closeable {
    private final SectionWriter out;
    private final Set<String> properties;
    private final NameTable names = new NameTable();
    private final List<UnitRecord> units = new ArrayList<>();
    private final SideWriter source = new SideWriter();
    private final SideWriter target = new SideWriter();

    ShardWriter(Path file, Set<String> properties) throws IOException {
        out = new SectionWriter(file);
        this.properties = properties;
    }

    int units() {
        return units.size();
    }

    /** Bytes of texts so far. */
    long size() {
        return out.length();
    }

    void add(TranslationUnit unit, int line, MatchOrigin origin) throws IOException {
        units.add(new UnitRecord(
                Math.toIntExact(out.length()),
                line,
                UnitRecord.flags(origin),
                unit.created().map(UnitRecord::milliseconds).orElse(UnitRecord.NEVER),
                TextHash.of(context(unit, UnitProperties.CONTEXT_BEFORE)),
                TextHash.of(context(unit, UnitProperties.CONTEXT_AFTER))));
        TextForm.write(unit.source().text(), out);
        TextForm.write(unit.target().text(), out);
        putString(unit.id());
        out.putVarint(names.number(unit.source().language().tag()));
        out.putVarint(names.number(unit.target().language().tag()));
        // Whether there is an author is told by 0 or 1 names.
        out.putVarint(origin.author().isPresent() ? 1 : 0);
        if (origin.author().isPresent()) {
            putString(origin.author().get());
        }
        List<String> kept =
                unit.properties().keySet().stream().filter(properties::contains).toList();
        out.putVarint(kept.size());
        for (String name : kept) {
            out.putVarint(names.number(name));
            putString(unit.properties().getOrDefault(name, ""));
        }
        source.add(unit.source().text());
        target.add(unit.target().text());
    }

    private static Optional<String> context(TranslationUnit unit, String property) {
        return Optional.ofNullable(unit.source().properties().get(property));
    }

    private void putString(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putVarint(bytes.length);
        out.put(bytes, 0, bytes.length);
    }

    /** Writes all that is not written yet, and waits until it is on the disk. */
    void finish() throws IOException {
        out.end(Section.RECORDS);
        for (UnitRecord unit : units) {
            unit.write(out);
        }
        out.end(Section.UNITS);
        names.write(out);
        source.write(UnitSide.SOURCE, out);
        target.write(UnitSide.TARGET, out);
        out.finish(units.size());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
