package duiqi.check;

import duiqi.glossary.ChineseTerms;
import duiqi.glossary.EnglishRenderings;
import duiqi.glossary.Glossary;
import duiqi.glossary.PhraseMemory;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.List;
import java.util.Optional;

/**
 * What a glossary says of phrases that are rendered otherwise than mostly: what it allows, word for word, is no drift. What it does
 * not allow, or only in another shape, is.
 */
final class AllowedDrift {
    private final List<Glossary.Concept> concepts;
    private final ChineseTerms terms;
    private final EnglishRenderings renderings;
    private final Lexicon lexicon;

    AllowedDrift(Glossary glossary, Lexicon lexicon, EnglishWords english) {
        this.concepts = glossary.concepts();
        this.terms = new ChineseTerms(glossary, lexicon);
        this.renderings = new EnglishRenderings(english);
        this.lexicon = lexicon;
    }

    /** The concepts of the glossary that say how the word that differs is rendered in a unit. */
    List<Glossary.Concept> concepts(PhraseMemory.TermInconsistency drift, CheckedUnit unit) {
        if (drift.sourceEnd() == drift.sourceStart()) {
            return concepts.stream()
                    .filter(concept -> concept.chinese().stream().anyMatch(term -> speaksOf(term, drift)))
                    .toList();
        }
        return terms.find(unit.chinese()).stream()
                .filter(hit -> hit.start() < drift.sourceEnd() && drift.sourceStart() < hit.end())
                .filter(hit -> speaksOf(hit.term(), drift))
                .map(ChineseTerms.Hit::concept)
                .distinct()
                .toList();
    }

    private boolean speaksOf(String term, PhraseMemory.TermInconsistency drift) {
        String simplified = lexicon.simplify(term);
        return simplified.contains(drift.phrase())
                || (drift.phrase().contains(simplified) && simplified.contains(drift.word()));
    }

    /** Whether the words that differ are, or are part of, a rendering that one of the concepts allows. */
    boolean isAllowed(List<Glossary.Concept> concepts, PhraseMemory.TermInconsistency drift, CheckedUnit unit) {
        return renderings.find(concepts, unit.english()).stream()
                .filter(match -> match.entry().status().isAllowed())
                .anyMatch(match ->
                        match.start() < drift.other().end() && drift.other().start() < match.end());
    }

    /** Whether a rendering has words that one of the concepts does not allow. */
    boolean isWrong(List<Glossary.Concept> concepts, String rendering) {
        return renderings.find(concepts, rendering).stream()
                .anyMatch(match -> !match.entry().status().isAllowed());
    }

    /** What the glossary would write for the phrase, if it has the whole of it. */
    Optional<List<String>> suggestions(PhraseMemory.TermInconsistency drift) {
        return concepts.stream()
                .filter(concept -> concept.chinese().stream()
                        .anyMatch(term -> lexicon.simplify(term).equals(drift.phrase())))
                .findFirst()
                .map(TermCheck::suggestions);
    }
}
