package duiqi.app;

import duiqi.check.AmbiguousEntries;
import duiqi.check.CheckedUnit;
import duiqi.check.CheckedUnits;
import duiqi.check.TermVariants;
import duiqi.exchange.Table;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.GlossaryValidation;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermExtraction;
import duiqi.lexicon.Lexicon;
import duiqi.memory.MemoryFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.NearestName;
import duiqi.text.Plurals;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads and validates glossaries of every format, and extracts terms from memories. */
public final class GlossaryFiles {
    /**
     * Maximum number of characters of a text. The extraction compares every phrase with every unit that contains it, so a
     * few units of a whole book would take hours.
     */
    private static final int MAX_LENGTH = 10_000;

    private GlossaryFiles() {}

    /** Reads files and folders with glossaries. Reports rows and files that cannot be read, and reads the rest. */
    public static Glossary read(List<Path> places, Glossary.FaultListener faults) throws IOException {
        return read(places, Table.Choice.NONE, faults);
    }

    /** Reads the columns that the user gives of tables, and other glossaries. */
    public static Glossary read(List<Path> places, Table.Choice columns, Glossary.FaultListener faults)
            throws IOException {
        return read(places, place -> Glossary.read(place, columns, faults), faults);
    }

    public static Glossary read(List<Path> places, GlossaryFormats.Format form, Glossary.FaultListener faults)
            throws IOException {
        return read(places, place -> new Glossary(form.read(place, faults)), faults);
    }

    private interface Reading {
        Glossary of(Path place) throws IOException;
    }

    private static Glossary read(List<Path> places, Reading reading, Glossary.FaultListener faults) throws IOException {
        List<Glossary> glossaries = new ArrayList<>();
        for (Path place : places) {
            try {
                glossaries.add(reading.of(place));
            } catch (FormatException fault) {
                faults.found(fault);
            }
        }
        return Glossary.of(glossaries);
    }

    public static GlossaryFormats.Format named(String name) throws FormatException {
        String retired = GlossaryFormats.RETIRED.get(name.toLowerCase(Locale.ROOT));
        if (retired != null) {
            throw new FormatException(name, retired.split("; ")[0], retired.split("; ")[1]);
        }
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

    /**
     * Returns the format of a file to write: the one that the user names, else that of the file name.
     *
     * @param command name of the command, for messages
     * @param name name of the format that the user gives
     * @throws FormatException if the file name has the extension of another format, or duiqi only reads the format
     */
    public static GlossaryFormats.Format formatToWrite(String command, Path file, Optional<String> name)
            throws FormatException {
        Map<String, List<String>> written = new LinkedHashMap<>();
        GlossaryFormats.ALL.stream()
                .filter(GlossaryFormats.Format::isWritten)
                .forEach(format -> written.put(format.name(), format.extensions()));
        Optional<String> given = name.isEmpty()
                ? Optional.empty()
                : Optional.of(named(name.get()).name());
        if (given.filter(format -> !written.containsKey(format)).isPresent()) {
            throw new FormatException(
                    "--to " + given.get(), "duiqi only reads this format", "use --to csv or --to tbx");
        }
        return named(new MemoryConversion.OutputName(command, false, written).format(file, given));
    }

    /**
     * Extracts terms from memories.
     *
     * @param known glossaries whose terms are omitted from the result
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
        List<CheckedUnit> units = shortUnits(memories, damage);
        TermExtraction extraction = new TermExtraction(lexicon);
        units.forEach(unit -> extraction.add(unit.chinese(), unit.english()));
        return new Glossary(extraction.terms(minCount, limit).stream()
                .filter(term -> !left.contains(term.chinese()))
                .limit(limit)
                .flatMap(term -> entries(term, units).stream())
                .toList());
    }

    private static List<TermEntry> entries(TermExtraction.Term term, List<CheckedUnit> units) {
        List<TermEntry> entries = new ArrayList<>();
        for (TermExtraction.Term.Translation translation : term.translations()) {
            Location place = units.get(translation.unit()).location(0);
            String note = translation.units() + " of " + Plurals.units(term.units()) + ", for example at " + place;
            entries.add(new TermEntry(
                    term.chinese(),
                    term.chinese(),
                    translation.english(),
                    entries.isEmpty() ? TermStatus.PREFERRED : TermStatus.ADMITTED,
                    new TermEntry.Details("", "", "", List.of(), note),
                    place));
        }
        return entries;
    }

    /**
     * Returns the recurrent terms of memories with odd translations, the most suspicious first.
     *
     * @param known glossaries whose terms are omitted from the result
     */
    public static List<TermVariants.Row> variants(
            List<Path> memories, List<Path> known, int minCount, ReadProblem.Listener damage) throws IOException {
        List<Glossary> glossaries = new ArrayList<>();
        for (Path glossary : known) {
            glossaries.add(Glossary.read(glossary));
        }
        TermVariants variants = new TermVariants(Glossary.of(glossaries), Lexicon.standard());
        shortUnits(memories, damage).forEach(variants::add);
        return variants.rows(minCount);
    }

    /** Returns the units of memories, except those that are too long to extract terms from, which it reports. */
    private static List<CheckedUnit> shortUnits(List<Path> memories, ReadProblem.Listener damage) throws IOException {
        List<CheckedUnit> units = new ArrayList<>();
        units(memories, damage, unit -> {
            if (Math.max(unit.chinese().length(), unit.english().length()) > MAX_LENGTH) {
                damage.found(new ReadProblem(
                        unit.location(0), "", "unit is longer than 10,000 characters", ReadProblem.Kind.LOST));
            } else {
                units.add(unit.plain());
            }
        });
        return units;
    }

    private interface UnitListener {
        void read(CheckedUnit unit) throws IOException;
    }

    /** Passes on the checked units of files and folders. */
    private static void units(List<Path> places, ReadProblem.Listener damage, UnitListener to) throws IOException {
        for (Path place : places) {
            List<Path> files = Files.isDirectory(place)
                    ? MemoryFile.in(place).stream().map(MemoryFile::path).toList()
                    : List.of(place);
            for (Path file : files) {
                MemoryFiles.requireChineseAndEnglish(file);
                CheckedUnits units = new CheckedUnits(file.toString(), Optional.empty());
                MemoryFiles.source(file).read(damage, (unit, reader) -> {
                    for (CheckedUnit pair : units.of(unit, reader)) {
                        to.read(pair);
                    }
                });
            }
        }
    }

    /**
     * Validates a glossary.
     *
     * @param memories files and folders of memories that show which entries are ambiguous; none to ask the lexicon only
     */
    public static void validate(
            Glossary glossary, List<Path> memories, GlossaryValidation.Report report, ReadProblem.Listener damage)
            throws IOException {
        new GlossaryValidation(report).check(glossary);
        Lexicon lexicon = Lexicon.standard();
        if (memories.isEmpty()) {
            AmbiguousEntries.inLexicon(glossary, lexicon, report);
            return;
        }
        AmbiguousEntries ambiguous = new AmbiguousEntries(glossary, lexicon);
        units(memories, damage, ambiguous::add);
        ambiguous.inMemories(report);
    }
}
