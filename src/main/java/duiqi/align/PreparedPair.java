package duiqi.align;

import duiqi.bitext.Segment;
import duiqi.lexicon.Lexicon;
import java.util.List;

/**
 * Two texts with all that is computed once before the search: tokens, translation tables, anchors, and the band around them.
 * Immutable.
 *
 * @param expansion English characters to expect for a Chinese one
 */
record PreparedPair(
        TokenizedPair pair,
        TranslationTable words,
        TranslationTable characters,
        List<Anchors.Point> anchors,
        double expansion,
        Band band) {

    /** Segments to each side of the steps between anchors; no gold bead of the development sets lies outside. */
    private static final int MARGIN = 10;

    PreparedPair {
        anchors = List.copyOf(anchors);
    }

    static PreparedPair of(Lexicon lexicon, List<Segment> chinese, List<Segment> english) {
        TokenizedPair pair = new TokenizedPair(lexicon, chinese, english);
        LexicalPrior prior = new LexicalPrior(lexicon, pair);
        TranslationTable words = prior.words();
        TranslationTable characters = prior.characters();
        List<Anchors.Point> anchors = new Anchors(pair, words, characters, Expansion.ofWhole(pair)).find();
        return new PreparedPair(
                pair,
                words,
                characters,
                anchors,
                Expansion.between(pair, anchors),
                Band.around(anchors, chinese.size(), english.size(), MARGIN));
    }

    PairScores scores() {
        return new PairScores(pair, band, words, characters);
    }
}
