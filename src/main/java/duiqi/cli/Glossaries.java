package duiqi.cli;

import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormat;
import duiqi.glossary.GlossaryFormats;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Glossaries that a command line names. */
final class Glossaries {
    /** Where a project has its glossaries. */
    static final String FOLDER = "glossary";

    private Glossaries() {}

    /**
     * Reads files and folders as far as they can be read.
     *
     * @param faults is told of rows and files that cannot
     */
    static Glossary read(List<Path> places, Glossary.FaultListener faults) throws IOException {
        List<Glossary> glossaries = new ArrayList<>();
        for (Path place : places) {
            try {
                glossaries.add(Glossary.read(place, faults));
            } catch (FormatException fault) {
                faults.found(fault);
            }
        }
        return Glossary.of(glossaries);
    }

    /** The form that a user names. */
    static GlossaryFormat named(String name) throws FormatException {
        return GlossaryFormats.named(name)
                .orElseThrow(() -> new FormatException(
                        name,
                        "is no form",
                        "name one of "
                                + GlossaryFormats.ALL.stream()
                                        .map(GlossaryFormat::name)
                                        .collect(Collectors.joining(", "))));
    }

    /** The form of a file by its name. */
    static GlossaryFormat format(Path file) throws FormatException {
        return GlossaryFormats.of(file)
                .orElseThrow(() -> new FormatException(
                        file.toString(),
                        "its name does not tell what it is",
                        "let it end in one of " + GlossaryFormats.extensions()));
    }
}
