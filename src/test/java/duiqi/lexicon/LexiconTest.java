package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

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
                .read("dictionary", new BufferedReader(new StringReader(dictionary)))
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
    void storesStemsOfGlosses() throws IOException {
        Lexicon lexicon = build(DICTIONARY);
        assertThat(stems(lexicon, "研究"))
                .containsExactlyInAnyOrder(lexicon.stemNumber("studi"), lexicon.stemNumber("research"));
        assertThat(lexicon.stemNumber("item")).isEqualTo(-1);
        assertThat(lexicon.origin()).contains("CC-CEDICT", "2026-01-02", "CC BY-SA 4.0");
    }

    @Test
    void weighsShortGlossesMore() throws IOException {
        Lexicon lexicon = build("書 书 [shu1] /book/thing one can read/\n");
        double[] weights = new double[lexicon.stemCount()];
        lexicon.stemsOfWord(lexicon.wordNumber("书"), (stem, weight) -> weights[stem] = weight);
        assertThat(weights[lexicon.stemNumber("book")]).isGreaterThan(weights[lexicon.stemNumber("read")]);
        assertThat(Arrays.stream(weights).sum()).isBetween(0.9, 1.1);
    }

    @Test
    void simplifiesTraditionalCharacters() throws IOException {
        assertThat(build(DICTIONARY).simplify("基礎綠x")).isEqualTo("基础绿x");
        assertThat(Lexicon.standard().simplify("實現高水平科技自立自強")).isEqualTo("实现高水平科技自立自强");
    }

    @Test
    void returnsPinyin() throws IOException {
        assertThat(build(DICTIONARY).pinyin('绿')).containsExactly("lu");
        assertThat(Lexicon.standard().pinyin('行')).contains("hang", "xing");
        assertThat(Lexicon.standard().pinyin('x')).isEmpty();
    }

    @Test
    void ratesWordsInsideLongerWordsAsCommon() throws IOException {
        Lexicon lexicon = build(DICTIONARY);
        assertThat(lexicon.commonness(lexicon.wordNumber("研究"))).isGreaterThan(0);
        assertThat(lexicon.commonness(lexicon.wordNumber("研究所"))).isZero();
    }

    @Test
    void estimatesCharactersFromGlossesOfWords() throws IOException {
        Lexicon lexicon = build(DICTIONARY);
        int stem = lexicon.stemNumber("research");
        List<Integer> characters = new ArrayList<>();
        lexicon.charactersOfStem(stem, (character, p) -> characters.add(character));
        assertThat(characters).contains(lexicon.characterNumber('研'), lexicon.characterNumber('究'));
    }

    @Test
    void roundTripsToSameBytes() throws IOException {
        byte[] first = bytes(build(DICTIONARY));
        assertThat(bytes(Lexicon.read("copy", new ByteArrayInputStream(first)))).isEqualTo(first);
        assertThat(bytes(build(DICTIONARY))).isEqualTo(first);
    }

    @Test
    void standardLexiconIsComplete() {
        Lexicon lexicon = Lexicon.standard();
        assertThat(lexicon.wordCount()).isGreaterThan(110_000);
        assertThat(stems(lexicon, "基础")).contains(lexicon.stemNumber("basi"), lexicon.stemNumber("foundat"));
    }

    @Test
    void rejectsOtherAndIncompleteFiles() throws IOException {
        byte[] whole = bytes(build(DICTIONARY));
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        assertThatThrownBy(() -> Lexicon.read("half.lexicon", new ByteArrayInputStream(half)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("half.lexicon")
                .hasMessageContaining("duiqi lexicon build");
        byte[] text = "not a lexicon at all".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Lexicon.read("text.lexicon", new ByteArrayInputStream(text)))
                .isInstanceOf(FormatException.class)
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
            builder.read("dictionary", new BufferedReader(new StringReader(cedict)));
        }
        return builder.readFurther("folder/further.tsv", new BufferedReader(new StringReader(dictionary)))
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
    }

    @Test
    void buildsWithoutCedict() throws IOException {
        Lexicon lexicon = further("", "綠色\tgreen\n");
        assertThat(stems(lexicon, "绿色")).containsExactly(lexicon.stemNumber("green"));
        assertThat(lexicon.simplify("綠色")).isEqualTo("绿色");
        assertThat(lexicon.pinyin('绿')).containsExactly("lu");
        assertThat(lexicon.origin()).isEqualTo("further");
    }

    @Test
    void reportsLocationOfInvalidFurtherLine() {
        assertThatThrownBy(() -> further("", "水\twater\n火\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("folder/further.tsv:2:1: line has 1 column, expected 2");
        assertThatThrownBy(() -> further("", "水\twater\n火\t\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("folder/further.tsv:2:3: line has no translation");
        assertThatThrownBy(() -> further("", "\twater\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("folder/further.tsv:1:1: line has no Chinese word");
        assertThatThrownBy(() -> further("", "water\t水\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("has no Chinese words");
    }

    @Test
    void permissiveLexiconIsCompleteWithoutCedict() {
        Lexicon lexicon = Lexicon.permissive();
        assertThat(lexicon.origin()).doesNotContain("CEDICT");
        assertThat(lexicon.wordCount()).isGreaterThan(60_000);
        assertThat(stems(lexicon, "基础")).contains(lexicon.stemNumber("basi"));
        assertThat(lexicon.simplify("實現高水平科技")).isEqualTo("实现高水平科技");
        assertThat(lexicon.pinyin('北')).containsExactly("bei");
    }

    @Test
    void reportsInvalidLine() {
        assertThatThrownBy(() -> build("基礎 基础 [ji1 chu3] /basis/\n基礎 basis\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("dictionary:2:1: ");
        assertThatThrownBy(() -> build("# nothing\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no CC-CEDICT entries");
    }
}
