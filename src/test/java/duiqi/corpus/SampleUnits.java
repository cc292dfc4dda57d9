package duiqi.corpus;

import duiqi.corpus.stage.CorpusUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Creates units of a corpus. */
public final class SampleUnits {
    private SampleUnits() {}

    /** Creates a probable unit. The number is its id and its position in a document. */
    public static CorpusUnit of(int id, String chinese, String english) {
        return of(id, chinese, english, 0.9);
    }

    public static CorpusUnit of(int id, String chinese, String english, double probability) {
        return in("document", id, chinese, english, probability);
    }

    public static CorpusUnit in(String document, int id, String chinese, String english, double probability) {
        return new CorpusUnit(
                id(id),
                new CorpusUnit.Place(document, List.of(id), List.of(id, id + 1)),
                chinese,
                english,
                "1-2",
                new CorpusUnit.Scores(probability, 0.8),
                Map.of("length", 1.5f),
                Optional.empty());
    }

    static String id(int number) {
        return String.format(Locale.ROOT, "%032x", number);
    }
}
