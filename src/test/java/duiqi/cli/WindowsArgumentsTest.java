package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsArgumentsTest {
    private static final Path NOWHERE = Path.of("target/no such folder");

    /** Reads the table of Microsoft. A vertical bar separates the arguments. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
                    "abc" d e        , abc|d|e
                    a\\\\b d"e f"g h , a\\\\b|de fg|h
                    a\\\\\\"b c d    , a\\"b|c|d
                    a\\\\\\\\"b c" d e, a\\\\b c|d|e
                    a"b"" c d        , ab" c d
                    """)
    void readsExamplesOfMicrosoft(String line, String arguments) {
        assertThat(WindowsArguments.of(line, NOWHERE)).containsExactly(arguments.split("\\|"));
    }

    @Test
    void keepsEmptyArgumentsAndCharactersOutsideAnyCodePage() {
        assertThat(WindowsArguments.of("  a \"\"\tb ", NOWHERE)).containsExactly("a", "", "b");
        assertThat(WindowsArguments.of(" \t", NOWHERE)).isEmpty();
        assertThat(WindowsArguments.of("align 研究.zh.txt \"𠮷 野.txt\"", NOWHERE))
                .containsExactly("align", "研究.zh.txt", "𠮷 野.txt");
    }

    @Property
    void readsWhatWasQuoted(@ForAll("arguments") List<String> arguments) {
        String line = arguments.stream().map(WindowsArgumentsTest::quote).collect(Collectors.joining(" "));
        assertThat(WindowsArguments.of(line, NOWHERE)).isEqualTo(arguments);
    }

    @Provide
    static Arbitrary<List<String>> arguments() {
        return texts().list().ofMaxSize(5);
    }

    @Provide
    static Arbitrary<String> texts() {
        return Arbitraries.strings().withChars(" \t\\\"'ab*?&%!^()对齐").ofMaxLength(12);
    }

    /** Quotes as duiqi.ps1 does. */
    private static String quote(String argument) {
        return argument.matches("[^\\s\"]+")
                ? argument
                : '"' + argument.replaceAll("(\\\\*)\"", "$1$1\\\\\"").replaceAll("(\\\\+)$", "$1$1") + '"';
    }

    @Test
    void expandsWildcardsOutsideQuotationMarks(@TempDir Path folder) throws IOException {
        for (String name : List.of("b.txt", "a.TXT", "对齐.txt", "[x].md", "none")) {
            Files.createFile(folder.resolve(name));
        }
        Files.createFile(Files.createDirectory(folder.resolve("sub folder")).resolve("c.txt"));
        assertThat(WindowsArguments.of("*.txt \"*.txt\" ?.txt ??.txt", folder))
                .containsExactly("a.TXT", "b.txt", "对齐.txt", "*.txt", "a.TXT", "b.txt", "对齐.txt");
        assertThat(WindowsArguments.of("\"sub folder/\"*.txt [x]* *[y]* nowhere/*", folder))
                .containsExactly("sub folder/c.txt", "[x].md", "*[y]*", "nowhere/*");
        assertThat(WindowsArguments.of("https://example.com/?q=* a\0/*", folder))
                .containsExactly("https://example.com/?q=*", "a\0/*");
    }
}
