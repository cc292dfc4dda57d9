package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests every XML reader through its command with attacks: with files to open, servers to contact, growth and nesting. No request
 * is sent, no content of another file appears, and each command ends soon, with success or an error.
 */
@Tag("hostile")
@Tag("soak")
class HostileMarkupTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SECRET = "xyzzy-secret";

    @AutoClose
    private static final MockWebServer SERVER = new MockWebServer();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws IOException {
        SERVER.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().body(SECRET).build();
            }
        });
        SERVER.start();
        Files.writeString(folder.resolve("secret"), SECRET);
        Files.writeString(folder.resolve("secret.dtd"), "<!ENTITY x \"" + SECRET + "\">");
    }

    /** Holds the text for the document type and the text for the content. */
    private record Attack(String name, String type, String text) {
        private static String located(String text) {
            return text.replace("HTTP", SERVER.url("/a").toString())
                    .replace("FOLDER/", folder.toUri().toString());
        }

        Path write(MarkupKinds.Kind kind) throws IOException {
            return kind.write(folder, located(type), located(text));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Attack> attacks() {
        String include = "<i:include xmlns:i='http://www.w3.org/2001/XInclude' parse='text' href=";
        String laughs = IntStream.range(1, 10)
                .mapToObj(i -> "<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>")
                .collect(Collectors.joining());
        String inline = "<g id='1'>".repeat(900) + "<hi>".repeat(60) + "</hi>".repeat(60) + "</g>".repeat(900);
        return List.of(
                new Attack("external type by http", "<!DOCTYPE a SYSTEM 'HTTP'>", ""),
                new Attack("external type from a file", "<!DOCTYPE a SYSTEM 'FOLDER/secret.dtd'>", "&x;"),
                new Attack("entity by http", "<!DOCTYPE a [<!ENTITY x SYSTEM 'HTTP'>]>", "&x;"),
                new Attack("entity from a file", "<!DOCTYPE a [<!ENTITY x SYSTEM 'FOLDER/secret'>]>", "&x;"),
                new Attack("parameter entity", "<!DOCTYPE a [<!ENTITY % p SYSTEM 'FOLDER/secret.dtd'> %p;]>", "&x;"),
                new Attack("inclusion", "", include + "'HTTP'/>" + include + "'FOLDER/secret'/>"),
                new Attack("billion laughs", "<!DOCTYPE a [<!ENTITY l0 'ha'>" + laughs + "]>", "&l9;"),
                new Attack(
                        "one entity over and over",
                        "<!DOCTYPE a [<!ENTITY x '" + "x".repeat(1000) + "'>]>",
                        "&x;".repeat(1_500)),
                new Attack("entity of itself", "<!DOCTYPE a [<!ENTITY x '&y;'><!ENTITY y '&x;'>]>", "&x;"),
                new Attack("nesting", "", "<b>".repeat(20_000) + "</b>".repeat(20_000)),
                new Attack("nested inline tags", "", inline),
                new Attack("nesting without end", "", "<b>".repeat(20_000)),
                new Attack("type without end", "<!DOCTYPE a [" + "<!ENTITY x '".repeat(20_000), ""));
    }

    static Stream<Arguments> everyKindAndAttack() {
        return MarkupKinds.all().flatMap(kind -> attacks().stream().map(attack -> Arguments.of(kind, attack)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyKindAndAttack")
    void attacksHaveNoEffect(MarkupKinds.Kind kind, Attack attack) throws IOException {
        Path file = attack.write(kind);
        int before = SERVER.getRequestCount();
        FakeConsole console = new FakeConsole().in("水。");
        assertTimeoutPreemptively(
                LIMIT, () -> assertThat(console.run(kind.arguments(file))).isBetween(0, 2));
        assertThat(console.out() + console.err()).doesNotContain(SECRET, "internal error", "out of memory");
        assertThat(SERVER.getRequestCount()).isEqualTo(before);
    }

    /** Proves that each kind is read without an attack, so that the attacks reach the reader. */
    @ParameterizedTest
    @MethodSource("duiqi.cli.MarkupKinds#all")
    void readsFileWithoutAttack(MarkupKinds.Kind kind) throws IOException {
        FakeConsole console = new FakeConsole().in("水。");
        assertThat(console.run(kind.arguments(kind.write(folder, "", ""))))
                .as(console.err())
                .isBetween(0, 1);
        assertThat(console.out() + console.err()).isNotEmpty();
    }
}
