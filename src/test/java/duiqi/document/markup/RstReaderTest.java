package duiqi.document.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import duiqi.document.DocumentDump;
import duiqi.document.DocumentReader.Input;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RstReaderTest {
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
    void removesInlineMarkup(String rst, String text) throws IOException {
        assertThat(read(rst)).extracting(Paragraph::text).containsExactly(text);
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
            })
    void readsBlocks(String rst, String paragraphs) throws IOException {
        assertThat(dump(rst.replace("\\n", "\n"))).isEqualTo(paragraphs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+---+-----+\n| a | b   |\n+===+=====+\n| c | d   |\n|   | e   |\n+---+-----+",
                "=== =====\na   b\n=== =====\nc   d\n    e\n=== =====",
                ".. list-table::\n\n   * - a\n     - b\n   * - c\n     - d\n       e",
                "+----+-----+\n| a  | b   |\n+----+-----+\n| c  | d e |\n+----+-----+"
            })
    void marksCellsOfTables(String table) throws IOException {
        List<Paragraph> cells = read(table);
        assertThat(cells).extracting(Paragraph::text).containsExactly("a", "b", "c", "d e");
        assertThat(cells)
                .extracting(cell -> cell.marks().cell())
                .containsExactly(
                        Optional.of(new Cell(0, 0, 0)),
                        Optional.of(new Cell(0, 0, 1)),
                        Optional.of(new Cell(0, 1, 0)),
                        Optional.of(new Cell(0, 1, 1)));
    }

    @Test
    void findsColumnsOfWideCharacters() throws IOException {
        assertThat(read("+------+----+\n| 蜜蜂 | 花 |\n+------+----+"))
                .extracting(Paragraph::text)
                .containsExactly("蜜蜂", "花");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* ",
                "- a\n  ",
                "  ",
                "a\n ",
                ".. note:: ",
                ".. a\n",
                "`a ",
                "``a ",
                "**a ",
                ":a:`",
                "|a ",
                "a_ ",
                "+--+\n| a|\n",
                "== ==\na\n",
                "a::\n\n  ",
                "1. ",
                "===\n",
                "\"a\",",
                ":a: b\n"
            })
    @Timeout(60)
    @Tag("hostile")
    void readsHostileInputInLinearTime(String part) {
        assertThat(catchThrowable(() -> read(part.repeat(20_000)))).isNull();
    }

    @Test
    void readsManyBlocks() {
        readsHostileInputInLinearTime("* a\n");
    }

    private static String dump(String text) throws IOException {
        return DocumentDump.inLine(read(text));
    }

    private static List<Paragraph> read(String text) throws IOException {
        return LineMarkupReader.ofRst()
                .read(new Input("t.rst", text.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                .paragraphs();
    }
}
