package duiqi.glossary.format;

import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.io.XmlNode;
import duiqi.io.XmlScanner;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads TBX in all dialects and styles ({@link TbxFormat}). Each English term of an entry translates each of its Chinese
 * terms, unless a note restricts it ({@link TbxFormat.Note}). Without a status, the first translation is preferred and
 * the others are admitted. A Chinese term without a status has that of its translation. Definitions and notes become the
 * note. From concepts in one language, duiqi reads only terms that need no translation. Not thread-safe.
 */
final class TbxReader {
    /** Names in TBX of 2019, of 2008 and of the first TBX-Min, which is older. */
    private static final Set<String> CONCEPTS = Set.of("conceptentry", "termentry", "entry");

    private static final Set<String> SECTIONS = Set.of("langsec", "langset", "langgroup");
    private static final Set<String> TERMS = Set.of("termsec", "tig", "ntig", "termgroup");

    /** Key of the English terms that translate all Chinese terms of a concept. */
    private static final String ANY = "";

    private final TermBase base;
    private final List<TermEntry> entries = new ArrayList<>();

    TbxReader(TermBase base) {
        this.base = base;
    }

    List<TermEntry> read(Path file) throws IOException {
        try (XmlScanner.Entries concepts =
                XmlScanner.Entries.open(file, CONCEPTS, TermRows.TermTableFormat.damage(base::report))) {
            if (!Set.of("tbx", "martif").contains(concepts.root())) {
                throw new FormatException(
                        new Location(file.toString(), 1, 1),
                        "is not TBX: it begins with <" + TermDraft.shown(concepts.root()) + ">",
                        "use a file that begins with <tbx> or <martif>");
            }
            for (Optional<XmlScanner.Entry> entry = concepts.next(); entry.isPresent(); entry = concepts.next()) {
                read(entry.get());
            }
        }
        return base.finish(entries);
    }

    private void read(XmlScanner.Entry entry) throws FormatException {
        XmlNode.Element concept = entry.element();
        countRest(concept);
        Fields ofConcept = fields(outside(concept, SECTIONS));
        List<Term> chinese = terms(concept, TermBase.Side.CHINESE, ofConcept);
        List<Term> english = terms(concept, TermBase.Side.ENGLISH, ofConcept);
        if (chinese.isEmpty() || english.isEmpty()) {
            readWhole(entry, chinese, english);
            return;
        }
        Map<String, List<Integer>> renderings = new HashMap<>();
        for (int i = 0; i < english.size(); i++) {
            renderings
                    .computeIfAbsent(english.get(i).onlyRenders().orElse(ANY), only -> new ArrayList<>())
                    .add(i);
        }
        List<Integer> ofAny = renderings.getOrDefault(ANY, List.of());
        if (!base.isBounded(chinese.size(), ofAny.size(), entry.location())) {
            return;
        }
        Set<String> preferred = new HashSet<>();
        for (Term zh : chinese) {
            List<Integer> ofOne = zh.text().isEmpty() ? List.of() : renderings.getOrDefault(zh.text(), List.of());
            for (int i : Stream.concat(ofAny.stream(), ofOne.stream()).sorted().toList()) {
                add(new TermPair(entry, Optional.of(zh), Optional.of(english.get(i))), preferred);
            }
        }
    }

    private void add(TermPair pair, Set<String> preferred) throws FormatException {
        try {
            entries.add(pair.read(preferred));
        } catch (FormatException fault) {
            base.report(fault);
        }
    }

    /** Reads the terms of a concept in one language that need no translation. */
    private void readWhole(XmlScanner.Entry entry, List<Term> chinese, List<Term> english) throws FormatException {
        List<Term> whole = Stream.concat(chinese.stream(), english.stream())
                .filter(term -> term.levels().get(0).isWhole())
                .toList();
        for (Term term : whole) {
            add(
                    chinese.isEmpty()
                            ? new TermPair(entry, Optional.empty(), Optional.of(term))
                            : new TermPair(entry, Optional.of(term), Optional.empty()),
                    new HashSet<>());
        }
        if (whole.isEmpty()) {
            base.omit(chinese.isEmpty() ? "concepts without a Chinese term" : "concepts without an English term");
        }
    }

    /** Counts the content of a concept that a glossary does not have. */
    private void countRest(XmlNode.Element concept) {
        for (XmlNode.Element section :
                concept.elements().filter(inner -> is(inner, SECTIONS)).toList()) {
            base.addLanguage(code(section));
        }
        sections(concept, TermBase.Side.OTHER)
                .flatMap(TbxReader::termSections)
                .forEach(term -> base.omit("terms in other languages"));
        concept.elements()
                .filter(inner -> !is(inner, SECTIONS) || side(inner) != TermBase.Side.OTHER)
                .flatMap(inner -> Stream.concat(Stream.of(inner), inner.descendants()))
                .flatMap(inner -> Fields.lost(inner).stream())
                .forEach(base::omitField);
    }

    private List<Term> terms(XmlNode.Element concept, TermBase.Side language, Fields ofConcept) {
        List<Term> terms = new ArrayList<>();
        sections(concept, language).forEach(section -> {
            Fields ofSection = fields(outside(section, TERMS));
            termSections(section).forEach(term -> {
                List<Fields> levels = List.of(fields(term.descendants()), ofSection, ofConcept);
                terms.add(new Term(term, levels, base.note(levels.stream().flatMap(level -> level.notes().stream()))));
            });
        });
        return terms;
    }

    private Fields fields(Stream<XmlNode.Element> elements) {
        Fields fields = new Fields();
        elements.forEach(element -> {
            if (!fields.add(element)) {
                base.omit(TermBase.LONG_NOTES);
            }
        });
        return fields;
    }

    private static Stream<XmlNode.Element> sections(XmlNode.Element concept, TermBase.Side language) {
        return concept.elements().filter(section -> is(section, SECTIONS) && side(section) == language);
    }

    private static Stream<XmlNode.Element> termSections(XmlNode.Element section) {
        return section.elements().filter(inner -> is(inner, TERMS));
    }

    private static TermBase.Side side(XmlNode.Element section) {
        return TermBase.Side.of(code(section));
    }

    private static String code(XmlNode.Element section) {
        return section.attribute("xml:lang").or(() -> section.attribute("lang")).orElse("");
    }

    /** Returns the content of an element without inner elements that have one of the given names. */
    private static Stream<XmlNode.Element> outside(XmlNode.Element element, Set<String> names) {
        return element.elements()
                .filter(inner -> !is(inner, names))
                .flatMap(inner -> Stream.concat(Stream.of(inner), inner.descendants()));
    }

    private static boolean is(XmlNode.Element element, Set<String> names) {
        return names.contains(Fields.local(element));
    }

    /**
     * Holds the fields of some TBX elements. The type of an element is its data category; without a type, its name is.
     * Not thread-safe.
     */
    private static final class Fields {
        /** Data categories that become part of an entry. */
        private static final Set<String> KEPT = Set.of(
                "note",
                "definition",
                "administrativestatus",
                "normativeauthorization",
                "termstatus",
                "usagestatus",
                "termtype",
                "partofspeech",
                "subjectfield");

        /** Elements that hold data without a type, as in the style DCT. */
        private static final Set<String> LEAVES = Set.of(
                "context",
                "source",
                "customersubset",
                "projectsubset",
                "externalcrossreference",
                "crossreference",
                "grammaticalgender",
                "geographicalusage",
                "termlocation",
                "xgraphic",
                "date",
                "customer",
                "xref",
                "ref");

        /** First element of each data category, by name in lower case. */
        private final Map<String, XmlNode.Element> categories = new HashMap<>();

        private final Map<TermDraft.TermColumn, String> own = new EnumMap<>(TermDraft.TermColumn.class);
        private final Set<String> notes = new LinkedHashSet<>();
        private int lengthOfNotes;

        /** Adds an element. Returns false if it is a note, and the notes would become too long. */
        boolean add(XmlNode.Element element) {
            String name = local(element);
            String category = name.equals("note")
                    ? name
                    : element.attribute("type").orElse(name).strip().toLowerCase(Locale.ROOT);
            String text = element.text().strip();
            Optional<Map.Entry<TermDraft.TermColumn, String>> flag = TermNames.flag(category, text);
            Optional<TbxFormat.Note> note = category.equals("note") ? TbxFormat.Note.of(text) : Optional.empty();
            if (note.isPresent()) {
                own.putIfAbsent(note.get().column(), note.get().text());
            } else if (flag.isPresent()) {
                flag.filter(set -> !set.getValue().isEmpty())
                        .ifPresent(set -> own.putIfAbsent(set.getKey(), set.getValue()));
            } else if ((category.equals("note") || category.equals("definition")) && !text.isEmpty()) {
                boolean isShort = lengthOfNotes + text.length() <= TermBase.MAX_NOTE_LENGTH;
                lengthOfNotes += isShort && notes.add(text) ? text.length() : 0;
                return isShort;
            } else {
                categories.putIfAbsent(category, element);
            }
            return true;
        }

        /** Returns the data category of an element that a glossary does not have; empty for other elements. */
        static Optional<String> lost(XmlNode.Element element) {
            String name = local(element);
            boolean isCategory =
                    LEAVES.contains(name) || (element.attribute("type").isPresent() && !name.equals("termnotegrp"));
            String type = element.attribute("type").orElse(name).strip();
            boolean isFlag = TermNames.flag(type, element.text()).isPresent();
            return isCategory && !isFlag && !element.text().isBlank() && !KEPT.contains(type.toLowerCase(Locale.ROOT))
                    ? Optional.of(type)
                    : Optional.empty();
        }

        /** Returns the name of an element in lower case, without the prefix of its module. */
        static String local(XmlNode.Element element) {
            return element.name().substring(element.name().indexOf(':') + 1);
        }

        /**
         * Returns the element of a data category.
         *
         * @param name name in lower case
         */
        Optional<XmlNode.Element> category(String name) {
            return Optional.ofNullable(categories.get(name));
        }

        /** Returns the value of a duiqi note. */
        Optional<String> own(TermDraft.TermColumn column) {
            return Optional.ofNullable(own.get(column));
        }

        /** Returns the element with the status of the term. */
        Optional<XmlNode.Element> status() {
            return category("administrativestatus")
                    .or(() -> category("normativeauthorization"))
                    .or(() -> category("termstatus"))
                    .or(() -> category("usagestatus"));
        }

        /** Returns whether the term needs no translation: it is banned, or not to be translated. */
        boolean isWhole() {
            return own(TermDraft.TermColumn.STATUS)
                    .or(() -> status().map(status -> TbxFormat.Categories.read(status.text())))
                    .flatMap(TermStatus::named)
                    .filter(status -> !status.isAllowed() || status == TermStatus.DO_NOT_TRANSLATE)
                    .isPresent();
        }

        /** Returns the definitions and notes. */
        Set<String> notes() {
            return notes;
        }
    }

    /**
     * Holds a term of a TBX entry. Immutable.
     *
     * @param levels fields of the term, of its language section and of the concept, in this order
     * @param note notes and definitions of all levels
     */
    private record Term(XmlNode.Element section, List<Fields> levels, String note) {
        Term {
            levels = List.copyOf(levels);
        }

        /** Returns the element of the term; in TBX of 2008, an inner group contains it. */
        Optional<XmlNode.Element> term() {
            return section.descendants()
                    .filter(inner -> Fields.local(inner).equals("term"))
                    .findFirst();
        }

        String text() {
            return term().map(TermPair::text).orElse("");
        }

        /** Returns the only Chinese term of the concept that this English term translates, if a note restricts it. */
        Optional<String> onlyRenders() {
            return levels.get(0).own(TermDraft.TermColumn.CHINESE);
        }
    }

    /** Holds a Chinese and an English term of a TBX entry, or one of them. Immutable. */
    private record TermPair(XmlScanner.Entry entry, Optional<Term> chinese, Optional<Term> english) {
        /**
         * Returns the glossary entry.
         *
         * @param preferred Chinese terms that already have a preferred translation; this one is added
         */
        TermEntry read(Set<String> preferred) throws FormatException {
            Term first = english.or(() -> chinese).orElseThrow();
            List<Fields> levels = first.levels();
            TermDraft draft = new TermDraft(entry.at(first.section()));
            Fields nearest = levels.get(0);
            Fields ofConcept = levels.get(levels.size() - 1);
            draft.put(
                    TermDraft.TermColumn.CONCEPT,
                    ofConcept
                            .own(TermDraft.TermColumn.CONCEPT)
                            .or(() -> entry.element().attribute("id"))
                            .orElse(""));
            put(draft, TermDraft.TermColumn.CHINESE, chinese.flatMap(Term::term));
            put(draft, TermDraft.TermColumn.ENGLISH, english.flatMap(Term::term));
            putStatus(draft, TermDraft.TermColumn.STATUS, nearest);
            Optional<Fields> ofChinese = chinese.map(term -> term.levels().get(0));
            ofChinese.ifPresent(fields -> putStatus(draft, TermDraft.TermColumn.CHINESE_STATUS, fields));
            draft.put(
                    TermDraft.TermColumn.CHINESE_STATUS,
                    nearest.own(TermDraft.TermColumn.CHINESE_STATUS)
                            .or(() -> ofChinese.flatMap(fields -> fields.own(TermDraft.TermColumn.STATUS)))
                            .orElse(""));
            Optional<XmlNode.Element> type = nearest.category("termtype");
            draft.put(
                    TermDraft.TermColumn.TYPE,
                    type.map(one -> TbxFormat.Categories.readType(text(one))).orElse(""));
            nearest.category("partofspeech")
                    .ifPresent(pos -> draft.put(
                            TermDraft.TermColumn.POS,
                            TermNames.value(TermDraft.TermColumn.POS, pos.text()),
                            entry.at(pos)));
            put(
                    draft,
                    TermDraft.TermColumn.DOMAIN,
                    levels.stream()
                            .flatMap(level -> level.category("subjectfield").stream())
                            .findFirst());
            draft.put(TermDraft.TermColumn.NOTE, first.note());
            Stream.concat(
                            Stream.of(
                                    TermDraft.TermColumn.STATUS,
                                    TermDraft.TermColumn.TYPE,
                                    TermDraft.TermColumn.POS,
                                    TermDraft.TermColumn.DOMAIN),
                            TermDraft.TermColumn.LIMITS.stream())
                    .forEach(column -> draft.put(column, nearest.own(column).orElse("")));
            TermEntry read = draft.entry();
            boolean isFirst = read.status() != TermStatus.PREFERRED || preferred.add(read.chinese());
            return isFirst || says(nearest)
                    ? read
                    : draft.put(TermDraft.TermColumn.STATUS, TermStatus.ADMITTED.toString())
                            .entry();
        }

        private void putStatus(TermDraft draft, TermDraft.TermColumn column, Fields fields) {
            fields.status()
                    .ifPresent(status -> draft.put(column, TbxFormat.Categories.read(status.text()), entry.at(status)));
        }

        private static boolean says(Fields fields) {
            return fields.status().isPresent()
                    || fields.own(TermDraft.TermColumn.STATUS).isPresent();
        }

        private void put(TermDraft draft, TermDraft.TermColumn column, Optional<XmlNode.Element> element) {
            element.ifPresent(found -> draft.put(column, text(found), entry.at(found)));
        }

        private static String text(XmlNode.Element element) {
            return element.text().strip();
        }
    }
}
