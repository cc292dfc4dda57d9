package duiqi.glossary.format;

import duiqi.glossary.TermEntry;
import duiqi.glossary.format.TermBase.Side;
import duiqi.glossary.format.TermBase.Term;
import duiqi.io.XmlNode;
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
 * Reads TBX in all dialects and styles ({@link TbxFormat}) into a {@link TermBase}. The type of an element is its data
 * category; without a type, its name is. Definitions and notes become the note. Not thread-safe.
 */
final class TbxReader {
    /** Names in TBX of 2019, of 2008 and of the first TBX-Min, which is older. */
    private static final Set<String> CONCEPTS = Set.of("conceptentry", "termentry", "entry");

    private static final Set<String> SECTIONS = Set.of("langsec", "langset", "langgroup");
    private static final Set<String> TERMS = Set.of("termsec", "tig", "ntig", "termgroup");

    /** Elements that hold data without a type, as in the style DCT, and that a glossary does not have. */
    private static final Set<String> LEAVES =
            Set.of(("context source customersubset projectsubset externalcrossreference crossreference"
                            + " grammaticalgender geographicalusage termlocation xgraphic date customer xref ref")
                    .split(" "));

    private final TermBase base;

    TbxReader(TermBase base) {
        this.base = base;
    }

    List<TermEntry> read(Path file) throws IOException {
        try (XmlScanner.Entries concepts =
                XmlScanner.Entries.open(file, CONCEPTS, TermTableFormat.damage(base::report))) {
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
        return base.entries();
    }

    private void read(XmlScanner.Entry entry) throws FormatException {
        XmlNode.Element concept = entry.element();
        Map<TermColumn, String> shared = fields(outside(concept, SECTIONS), false);
        Map<Side, List<Term>> terms = new EnumMap<>(Side.class);
        concept.elements().filter(inner -> is(inner, SECTIONS)).forEach(section -> {
            String language = section.attribute("xml:lang")
                    .or(() -> section.attribute("lang"))
                    .orElse("");
            Side side = Side.of(language);
            base.addLanguage(language);
            Stream<XmlNode.Element> ofSection = section.elements().filter(inner -> is(inner, TERMS));
            if (side == Side.OTHER) {
                ofSection.forEach(term -> base.omit("terms in other languages"));
                return;
            }
            Map<TermColumn, String> inSection = fields(outside(section, TERMS), false);
            ofSection.forEach(term ->
                    terms.computeIfAbsent(side, any -> new ArrayList<>()).add(term(term, inSection, entry)));
        });
        String id =
                shared.getOrDefault(TermColumn.CONCEPT, concept.attribute("id").orElse(""));
        base.add(new TermBase.Concept(
                id,
                entry.location().toString(),
                shared,
                terms.getOrDefault(Side.CHINESE, List.of()),
                terms.getOrDefault(Side.ENGLISH, List.of())));
    }

    /** Reads a term; in TBX of 2008, an inner group may contain it. */
    private Term term(XmlNode.Element section, Map<TermColumn, String> inSection, XmlScanner.Entry entry) {
        Map<TermColumn, String> fields = fields(section.descendants(), true);
        inSection.forEach((column, value) ->
                fields.merge(column, value, (own, shared) -> column == TermColumn.NOTE ? own + "; " + shared : own));
        Optional<XmlNode.Element> term = section.descendants()
                .filter(inner -> inner.localName().equals("term"))
                .findFirst();
        return new Term(term.map(element -> element.text().strip()).orElse(""), fields, entry.at(term.orElse(section)));
    }

    /** Returns the fields of some elements. Notes of duiqi have priority. */
    private Map<TermColumn, String> fields(Stream<XmlNode.Element> elements, boolean isOfTerm) {
        Map<TermColumn, String> fields = new EnumMap<>(TermColumn.class);
        Map<TermColumn, String> own = new EnumMap<>(TermColumn.class);
        elements.filter(TbxReader::isCategory).forEach(element -> {
            String name = element.localName();
            String text = element.text().strip();
            Optional<TbxFormat.Note> note = name.equals("note") ? TbxFormat.Note.of(text) : Optional.empty();
            String type = element.attribute("type").orElse(name).strip();
            boolean isStatus = TermNames.field(type).equals(Optional.of(TermColumn.STATUS));
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

    private static boolean isCategory(XmlNode.Element element) {
        String name = element.localName();
        return LEAVES.contains(name)
                || TermNames.field(name).isPresent()
                || (element.attribute("type").isPresent() && !name.equals("termnotegrp"));
    }

    /** Returns the content of an element without inner elements that have one of the given names. */
    private static Stream<XmlNode.Element> outside(XmlNode.Element element, Set<String> names) {
        return element.elements()
                .filter(inner -> !is(inner, names))
                .flatMap(inner -> Stream.concat(Stream.of(inner), inner.descendants()));
    }

    private static boolean is(XmlNode.Element element, Set<String> names) {
        return names.contains(element.localName());
    }
}
