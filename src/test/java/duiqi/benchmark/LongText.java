package duiqi.benchmark;

import duiqi.align.GoldText;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Builds a text and its translation from pieces of annotated texts in random order, repeated.
 *
 * @param chinese the Chinese text
 * @param english the English text
 */
record LongText(Text chinese, Text english) {
    private static final int PIECE = 10;

    /** Number of the paragraph before the first heading. The annotated texts have fewer paragraphs. */
    private static final int HEADINGS = 1_000_000;

    /**
     * Builds a text. Each piece begins with a heading that occurs once, so that repeated pieces differ.
     *
     * @param sentences minimum number of sentences of both sides together
     */
    static LongText of(List<GoldText> texts, int sentences, Random random) {
        List<GoldText> pieces =
                texts.stream().flatMap(text -> text.pieces(PIECE).stream()).toList();
        List<Segment> chinese = new ArrayList<>();
        List<Segment> english = new ArrayList<>();
        for (int number = 1; chinese.size() + english.size() < sentences; number++) {
            GoldText piece = pieces.get(random.nextInt(pieces.size()));
            chinese.add(heading("第" + number + "节", number));
            english.add(heading("Section " + number, number));
            chinese.addAll(piece.chinese().segments());
            english.addAll(piece.english().segments());
        }
        return new LongText(
                new Text("long.zh", Language.CHINESE, chinese), new Text("long.en", Language.ENGLISH, english));
    }

    private static Segment heading(String text, int number) {
        return new Segment(text, new Location("long", 1, 1), HEADINGS + number, Paragraph.Kind.HEADING);
    }
}
