package duiqi.cli.command;

import duiqi.app.Version;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.print.Console;
import duiqi.cli.print.ExitCode;
import duiqi.cli.print.MatchPrinter;
import duiqi.report.Terminal;
import duiqi.text.FormatException;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Checks the installation and the project. Changes nothing. The checks run at the same time; one that fails or takes too
 * long does not stop the others.
 */
@Command(name = "doctor", header = "Check the installation and the project.", description = """

                Checks Java, file names with Chinese characters, the programs and libraries that duiqi can use, the \
                free disk space, and the settings, memories and glossaries of the project. Changes nothing, and \
                takes at most three seconds.

                Each line is ok, note, warning or error, with the subject, what duiqi found, and a remedy.

                Exit code 0: no error; 1: at least one error.
                """, footer = """

                Examples:
                  duiqi doctor
                  duiqi doctor --json
                """)
public final class DoctorCommand implements Callable<Integer> {
    /** Time for all checks together, without the start of Java. */
    private static final Duration PATIENCE = Duration.ofMillis(2300);

    /** Time to count the units of all memories. */
    static final Duration COUNTING = Duration.ofMillis(1500);

    /** Maximum number of lines about one subject. */
    private static final int MOST = 5;

    static final long MEGABYTE = 1_000_000;

    /** Heap for a book of 40,000 sentences, with a reserve, see src/docs/reference/speed.md. */
    private static final long GOOD_HEAP = 1000 * MEGABYTE;

    private static final long SMALL_HEAP = 500 * MEGABYTE;

    private final Console console;
    private final UnaryOperator<String> properties;

    @Option(names = "--json", order = OptionGroup.OUTPUT, description = "Print JSON, one object per line.")
    private boolean json;

    public DoctorCommand(Console console) {
        this(console, name -> System.getProperty(name, ""));
    }

    /**
     * Creates a command for another Java.
     *
     * @param properties returns a system property; empty if it is not set
     */
    DoctorCommand(Console console, UnaryOperator<String> properties) {
        this.console = console;
        this.properties = properties;
    }

    /** Says how bad a remark is. */
    enum Level {
        OK,
        NOTE,
        WARNING,
        ERROR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Holds what a check found: {@code problem; remedy} unless the level is ok. */
    record Remark(Level level, String text) {}

    /** Checks one subject. */
    interface Check {
        void run(List<Remark> remarks) throws IOException, InterruptedException;
    }

    /** Names a check. */
    record Subject(String name, Check check) {
        List<Remark> remarks() throws InterruptedException {
            List<Remark> remarks = new ArrayList<>();
            try {
                check.run(remarks);
            } catch (IOException | RuntimeException failure) {
                remarks.add(new Remark(Level.ERROR, explain(failure)));
            }
            return remarks;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Subject> subjects = new ArrayList<>(List.of(
                new Subject("duiqi", this::version),
                new Subject("start", DoctorCommand::start),
                new Subject("java", this::java),
                new Subject("heap", DoctorCommand::heap),
                new Subject("encoding", this::encoding),
                new Subject("browser", this::browser),
                new Subject("fonts", this::fonts),
                new Subject("git", this::git),
                new Subject("libraries", this::libraries)));
        ProjectCondition project = new ProjectCondition(console);
        subjects.addAll(project.subjects());
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "doctor");
            thread.setDaemon(true); // A check that hangs must not keep the process alive.
            return thread;
        });
        List<Callable<List<Remark>>> tasks = new ArrayList<>();
        subjects.forEach(subject -> tasks.add(subject::remarks));
        List<Future<List<Remark>>> results = threads.invokeAll(tasks, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        threads.shutdownNow();
        boolean hasError = false;
        for (int i = 0; i < subjects.size(); i++) {
            List<Remark> remarks = result(results.get(i));
            print(subjects.get(i).name(), remarks);
            hasError |= remarks.stream().anyMatch(remark -> remark.level() == Level.ERROR);
        }
        return hasError ? ExitCode.FOUND : ExitCode.DONE;
    }

    private static List<Remark> result(Future<List<Remark>> future) throws InterruptedException {
        try {
            return future.get();
        } catch (CancellationException late) {
            return List.of(
                    new Remark(Level.WARNING, "the check takes too long; run duiqi doctor again on a quiet machine"));
        } catch (ExecutionException broken) {
            return List.of(new Remark(Level.ERROR, "the check failed: " + broken.getCause() + "; install duiqi again"));
        }
    }

    private void print(String subject, List<Remark> remarks) {
        for (Remark remark : remarks.size() > MOST ? remarks.subList(0, MOST) : remarks) {
            print(subject, remark);
        }
        if (remarks.size() > MOST) {
            print(
                    subject,
                    new Remark(
                            Level.NOTE,
                            (remarks.size() - MOST) + " more; correct the first ones, then run duiqi doctor again"));
        }
    }

    private void print(String subject, Remark remark) {
        if (json) {
            new MatchPrinter(console, false)
                    .print(Map.of("subject", subject, "level", remark.level().toString(), "text", remark.text()));
        } else {
            console.out()
                    .print(String.format(
                            Locale.ROOT, "%-8s %-10s %s\n", remark.level(), subject, Terminal.plain(remark.text())));
        }
    }

    static String explain(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof FormatException) {
            return message;
        }
        return failure instanceof AccessDeniedException
                ? message + ": cannot be read; change its permissions"
                : message + " (" + failure.getClass().getSimpleName() + "); check the file and its folder";
    }

    private void version(List<Remark> remarks) throws IOException {
        remarks.add(new Remark(
                Level.OK,
                Version.number() + " of " + Version.date()
                        + home().map(path -> ", in " + path).orElse("")));
    }

    /** Returns the folder of the jar; empty if it is unknown. */
    private static Optional<Path> home() {
        try {
            return Optional.ofNullable(DoctorCommand.class.getProtectionDomain().getCodeSource())
                    .map(source -> source.getLocation())
                    .flatMap(address -> address.getProtocol().equals("file")
                            ? Optional.of(Path.of(URI.create(address.toString())))
                            : Optional.empty())
                    .map(Path::getParent);
        } catch (IllegalArgumentException noFile) {
            return Optional.empty();
        }
    }

    private static void start(List<Remark> remarks) {
        boolean hasArchive = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-XX:SharedArchiveFile="));
        remarks.add(
                hasArchive
                        ? new Remark(Level.OK, "the class archive makes the start fast")
                        : new Remark(
                                Level.NOTE,
                                "no class archive, so that duiqi starts slowly; run duiqi with its launcher"));
    }

    private void java(List<Remark> remarks) {
        remarks.add(new Remark(
                Level.OK,
                properties.apply("java.runtime.version") + ", " + properties.apply("java.vendor") + ", in "
                        + properties.apply("java.home")));
    }

    private static void heap(List<Remark> remarks) {
        long heap = Runtime.getRuntime().maxMemory();
        String found = "at most " + megabytes(heap);
        if (heap >= GOOD_HEAP) {
            remarks.add(new Remark(Level.OK, found));
        } else {
            remarks.add(new Remark(
                    heap < SMALL_HEAP ? Level.WARNING : Level.NOTE,
                    found + ", but a long book needs 1000 MB; set DUIQI_JAVA_OPTS=-Xmx1g"));
        }
    }

    private void encoding(List<Remark> remarks) {
        String files = properties.apply("file.encoding");
        if (!files.equalsIgnoreCase("UTF-8")) {
            remarks.add(new Remark(
                    Level.WARNING,
                    "file.encoding is " + files + "; run duiqi with its launcher, or add -Dfile.encoding=UTF-8"));
        }
        String names = properties.apply("sun.jnu.encoding");
        if (isWindows()) {
            // Windows stores names of files in Unicode, but Java reads its arguments in this encoding.
            if (!takesChinese(names) && properties.apply("duiqi.windows").isEmpty()) {
                remarks.add(
                        new Remark(Level.WARNING, "arguments lose Chinese characters in " + names + "; run duiqi.cmd"));
            }
        } else if (!takesChinese(names)) {
            remarks.add(new Remark(
                    Level.ERROR,
                    "file names with Chinese characters do not work in " + names
                            + "; set LC_ALL=C.UTF-8 and run duiqi again"));
        }
        // The launcher sets LC_ALL, so that only the other variables describe the terminal.
        String terminal =
                console.variable("LC_CTYPE").or(() -> console.variable("LANG")).orElse("");
        boolean isKnown = !isWindows() && console.outIsTerminal();
        if (isKnown && !terminal.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8")) {
            remarks.add(new Remark(
                    Level.NOTE,
                    "the terminal may not show Chinese, because LANG is " + (terminal.isEmpty() ? "not set" : terminal)
                            + "; set LANG=C.UTF-8"));
        }
        if (remarks.isEmpty()) {
            remarks.add(new Remark(Level.OK, "texts " + files + ", file names " + names));
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

    private void browser(List<Remark> remarks) {
        List<String> command = Console.Browser.command(console);
        if (command.isEmpty()) {
            remarks.add(new Remark(
                    Level.NOTE, "there is no desktop; open the address that duiqi review prints in a browser"));
        } else if (isWindows() || program(command.get(0)).isPresent()) {
            remarks.add(new Remark(Level.OK, command.get(0)));
        } else {
            remarks.add(
                    new Remark(
                            Level.WARNING,
                            command.get(0)
                                    + " is missing; install it (on Debian: apt install xdg-utils), or open the address that duiqi review prints"));
        }
    }

    /** Asks fontconfig, because the browser chooses the fonts of a page. */
    private void fonts(List<Remark> remarks) throws IOException, InterruptedException {
        Optional<Path> asked = program("fc-match");
        if (asked.isEmpty()) {
            remarks.add(new Remark(Level.OK, "those of the browser"));
            return;
        }
        String answer = output(asked.get(), "-f", "%{lang}\n%{family[0]}", ":lang=zh-cn");
        String[] found = answer.split("\n", 2);
        remarks.add(
                found.length == 2 && List.of(found[0].split("\\|")).contains("zh-cn")
                        ? new Remark(Level.OK, found[1])
                        : new Remark(
                                console.variable("DISPLAY").isPresent() ? Level.WARNING : Level.NOTE,
                                "no font has Chinese characters; install one to read pages on this machine"
                                        + " (on Debian: apt install fonts-noto-cjk)"));
    }

    private void git(List<Remark> remarks) throws IOException, InterruptedException {
        Optional<Path> git = program("git");
        remarks.add(
                git.isPresent()
                        ? new Remark(Level.OK, output(git.get(), "--version").strip())
                        : new Remark(Level.NOTE, "git is missing; install it to use duiqi check --changed-since"));
    }

    /** Returns the file of a program in an absolute folder of PATH. */
    private Optional<Path> program(String name) {
        return Stream.of(console.variable("PATH").orElse("").split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(DoctorCommand::path)
                .filter(Path::isAbsolute)
                .map(folder -> folder.resolve(isWindows() ? name + ".exe" : name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> path(String name) {
        try {
            return Stream.of(Path.of(name));
        } catch (InvalidPathException noPath) {
            return Stream.empty();
        }
    }

    /** Returns the output of a program; empty if it takes too long or prints more than a pipe holds. */
    private static String output(Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            return process.waitFor(COUNTING.toMillis(), TimeUnit.MILLISECONDS)
                    ? new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    : "";
        } finally {
            process.destroyForcibly();
        }
    }

    private void libraries(List<Remark> remarks) throws IOException {
        List<String> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        library("spark", "Apache Spark", "spark-core_[\\d.]+-", found, missing);
        library("encoder", "ONNX Runtime", "onnxruntime-", found, missing);
        if (!found.isEmpty()) {
            remarks.add(new Remark(Level.OK, String.join(", ", found)));
        }
        if (!missing.isEmpty()) {
            boolean isClone = home().filter(home -> Files.exists(home.resolveSibling("pom.xml")))
                    .isPresent();
            String names = String.join(", ", missing);
            remarks.add(
                    isClone
                            ? new Remark(Level.OK, names + ": downloaded at the first use")
                            : new Remark(
                                    Level.NOTE,
                                    names
                                            + " not installed; set DUIQI_LIBRARIES to a folder with them if you need them"));
        }
    }

    /** Returns a size for users, in units of a million bytes. */
    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", (bytes + 999_999) / 1_000_000);
    }

    /** Looks for a library in the folders where the launcher looks. */
    private void library(String name, String shown, String prefix, List<String> found, List<String> missing)
            throws IOException {
        List<Path> folders = Stream.of(
                        console.variable("DUIQI_LIBRARIES").map(folder -> Path.of(folder, name)),
                        console.variable("SPARK_HOME").map(Path::of).filter(home -> name.equals("spark")),
                        home().map(home -> home.resolve(name)))
                .flatMap(Optional::stream)
                .map(folder -> folder.resolve("jars"))
                .filter(Files::isDirectory)
                .toList();
        if (folders.isEmpty()) {
            missing.add(shown);
            return;
        }
        Pattern jar = Pattern.compile(prefix + "(\\d[\\w.]*)\\.jar");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folders.get(0), "*.jar")) {
            for (Path file : jars) {
                Matcher matcher = jar.matcher(String.valueOf(file.getFileName()));
                if (matcher.matches()) {
                    found.add(shown + " " + matcher.group(1));
                    return;
                }
            }
        }
        missing.add(shown);
    }
}
