package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class UnitIdsTest {
    private static final DocumentPair DOCUMENTS = new DocumentPair("a.zh.txt", "a.en.txt");

    private static String id(String source, String target, String... texts) {
        return new DocumentPair.UnitIds(new DocumentPair(source, target)).next(texts[0], texts[1]);
    }

    @Test
    void returnsSameIdInEveryVersion() {
        // The expected id is the output of: printf 'a.zh.txt\0a.en.txt\0水\0Water\0' | sha256sum | cut -c 1-16
        assertThat(id("a.zh.txt", "a.en.txt", "水", "Water")).isEqualTo("998fe6a3aa837177");
        assertThat(id("/x/y/a.zh.txt", "C:\\z\\a.en.txt", "水", "Water")).isEqualTo("998fe6a3aa837177");
        assertThat(id("b.zh.txt", "a.en.txt", "水", "Water")).isNotEqualTo("998fe6a3aa837177");
        // Characters that XML forbids do not count.
        assertThat(id("a.zh.txt", "a.en.txt", "\u0000水\uD800", "Water\uFFFE")).isEqualTo("998fe6a3aa837177");
    }

    @Test
    void numbersRepeatedUnits() {
        DocumentPair.UnitIds ids = new DocumentPair.UnitIds(DOCUMENTS);
        String first = ids.next("是。", "Yes.");
        ids.next("不。", "No.");
        assertThat(List.of(ids.next("是。", "Yes."), ids.next("是。", "Yes."))).containsExactly(first + "-2", first + "-3");
    }

    @Property
    void keepsIdsOfOtherUnitsAfterInsertion(@ForAll List<String> texts, @ForAll("newText") String inserted) {
        DocumentPair.UnitIds before = new DocumentPair.UnitIds(DOCUMENTS);
        DocumentPair.UnitIds after = new DocumentPair.UnitIds(DOCUMENTS);
        after.next(inserted, inserted);
        for (String text : texts) {
            assertThat(after.next(text, "t")).isEqualTo(before.next(text, "t"));
        }
    }

    @Provide
    Arbitrary<String> newText() {
        return Arbitraries.strings().alpha().ofMinLength(2);
    }

    @Property
    void fitsOnlyUneditedTexts(@ForAll String source, @ForAll String target) {
        DocumentPair.UnitIds ids = new DocumentPair.UnitIds(DOCUMENTS);
        ids.next(source, target);
        String second = ids.next(source, target);
        assertThat(DocumentPair.UnitIds.fits(second, DOCUMENTS, source, target)).isTrue();
        assertThat(DocumentPair.UnitIds.fits(second, DOCUMENTS, source, target + "!"))
                .isFalse();
    }
}
