package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.exchange.Content;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that all checks terminate, are deterministic and report valid spans for any text. */
class HostileTextTest {
    private static final Location PLACE = new Location("hostile.tmx", 1, 1);

    /** Number of characters in the longest units. */
    private static final int LONG = 12_000;

    private static final Glossary GLOSSARY = new Glossary(List.of(
            term("创新", "innovation", TermStatus.PREFERRED),
            term("创新", "creation of the new", TermStatus.FORBIDDEN),
            term("自立自强", "self-reliance and strength", TermStatus.PREFERRED),
            term("自立自强", "self-reliance", TermStatus.ADMITTED),
            term("研究", "/re-?search(?:es)?/", TermStatus.PREFERRED),
            term("研究", "stud|", TermStatus.DEPRECATED),
            term("研究", "first half", TermStatus.FORBIDDEN)));

    private static TermEntry term(String chinese, String english, TermStatus status) {
        return new TermEntry(chinese, chinese, english, status, PLACE);
    }

    /** Returns texts for either side. */
    static Stream<String> texts() {
        String lines = """
                ……——！？“”‘’《》（）
                ...!?"'()[]{}<>%$&
                “‘“‘“‘«»‹›」』
                😀👩‍👩‍👧‍👦🇨🇳🏳️‍🌈
                创新😀创新。
                innovation 😀 innovation and 😀 innovation
                𠮷野家的𠀀创新，𪚥。
                e\u0301\u0301\u0301 cafe\u0301 cafe\u0301 N\u0303ande\u0301
                Z\u0351\u036B\u0343\u036A\u0302algo\u0300
                \u202Eabc def\u202C \u2066ghi\u2069 والسلام עברית
                创\uD800新 in\uDC00novation \uDFFF
                tabs\there␍⏎and⏎lines⏎⏎⏎lines
                一行⏎二行\t三行␍⏎四行
                <p class="a">创新 &amp; <b>研究</b><br/></p><!-- -->
                <b><i>unclosed <a href='x'> &nbsp;&lt; </b></q>
                $$\\frac{a}{b} = \\sum_{i=0}^{n} x_i^2$$ \\begin{align} a&=b\\\\ \\end{align}
                for (int i = 0; i < 10; i++) { System.out.printf("%d%s%n", a[i], "x"); }
                %%%s%1$s%-5d{0}{{1}}${}{}}{{{
                http:// https://// www.. a@b @ 10.1/ ISBN ISBN- ././ C:\\\\ ../..
                0分之1 零分之零 百分之 0/0 1/0 0% 第 第零 0成 零倍 翻番 两 点 十十十 万万万 亿亿 百千万亿
                99999999999999999999999999999999999999999999999999.99999999999e999
                1,,2,,3.4.5.6 1-2-3-4 12:99:99 2024-13-45 IIIIII MMMMMM half a a half halves
                self-reliance and self-reliance and self-reliance, self-reliance
                the the the the the the the the the the the the
                王 李明 诸葛 Wang Li Ming Zhuge City Province County
                仁 (ren 仁 （仁） [仁 仁 or 仁 means
                \u0000\u0001\u001F\u007F\uFFFD\uFFFF
                ＡＢＣ１２３％．，ﬁﬂ①⑳㈱㎏½⅓Ⅻ
                ا١٢٣ १२३ ๑๒๓ ߁߂
                \\u4e00 \\ $1 ${a} \\Q\\E [a-z]+ (?<x>
                don't 'tis rock 'n' roll ''' ’’’ s' 's 1990's
                """;
        Stream<String> blank =
                Stream.of("", " \t\u00A0\u3000", "\u200B\u200E\u200F\uFEFF", "next\u0085line", "。", "\uD83D");
        Stream<String> repeated = Stream.of(
                        "a", "研", "研究创新", "(", "“", "a, a, ", "1", "一", "1/", ". ", "b-", "<", "(){}", "7 ", "half ",
                        "Wang ", "a and ", "the ")
                .map(part -> part.repeat(1_000));
        Stream<String> begun = Stream.of("very long-" + "word-".repeat(800), "https://" + "a.".repeat(1_000));
        return Stream.of(
                        blank, lines.lines().map(line -> line.replace('␍', '\r').replace('⏎', '\n')), repeated, begun)
                .flatMap(all -> all);
    }

    /** Returns parts of long repetitions, since regular expressions that repeat a group need stack space for each. */
    static Stream<String> pieces() {
        return Stream.of("""
                1. 1, 1,000, A. a' a- a.b/ a@b. b-. é ab_ a,_ 研， 研_1 第一 1万 一点 十 百分之 1万2 王 “a”_ <b> {0} %s &lt; /a C:\\a\\
                10.1/ …_ · 🙂 \u0301 one_hundred_
                """.strip().split("\\s+")).map(piece -> piece.replace('_', ' '));
    }

    @ParameterizedTest
    @MethodSource("pieces")
    @Tag("hostile")
    void checksRepeatedText(String piece) {
        String text = piece.repeat(LONG / piece.length());
        List<CheckedUnit> units = List.of(unit("u1", text, "It is innovation."), unit("u2", "这是创新。", text));
        for (List<CheckedUnit> each : List.of(units, reversed(units))) {
            EveryCheck.findings(GLOSSARY, each)
                    .forEach(finding -> assertThat(finding.message()).isNotBlank());
        }
    }

    /** Each piece is repeated in both texts of a unit; #, where there is one, is the number of the repetition. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
              三千五百万   | `35 million `
              研究         | `research `
              张伟说       | `Zhang Wei said `
              A            | `A `
              自立自强     | `self-reliance and self-reliance `
              3月5日       | `March 5, `
              和           | `and `
              美国         | `the United States `
              http://a.b/  | `http://a.b/ `
              `研究\r\n`   | `research\r\n`
              /usr/bin     | `/usr/bin `
              ）           | )
              中国的       | `China's `
              3-5          | `3-5 `
              星期一       | `Monday `
              《甲》       | A
              《甲》       | `“A” `
              研究1、      | `2, `
              #、          | `#, `
              `http://a.b/# ` | `http://a.c/# `
              《第#题》    | `“T#” `
              `a_# `       | `b_# `
              `{a#} `      | `{b#} `
              第#章        | `chapter# `
            """)
    @Tag("hostile")
    @Tag("soak")
    void handlesRepeatedPieces(String chinese, String english) {
        String one = numbered(chinese);
        String other = numbered(english);
        CheckSettings settings = ExampleSettings.withAllRules(CheckSettings.defaults(Path.of("")));
        List<CheckedUnit> units = List.of(unit("u1", one, other), unit("u2", one, other + " It is."));
        for (List<CheckedUnit> each : List.of(units, reversed(units))) {
            List<Finding> findings = assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> EveryCheck.run(GLOSSARY, settings, each).findings());
            assertThat(findings).hasSizeLessThan(2_000).allSatisfy(finding -> {
                assertThat(finding.location()).isEqualTo(PLACE);
                assertThat(finding.message()).hasSizeLessThan(3_000);
            });
        }
    }

    private static String numbered(String piece) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> piece.replace("#", Integer.toString(i)))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("texts")
    @Tag("hostile")
    void checksAnyText(String text) {
        check(List.of(
                unit("u1", "我们要创新，做3.5万项研究，见《书》。", text),
                unit("u2", "王晓明要自立自强。", text),
                unit("u3", text, "We innovate in 35,000 studies; see “The Book”."),
                unit("u4", text, "Wang Xiaoming is self-reliant."),
                unit("u5", text, text),
                unit("u6", text, text + " ")));
    }

    @Test
    void checksAllTextsTogether() {
        List<String> all = texts().toList();
        List<CheckedUnit> units = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 3) {
            units.add(unit("u" + i, all.get(i), all.get((i * 7 + 3) % all.size())));
        }
        check(units);
    }

    @Property(tries = 400)
    @net.jqwik.api.Tag("hostile")
    void checksAnyMixture(
            @ForAll("mixtures") String chinese, @ForAll("mixtures") String english, @ForAll("mixtures") String other) {
        check(List.of(
                unit("u1", chinese, english),
                unit("u2", chinese, other),
                unit("u3", other, english),
                unit("u4", english, chinese)));
    }

    @Provide
    Arbitrary<String> mixtures() {
        Arbitrary<String> words = Arbitraries.of("""
                创新 自立自强 研究 一带一路 三农 《论语》 王晓明 学习学习 看一看 百分之三十五 3.5万 两倍 十四五 七成 2024年5月
                the The of and or innovation self-reliance strength research had that Wang Xiaomin City percent million
                35,000 half first U.S. don't “ ” ‘ ’ " ' ( ) （ ） ， 。 , . ... …… — —— ? ！ : / % {0} %s <b> </b> &nbsp;
                https://a.org/x a@b.cn 😀 \uD83D \u0301 \u200F ⏎ ⇥ ０ Ａ ² – · 、
                """.replace('⇥', '\t').strip().split("[ \n]+"));
        Arbitrary<String> characters = Arbitraries.strings()
                .withChars("一二十百万亿点分之成倍年月的人民 abcXYZ0123456789.,;:'\"()[]-")
                .ofMaxLength(4);
        return Arbitraries.oneOf(words, characters, Arbitraries.of(" ", " ", ""))
                .list()
                .ofMaxSize(24)
                .map(parts -> String.join("", parts).replace('⏎', '\n'));
    }

    private static CheckedUnit unit(String id, String chinese, String english) {
        return CheckedUnit.of(id, Direction.INTO_ENGLISH, passage(chinese), passage(english));
    }

    /** Returns a passage that rejects indexes outside its text. */
    private static CheckedUnit.Passage passage(String text) {
        return new CheckedUnit.Passage(text, Content.of(text), offset -> {
            Objects.checkIndex(offset, text.length() + 1);
            return PLACE;
        });
    }

    /** Returns the units as translations from English into Chinese. */
    private static List<CheckedUnit> reversed(List<CheckedUnit> units) {
        return units.stream()
                .map(unit -> CheckedUnit.of(unit.id(), Direction.INTO_CHINESE, unit.target(), unit.source()))
                .toList();
    }

    private static void check(List<CheckedUnit> units) {
        checkDirection(units);
        checkDirection(reversed(units));
    }

    private static void checkDirection(List<CheckedUnit> units) {
        List<Finding> findings = EveryCheck.findings(GLOSSARY, units);
        for (Finding finding : findings) {
            assertThat(finding.message()).isNotBlank();
            assertThat(finding.location().line()).isEqualTo(1);
            for (TextSpan span : finding.spans()) {
                String text = finding.unit().passage(span.side()).text();
                assertThat(isInsideCharacter(text, span.start()) || isInsideCharacter(text, span.end()))
                        .as(finding.message())
                        .isFalse();
            }
        }
        assertThat(EveryCheck.findings(GLOSSARY, units)).isEqualTo(findings);
    }

    private static boolean isInsideCharacter(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    }
}
