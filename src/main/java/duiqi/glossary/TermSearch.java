package duiqi.glossary;

import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds the terms of a glossary in a source, and their translations in the target. Both directions have the same
 * interfaces. Not thread-safe.
 *
 * @param terms the search for terms in the source language
 * @param translations the search for translations in the target language
 */
public record TermSearch(Terms terms, Renderings translations) {
    /** Finds terms in texts of the source language. */
    public interface Terms {
        /**
         * Returns the terms in a text, in order. At each position the longest term wins. A term of several concepts
         * gives one hit for each.
         */
        List<TermMatches.Hit> find(String source);

        /** Returns whether a hit may be another word that only looks like the term. */
        boolean isDoubtful(String source, TermMatches.Hit hit);

        /** Returns whether a target must translate a hit with one of the translations of the glossary. */
        default boolean isDemanding(TermMatches.Hit hit) {
            return true;
        }
    }

    /** Finds translations in texts of the target language. */
    public interface Renderings {
        /**
         * Returns the translations of concepts in a text, in text order. If one is inside another, only the longer one
         * is found.
         */
        List<TermMatches.Match> find(Collection<Glossary.Concept> concepts, String target);

        /**
         * Returns the first allowed translation of a concept that a text contains in a loose form: with other words
         * between its words, or in another order.
         */
        Optional<TermEntry> findLoosely(Glossary.Concept concept, String target);

        /** Returns whether a wrong translation may translate other words of the source. */
        boolean isDoubtful(String target, TermMatches.Match wrong, TermMatches matches);

        /**
         * Returns the wrong translations of a term by finding.
         *
         * @param wrong at least one
         */
        List<List<TermMatches.Match>> byFinding(List<TermMatches.Match> wrong);

        /** Returns whether a target keeps words of the source, as for names and code. */
        boolean keeps(String target, String words);

        /** Returns whether a translation is an acronym, which may follow its full form. */
        boolean isAcronym(TermEntry entry);

        /** Returns whether one translation is a shorter form of the other. */
        boolean isShortForm(TermEntry one, TermEntry other);

        /** Returns whether a text contains an allowed translation of a concept in a loose form. */
        default boolean containsLoosely(Glossary.Concept concept, String target) {
            return findLoosely(concept, target).isPresent();
        }
    }

    /**
     * Creates a search in one direction.
     *
     * @param chinese splits Chinese into words
     * @param english splits English into words
     */
    public static TermSearch of(
            Glossary glossary, Direction direction, Lexicon lexicon, ChineseTokenizer chinese, EnglishWords english) {
        return direction.isIntoChinese()
                ? new TermSearch(
                        new EnglishTerms(glossary, english),
                        new ChineseRenderings(new ChineseTerms(glossary, lexicon), chinese))
                : new TermSearch(
                        new ChineseSource(new ChineseTerms(glossary, lexicon), chinese),
                        new EnglishRenderings(english));
    }

    /** Finds terms in Chinese. A hit is doubtful if a dictionary word overlaps one of its ends. Not thread-safe. */
    private record ChineseSource(ChineseTerms chinese, ChineseTokenizer tokenizer) implements Terms {
        @Override
        public List<TermMatches.Hit> find(String source) {
            return chinese.find(source);
        }

        @Override
        public boolean isDoubtful(String source, TermMatches.Hit hit) {
            return ChineseTerms.isAcrossWords(tokenizer, source, hit.start(), hit.end());
        }
    }

    /** Returns the terms of a source and their translations in the target. */
    public TermMatches find(String source, String target) {
        return TermMatches.of(terms.find(source), target, translations);
    }
}
