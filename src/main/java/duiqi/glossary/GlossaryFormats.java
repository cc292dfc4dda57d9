package duiqi.glossary;

import duiqi.glossary.form.JsonForm;
import duiqi.glossary.form.TableForm;
import duiqi.glossary.form.TbxForm;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** All forms of files that hold glossaries. */
public final class GlossaryFormats {
    /** The forms, in the order of their page; of those with the same end of names, the one to write by default first. */
    public static final List<GlossaryFormat> ALL = List.of(
            TableForm.CSV,
            TableForm.TSV,
            TableForm.XLSX,
            new JsonForm(),
            TbxForm.BASIC_DCA,
            TbxForm.BASIC_DCT,
            TbxForm.MIN_DCA,
            TbxForm.MIN_DCT,
            TbxForm.CORE,
            TbxForm.MARTIF,
            new TableForm.OmegatForm());

    private GlossaryFormats() {}

    /** Returns the form of a file by how its name ends; empty when it ends otherwise. */
    public static Optional<GlossaryFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(format -> format.extensions().stream().anyMatch(name::endsWith))
                .findFirst();
    }

    /** Returns the form that a user names. */
    public static Optional<GlossaryFormat> named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Returns how the names of glossaries may end, for messages. */
    public static String extensions() {
        return ALL.stream()
                .flatMap(format -> format.extensions().stream())
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
