package duiqi.align.evidence;

import duiqi.align.Bead;
import duiqi.align.Explanation;
import duiqi.align.learn.NameFinder;
import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Explains beads by the evidence that chose them. Its texts may be part of a pool. Not
 * thread-safe.
 */
public final class BeadExplainer implements Explanation.Explainer {
    /** Ratios to chance below this say little. */
    private static final double MIN_RATIO = 2;

    /** Shares below this would not be seen in print. */
    private static final double MIN_SHARE = 0.005;

    private final Lexicon lexicon;
    private final TokenizedPair pair;
    private final int chineseStart;
    private final int englishStart;
    private final PairScores scores;
    private final Scorer scorer;
    private final BeadMatches.Finder matches;

    /**
     * @param scores of all texts of the pool
     * @param scorer what rescored the beads of the pair
     * @param chineseStart number of the first Chinese segment of these texts in the pair
     * @param englishStart likewise
     */
    public BeadExplainer(Lexicon lexicon, PairScores scores, Scorer scorer, int chineseStart, int englishStart) {
        this.lexicon = lexicon;
        this.scores = scores;
        pair = scores.pair();
        this.chineseStart = chineseStart;
        this.englishStart = englishStart;
        this.scorer = scorer;
        matches = new BeadMatches.Finder(pair, pair.words(), scores.tables().words());
    }

    @Override
    public Explanation explain(Bead bead) {
        if (bead.isNull()) {
            return new Explanation(List.of(), List.of());
        }
        int n = bead.source().size();
        int m = bead.target().size();
        int i = chineseStart + bead.source().get(0);
        int j = englishStart + bead.target().get(0);
        // What stands in another place lies outside the band, and no feature was measured for it there.
        boolean measured = scores.covers(i, n, j, m);
        List<Explanation.Share> shares = (measured ? scorer.shares(i, n, j, m) : List.<Explanation.Share>of())
                .stream()
                        .filter(share -> Math.abs(share.score()) >= MIN_SHARE)
                        .sorted(Comparator.comparingDouble((Explanation.Share share) -> -Math.abs(share.score())))
                        .toList();
        return new Explanation(links(i, n, j, m), shares);
    }

    /** Returns the strongest links first, each word in one. */
    private List<Explanation.Link> links(int i, int n, int j, int m) {
        BeadMatches found = matches.find(i, n, j, m);
        List<Integer> order = new ArrayList<>();
        for (int k = 0; k < found.size(); k++) {
            if (ratio(found, k) >= MIN_RATIO && tells(found, k)) {
                order.add(k);
            }
        }
        order.sort(Comparator.comparingDouble((Integer k) -> -ratio(found, k) * found.nearness(k)));
        boolean[] chineseUsed = new boolean[found.chinese().size()];
        boolean[] englishUsed = new boolean[found.english().size()];
        List<Explanation.Link> links = new ArrayList<>();
        for (int k : order) {
            int a = found.chineseIndex()[k];
            int b = found.englishIndex()[k];
            if (!chineseUsed[a] && !englishUsed[b]) {
                chineseUsed[a] = true;
                englishUsed[b] = true;
                links.add(new Explanation.Link(
                        chinese(place(pair.words(), pair::chinese, i, a), found.token(k)),
                        english(place(pair.stems(), pair::english, j, b), found.stem(k)),
                        pair.words().kind(found.token(k)),
                        Math.log(ratio(found, k))));
            }
        }
        return links.stream()
                .distinct()
                .sorted(Comparator.comparingDouble((Explanation.Link link) -> -link.strength()))
                .toList();
    }

    private static double ratio(BeadMatches found, int match) {
        return Math.max(found.forward()[match], found.backward()[match]);
    }

    /** Returns whether a match tells anything: marks and function words match nearly everywhere. */
    private boolean tells(BeadMatches found, int match) {
        TokenView words = pair.words();
        TokenView stems = pair.stems();
        int word = found.token(match);
        int stem = found.stem(match);
        return words.kind(word) != Token.Kind.MARK
                && !FunctionWords.isChinese(words.form(word))
                && !FunctionWords.isEnglish(stems.form(stem));
    }

    /** The segment and the position at which a token of a bead begins. */
    private record Place(String text, int start) {}

    private static Place place(TokenView view, IntFunction<Segment> segments, int segment, int index) {
        int k = segment;
        int before = 0;
        while (index - before >= view.tokens(k).length) {
            before += view.tokens(k).length;
            k++;
        }
        return new Place(segments.apply(k).text(), view.starts(k)[index - before]);
    }

    private String chinese(Place place, int token) {
        TokenView words = pair.words();
        String form = words.form(token);
        return words.kind(token) == Token.Kind.NAME
                ? NameFinder.spelt(lexicon, place.text(), place.start(), form)
                : form;
    }

    /** Returns the word as it stands in the text and not its stem; a number by its value, and a term by its form. */
    private String english(Place place, int token) {
        TokenView stems = pair.stems();
        if (stems.kind(token) != Token.Kind.WORD) {
            return stems.form(token);
        }
        int end = place.start();
        while (end < place.text().length()
                && Character.isLetterOrDigit(place.text().charAt(end))) {
            end++;
        }
        return place.text().substring(place.start(), end);
    }
}
