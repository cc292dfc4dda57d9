package duiqi.check;

import duiqi.glossary.Glossary;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.List;

/** All checks, in the order of the README. */
public final class Checks {
    private Checks() {}

    /**
     * The checks, made anew for a run.
     *
     * @param glossary the terms
     * @param lexicon says which words render which
     */
    static List<Check> all(Glossary glossary, Lexicon lexicon) {
        EnglishWords words = new EnglishWords();
        return List.of(
                new DoubledRendering(glossary, lexicon, words),
                new DoubledWord(lexicon, words),
                new Untranslated(),
                new SourceResidue(lexicon),
                new Punctuation(),
                new TagMismatch(),
                new UrlMismatch(),
                new NameMismatch(lexicon),
                new SameSource(lexicon, words),
                new PairStrength(lexicon));
    }

    /** All rules. */
    public static List<Rule> rules() {
        return all(new Glossary(List.of()), Lexicon.standard()).stream()
                .flatMap(check -> check.rules().stream())
                .toList();
    }
}
