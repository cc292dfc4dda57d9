package duiqi.align;

import duiqi.text.Segment;
import duiqi.text.Text;
import java.util.List;

/** Holds two texts in memory. Immutable and thread-safe. */
public final class TextSentences implements Slicer.Sentences {
    private final Text chinese;
    private final Text english;
    private final long[] chineseBefore;
    private final long[] englishBefore;

    public TextSentences(Text chinese, Text english) {
        this.chinese = chinese;
        this.english = english;
        chineseBefore = before(chinese);
        englishBefore = before(english);
    }

    private static long[] before(Text text) {
        long[] before = new long[text.segments().size() + 1];
        for (int k = 1; k < before.length; k++) {
            before[k] = before[k - 1] + text.segments().get(k - 1).text().length();
        }
        return before;
    }

    /** Returns the texts of a slice, for a separate alignment. */
    public TextPair pair(Slicer.Slice slice) {
        return new TextPair(
                new Text(chinese.name(), chinese.language(), chinese(slice.chineseFrom(), slice.chineseEnd())),
                new Text(english.name(), english.language(), english(slice.englishFrom(), slice.englishEnd())));
    }

    @Override
    public int chineseSize() {
        return chinese.segments().size();
    }

    @Override
    public int englishSize() {
        return english.segments().size();
    }

    @Override
    public List<Segment> chinese(int from, int end) {
        return chinese.segments().subList(from, end);
    }

    @Override
    public List<Segment> english(int from, int end) {
        return english.segments().subList(from, end);
    }

    @Override
    public long chineseBefore(int segment) {
        return chineseBefore[segment];
    }

    @Override
    public long englishBefore(int segment) {
        return englishBefore[segment];
    }
}
