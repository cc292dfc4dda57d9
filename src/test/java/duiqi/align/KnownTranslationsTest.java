package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.learn.SharedTokens;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KnownTranslationsTest {
    private static final Lexicon LEXICON = Lexicon.standard();

    /**
     * Words that no dictionary contains. Only the known translations show which Chinese sentence has no translation.
     */
    private static final List<String> CHINESE = List.of("乌鲁兹。", "格布拉克。", "蒂菲诺。", "曼索卡。", "佩利顿。");

    private static final List<String> ENGLISH = List.of("Brindlewick.", "Quorbent.", "Fenwhistle.", "Doverale.");

    private static final List<String> FIRST_LEFT_OUT = List.of("[1]:[0]", "[2]:[1]", "[3]:[2]", "[4]:[3]");
    private static final List<String> LAST_LEFT_OUT = List.of("[0]:[0]", "[1]:[1]", "[2]:[2]", "[3]:[3]");

    private static List<String> align(KnownTranslations known, List<String> chinese, List<String> english) {
        Aligner aligner =
                new Aligner(LEXICON, AlignmentWeights.standard(), Bead.Shapes.upTo(new Bead.Type(1, 1)), known);
        return Segments.links(Segments.aligned(aligner, chinese, english).stream()
                .filter(bead -> !bead.isNull())
                .toList());
    }

    private static KnownTranslations terms(String... forms) {
        return new KnownTranslations(pairs(forms), List.of());
    }

    private static List<KnownTranslations.Pair> pairs(String... forms) {
        return IntStream.range(0, forms.length / 2)
                .mapToObj(k -> new KnownTranslations.Pair(forms[2 * k], forms[2 * k + 1]))
                .toList();
    }

    /** Tests that known translations show which Chinese sentence has no translation. */
    @Test
    void pairsUnknownWordsByTermsAndSentences() {
        assertThat(align(
                        terms("格布拉克", "brindlewick", "蒂菲诺", "quorbent", "曼索卡", "fenwhistle", "佩利頓", "doverale"),
                        CHINESE,
                        ENGLISH))
                .isEqualTo(FIRST_LEFT_OUT);
        assertThat(align(
                        terms("乌鲁兹", "brindlewick", "格布拉克", "quorbent", "蒂菲諾", "fenwhistle", "曼索卡", "doverale"),
                        CHINESE,
                        ENGLISH))
                .isEqualTo(LAST_LEFT_OUT);
        List<KnownTranslations.Pair> first =
                pairs("格布拉克。", "Brindlewick.", "蒂菲诺。", "QUORBENT.", " 曼索卡。", "Fenwhistle. ", "佩利顿。", "Doverale.");
        assertThat(align(new KnownTranslations(List.of(), first), CHINESE, ENGLISH))
                .isEqualTo(FIRST_LEFT_OUT);
    }

    /** Comparing every term with every word would take a thousand million steps for each side. */
    @Test
    @Timeout(60)
    void findsTermsAmongThousandsThatBeginWithTheSameWord() {
        String[] forms = IntStream.range(0, 40_000)
                .mapToObj(k -> (k % 2 == 0 ? "布" + Character.toString('一' + k / 2) : "quorbent w" + k))
                .toArray(String[]::new);
        assertThat(found(terms(forms), List.of("布".repeat(39_999) + "一"), List.of("quorbent ".repeat(40_000) + "w1")))
                .allSatisfy(tokens -> assertThat(tokens).extracting(Token::form).containsExactly("布一"))
                .hasSize(2);
    }

    private static List<List<Token>> found(KnownTranslations known, List<String> chinese, List<String> english) {
        SharedTokens shared = new SharedTokens(chinese.size(), english.size());
        EnglishTokenizer tokenizer = new EnglishTokenizer();
        new SharedTokens.TermFinder(LEXICON, tokenizer, known.terms())
                .addTo(
                        shared,
                        Segments.of(chinese),
                        english.stream().map(tokenizer::tokens).toList());
        new SharedTokens.SentenceFinder(LEXICON, known.sentences())
                .addTo(shared, Segments.of(chinese), Segments.of(english));
        return Stream.concat(
                        IntStream.range(0, chinese.size()).mapToObj(shared::chinese),
                        IntStream.range(0, english.size()).mapToObj(shared::english))
                .toList();
    }

    private static Token term(String form, int start) {
        return new Token(form, start, Token.Kind.TERM);
    }

    @Test
    void findsATermOnlyIfAllItsWordsOccur() {
        KnownTranslations known = terms("基础研究", "basic research", "研究", "research", "研究", "study", "水闸", "sluice");
        assertThat(found(
                        known,
                        List.of("我們做基礎研究。", "他研究水闸。"),
                        List.of("Basic Research is what we do.", "Research is basic.", "He studies it.")))
                .containsExactly(
                        List.of(term("基础研究", 3)),
                        List.of(term("研究", 1)),
                        List.of(term("基础研究", 0)),
                        List.of(term("研究", 0)),
                        List.of(term("研究", 3)));
    }

    @Test
    void findsAKnownSentenceInSeveralSegments() {
        KnownTranslations known = new KnownTranslations(List.of(), pairs("水来了。火灭了。", "Water came; the fire went out."));
        List<List<Token>> found =
                found(known, List.of("风。", "水来了。", "火灭了。"), List.of("Wind.", "Water came;", "the fire went out."));
        assertThat(found).extracting(List::isEmpty).containsExactly(true, false, false, true, false, false);
        assertThat(found.get(1)).contains(term("水来了。火灭了。", 0)).isEqualTo(found.get(4));
        assertThat(found(known, List.of("水来了。", "火灭了。"), List.of("Water came;")))
                .allMatch(List::isEmpty);
    }
}
