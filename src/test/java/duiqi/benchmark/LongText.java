package duiqi.benchmark;

import duiqi.align.GoldText;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Builds a long text and its translation from pieces of short annotated texts in random order, repeated. The same seed
 * makes the same text.
 *
 * @param chinese the Chinese text
 * @param english the English text
 */
record LongText(Text chinese, Text english) {
    private static final Path GOLD = Path.of("src/test/resources/gold");
    private static final int PIECE = 10;

    /** Number of the paragraph before the first heading. The annotated texts have fewer paragraphs. */
    private static final int HEADINGS = 1_000_000;

    private static final long SEED = 20_261_124;

    /**
     * Builds a text. Each piece begins with a heading that occurs once, so that repeated pieces differ.
     *
     * @param sentences minimum number of sentences of both sides together
     */
    static LongText of(int sentences) throws IOException {
        List<GoldText> pieces = new ArrayList<>();
        for (GoldText text : GoldText.in(GOLD)) {
            pieces.addAll(text.pieces(PIECE));
        }
        Random random = new Random(SEED);
        List<Segment> chinese = new ArrayList<>();
        List<Segment> english = new ArrayList<>();
        int number = 0;
        while (chinese.size() + english.size() < sentences) {
            GoldText piece = pieces.get(random.nextInt(pieces.size()));
            number++;
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
