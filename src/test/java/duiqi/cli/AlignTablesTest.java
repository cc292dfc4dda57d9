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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignTablesTest extends CommandFolder {
    private static final List<String> CHINESE = List.of("布鲁姆笑了。", "天气很好。");
    private static final List<String> ENGLISH = List.of("Trinket laughed.", "The weather is fine.");

    @BeforeEach
    void writeFiles() throws IOException {
        ParallelText text = new Aligner()
                .align(text(Language.CHINESE, CHINESE), text(Language.ENGLISH, ENGLISH))
                .text();
        CorpusTables learnt = CorpusTraining.learn(Lexicon.standard(), Collections.nCopies(8, text));
        try (OutputStream out = Files.newOutputStream(folder.resolve("words.tables"))) {
            learnt.write(out);
        }
        write("a.zh.txt", "布鲁姆来了。\n\n天气不好。\n");
        write("a.en.txt", "Trinket came.\n\nThe weather was bad.\n");
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

    @Test
    void usesCorpusTablesForShortText() {
        String align = "align --to tsv -q @a.zh.txt @a.en.txt";
        assertThat(run(0, align + " --tables @words.tables").out())
                .contains("布鲁姆来了。\tTrinket came.")
                .isNotEqualTo(run(0, align).out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.zh.txt     | a.zh.txt: has no duiqi translation tables; train the tables again with duiqi corpus
            .            | is a folder, not a file; use a file
            none         | /none: there is no such file; check
            words.tables | words.tables: has a wrong checksum;
            """)
    void rejectsFileWithoutTables(String name, String message) throws IOException {
        Path tables = folder.resolve("words.tables");
        byte[] bytes = Files.readAllBytes(tables);
        bytes[bytes.length / 2] ^= 1;
        Files.write(tables, bytes);
        assertThat(run(2, "align @a.zh.txt @a.en.txt --tables @" + name).err()).contains(message);
    }
}
