package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.Aligner;
import duiqi.align.CorpusTables;
import duiqi.align.CorpusTraining;
import duiqi.align.ParallelText;
import duiqi.lexicon.Lexicon;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignTablesTest {
    private static final List<String> CHINESE = List.of("布鲁姆笑了。", "天气很好。");
    private static final List<String> ENGLISH = List.of("Trinket laughed.", "The weather is fine.");

    @TempDir
    private Path folder;

    private Path tables = Path.of("");
    private Path chinese = Path.of("");
    private Path english = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        ParallelText text = new Aligner()
                .align(text(Language.CHINESE, CHINESE), text(Language.ENGLISH, ENGLISH))
                .text();
        tables = folder.resolve("words.tables");
        CorpusTables learnt = CorpusTraining.learn(Lexicon.standard(), Collections.nCopies(8, text));
        try (OutputStream out = Files.newOutputStream(tables)) {
            learnt.write(out);
        }
        chinese = Files.writeString(folder.resolve("a.zh.txt"), "布鲁姆来了。\n\n天气不好。\n");
        english = Files.writeString(folder.resolve("a.en.txt"), "Trinket came.\n\nThe weather was bad.\n");
    }

    private static Text text(Language language, List<String> sentences) {
        return new Text(
                "corpus",
                language,
                IntStream.range(0, sentences.size())
                        .mapToObj(k ->
                                new Segment(sentences.get(k), new Location("corpus", k + 1, 1), k, Paragraph.Kind.TEXT))
                        .toList());
    }

    private FakeConsole align(int exitCode, String options) {
        FakeConsole console = new FakeConsole();
        assertThat(console.run(("align " + options + " " + chinese + " " + english).split(" ")))
                .as(console.err())
                .isEqualTo(exitCode);
        return console;
    }

    @Test
    void usesCorpusTablesForShortText() {
        String alone = align(0, "--to tsv -q").out();
        String withTables = align(0, "--to tsv -q --tables " + tables).out();
        assertThat(withTables).contains("布鲁姆来了。\tTrinket came.").isNotEqualTo(alone);
    }

    @Test
    void rejectsFileWithoutTables() throws IOException {
        assertThat(align(2, "--tables " + chinese).err())
                .contains(chinese + ": has no duiqi translation tables; train the tables again with duiqi corpus");
        assertThat(align(2, "--tables " + folder).err()).contains(folder + ": is a folder, not a file; give the file");
        assertThat(align(2, "--tables " + folder + "/none").err()).contains("/none: there is no such file; give");
        byte[] bytes = Files.readAllBytes(tables);
        bytes[bytes.length / 2] ^= 1;
        Files.write(tables, bytes);
        assertThat(align(2, "--tables " + tables).err()).contains("words.tables: has a wrong checksum;");
    }
}
