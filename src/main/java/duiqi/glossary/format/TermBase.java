package duiqi.glossary.format;

import duiqi.exchange.Omissions;
import duiqi.glossary.Glossary;
import duiqi.glossary.RenderingForm;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Collects the concepts of a term base in any languages as glossary entries. Each English term of a concept translates
 * each Chinese term. From a concept in one language, it keeps only deprecated and forbidden terms, which ban a word, and
 * terms that are not to be translated. It counts everything else: terms in other languages, concepts without one of the languages, and fields that a glossary
 * does not have. Not thread-safe.
 *
 * <p>If no term of a concept is preferred, the first translation without a status is. The others are admitted.
 */
final class TermBase {
    /** Maximum number of terms in the language with fewer terms, so that the translations are linear in the terms. */
    private static final int MAX_SYNONYMS = 32;

    /** Columns that a translation has from its term, or else from the Chinese term or the concept. */
    private static final Set<TermColumn> SHARED = Stream.concat(
                    Stream.of(TermColumn.TYPE, TermColumn.POS, TermColumn.DOMAIN), TermColumn.LIMITS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private final Path file;
    private final Glossary.FaultListener listener;
    private final Omissions omissions = new Omissions();
    private final List<Pair> pairs = new ArrayList<>();
    private final Set<String> languages = new TreeSet<>();
    private final Set<Side> sides = EnumSet.noneOf(Side.class);
    private int faults;

    TermBase(Path file, Glossary.FaultListener listener) {
        this.file = file;
        this.listener = listener;
    }

    /**
     * Holds a term with its own fields. Immutable.
     *
     * @param fields values of the fields of a glossary entry
     */
    record Term(String text, Map<TermColumn, String> fields, Location location) {
        Term {
            fields = Map.copyOf(fields);
        }

        Term with(TermColumn column, String value) {
            Map<TermColumn, String> all = new HashMap<>(fields);
            all.put(column, value);
            return new Term(text, all, location);
        }

        private Optional<TermStatus> status() {
            return TermStatus.named(fields.getOrDefault(TermColumn.STATUS, ""));
        }

        /** Returns the only Chinese term that this English term translates; empty if it translates all. */
        private String onlyOf() {
            return fields.getOrDefault(TermColumn.CHINESE, "");
        }

        private boolean isBanned() {
            return status().filter(status -> !status.isAllowed()).isPresent();
        }

        /** Returns whether the term needs no translation: it is banned, or not to be translated. */
        private boolean isWhole() {
            return isBanned() || status().equals(Optional.of(TermStatus.DO_NOT_TRANSLATE));
        }
    }

    /**
     * Holds a concept. Immutable.
     *
     * @param id id in the file; may be empty, and the Chinese term is then the id
     * @param key text that concepts share if their translations of the same term are alternatives
     * @param fields values that all terms share
     */
    record Concept(String id, String key, Map<TermColumn, String> fields, List<Term> chinese, List<Term> english) {
        Concept {
            fields = Map.copyOf(fields);
            chinese = List.copyOf(chinese);
            english = List.copyOf(english);
        }
    }

    /**
     * Holds a translation until the statuses of all translations of its Chinese term are known.
     *
     * @param key id of the concept and the Chinese term
     */
    private record Pair(TermDraft draft, String key, Optional<String> status) {}

    /** Reports a part of the file that cannot be read. */
    void report(FormatException fault) throws FormatException {
        faults++;
        listener.found(fault);
    }

    /** Counts data that a glossary does not have. */
    void omit(String what) {
        omissions.add(what);
    }

    /** Counts a value of a field that a glossary does not have. */
    void omitField(String name) {
        omit("values of the field \"" + TermDraft.shown(name.strip()) + "\"");
    }

    /**
     * Puts the value of a field of another tool into the fields of a glossary entry, or counts it.
     *
     * @param isOfTerm true if the field belongs to one term
     */
    void put(Map<TermColumn, String> into, String name, String value, boolean isOfTerm) {
        if (value.isBlank()) {
            return;
        }
        Optional<TermColumn> column = TermNames.field(name);
        Optional<Map.Entry<TermColumn, String>> flag = TermNames.flag(name, value);
        if (flag.isPresent()) {
            // A field that is not set gives no status.
            flag.filter(set -> !set.getValue().isEmpty()).ifPresent(set -> into.put(set.getKey(), set.getValue()));
        } else if (column.equals(Optional.of(TermColumn.STATUS))) {
            // The status of a whole concept is often that of the work on it, unless only terms can have it.
            Optional<TermStatus> status = TermNames.status(value)
                    .filter(found -> isOfTerm || !found.isAllowed() || found == TermStatus.DO_NOT_TRANSLATE);
            status.ifPresentOrElse(found -> into.put(column.get(), found.toString()), () -> omitField(name));
        } else if (column.equals(Optional.of(TermColumn.NOTE))) {
            into.merge(column.get(), value.strip(), (before, further) -> before + "; " + further);
        } else if (column.isPresent() && !into.containsKey(column.get())) {
            into.put(column.get(), TermNames.value(column.get(), value));
        } else {
            omitField(name);
        }
    }

    void addLanguage(String code) {
        sides.add(Side.of(code));
        if (!code.isBlank()) {
            languages.add(TermDraft.shown(code.strip()));
        }
    }

    /** Adds the terms of a concept without those that differ from another only in case, because a glossary ignores case. */
    void addDistinct(Concept concept) throws FormatException {
        add(new Concept(
                concept.id(),
                concept.key(),
                concept.fields(),
                distinct(concept.chinese()),
                distinct(concept.english())));
    }

    void add(Concept concept) throws FormatException {
        List<Term> chinese = concept.chinese();
        List<Term> english = concept.english();
        if (!chinese.isEmpty() && !english.isEmpty()) {
            long ofAny =
                    english.stream().filter(term -> term.onlyOf().isEmpty()).count();
            if (Math.min(chinese.size(), ofAny) > MAX_SYNONYMS) {
                report(new FormatException(
                        english.get(0).location(),
                        "the concept has " + chinese.size() + " Chinese and " + ofAny + " English terms",
                        "divide it into concepts with at most " + MAX_SYNONYMS + " terms in one of the languages"));
                return;
            }
            Map<String, List<Term>> translations = english.stream().collect(Collectors.groupingBy(Term::onlyOf));
            IdentityHashMap<Term, Integer> order = new IdentityHashMap<>();
            english.forEach(term -> order.put(term, order.size()));
            for (Term zh : chinese) {
                Stream.of("", zh.text())
                        .distinct()
                        .flatMap(only -> translations.getOrDefault(only, List.of()).stream())
                        .sorted(Comparator.comparingInt(order::get))
                        .forEach(en -> pairs.add(pair(concept, Optional.of(zh), Optional.of(en))));
            }
            return;
        }
        if (chinese.isEmpty() && english.isEmpty()) {
            omit("concepts without Chinese and English terms");
            return;
        }
        int before = pairs.size();
        chinese.stream()
                .filter(Term::isWhole)
                .forEach(term -> pairs.add(pair(concept, Optional.of(term), Optional.empty())));
        english.stream()
                .filter(Term::isWhole)
                .forEach(term -> pairs.add(pair(concept, Optional.empty(), Optional.of(term))));
        if (pairs.size() == before) {
            omit(chinese.isEmpty() ? "concepts without a Chinese term" : "concepts without an English term");
        }
    }

    /** Returns the terms without those that differ only in case. An allowed term remains rather than a banned one. */
    private List<Term> distinct(List<Term> terms) {
        Map<String, Term> distinct = new LinkedHashMap<>();
        for (Term term : terms) {
            String key = term.text().strip().toLowerCase(Locale.ROOT);
            Optional<Term> known = Optional.ofNullable(distinct.get(key));
            if (known.isPresent()) {
                omit("terms that differ from another term of their concept only in case");
            }
            if (known.isEmpty() || (known.get().isBanned() && !term.isBanned())) {
                distinct.put(key, term);
            }
        }
        return List.copyOf(distinct.values());
    }

    private Pair pair(Concept concept, Optional<Term> chinese, Optional<Term> english) {
        Term first = english.or(() -> chinese).orElseThrow();
        TermDraft draft = new TermDraft(first.location());
        draft.put(TermColumn.CONCEPT, concept.id());
        chinese.ifPresent(term -> draft.put(TermColumn.CHINESE, term.text(), term.location()));
        english.ifPresent(term -> draft.put(TermColumn.ENGLISH, term.text(), term.location()));
        List<Map<TermColumn, String>> levels = Stream.of(
                        Stream.of(first.fields()), chinese.stream().map(Term::fields), Stream.of(concept.fields()))
                .flatMap(level -> level)
                .toList();
        for (TermColumn column : SHARED) {
            draft.put(column, values(levels, column).findFirst().orElse(""));
        }
        draft.put(TermColumn.NOTE, values(levels, TermColumn.NOTE).distinct().collect(Collectors.joining("; ")));
        chinese.flatMap(Term::status).ifPresent(status -> draft.put(TermColumn.CHINESE_STATUS, status.toString()));
        draft.put(TermColumn.CHINESE_STATUS, first.fields().getOrDefault(TermColumn.CHINESE_STATUS, ""));
        Optional<String> status = values(List.of(first.fields(), concept.fields()), TermColumn.STATUS)
                .findFirst();
        String key = concept.key() + "\0" + chinese.map(Term::text).orElse("");
        return new Pair(draft, key, status);
    }

    private static Stream<String> values(List<Map<TermColumn, String>> levels, TermColumn column) {
        return levels.stream().flatMap(level -> Optional.ofNullable(level.get(column)).stream());
    }

    /**
     * Returns the entries, and reports the counted data.
     *
     * @throws FormatException if the file has no entry, and no other problem explains it, or if it is about other
     *     languages, so that its banned words are those of another pair of languages
     */
    List<TermEntry> entries() throws FormatException {
        Set<String> decided = pairs.stream()
                .filter(pair -> pair.status().equals(Optional.of(TermStatus.PREFERRED.toString())))
                .map(Pair::key)
                .collect(Collectors.toCollection(HashSet::new));
        List<TermEntry> entries = new ArrayList<>();
        for (Pair pair : pairs) {
            String status = pair.status()
                    .orElseGet(() -> (decided.add(pair.key()) ? TermStatus.PREFERRED : TermStatus.ADMITTED).toString());
            try {
                entries.add(pair.draft().put(TermColumn.STATUS, status).entry());
            } catch (FormatException fault) {
                report(fault);
            }
        }
        boolean isPair = sides.contains(Side.CHINESE) && sides.contains(Side.ENGLISH);
        if (!isPair && !sides.isEmpty() && ((entries.isEmpty() && faults == 0) || sides.contains(Side.OTHER))) {
            throw new FormatException(
                    file.toString(),
                    "has no " + (sides.contains(Side.CHINESE) ? "English" : "Chinese") + " terms, only terms in "
                            + String.join(", ", languages),
                    "use a glossary of Chinese and English");
        }
        if (entries.isEmpty() && faults == 0) {
            throw new FormatException(
                    file.toString(),
                    "has no concept with a Chinese and an English term",
                    "check the languages of its terms");
        }
        listener.omitted(file, omissions);
        return entries;
    }

    /** Counts what a format cannot hold when it writes entries. Immutable. */
    record Losses(Omissions omissions) {
        /** Counts the values of an entry in columns that the format does not have; none of them has most limits. */
        void count(TermEntry entry, TermColumn... lost) {
            boolean isKept = entry.status() == TermStatus.DO_NOT_TRANSLATE;
            omissions.add("do-not-translate terms (written as their own translations)", isKept ? 1 : 0);
            Stream<TermColumn> limits =
                    TermColumn.LIMITS.stream().filter(column -> column != TermColumn.CASE_SENSITIVE);
            Stream.concat(Stream.of(lost), limits)
                    .forEach(column -> omissions.add(
                            "values of " + column.title(), column.of(entry).isEmpty() ? 0 : 1));
        }

        /** Counts the name of a concept that differs from the Chinese term. */
        void countName(TermEntry entry) {
            omissions.add("names of concepts", entry.concept().equals(entry.chinese()) ? 0 : 1);
        }

        /** Returns whether the entry has a regular expression, which the format cannot hold, and counts it. */
        boolean isExpression(TermEntry entry) {
            boolean isExpression = RenderingForm.isExpression(entry.english());
            omissions.add("regular expressions", isExpression ? 1 : 0);
            return isExpression;
        }

        /** Returns the English term without the mark of a stem, and counts the mark. */
        String withoutStemMark(TermEntry entry) {
            omissions.add("stem marks", RenderingForm.hasStemMark(entry.english()) ? 1 : 0);
            return entry.english().replace("|", "");
        }

        /** Returns whether a translation is banned, and counts a deprecated one, since the format only has forbidden ones. */
        boolean isBanned(TermStatus status) {
            omissions.add("deprecated translations (written as forbidden)", status == TermStatus.DEPRECATED ? 1 : 0);
            return !status.isAllowed();
        }
    }

    enum Side {
        CHINESE,
        ENGLISH,
        OTHER;

        static Side of(String name) {
            Optional<Language> language = LanguageName.of(name);
            if (language.filter(Language::isChinese).isPresent()) {
                return CHINESE;
            }
            return language.filter(Language::isEnglish).isPresent() ? ENGLISH : OTHER;
        }
    }
}
