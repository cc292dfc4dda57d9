package duiqi.memory;

import duiqi.bitext.DocumentPair;
import duiqi.bitext.FormatException;
import duiqi.bitext.Language;
import duiqi.bitext.TranslationUnit;
import duiqi.bitext.UnitIds;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the units of a TMX file one after the other, so that a file may be of any size.
 *
 * <p>The source side is the one whose language the unit or the header names as the source, else the first; the target is the
 * first other side. A unit without two sides is passed over. Native codes are left out of the text. A unit without an id of its
 * own gets one from its texts. Properties that stand twice keep the last value. Not thread-safe.
 */
public final class TmxReader implements Closeable {
    private final TmxScanner scanner;
    private final TmxHead head;
    private final UnitIds ids;
    private boolean isDone;

    private TmxReader(TmxScanner scanner, TmxHead head, Path file) {
        this.scanner = scanner;
        this.head = head;
        this.ids = new UnitIds(new DocumentPair(file.toString(), file.toString()));
    }

    /**
     * Opens a file.
     *
     * @throws FormatException if the file is not TMX
     */
    public static TmxReader open(Path file) throws IOException {
        TmxScanner scanner = TmxScanner.open(file);
        try {
            return new TmxReader(scanner, scanner.readHead(), file);
        } catch (IOException | RuntimeException e) {
            scanner.close();
            throw e;
        }
    }

    /**
     * Reads the next unit; empty when there is none.
     *
     * @throws FormatException if the file is damaged, or a side names no language
     */
    public Optional<TranslationUnit> next() throws IOException {
        while (!isDone) {
            Optional<RawUnit> raw = scanner.readUnit();
            if (raw.isEmpty()) {
                isDone = true;
                scanner.readTail();
            } else if (raw.get().variants().size() >= 2) {
                return Optional.of(unit(raw.get()));
            }
        }
        return Optional.empty();
    }

    private TranslationUnit unit(RawUnit raw) throws FormatException {
        RawUnit.Variant source = source(raw);
        RawUnit.Variant target = raw.variants().get(raw.variants().get(0).equals(source) ? 1 : 0);
        String id = raw.attribute("tuid")
                .filter(tuid -> !tuid.isEmpty() && tuid.chars().noneMatch(Character::isWhitespace))
                .orElseGet(() -> ids.next(source.text(), target.text()));
        Optional<Instant> created = raw.attribute("creationdate").flatMap(TmxDate::parse);
        return new TranslationUnit(
                id, variant(raw, source), variant(raw, target), properties(raw.properties()), created);
    }

    private RawUnit.Variant source(RawUnit raw) {
        String code = raw.attribute("srclang").or(head::sourceCode).orElse("");
        return raw.variants().stream()
                .filter(variant -> variant.code().equalsIgnoreCase(code))
                .findFirst()
                .orElse(raw.variants().get(0));
    }

    private static TranslationUnit.Variant variant(RawUnit raw, RawUnit.Variant variant) throws FormatException {
        SortedMap<String, String> properties = properties(variant.properties());
        String own = properties.remove(UnitXml.LANGUAGE);
        String code = own == null ? variant.code() : own;
        Language language = new LanguageCode(code)
                .language()
                .orElseThrow(() -> new FormatException(
                        raw.location(),
                        code.isEmpty() ? "a <tuv> names no language" : "\"" + code + "\" is no language code",
                        "write xml:lang=\"zh-CN\", xml:lang=\"en-US\" or the like"));
        return new TranslationUnit.Variant(language, variant.text(), properties);
    }

    private static SortedMap<String, String> properties(Iterable<RawUnit.Property> list) {
        SortedMap<String, String> properties = new TreeMap<>();
        list.forEach(property -> properties.put(property.type(), property.value()));
        return properties;
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }
}
