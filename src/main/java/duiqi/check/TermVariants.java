package duiqi.check;

import duiqi.check.term.TermCheck;
import duiqi.check.term.TermDecision;
import duiqi.glossary.Glossary;
import duiqi.glossary.RelatedRenderings;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.TermExtraction;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Deadline;
import duiqi.text.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Lists the recurrent terms of units that have odd translations, the most suspicious first. It extracts a glossary from the
 * units, applies {@link TermCheck} to the same units, and counts the translations and the other words for each term.
 * Works in both directions. Not thread-safe.
 */
public final class TermVariants {
    /** Maximum number of units of a translation to return. */
    private static final int MAX_FIRST = 3;

    /** Number of terms that a person reads in some minutes, and minimum number of units with their usual translation. */
    private static final int FIRST_TERMS = 50;

    private static final int MIN_UNITS = 3;

    private final Lexicon lexicon;
    private final RelatedRenderings related = new RelatedRenderings();
    private final Set<String> known = new HashSet<>();
    private final Set<String> nouns = new HashSet<>();
    private final Set<List<String>> texts = new HashSet<>();
    private final List<CheckedUnit> units = new ArrayList<>();

    /**
     * Represents a term with its translations. Immutable.
     *
     * @param term the term in the source language
     * @param isIntoChinese true if the term is English
     * @param units number of units with the term
     * @param usual its most frequent translation
     * @param odd its other translations, the most suspicious first; at least one
     */
    public record Row(String term, boolean isIntoChinese, int units, Variant usual, List<Variant> odd) {
        public Row {
            odd = List.copyOf(odd);
        }
    }

    /**
     * Represents a translation of a term. Immutable.
     *
     * @param text its words; empty if it is not clear which words translate the term
     * @param units number of units with it
     * @param first the first of these units, at least one
     * @param suspicion higher for a translation that is more probably an error
     */
    public record Variant(String text, int units, List<CheckedUnit> first, double suspicion) {
        public Variant {
            first = List.copyOf(first);
        }

        /** Returns the words for people. */
        public String shown() {
            return text.isEmpty() ? "other words" : text;
        }
    }

    private static final class Count {
        private final String text;
        private final boolean isListed;
        private final List<CheckedUnit> first = new ArrayList<>();
        private int units;
        private double missing;

        Count(String text, boolean isListed) {
            this.text = text;
            this.isListed = isListed;
        }

        /**
         * Adds a unit.
         *
         * @param share share of the other terms of the unit without a usual translation
         */
        void add(CheckedUnit unit, double share) {
            units++;
            missing += share;
            if (first.size() < MAX_FIRST) {
                first.add(unit);
            }
        }
    }

    private static final class Uses {
        private final Map<String, Count> counts = new LinkedHashMap<>();
        private int units;

        Count of(String words, boolean isListed) {
            return counts.computeIfAbsent(words, key -> new Count(words, isListed));
        }
    }

    /**
     * Creates an empty list.
     *
     * @param known a glossary whose terms are omitted
     */
    public TermVariants(Glossary known, Lexicon lexicon) {
        this.lexicon = lexicon;
        known.entries().forEach(entry -> this.known.addAll(List.of(folded(entry.chinese()), folded(entry.english()))));
    }

    private String folded(String term) {
        return lexicon.simplify(term).toLowerCase(Locale.ROOT);
    }

    /** Adds a unit. Units with the same texts count once. */
    public void add(CheckedUnit unit) {
        String source = unit.source().text();
        String target = unit.target().text();
        if (!source.isBlank() && !target.isBlank() && texts.add(List.of(source, target))) {
            units.add(unit.plain());
        }
    }

    /** Returns the most suspicious terms, as many as a person reads. */
    public List<Row> first() {
        return rows(MIN_UNITS).stream().limit(FIRST_TERMS).toList();
    }

    /**
     * Returns the terms with odd translations, the most suspicious first.
     *
     * @param fewestUnits minimum number of units with the usual translation
     */
    public List<Row> rows(int fewestUnits) {
        TermCheck check = new TermCheck(
                glossary(fewestUnits),
                CheckSettings.defaults(Path.of("")),
                lexicon,
                new ChineseTokenizer(lexicon),
                new EnglishWords());
        Map<Boolean, Map<String, Uses>> uses = Map.of(false, new LinkedHashMap<>(), true, new LinkedHashMap<>());
        for (CheckedUnit unit : units) {
            Deadline.check();
            count(check.decide(unit), uses.getOrDefault(unit.isIntoChinese(), Map.of()));
        }
        List<Row> rows = new ArrayList<>();
        uses.forEach((into, terms) -> terms.forEach((term, found) -> addRow(term, into, found, fewestUnits, rows)));
        rows.sort(Comparator.comparingDouble((Row row) -> -row.odd.get(0).suspicion)
                .thenComparing(Row::term)
                .thenComparing(Row::isIntoChinese));
        return rows;
    }

    private Glossary glossary(int fewestUnits) {
        TermExtraction extraction = new TermExtraction(lexicon);
        units.forEach(unit -> extraction.add(unit.chinese(), unit.english()));
        List<TermEntry> entries = new ArrayList<>();
        Location nowhere = new Location("", 1, 1);
        for (TermExtraction.Term term : extraction.recurrent(fewestUnits)) {
            for (TermExtraction.Term.Translation translation : term.translations()) {
                entries.add(new TermEntry(
                        term.chinese(), term.chinese(), translation.english(), TermStatus.ADMITTED, nowhere));
                if (term.isNoun()) {
                    nouns.addAll(List.of(term.chinese(), translation.english()));
                }
            }
        }
        return new Glossary(entries);
    }

    private void count(List<TermDecision> all, Map<String, Uses> uses) {
        List<TermDecision> decisions =
                all.stream().filter(one -> one.exclusion().isEmpty()).toList();
        long missing =
                decisions.stream().filter(one -> one.missing().isPresent()).count();
        for (TermDecision decision : decisions) {
            Uses found = uses.computeIfAbsent(decision.hits().get(0).term(), term -> new Uses());
            double share = (missing - (decision.missing().isPresent() ? 1.0 : 0)) / decisions.size();
            found.units++;
            decision.allowed().stream()
                    .map(match -> match.entry().target(decision.unit().direction()))
                    .distinct()
                    .forEach(words -> found.of(words, true).add(decision.unit(), share));
            decision.missing()
                    .filter(one -> decision.allowed().isEmpty() && one.reason().isEmpty())
                    .map(one -> one.instead().map(decision.unit()::text).orElse(""))
                    .ifPresent(words -> found.of(same(words, found), false).add(decision.unit(), share));
        }
    }

    /** Returns the known translation that differs from words only in grammar, or the words. */
    private String same(String words, Uses found) {
        return found.counts.keySet().stream()
                .filter(other -> !other.isEmpty() && !words.isEmpty() && related.areOne(other, words))
                .findFirst()
                .orElse(words);
    }

    private void addRow(String term, boolean isIntoChinese, Uses found, int fewestUnits, List<Row> rows) {
        found.counts.values().stream()
                .filter(count -> count.isListed && count.units >= fewestUnits)
                .max(Comparator.comparingInt(count -> count.units))
                .filter(usual -> found.counts.size() > 1 && !known.contains(folded(term)))
                .ifPresent(usual -> {
                    List<Variant> odd = found.counts.values().stream()
                            .filter(count -> !count.equals(usual))
                            .map(count -> variant(count, suspicion(term, count, usual, found)))
                            .sorted(Comparator.comparingDouble((Variant variant) -> -variant.suspicion))
                            .toList();
                    rows.add(new Row(term, isIntoChinese, found.units, variant(usual, 0), odd));
                });
    }

    private static Variant variant(Count count, double suspicion) {
        return new Variant(count.text, count.units, count.first, suspicion);
    }

    /**
     * Returns how suspicious a translation is. It is more suspicious if the usual translation is frequent and consistent,
     * if it is rare, if its words are clear and not more than those of the usual translation, and if the term is a noun. It
     * is less suspicious if it repeats the term in Latin letters, as code does, and in units that translate freely. The
     * weights come from planted synonyms.
     */
    private double suspicion(String term, Count odd, Count usual, Uses found) {
        boolean isClear = !odd.text.isEmpty();
        boolean isShort = isClear && length(odd.text) <= length(usual.text);
        boolean isCopied = isClear && odd.text.charAt(0) < 0x80 && usual.text.charAt(0) >= 0x80;
        return 6.0 * usual.units / found.units
                + Math.log(usual.units) / 2
                - Math.log(odd.units) / 2
                + (isClear ? 1.2 : 0)
                + (isShort ? 0.5 : 0)
                + (nouns.contains(term) ? 2 : 0)
                - (isCopied ? 3 : 0)
                - odd.missing / odd.units;
    }

    /** Returns the number of words of an English text, or of characters of a Chinese one. */
    private static int length(String text) {
        return text.charAt(0) < 0x80 ? text.split(" ").length : text.length();
    }
}
