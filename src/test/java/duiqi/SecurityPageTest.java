package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that every test on the security page exists, by class and method. */
class SecurityPageTest {
    private static final Path TESTS = Path.of("src/test/java/duiqi");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

    @Test
    void namesExistingTests() throws IOException {
        Map<String, Path> classes;
        try (Stream<Path> files = Files.walk(TESTS)) {
            classes = files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Function.identity(),
                            (one, other) -> one));
        }
        String page = Files.readString(Path.of("src/docs/security.md"));
        assertThat(NAMED.matcher(page).results())
                .hasSizeGreaterThan(30)
                .allSatisfy(named -> assertExists(named, classes));
    }

    private static void assertExists(MatchResult named, Map<String, Path> classes) throws IOException {
        assertThat(classes).containsKey(named.group(1));
        if (named.group(2) != null) {
            assertThat(Files.readString(classes.get(named.group(1)))).contains("void " + named.group(2) + "(");
        }
    }
}
