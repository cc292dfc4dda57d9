package duiqi.cli.command;

import duiqi.cli.option.LanguageOptions;
import duiqi.cli.option.OutputOptions;
import duiqi.cli.option.ReadingOptions;
import duiqi.cli.option.StandardOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;

abstract class ConversionCommand extends Subcommand {
    @Mixin
    final OutputOptions.RequiredFile output = new OutputOptions.RequiredFile();

    @Mixin
    final OutputOptions.Formats formats = new OutputOptions.Formats();

    @Mixin
    final OutputOptions.Force force = new OutputOptions.Force();

    @Mixin
    final LanguageOptions languages = new LanguageOptions();

    @Mixin
    final ReadingOptions.ColumnOptions columns = new ReadingOptions.ColumnOptions();

    /** Returns the extension of the format that standard output has unless the user gives another one. */
    abstract String usualExtension();

    abstract int convert(Path file) throws IOException;

    @Override
    public Integer call() throws IOException {
        String extension = formats.to.isEmpty() ? usualExtension() : "";
        return StandardOutput.write(
                console(), Optional.of(output.file), extension, file -> convert(file.orElseThrow()));
    }

    /** Prints a summary with the counts of what the format cannot hold, unless the output is the result itself. */
    final void summarise(String summary, Map<String, Integer> omitted) {
        if (!isQuiet() && !StandardOutput.is(output.file)) {
            print(summary
                    + (omitted.isEmpty() ? "\n" : "; omitted or changed:\n")
                    + omitted.entrySet().stream()
                            .map(kind -> "  " + kind.getKey() + ": " + kind.getValue() + "\n")
                            .collect(Collectors.joining()));
        }
    }
}
