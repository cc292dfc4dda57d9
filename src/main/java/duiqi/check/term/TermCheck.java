package duiqi.check.term;

import duiqi.check.Check;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.glossary.Glossary;
import duiqi.glossary.RenderingForm;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermMatches;
import duiqi.glossary.TermScope;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Deadline;
import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds missing, forbidden and deprecated translations of glossary terms, by four rules that are the same in both
 * directions:
 *
 * <ol>
 *   <li>The longest terms of the source count, unless they are part of another word or in an exception of their entry
 *       ({@link TermMatches.TermSearch.Terms}).
 *   <li>An allowed translation counts once for each occurrence of the term, in any inflection and spelling
 *       ({@link TermMatches.TermSearch.Renderings}). A wrong translation is reported itself.
 *   <li>An occurrence without either is missing: a warning, or a note that gives its reason.
 *   <li>The message names the words in the place of the translation ({@link StandIn}).
 * </ol>
 *
 * <p>After the last unit, the check reports terms with several translations.
 */
public final class TermCheck implements Check.OfAllUnits {
    public static final Rule MISSING = Rule.of(
                    "term-missing", Severity.WARNING, "the translation does not contain a term from the glossary")
            .measured(175, 200);
    public static final Rule FORBIDDEN = Rule.of(
                    "term-forbidden", Severity.ERROR, "the translation contains a forbidden translation of a term")
            .measured(37, 40);
    public static final Rule DEPRECATED =
            Rule.of("term-deprecated", Severity.WARNING, "the translation contains a deprecated translation of a term");

    public static final Rule INCONSISTENT = Rule.of(
                    "term-inconsistent", Severity.NOTE, "a term is translated in several ways")
            .measured(2, 3);

    private static final int MAX_SUGGESTIONS = 3;

    /** Maximum number of places of a wrong translation in one finding. */
    private static final int MAX_PLACES = 100;

    private final FileGlossaries glossaries;
    private final BiFunction<Glossary, Direction, TermMatches.TermSearch> searches;
    private final Meanings meanings;

    /** Work by the entries that count in a file, and by direction. */
    private final Map<String, OneWay> ways = new TreeMap<>();

    public TermCheck(
            Glossary glossary,
            CheckSettings settings,
            Lexicon lexicon,
            ChineseTokenizer chinese,
            EnglishWords english) {
        this.glossaries = new FileGlossaries(glossary, settings);
        this.searches = (part, direction) -> TermMatches.TermSearch.of(part, direction, lexicon, chinese, english);
        this.meanings = new Meanings(lexicon, chinese, english);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        return way(unit).check(unit);
    }

    /** Returns the decisions about the terms of a unit. It replaces {@link #check}. */
    public List<TermDecision> decide(CheckedUnit unit) {
        return way(unit).decide(unit);
    }

    /**
     * Returns the decisions about all terms of a unit, also about terms inside others, with their findings, in the order of
     * the source. It replaces {@link #check}.
     */
    public Map<TermDecision, List<Finding>> explain(CheckedUnit unit) {
        OneWay way = way(unit);
        Map<TermDecision, List<Finding>> explained = new LinkedHashMap<>();
        Stream.concat(way.decide(unit).stream(), way.hidden(unit))
                .sorted(Comparator.comparingInt(
                        decision -> decision.hits().get(0).start()))
                .forEach(decision -> explained.put(decision, way.findings(decision)));
        return explained;
    }

    private OneWay way(CheckedUnit unit) {
        FileGlossaries.Part part = glossaries.of(unit);
        return ways.computeIfAbsent(
                unit.isIntoChinese() + part.name(),
                way -> Deadline.uncounted(
                        () -> new OneWay(searches.apply(part.glossary(), unit.direction()), meanings)));
    }

    @Override
    public List<Finding> finish() {
        return ways.values().stream()
                .flatMap(way -> way.uses.inconsistent().stream())
                .toList();
    }

    /** Returns words of a unit for messages: English in quotation marks, Chinese without. */
    static String shown(CheckedUnit unit, TextSpan.Side side, String words) {
        boolean isChinese = (side == TextSpan.Side.TARGET) == unit.isIntoChinese();
        return isChinese ? Finding.shortened(words) : Finding.quoted(words);
    }

    /** Returns translations to suggest, without stem marks and regular expressions. */
    static List<String> suggestions(Glossary.Concept concept) {
        return concept.allowed().stream()
                .filter(rendering -> !RenderingForm.isExpression(rendering))
                .map(rendering -> rendering.replace("|", ""))
                .limit(MAX_SUGGESTIONS)
                .toList();
    }

    /** Checks the units of one direction. Not thread-safe. */
    private static final class OneWay {
        private final TermMatches.TermSearch search;
        private final Meanings meanings;
        private final TermUses uses;

        private final Abbreviations abbreviations = new Abbreviations();

        /** Concepts that the unit before, in the same file, translates as the glossary does. */
        private Set<String> translatedBefore = Set.of();

        private String file = "";

        OneWay(TermMatches.TermSearch search, Meanings meanings) {
            this.search = search;
            this.meanings = meanings;
            this.uses = new TermUses(search.translations());
        }

        List<Finding> check(CheckedUnit unit) {
            List<Finding> findings = new ArrayList<>();
            decide(unit).forEach(decision -> findings.addAll(findings(decision)));
            return findings;
        }

        /** Returns the terms of a unit that are parts of longer terms or exceptions. */
        Stream<TermDecision> hidden(CheckedUnit unit) {
            return search.terms().hidden(unit.source().text(), unit.target().text()).stream()
                    .map(excluded -> TermDecision.excluded(unit, excluded));
        }

        List<Finding> findings(TermDecision decision) {
            CheckedUnit unit = decision.unit();
            TermMatches.Hit hit = decision.hits().get(0);
            List<Finding> findings = new ArrayList<>();
            for (TermMatches.Match match : decision.allowed()) {
                if (TermScope.isSame(match, unit.target().text())) {
                    uses.add(unit, hit, match);
                } else {
                    findings.add(inOtherCase(unit, hit, match));
                }
            }
            decision.concepts().forEach(concept -> findings.addAll(wrong(decision, concept)));
            decision.missing().map(missing -> finding(decision, missing)).ifPresent(findings::add);
            return findings;
        }

        /** Returns a finding about a translation in another case than in the glossary. */
        private static Finding inOtherCase(CheckedUnit unit, TermMatches.Hit hit, TermMatches.Match match) {
            String listed = match.entry().target(unit.direction());
            String found = unit.target().text().substring(match.start(), match.end());
            return Finding.of(
                            MISSING,
                            unit,
                            shown(unit, TextSpan.Side.TARGET, found) + " differs in case from "
                                    + shown(unit, TextSpan.Side.TARGET, listed) + " in the glossary")
                    .inTarget(match.start(), match.end())
                    .inSource(hit.start(), hit.end())
                    .about(hit.term())
                    .suggesting(List.of(listed));
        }

        /** Returns the decisions about the terms of a unit, those that do not count first. */
        List<TermDecision> decide(CheckedUnit unit) {
            if (!unit.location(0).file().equals(file)) {
                file = unit.location(0).file();
                translatedBefore = Set.of();
            }
            String source = unit.source().text();
            String target = unit.target().text();
            TermMatches.Occurrences occurrences = target.isBlank()
                    ? new TermMatches.Occurrences(List.of(), List.of())
                    : search.terms().find(source, target);
            List<TermDecision> decisions = new ArrayList<>();
            occurrences.excluded().forEach(excluded -> decisions.add(TermDecision.excluded(unit, excluded)));
            List<TermMatches.Hit> hits = occurrences.hits();
            if (hits.isEmpty()) {
                translatedBefore = Set.of();
                return decisions;
            }
            TermMatches matches = abbreviations.with(unit, TermMatches.of(hits, target, search.translations()));
            Set<String> translated = new HashSet<>();
            Missing missing = new Missing(unit, matches);
            BitSet used = new BitSet();
            byTerm(hits).forEach(same -> decisions.add(decide(unit, same, matches, missing, used)));
            decisions.forEach(decision -> decision.allowed()
                    .forEach(match -> translated.add(match.concept().id())));
            translatedBefore = translated;
            return decisions;
        }

        /**
         * Decides about the occurrences of a term.
         *
         * @param used starts of the translations that serve other terms; those of this term are added
         */
        private TermDecision decide(
                CheckedUnit unit, List<TermMatches.Hit> same, TermMatches matches, Missing missing, BitSet used) {
            List<TermMatches.Match> allowed = new ArrayList<>();
            List<TermMatches.Match> wrong = new ArrayList<>();
            for (Glossary.Concept concept : TermDecision.concepts(same)) {
                for (TermMatches.Match match : matches.of(concept)) {
                    if (match.entry().status().isAllowed()) {
                        allowed.add(match);
                    } else if (!matches.isOfAnother(match)) {
                        wrong.add(match);
                    }
                }
            }
            int starts =
                    (int) same.stream().map(TermMatches.Hit::start).distinct().count();
            List<Integer> free = Stream.concat(allowed.stream(), wrong.stream())
                    .map(TermMatches.Match::start)
                    .distinct()
                    .filter(start -> !used.get(start))
                    .toList();
            free.stream().limit(starts).forEach(used::set);
            int places = free.size();
            boolean isOpen = places < starts
                    && TermDecision.concepts(same).stream()
                            .anyMatch(concept -> !concept.allowed().isEmpty());
            Map<Boolean, List<TextSpan>> related = isOpen ? missing.related(same) : Map.of();
            List<TextSpan> adjectives = related.getOrDefault(true, List.of());
            Optional<TermDecision.Missing> gap = isOpen && places + adjectives.size() < starts
                    ? Optional.of(missing.of(same, places, related.getOrDefault(false, List.of())))
                    : Optional.empty();
            return new TermDecision(unit, same, Optional.empty(), allowed, wrong, adjectives, gap);
        }

        /** Returns the occurrences of each term. A term of several concepts has several hits at each place. */
        private static List<List<TermMatches.Hit>> byTerm(List<TermMatches.Hit> hits) {
            Map<String, List<TermMatches.Hit>> byTerm = new LinkedHashMap<>();
            Map<Integer, String> places = new LinkedHashMap<>();
            hits.forEach(hit -> places.merge(hit.start(), hit.concept().id(), (one, other) -> one + "\n" + other));
            hits.forEach(
                    hit -> byTerm.computeIfAbsent(places.getOrDefault(hit.start(), ""), concepts -> new ArrayList<>())
                            .add(hit));
            return List.copyOf(byTerm.values());
        }

        private static Finding finding(TermDecision decision, TermDecision.Missing missing) {
            CheckedUnit unit = decision.unit();
            TermMatches.Hit hit = decision.last();
            String term = shown(unit, TextSpan.Side.SOURCE, hit.term());
            List<String> allowed = missing.listed();
            boolean isKept = hit.concept().isKept();
            String listed = isKept
                    ? ", which is not to be translated"
                    : allowed.isEmpty() ? "" : " (" + String.join(", ", allowed) + ")";
            String problem = missing.instead()
                    .map(span -> shown(unit, TextSpan.Side.TARGET, unit.text(span)) + " stands for " + term
                            + (isKept ? "" : "; the glossary has another translation"))
                    .orElse("the " + unit.language(TextSpan.Side.TARGET) + " has no "
                            + (isKept ? "" : "glossary translation of ") + term);
            Finding finding = Finding.of(
                            MISSING,
                            unit,
                            problem
                                    + listed
                                    + missing.reason().map(why -> "; " + why).orElse(""))
                    .inSource(hit.start(), hit.end())
                    .about(hit.term())
                    .as(missing.reason().isPresent() ? Severity.NOTE : MISSING.severity());
            return missing.instead()
                    .map(span -> instead(finding, span, allowed))
                    .orElse(finding);
        }

        /** Returns a finding with the words in the place of a translation, and the translations in their form. */
        private static Finding instead(Finding finding, TextSpan words, List<String> allowed) {
            CheckedUnit unit = finding.unit();
            if (allowed.isEmpty() || unit.isIntoChinese() || finding.term().equals(allowed.get(0))) {
                return finding.inTarget(words.start(), words.end()).suggesting(allowed);
            }
            TextSpan span = FittingForm.span(unit.target().text(), words, allowed.get(0));
            return finding.inTarget(span.start(), span.end())
                    .suggesting(allowed.stream()
                            .map(translation -> FittingForm.of(translation, unit.text(span)))
                            .toList());
        }

        /** Judges the occurrences of terms in a unit that have no translation of the glossary. */
        private final class Missing {
            private final CheckedUnit unit;
            private final BitSet taken = new BitSet();
            private Optional<StandIn> words = Optional.empty();

            Missing(CheckedUnit unit, TermMatches matches) {
                this.unit = unit;
                matches.byConcept()
                        .values()
                        .forEach(found -> found.forEach(match -> taken.set(match.start(), match.end())));
            }

            private StandIn words() {
                words = Optional.of(words.orElseGet(() -> new StandIn(unit, meanings)));
                return words.get();
            }

            /**
             * Returns what is missing.
             *
             * @param same the occurrences of the term
             * @param found number of its translations in the target, fewer than its occurrences
             * @param related words of the family of a translation
             */
            TermDecision.Missing of(List<TermMatches.Hit> same, int found, List<TextSpan> related) {
                List<String> allowed = TermDecision.concepts(same).stream()
                        .flatMap(concept -> suggestions(concept).stream())
                        .distinct()
                        .limit(MAX_SUGGESTIONS)
                        .toList();
                TermMatches.Hit hit = same.get(same.size() - 1);
                String usual = allowed.isEmpty() ? "" : allowed.get(0);
                Optional<TextSpan> instead = related.stream().findFirst().or(() -> words().find(hit, taken, usual));
                Optional<String> reason = reason(hit, found, instead, allowed)
                        .or(() -> related.stream().findFirst().map(words -> "the words are related"));
                return new TermDecision.Missing(instead, reason, allowed);
            }

            /** Returns why a missing translation is only a note; empty if it is a warning. */
            private Optional<String> reason(
                    TermMatches.Hit hit, int found, Optional<TextSpan> instead, List<String> allowed) {
                if (words().isNoTranslation()) {
                    return Optional.of("the whole text may be no translation");
                }
                if (hit.concept().isAmbiguous()) {
                    return Optional.of("the glossary marks the term as ambiguous");
                }
                boolean isMentioned =
                        found > 0 || translatedBefore.contains(hit.concept().id());
                boolean isShort = instead.map(unit::text)
                        .map(words -> allowed.stream().anyMatch(translation -> isPart(words, translation)))
                        .orElse(true);
                return isMentioned && isShort && (found > 0 || refersBack(hit.concept()))
                        ? Optional.of("the text may refer back to an earlier translation")
                        : Optional.empty();
            }

            private boolean refersBack(Glossary.Concept concept) {
                return Anaphora.refersBack(unit)
                        || search.translations()
                                .refersBack(concept, unit.target().text());
            }

            /** Returns whether a translation has all of the words: <i>the Assembly</i> of <i>General Assembly</i>. */
            private static boolean isPart(String words, String translation) {
                return Stream.of(words.split(" "))
                        .allMatch(word -> translation.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)));
            }

            /**
             * Returns the words related to translations of a term, not counting translations of the glossary: true for the
             * adjectives of names, which are translations too.
             */
            Map<Boolean, List<TextSpan>> related(List<TermMatches.Hit> same) {
                return TermDecision.concepts(same).stream()
                        .filter(concept -> !concept.isKept())
                        .flatMap(concept -> search
                                .translations()
                                .related(concept, unit.target().text())
                                .stream())
                        .filter(related -> taken.get(
                                        related.match().start(), related.match().end())
                                .isEmpty())
                        .collect(Collectors.partitioningBy(
                                TermMatches.Related::isName,
                                Collectors.mapping(
                                        related -> new TextSpan(
                                                TextSpan.Side.TARGET,
                                                related.match().start(),
                                                related.match().end()),
                                        Collectors.toList())));
            }
        }

        /** Returns the findings about wrong translations of a concept. They are notes if each occurrence has an allowed one. */
        private List<Finding> wrong(TermDecision decision, Glossary.Concept concept) {
            List<TermMatches.Match> wrong = TermDecision.of(concept, decision.wrong());
            boolean isTranslated = TermDecision.of(concept, decision.allowed()).size()
                    >= decision.hits().size();
            return wrong.isEmpty()
                    ? List.of()
                    : search.translations().byFinding(wrong).stream()
                            .map(same -> one(decision.unit(), decision.hits().get(0), same, isTranslated))
                            .toList();
        }

        /** Returns a finding about a wrong translation with its places in the target, at least one. */
        private Finding one(CheckedUnit unit, TermMatches.Hit hit, List<TermMatches.Match> same, boolean isTranslated) {
            TermMatches.Match match = same.get(0);
            Rule rule = match.entry().status() == TermStatus.FORBIDDEN ? FORBIDDEN : DEPRECATED;
            String note = match.entry().details().note().isEmpty()
                    ? ""
                    : " (" + match.entry().details().note() + ")";
            String words = unit.target().text().substring(match.start(), match.end());
            Finding finding = Finding.of(
                            rule,
                            unit,
                            shown(unit, TextSpan.Side.TARGET, words) + " is a "
                                    + match.entry().status() + " translation of "
                                    + shown(unit, TextSpan.Side.SOURCE, hit.term()) + note)
                    .inTarget(match.start(), match.end())
                    .inSource(hit.start(), hit.end())
                    .about(hit.term())
                    .suggesting(suggestions(hit.concept()))
                    .as(isTranslated ? Severity.NOTE : rule.severity());
            for (TermMatches.Match other : same.subList(1, Math.min(same.size(), MAX_PLACES))) {
                finding = finding.inTarget(other.start(), other.end());
            }
            return finding;
        }
    }
}
