package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
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

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** Holds the text for the document type and the text for the content. */
    private record Attack(String type, String text) {}

    private static Map<String, Attack> attacks() {
        String http = SERVER.url("/a").toString();
        String file = folder.resolve("secret").toUri().toString();
        String dtd = folder.resolve("secret.dtd").toUri().toString();
        Map<String, Attack> attacks = new TreeMap<>();
        attacks.put("external type by http", new Attack("<!DOCTYPE a SYSTEM '" + http + "'>", ""));
        attacks.put("external type from a file", new Attack("<!DOCTYPE a SYSTEM '" + dtd + "'>", "&x;"));
        attacks.put("entity by http", new Attack("<!DOCTYPE a [<!ENTITY x SYSTEM '" + http + "'>]>", "&x;"));
        attacks.put("entity from a file", new Attack("<!DOCTYPE a [<!ENTITY x SYSTEM '" + file + "'>]>", "&x;"));
        attacks.put(
                "parameter entity from a file",
                new Attack("<!DOCTYPE a [<!ENTITY % p SYSTEM '" + dtd + "'> %p;]>", "&x;"));
        attacks.put(
                "inclusion",
                new Attack(
                        "",
                        "<i:include xmlns:i='http://www.w3.org/2001/XInclude' parse='text' href='" + http
                                + "'/><i:include xmlns:i='http://www.w3.org/2001/XInclude' parse='text' href='" + file
                                + "'/>"));
        attacks.put("billion laughs", new Attack(laughs(), "&l9;"));
        attacks.put(
                "one entity over and over",
                new Attack("<!DOCTYPE a [<!ENTITY x '" + "x".repeat(1000) + "'>]>", "&x;".repeat(1_500)));
        attacks.put("an entity of itself", new Attack("<!DOCTYPE a [<!ENTITY x '&y;'><!ENTITY y '&x;'>]>", "&x;"));
        attacks.put("nesting", new Attack("", "<b>".repeat(20_000) + "</b>".repeat(20_000)));
        attacks.put(
                "nested inline tags",
                new Attack("", "<g id='1'>".repeat(900) + "<hi>".repeat(60) + "</hi>".repeat(60) + "</g>".repeat(900)));
        attacks.put("nesting without end", new Attack("", "<b>".repeat(20_000)));
        attacks.put("a type without end", new Attack("<!DOCTYPE a [" + "<!ENTITY x '".repeat(20_000), ""));
        return attacks;
    }

    private static String laughs() {
        StringBuilder type = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 'ha'>");
        for (int i = 1; i < 10; i++) {
            type.append("<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>");
        }
        return type + "]>";
    }

    static Stream<Arguments> everyKindAndAttack() {
        return MarkupKinds.all()
                .flatMap(kind -> attacks().entrySet().stream()
                        .map(attack -> Arguments.of(kind, attack.getKey(), attack.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyKindAndAttack")
    void attacksHaveNoEffect(MarkupKinds.Kind kind, String what, Attack attack) throws IOException {
        Path file = kind.write(folder, attack.type(), attack.text());
        int before = SERVER.getRequestCount();
        assertThat(run(kind, file)).doesNotContain(SECRET, "internal error", "out of memory");
        assertThat(SERVER.getRequestCount()).isEqualTo(before);
    }

    /** Proves that each kind is read without an attack, so that the attacks reach the reader. */
    @ParameterizedTest
    @MethodSource("duiqi.cli.MarkupKinds#all")
    void readsFileWithoutAttack(MarkupKinds.Kind kind) throws IOException {
        Path file = kind.write(folder, "", "");
        FakeConsole console = new FakeConsole().in("水。");
        assertThat(console.run(arguments(kind, file))).as(console.err()).isBetween(0, 1);
    }

    private static String[] arguments(MarkupKinds.Kind kind, Path file) {
        return Stream.of(kind.command().split(" "))
                .map(word -> word.equals("FILE")
                        ? file.toString()
                        : word.replace("OUT", folder.resolve("out").toString()))
                .toArray(String[]::new);
    }

    /** Returns everything that a command prints and writes. */
    private static String run(MarkupKinds.Kind kind, Path file) throws IOException {
        List<String> all = new ArrayList<>();
        assertTimeoutPreemptively(LIMIT, () -> {
            FakeConsole console = new FakeConsole().in("水。");
            assertThat(console.run(arguments(kind, file))).isBetween(0, 2);
            all.add(console.out() + console.err());
        });
        for (String form : List.of("jsonl", "json", "tmx")) {
            Path out = folder.resolve("out." + form);
            if (Files.exists(out)) {
                all.add(Files.readString(out));
                Files.delete(out);
            }
        }
        return String.join("\n", all);
    }
}
