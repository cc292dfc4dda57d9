package duiqi.check;

import duiqi.glossary.Glossary;
import duiqi.glossary.PhraseMemory;
import duiqi.glossary.TermEntry;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds what is rendered in two ways though no glossary names it: quoted titles, and Chinese phrases that recur.
 *
 * <p>Units of the same two texts count as one, so that what is often repeated does not become usual by that. What the glossary
 * allows is no drift. Keeps all units until the end.
 */
final class InconsistentTerm implements Check {
    private final Lexicon lexicon;
    private final List<String> terms;
    private final AllowedDrift allowed;
    private final List<CheckedUnit> units = new ArrayList<>();

    InconsistentTerm(Glossary glossary, Lexicon lexicon, EnglishWords english) {
        this.lexicon = lexicon;
        this.allowed = new AllowedDrift(glossary, lexicon, english);
        this.terms = glossary.entries().stream()
                .map(TermEntry::chinese)
                .distinct()
                .map(lexicon::simplify)
                .toList();
    }

    @Override
    public List<Rule> rules() {
        return List.of(TermRules.INCONSISTENT);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (!unit.english().isEmpty()) {
            units.add(unit);
        }
        return List.of();
    }

    @Override
    public List<Finding> finish() {
        units.sort(Comparator.<CheckedUnit, Location>comparing(
                        unit -> unit.target().place().at(0))
                .thenComparing(CheckedUnit::id)
                .thenComparing(CheckedUnit::chinese)
                .thenComparing(CheckedUnit::english));
        InconsistentTitle titles = new InconsistentTitle(lexicon);
        Map<List<String>, List<CheckedUnit>> byTexts = new LinkedHashMap<>();
        for (CheckedUnit unit : units) {
            titles.add(unit);
            byTexts.computeIfAbsent(List.of(unit.chinese(), unit.english()), texts -> new ArrayList<>())
                    .add(unit);
        }
        List<Finding> findings = new ArrayList<>();
        titles.findings().stream()
                .filter(finding -> !terms.contains(lexicon.simplify(finding.term())))
                .forEach(findings::add);
        List<List<CheckedUnit>> same = List.copyOf(byTexts.values());
        PhraseMemory memory = new PhraseMemory(lexicon);
        same.forEach(copies -> memory.add(copies.get(0).chinese(), copies.get(0).english()));
        for (PhraseMemory.TermInconsistency drift : memory.drifts()) {
            CheckedUnit first = same.get(drift.other().unit()).get(0);
            List<Glossary.Concept> concepts = allowed.concepts(drift, first);
            if (!allowed.isAllowed(concepts, drift, first)
                    && !Quotations.isInside(
                            first.english(),
                            drift.other().start(),
                            drift.other().end())) {
                same.get(drift.other().unit()).forEach(unit -> findings.add(finding(drift, unit, same, concepts)));
            }
        }
        return findings;
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
        String share = drift.usualUnits() > 1 ? " in " + drift.usualUnits() + " units, as at " : " at ";
        Finding finding = Finding.of(
                        TermRules.INCONSISTENT,
                        unit,
                        drift.phrase() + " is rendered " + Quoted.of(written(drift, unit)) + " here, and "
                                + Quoted.of(rendering) + share
                                + model.target().place().at(usual.start()))
                .about(drift.phrase())
                .inTarget(drift.other().start(), drift.other().end())
                .suggesting(allowed.suggestions(drift)
                        .orElseGet(() -> Stream.of(rendering)
                                .filter(text -> usual.isPure() && !allowed.isWrong(concepts, text))
                                .toList()));
        return drift.sourceEnd() > drift.sourceStart()
                ? finding.inSource(drift.sourceStart(), drift.sourceEnd())
                : finding;
    }
}
