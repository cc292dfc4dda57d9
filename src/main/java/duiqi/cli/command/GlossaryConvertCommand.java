package duiqi.cli.command;

import duiqi.app.GlossaryFiles;
import duiqi.app.MemoryFiles;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.ExitCode;
import duiqi.exchange.Omissions;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "convert",
        header = "Convert glossaries to another format.",
        customSynopsis = {"duiqi glossary convert [OPTIONS] -o FILE GLOSSARY..."},
        description = """

                The content or the name of a file selects its format, unless you use --from and --to. duiqi counts everything that the \
                output format cannot hold and reports it.
                """,
        footer = """

                Formats (--from, --to):
                  csv, tsv, xlsx, json, tbx, multiterm and matecat (read only), memoq, omegat
                  https://github.com/duiqi/duiqi/blob/main/src/docs/reference/interchange.md

                duiqi detects TBX and the formats of MultiTerm, memoQ and MateCat by their
                content. It reads tables without column names as glossaries of OmegaT. In other
                tables, it finds the columns by their names and content; --columns overrules.

                Examples:
                  duiqi glossary convert glossary/terms.csv -o terms.tbx
                  duiqi glossary convert termbase.xml -o glossary/termbase.csv
                  duiqi glossary convert glossary --to memoq -o for-memoq.csv
                  duiqi glossary convert glossary -o all.xlsx
                  duiqi glossary convert glossary --source-lang en-US -o into-chinese.txt
                """)
final class GlossaryConvertCommand extends ConversionCommand {
    @Parameters(arity = "1..*", paramLabel = "GLOSSARY", description = "Glossaries, or folders of glossaries.")
    private List<Path> places = List.of();

    @Override
    String usualExtension() {
        return ".csv";
    }

    @Override
    int convert(Path file) throws IOException {
        GlossaryFormats.Format written = directed(GlossaryFiles.formatToWrite("glossary convert", file, formats.to));
        MemoryFiles.OutputFiles outputs = new MemoryFiles.OutputFiles(List.of(file), force.given);
        outputs.requireFree();
        DamageReport faults = new DamageReport(console(), false);
        Glossary glossary = formats.from.isEmpty()
                ? GlossaryFiles.read(places, columns.choice, faults)
                : GlossaryFiles.read(
                        places, GlossaryFiles.named(formats.from.get()).with(columns.choice), faults);
        faults.finish();
        if (glossary.entries().isEmpty()) {
            throw new FormatException(output.file.toString(), "would contain no terms", "give a glossary with terms");
        }
        Omissions omissions = new Omissions();
        outputs.write(
                outs -> written.write(glossary, outs.get(0), console().clock().instant(), omissions));
        summarise(
                output.file + ": " + Plurals.of(glossary.concepts().size(), "concept") + ", "
                        + Plurals.of(glossary.entries().size(), "translation"),
                omissions.counts());
        return faults.exitCode(ExitCode.DONE);
    }

    private GlossaryFormats.Format directed(GlossaryFormats.Format format) {
        Optional<Direction> direction = languages.direction();
        if (direction.isEmpty()) {
            return format;
        }
        return format.with(direction.get())
                .orElseThrow(
                        () -> misuse(
                                "--source-lang: applies to glossaries of OmegaT only; give --to omegat or a .txt file with -o"));
    }
}
