package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconTest {
    /** Entries in the format of CC-CEDICT, with our own glosses */
    private static final String DICTIONARY = """
            # a comment
            #! date=2026-01-02
            基礎 基础 [ji1 chu3] /basis/foundation; groundwork/
            研究 研究 [yan2 jiu1] /to study; research/CL:項|项[xiang4]/
            硏究 研究 [yan2 jiu1] /variant of 研究[yan2 jiu1]/
            研究所 研究所 [yan2 jiu1 suo3] /research institute/
            所 所 [suo3] /place/
            綠 绿 [lu:4] /green/
            """;

    private static Lexicon build(String dictionary) throws IOException {
        return new LexiconBuilder()
                .read("dictionary", dictionary.lines().toList())
                .build();
    }

    private static byte[] bytes(Lexicon lexicon) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lexicon.write(out);
        return out.toByteArray();
    }

    private static List<Integer> stems(Lexicon lexicon, String word) {
        List<Integer> stems = new ArrayList<>();
        lexicon.stemsOfWord(lexicon.wordNumber(word), (stem, weight) -> stems.add(stem));
        return stems;
    }

    @Test
    void readsGlossesCharactersAndFrequencies() throws IOException {
        Lexicon lexicon = build(DICTIONARY);
        assertThat(stems(lexicon, "研究"))
                .containsExactlyInAnyOrder(lexicon.stemNumber("studi"), lexicon.stemNumber("research"));
        assertThat(lexicon.stemNumber("item")).isEqualTo(-1);
        assertThat(lexicon.origin()).contains("CC-CEDICT", "2026-01-02", "CC BY-SA 4.0");
        assertThat(lexicon.simplify("基礎綠x")).isEqualTo("基础绿x");
        assertThat(lexicon.pinyin('绿')).containsExactly("lu");
        assertThat(lexicon.commonness(lexicon.wordNumber("研究")))
                .as("inside a longer word")
                .isGreaterThan(0);
        assertThat(lexicon.commonness(lexicon.wordNumber("研究所"))).isZero();
        List<Integer> characters = new ArrayList<>();
        lexicon.charactersOfStem(lexicon.stemNumber("research"), (character, p) -> characters.add(character));
        assertThat(characters).contains(lexicon.characterNumber('研'), lexicon.characterNumber('究'));
    }

    @Test
    void roundTripsToSameBytes() throws IOException {
        byte[] first = bytes(build(DICTIONARY));
        assertThat(bytes(Lexicon.read("copy", new ByteArrayInputStream(first)))).isEqualTo(first);
        assertThat(bytes(build(DICTIONARY))).isEqualTo(first);
    }

    @Test
    void rejectsOtherAndIncompleteFiles() throws IOException {
        byte[] whole = bytes(build(DICTIONARY));
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        assertThatThrownBy(() -> Lexicon.read("half.lexicon", new ByteArrayInputStream(half)))
                .hasMessageContaining("half.lexicon")
                .hasMessageContaining("duiqi lexicon build");
        byte[] text = "not a lexicon at all".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Lexicon.read("text.lexicon", new ByteArrayInputStream(text)))
                .hasMessageContaining("not a duiqi lexicon");
    }

    /**
     * Changes every byte in turn and checks that damage is rejected or harmless. The checksum of gzip is at the end of
     * the file, so a reader may use damaged lengths before it detects the damage.
     */
    @Test
    void rejectsAnyHarmfulDamage() throws IOException {
        byte[] whole = bytes(build(DICTIONARY));
        int refused = 0;
        for (int i = 0; i < whole.length; i++) {
            for (int mask : new int[] {0x01, 0x80, 0xff}) {
                byte[] damaged = whole.clone();
                damaged[i] ^= (byte) mask;
                try {
                    Lexicon.read("damaged.lexicon", new ByteArrayInputStream(damaged));
                } catch (FormatException e) {
                    assertThat(e).hasMessageStartingWith("damaged.lexicon: ").hasMessageContaining("build it again");
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(2 * whole.length);
    }

    private static Lexicon further(String cedict, String dictionary) throws IOException {
        LexiconBuilder builder = new LexiconBuilder();
        if (!cedict.isEmpty()) {
            builder.read("dictionary", cedict.lines().toList());
        }
        return builder.readFurther("folder/further.tsv", dictionary.lines().toList())
                .build();
    }

    @Test
    void addsFurtherDictionary() throws IOException {
        String dictionary = "# a comment\n書\tvolume\tsynset\n書\tvolume\n溫順的\tmeek\nT恤\tT-shirt\n";
        Lexicon lexicon = further("書 书 [shu1] /book/\n溫 温 [wen1] /warm/\n順 顺 [shun4] /to obey/\n", dictionary);
        assertThat(stems(lexicon, "书"))
                .containsExactlyInAnyOrder(lexicon.stemNumber("book"), lexicon.stemNumber("volum"));
        assertThat(stems(lexicon, "温顺")).containsExactly(lexicon.stemNumber("meek"));
        assertThat(lexicon.wordNumber("温顺的")).isEqualTo(-1);
        assertThat(lexicon.origin()).endsWith("; further");
        Lexicon alone = further("", "綠色\tgreen\n");
        assertThat(stems(alone, "绿色")).containsExactly(alone.stemNumber("green"));
        assertThat(alone.simplify("綠色")).isEqualTo("绿色");
        assertThat(alone.pinyin('绿')).containsExactly("lu");
        assertThat(alone.origin()).isEqualTo("further");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              水⇥water⏎火⏎ | folder/further.tsv:2:1: line has 1 column, expected 2
              水⇥water⏎火⇥⏎ | folder/further.tsv:2:3: line has no translation
              ⇥water⏎ | folder/further.tsv:1:1: line has no Chinese word
              water⇥水⏎ | folder/further.tsv: has no Chinese words
            """)
    void reportsLocationOfInvalidLine(String lines, String problem) {
        assertThatThrownBy(() -> further("", lines.replace('⏎', '\n').replace('⇥', '\t')))
                .hasMessageStartingWith(problem);
        assertThatThrownBy(() -> build("基礎 基础 [ji1 chu3] /basis/\n基礎 basis\n"))
                .hasMessageStartingWith("dictionary:2:1: ");
        assertThatThrownBy(() -> build("# nothing\n")).hasMessageContaining("no CC-CEDICT entries");
    }

    @Test
    void builtInLexiconsAreComplete() {
        assertThat(Lexicon.standard().wordCount()).isGreaterThan(110_000);
        assertThat(Lexicon.standard().text().size()).isGreaterThan(100_000);
        assertThat(Lexicon.permissive().wordCount()).isGreaterThan(60_000);
        assertThat(Lexicon.permissive().text().size()).isGreaterThan(50_000);
        assertThat(Lexicon.permissive().origin()).doesNotContain("CEDICT");
        for (Lexicon lexicon : List.of(Lexicon.standard(), Lexicon.permissive())) {
            assertThat(stems(lexicon, "基础")).contains(lexicon.stemNumber("basi"));
            assertThat(lexicon.simplify("實現高水平科技")).isEqualTo("实现高水平科技");
            assertThat(lexicon.pinyin('北')).contains("bei");
            assertThat(lexicon.pinyin('x')).isEmpty();
        }
    }
}
