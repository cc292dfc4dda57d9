package duiqi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.Direction;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPairsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "x.zh.txt, x.en.txt, x",
        "x.zh, x.en, x",
        "x.zh-CN.md, x.en-US.html, x",
        "x.zh-Hans.txt, x.en-GB.txt, x",
        "x_zh_TW.txt, x_eng.txt, x",
        "x-chs.txt, x-en.docx, x",
        "x.cn.txt, x.en.txt, x",
        "a.b.zh.txt, a.b.en.txt, a.b",
        "zh/x.txt, en/x.md, x",
        "part1/zh/x.txt, part1/en/x.txt, part1/x",
        "zh-CN/part1/x.txt, en/part1/x.txt, part1/x",
        "zh/x.zh.txt, en/x.en.txt, x",
        "part1/zh.txt, part1/en.txt, part1",
        "x.chs.txt, x.enu.txt, x",
        "x_CHS.docx, x_ENU.docx, x",
        "x.zh-rCN.txt, x.eng.txt, x",
        "x.中文.txt, x.英文.txt, x",
        "x-简体中文.txt, x-英语.txt, x",
        "x（中文版）.docx, x（英文版）.docx, x",
        "x中文版.docx, x英文版.docx, x",
        "x (Chinese).txt, x (English).txt, x",
        "中文/x.txt, 英文/x.txt, x",
        "Simplified Chinese/x.txt, English/x.txt, x",
        "zh/Learn Chinese.txt, en/Learn Chinese.txt, Learn Chinese",
        "zh/plan.it.txt, en/plan.it.txt, plan.it",
    })
    void pairsFilesOfFolder(String chinese, String english, String name) throws IOException {
        create(chinese, english);
        TextPairs pairs = TextPairs.of(List.of(folder));
        assertThat(pairs.pairs()).containsExactly(intoEnglish(name, folder.resolve(chinese), folder.resolve(english)));
        assertThat(pairs.unpaired()).isEmpty();
    }

    @Test
    void skipsHiddenFilesAndItsOwnOutput() throws IOException {
        create(
                "x.zh.txt",
                "x.en.txt",
                ".x.zh.txt",
                ".git/y.zh.txt",
                "x.tmx",
                "x.align",
                "x.tsv",
                "x.jsonl",
                "x.en.txt~");
        TextPairs pairs = TextPairs.of(List.of(folder));
        assertThat(pairs.pairs()).hasSize(1);
        assertThat(pairs.unpaired()).isEmpty();
    }

    @Test
    void reportsUnpairedFilesInOrder() throws IOException {
        create(
                "b.zh.txt",
                "b.en.txt",
                "a.zh.txt",
                "a.en.txt",
                "chapter.zh.txt",
                "chapetr.en.txt",
                "notes.txt",
                "10.en.txt");
        TextPairs pairs = TextPairs.of(List.of(folder));
        assertThat(pairs.pairs()).extracting(TextPairs.Pair::name).containsExactly("a", "b");
        assertThat(pairs.unpaired())
                .containsExactly(
                        new TextPairs.Unpaired("10", folder.resolve("10.en.txt"), Optional.empty()),
                        new TextPairs.Unpaired(
                                "chapetr",
                                folder.resolve("chapetr.en.txt"),
                                Optional.of(folder.resolve("chapter.zh.txt"))),
                        new TextPairs.Unpaired(
                                "chapter",
                                folder.resolve("chapter.zh.txt"),
                                Optional.of(folder.resolve("chapetr.en.txt"))),
                        new TextPairs.Unpaired("notes", folder.resolve("notes.txt"), Optional.empty()));
    }

    @Test
    void pairsTwoFoldersByName() throws IOException {
        create("left/book.zh.docx", "left/sub/a.txt", "left/only.txt", "right/book.en.html", "right/sub/a.md");
        TextPairs pairs = TextPairs.of(List.of(folder.resolve("left"), folder.resolve("right")));
        assertThat(pairs.pairs())
                .containsExactly(
                        intoEnglish("book", folder.resolve("left/book.zh.docx"), folder.resolve("right/book.en.html")),
                        unmarked("sub/a", folder.resolve("left/sub/a.txt"), folder.resolve("right/sub/a.md")));
        assertThat(pairs.unpaired())
                .extracting(TextPairs.Unpaired::file)
                .containsExactly(folder.resolve("left/only.txt"));
    }

    @Test
    void pairsFilesOfGlob() throws IOException {
        create("data/en/a.txt", "data/en/b.txt", "data/zh/a.txt", "data/zh/b.txt");
        List<Path> files = Stream.of("data/en/a.txt", "data/en/b.txt", "data/zh/a.txt", "data/zh/b.txt")
                .map(folder::resolve)
                .toList();
        assertThat(TextPairs.of(files).pairs())
                .containsExactly(
                        intoEnglish("a", files.get(2), files.get(0)), intoEnglish("b", files.get(3), files.get(1)));
    }

    @Test
    void pairsOtherFilesDespiteBrokenLink() throws IOException {
        create("a.zh.txt", "a.en.txt", "b.en.txt");
        Path broken = Files.createSymbolicLink(folder.resolve("b.zh.txt"), folder.resolve("nowhere"));
        TextPairs pairs = TextPairs.of(
                List.of(folder.resolve("a.en.txt"), folder.resolve("a.zh.txt"), folder.resolve("b.en.txt"), broken));
        assertThat(pairs.pairs())
                .extracting(TextPairs.Pair::source)
                .containsExactly(folder.resolve("a.zh.txt"), broken);
        assertThatThrownBy(() -> Documents.open(broken.toString(), Optional.empty()))
                .hasMessage(broken + ": is a symbolic link to a missing file; repair or remove the link");
    }

    @ParameterizedTest
    @CsvSource({
        "original.txt, rendering.md, original,",
        "x.en.txt, x.zh.txt, x, en-US to zh-CN",
        "x.zh.txt, x.en.txt, x, zh-CN to en-US",
        "x.en.txt, rendering.md, x, en-US to zh-CN",
        "rendering.md, x.en.txt, rendering, zh-CN to en-US",
        "x.en.txt, y.en.txt, x,",
    })
    void pairsTwoFilesInGivenOrder(String source, String target, String name, @Nullable String direction)
            throws IOException {
        create(source, target);
        TextPairs.Pair pair = TextPairs.of(List.of(folder.resolve(source), folder.resolve(target)))
                .pairs()
                .get(0);
        assertThat(pair.name()).isEqualTo(name);
        assertThat(pair.source()).isEqualTo(folder.resolve(source));
        assertThat(pair.direction().map(Direction::toString)).isEqualTo(Optional.ofNullable(direction));
    }

    @Test
    void pairsFoldersInGivenOrder() throws IOException {
        create("en/a.en.txt", "zh/a.zh.txt");
        assertThat(TextPairs.of(List.of(folder.resolve("en"), folder.resolve("zh")))
                        .pairs())
                .extracting(TextPairs.Pair::source)
                .containsExactly(folder.resolve("en/a.en.txt"));
    }

    @Test
    void pairsFilesOfOneFolderInOrderOfDirection() throws IOException {
        create("a.en.txt", "a.zh.txt");
        assertThat(TextPairs.of(List.of(folder), Direction.INTO_CHINESE).pairs())
                .containsExactly(new TextPairs.Pair(
                        "a",
                        folder.resolve("a.en.txt"),
                        folder.resolve("a.zh.txt"),
                        Optional.of(Direction.INTO_CHINESE)));
    }

    private static TextPairs.Pair intoEnglish(String name, Path source, Path target) {
        return new TextPairs.Pair(name, source, target, Optional.of(Direction.INTO_ENGLISH));
    }

    private static TextPairs.Pair unmarked(String name, Path source, Path target) {
        return new TextPairs.Pair(name, source, target, Optional.empty());
    }

    @Test
    void rejectsSeveralPossibleCounterparts() throws IOException {
        create("x.zh.txt", "x.en.txt", "x.en.md");
        assertThatThrownBy(() -> TextPairs.of(List.of(folder)))
                .isInstanceOf(FormatException.class)
                .hasMessage(folder.resolve("x.zh.txt") + ": has more than one possible counterpart: "
                        + folder.resolve("x.en.md") + ", " + folder.resolve("x.en.txt")
                        + "; rename or move all but one, or give the two files explicitly");
    }

    @Test
    void suggestsSimilarName() throws IOException {
        create("article.zh.txt");
        Path missing = folder.resolve("artcle.zh.txt");
        assertThatThrownBy(() -> TextPairs.of(List.of(missing, folder)))
                .isInstanceOf(FormatException.class)
                .hasMessage(
                        missing + ": there is no such file; did you mean " + folder.resolve("article.zh.txt") + "?");
    }

    private void create(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "text");
        }
    }

    @Test
    void pairsWithinFoldersThatHaveBothLanguages(@TempDir Path both) throws IOException {
        for (String name : List.of("p/x.zh.txt", "p/x.en.txt", "q/x.zh.txt", "q/x.en.txt")) {
            Files.createDirectories(both.resolve(name).getParent());
            Files.writeString(both.resolve(name), "x");
        }
        TextPairs pairs = TextPairs.of(List.of(both.resolve("p"), both.resolve("q")));
        assertThat(pairs.pairs()).extracting(TextPairs.Pair::name).containsExactly("p/x", "q/x");
        assertThat(pairs.unpaired()).isEmpty();
    }
}
