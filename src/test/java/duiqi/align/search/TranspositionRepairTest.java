package duiqi.align.search;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.align.Segments;
import duiqi.text.Language;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TranspositionRepairTest {
    private static final Path GOLD = Path.of("src/test/resources/gold");
    private static final int PARAGRAPH = 6;

    private final Aligner aligner = new Aligner();

    private static final List<String> CHINESE = List.of(
            "老船长每天早上六点把渡船开到对岸。",
            "船上有两个座位是给学生留的。",
            "冬天河水结冰，渡船停开三个月。",
            "那时候人们从冰上走过去。",
            "面包店在市场旁边，门口有一棵老梨树，秋天地上落满黄色的叶子。",
            "店主用木柴烤面包，不用煤，因为煤烟会把面粉的味道弄坏。",
            "星期天她用蜂蜜和核桃做蛋糕，卖给从教堂出来的农民。",
            "孩子们在窗户外面等着，手里拿着铜钱，鼻子贴在玻璃上。");
    private static final List<String> ENGLISH = List.of(
            "Every morning at six the old captain takes the ferry to the other bank.",
            "Two seats on the boat are kept for students.",
            "In winter the river freezes and the ferry stops for three months.",
            "Then people walk across on the ice.",
            "The bakery is beside the market, with an old pear tree at the door and yellow leaves all over the ground"
                    + " in autumn.",
            "The owner bakes her bread with firewood and not with coal, because coal smoke spoils the taste of the"
                    + " flour.",
            "On Sundays she makes a cake with honey and walnuts and sells it to the farmers who come out of church.",
            "The children wait outside the window with copper coins in their hands and their noses against the glass.");

    @Test
    void pairsSwappedParagraphs() {
        List<String> english = new ArrayList<>(ENGLISH);
        Collections.rotate(english, 4);
        List<Bead> beads = Segments.aligned(aligner, CHINESE, english);
        assertThat(Segments.links(beads))
                .containsExactly(
                        "[0]:[4]", "[1]:[5]", "[2]:[6]", "[3]:[7]", "[4]:[0]", "[5]:[1]", "[6]:[2]", "[7]:[3]");
        assertThat(beads).extracting(Bead::probability).allMatch(probability -> probability > 0.5);
    }

    @Test
    void leavesInsertionsAndOmissionsUnpaired() {
        List<String> english = new ArrayList<>(ENGLISH.subList(4, 8));
        english.addAll(List.of(
                "The committee met on Thursday to discuss the budget of the library.",
                "Several members requested for a second reading of the report.",
                "No decision was taken, and the chair closed the session before noon."));
        List<Bead> beads = Segments.aligned(aligner, CHINESE, english);
        assertThat(pairs(beads)).containsExactlyInAnyOrder("[4]:[0]", "[5]:[1]", "[6]:[2]", "[7]:[3]");
        assertThat(beads.stream().filter(Bead::isNull)).hasSize(7);
    }

    private static Set<String> pairs(List<Bead> beads) {
        return new HashSet<>(
                Segments.links(beads.stream().filter(bead -> !bead.isNull()).toList()));
    }

    /** Swaps two paragraphs of the English in each text of six genres. */
    @Test
    void pairsMostSwappedParagraphsOfGoldTexts() throws IOException {
        int kept = 0;
        int all = 0;
        for (GoldText text : GoldText.in(GOLD)) {
            GoldText copy = swapped(text, text.beads().size() / 3);
            Set<String> gold = pairs(copy.beads());
            all += gold.size();
            gold.retainAll(pairs(Segments.beads(aligner.align(copy.chinese(), copy.english()))));
            kept += gold.size();
        }
        assertThat(all).isEqualTo(178);
        assertThat(kept).isGreaterThan(155);
    }

    /** Returns a copy in which the English of six beads from one on follows that of the next six beads. */
    private static GoldText swapped(GoldText text, int bead) {
        List<Integer> first = english(text, bead);
        List<Integer> second = english(text, bead + PARAGRAPH);
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, text.english().segments().size()).boxed().toList());
        Collections.rotate(order.subList(first.get(0), first.get(0) + first.size() + second.size()), second.size());
        List<Segment> segments =
                order.stream().map(text.english().segments()::get).toList();
        List<Bead> beads = text.beads().stream()
                .map(each -> new Bead(
                        each.source(),
                        each.target().stream().map(order::indexOf).sorted().toList(),
                        1))
                .toList();
        return new GoldText(text.name(), text.chinese(), new Text("", Language.ENGLISH, segments), beads);
    }

    private static List<Integer> english(GoldText text, int bead) {
        return text.beads().subList(bead, bead + PARAGRAPH).stream()
                .flatMap(each -> each.target().stream())
                .toList();
    }
}
