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

class AsciiDocReaderTest {
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
    void removesInlineMarkup(String source, String text) throws IOException {
        assertThat(read(source)).extracting(Paragraph::text).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "= Bees\\n:x: wax\\n\\n== Hives\\nThe {x}.#HEADING 1:3 Bees, HEADING 4:4 Hives, TEXT 5:1 The wax.",
                "Bees\\n----\\nText#HEADING 1:1 Bees, TEXT 3:1 Text",
                "* one\\ntwo\\n** three\\n. four#LIST_ITEM 1:3 one two, LIST_ITEM 3:4 three, LIST_ITEM 4:3 four",
                "* one\\n+\\ntwo\\n\\nthree#LIST_ITEM 1:3 one, TEXT 3:1 two, TEXT 5:1 three",
                "bee:: An insect.#LIST_ITEM 1:1 bee, LIST_ITEM 1:7 An insect.",
                "wax::\\n  A fat.#LIST_ITEM 1:1 wax, LIST_ITEM 2:3 A fat.",
                "NOTE: Take care.#TEXT 1:7 Take care.",
                "[TIP]\\n.Season\\n====\\nText\\n====#CAPTION 2:2 Season, TEXT 4:1 Text",
                "[source,c]\\n----\\nint x;\\n----\\nText#TEXT 5:1 Text",
                "....\\na\\n....\\n++++\\nb\\n++++\\n```\\nc\\n```\\nText#TEXT 10:1 Text",
                " literal\\n\\nText#TEXT 3:1 Text",
                "____\\nQuoted\\n____#QUOTATION 2:1 Quoted",
                "image::a.png[A bee,10]\\n\\ninclude::b.adoc[]\\n\\nText#CAPTION 1:14 A bee, TEXT 5:1 Text",
                "ifdef::x[]\\nText\\nendif::x[]#TEXT 2:1 Text",
                "// one\\n// two\\n\\nText#COMMENT 1:4 one, COMMENT 2:4 two, TEXT 4:1 Text",
                "////\\none\\n\\ntwo\\n////\\nText#COMMENT 2:1 one, COMMENT 4:1 two, TEXT 6:1 Text",
                "Text.footnote:[A *note*.] More.#TEXT 1:1 Text. More., NOTE 1:16 A note.",
                "one +\\ntwo#TEXT 1:1 one two",
                "甲，\\n乙。#TEXT 1:1 甲，乙。",
            })
    void readsBlocks(String row) throws IOException {
        String[] parts = row.split("#");
        assertThat(dump(parts[0].replace("\\n", "\n"))).isEqualTo(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|===\n|a |b\n\n|c\n|d\ne\n|===",
                "[cols=\"1,1\"]\n|===\n|a\n|b\n|c\n|d e\n|===",
                "[cols=\"2*\"]\n|===\n|a\n|b\n|c\n|d e\n|==="
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* ",
                "** a\n",
                "a:: ",
                "====\n",
                "--\n",
                "[[",
                "[a]\n",
                "|===\n|a\n",
                "|a ",
                "`a ",
                "*a ",
                "_a ",
                "#a ",
                "a:b[",
                "<<a ",
                "footnote:[",
                "((a ",
                "++a ",
                "a\n---\n",
                "////\n",
                "image::a[",
                "ifdef::a[]\n"
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
        return LineMarkupReader.ofAsciiDoc()
                .read(new Input("t.adoc", text.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                .paragraphs();
    }
}
