package duiqi.check.term;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.glossary.ChineseTerms;
import duiqi.glossary.EnglishRenderings;
import duiqi.glossary.Glossary;
import duiqi.glossary.LearnedTranslations;
import duiqi.glossary.PhraseMemory;
import duiqi.glossary.TermMatches;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.memory.KeyNumbers;
import duiqi.text.WorkBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds inconsistent translations that no glossary term covers: quoted titles in both directions, and recurring Chinese
 * phrases with different English.
 *
 * <p>Units with the same texts count once, so that a repeated unit does not make its translation the usual one. Lines of a
 * list may differ only in their digits: duiqi compares a few of them, and reports the findings for all.
 * Translations that the glossary allows are not reported. Stores all units until the end.
 */
public final class InconsistentTerm implements Check {
    /** Number of texts compared that differ only in their digits; more bring no other words. */
    private static final int MAX_SAME_WORDS = 8;

    private static final Comparator<CheckedUnit> IN_ORDER =
            CheckedUnit.BY_PLACE.thenComparing(CheckedUnit::chinese).thenComparing(CheckedUnit::english);

    private final Lexicon lexicon;
    private final Set<String> terms;
    private final AllowedDrift allowed;
    /** Maximum product of the lengths of both texts, whose words are compared in pairs. */
    private static final long MAX_PAIRS = 16_000_000;

    private final StoredUnits stored;

    /** Numbers of the units with a translation. */
    private KeyNumbers.Ints units = new KeyNumbers.Ints();

    private Optional<CheckedUnit> last = Optional.empty();
    private boolean isInOrder = true;

    /**
     * Creates a check.
     *
     * @param stored receives the units
     */
    public InconsistentTerm(Glossary glossary, Lexicon lexicon, EnglishWords english, StoredUnits stored) {
        this.stored = stored;
        this.lexicon = lexicon;
        this.allowed = new AllowedDrift(glossary, lexicon, english);
        this.terms = glossary.entries().stream()
                .flatMap(entry -> Stream.of(entry.chinese(), entry.english()))
                .map(lexicon::simplify)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Scope scope() {
        return Scope.FIRST_READING;
    }

    @Override
    public List<Rule> rules() {
        return List.of(TermCheck.INCONSISTENT);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if ((long) unit.chinese().length() * unit.english().length() > MAX_PAIRS) {
            WorkBudget.spendAll();
        }
        if (!unit.target().text().isEmpty()) {
            isInOrder &=
                    last.filter(before -> IN_ORDER.compare(before, unit) > 0).isEmpty();
            last = Optional.of(unit);
            units.add(stored.add(unit));
        }
        return List.of();
    }

    @Override
    public List<Finding> finish() {
        List<Finding> findings = new ArrayList<>();
        finish(findings::add);
        return findings;
    }

    @Override
    public void finish(Consumer<Finding> found) {
        if (!isInOrder) {
            KeyNumbers.Ints sorted = new KeyNumbers.Ints();
            IntStream.range(0, units.size())
                    .mapToObj(units::get)
                    .sorted(Comparator.comparing(stored::get, IN_ORDER))
                    .forEach(sorted::add);
            units = sorted;
        }
        Map<Boolean, InconsistentTitle> titles = new TreeMap<>();
        try (PhraseMemory memory = new PhraseMemory(lexicon)) {
            Texts texts = new Texts(memory);
            for (int i = 0; i < units.size(); i++) {
                CheckedUnit unit = stored.get(units.get(i));
                titles.computeIfAbsent(unit.isIntoChinese(), into -> new InconsistentTitle(lexicon, into))
                        .add(unit);
                if (!unit.isIntoChinese()) {
                    texts.add(units.get(i), unit);
                }
            }
            texts.end();
            titles.values().stream()
                    .flatMap(one -> one.findings().stream())
                    .filter(finding -> !terms.contains(lexicon.simplify(finding.term())))
                    .forEach(found);
            addDrifts(memory.drifts(), texts, found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addDrifts(List<PhraseMemory.TermInconsistency> drifts, Texts texts, Consumer<Finding> found) {
        Map<Integer, List<CheckedUnit>> copies = texts.copies(
                drifts.stream().map(drift -> drift.other().unit()).collect(Collectors.toUnmodifiableSet()));
        for (PhraseMemory.TermInconsistency drift : drifts) {
            CheckedUnit first = texts.first(drift.other().unit());
            List<Glossary.Concept> concepts = allowed.concepts(drift, first);
            if (!allowed.isAllowed(concepts, drift, first)
                    && !InconsistentTitle.Quotations.isInside(
                            first.english(),
                            drift.other().start(),
                            drift.other().end())) {
                CheckedUnit model = texts.first(drift.usual().unit());
                copies.getOrDefault(drift.other().unit(), List.of())
                        .forEach(unit -> found.accept(finding(drift, unit, model, concepts)));
            }
        }
    }

    /**
     * Compares the units with different texts. The last text compared of some texts with the same words includes all
     * further ones. The numbers of these texts have the same lengths, so that the places are the same.
     */
    private final class Texts {
        private final PhraseMemory memory;
        private final LearnedTranslations.LongNumbers numbers = new LearnedTranslations.LongNumbers();

        /** Text compared for each text. */
        private final KeyNumbers.Ints compared = new KeyNumbers.Ints();

        /** First unit of each text compared. */
        private final KeyNumbers.Ints firsts = new KeyNumbers.Ints();

        private LearnedTranslations.LongNumbers words = new LearnedTranslations.LongNumbers();

        /** For the words of texts, the number of texts compared, and the last one. */
        private KeyNumbers.Ints counts = new KeyNumbers.Ints();

        private KeyNumbers.Ints lasts = new KeyNumbers.Ints();

        Texts(PhraseMemory memory) {
            this.memory = memory;
        }

        void add(int number, CheckedUnit unit) {
            int text = numbers.number(stored.key(unit.chinese(), unit.english()));
            if (text < compared.size()) {
                return;
            }
            int same = words.number(stored.key(withoutDigits(unit.chinese()), withoutDigits(unit.english())));
            if (counts.get(same) < MAX_SAME_WORDS) {
                counts.increase(same, 1);
                lasts.set(same, firsts.size());
                firsts.add(number);
                memory.add(unit.chinese(), unit.english());
            }
            compared.add(lasts.get(same));
        }

        /** Frees the memory that only the addition of units needs. */
        void end() {
            words = new LearnedTranslations.LongNumbers();
            counts = new KeyNumbers.Ints();
            lasts = new KeyNumbers.Ints();
        }

        /** Returns the first unit of a text compared. */
        CheckedUnit first(int text) {
            return stored.get(firsts.get(text));
        }

        /** Returns the units of some texts compared: those of each text together. */
        Map<Integer, List<CheckedUnit>> copies(Set<Integer> wanted) {
            Map<Integer, Map<Integer, List<CheckedUnit>>> byText = new HashMap<>();
            for (int i = 0; i < units.size() && !wanted.isEmpty(); i++) {
                CheckedUnit unit = stored.get(units.get(i));
                int text = unit.isIntoChinese() ? -1 : numbers.find(stored.key(unit.chinese(), unit.english()));
                if (text >= 0 && wanted.contains(compared.get(text))) {
                    byText.computeIfAbsent(compared.get(text), one -> new LinkedHashMap<>())
                            .computeIfAbsent(text, one -> new ArrayList<>())
                            .add(unit);
                }
            }
            Map<Integer, List<CheckedUnit>> copies = new HashMap<>();
            byText.forEach((text, found) -> copies.put(
                    text, found.values().stream().flatMap(List::stream).toList()));
            return copies;
        }
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
            CheckedUnit model,
            List<Glossary.Concept> concepts) {
        PhraseMemory.Rendered usual = drift.usual();
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
