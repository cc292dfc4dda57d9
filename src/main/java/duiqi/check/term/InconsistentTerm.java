package duiqi.check.term;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.glossary.ChineseTerms;
import duiqi.glossary.EnglishRenderings;
import duiqi.glossary.Glossary;
import duiqi.glossary.PhraseMemory;
import duiqi.glossary.TermMatches;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds inconsistent translations that no glossary term covers: quoted titles in both directions, and recurring Chinese
 * phrases with different English.
 *
 * <p>Units with the same texts count once, so that a repeated unit does not make its translation the usual one. Lines of a
 * list may differ only in their digits: duiqi compares a few of them, and reports the findings for all.
 * Translations that the glossary allows are not reported. Keeps all units until the end.
 */
public final class InconsistentTerm implements Check {
    /** Number of texts compared that differ only in their digits; more bring no other words. */
    private static final int MAX_SAME_WORDS = 8;

    private final Lexicon lexicon;
    private final Set<String> terms;
    private final AllowedDrift allowed;
    private final List<CheckedUnit> units = new ArrayList<>();

    public InconsistentTerm(Glossary glossary, Lexicon lexicon, EnglishWords english) {
        this.lexicon = lexicon;
        this.allowed = new AllowedDrift(glossary, lexicon, english);
        this.terms = glossary.entries().stream()
                .flatMap(entry -> Stream.of(entry.chinese(), entry.english()))
                .map(lexicon::simplify)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<Rule> rules() {
        return List.of(TermCheck.INCONSISTENT);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (!unit.target().text().isEmpty()) {
            units.add(unit);
        }
        return List.of();
    }

    @Override
    public List<Finding> finish() {
        units.sort(CheckedUnit.BY_PLACE.thenComparing(CheckedUnit::chinese).thenComparing(CheckedUnit::english));
        Map<Boolean, InconsistentTitle> titles = new TreeMap<>();
        Map<List<String>, List<CheckedUnit>> byTexts = new LinkedHashMap<>();
        for (CheckedUnit unit : units) {
            titles.computeIfAbsent(unit.isIntoChinese(), into -> new InconsistentTitle(lexicon, into))
                    .add(unit);
            if (!unit.isIntoChinese()) {
                byTexts.computeIfAbsent(List.of(unit.chinese(), unit.english()), texts -> new ArrayList<>())
                        .add(unit);
            }
        }
        List<Finding> findings = new ArrayList<>();
        titles.values().stream()
                .flatMap(one -> one.findings().stream())
                .filter(finding -> !terms.contains(lexicon.simplify(finding.term())))
                .forEach(findings::add);
        List<List<CheckedUnit>> same = withSameWords(byTexts.values());
        PhraseMemory memory = new PhraseMemory(lexicon);
        same.forEach(copies -> memory.add(copies.get(0).chinese(), copies.get(0).english()));
        for (PhraseMemory.TermInconsistency drift : memory.drifts()) {
            CheckedUnit first = same.get(drift.other().unit()).get(0);
            List<Glossary.Concept> concepts = allowed.concepts(drift, first);
            if (!allowed.isAllowed(concepts, drift, first)
                    && !InconsistentTitle.Quotations.isInside(
                            first.english(),
                            drift.other().start(),
                            drift.other().end())) {
                same.get(drift.other().unit()).forEach(unit -> findings.add(finding(drift, unit, same, concepts)));
            }
        }
        return findings;
    }

    /**
     * Returns the copies of each text. The copies of the last text compared include all further texts with the same
     * words. The numbers of these texts have the same lengths, so that the places are the same.
     */
    private static List<List<CheckedUnit>> withSameWords(Collection<List<CheckedUnit>> byTexts) {
        List<List<CheckedUnit>> compared = new ArrayList<>();
        Map<List<String>, Deque<List<CheckedUnit>>> byWords = new HashMap<>();
        for (List<CheckedUnit> copies : byTexts) {
            CheckedUnit first = copies.get(0);
            Deque<List<CheckedUnit>> texts = byWords.computeIfAbsent(
                    List.of(withoutDigits(first.chinese()), withoutDigits(first.english())),
                    words -> new ArrayDeque<>());
            if (texts.size() < MAX_SAME_WORDS) {
                texts.add(copies);
                compared.add(copies);
            } else {
                texts.getLast().addAll(copies);
            }
        }
        return compared;
    }

    /** Replaces every digit by 0. */
    private static String withoutDigits(String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = Character.isDigit(characters[i]) ? '0' : characters[i];
        }
        return new String(characters);
    }

    private static String written(PhraseMemory.TermInconsistency drift, CheckedUnit unit) {
        return unit.english().substring(drift.other().start(), drift.other().end());
    }

    private Finding finding(
            PhraseMemory.TermInconsistency drift,
            CheckedUnit unit,
            List<List<CheckedUnit>> same,
            List<Glossary.Concept> concepts) {
        PhraseMemory.Rendered usual = drift.usual();
        CheckedUnit model = same.get(usual.unit()).get(0);
        String rendering = model.english().substring(usual.start(), usual.end());
        String share = drift.usualUnits() > 1 ? " in " + drift.usualUnits() + " units, for example at " : " at ";
        Finding finding = Finding.of(
                        TermCheck.INCONSISTENT,
                        unit,
                        drift.phrase() + " is translated as " + Finding.quoted(written(drift, unit)) + " here, but as "
                                + Finding.quoted(rendering) + share
                                + model.location(usual.start()))
                .about(drift.phrase())
                .inEnglish(drift.other().start(), drift.other().end())
                .suggesting(allowed.suggestions(drift)
                        .orElseGet(() -> Stream.of(rendering)
                                .filter(text -> usual.isPure() && !allowed.isWrong(concepts, text))
                                .toList()));
        boolean isCertain = drift.isCertain() || !concepts.isEmpty();
        return finding.inChinese(drift.sourceStart(), drift.sourceEnd())
                .as(isCertain ? finding.severity() : Severity.NOTE);
    }

    /**
     * Compares inconsistent translations with the glossary. A difference that the glossary allows word for word is not
     * reported. A difference that it does not allow, or allows only in another form, is reported.
     */
    private static final class AllowedDrift {
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

        /** Returns the glossary concepts that cover the differing word in a unit. */
        List<Glossary.Concept> concepts(PhraseMemory.TermInconsistency drift, CheckedUnit unit) {
            return terms.find(unit.chinese()).stream()
                    .filter(hit -> hit.start() < drift.sourceEnd() && drift.sourceStart() < hit.end())
                    .filter(hit -> speaksOf(hit.term(), drift))
                    .map(TermMatches.Hit::concept)
                    .distinct()
                    .toList();
        }

        private boolean speaksOf(String term, PhraseMemory.TermInconsistency drift) {
            String simplified = lexicon.simplify(term);
            return simplified.contains(drift.phrase())
                    || (drift.phrase().contains(simplified) && simplified.contains(drift.word()));
        }

        /** Returns whether the differing words overlap a translation that one of the concepts allows. */
        boolean isAllowed(List<Glossary.Concept> concepts, PhraseMemory.TermInconsistency drift, CheckedUnit unit) {
            return renderings.find(concepts, unit.english()).stream()
                    .filter(match -> match.entry().status().isAllowed())
                    .anyMatch(match ->
                            match.start() < drift.other().end() && drift.other().start() < match.end());
        }

        /** Returns whether a translation contains words that one of the concepts does not allow. */
        boolean isWrong(List<Glossary.Concept> concepts, String rendering) {
            return renderings.find(concepts, rendering).stream()
                    .anyMatch(match -> !match.entry().status().isAllowed());
        }

        /** Returns the glossary translations of the whole phrase; empty if the glossary does not have the phrase. */
        Optional<List<String>> suggestions(PhraseMemory.TermInconsistency drift) {
            return concepts.stream()
                    .filter(concept -> concept.chinese().stream()
                            .anyMatch(term -> lexicon.simplify(term).equals(drift.phrase())))
                    .findFirst()
                    .map(TermCheck::suggestions);
        }
    }
}
