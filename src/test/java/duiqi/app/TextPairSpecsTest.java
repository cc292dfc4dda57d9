package duiqi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.TextPairs;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextPairSpecsTest {
    @TempDir
    private Path folder;

    private String create(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "").toString();
    }

    /** Finds pairs; files whose name contains "both" are bilingual. */
    private static TextPairSpecs of(String... arguments) throws IOException {
        return TextPairSpecs.of(
                List.of(arguments),
                Direction.INTO_ENGLISH,
                file -> String.valueOf(file.getFileName()).contains("both"));
    }

    private static Stream<String> names(TextPairSpecs specs) {
        return specs.jobs().stream().map(TextPairSpecs.Spec::name);
    }

    @Test
    void takesOneFileForBilingual() throws IOException {
        String file = create("a/合同.zh.md");
        TextPairSpecs specs = of(file);
        assertThat(specs.isSinglePair()).isTrue();
        assertThat(specs.jobs()).containsExactly(new TextPairSpecs.Spec("合同", file));
        assertThat(specs.jobs().get(0).isOneDocument()).isTrue();
        assertThat(specs.jobs().get(0).place()).isEqualTo(file);
        assertThat(of("https://example.org/a/page.html?x=1").jobs())
                .containsExactly(new TextPairSpecs.Spec("page", "https://example.org/a/page.html?x=1"));
        assertThat(of("-").jobs()).containsExactly(new TextPairSpecs.Spec("standard-input", "-"));
    }

    @Test
    void addsBilingualFilesWithoutCounterpart() throws IOException {
        create("x.zh.txt");
        create("x.en.txt");
        create("sub/both.md");
        create("sub/both.docx");
        create("sub/alone.md");
        TextPairSpecs specs = of(folder.toString());
        assertThat(names(specs)).containsExactly("x", "sub/both", "sub/both.md");
        assertThat(specs.jobs()).extracting(TextPairSpecs.Spec::isOneDocument).containsExactly(false, true, true);
        assertThat(specs.unpaired())
                .extracting(TextPairs.Unpaired::file)
                .containsExactly(folder.resolve("sub/alone.md"));
        assertThat(specs.isSinglePair()).isFalse();
    }

    @Test
    void keepsTwoFilesAPair() throws IOException {
        String one = create("both1.md");
        String other = create("both2.md");
        assertThat(of(one, other).jobs()).containsExactly(new TextPairSpecs.Spec("both1", one, other));
        assertThat(names(of(one, other, create("both3.md")))).containsExactly("both1", "both2", "both3");
    }

    @Test
    void rejectsTextsWithoutCounterpart() throws IOException {
        create("a.md");
        assertThatThrownBy(() -> of(folder.toString()))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(folder + ": no text has a counterpart or is bilingual; use matching names");
        assertThatThrownBy(() -> of(folder.resolve("none.md").toString())).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> of("ftp://example.org/a.txt")).hasMessageContaining("is not an http or https address");
    }

    @Test
    void namesOutputAsEverySystemAllows() {
        assertThat(TextPairSpecs.name(List.of("C:\\texts\\garden.zh.txt"))).isEqualTo("garden");
        assertThat(TextPairSpecs.name(List.of("https://example.org/wiki/Help:Contents")))
                .isEqualTo("Help_Contents");
        assertThat(TextPairSpecs.name(List.of("https://example.org/aux.html"))).isEqualTo("text-aux");
        assertThat(TextPairSpecs.name(List.of("texts/第1章:开始.txt"))).isEqualTo("第1章:开始");
    }

    @Test
    void pairsComposedWithDecomposedNames() throws IOException {
        create("d/Cafe\u0301.zh.txt");
        create("d/Caf\u00e9.en.TXT");
        assertThat(names(of(folder.resolve("d").toString()))).containsExactly("Caf\u00e9");
    }
}
