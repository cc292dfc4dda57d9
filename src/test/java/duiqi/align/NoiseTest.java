package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class NoiseTest {
    private static final Path GOLD = Path.of("src/test/resources/gold");

    /**
     * Returns an invented gold text with beads of the given types. Sentences contain their number.
     */
    private static GoldText gold(String name, List<Bead.Type> types) {
        List<Bead> beads = new ArrayList<>();
        List<String> chinese = new ArrayList<>();
        List<String> english = new ArrayList<>();
        for (Bead.Type type : types) {
            List<Integer> source = new ArrayList<>();
            for (int k = 0; k < type.sources(); k++) {
                source.add(chinese.size());
                chinese.add(name + "第" + chinese.size() + "句说了这样一件事情，后来又说了另外一件事情。");
            }
            List<Integer> target = new ArrayList<>();
            for (int k = 0; k < type.targets(); k++) {
                target.add(english.size());
                english.add("Sentence " + english.size() + " of " + name
                        + " says a thing, and then it says another thing.");
            }
            beads.add(new Bead(source, target, 1));
        }
        return new GoldText(name, Segments.chinese(chinese), Segments.english(english), beads);
    }

    @Provide
    Arbitrary<GoldText> golds() {
        Arbitrary<Bead.Type> types = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3))
                .filter((n, m) -> n + m > 0)
                .as(Bead.Type::new);
        return types.list().ofMinSize(1).ofMaxSize(60).map(list -> gold("text", list));
    }

    /** Returns a copy, whose alignment throws if a bead has missing segments or a segment has no bead. */
    private static GoldText copy(GoldText text, Noise.Kind kind, double share, int number) {
        GoldText copy = new Noise(kind, share).copy(text, number);
        new Alignment(
                copy.chinese().segments().size(), copy.english().segments().size(), copy.beads());
        return copy;
    }

    /** Returns the words of the beads, in order within a bead. */
    private static Set<List<String>> words(GoldText text) {
        Set<List<String>> words = new HashSet<>();
        for (Bead bead : text.beads()) {
            words.add(List.of(text.chinese().join(bead.source()), text.english().join(bead.target())));
        }
        return words;
    }

    @Property(tries = 200)
    void keepsSentencesWithoutNoise(
            @ForAll("golds") GoldText text,
            @ForAll Noise.Kind kind,
            @ForAll @DoubleRange(min = 0.01, max = 0.9) double share) {
        Set<List<String>> before = words(text);
        Set<List<String>> after = words(copy(text, kind, share, 0));
        switch (kind) {
            case FURNITURE -> assertThat(after).containsAll(before);
            case OMISSIONS, SINGLE_OMISSIONS -> assertThat(pairs(before)).containsAll(pairs(after));
            case PARAGRAPHS -> assertThat(sentences(after)).isPositive().isLessThanOrEqualTo(sentences(before));
        }
    }

    private static int sentences(Set<List<String>> beads) {
        return beads.toString().split("第|Sentence").length;
    }

    private static Set<List<String>> pairs(Set<List<String>> beads) {
        return beads.stream()
                .filter(bead -> bead.stream().noneMatch(String::isEmpty))
                .collect(Collectors.toSet());
    }

    /** Checks that copies do not change, since researchers must be able to reproduce them. */
    @Test
    void makesTheExpectedCopies() throws IOException {
        List<GoldText> texts = GoldText.in(GOLD);
        StringBuilder copies = new StringBuilder();
        for (Noise.Kind kind : Noise.Kind.values()) {
            GoldText copy = new Noise(kind, 0.3).copy(texts.get(1), 0);
            copies.append(copy.name().replaceFirst(".*[/\\\\]", "")).append('\n');
            for (Bead bead : copy.beads()) {
                String words = copy.chinese().join(bead.source()) + " = "
                        + copy.english().join(bead.target());
                copies.append(bead.source() + ":" + bead.target() + " " + words.strip() + "\n");
            }
        }
        assertThat(copies).hasToString(Files.readString(Path.of("src/test/resources/golden/noise/fiction.txt")));
    }
}
