package duiqi.cli.command;

import duiqi.app.MemoryConversion;
import duiqi.cli.option.Strict;
import duiqi.cli.print.DamageReport;
import duiqi.cli.print.ExitCode;
import duiqi.exchange.TmxProfile;
import duiqi.text.Language;
import duiqi.text.Plurals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "convert",
        header = "Convert translation units to another format.",
        customSynopsis = {"duiqi tm convert [OPTIONS] -o FILE FILE..."},
        description = """

                Reads and writes TMX, XLIFF, tables and other formats. duiqi detects the format of a file to read from \
                its content, else from its name; the name of the output selects its format. --from and --to override \
                both. duiqi counts everything that the output format cannot hold and reports it; with --strict, it \
                stops with an error.

                The output has the direction of the first file: its source language and its target language. In \
                files with several languages, --source-lang and --target-lang select the sides of each unit.

                In a table, duiqi finds the columns by their names and their content. If they are not clear, duiqi \
                lists them; give the columns with --columns.
                """,
        footer = """

                Formats (--from, --to):
                  tmx, xliff, tsv, csv, xlsx, moses, jsonl, po

                Formats that duiqi only reads:
                  sdltm, json, yaml, android, strings, stringsdict, properties, resx,
                  qt, xcstrings
                  https://github.com/duiqi/duiqi/blob/main/src/docs/reference/interchange.md

                A resource file of a program (json to resx) has the texts of one language. duiqi finds the file \
                of the source texts by name, or by --original, and joins the texts by key.

                Tools (--for):
                  omegat, trados, memoq, okapi, weblate, matecat
                  plain    every language, property and inline tag of every unit

                Examples:
                  duiqi tm convert tm/main.tmx --for trados -o for-trados.tmx
                  duiqi tm convert damaged.tmx -o sound.tmx
                  duiqi tm convert --columns zh=C,en=D,note=F old.xlsx -o tm/old.tmx
                  duiqi tm convert tm/*.tmx -o all.xlf
                  duiqi tm convert values-zh-rCN/strings.xml -o tm/app.tmx
                  duiqi tm convert zh.json --original texts.json -o tm/app.tmx
                  duiqi tm convert tm/main.tmx -o corpus.zh       write corpus.zh and corpus.en
                """)
final class TmConvertCommand extends ConversionCommand {
    @Mixin
    private Strict strict = new Strict();

    @Option(
            names = "--original",
            paramLabel = "FILE",
            description = "Read the source texts from this file. Default: found by name, for formats of two files.")
    private @Nullable Path original;

    @Option(names = "--for", paramLabel = "TOOL", description = "Write TMX for this tool. Default: plain.")
    private @Nullable TmxProfile profile;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to read.")
    private List<Path> files = List.of();

    @Override
    String usualExtension() {
        return ".tmx";
    }

    @Override
    int convert(Path file) throws IOException {
        Optional<Language> source = languages.source;
        if (source.isPresent() && source.equals(languages.target)) {
            throw misuse("--source-lang, --target-lang: both are " + source.get() + "; give two languages");
        }
        MemoryConversion.Output written = new MemoryConversion.Output(
                file, formats.to, profile == null ? TmxProfile.PLAIN : profile, force.given);
        if (profile != null && !written.isTmx()) {
            throw misuse("--for: applies to TMX only; give a .tmx file with -o");
        }
        DamageReport report = strict.report(console());
        MemoryConversion.Outcome outcome = new MemoryConversion(
                        files,
                        Optional.ofNullable(original),
                        formats.from,
                        written,
                        source,
                        languages.target,
                        columns.choice,
                        strict.given)
                .run(console().clock(), report);
        report.finish();
        summarise(
                outcome.files().stream().map(Path::toString).collect(Collectors.joining(" and ")) + ": "
                        + Plurals.units(outcome.read())
                        + (outcome.read() == outcome.written() ? "" : " read, " + outcome.written() + " written"),
                outcome.omitted());
        return ExitCode.DONE;
    }
}
