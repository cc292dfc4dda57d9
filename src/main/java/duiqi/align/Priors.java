package duiqi.align;

import duiqi.lexicon.Lexicon;

/**
 * What is known of the words of a pair of texts before they teach anything themselves.
 *
 * @param words probabilities of words by the lexicon and by what a corpus has taught
 * @param characters the same of characters
 * @param lexicalWords ratios of words by the lexicon alone, which does not favour any pair of texts
 */
record Priors(TranslationProbabilities words, TranslationProbabilities characters, TranslationTable lexicalWords) {
    static Priors of(Lexicon lexicon, TokenizedPair pair, CorpusTables tables) {
        LexicalPrior lexical = new LexicalPrior(lexicon, pair);
        TranslationProbabilities words = lexical.words();
        TranslationProbabilities characters = lexical.characters();
        TranslationTable lexicalWords = new TranslationTable(
                words, pair.words().background(), pair.stems().background());
        if (tables.isEmpty()) {
            return new Priors(words, characters, lexicalWords);
        }
        SelfTrainedPrior taught = new SelfTrainedPrior(tables, pair);
        return new Priors(taught.words(words), taught.characters(characters), lexicalWords);
    }
}
