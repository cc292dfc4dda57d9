package duiqi.align.evidence;

import duiqi.align.Bead;
import duiqi.align.Explanation;
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

/** Explains beads by the evidence that selected them. Its texts may be part of a pool. Not thread-safe. */
public final class BeadExplainer implements Explanation.Explainer {
    /** Smallest ratio to chance of a link; lower ratios give little evidence. */
    private static final double MIN_RATIO = 2;

    /** Smallest share; a smaller one rounds to zero in output. */
    private static final double MIN_SHARE = 0.005;

    private final Lexicon lexicon;
    private final TokenizedPair pair;
    private final int chineseStart;
    private final int englishStart;
    private final PairScores scores;
    private final Scorer scorer;
    private final BeadMatches.Finder matches;

    /**
     * Creates an explainer.
     *
     * @param scores scores of all texts of the pool
     * @param scorer scorer that rescored the beads of the pair
     * @param chineseStart number of the first Chinese segment of these texts in the pool
     * @param englishStart number of the first English segment of these texts in the pool
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
        // Moved passages are outside the band, where no feature was measured for them.
        boolean measured = scores.covers(i, n, j, m);
        List<Explanation.Share> shares = (measured ? scorer.shares(i, n, j, m) : List.<Explanation.Share>of())
                .stream()
                        .filter(share -> Math.abs(share.score()) >= MIN_SHARE)
                        .sorted(Comparator.comparingDouble((Explanation.Share share) -> -Math.abs(share.score())))
                        .toList();
        return new Explanation(links(i, n, j, m), shares);
    }

    /** Returns the links, the strongest first, with each word in at most one link. */
    private List<Explanation.Link> links(int i, int n, int j, int m) {
        BeadMatches found = matches.find(i, n, j, m);
        List<Integer> order = new ArrayList<>();
        for (int k = 0; k < found.size(); k++) {
            if (ratio(found, k) >= MIN_RATIO && isInformative(found, k)) {
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
                        chinese(position(pair.words(), pair::chinese, i, a), found.token(k)),
                        english(position(pair.stems(), pair::english, j, b), found.stem(k)),
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

    /** Returns whether a match is informative. Marks and function words match nearly everywhere. */
    private boolean isInformative(BeadMatches found, int match) {
        TokenView words = pair.words();
        TokenView stems = pair.stems();
        int word = found.token(match);
        int stem = found.stem(match);
        return words.kind(word) != Token.Kind.MARK
                && !FunctionWords.isChinese(words.form(word))
                && !FunctionWords.isEnglish(stems.form(stem));
    }

    /**
     * Locates a token of a bead.
     *
     * @param text text of its segment
     * @param start position of the token in the text
     */
    private record TokenPosition(String text, int start) {}

    private static TokenPosition position(TokenView view, IntFunction<Segment> segments, int segment, int index) {
        int k = segment;
        int before = 0;
        while (index - before >= view.tokens(k).length) {
            before += view.tokens(k).length;
            k++;
        }
        return new TokenPosition(segments.apply(k).text(), view.starts(k)[index - before]);
    }

    private String chinese(TokenPosition place, int token) {
        TokenView words = pair.words();
        String form = words.form(token);
        return words.kind(token) == Token.Kind.NAME
                ? TokenizedPair.NameFinder.characters(lexicon, place.text(), place.start(), form)
                : form;
    }

    /** Returns the word as the text spells it rather than its stem; a number by its value, and a term by its form. */
    private String english(TokenPosition place, int token) {
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
