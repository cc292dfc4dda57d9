package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
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

/** Tests that rules about content that both texts share find the same in both directions of a pair. */
class BothDirectionsTest {
    private static final Set<String> SYMMETRIC =
            Set.of("number-mismatch", "tag-mismatch", "url-mismatch", "misaligned");

    /** Reports only codes of the source, so that the same pair has other findings in the other direction. */
    private static final String OF_SOURCE = "code-mismatch";

    /** Chinese sentences and their English translations, both with one slot. */
    private static final List<List<String>> SENTENCES = List.of(
            List.of("请先打开 %s 再继续。", "Open %s before you continue."),
            List.of("详情请看 %s 的说明。", "See the description of %s for details."),
            List.of("如果没有 %s，程序会停止。", "If %s is missing, the program stops."),
            List.of("他们在 %s 之后关闭了窗口。", "They closed the window after %s."));

    private static List<Finding> findings(String source, String target) {
        return EveryCheck.findings(new Glossary(List.of()), List.of(Units.of(source, target))).stream()
                .filter(finding -> SYMMETRIC.contains(finding.rule().id())
                        || finding.rule().id().equals(OF_SOURCE))
                .toList();
    }

    /** Returns a sentence and the words in its Chinese and English slots: the same, different ones, or none on one side. */
    @Provide
    Arbitrary<List<String>> pairs() {
        Arbitrary<List<String>> words = Arbitraries.oneOf(
                Arbitraries.integers()
                        .between(2, 999)
                        .map(String::valueOf)
                        .list()
                        .ofSize(2),
                Arbitraries.of("https://example.org/a", "https://example.org/b/c.html", "http://example.com/?q=1")
                        .list()
                        .ofSize(2),
                Arbitraries.of("help@example.org", "office@example.com").list().ofSize(2),
                Arbitraries.of("%1$s", "%2$s", "%d", "{0}", "{1}", "{name}", "${folder}")
                        .list()
                        .ofSize(2),
                Arbitraries.of("parse()", "max_size", "row_count", "--output", "--dry-run")
                        .list()
                        .ofSize(2),
                Arbitraries.of("<b>Duiqi</b>", "<i>Duiqi</i>", "<a href=\"a.html\">Duiqi</a>")
                        .list()
                        .ofSize(2));
        return Combinators.combine(
                        Arbitraries.of(SENTENCES), words, Arbitraries.integers().between(0, 3))
                .as((sentence, slot, kind) -> List.of(
                        sentence.get(0),
                        sentence.get(1),
                        kind == 3 ? "" : slot.get(0),
                        kind == 0 ? slot.get(0) : kind == 2 ? "" : slot.get(1)));
    }

    @Property(tries = 400)
    void findsSameInBothDirections(@ForAll("pairs") List<String> pair) {
        List<Finding> intoChinese = findings(filled(pair.get(1), pair.get(3)), filled(pair.get(0), pair.get(2)));
        List<Finding> intoEnglish = findings(filled(pair.get(0), pair.get(2)), filled(pair.get(1), pair.get(3)));
        assertThat(symmetric(intoChinese)).as("%s", pair).isEqualTo(symmetric(intoEnglish));
        List<Finding> mirrored = findings(filled(pair.get(1), pair.get(2)), filled(pair.get(0), pair.get(3)));
        assertThat(rules(mirrored)).as("the same fault, %s", pair).isEqualTo(rules(intoEnglish));
        assertThat(intoChinese)
                .as("%s", pair)
                .allSatisfy(finding ->
                        assertThat(finding.span(TextSpan.Side.TARGET)).isPresent());
    }

    private static String filled(String sentence, String words) {
        return sentence.replace("%s", words).replace("  ", " ");
    }

    private static Set<String> symmetric(List<Finding> findings) {
        Set<String> rules = rules(findings);
        rules.remove(OF_SOURCE);
        return rules;
    }

    private static Set<String> rules(List<Finding> findings) {
        return findings.stream().map(finding -> finding.rule().id()).collect(Collectors.toCollection(TreeSet::new));
    }
}
