package duiqi.align;

import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.List;

/** Holds a short text and its translation with every kind of bead and with characters that formats must escape. */
public final class SampleText {
    static final Text CHINESE =
            text("docs/garden.zh.txt", Language.CHINESE, "小园记", "春天来了。", "花开了，鸟也来了。", "园丁说：“别\t急。”", "没有人回答。", "他笑了笑。");
    static final Text ENGLISH = text(
            "docs/garden.en.txt",
            Language.ENGLISH,
            "A Small Garden",
            "Spring came.",
            "The flowers opened.",
            "So did the birds <all & sundry>.",
            "(Translated from memory.)",
            "The gardener said, \"Do not hurry,\"\nand smiled.");

    public static final ParallelText PAIR = new ParallelText(
            CHINESE,
            ENGLISH,
            new Alignment(
                    6,
                    6,
                    List.of(
                            new Bead(List.of(0), List.of(0), 1),
                            new Bead(List.of(1), List.of(1), 0.98765),
                            new Bead(List.of(2), List.of(2, 3), 0.75),
                            new Bead(List.of(), List.of(4), 0.6),
                            new Bead(List.of(4), List.of(), 0.5),
                            new Bead(List.of(3, 5), List.of(5), 0.03125))));

    private SampleText() {}

    static Text text(String name, Language language, String... sentences) {
        List<Segment> segments = new ArrayList<>();
        for (String sentence : sentences) {
            int line = segments.size() + 1;
            segments.add(new Segment(sentence, new Location(name, line, 1), line - 1, Paragraph.Kind.TEXT));
        }
        return new Text(name, language, segments);
    }
}
