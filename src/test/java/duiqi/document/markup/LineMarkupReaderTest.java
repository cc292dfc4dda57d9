package duiqi.document.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.document.DocumentDump;
import duiqi.document.DocumentReader.Input;
import duiqi.text.Paragraph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the readers of reStructuredText and AsciiDoc. */
class LineMarkupReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "*one* **two** ``a *b*``!one two a *b*",
                ":ref:`the hives <hives>` and :doc:`/bees`!the hives and /bees",
                ":func:`~os.path.join` :kbd:`Ctrl+C`!join Ctrl+C",
                "`home <https://example.org>`_ `hives`_ `x`!home hives x",
                "Bees [1]_. Wax [#]_ and [CIT2002]_!Bees. Wax and [CIT2002]",
                "2 * 3 * 4 and \\*args, **kwargs!2 * 3 * 4 and *args, **kwargs",
                "一\\ *蜜蜂*\\ 二!一蜜蜂二",
                "snake_case and private_!snake_case and private_",
            })
    void removesInlineMarkupOfRst(String rst, String text) throws IOException {
        assertThat(rst(rst)).extracting(Paragraph::text).containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "*one* _two_ `a_b` **t**hree __f__our!one two a_b three four",
                "CO~2~ and x^2^ and [.small]#text# \"`quoted`\"!CO2 and x2 and text \"quoted\"",
                "See <<hives,the hives>> and <<bees>>.!See the hives and bees.",
                "https://example.org[home^] link:a.html[] xref:b.adoc#c[B]!home a.html B",
                "image:a.png[A bee,20] kbd:[Ctrl+C] `+{x}+` {unknown}!A bee Ctrl+C {x} {unknown}",
                "linkgit:git-log[1] snake_case_name C++ a * b!git-log snake_case_name C++ a * b",
                "[[hives]]Hives ((wax)) (((bee,wax)))!Hives wax",
            })
    void removesInlineMarkupOfAsciiDoc(String source, String text) throws IOException {
        assertThat(asciiDoc(source)).extracting(Paragraph::text).containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "====\\nBees\\n====\\n\\nHives\\n-----\\nText!HEADING 2:1 Bees, HEADING 5:1 Hives, TEXT 7:1 Text",
                "* one\\n  two\\n* three\\n\\n  - four!LIST_ITEM 1:3 one two, LIST_ITEM 3:3 three, LIST_ITEM 5:5 four",
                "1. one\\n2. two!LIST_ITEM 1:4 one, LIST_ITEM 2:4 two",
                "A. Bee lives\\nhere.!TEXT 1:1 A. Bee lives here.",
                "bee\\n  An insect.!LIST_ITEM 1:1 bee, LIST_ITEM 2:3 An insect.",
                ":Author: Ann\\n:orphan:\\n\\nText!LIST_ITEM 1:2 Author: Ann, TEXT 4:1 Text",
                "Code::\\n\\n  x = 1\\n\\nText!TEXT 1:1 Code:, TEXT 5:1 Text",
                ">>> 1 + 1\\n2\\n\\nText!TEXT 4:1 Text",
                ".. note:: Take\\n   care.\\n\\n   More.!TEXT 1:11 Take care., TEXT 4:4 More.",
                ".. admonition:: Season\\n   :class: x\\n\\n   Text!CAPTION 1:17 Season, TEXT 4:4 Text",
                ".. figure:: a.png\\n   :alt: Bee\\n\\n   A bee.!CAPTION 2:10 Bee, CAPTION 4:4 A bee.",
                ".. code-block:: c\\n   :caption: Main\\n\\n   int x;\\n\\nText!CAPTION 2:14 Main, TEXT 6:1 Text",
                ".. toctree::\\n   :maxdepth: 1\\n\\n   a\\n\\nText!TEXT 6:1 Text",
                ".. [1] A note\\n   goes on.!NOTE 1:8 A note goes on.",
                ".. A comment\\n   goes on.\\n\\nText!COMMENT 1:4 A comment goes on., TEXT 4:1 Text",
                ".. _hives:\\n.. __: https://example.org\\n\\nSee hives_.!TEXT 4:1 See hives.",
                ".. |b| replace:: bees\\n\\nThe |b| and |c|.!TEXT 3:1 The bees and c.",
                "| one\\n| two!TEXT 1:3 one, TEXT 2:3 two",
                "Text\\n\\n  Quoted!TEXT 1:1 Text, QUOTATION 3:3 Quoted",
                "-a, --all  Say all.!TEXT 1:1 -a, --all  Say all.",
                "甲\\n==\\n\\n乙，\\n丙。!HEADING 1:1 甲, TEXT 4:1 乙，丙。",
                "+------+----+\\n| 蜜蜂 | 花 |\\n+------+----+!TABLE_CELL 2:3 蜜蜂 (0/0/0), TABLE_CELL 2:8 花 (0/0/1)",
            })
    void readsBlocksOfRst(String rst, String paragraphs) throws IOException {
        assertThat(DocumentDump.inLine(rst(rst))).isEqualTo(paragraphs);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "= Bees\\n:x: wax\\n\\n== Hives\\nThe {x}.!HEADING 1:3 Bees, HEADING 4:4 Hives, TEXT 5:1 The wax.",
                "Bees\\n----\\nText!HEADING 1:1 Bees, TEXT 3:1 Text",
                "* one\\ntwo\\n** three\\n. four!LIST_ITEM 1:3 one two, LIST_ITEM 3:4 three, LIST_ITEM 4:3 four",
                "* one\\n+\\ntwo\\n\\nthree!LIST_ITEM 1:3 one, TEXT 3:1 two, TEXT 5:1 three",
                "bee:: An insect.!LIST_ITEM 1:1 bee, LIST_ITEM 1:7 An insect.",
                "wax::\\n  A fat.!LIST_ITEM 1:1 wax, LIST_ITEM 2:3 A fat.",
                "NOTE: Take care.!TEXT 1:7 Take care.",
                "[TIP]\\n.Season\\n====\\nText\\n====!CAPTION 2:2 Season, TEXT 4:1 Text",
                "[source,c]\\n----\\nint x;\\n----\\nText!TEXT 5:1 Text",
                "....\\na\\n....\\n++++\\nb\\n++++\\n```\\nc\\n```\\nText!TEXT 10:1 Text",
                "' literal\\n\\nText'!TEXT 3:1 Text",
                "____\\nQuoted\\n____!QUOTATION 2:1 Quoted",
                "image::a.png[A bee,10]\\n\\ninclude::b.adoc[]\\n\\nText!CAPTION 1:14 A bee, TEXT 5:1 Text",
                "ifdef::x[]\\nText\\nendif::x[]!TEXT 2:1 Text",
                "// one\\n// two\\n\\nText!COMMENT 1:4 one, COMMENT 2:4 two, TEXT 4:1 Text",
                "////\\none\\n\\ntwo\\n////\\nText!COMMENT 2:1 one, COMMENT 4:1 two, TEXT 6:1 Text",
                "Text.footnote:[A *note*.] More.!TEXT 1:1 Text. More., NOTE 1:16 A note.",
                "one +\\ntwo!TEXT 1:1 one two",
                "甲，\\n乙。!TEXT 1:1 甲，乙。",
            })
    void readsBlocksOfAsciiDoc(String source, String paragraphs) throws IOException {
        assertThat(DocumentDump.inLine(asciiDoc(source))).isEqualTo(paragraphs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+---+-----+\n| a | b   |\n+===+=====+\n| c | d   |\n|   | e   |\n+---+-----+",
                "=== =====\na   b\n=== =====\nc   d\n    e\n=== =====",
                ".. list-table::\n\n   * - a\n     - b\n   * - c\n     - d\n       e",
                "+----+-----+\n| a  | b   |\n+----+-----+\n| c  | d e |\n+----+-----+",
                "|===\n|a |b\n\n|c\n|d\ne\n|===",
                "[cols=\"1,1\"]\n|===\n|a\n|b\n|c\n|d e\n|===",
                "[cols=\"2*\"]\n|===\n|a\n|b\n|c\n|d e\n|==="
            })
    void marksCellsOfTables(String table) throws IOException {
        assertThat(DocumentDump.lines(table.contains("|===") ? asciiDoc(table) : rst(table)))
                .extracting(cell -> cell.replaceFirst("^TABLE_CELL \\d+:\\d+ ", ""))
                .containsExactly("a (0/0/0)", "b (0/0/1)", "c (0/1/0)", "d e (0/1/1)");
    }

    /** Reads repeated parts of hostile texts of both formats. In them, ␣ is a space and ⏎ is a line end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*␣ -␣a⏎␣␣ ␣␣ a⏎␣ ..␣note::␣ ..␣a⏎ `a␣ ``a␣ **a␣ :a:` |a␣ a_␣ +--+⏎|␣a|⏎ ==␣==⏎a⏎ a::⏎⏎␣␣ 1.␣ ===⏎ \"a\", :a:␣b⏎",
                "**␣a⏎ a::␣ ====⏎ --⏎ [[ [a]⏎ |===⏎|a⏎ *a␣ _a␣ #a␣ a:b[ <<a␣ footnote:[ ((a␣ ++a␣ a⏎---⏎ ////⏎ image::a[ ifdef::a[]⏎"
            })
    @Tag("hostile")
    void readsHostileInputInLinearTime(String parts) {
        for (String part : parts.split(" ")) {
            String text = part.replace('␣', ' ').replace('⏎', '\n').repeat(5_000);
            assertTimeoutPreemptively(Duration.ofSeconds(60), () -> rst(text), part);
            assertTimeoutPreemptively(Duration.ofSeconds(60), () -> asciiDoc(text), part);
        }
    }

    @Test
    void readsManyBlocks() throws IOException {
        assertThat(rst("* a\n".repeat(20_000))).isNotEmpty();
        assertThat(asciiDoc("* a\n".repeat(20_000))).isNotEmpty();
    }

    private static List<Paragraph> rst(String text) throws IOException {
        return LineMarkupReader.ofRst().read(input(text)).paragraphs();
    }

    private static List<Paragraph> asciiDoc(String text) throws IOException {
        return LineMarkupReader.ofAsciiDoc().read(input(text)).paragraphs();
    }

    private static Input input(String text) {
        return new Input("t", text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8), Optional.empty());
    }
}
