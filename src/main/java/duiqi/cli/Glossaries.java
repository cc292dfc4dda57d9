package duiqi.cli;

import duiqi.glossary.GlossaryFormat;
import duiqi.glossary.GlossaryFormats;
import duiqi.text.FormatException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Glossaries that a command line names. */
final class Glossaries {
    private Glossaries() {}

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
