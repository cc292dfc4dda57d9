package duiqi.memory;

import duiqi.exchange.Content;
import duiqi.exchange.SharedCodes;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.index.IndexedUnit;
import duiqi.text.TranslationUnit;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps the codes of a unit beside its texts in an index, as a property that no file has. */
public final class UnitCodes {
    static final String PROPERTY = "x-duiqi-codes";

    private UnitCodes() {}

    /** The properties of a pair, with the codes that both its sides have. */
    static SortedMap<String, String> properties(TranslationUnit pair, Tu unit) {
        SortedMap<String, String> properties = new TreeMap<>(pair.properties());
        properties.remove(PROPERTY);
        content(unit, pair.source())
                .flatMap(source -> content(unit, pair.target()).flatMap(target -> SharedCodes.of(source, target)))
                .ifPresent(codes -> properties.put(PROPERTY, codes.format()));
        return properties;
    }

    private static Optional<Content> content(Tu unit, TranslationUnit.Variant variant) {
        return unit.variants().stream()
                .filter(side -> side.text().equals(variant.text()))
                .map(Tuv::content)
                .filter(content -> !content.isPlain())
                .findFirst();
    }

    /** The codes of a unit, its source being the Chinese. */
    static Optional<SharedCodes> of(IndexedUnit unit) {
        return Optional.ofNullable(unit.properties().get(PROPERTY)).map(SharedCodes::parse);
    }

    /** The properties that a unit has in its file. */
    public static Map<String, String> properties(IndexedUnit unit) {
        SortedMap<String, String> properties = new TreeMap<>(unit.properties());
        properties.remove(PROPERTY);
        return properties;
    }
}
