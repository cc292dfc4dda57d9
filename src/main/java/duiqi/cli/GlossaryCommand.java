package duiqi.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that keep glossaries. */
@Command(
        name = "glossary",
        header = "Keep glossaries: validate, convert, list, find, extract.",
        description = """

                A glossary says how terms are rendered, and how not: preferred, admitted, deprecated or forbidden. It is a \
                table with the columns zh, en and, where wanted, concept, status, type, pos, domain, exceptions and note, \
                a row for each rendering; or TBX, JSON, or a glossary of OmegaT. Rows that cannot be read are named and \
                left out; the rest is done, and the exit code is 2.
                """,
        footer = """

                Examples:
                  duiqi glossary validate
                  duiqi glossary find 自立自强
                  duiqi glossary list --status forbidden
                  duiqi glossary convert glossary/terms.csv -o terms.tbx
                """)
final class GlossaryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** The commands. */
    static List<Object> subcommands(Console console) {
        return List.of(
                new GlossaryValidateCommand(console),
                new GlossaryConvertCommand(console),
                new GlossaryListCommand(console),
                new GlossaryFindCommand(console),
                new GlossaryExtractCommand(console));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "give a command; for example: duiqi glossary validate");
    }
}
