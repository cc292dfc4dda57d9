package duiqi.exchange;

import duiqi.text.DocumentPair;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import duiqi.text.TranslationUnit.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Provides units as the aligner makes them. */
final class SampleUnits {
    static final Instant CREATED = Instant.parse("2026-11-24T08:00:00Z");
    static final DocumentPair GARDEN = new DocumentPair("garden.zh.txt", "garden.en.txt");

    private SampleUnits() {}

    /** Creates units of the garden documents from pairs of texts. The number of each unit is its line number. */
    static List<TranslationUnit> garden(Instant created, String... texts) {
        return of(GARDEN, created, texts);
    }

    static List<TranslationUnit> of(DocumentPair documents, Instant created, String... texts) {
        DocumentPair.UnitIds ids = new DocumentPair.UnitIds(documents);
        List<TranslationUnit> units = new ArrayList<>();
        for (int i = 0; i < texts.length; i += 2) {
            SortedMap<String, String> context = new TreeMap<>();
            if (i > 0) {
                context.put(UnitProperties.CONTEXT_BEFORE, texts[i - 2]);
            }
            if (i + 2 < texts.length) {
                context.put(UnitProperties.CONTEXT_AFTER, texts[i + 2]);
            }
            units.add(new TranslationUnit(
                    ids.next(texts[i], texts[i + 1]),
                    new Variant(Language.CHINESE, texts[i], context),
                    new Variant(Language.ENGLISH, texts[i + 1]),
                    properties(documents, i / 2 + 1),
                    Optional.of(created)));
        }
        return units;
    }

    /** Reads the Chinese-English pairs of an intact file. */
    static List<TranslationUnit> read(Path file) throws IOException {
        List<TranslationUnit> units = new ArrayList<>();
        Pairs pairs = new Pairs(file.toString());
        try (UnitReader reader = UnitReader.tmx(file, ReadProblem.Listener.STRICT)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                units.addAll(pairs.of(unit.get()));
            }
        }
        return units;
    }

    private static SortedMap<String, String> properties(DocumentPair documents, int line) {
        SortedMap<String, String> properties = new TreeMap<>();
        properties.put(UnitProperties.ALIGNED, UnitProperties.YES);
        properties.put(UnitProperties.BEAD, "1-1");
        properties.put(UnitProperties.PROBABILITY, "0.90");
        properties.put(UnitProperties.SOURCE_FILE, documents.source());
        properties.put(UnitProperties.SOURCE_POSITION, line + ":1");
        properties.put(UnitProperties.TARGET_FILE, documents.target());
        properties.put(UnitProperties.TARGET_POSITION, line + ":1");
        return properties;
    }
}
