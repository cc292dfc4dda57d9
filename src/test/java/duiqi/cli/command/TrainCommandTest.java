package duiqi.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.Noise;
import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
    private static final String GOLD = "src/test/resources/gold";

    @TempDir
    private Path folder;

    private final FakeConsole console = new FakeConsole();

    /** Returns the arguments for training on whole texts, which takes the least time. */
    private static String[] fromWholeTexts(String... others) {
        String plain = "train --pieces 0 --noise omissions=0,single-omissions=0,furniture=0,paragraphs=0";
        return Stream.concat(Stream.of(plain.split(" ")), Stream.of(others)).toArray(String[]::new);
    }

    @Test
    void writesWeightsThatAlignTakes() throws IOException {
        Path weights = folder.resolve("weights");
        assertThat(console.run(fromWholeTexts(GOLD, "-o", weights.toString()))).isZero();
        assertThat(Files.readString(weights.resolve("lexical-search.weights")))
                .startsWith("# Weights trained by duiqi train")
                .contains("gold: 6 texts with 194 beads", " type 1-1\n");
        FakeConsole align = new FakeConsole();
        assertThat(align.run(
                        "align",
                        "--sentences",
                        "--to",
                        "ids",
                        "--weights",
                        weights.toString(),
                        "-o",
                        folder.resolve("out").toString(),
                        GOLD))
                .isZero();
        FakeConsole judged = new FakeConsole();
        assertThat(judged.run("evaluate", GOLD, folder.resolve("out").toString()))
                .isZero();
        double f1 = Double.parseDouble(judged.out().replaceFirst("(?s).*?F1 (\\S+).*", "$1"));
        assertThat(f1).isGreaterThan(0.9);
    }

    @Test
    void rejectsFolderWithoutGoldStandard() throws IOException {
        assertThat(console.run("train", folder.toString())).isEqualTo(2);
        assertThat(console.err()).contains("has no .gold file").hasLineCount(1);
        Files.writeString(folder.resolve("x.gold"), "[0]:[0]\n");
        assertThat(console.run("train", folder.toString())).isEqualTo(2);
        assertThat(console.err()).contains("x.zh: is missing; add it beside the .gold file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [0]:[0] [1]:[1] [9]:[2]   | x.gold: contains sentence 9, but
            [0]:[0] [1,2]:[1] [2]:[2] | in two beads
            ''                        | x.gold: has no bead
            """)
    void rejectsGoldStandardOfOtherTexts(String beads, String message) throws IOException {
        write("x", beads.replace(' ', '\n'), "One.\nTwo.\nThree.\n".getBytes(UTF_8));
        Path weights = folder.resolve("weights");
        assertThat(console.run("train", folder.toString(), "-o", weights.toString()))
                .isEqualTo(2);
        assertThat(console.err()).contains(message).hasLineCount(1);
        assertThat(weights).doesNotExist();
    }

    @Test
    void acceptsCrossingBeadsAndEmptySentences() throws IOException {
        write("x", "[0]:[1]\n[1]:[0]\n[2]:[]\n", "One.\nTwo.\n\n".getBytes(UTF_8));
        assertThat(console.run(
                        "train", folder.toString(), "-o", folder.resolve("w").toString()))
                .isZero();
        assertThat(console.out()).contains("1 text with 3 beads");
    }

    @Test
    void reportsTextThatIsNotUtf8() throws IOException {
        write("x", "[0]:[0]\n", new byte[] {(byte) 0xd6, 0});
        assertThat(console.run("train", folder.toString())).isEqualTo(2);
        assertThat(console.err()).contains("x.en:1:1: is not valid UTF-8, ");
    }

    /** Uses two folders with texts of the same name, and more folds than texts. */
    @Test
    void evaluatesEachTextOnce() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        for (Path each : List.of(first, second)) {
            write(each + "/x", "[0]:[0]\n[1]:[1]\n", "One.\nTwo.\n".getBytes(UTF_8));
        }
        assertThat(console.run(fromWholeTexts("--folds", "9", first.toString(), second.toString())))
                .isZero();
        assertThat(console.out().lines().limit(4).map(line -> line.replaceFirst(" strict.* gold", " gold")))
                .containsExactly(
                        first.resolve("x") + " gold non-null 2",
                        second.resolve("x") + " gold non-null 2",
                        "all gold non-null 4",
                        "");
        assertThat(console.out().lines().filter(line -> line.matches("0\\.\\d+ - \\d.*")))
                .hasSize(8);
    }

    @Test
    void evaluatesEachFolderWithOthers() throws IOException {
        Path first = goldFolder("first", "essay", "news");
        Path second = goldFolder("second", "manual");
        assertThat(console.run(fromWholeTexts("--by-folder", first.toString(), second.toString())))
                .isZero();
        assertThat(console.out().lines().limit(6).map(line -> line.replaceFirst(" strict.* gold", " gold")))
                .containsExactly(
                        first.resolve("essay") + " gold non-null 28",
                        first.resolve("news") + " gold non-null 26",
                        second.resolve("manual") + " gold non-null 34",
                        "all of " + first + " gold non-null 54",
                        "all of " + second + " gold non-null 34",
                        "all gold non-null 88");
    }

    /** Uses the beginnings of texts, since the report aligns each text about fifty times. */
    @Test
    void reportsNoiseAndUnrelatedTexts() throws IOException {
        for (String name : List.of("a", "b")) {
            write(name, "[0]:[0]\n[1]:[1]\n[2]:[2]\n", "One.\nTwo.\nThree.\n".getBytes(UTF_8));
        }
        assertThat(console.run(fromWholeTexts("--folds", "2", "--report", folder.toString())))
                .isZero();
        for (Noise.Kind kind : Noise.Kind.values()) {
            assertThat(console.out().lines().filter(line -> line.startsWith(kind + " ")))
                    .as(kind.toString())
                    .hasSize(2);
        }
        assertThat(console.out().lines().filter(line -> line.matches("(pieces of|whole texts) .* of .*")))
                .hasSize(3);
    }

    @Test
    void writesFiguresWithWeights() throws IOException {
        String gold = goldFolder("gold", "essay", "news").toString();
        Path weights = folder.resolve("weights");
        assertThat(console.run(fromWholeTexts(
                        "--folds", "2", "--noise", "joins=0.2,swaps=0.1", gold, "-o", weights.toString())))
                .isZero();
        String figures = Files.readString(weights.resolve("figures.txt"));
        assertThat(figures)
                .startsWith("Weights trained by duiqi train")
                .contains(
                        "--pieces 0 --noise omissions=0.0,single-omissions=0.0,swaps=0.1,joins=0.2,"
                                + "furniture=0.0,paragraphs=0.0, from",
                        "gold: 2 texts",
                        "of 2 folds");
        String printed = console.out();
        assertThat(figures).endsWith(printed.substring(0, printed.lastIndexOf(weights + ": weights trained")));
        assertThat(weights.resolve("lexical-search.weights")).content().contains("swaps=0.1,joins=0.2");
    }

    @Test
    void evaluationWritesNoWeights() throws IOException {
        Path gold = goldFolder("gold", "essay", "news");
        assertThat(console.run(fromWholeTexts("--folds", "2", gold.toString()))).isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(gold);
        }
        assertThat(Path.of("weights")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --folds 2 --by-folder             | cannot be combined
            --by-folder                       | a single folder cannot be held out
            --folds 1                         | 2 folds or more, not 1
            --folds -1                        | 2 folds or more, not -1
            --pieces -3                       | --pieces -3: must be at least 0
            --report                          | --report: has no effect without evaluation; add --folds or --by-folder
            --no-self-training                | --no-self-training: has no effect without evaluation
            --output=                         | the name is empty
            GOLD/../gold                      | is given twice
            --omissions 1                     | is no longer an option: use --noise omissions=SHARE
            --noise furniture=-1              | share -1.0 of furniture is outside 0 to 1
            --without nosuch                  | matches the full name of no feature
            -o pom.xml                        | pom.xml: is a file, not a folder; give a folder with -o
            --noise swaps=1.5                 | share 1.5 of swaps is outside 0 to 1
            --noise fog=0.1                   | 'fog'
            --noise omissions                 | is not KIND=SHARE
            --noise omissions=x               | is not a number
            """)
    void rejectsInvalidOptions(String options, String message) throws IOException {
        String gold = goldFolder("gold", "essay", "news").toString();
        List<String> arguments = new ArrayList<>(List.of("train", gold));
        arguments.addAll(List.of(options.replace("GOLD", gold).split(" ")));
        assertThat(console.run(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(console.err().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains(message));
        assertThat(console.out()).isEmpty();
    }

    private Path goldFolder(String name, String... texts) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(name));
        for (String text : texts) {
            for (String extension : List.of(".zh", ".en", ".gold")) {
                Files.copy(Path.of(GOLD, text + extension), copy.resolve(text + extension));
            }
        }
        return copy;
    }

    private void write(String name, String beads, byte[] english) throws IOException {
        Files.writeString(folder.resolve(name + ".zh"), "一。\n二。\n三。\n");
        Files.write(folder.resolve(name + ".en"), english);
        Files.writeString(folder.resolve(name + ".gold"), beads);
    }

    @Test
    void excludedFeatureHasNoWeight() throws IOException {
        Path weights = folder.resolve("weights");
        assertThat(console.run(fromWholeTexts(GOLD, "--without", "length.*", "-o", weights.toString())))
                .isZero();
        for (String file : List.of("lexical-search.weights", "adapted-rescoring.weights")) {
            assertThat(weights.resolve(file))
                    .content()
                    .contains("--without length.*", "  0.0000 length\n", "  0.0000 length ratio\n")
                    .doesNotContain("  0.0000 skipped Chinese\n");
        }
    }
}
