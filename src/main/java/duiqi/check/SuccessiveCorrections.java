package duiqi.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins corrections of a translation that follow one another into corrections of the original translation. Not
 * thread-safe.
 */
final class SuccessiveCorrections {
    /** The corrections of the original translation, in the order of their places. */
    private List<Correction> all = List.of();

    private String text;

    SuccessiveCorrections(CheckedUnit original) {
        this.text = original.target().text();
    }

    String text() {
        return text;
    }

    List<Correction> all() {
        return all.stream()
                .filter(correction -> !correction.text().equals(correction.words()))
                .toList();
    }

    /**
     * Corrects the corrected translation.
     *
     * @param finding finding in the original translation
     * @param span part of the corrected translation to replace
     */
    void add(Finding finding, TextSpan span, String replacement) {
        List<Correction> joined = new ArrayList<>();
        List<Correction> following = new ArrayList<>();
        int start = span.start();
        int end = span.end();
        int growthBefore = 0;
        int growth = 0;
        for (Correction earlier : all) {
            int from = earlier.span().start() + growth;
            int to = from + earlier.text().length();
            if (!following.isEmpty() || (from >= span.end() && to > span.start())) {
                following.add(earlier);
                continue;
            }
            growth += earlier.text().length() - earlier.words().length();
            if (to <= span.start()) {
                joined.add(earlier);
                growthBefore = growth;
            } else {
                start = Math.min(start, from);
                end = Math.max(end, to);
            }
        }
        String whole = text.substring(start, span.start()) + replacement + text.substring(span.end(), end);
        joined.add(
                new Correction(finding, new TextSpan(TextSpan.Side.TARGET, start - growthBefore, end - growth), whole));
        joined.addAll(following);
        all = joined;
        text = text.substring(0, span.start()) + replacement + text.substring(span.end());
    }
}
