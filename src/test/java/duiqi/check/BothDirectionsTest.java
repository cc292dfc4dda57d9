package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that rules about content that both texts share find the same in both directions of a pair. */
class BothDirectionsTest {
    private static final Glossary NONE = new Glossary(List.of());
    private static final Set<String> SYMMETRIC =
            Set.of("number-mismatch", "tag-mismatch", "url-mismatch", "misaligned");

    /** Reports only codes of the source, so that the same pair has other findings in the other direction. */
    private static final String OF_SOURCE = "code-mismatch";

    private static final List<Sentence> SENTENCES = List.of(
            new Sentence("请先打开 %s 再继续。", "Open %s before you continue."),
            new Sentence("详情请看 %s 的说明。", "See the description of %s for details."),
            new Sentence("如果没有 %s，程序会停止。", "If %s is missing, the program stops."),
            new Sentence("他们在 %s 之后关闭了窗口。", "They closed the window after %s."));

    /** Holds a Chinese sentence and its English translation, both with one slot. */
    private record Sentence(String chinese, String english) {}

    /**
     * Holds a pair of texts.
     *
     * @param inChinese words in the slot of the Chinese; may be empty
     * @param inEnglish words in the slot of the English; may be empty
     */
    private record Pair(Sentence sentence, String inChinese, String inEnglish) {
        List<Finding> intoEnglish() {
            return findings(Direction.INTO_ENGLISH, chinese(), english());
        }

        List<Finding> intoChinese() {
            return findings(Direction.INTO_CHINESE, english(), chinese());
        }

        String chinese() {
            return sentence.chinese.replace("%s", inChinese).replace("  ", " ");
        }

        String english() {
            return sentence.english.replace("%s", inEnglish).replace("  ", " ");
        }

        /** Returns the pair with the same words in the other language. */
        Pair mirrored() {
            return new Pair(sentence, /* inChinese= */ inEnglish, /* inEnglish= */ inChinese);
        }
    }

    private static List<Finding> findings(Direction direction, String source, String target) {
        Location place = new Location("pair.tsv", 1, 1);
        CheckedUnit unit = CheckedUnit.of(
                "1", direction, CheckedUnit.Passage.of(source, place), CheckedUnit.Passage.of(target, place));
        return EveryCheck.findings(NONE, List.of(unit)).stream()
                .filter(finding -> SYMMETRIC.contains(finding.rule().id())
                        || finding.rule().id().equals(OF_SOURCE))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            请等待15分钟。                | Wait 5 minutes.                       | number-mismatch | 15 | 5
            共有3000人参加。              | In all, 2,000 people took part.       | number-mismatch | 3000 | 2,000
            增长了百分之八。              | It grew by 9 percent.                 | number-mismatch | 百分之八 | 9 percent
            {name}，你好。                | Hello, {user}.                        | tag-mismatch    | {name} | {user}
            找不到文件 %1$s。             | The file %2$s does not exist.         | tag-mismatch    | %1$s | %2$s
            详见 https://example.org/a。  | For details, see https://example.org/b. | url-mismatch  | https://example.org/a | https://example.org/b
            来信请寄 li@example.org。     | Write to lu@example.org.              | url-mismatch    | li@example.org | lu@example.org
            """)
    void marksSameWordsInBothDirections(
            String chinese, String english, String rule, String inChinese, String inEnglish) {
        assertThat(findings(Direction.INTO_ENGLISH, chinese, english))
                .extracting(finding -> List.of(
                        finding.rule().id(),
                        words(finding, TextSpan.Side.SOURCE),
                        words(finding, TextSpan.Side.TARGET)))
                .containsExactly(List.of(rule, inChinese, inEnglish));
        assertThat(findings(Direction.INTO_CHINESE, english, chinese))
                .extracting(finding -> List.of(
                        finding.rule().id(),
                        words(finding, TextSpan.Side.TARGET),
                        words(finding, TextSpan.Side.SOURCE)))
                .containsExactly(List.of(rule, inChinese, inEnglish));
    }

    private static String words(Finding finding, TextSpan.Side side) {
        return finding.span(side).map(finding.unit()::text).orElse("");
    }

    @Provide
    Arbitrary<Pair> pairs() {
        Arbitrary<List<String>> slots = Arbitraries.oneOf(
                two(Arbitraries.integers().between(2, 999).map(String::valueOf)),
                two(Arbitraries.of("https://example.org/a", "https://example.org/b/c.html", "http://example.com/?q=1")),
                two(Arbitraries.of("help@example.org", "office@example.com", "li.ming@example.org")),
                two(Arbitraries.of("%1$s", "%2$s", "%d", "{0}", "{1}", "{name}", "${folder}")),
                two(Arbitraries.of("parse()", "fetch()", "resize()")),
                two(Arbitraries.of("max_size", "min_size", "row_count")),
                two(Arbitraries.of("--output", "--color", "--dry-run")),
                two(Arbitraries.of("<b>Duiqi</b>", "<i>Duiqi</i>", "<a href=\"a.html\">Duiqi</a>")));
        return Combinators.combine(Arbitraries.of(SENTENCES), slots)
                .as((sentence, slot) -> new Pair(sentence, slot.get(0), slot.get(1)));
    }

    /** Returns the words of both sides: the same, different ones, or none on one side. */
    private static Arbitrary<List<String>> two(Arbitrary<String> words) {
        return Combinators.combine(words, words, Arbitraries.integers().between(0, 3))
                .as((one, other, kind) -> switch (kind) {
                    case 0 -> List.of(one, one);
                    case 1 -> List.of(one, other);
                    case 2 -> List.of(one, "");
                    default -> List.of("", one);
                });
    }

    @Property(tries = 300)
    void findsSameRulesInBothDirections(@ForAll("pairs") Pair pair) {
        Set<String> intoChinese = rules(pair.intoChinese());
        intoChinese.remove(OF_SOURCE);
        Set<String> intoEnglish = rules(pair.intoEnglish());
        intoEnglish.remove(OF_SOURCE);
        assertThat(intoChinese).as("%s", pair).isEqualTo(intoEnglish);
    }

    /** Tests a fault in the English of a translation and the same fault in the Chinese of a translation. */
    @Property(tries = 300)
    void reportsSameFaultInEitherTarget(@ForAll("pairs") Pair pair) {
        assertThat(rules(pair.mirrored().intoChinese())).as("%s", pair).isEqualTo(rules(pair.intoEnglish()));
    }

    @Property(tries = 300)
    void marksTargetIntoChinese(@ForAll("pairs") Pair pair) {
        assertThat(pair.intoChinese())
                .as("%s", pair)
                .allSatisfy(finding ->
                        assertThat(finding.span(TextSpan.Side.TARGET)).isPresent());
    }

    private static Set<String> rules(List<Finding> findings) {
        return findings.stream().map(finding -> finding.rule().id()).collect(Collectors.toCollection(TreeSet::new));
    }
}
