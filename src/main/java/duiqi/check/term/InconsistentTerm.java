package duiqi.check.term;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds quoted titles with different translations that no term of the glossary covers, in both directions. */
public final class InconsistentTerm implements Check {
    private final Lexicon lexicon;
    private final Set<String> terms;
    private final List<CheckedUnit> units = new ArrayList<>();

    public InconsistentTerm(Glossary glossary, Lexicon lexicon) {
        this.lexicon = lexicon;
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
        if (InconsistentTitle.hasQuotation(unit)) {
            units.add(unit);
        }
        return List.of();
    }

    @Override
    public List<Finding> finish() {
        units.sort(CheckedUnit.BY_PLACE.thenComparing(CheckedUnit::chinese).thenComparing(CheckedUnit::english));
        Map<Boolean, InconsistentTitle> titles = new TreeMap<>();
        units.forEach(unit -> titles.computeIfAbsent(unit.isIntoChinese(), into -> new InconsistentTitle(lexicon, into))
                .add(unit));
        return titles.values().stream()
                .flatMap(one -> one.findings().stream())
                .filter(finding -> !terms.contains(lexicon.simplify(finding.term())))
                .toList();
    }
}
