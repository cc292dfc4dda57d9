package duiqi.memory;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Pairs;
import duiqi.exchange.Revision;
import duiqi.exchange.SharedCodes;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.index.IndexWriter;
import duiqi.index.IndexedUnit;
import duiqi.index.Match;
import duiqi.index.UnitSide;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Selects the data of a TMX unit that the index of a memory stores with its texts: some properties, the inline tags,
 * the origin, and the date of the last change. The search ranks equal matches by this date.
 */
public final class IndexedFields {
    /** Property in which the index stores inline tags; no file contains it. */
    private static final String CODES = "x-duiqi-codes";

    /** Properties that the index stores because matches show them, and the inline tags. */
    public static final Set<String> STORED = Set.of(
            UnitProperties.PROBABILITY,
            UnitProperties.SOURCE_FILE,
            UnitProperties.SOURCE_POSITION,
            "domain",
            "client",
            CODES);

    /** Properties in which Trados and other tools mark machine translation. */
    private static final List<String> ORIGINS = List.of("x-Origin", "x-origin", "origin", "x-mt");

    private static final List<String> MACHINES = List.of("mt", "machine", "nmt", "automt", "machine translation");

    private IndexedFields() {}

    /**
     * Adds the pairs of a unit to an index.
     *
     * @param line the line of the unit in its file, from 1, or 0 if unknown
     * @param isMachine true if the whole memory was machine-translated
     */
    public static void add(IndexWriter writer, Pairs pairs, Tu unit, int line, boolean isMachine) throws IOException {
        IndexedUnit.Origin own = origin(unit);
        IndexedUnit.Origin origin =
                new IndexedUnit.Origin(own.aligned(), own.machine() || isMachine, own.unrevised(), own.author());
        // A unit may have thousands of pairs, so its date and its inline tags are read once.
        Optional<Instant> changed = unit.changed();
        Map<String, Content> tagged = tagged(unit);
        for (TranslationUnit pair : pairs.of(unit)) {
            writer.add(indexed(pair, tagged, changed), line, origin);
        }
    }

    /**
     * Returns a pair with the date of its unit's last change, its inline tags, and its neighbouring sentences as plain
     * text.
     */
    private static TranslationUnit indexed(
            TranslationUnit pair, Map<String, Content> tagged, Optional<Instant> changed) {
        SortedMap<String, String> properties = new TreeMap<>(pair.properties());
        properties.remove(CODES);
        Optional.ofNullable(tagged.get(pair.source().text()))
                .flatMap(source -> Optional.ofNullable(tagged.get(pair.target().text()))
                        .flatMap(target -> SharedCodes.of(source, target)))
                .ifPresent(codes -> properties.put(CODES, codes.format()));
        return new TranslationUnit(pair.id(), indexed(pair.source()), indexed(pair.target()), properties, changed);
    }

    private static TranslationUnit.Variant indexed(TranslationUnit.Variant variant) {
        SortedMap<String, String> properties = new TreeMap<>(variant.properties());
        for (String name : UnitProperties.OF_SOURCE) {
            properties.computeIfPresent(name, (key, value) -> Annotation.contextText(value));
        }
        return new TranslationUnit.Variant(variant.language(), variant.text(), properties);
    }

    /** Returns the sides of a unit that have inline tags, by their texts. */
    private static Map<String, Content> tagged(Tu unit) {
        Map<String, Content> contents = new HashMap<>();
        for (Tuv side : unit.variants()) {
            if (!side.content().isPlain()) {
                contents.putIfAbsent(side.text(), side.content());
            }
        }
        return contents;
    }

    /** Returns the inline tags that both sides of a unit contain, with Chinese as the source. */
    static Optional<SharedCodes> codes(IndexedUnit unit) {
        return Optional.ofNullable(unit.pair().properties().get(CODES)).map(SharedCodes::parse);
    }

    /**
     * Returns the JSON fields of a match: its score, and the fields of its unit.
     *
     * @param source the side in the language of the query
     * @param memory the memory of the unit, as the user knows it
     * @param date name of the field with the date of the unit
     */
    public static Map<String, Object> of(Match match, UnitSide source, String memory, String date) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("score", match.score());
        fields.put("percentage", match.percentage());
        fields.put("penalty", match.penalty());
        fields.put("kind", match.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        fields.putAll(of(match.unit(), source, memory, date));
        return fields;
    }

    /** Returns the JSON fields of a unit, in a new map. */
    public static Map<String, Object> of(IndexedUnit unit, UnitSide source, String memory, String date) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("source", unit.text(source));
        fields.put("target", unit.text(source.other()));
        fields.put("sourceLanguage", unit.language(source).tag());
        fields.put("targetLanguage", unit.language(source.other()).tag());
        fields.put("memory", memory);
        fields.put("line", unit.line());
        fields.put("id", unit.pair().id());
        fields.put("aligned", unit.origin().aligned());
        fields.put("machine", unit.origin().machine());
        fields.put("unrevised", unit.origin().unrevised());
        unit.origin().author().ifPresent(author -> fields.put("author", author));
        unit.pair().created().ifPresent(at -> fields.put(date, at.toString()));
        fields.put("properties", properties(unit));
        return fields;
    }

    private static Map<String, String> properties(IndexedUnit unit) {
        SortedMap<String, String> properties = new TreeMap<>(unit.pair().properties());
        properties.remove(CODES);
        return properties;
    }

    /**
     * Returns the origin of a unit. MateCat and memoQ record machine translation in the author's name, so this method
     * checks it too.
     */
    static IndexedUnit.Origin origin(Tu unit) {
        boolean aligned = unit.property(UnitProperties.ALIGNED)
                .filter(UnitProperties.YES::equals)
                .isPresent();
        Optional<String> author = unit.author();
        boolean machine = Stream.concat(ORIGINS.stream().flatMap(name -> unit.property(name).stream()), author.stream())
                .anyMatch(IndexedFields::isMachine);
        return new IndexedUnit.Origin(aligned, machine, Revision.isPending(unit), author);
    }

    private static boolean isMachine(String value) {
        String plain = value.strip().toLowerCase(Locale.ROOT);
        return MACHINES.contains(plain) || plain.startsWith("mt!") || plain.startsWith("mt-");
    }
}
