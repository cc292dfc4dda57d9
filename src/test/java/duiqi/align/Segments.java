package duiqi.align;

import duiqi.align.learn.Translations.TranslationTable;
import duiqi.align.search.PreparedPair;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.ArrayList;
import java.util.List;

/** Creates segments for tests, one sentence a line, and aligns them. */
public final class Segments {
    /** Places with their translations. */
    public static final List<String> PLACES =
            List.of("北京|Beijing", "学校|school", "医院|hospital", "公园|park", "车站|station", "银行|bank");

    private Segments() {}

    public static List<Segment> of(List<String> sentences) {
        List<Segment> segments = new ArrayList<>();
        for (int k = 0; k < sentences.size(); k++) {
            segments.add(new Segment(sentences.get(k), new Location("test", k + 1, 1), k, Paragraph.Kind.TEXT));
        }
        return segments;
    }

    public static Text chinese(List<String> sentences) {
        return new Text("test.zh", Language.CHINESE, of(sentences));
    }

    public static Text english(List<String> sentences) {
        return new Text("test.en", Language.ENGLISH, of(sentences));
    }

    public static TextPair pair(List<String> chinese, List<String> english) {
        return new TextPair(chinese(chinese), english(english));
    }

    public static PreparedPair prepared(List<String> chinese, List<String> english) {
        return PreparedPair.of(Lexicon.standard(), of(chinese), of(english));
    }

    public static List<Bead> aligned(Aligner aligner, List<String> chinese, List<String> english) {
        return beads(aligner.align(pair(chinese, english)));
    }

    public static List<Bead> beads(Aligner.Outcome outcome) {
        return outcome.text().alignment().beads();
    }

    /** Returns beads in short form: {@code [0]:[0, 1]}. */
    public static List<String> links(List<Bead> beads) {
        return beads.stream().map(bead -> bead.source() + ":" + bead.target()).toList();
    }

    /** Returns the entry of the table of characters for a character and a stem, or 0. */
    public static float ratio(PreparedPair pair, String character, String stem, boolean forward) {
        int token = pair.pair().characters().find(character, Token.Kind.WORD);
        int wanted = pair.pair().stems().find(stem, Token.Kind.WORD);
        TranslationTable table = pair.translations().tables().characters();
        int[] stems = table.stems(token);
        for (int k = 0; k < stems.length; k++) {
            if (stems[k] == wanted) {
                return (forward ? table.forward(token) : table.backward(token))[k];
            }
        }
        return 0;
    }
}
