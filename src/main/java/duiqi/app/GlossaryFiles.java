package duiqi.app;

import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.PhraseMemory;
import duiqi.glossary.RelatedRenderings;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermStatus;
import duiqi.lexicon.Lexicon;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.NearestName;
import duiqi.text.Plurals;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads glossaries of every format, and extracts terms from memories. */
public final class GlossaryFiles {
    private GlossaryFiles() {}

    /**
     * Reads glossaries of one format. Reports rows and files that cannot be read, and reads the rest.
     *
     * @param places the files and folders
     * @param form the format of the files; empty to detect it from each file name
     * @param faults receives the rows and files that cannot be read
     */
    public static Glossary read(List<Path> places, Optional<GlossaryFormats.Format> form, Glossary.FaultListener faults)
            throws IOException {
        if (form.isEmpty()) {
            return Project.glossary(places, faults);
        }
        List<Glossary> glossaries = new ArrayList<>();
        for (Path place : places) {
            try {
                glossaries.add(new Glossary(form.get().read(place, faults)));
            } catch (FormatException fault) {
                faults.found(fault);
            }
        }
        return Glossary.of(glossaries);
    }

    /** Returns the format with the given name. */
    public static GlossaryFormats.Format named(String name) throws FormatException {
        return GlossaryFormats.named(name)
                .orElseThrow(() -> new FormatException(
                        name,
                        "unknown format",
                        NearestName.remedy(
                                name,
                                GlossaryFormats.ALL.stream()
                                        .map(GlossaryFormats.Format::name)
                                        .toList())));
    }

    /** Returns the format of a file, detected from its name. */
    public static GlossaryFormats.Format format(Path file) throws FormatException {
        return GlossaryFormats.of(file)
                .orElseThrow(() -> new FormatException(
                        file.toString(),
                        "is not in a known glossary format",
                        "use a file name that ends in one of " + GlossaryFormats.extensions()));
    }

    /**
     * Extracts terms from memories.
     *
     * @param known glossaries whose terms are omitted from the result
     * @param minCount the minimum number of units that contain a phrase with its translation
     * @param limit the maximum number of terms
     * @param damage receives the damage in the memories
     */
    public static Glossary extract(
            List<Path> memories, List<Path> known, int minCount, int limit, ReadProblem.Listener damage)
            throws IOException {
        Lexicon lexicon = Lexicon.standard();
        Set<String> left = new HashSet<>();
        for (Path glossary : known) {
            Glossary.read(glossary).entries().stream()
                    .map(TermEntry::chinese)
                    .map(lexicon::simplify)
                    .forEach(left::add);
        }
        Units units = new Units();
        for (Path memory : memories) {
            units.read(memory, damage);
        }
        PhraseMemory phrases = new PhraseMemory(lexicon);
        units.units.forEach(unit -> phrases.add(Units.chinese(unit), Units.english(unit)));
        return new Glossary(phrases.candidates(minCount).stream()
                .filter(candidate -> !left.contains(candidate.chinese()))
                .limit(limit)
                .flatMap(candidate -> units.entries(candidate).stream())
                .toList());
    }

    /** Holds the units of memories with their locations. */
    private static final class Units {
        /** Minimum share of the units of the most frequent translation. Rarer translations are mostly wrong. */
        private static final double RARE = 0.1;

        private final List<TranslationUnit> units = new ArrayList<>();
        private final List<Location> places = new ArrayList<>();

        void read(Path memory, ReadProblem.Listener damage) throws IOException {
            MemoryFiles.requireChineseAndEnglish(memory);
            Pairs pairs = new Pairs(memory.toString());
            try (UnitReader reader = MemoryFiles.source(memory).open(damage)) {
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    for (TranslationUnit pair : pairs.of(unit.get())) {
                        units.add(pair);
                        places.add(reader.location());
                    }
                }
            }
        }

        /**
         * Returns an entry for each translation. Translations that differ only in case, hyphens or number share an
         * entry.
         */
        private List<TermEntry> entries(PhraseMemory.TermCandidate candidate) {
            Map<String, List<PhraseMemory.Rendered>> byForm = new LinkedHashMap<>();
            for (PhraseMemory.Rendered rendered : candidate.translations()) {
                byForm.computeIfAbsent(
                                RelatedRenderings.RenderingVariants.folded(text(rendered)), form -> new ArrayList<>())
                        .add(rendered);
            }
            List<List<PhraseMemory.Rendered>> byCount = byForm.values().stream()
                    .sorted(Comparator.comparingLong((List<PhraseMemory.Rendered> same) -> -units(same)))
                    .toList();
            List<TermEntry> entries = new ArrayList<>();
            for (List<PhraseMemory.Rendered> same : byCount) {
                if (units(same) >= RARE * units(byCount.get(0))) {
                    Location place = places.get(same.get(0).unit());
                    entries.add(new TermEntry(
                            candidate.chinese(),
                            candidate.chinese(),
                            written(same),
                            entries.isEmpty() ? TermStatus.PREFERRED : TermStatus.ADMITTED,
                            new TermEntry.Details(
                                    "",
                                    "",
                                    "",
                                    List.of(),
                                    units(same) + " of " + Plurals.units(candidate.units()) + ", for example at "
                                            + place),
                            place));
                }
            }
            return entries;
        }

        private static long units(List<PhraseMemory.Rendered> same) {
            return same.stream()
                    .mapToInt(PhraseMemory.Rendered::unit)
                    .distinct()
                    .count();
        }

        private String written(List<PhraseMemory.Rendered> same) {
            Map<String, Integer> counts = new HashMap<>();
            same.forEach(rendered -> counts.merge(text(rendered), 1, Integer::sum));
            return RelatedRenderings.RenderingVariants.written(counts);
        }

        private String text(PhraseMemory.Rendered rendered) {
            return english(units.get(rendered.unit())).substring(rendered.start(), rendered.end());
        }

        private static String chinese(TranslationUnit unit) {
            return (unit.source().language().isChinese() ? unit.source() : unit.target()).text();
        }

        private static String english(TranslationUnit unit) {
            return (unit.source().language().isChinese() ? unit.target() : unit.source()).text();
        }
    }
}
