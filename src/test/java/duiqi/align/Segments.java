package duiqi.align;

import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Creates segments for tests, one sentence a line. */
public final class Segments {
    private Segments() {}

    public static List<Segment> of(List<String> sentences) {
        List<Segment> segments = new ArrayList<>();
        for (int k = 0; k < sentences.size(); k++) {
            segments.add(new Segment(sentences.get(k), new Location("test", k + 1, 1), k, Paragraph.Kind.TEXT));
        }
        return segments;
    }

    public static List<Segment> of(Path file) throws IOException {
        return of(Files.readAllLines(file));
    }

    public static Text chinese(List<String> sentences) {
        return new Text("test.zh", Language.CHINESE, of(sentences));
    }

    public static Text english(List<String> sentences) {
        return new Text("test.en", Language.ENGLISH, of(sentences));
    }
}
