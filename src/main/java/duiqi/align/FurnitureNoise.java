package duiqi.align;

import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.List;
import java.util.Random;

/**
 * Running titles, page numbers, both in one line, and notes, stand between the beads of one side, drawn by lot, as where a page was read line
 * by line. They come at about even distances and number the share times the sentences that were there.
 */
final class FurnitureNoise implements Distortion {
    private static final List<String> CHINESE_TITLES = List.of("往事与新篇　%d", "第%d页", "%d　卷上", "文稿选编 · %d", "%d", "往事与新篇");
    private static final List<String> ENGLISH_TITLES = List.of(
            "Things Past and Things New   %d",
            "Page %d", "%d   VOLUME ONE", "SELECTED PAPERS · %d", "%d", "Things Past and Things New");

    private static final List<String> CHINESE_NOTES = List.of(
            "[%d] 参见本书附录二的年表。",
            "[%d] 此处据初版排印，后出各本略有改动。", "[%d] 原稿存县档案馆，编号不详。", "[%d] 同上，第三章。", "[%d] 这个说法流传很广，出处已无从查考。", "[%d] 一说为次年春天。");
    private static final List<String> ENGLISH_NOTES = List.of(
            "[%d] See the chronology in Appendix II.",
            "[%d] Printed here from the first edition; later ones differ slightly.",
            "[%d] The manuscript is kept in the county archive, shelf mark unknown.",
            "[%d] Ibid., chapter three.",
            "[%d] The saying is widely known, but its origin can no longer be traced.",
            "[%d] According to others, in the spring of the following year.");

    @Override
    public void distort(GoldDraft draft, double share, List<GoldText> others, Random random) {
        Side side = Side.drawn(random);
        String title = drawn(side == Side.CHINESE ? CHINESE_TITLES : ENGLISH_TITLES, random);
        List<String> notes = side == Side.CHINESE ? CHINESE_NOTES : ENGLISH_NOTES;
        int size = draft.sentences(side).size();
        int page = 2 + random.nextInt(200);
        int note = 1;
        int shift = 0;
        double next = interval(share, random);
        for (int place = 1; place <= size; place++) {
            if (place < next || draft.cutsBead(side, place + shift)) {
                continue;
            }
            String line = random.nextBoolean() ? numbered(title, page++) : numbered(drawn(notes, random), note++);
            draft.insert(side, place + shift, List.of(segment(line, shift)));
            shift++;
            next += interval(share, random);
        }
    }

    /** Sentences between two lines: half to one and a half times what the share asks for. */
    private static double interval(double share, Random random) {
        return (0.5 + random.nextDouble()) / share;
    }

    private static String drawn(List<String> forms, Random random) {
        return forms.get(random.nextInt(forms.size()));
    }

    private static String numbered(String form, int number) {
        return form.replace("%d", Integer.toString(number));
    }

    private static Segment segment(String line, int paragraph) {
        return new Segment(line, new Location("furniture", paragraph + 1, 1), paragraph, Paragraph.Kind.TEXT);
    }
}
