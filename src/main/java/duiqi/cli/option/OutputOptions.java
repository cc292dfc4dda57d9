package duiqi.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Contains the options of commands that write files or lists. Each nested class holds one option. */
public final class OutputOptions {
    private OutputOptions() {}

    public static final class OutputFile {
        private final Path none;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "Write to this file. Default: ${DEFAULT-VALUE}.")
        private Path output;

        /**
         * Creates an option that is not given.
         *
         * @param otherwise the place that the command writes to then, for the help
         */
        public OutputFile(String otherwise) {
            none = Path.of(otherwise);
            output = none;
        }

        /** Returns the given file; empty if the user gives none. A file may have the name that the help shows. */
        @SuppressWarnings("ReferenceEquality")
        public Optional<Path> given() {
            return Optional.of(output).filter(file -> file != none);
        }

        public Optional<Path> file() {
            return StandardOutput.file(given());
        }
    }

    public static final class RequiredFile {
        @Option(
                names = {"-o", "--output"},
                required = true,
                paramLabel = "FILE",
                description = "Write to this file.")
        public Path file = Path.of("");
    }

    public static final class FileOrFolder {
        /** The name as the user gives it. A slash at its end makes it a folder. */
        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE|FOLDER",
                description = "Write to this file, or into this folder. Default: tm/NAME.tmx.")
        public Optional<String> given = Optional.empty();
    }

    public static final class Formats {
        @Option(
                names = "--from",
                paramLabel = "FORMAT",
                description = "Read this format. Default: from the content, or the file name.")
        public Optional<String> from = Optional.empty();

        @Option(names = "--to", paramLabel = "FORMAT", description = "Write this format. Default: from the file name.")
        public Optional<String> to = Optional.empty();
    }

    public static final class Force {
        @Option(names = "--force", description = "Replace existing output files.")
        public boolean given;
    }

    public static final class DryRun {
        @Option(names = "--dry-run", description = "Show what the command would do, but write nothing.")
        public boolean given;

        /** Returns the begin of a summary. */
        public String mark() {
            return given ? "dry run: " : "";
        }
    }

    public static final class Json {
        @Option(names = "--json", description = "Print JSON, one object per line.")
        public boolean given;
    }

    public static final class Limit {
        @Option(names = "--limit", paramLabel = "N", description = "List at most N results. Default: ${DEFAULT-VALUE}.")
        private int limit;

        public Limit(int otherwise) {
            limit = otherwise;
        }

        /**
         * Returns the limit.
         *
         * @throws IllegalArgumentException if it is less than {@code least}
         */
        public int atLeast(int least) {
            if (limit < least) {
                throw new IllegalArgumentException("--limit " + limit + ": must be at least " + least);
            }
            return limit;
        }
    }

    public static final class MinProbability {
        @Option(
                names = "--min-probability",
                paramLabel = "P",
                converter = ProbabilityConverter.class,
                description = "Omit pairs with a probability below P (0 to 1). Default: ${DEFAULT-VALUE}.")
        public double least;

        public MinProbability(double otherwise) {
            least = otherwise;
        }
    }

    public static final class ProbabilityConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double probability;
            try {
                probability = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                probability = Double.NaN;
            }
            if (probability >= 0 && probability <= 1) {
                return probability;
            }
            throw new TypeConversionException("'" + text + "' is not a probability; give a number from 0 to 1");
        }
    }
}
