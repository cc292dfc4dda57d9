package duiqi.cli.command;

import duiqi.app.Version;
import duiqi.app.Workspace;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.Progress;
import duiqi.encoder.EncoderFolder;
import duiqi.encoder.EncoderList;
import duiqi.encoder.HttpEncoder;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, installs and removes sentence encoders. */
@Command(name = "encoder", header = "Manage sentence encoders.", description = """

                A sentence encoder is a neural model that gives the aligner additional evidence. duiqi contains none. \
                duiqi encoder install downloads one, and duiqi align --encoder NAME uses it.
                """, footer = """

                Examples:
                  duiqi encoder list
                  duiqi encoder install bge-m3
                  duiqi align --encoder bge-m3 a.zh.txt a.en.txt
                """)
public final class EncoderCommand implements Callable<Integer> {
    private static final String GAP = "  ";

    private final Console console;

    @Spec
    private CommandSpec spec;

    public EncoderCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command given; give one, for example: duiqi encoder list");
    }

    @Command(name = "list", header = "List the encoders that duiqi can install.", description = """

                Prints name, download size, licence and languages of each encoder, and whether it is installed. Also \
                lists other encoders in the folder of the installed encoders.
                """, footer = """

                Examples:
                  duiqi encoder list
                """)
    int list() throws IOException {
        Set<String> installed = folder().names();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("name", "download", "licence", "languages", "installed"));
        List<EncoderList.Entry> entries = EncoderList.standard().entries();
        for (EncoderList.Entry entry : entries) {
            rows.add(List.of(
                    entry.name(),
                    size(entry.bytes()),
                    entry.licence(),
                    entry.languages(),
                    installed.contains(entry.name()) ? "yes" : "no"));
        }
        for (String name : installed) {
            if (entries.stream().noneMatch(entry -> entry.name().equals(name))) {
                rows.add(List.of(name, "-", "-", "-", "yes"));
            }
        }
        printTable(rows);
        return ExitCode.DONE;
    }

    @Command(name = "info", header = "Describe an encoder.", description = """

                Prints the licence, the page and the folder of an encoder, and address, size and SHA-256 of its files.
                """, footer = """

                Examples:
                  duiqi encoder info bge-m3
                """)
    int info(@Parameters(paramLabel = "NAME", description = "Encoder, see duiqi encoder list.") String name)
            throws IOException {
        EncoderList.Entry entry = EncoderList.standard().get(name);
        Optional<Path> installed = folder().find(name);
        console.out()
                .print("name:       " + entry.name() + "\nmodel:      " + entry.about() + "\nlicence:    "
                        + entry.licence() + "\nlanguages:  " + entry.languages() + "\npage:       " + entry.page()
                        + "\nvectors:    " + entry.vectorSize() + " numbers\ndownload:   " + size(entry.bytes())
                        + "\ninstalled:  " + installed.map(Path::toString).orElse("no") + "\n");
        for (EncoderList.ModelFile file : entry.files()) {
            console.out()
                    .print("file:       " + file.name() + "\n  address:  " + file.address() + "\n  bytes:    "
                            + (file.bytes().isPresent()
                                    ? String.valueOf(file.bytes().getAsLong())
                                    : "not published")
                            + "\n  sha-256:  " + file.sha256().orElse("not published") + "\n");
        }
        return ExitCode.DONE;
    }

    @Command(name = "install", header = "Install an encoder from the list.", description = """

                Downloads the files of an encoder into the folder of the installed encoders, and checks their size \
                and SHA-256. If the download is interrupted, run the command again: it continues.

                Without access to huggingface.co, give --from a mirror, or a folder with the files. duiqi encoder \
                info lists their addresses. The variable HF_ENDPOINT is the default of --from. For a proxy, set for \
                example DUIQI_JAVA_OPTS="-Dhttps.proxyHost=proxy -Dhttps.proxyPort=8080".
                """, footer = """

                Examples:
                  duiqi encoder install bge-m3
                  duiqi encoder install bge-m3 --from https://mirror.example.com
                  duiqi encoder install bge-m3 --from downloads
                """)
    int install(
            @Parameters(paramLabel = "NAME", description = "Encoder, see duiqi encoder list.") String name,
            @Option(
                            names = "--from",
                            paramLabel = "URL|FOLDER",
                            order = OptionGroup.INPUT,
                            description = "Use the files of this mirror of huggingface.co, or of this folder.")
                    @Nullable
                    String from,
            @Option(
                            names = "--accept-checksums",
                            order = OptionGroup.INPUT,
                            description = "Allow files without a published SHA-256; print and record it.")
                    boolean accept)
            throws IOException {
        EncoderList.Entry entry = EncoderList.standard().get(name);
        EncoderFolder folder = folder();
        Optional<String> source = Optional.ofNullable(from)
                .or(() -> console.variable("HF_ENDPOINT"))
                .filter(given -> !given.isBlank());
        if (folder.find(name).isEmpty()) {
            print(name + ": " + entry.about() + "; licence " + entry.licence() + ", see " + entry.page());
        }
        boolean isNew;
        try (Progress.Transfer progress = new Progress.Transfer(console)) {
            isNew = folder.install(
                    entry,
                    new EncoderFolder.Source(source, accept, "duiqi/" + Version.number(), HttpEncoder.Retries.DEFAULT),
                    new Steps(console, progress, folder.of(name), this::print));
        }
        print(folder.of(name) + (isNew ? ": installed" : ": already installed"));
        if (isNew) {
            print("use it:       duiqi align --encoder " + name + " a.zh.txt a.en.txt");
            print("fit weights:  duiqi train --encoder " + name + " GOLD -o weights");
        }
        return ExitCode.DONE;
    }

    @Command(name = "remove", header = "Remove an installed encoder.", description = """

                Deletes the files of an encoder, and those of an interrupted installation.
                """, footer = """

                Examples:
                  duiqi encoder remove bge-m3
                """)
    int remove(@Parameters(paramLabel = "NAME", description = "Encoder, see duiqi encoder list.") String name)
            throws IOException {
        if (!folder().remove(name)) {
            throw new FormatException(name, "is not installed", "list the encoders with duiqi encoder list");
        }
        print(name + ": removed");
        return ExitCode.DONE;
    }

    private EncoderFolder folder() throws FormatException {
        Workspace workspace = console.workspace();
        return new EncoderFolder(workspace
                .encoders()
                .orElseThrow(() -> new FormatException(
                        "duiqi encoder", "there is no folder for encoders", "set DUIQI_ENCODERS to a folder")));
    }

    private static String size(OptionalLong bytes) {
        return bytes.isPresent() ? EncoderFolder.megabytes(bytes.getAsLong()) : "unknown";
    }

    private void print(String line) {
        console.out().print(line + "\n");
        console.out().flush();
    }

    private void printTable(List<List<String>> rows) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElse(0);
                line.append(row.get(column));
                if (column < row.size() - 1) {
                    line.append(" ".repeat(width - row.get(column).length())).append(GAP);
                }
            }
            print(line.toString());
        }
    }

    /** Shows the steps of an installation. */
    private record Steps(Console console, Progress.Transfer progress, Path folder, Consumer<String> print)
            implements EncoderFolder.Listener {
        @Override
        public void waits() {
            console.warn(folder + ": locked by another duiqi process; waiting");
        }

        @Override
        public void receives(String file, long bytes, OptionalLong all) {
            progress.show(file, bytes, all);
        }

        @Override
        public void accepts(String file, String sha256) {
            progress.close();
            print.accept(file + ": no published SHA-256 is known; recorded " + sha256);
        }
    }
}
