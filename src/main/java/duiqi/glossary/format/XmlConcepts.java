package duiqi.glossary.format;

import duiqi.glossary.TermEntry;
import duiqi.glossary.format.TermBase.Side;
import duiqi.glossary.format.TermBase.Term;
import duiqi.io.XmlNode.Element;
import duiqi.io.XmlScanner;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads TBX in all dialects and styles ({@link TbxFormat}), and MultiTerm ({@link MultitermFormat}) with long or short
 * names of elements, into a {@link TermBase}. The type of an element is its data category; without a type, its name is.
 * Definitions and notes become the note. All names are in lower case. Not thread-safe.
 */
final class XmlConcepts {
    /** Names in TBX of 2019, of 2008 and of the first TBX-Min, which is older, and in MultiTerm. */
    private static final Set<String> CONCEPTS = Set.of("conceptentry", "termentry", "entry", "conceptgrp", "cg");

    private static final Set<String> SECTIONS = Set.of("langsec", "langset", "langgroup", "languagegrp", "lg");
    private static final Set<String> GROUPS = Set.of("termsec", "tig", "ntig", "termgroup", "termgrp", "tg");
    private static final Set<String> TERM = Set.of("term", "t");
    private static final Set<String> CHANGES = Set.of("transacgrp", "trg");

    /** Elements that hold data without a type, as in the style DCT, and that a glossary does not have. */
    private static final Set<String> LEAVES =
            Set.of(("context source customersubset projectsubset externalcrossreference crossreference"
                            + " grammaticalgender geographicalusage termlocation xgraphic date customer xref ref")
                    .split(" "));

    private final TermBase base;
    private final boolean isTbx;

    XmlConcepts(TermBase base, boolean isTbx) {
        this.base = base;
        this.isTbx = isTbx;
    }

    List<TermEntry> read(Path file) throws IOException {
        List<String> roots = isTbx ? List.of("tbx", "martif") : List.of("mtf");
        try (XmlScanner.Entries entries =
                XmlScanner.Entries.open(file, CONCEPTS, TermTableFormat.damage(base::report))) {
            if (!roots.contains(entries.root())) {
                throw new FormatException(
                        new Location(file.toString(), 1, 1),
                        "is not " + (isTbx ? "TBX" : "MultiTerm XML") + ": it begins with <"
                                + TermDraft.shown(entries.root()) + ">",
                        "use a file that begins with <" + String.join("> or <", roots) + ">");
            }
            for (Optional<XmlScanner.Entry> entry = entries.next(); entry.isPresent(); entry = entries.next()) {
                read(entry.get());
            }
        }
        return base.entries();
    }

    private void read(XmlScanner.Entry entry) throws FormatException {
        Element concept = entry.element();
        Map<TermColumn, String> shared = fields(outside(concept, SECTIONS), false);
        Map<Side, List<Term>> terms = new EnumMap<>(Side.class);
        inside(concept, SECTIONS).forEach(section -> {
            String language = language(section);
            base.addLanguage(language);
            Side side = Side.of(language);
            List<Term> ofSide = terms.computeIfAbsent(side, any -> new ArrayList<>());
            Map<TermColumn, String> inSection = side == Side.OTHER ? Map.of() : fields(outside(section, GROUPS), false);
            inside(section, GROUPS).forEach(group -> {
                if (side == Side.OTHER) {
                    base.omit("terms in other languages");
                } else {
                    term(group, inSection, entry).ifPresentOrElse(ofSide::add, () -> base.omit("empty terms"));
                }
            });
        });
        String id = Optional.ofNullable(shared.get(TermColumn.CONCEPT))
                .or(() -> concept.attribute("id"))
                .or(() -> inside(concept, Set.of("concept", "c"))
                        .findFirst()
                        .map(number -> number.text().strip()))
                .orElse("");
        TermBase.Concept read = new TermBase.Concept(
                id,
                entry.location().toString(),
                shared,
                terms.getOrDefault(Side.CHINESE, List.of()),
                terms.getOrDefault(Side.ENGLISH, List.of()));
        if (isTbx) {
            base.add(read);
        } else {
            base.addDistinct(read);
        }
    }

    /** Returns the language code of a section; the name of its index in MultiTerm if it has no code. */
    private static String language(Element section) {
        Stream<Element> places = Stream.concat(
                Stream.of(section), inside(section, Set.of("language", "l")).limit(1));
        List<Element> all = places.toList();
        return Stream.of("xml:lang", "lang", "locale", "type", "name")
                .flatMap(name -> all.stream().flatMap(place -> place.attribute(name).stream()))
                .filter(code -> !code.isBlank())
                .findFirst()
                .orElse("");
    }

    /** Reads a term; in TBX of 2008, an inner group may contain it. */
    private Optional<Term> term(Element group, Map<TermColumn, String> inSection, XmlScanner.Entry entry) {
        Map<TermColumn, String> fields = fields(group.descendants(), true);
        inSection.forEach((column, value) ->
                fields.merge(column, value, (own, shared) -> column == TermColumn.NOTE ? own + "; " + shared : own));
        Optional<Element> term = group.descendants()
                .filter(inner -> TERM.contains(inner.localName()))
                .findFirst();
        String text = term.map(one -> one.text().strip()).orElse("");
        return Optional.of(new Term(text, fields, entry.at(term.orElse(group))))
                .filter(one -> isTbx || !text.isEmpty());
    }

    /** Returns the fields of some elements. Notes of duiqi have priority. */
    private Map<TermColumn, String> fields(Stream<Element> elements, boolean isOfTerm) {
        Map<TermColumn, String> fields = new EnumMap<>(TermColumn.class);
        Map<TermColumn, String> own = new EnumMap<>(TermColumn.class);
        elements.forEach(element -> {
            String name = element.localName();
            if (!isTbx && CHANGES.contains(name)) {
                base.omit("dates and users of changes");
            }
            if (!isCategory(element)) {
                return;
            }
            String text = element.text().strip();
            Optional<TbxFormat.Note> note = name.equals("note") ? TbxFormat.Note.of(text) : Optional.empty();
            String type = element.attribute("type").orElse(name).strip();
            boolean isStatus = isTbx && TermNames.field(type).equals(Optional.of(TermColumn.STATUS));
            if (note.isPresent()) {
                own.putIfAbsent(note.get().column(), note.get().text());
            } else if (isOfTerm && isStatus && TermNames.status(text).isEmpty() && !text.isEmpty()) {
                // An unknown status is an error, since it may forbid the term.
                fields.put(TermColumn.STATUS, text);
            } else {
                base.put(fields, name.equals("note") ? name : type, text, isOfTerm);
            }
        });
        fields.putAll(own);
        return fields;
    }

    private boolean isCategory(Element element) {
        String name = element.localName();
        if (!isTbx) {
            return name.equals("descrip") || name.equals("d");
        }
        return LEAVES.contains(name)
                || TermNames.field(name).isPresent()
                || (element.attribute("type").isPresent() && !name.equals("termnotegrp"));
    }

    private static Stream<Element> inside(Element element, Set<String> names) {
        return element.elements().filter(inner -> names.contains(inner.localName()));
    }

    /** Returns the content of an element without inner elements that have one of the given names. */
    private static Stream<Element> outside(Element element, Set<String> names) {
        return element.elements()
                .filter(inner -> !names.contains(inner.localName()))
                .flatMap(inner -> Stream.concat(Stream.of(inner), inner.descendants()));
    }
}
