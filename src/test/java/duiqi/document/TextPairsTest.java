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
import java.util.stream.Collectors;
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
        assertThat(pairs.pairs())
                .containsExactly(new TextPairs.Pair(
                        name, folder.resolve(chinese), folder.resolve(english), Optional.of(Direction.INTO_ENGLISH)));
        assertThat(pairs.unpaired()).isEmpty();
    }

    /**
     * Each line is files, the arguments, the pairs, and the files without a counterpart, with the file that is similar to
     * the file.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x.zh.txt x.en.txt .x.zh.txt .git/y.zh.txt x.tmx x.align x.tsv x.jsonl x.en.txt~ | . | x=x.zh.txt:x.en.txt | ''
            b.zh.txt b.en.txt a.zh.txt a.en.txt notes.txt 10.en.txt | . | a=a.zh.txt:a.en.txt b=b.zh.txt:b.en.txt | 10=10.en.txt notes=notes.txt
            chapter.zh.txt chapetr.en.txt | . | '' | chapetr=chapetr.en.txt?chapter.zh.txt chapter=chapter.zh.txt?chapetr.en.txt
            l/book.zh.docx l/sub/a.txt l/only.txt r/book.en.html r/sub/a.md | l r | book=l/book.zh.docx:r/book.en.html sub/a=l/sub/a.txt:r/sub/a.md | only=l/only.txt
            d/en/a.txt d/zh/a.txt d/zh/b.txt d/en/b.txt | d/en/a.txt d/en/b.txt d/zh/a.txt d/zh/b.txt | a=d/zh/a.txt:d/en/a.txt b=d/zh/b.txt:d/en/b.txt | ''
            en/a.en.txt zh/a.zh.txt | en zh | a=en/a.en.txt:zh/a.zh.txt | ''
            p/x.zh.txt p/x.en.txt q/x.zh.txt q/x.en.txt | p q | p/x=p/x.zh.txt:p/x.en.txt q/x=q/x.zh.txt:q/x.en.txt | ''
            """)
    void pairsFiles(String files, String arguments, String expected, String unpaired) throws IOException {
        create(files.split(" "));
        TextPairs pairs =
                TextPairs.of(Stream.of(arguments.split(" ")).map(this::path).toList());
        assertThat(pairs.pairs().stream()
                        .map(pair -> pair.name() + "=" + name(pair.source()) + ":" + name(pair.target()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        assertThat(pairs.unpaired().stream()
                        .map(one -> one.name() + "=" + name(one.file())
                                + one.nearest()
                                        .map(similar -> "?" + name(similar))
                                        .orElse(""))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(unpaired);
    }

    private Path path(String name) {
        return name.equals(".") ? folder : folder.resolve(name);
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
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
    void pairsFilesOfOneFolderInOrderOfDirection() throws IOException {
        create("a.en.txt", "a.zh.txt");
        assertThat(TextPairs.of(List.of(folder), Direction.INTO_CHINESE).pairs())
                .containsExactly(new TextPairs.Pair(
                        "a",
                        folder.resolve("a.en.txt"),
                        folder.resolve("a.zh.txt"),
                        Optional.of(Direction.INTO_CHINESE)));
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
}
