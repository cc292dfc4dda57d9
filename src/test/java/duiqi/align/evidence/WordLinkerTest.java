package duiqi.align.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.WordLinks;
import duiqi.align.WordLinks.Place;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordLinkerTest {
    private static WordLinks link(String chinese, String english) {
        return WordLinks.of(Lexicon.standard(), List.of(chinese), List.of(english), List.of());
    }

    private static List<String> links(String chinese, String english) {
        return link(chinese, english).links().stream()
                .map(link -> text(chinese, link.chinese()) + "=" + text(english, link.english()))
                .toList();
    }

    private static String text(String text, List<Place> places) {
        return places.stream()
                .map(place -> text.substring(place.start(), place.end()))
                .collect(Collectors.joining("+"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              增长了百分之二十，达到1.2亿。 | It grew by 20 percent to 120 million. | 百分之二十=20 percent/1.2亿=120 million
              试验设计和参与者 | trial design and participants | 试验=trial/设计=design/参与者=participants
              改革开放。 | Reform and opening up. | 改革开放=Reform+opening
            """)
    void linksNumbersAndWords(String chinese, String english, String links) {
        assertThat(links(chinese, english)).contains(links.split("/"));
        assertThat(links("有36,000人。", "There are 35,000 people.")).doesNotContain("36,000=35,000");
    }

    @Test
    void linksNamesOnlyIfTheyAreNoOrdinaryFirstWords() {
        WordLinks found = link("佩珍走了。", "Peizhen left.");
        assertThat(found.links()).anyMatch(link -> link.kind() == Token.Kind.NAME);
        assertThat(links("我们盼他来。", "Pan the camera to the left.")).noneMatch(link -> link.endsWith("Pan"));
    }

    @Test
    void keepsKnownLinks() {
        WordLinks.Link known =
                new WordLinks.Link(List.of(new Place(0, 0, 3)), List.of(new Place(0, 0, 4)), Token.Kind.TERM, 1);
        WordLinks found =
                WordLinks.of(Lexicon.standard(), List.of("气象站很高。"), List.of("Tall weather station."), List.of(known));
        assertThat(found.links()).first().isEqualTo(known);
        assertThat(found.links().stream().flatMap(link -> link.chinese().stream()))
                .filteredOn(place -> place.start() < 3)
                .hasSize(1);
    }

    /** Checks that characters outside the basic plane and empty texts do no harm. */
    @Test
    void acceptsUnusualTexts() {
        assertThat(links("𠀀𠀁 😀", "😀 \ud800 x")).isEmpty();
        assertThat(links("", "")).isEmpty();
        assertThat(link("...", "?!").chineseLeft()).isEmpty();
    }
}
