package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.cli.Sandbox.Result;
import duiqi.cli.print.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks when the launcher builds, in a project whose build is a script that records each call. */
@DisabledOnOs(OS.WINDOWS)
@Tag("hostile")
class LauncherBuildIT {
    private static final String FIRST_USE = "duiqi: building (first use) ...\n";

    private static final String CHANGED = "duiqi: building (its sources have changed) ...\n";

    private static final String MAKE_JAR =
            "for argument do case $argument in -Dall.jar=*) : >\"${argument#*=}\" ;; esac; done";

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = new Sandbox(folder);
        sandbox.variable("JAVA_HOME", sandbox.fakeJdk("17").toString());
    }

    private void assertStarts(Path launcher, String messages) throws Exception {
        Result result = sandbox.run(launcher, "--version");
        assertThat(result.out()).endsWith("\n--version\n");
        assertThat(result.err()).isEqualTo(messages);
        assertThat(launcher.resolveSibling("target/duiqi.lock")).doesNotExist();
    }

    @Test
    void buildsOnFirstUseAndAfterChanges() throws Exception {
        Path launcher = working();
        assertStarts(launcher, FIRST_USE);
        assertStarts(launcher, "");
        assertThat(builds(launcher)).hasSize(1).first().asString().contains("shade:shade@default");
        Path source = launcher.resolveSibling("src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        assertStarts(launcher, CHANGED);
        Files.delete(source);
        assertStarts(launcher, CHANGED);
    }

    @Test
    void rebuildsAfterSourceChangeDuringBuild() throws Exception {
        Path launcher = sandbox.cloneWith("clone", script("sleep 1; touch src/main/java/A.java; sleep 1; " + MAKE_JAR));
        assertStarts(launcher, FIRST_USE);
        assertStarts(launcher, CHANGED);
    }

    @Test
    void buildsOnceForParallelStarts() throws Exception {
        Path launcher = sandbox.cloneWith(
                "clone", script("until grep -q waiting ../err1 ../err2; do sleep 0.2; done; " + MAKE_JAR));
        Result both = sandbox.shell("\"$0\" --version 2>err1 & \"$0\" --version 2>err2; wait; cat err1 err2", launcher);
        assertThat(both.out())
                .containsPattern("duiqi: waiting for process \\d+, which builds in this folder \\.\\.\\.\n");
        assertThat(both.out().lines().filter("--version"::equals)).hasSize(2);
        assertThat(builds(launcher)).hasSize(1);
    }

    @Test
    void repeatsKilledBuild() throws Exception {
        Path launcher = sandbox.cloneWith("clone", script("""
                [ -f killed ] || for argument do
                    case $argument in -Dall.jar=*) touch killed; echo half >"${argument#*=}"; kill -9 $PPID $$ ;; esac
                done
                """ + MAKE_JAR));
        assertThat(sandbox.run(launcher, "--version").exitCode()).isEqualTo(128 + 9);
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path lock = Files.createDirectories(launcher.resolveSibling("target/duiqi.lock"));
        Files.writeString(lock.resolve("owner"), dead.pid() + "\n");
        assertStarts(launcher, FIRST_USE);
    }

    @Test
    void waitsForBuildOfKilledLauncher() throws Exception {
        Path launcher = sandbox.cloneWith("clone", script("""
                echo begins >>turns
                [ -f killed ] || { touch killed; kill -9 $PPID; sleep 2; }
                echo ends >>turns
                """ + MAKE_JAR));
        sandbox.run(launcher, "--version");
        assertThat(sandbox.run(launcher, "--version").out()).endsWith("\n--version\n");
        assertThat(Files.readAllLines(launcher.resolveSibling("turns")))
                .containsExactly("begins", "ends", "begins", "ends");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo $$ >process; exec sleep 50",
                // mvnw handles a signal only after its download.
                "trap : TERM; sh -c 'echo $$ >process; exec sleep 1000'"
            })
    void stopsMavenAndItsDownloadWhenInterrupted(String maven) throws Exception {
        Path launcher = sandbox.cloneWith("clone", script(maven));
        Result result = sandbox.shell(
                "\"$0\" --version & while [ ! -s \"${0%/*}/process\" ]; do sleep 0.1; done; kill -TERM $!; wait $!",
                launcher);
        assertThat(result.exitCode()).isEqualTo(128 + 15);
        // A process that no parent waits for stays as a zombie.
        Result ended = sandbox.shell(
                "for k in $(seq 50); do ps -o stat= -p \"$(cat \"${0%/*}/process\")\" | grep -qv Z || exit 0; sleep 0.1; done; exit 1",
                launcher);
        assertThat(ended.exitCode()).isZero();
        assertThat(launcher.resolveSibling("target/duiqi.lock")).doesNotExist();
    }

    @Test
    void endsDownloadsFromSilentServers() throws Exception {
        Path launcher = sandbox.cloneWith("clone", script("""
                cat "$WGETRC" "$CURL_HOME/.curlrc" >settings
                printf '%s\\n' "$JDK_JAVA_OPTIONS" "$MAVEN_OPTS" >>settings
                """ + MAKE_JAR));
        Path home = Files.createDirectories(folder.resolve("home 家"));
        Files.writeString(home.resolve(".wgetrc"), "tries = 9\n");
        Files.writeString(home.resolve(".curlrc"), "proxy = example.org\n");
        sandbox.variable("HOME", home.toString())
                .variable("MAVEN_OPTS", "-Da=b")
                .run(launcher, "--version");
        assertThat(Files.readString(launcher.resolveSibling("settings")))
                .startsWith("timeout = 60\ntries = 2\ntries = 9\n")
                .contains("connect-timeout = 60\nspeed-limit = 1\nspeed-time = 60\nproxy = example.org\n")
                .contains("-Dsun.net.client.defaultReadTimeout=60000")
                .containsPattern("-Daether.connector.requestTimeout=60000 -Da=b\n");
        assertThat(builds(launcher)).first().asString().startsWith("-B -C -U ");
    }

    @Test
    void printsEndOfFailedBuild() throws Exception {
        Path launcher = sandbox.cloneWith("clone", script("seq 100; echo '[ERROR] it is broken'; exit 1"));
        Result result = sandbox.run(launcher, "--version");
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith(FIRST_USE)
                .doesNotContain("\n50\n")
                .contains("\n100\n[ERROR] it is broken\nduiqi: ")
                .contains("target/build.log: the build failed");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(launcher.resolveSibling("target/duiqi.lock")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Could not transfer artifact a:b:pom:1 from/to central | the network does not answer; connect, or name your proxy: MAVEN_OPTS=",
                "a.class: No space left on device | the disk is full; free some space, and run",
                "No compiler is provided in this environment | there is no javac; install a JDK 17",
                "Could not transfer artifact: status code: 407, reason phrase: Unknown | the proxy asks for a user",
                "Could not transfer artifact: status code: 503, reason phrase: Unknown | the server of the libraries has a failure",
                "Could not transfer artifact: Checksum validation failed | the network sends another file",
                "Non-parseable POM /home/a/.m2/repository/b.pom: no tag | the network sends another file",
                "Could not transfer artifact: PKIX path building failed | the network replaces certificates",
                "curl: (60) SSL certificate problem: self-signed certificate in certificate chain | the network replaces certificates",
                "wget: got bad TLS record (len:0) while expecting handshake record | the wget of BusyBox cannot read from this server; install",
                "wget: note: TLS certificate validation not implemented | it needs a JDK 17 or newer and",
                "Could not find artifact a:b:pom:1 in mirror | the server has no such file; name a complete mirror"
            })
    void namesRemedyThatFitsFailure(String line, String remedy) throws Exception {
        Path launcher = sandbox.cloneWith("clone", script("echo '[INFO] noise'; echo '[ERROR] " + line + "'; exit 1"));
        assertThat(sandbox.run(launcher, "--version").err())
                .contains("[ERROR] " + line, "target/build.log: the build failed; " + remedy)
                .doesNotContain("noise");
    }

    @Test
    void showsPhasesOnTerminalInOneLine() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "this machine lacks script");
        Path launcher = sandbox.cloneWith("clone", script("""
                echo 'Downloading from: https://maven.example.org/maven.zip'
                sleep 2.5
                echo '[INFO] Scanning for projects...'
                echo '[INFO] Downloaded from central: https://repo.example.org/a.jar (1 kB)'
                echo '[INFO] Downloading from central: https://repo.example.org/b.jar'
                sleep 2.5
                echo '[INFO] --- compiler:3.14.0:compile (default-compile) @ duiqi ---'
                sleep 2.5
                """ + MAKE_JAR));
        Result result = sandbox.shell("script -qec \"'$0' --version\" /dev/null", launcher);
        assertThat(result.out())
                .contains("\r\033[Kduiqi: downloading Maven (9 MB) from maven.example.org ...")
                .contains("\r\033[Kduiqi: downloading libraries (1) from repo.example.org ...")
                .contains("\r\033[Kduiqi: compiling ...")
                .containsPattern("\r\033\\[K-");
        assertThat(launcher.resolveSibling("target/duiqi.lock")).doesNotExist();
    }

    @Test
    void rejectsJavaThatCannotBuild() throws Exception {
        Path launcher = working();
        sandbox.variable("JAVA_HOME", sandbox.fakeJdk("11.0.2").toString());
        assertThat(sandbox.run(launcher, "--version").err()).startsWith("duiqi: needs a JDK 17 or newer, but ");
        assertThat(launcher.resolveSibling("builds")).doesNotExist();
        Path runtime = sandbox.fakeJdk("17.0.2");
        Files.delete(runtime.resolve("bin/javac"));
        sandbox.variable("JAVA_HOME", runtime.toString());
        assertThat(sandbox.run(launcher, "--version").err())
                .startsWith("duiqi: needs a JDK 17 or newer to build itself")
                .contains("no javac");
    }

    /** Returns a launcher whose Maven creates an empty jar for each download, and whose Java prints its arguments. */
    private Path fetching(String commands) throws IOException {
        return sandbox.cloneWith("对齐 clone", script("""
                case $* in *dependency:copy*) ;; *) %s; exit ;; esac
                for argument do
                    case $argument in
                        -DoutputDirectory=*) mkdir -p "${argument#*=}" && : >"${argument#*=}/spark.jar" ;;
                    esac
                done
                """.replace("%s", MAKE_JAR) + commands));
    }

    @Test
    void downloadsSparkAtFirstUse() throws Exception {
        Path launcher = fetching("");
        for (String line : List.of(
                "align a b",
                "corpus align --help",
                "corpus align in out -h",
                "corpus --help",
                "align corpus align",
                "--color corpus align in out",
                "check corpus")) {
            assertThat(sandbox.run(launcher, line.split(" ")).out())
                    .as(line)
                    .contains("-jar\n")
                    .doesNotContain("/target/spark/");
        }
        assertThat(builds(launcher)).hasSize(1);
        String[] corpus = {"--color", "never", "corpus", "align", "in", "out"};
        Result first = sandbox.run(launcher, corpus);
        assertThat(first.err()).isEqualTo("duiqi: downloading Apache Spark (first use, 220 MB) ...\n");
        Path target = launcher.resolveSibling("target");
        assertThat(first.out())
                .contains("-cp\n" + target.resolve("duiqi-all.jar") + ":" + target + "/spark/jars/*\nduiqi.cli.Main\n"
                        + String.join("\n", corpus) + "\n")
                .contains("--add-opens=java.base/java.nio=ALL-UNNAMED\n");
        Result second = sandbox.run(launcher, corpus);
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains("/target/spark/jars/*\n");
        assertThat(target.resolve("spark/jars/spark.jar")).exists();
        assertThat(target.resolve("duiqi.lock")).doesNotExist();
        assertThat(builds(launcher)).hasSize(2);
        Files.setLastModifiedTime(
                launcher.resolveSibling("pom.xml"), FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(sandbox.run(launcher, corpus).err()).as("other versions").contains("downloading");
    }

    @Test
    void reportsFailedDownload() throws Exception {
        Path launcher = fetching("echo '[ERROR] no network'; exit 1");
        Result result = sandbox.run(launcher, "corpus", "align", "in", "out");
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("[ERROR] no network\nduiqi: ")
                .contains("target/fetch.log: cannot download Apache Spark");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(launcher.resolveSibling("target/spark")).doesNotExist();
        assertThat(launcher.resolveSibling("target/duiqi.lock")).doesNotExist();
    }

    private Path working() throws IOException {
        return sandbox.cloneWith("对齐 clone", script(MAKE_JAR));
    }

    private static String script(String commands) {
        return "echo \"$@\" >>builds\n" + commands + "\n";
    }

    private static List<String> builds(Path launcher) throws IOException {
        return Files.readAllLines(launcher.resolveSibling("builds"));
    }
}
