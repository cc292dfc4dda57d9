package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.Sandbox.Result;
import duiqi.cli.print.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the launcher as installed: the script and the real jar in a folder with an unusual name. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private Path launcher;

    @BeforeEach
    void install() throws IOException {
        sandbox = new Sandbox(folder);
        launcher = sandbox.install("对齐 工具's");
    }

    @Test
    void runsFromAnyPlaceAndPrintsNothingItself() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("inner"), Path.of("../对齐 工具's/duiqi"));
        Path outer = Files.createSymbolicLink(folder.resolve("outer"), bin.resolve("inner"));
        for (Result result : List.of(
                sandbox.run(launcher, "--version"),
                sandbox.run(outer, "--version"),
                sandbox.shell("PATH=${0%/*}:$PATH; cd / && duiqi --version", launcher))) {
            assertThat(result.out()).startsWith("duiqi ");
            assertThat(result.err()).isEmpty();
            assertThat(result.exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "tr_TR.UTF-8", "xx_XX.UTF-8"})
    void readsAndWritesChineseInEveryLocale(String locale) throws Exception {
        Result result =
                sandbox.variable("LC_ALL", locale).variable("LANG", locale).run(launcher, "基础  研究*");
        assertThat(result.err()).contains("'基础  研究*'");
    }

    @Test
    void ignoresClosedPipe() throws Exception {
        Result result = sandbox.shell("{ \"$0\" completion; echo $? >code; } | true", launcher);
        assertThat(result.err()).isEmpty();
        assertThat(folder.resolve("code")).hasContent("0");
    }

    @Test
    @EnabledIf("hasFullDevice")
    void failsOnFullDisk() throws Exception {
        Result result = sandbox.shell("\"$0\" completion >/dev/full", launcher);
        assertThat(result.err()).startsWith("duiqi: standard output: ");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void failsOnClosedOutput() throws Exception {
        for (String closed : List.of(">&-", "<&- >&-", "<&- >&- 2>&-")) {
            Result result = sandbox.shell("\"$0\" completion " + closed, launcher);
            assertThat(result.exitCode()).as(closed).isEqualTo(ExitCode.FAILED);
            assertThat(result.err())
                    .isEqualTo(
                            closed.contains("2")
                                    ? ""
                                    : "duiqi: standard output: is closed; open it, or redirect it to /dev/null\n");
        }
    }

    @Test
    void writesNoOutputOfClosedStreamToFiles() throws Exception {
        Files.writeString(folder.resolve("a.zh"), "水。\n");
        Files.writeString(folder.resolve("a.en"), "Water.\n");
        String align = "\"$0\" align --allow-unrelated --sentences a.zh a.en --to tsv -o ";
        Result open = sandbox.shell(align + "open.tsv", launcher);
        assertThat(open.exitCode()).as(open.err()).isZero();
        sandbox.shell(align + "closed.tsv <&- >&- 2>&-", launcher);
        assertThat(folder.resolve("closed.tsv")).hasSameBinaryContentAs(folder.resolve("open.tsv"));
        assertThat(sandbox.shell("\"$0\" no-such-command 2>&-", launcher).exitCode())
                .isEqualTo(ExitCode.FAILED);
    }

    static boolean hasFullDevice() {
        return Files.isWritable(Path.of("/dev/full"));
    }

    @Test
    void keepsArchiveOfClassesWhileItFits() throws Exception {
        Result before = sandbox.run(launcher, "--version");
        FileTime trained = Files.getLastModifiedTime(archive(launcher));
        assertThat(archive(launcher)).isNotEmptyFile();
        sandbox.run(launcher, "--version");
        assertThat(Files.getLastModifiedTime(archive(launcher))).isEqualTo(trained);
        Path moved = Files.move(launcher.getParent(), folder.resolve("moved")).resolve("duiqi");
        sandbox.run(moved, "--version");
        assertThat(Files.getLastModifiedTime(archive(moved))).isGreaterThan(trained);
        Path archive = archive(moved);
        Files.delete(archive);
        Files.writeString(archive, "no archive at all");
        assertThat(sandbox.run(moved, "--version")).isEqualTo(before);
    }

    @Test
    void takesClassesOfCheckFromArchive() throws Exception {
        Path units = Files.writeString(folder.resolve("units.tsv"), "zh\ten\n2020 年。\tIn 2019.\n");
        Path plain = sandbox.install("plain");
        sandbox.run(plain, "--version");
        Path log = folder.resolve("log");
        sandbox.variable("DUIQI_JAVA_OPTS", "-Xlog:class+load:file=" + log);
        assertThat(sandbox.run(plain, "check", units.toString()).out()).contains("2019");
        assertThat(Files.readAllLines(log).stream().filter(line -> line.endsWith(".jar")))
                .hasSizeLessThan(20);
    }

    private static Path archive(Path launcher) throws IOException {
        try (Stream<Path> files = Files.list(launcher.getParent())) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findAny()
                    .orElseThrow();
        }
    }

    @Test
    void passesArgumentsInputAndExitCodeExactly() throws Exception {
        sandbox.variable("JAVA_HOME", sandbox.fakeJdk("21").toString()).variable("DUIQI_JAVA_OPTS", "-Xmx1g -Da=*");
        Result result = sandbox.runWithInput("第一行\n", launcher, "segment", "a  b", "", "*", "\\n$x");
        assertThat(result.out())
                .contains("\n-XX:TieredStopAtLevel=1\n-Xmx1g\n-Da=*\n")
                .endsWith("/duiqi-all.jar\nsegment\na  b\n\n*\n\\n$x\n第一行\n");
        assertThat(result.exitCode()).isEqualTo(42);
        assertThat(sandbox.run(launcher, "align").out()).contains("-XX:TieredStopAtLevel=1");
        assertThat(sandbox.run(launcher, "tm").out()).as("long work").doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @Test
    void looksAtNoFileOfTheUser() throws Exception {
        sandbox.variable("JAVA_HOME", sandbox.fakeJdk("17").toString());
        Path work = Files.createDirectories(folder.resolve("work/glossary"));
        assertThat(new ProcessBuilder("mkfifo", work.resolve("pipe.xls").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.createSymbolicLink(work.resolve("root"), Path.of("/"));
        Files.createSymbolicLink(work.resolve("loop"), work);
        Files.createDirectories(work.resolve("closed"), PosixFilePermissions.asFileAttribute(Set.of()));
        for (String command : List.of("check", "align", "glossary", "serve")) {
            Result result = sandbox.run(
                    launcher, command, work.toString(), work.resolve("pipe.xls").toString());
            assertThat(result.out()).contains("-jar\n").endsWith("/pipe.xls\n");
            assertThat(result.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_292", "11.0.20", "16"})
    void rejectsOldJava(String version) throws Exception {
        Result result = sandbox.variable("JAVA_HOME", sandbox.fakeJdk(version).toString())
                .run(launcher, "--version");
        assertFails(result, "is version " + version);
    }

    @Test
    void reportsWhatIsMissing() throws Exception {
        assertFails(
                sandbox.shell("PATH=/nowhere JAVA_HOME= /bin/sh \"$0\" --version", launcher),
                "needs a JDK 17 or newer; install");
        assertFails(
                sandbox.run(sandbox.install("a:b"), "--version"),
                "a:b: Java cannot run a program from a folder with a colon");
        sandbox.variable("JAVA_HOME", "/nowhere");
        assertFails(sandbox.run(launcher, "--version"), "JAVA_HOME is /nowhere, which has no bin/java");
        sandbox.variable("JAVA_HOME", sandbox.fakeJdk("17").toString());
        Files.delete(launcher.resolveSibling("duiqi-all.jar"));
        assertFails(sandbox.run(launcher, "--version"), "duiqi-all.jar: not found; put it beside the duiqi script");
    }

    private static void assertFails(Result result, String message) {
        assertThat(result.err()).startsWith("duiqi: ").contains(message);
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void prefersOwnRuntime() throws Exception {
        Files.move(sandbox.fakeJdk("17.0.9"), launcher.resolveSibling("runtime"));
        Result result = sandbox.variable("JAVA_HOME", "/nowhere").run(launcher, "segment", "a");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).endsWith("/duiqi-all.jar\nsegment\na\n");
        assertThat(archive(launcher).getFileName()).hasToString("duiqi-17.0.9.jsa");
    }

    @Test
    void findsSparkInGivenFolder() throws Exception {
        sandbox.variable("JAVA_HOME", sandbox.fakeJdk("17").toString());
        Path given = folder.resolve("given 库");
        Files.createDirectories(given.resolve("spark/jars"));
        String[] corpus = {"corpus", "align", "in", "out"};
        assertThat(sandbox.run(launcher, corpus).out()).contains(":" + launcher.resolveSibling("spark/jars/*"));
        sandbox.variable("SPARK_HOME", given.resolve("spark").toString());
        assertThat(sandbox.run(launcher, corpus).out()).contains(":" + given.resolve("spark/jars/*"));
        sandbox.variable("SPARK_HOME", "/nowhere").variable("DUIQI_LIBRARIES", given.toString());
        assertThat(sandbox.run(launcher, corpus).out()).contains(":" + given.resolve("spark/jars/*"));
    }
}
