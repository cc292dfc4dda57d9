package duiqi.glossary.format;

import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.TermEntry;
import duiqi.glossary.format.TermBase.Side;
import duiqi.glossary.format.TermBase.Term;
import duiqi.io.FileStart;
import duiqi.io.XmlNode;
import duiqi.io.XmlScanner;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads XML exports of MultiTerm ({@code <mtf>}, schema MTF of Trados), and refuses its term bases, which are databases of
 * Microsoft Access.
 */
public final class MultitermFormat implements GlossaryFormats.Format {
    @Override
    public String name() {
        return "multiterm";
    }

    @Override
    public List<String> extensions() {
        return List.of(".mtf.xml", ".mtf");
    }

    @Override
    public List<String> refusedExtensions() {
        return List.of(".sdltb");
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.hasRoot("mtf") || isDatabase(start);
    }

    private static boolean isDatabase(FileStart start) {
        return start.binary().startsWith("\0\1\0\0Standard Jet DB")
                || start.binary().startsWith("\0\1\0\0Standard ACE DB");
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
        if (isDatabase(FileStart.of(file))) {
            throw new FormatException(
                    file.toString(),
                    "is a database of Access, as term bases of MultiTerm are",
                    "export it in MultiTerm as MultiTerm XML");
        }
        TermBase base = new TermBase(file, listener);
        Concepts concepts = new Concepts(base);
        try (XmlScanner.Entries entries =
                XmlScanner.Entries.open(file, Concepts.NAMES, TermTableFormat.damage(base::report))) {
            if (!entries.root().equals("mtf")) {
                throw new FormatException(
                        new Location(file.toString(), 1, 1),
                        "is not MultiTerm XML: it begins with <" + TermDraft.shown(entries.root()) + ">",
                        "use a file that begins with <mtf>");
            }
            for (Optional<XmlScanner.Entry> entry = entries.next(); entry.isPresent(); entry = entries.next()) {
                concepts.add(entry.get().element(), entry.get()::at);
            }
        }
        return base.entries();
    }

    /** Reads concepts of MultiTerm. Not thread-safe. */
    static final class Concepts {
        /** Names of the element of a concept, in lower case as all names here. */
        static final Set<String> NAMES = Set.of("conceptgrp", "cg");

        private final TermBase base;

        Concepts(TermBase base) {
            this.base = base;
        }

        /**
         * Adds a concept to the term base.
         *
         * @param places locations of the elements
         */
        void add(XmlNode.Element concept, Function<XmlNode.Element, Location> places) throws FormatException {
            Map<TermColumn, String> shared = fields(concept, false);
            String id = children(concept, "concept", "c")
                    .findFirst()
                    .map(number -> number.text().strip())
                    .orElse("");
            List<Term> chinese = new ArrayList<>();
            List<Term> english = new ArrayList<>();
            children(concept, "languagegrp", "lg").forEach(group -> {
                String language = language(group);
                base.addLanguage(language);
                Side side = Side.of(language);
                Map<TermColumn, String> ofLanguage = fields(group, false);
                children(group, "termgrp", "tg").forEach(term -> {
                    if (side == Side.OTHER) {
                        base.omit("terms in other languages");
                    } else {
                        term(term, ofLanguage, places)
                                .ifPresentOrElse(
                                        (side == Side.CHINESE ? chinese : english)::add,
                                        () -> base.omit("empty terms"));
                    }
                });
            });
            base.addDistinct(new TermBase.Concept(id, shared, chinese, english));
        }

        private Optional<Term> term(
                XmlNode.Element group, Map<TermColumn, String> ofLanguage, Function<XmlNode.Element, Location> places) {
            Map<TermColumn, String> fields = fields(group, true);
            ofLanguage.forEach((column, value) -> fields.merge(
                    column, value, (own, shared) -> column == TermColumn.NOTE ? own + "; " + shared : own));
            return children(group, "term", "t")
                    .findFirst()
                    .filter(term -> !term.text().isBlank())
                    .map(term -> new Term(term.text().strip(), fields, places.apply(term)));
        }

        /** Returns the fields of a concept, language or term, without those of its inner groups. */
        private Map<TermColumn, String> fields(XmlNode.Element group, boolean isOfTerm) {
            Map<TermColumn, String> fields = new EnumMap<>(TermColumn.class);
            children(group, "transacgrp", "trg").forEach(change -> base.omit("dates and users of changes"));
            children(group, "descripgrp", "dg")
                    .flatMap(XmlNode.Element::descendants)
                    .filter(inner -> is(inner, "descrip", "d"))
                    .forEach(field -> base.put(fields, field.attribute("type").orElse(""), field.text(), isOfTerm));
            return fields;
        }

        /** Returns the language code of a group; the name of its index if it has no code. */
        private String language(XmlNode.Element group) {
            Optional<XmlNode.Element> language =
                    children(group, "language", "l").findFirst();
            return language.flatMap(one -> one.attribute("lang").or(() -> one.attribute("locale")))
                    .filter(code -> !code.isBlank())
                    .or(() -> language.flatMap(one -> one.attribute("type").or(() -> one.attribute("name"))))
                    .orElse("");
        }

        private static Stream<XmlNode.Element> children(XmlNode.Element group, String name, String shortName) {
            return group.elements().filter(child -> is(child, name, shortName));
        }

        private static boolean is(XmlNode.Element element, String name, String shortName) {
            String own = element.name().toLowerCase(Locale.ROOT);
            return own.equals(name) || own.equals(shortName);
        }
    }
}
