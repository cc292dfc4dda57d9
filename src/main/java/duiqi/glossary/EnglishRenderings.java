package duiqi.glossary;

import duiqi.lexicon.EnglishWord;
import duiqi.lexicon.EnglishWords;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the translations of concepts in English text, in any inflection and spelling, with or without hyphens; see
 * {@link WordPattern}. A translation between slashes is a regular expression. Caches prepared translations; not
 * thread-safe.
 */
public final class EnglishRenderings implements TermMatches.TermSearch.Renderings {
    private final EnglishWords english;
    private final IdentityHashMap<TermEntry, WordPattern.Form> prepared = new IdentityHashMap<>();

    public EnglishRenderings(EnglishWords english) {
        this.english = english;
    }

    /**
     * Returns the translations of concepts in a text, in text order. If one is inside another, only the longer one is
     * found: a forbidden word inside an admitted translation does not count, nor does a preferred one inside a
     * forbidden one.
     */
    @Override
    public List<TermMatches.Match> find(Collection<Glossary.Concept> concepts, String text) {
        List<EnglishWord> words = english.of(text);
        BitSet starts = new BitSet();
        starts.set(0, words.size());
        List<TermMatches.Match> all = new ArrayList<>();
        for (Glossary.Concept concept : concepts) {
            for (TermEntry entry : concept.entries()) {
                prepare(entry)
                        .find(text, words, starts, false)
                        .forEach(span -> all.add(new TermMatches.Match(concept, entry, span.start(), span.end())));
            }
        }
        all.sort(Comparator.comparingInt(TermMatches.Match::length)
                .reversed()
                .thenComparing(match -> match.entry().status()));
        // No kept match is inside another, so that the last one at or before a position ends last.
        TreeMap<Integer, List<TermMatches.Match>> kept = new TreeMap<>();
        for (TermMatches.Match match : all) {
            List<TermMatches.Match> before = Optional.ofNullable(kept.floorEntry(match.start()))
                    .map(Map.Entry::getValue)
                    .orElse(List.of());
            if (before.stream().noneMatch(longer -> hides(longer, match))) {
                kept.computeIfAbsent(match.start(), start -> new ArrayList<>(1)).add(match);
            }
        }
        return kept.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Returns whether a longer match hides another. The same words may translate two concepts, but count once for one
     * concept.
     */
    private static boolean hides(TermMatches.Match longer, TermMatches.Match match) {
        boolean isSame = longer.start() == match.start() && longer.end() == match.end();
        return longer.contains(match)
                && (!isSame || longer.concept().id().equals(match.concept().id()));
    }

    @Override
    public Optional<TermEntry> findLoosely(Glossary.Concept concept, String text) {
        List<EnglishWord> words = english.of(text);
        return concept.entries().stream()
                .filter(entry -> entry.status().isAllowed())
                .filter(entry -> prepare(entry).words().containsLoosely(text, words))
                .findFirst();
    }

    @Override
    public boolean refersBack(Glossary.Concept concept, String text) {
        List<EnglishWord> words = english.of(text);
        return concept.entries().stream()
                .filter(entry -> entry.status().isAllowed())
                .anyMatch(entry -> prepare(entry).words().refersBack(words));
    }

    /** Returns false: English has word boundaries. */
    @Override
    public boolean isDoubtful(String text, TermMatches.Match wrong) {
        return false;
    }

    /** Returns a finding for each of them. */
    @Override
    public List<List<TermMatches.Match>> byFinding(List<TermMatches.Match> wrong) {
        return wrong.stream().map(List::of).toList();
    }

    /** Returns false: Chinese in an English text is no translation. */
    @Override
    public boolean keeps(String target, String words) {
        return false;
    }

    @Override
    public boolean isAcronym(TermEntry entry) {
        return entry.details().type().equals("acronym")
                || prepare(entry).words().isAcronym();
    }

    /**
     * Returns whether one translation is a shorter form of the other in the same words, as {@code the Academy} is of
     * {@code Academy of Sciences}. A short form after the full form is consistent.
     */
    @Override
    public boolean isShortForm(TermEntry one, TermEntry other) {
        return prepare(one).words().isWithin(prepare(other).words())
                || prepare(other).words().isWithin(prepare(one).words());
    }

    private WordPattern.Form prepare(TermEntry entry) {
        return prepared.computeIfAbsent(entry, one -> WordPattern.Form.of(one.english(), english));
    }
}
