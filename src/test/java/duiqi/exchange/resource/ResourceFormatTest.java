package duiqi.exchange.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Exchanged;
import duiqi.exchange.Golden;
import duiqi.exchange.Omissions;
import duiqi.exchange.Suggestions.Suggestion;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceFormatTest {
    @TempDir
    private Path folder = Path.of("");

    private final List<ReadProblem> damage = new ArrayList<>();
    private final Omissions omissions = new Omissions();

    private static Path golden(String name) {
        return Golden.file("exchange/resource/" + name);
    }

    private ReaderSettings settings() {
        return new ReaderSettings(Language.CHINESE, Language.ENGLISH, damage::add, omissions);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private List<String> read(Path file) throws IOException {
        return Exchanged.lines(file, settings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zh-CN.json",
                "app_zh.arb",
                "_locales/zh_CN/messages.json",
                "values-zh-rCN/strings.xml",
                "zh-Hans.lproj/Localizable.strings",
                "zh-Hans.lproj/Localizable.stringsdict",
                "messages_zh_CN.properties",
                "Resources.zh-CN.resx",
                "app_zh_CN.ts",
                "locales/garden.zh-CN.yml",
                "i18n/zh-cn.yaml",
                "Garden.xcstrings"
            })
    void readsGoldenFiles(String name) throws IOException {
        List<String> lines = read(golden(name));
        omissions.counts().forEach((what, count) -> lines.add("omitted: " + count + " " + what));
        String expected = Files.readString(golden("expected.txt"), StandardCharsets.UTF_8);
        assertThat(expected).contains("== " + name + "\n" + String.join("\n", lines) + "\n");
        assertThat(damage).isEmpty();
        assertThat(ExchangeFormat.of(golden(name)).orElseThrow().isTranslation(golden(name)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "en.json,zh-CN.json",
        "en-US.json,zh_CN.json",
        "enUS.json,zhCN.json",
        "package.nls.json,package.nls.zh-cn.json",
        "lang/en/x.json,lang/zh-CN/x.json",
        "lang/en/en.json,lang/zh-CN/zh-CN.json",
        "english.json,schinese.json",
        "messages.properties,messages_zh_CN.properties",
        "messages_en.properties,messages_zh.properties",
        "values/strings.xml,values-zh-rCN/strings.xml",
        "values/strings.xml,values-b+zh+Hans+CN/strings.xml",
        "Base.lproj/x.strings,zh-Hans.lproj/x.strings",
        "en.lproj/x.strings,zh-Hans.lproj/x.strings",
        "Strings/en-US/Resources.resw,Strings/zh-CN/Resources.resw",
        "values-watch/strings.xml,values-zh-rCN-watch/strings.xml",
        "R.resx,R.zh-Hans.resx",
        "config/locales/models.en.yml,config/locales/models.zh-CN.yml",
        "messages+intl-icu.en.yaml,messages+intl-icu.zh_CN.yaml",
        "i18n/en.yaml,i18n/zh-cn.yaml"
    })
    void findsCounterpartByName(String original, String translation) throws IOException {
        write(original, "");
        write(translation, "");
        for (String given : List.of(original, translation)) {
            ResourcePair pair = ResourcePair.of(folder.resolve(given), file -> Optional.empty());
            assertThat(pair.original()).isEqualTo(folder.resolve(original));
            assertThat(pair.translation()).isEqualTo(folder.resolve(translation));
            assertThat(pair.target()).map(Language::primary).contains("zh");
        }
    }

    @Test
    void prefersEnglishToLanguagesWhoseCodesAreWords() throws IOException {
        for (String code : List.of("ar", "cs", "it", "en", "zh_CN", "zh_TW")) {
            write("_locales/" + code + "/messages.json", "");
        }
        ResourcePair pair =
                ResourcePair.of(folder.resolve("_locales/zh_CN/messages.json"), file -> Optional.of(Language.ENGLISH));
        assertThat(pair.original()).isEqualTo(folder.resolve("_locales/en/messages.json"));
    }

    @Test
    void omitsListsThatAreOneTextInTheOtherFile() throws IOException {
        write(
                "en.json",
                "{\"a\": [\"One tree\", \"Two\"], \"b\": \"Both\", \"c\": \"Three\", \"d\": [\"X\", \"Four\"]}");
        Path file = write("zh.json", "{\"a\": \"一\", \"b\": [\"两\", \"者\"], \"c\": \"三\", \"d\": [\"四\"]}");
        assertThat(read(file))
                .containsExactly(
                        "1:35 x-context=c | en Three | zh 三",
                        "1:46 x-context=d.0 | en X | zh 四",
                        "1:46 x-context=d.1 | en Four");
        assertThat(omissions.counts()).containsEntry("lists that one of the files has as a single text", 3);
    }

    @Test
    void namesWithoutLanguageAreOriginals() throws IOException {
        write("messages.properties", "a=你好，世界\n");
        Path english = write("messages_en.properties", "a=Hello, world\n");
        assertThat(read(english)).containsExactly("1:3 x-context=a | zh-CN 你好，世界 | en Hello, world");
    }

    @Test
    void listsSeveralCounterparts() throws IOException {
        Path english = write("en.json", "{\"a\": \"Hello\"}");
        write("zh-CN.json", "{\"a\": \"你好\"}");
        write("zh-TW.json", "{\"a\": \"妳好\"}");
        assertThatThrownBy(() -> read(english))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("has 2 counterparts: ")
                .hasMessageContaining("zh-TW.json");
    }

    @ParameterizedTest
    @CsvSource({
        "package.json,'{\"name\": \"x\"}'",
        "tsconfig.json,'{\"files\": [\"x\"]}'",
        "gradle.properties,a=b",
        "x/en/data.json,'{\"a\": \"b\"}'",
        "values/strings.xml,'<resources><string name=\"a\">b</string></resources>'"
    })
    void rejectsFilesWithoutCounterpart(String name, String text) throws IOException {
        Path file = write(name, text);
        assertThat(ExchangeFormat.of(file).orElseThrow().isTranslation(file)).isFalse();
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no counterpart")
                .hasMessageContaining(name.endsWith(".xml") ? "values-zh-rCN" : "");
    }

    @ParameterizedTest
    @CsvSource({
        "zh.json,'{\"a\": \"b\", \"c\" 1}',1:16",
        "zh.json,'[[[',1:4",
        "zh.json,'text',1:1",
        "zh.properties,'a=\\u12',1:3",
        "zh.strings,'\"a\" = \"b\"',1:10",
        "zh.strings,'/* a',1:1",
        "zh.strings,'\"a',1:1",
        "zh.resx,'<root><data></root>',1:18",
        "zh.resx,'<html/>',1:1",
        "zh.yml,'a: \"😀\": b',1:7",
        "zh.yml,'- [a',1:5",
        "zh.yml,text,1:1",
        "zh.yml,'a: b\u0001',1:5",
        "zh.xcstrings,'{\"strings\": [}',1:14"
    })
    void reportsLocationOfDamage(String name, String text, String place) throws IOException {
        assertRejected(write(name, text), name + ":" + place + ": ");
    }

    /** Opens a file that is its own original. */
    private void assertRejected(Path file, String problem) {
        ReaderSettings with = settings().withOriginal(Optional.of(file));
        assertThatThrownBy(() -> ExchangeFormat.ofName(file).orElseThrow().open(file, with))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void limitsSizeAndDepth() throws IOException {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            laughs.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(10, before)) + "]\n");
        }
        for (String text : List.of(laughs.toString(), "[".repeat(100_000), "- ".repeat(3000))) {
            assertRejected(write("zh.yml", text), "zh.yml");
        }
        assertRejected(write("zh.json", "[".repeat(100_000)), "zh.json");
        Path file = write("zh.json", "");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength((64L << 20) + 1);
        }
        assertRejected(file, file + ": is larger than 64 MB; split it into smaller files");
    }

    @Test
    void readsYamlThatRepeatsItself() throws IOException {
        write("en.yml", "a: &a {b: Tree, c: *a}\nd: *a\n");
        assertThat(read(write("zh.yml", "a: {b: 树}\nd: {b: 树}")))
                .containsExactly("1:8 x-context=a.b | en Tree | zh 树", "2:8 x-context=d.b | en Tree | zh 树");
    }

    @Test
    void readsYamlWithSymbolsInBrackets() throws IOException {
        String order = "  order: [ :year, :month,\n    :day ]\n";
        write("en.yml", "en:\n" + order + "  a: Tree\n  b: 'Oak, :ash'\n  c: [ Elm, :b c ]\n");
        Path zh = write("zh.yml", "zh:\n" + order + "  a: 树\n  b: '栎, :ash'\n  c: [ 榆, :b 丙 ]\n");
        assertThat(read(zh))
                .containsExactly(
                        "4:6 x-context=a | en Tree | zh 树",
                        "5:7 x-context=b | en Oak, :ash | zh 栎, :ash",
                        "6:8 x-context=c.0 | en Elm | zh 榆",
                        "6:11 x-context=c.1 | en :b c | zh :b 丙");
        assertThat(damage).isEmpty();
        write("zh.yml", "zh:\n" + order + "  b: 栎\n");
        assertThat(filled(zh, Map.of("Tree", exact("树")))).startsWith("zh:\n" + order + "  a: 树\n  b: 栎\n");
    }

    private String filled(Path file, Map<String, Suggestion> memory) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExchangeFormat format = ExchangeFormat.of(file).orElseThrow();
        format.fill(file, out, settings(), false, (text, before, after) -> Optional.ofNullable(memory.get(text)));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Suggestion exact(String target) {
        return new Suggestion(target, 100, "tm/a.tmx", false);
    }

    @Test
    void fillsYaml() throws IOException {
        write("en.yml", """
                en:
                  a: Tree
                  b: 'Oak'
                  c:
                    d: "Ash"
                    e: Elm
                    f: {g: Yew, h: Fir}
                  i: Pine tree
                  j: Beech
                  k: "First\\nsecond"
                  l: [Rose, Lily]
                  "no": Palm
                  m: "%{count} limes"
                """);
        String text = """
                # 树木
                zh-CN:
                  a:  # 待译
                  b: ''   # 橡树
                  c: # 其他
                    e: 榆树

                    f: {g: "", h: 冷杉}

                  # 末尾
                  k: >-
                    第一
                """;
        Map<String, Suggestion> memory = new LinkedHashMap<>();
        memory.put("Tree", exact("树: 大"));
        memory.put("Oak", exact("橡树's"));
        memory.put("Ash", exact("白蜡树"));
        memory.put("Yew", exact("紫杉"));
        memory.put("Pine tree", new Suggestion("松", 85, "tm/a.tmx", true));
        memory.put("Beech", exact("yes"));
        memory.put("Palm", exact("*"));
        memory.put("Rose", exact("玫瑰"));
        memory.put("%{count} limes", exact("青柠"));
        for (String end : List.of("\n", "\r\n")) {
            Path file = write("zh-CN.yml", text.replace("\n", end));
            assertThat(filled(file, memory)).isEqualTo("""
                # 树木
                zh-CN:
                  a: "树: 大"  # 待译
                  b: '橡树''s'   # 橡树
                  c: # 其他
                    e: 榆树

                    f: {g: "紫杉", h: 冷杉}
                    d: "白蜡树"
                  i: 松 # duiqi: 85%, tm/a.tmx (machine)
                  j: "yes"

                  # 末尾
                  k: >-
                    第一
                  "no": "*"
                  m: "青柠" # duiqi: 100%, tm/a.tmx
                """.replace("\n", end));
            assertThat(filled(file, Map.of())).isEqualTo(text.replace("\n", end));
        }
        assertThat(filled(write("zh-CN.yml", "zh-CN:"), Map.of("Elm", exact("榆树"))))
                .isEqualTo("zh-CN:\n  c:\n    e: 榆树");
    }

    @Test
    void fillsStringCatalogues() throws IOException {
        Path file = write("Garden.xcstrings", Files.readString(golden("Garden.xcstrings")));
        Map<String, Suggestion> memory = Map.of(
                "%lld files", exact("%lld 个文件"),
                "Cancel", new Suggestion("取消", 90, "tm/a.tmx", false),
                "Save", exact("保存"),
                "There %#@total@ in the folder", exact("文件夹中%#@total@"),
                "are %arg trees", exact("有 %arg 棵\"树\""));
        assertThat(filled(file, memory)).isEqualTo(Files.readString(golden("Garden.filled.xcstrings")));
        assertThat(filled(file, Map.of())).isEqualTo(Files.readString(file));
    }

    @Test
    void reportsRepeatedKeys() throws IOException {
        write("en.json", "{\"a\": \"One\"}");
        Path file = write("zh.json", "{\"a\": \"一\",\n \"a\": \"二\"}");
        assertThat(read(file)).containsExactly("2:8 x-context=a | en One | zh 二");
        assertThat(damage).hasSize(1);
        assertThat(damage.get(0).toString()).contains("zh.json:1:8: key \"a\" occurs again at line 2; skipped");
    }

    @Test
    void locatesCharactersBehindEscapes() throws IOException {
        write("en.json", "{\"a\": \"One\"}");
        Path file = write("zh.json", "{\"a\": \"\\u4e00\\n二\"}");
        try (UnitReader reader = ExchangeFormat.of(file).orElseThrow().open(file, settings())) {
            assertThat(reader.next()).isPresent();
            assertThat(reader.place(1).at(0).column()).isEqualTo(8);
            assertThat(reader.place(1).at(1).column()).isEqualTo(14);
            assertThat(reader.place(1).at(2).column()).isEqualTo(16);
            assertThat(reader.place(1).at(3).column()).isEqualTo(17);
        }
    }

    @Test
    void readsWhiteSpaceAroundTagsOfAndroidAsOneSpace() throws IOException {
        String text = "<resources><string name=\"a\">Press <b> Home </b>\n now</string></resources>";
        write("values/strings.xml", text);
        Path file = write("values-zh-rCN/strings.xml", text.replace("Press", "按"));
        assertThat(read(file))
                .hasSize(1)
                .first()
                .asString()
                .contains(" Press <bpt i=1><b></bpt>Home <ept i=1></b></ept>now |");
    }

    @Test
    void readsPropertiesInLatin1() throws IOException {
        write("m.properties", "a=One tree\n");
        Path file = folder.resolve("m_de.properties");
        Files.write(file, "a=Gr\u00fc\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(read(file)).containsExactly("1:3 x-context=a | en-US One tree | de Gr\u00fc\u00dfe");
    }
}
