package duiqi.cli.command;

import duiqi.app.Version;
import duiqi.cli.print.Console;
import duiqi.io.FileName;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks the installation and the machine, for {@code duiqi doctor}. */
final class Installation {
    static final long MEGABYTE = 1_000_000;

    /** Heap for a book of 40,000 sentences, with a reserve, see src/docs/reference/speed.md. */
    private static final long GOOD_HEAP = 1000 * MEGABYTE;

    private static final long SMALL_HEAP = 500 * MEGABYTE;

    private final Console console;
    private final UnaryOperator<String> properties;

    /**
     * Creates the checks of a Java.
     *
     * @param properties returns a system property; empty if it is not set
     */
    Installation(Console console, UnaryOperator<String> properties) {
        this.console = console;
        this.properties = properties;
    }

    void addTo(Map<String, Remarks.Check> checks) {
        checks.put("duiqi", this::version);
        checks.put("start", Installation::start);
        checks.put("java", this::java);
        checks.put("heap", Installation::heap);
        checks.put("encoding", this::encoding);
        checks.put("browser", this::browser);
        checks.put("git", this::git);
        checks.put("libraries", this::libraries);
    }

    private void version(Remarks remarks) throws IOException {
        remarks.ok(Version.number() + " of " + Version.date()
                + home().map(path -> ", in " + path).orElse(""));
    }

    /** Returns the folder of the jar; empty if it is unknown. */
    private static Optional<Path> home() {
        try {
            return Optional.ofNullable(Installation.class.getProtectionDomain().getCodeSource())
                    .map(source -> source.getLocation())
                    .flatMap(address -> address.getProtocol().equals("file")
                            ? Optional.of(Path.of(URI.create(address.toString())))
                            : Optional.empty())
                    .map(Path::getParent);
        } catch (IllegalArgumentException noFile) {
            return Optional.empty();
        }
    }

    private static void start(Remarks remarks) {
        boolean hasArchive = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-XX:SharedArchiveFile="));
        if (hasArchive) {
            remarks.ok("the class archive makes the start fast");
        } else {
            remarks.add(
                    Remarks.Level.NOTE, "no class archive, so that duiqi starts slowly; run duiqi with its launcher");
        }
    }

    private void java(Remarks remarks) {
        remarks.ok(properties.apply("java.runtime.version") + ", " + properties.apply("java.vendor") + ", in "
                + properties.apply("java.home"));
    }

    private static void heap(Remarks remarks) {
        long heap = Runtime.getRuntime().maxMemory();
        String found = "at most " + megabytes(heap);
        if (heap >= GOOD_HEAP) {
            remarks.ok(found);
        } else {
            remarks.add(
                    heap < SMALL_HEAP ? Remarks.Level.WARNING : Remarks.Level.NOTE,
                    found + ", but a long book needs 1000 MB; set DUIQI_JAVA_OPTS=-Xmx1g");
        }
    }

    private void encoding(Remarks remarks) {
        String files = properties.apply("file.encoding");
        if (!files.equalsIgnoreCase("UTF-8")) {
            remarks.add(
                    Remarks.Level.WARNING,
                    "file.encoding is " + files + "; run duiqi with its launcher, or add -Dfile.encoding=UTF-8");
        }
        String names = properties.apply("sun.jnu.encoding");
        if (isWindows()) {
            // Windows stores names of files in Unicode, but Java reads its arguments in this encoding.
            if (!takesChinese(names) && properties.apply("duiqi.windows").isEmpty()) {
                remarks.add(Remarks.Level.WARNING, "arguments lose Chinese characters in " + names + "; run duiqi.cmd");
            }
        } else if (!takesChinese(names)) {
            remarks.add(
                    Remarks.Level.ERROR,
                    "file names with Chinese characters do not work in " + names
                            + "; set LC_ALL=C.UTF-8 and run duiqi again");
        }
        // The launcher sets LC_ALL, so that only the other variables describe the terminal.
        String terminal =
                console.variable("LC_CTYPE").or(() -> console.variable("LANG")).orElse("");
        boolean isKnown = !isWindows() && console.outIsTerminal();
        if (isKnown && !terminal.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8")) {
            remarks.add(
                    Remarks.Level.NOTE,
                    "the terminal may not show Chinese, because LANG is " + (terminal.isEmpty() ? "not set" : terminal)
                            + "; set LANG=C.UTF-8");
        }
        if (remarks.isEmpty()) {
            remarks.ok("texts " + files + ", file names " + names);
        }
    }

    private static boolean takesChinese(String charset) {
        try {
            return Charset.forName(charset).newEncoder().canEncode("对齐");
        } catch (IllegalArgumentException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private boolean isWindows() {
        return properties.apply("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private void browser(Remarks remarks) {
        List<String> command = Console.Browser.command(console);
        if (command.isEmpty()) {
            remarks.add(
                    Remarks.Level.NOTE, "there is no desktop; open the address that duiqi review prints in a browser");
        } else if (isWindows() || program(command.get(0)).isPresent()) {
            remarks.ok(command.get(0));
        } else {
            remarks.add(
                    Remarks.Level.WARNING,
                    command.get(0)
                            + " is missing; install it (on Debian: apt install xdg-utils), or open the address that duiqi review prints");
        }
    }

    private void git(Remarks remarks) {
        program("git")
                .ifPresentOrElse(
                        git -> remarks.ok(git.toString()),
                        () -> remarks.add(
                                Remarks.Level.NOTE, "git is missing; install it to use duiqi check --changed-since"));
    }

    private Optional<Path> program(String name) {
        return FileName.ofProgram(name, console.variable("PATH").orElse(""));
    }

    private void libraries(Remarks remarks) throws IOException {
        List<String> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        library("spark", "spark-core_[\\d.]+-")
                .map("Apache Spark "::concat)
                .ifPresentOrElse(found::add, () -> missing.add("Apache Spark"));
        library("encoder", "onnxruntime-")
                .map("ONNX Runtime "::concat)
                .ifPresentOrElse(found::add, () -> missing.add("ONNX Runtime"));
        if (!found.isEmpty()) {
            remarks.ok(String.join(", ", found));
        }
        if (missing.isEmpty()) {
            return;
        }
        String names = String.join(", ", missing);
        if (home().filter(home -> Files.exists(home.resolveSibling("pom.xml"))).isPresent()) {
            remarks.ok(names + ": downloaded at the first use");
        } else {
            remarks.add(
                    Remarks.Level.NOTE,
                    names + " not installed; set DUIQI_LIBRARIES to a folder with them if you need them");
        }
    }

    /** Returns a size for users, in units of a million bytes. */
    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", (bytes + 999_999) / 1_000_000);
    }

    /** Returns the version of a library in the first folder where the launcher looks. */
    private Optional<String> library(String name, String prefix) throws IOException {
        List<Path> folders = Stream.of(
                        console.variable("DUIQI_LIBRARIES").map(folder -> Path.of(folder, name)),
                        console.variable("SPARK_HOME").map(Path::of).filter(home -> name.equals("spark")),
                        home().map(home -> home.resolve(name)))
                .flatMap(Optional::stream)
                .map(folder -> folder.resolve("jars"))
                .filter(Files::isDirectory)
                .toList();
        if (folders.isEmpty()) {
            return Optional.empty();
        }
        Pattern jar = Pattern.compile(prefix + "(\\d[\\w.]*)\\.jar");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folders.get(0), "*.jar")) {
            for (Path file : jars) {
                Matcher matcher = jar.matcher(String.valueOf(file.getFileName()));
                if (matcher.matches()) {
                    return Optional.of(matcher.group(1));
                }
            }
        }
        return Optional.empty();
    }
}
