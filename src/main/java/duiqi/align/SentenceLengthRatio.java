package duiqi.align;

import java.util.ArrayList;
import java.util.List;

/**
 * How many English characters a translator needs for a Chinese one. The ratio of the whole texts misleads where parts are left
 * out, so the median over stretches between anchors takes its place once there are enough.
 */
final class SentenceLengthRatio {
    private static final int STRETCH = 8;
    private static final int MIN_STRETCHES = 5;

    private SentenceLengthRatio() {}

    static double ofWhole(TokenizedPair pair) {
        return ratio(pair, 0, pair.chineseSize(), 0, pair.englishSize());
    }

    static double between(TokenizedPair pair, List<Anchors.Point> anchors) {
        List<Double> ratios = new ArrayList<>();
        for (int k = 0; k + STRETCH < anchors.size(); k++) {
            Anchors.Point from = anchors.get(k);
            Anchors.Point to = anchors.get(k + STRETCH);
            ratios.add(ratio(pair, from.chinese(), to.chinese(), from.english(), to.english()));
        }
        if (ratios.size() < MIN_STRETCHES) {
            return ofWhole(pair);
        }
        ratios.sort(Double::compare);
        return ratios.get(ratios.size() / 2);
    }

    private static double ratio(TokenizedPair pair, int i, int iEnd, int j, int jEnd) {
        double chinese = 0;
        for (int k = i; k < iEnd; k++) {
            chinese += pair.chineseLength(k);
        }
        double english = 0;
        for (int k = j; k < jEnd; k++) {
            english += pair.englishLength(k);
        }
        return english / chinese;
    }
}
