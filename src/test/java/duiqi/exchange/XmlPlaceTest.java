package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Compares the locations in long segments, which use marks, with those of a walk from the start. */
class XmlPlaceTest {
    private static final Location START = new Location("a.tmx", 3, 7);
    private static final String[] TEXTS = {"a", "研", "\n", "\r\n", "\r", "&amp;", "&#x1F600;", "&#65;", "😀"};
    private static final String[] TAGS = {"<x/>", "<ph>b\n</ph>", "<g id=\"1\">", "</g>"};

    @RepeatedTest(20)
    void returnsSameLocationAsWalkFromStart(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        StringBuilder xml = new StringBuilder();
        List<Integer> indices = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < 9_000; i++) {
            if (random.nextInt(4) == 0) {
                xml.append(TAGS[random.nextInt(TAGS.length)]);
                continue;
            }
            String text = TEXTS[random.nextInt(TEXTS.length)];
            indices.add(xml.length());
            offsets.add(offset);
            xml.append(text);
            offset += text.startsWith("&") ? (text.length() > 6 ? 2 : 1) : text.length();
        }
        XmlPlace place = new XmlPlace(START, xml.toString());
        for (int i = random.nextInt(50); i < indices.size(); i += 1 + random.nextInt(100)) {
            // A text that is no String has no marks.
            Location location = START.after(xml, 0, indices.get(i));
            assertThat(place.at(offsets.get(i))).as("character %d", i).isEqualTo(location);
        }
    }
}
