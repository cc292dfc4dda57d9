package duiqi.glossary.format;

import com.healthmarketscience.jackcess.Column;
import com.healthmarketscience.jackcess.Database;
import com.healthmarketscience.jackcess.DatabaseBuilder;
import com.healthmarketscience.jackcess.Row;
import com.healthmarketscience.jackcess.Table;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.TermEntry;
import duiqi.io.FileStart;
import duiqi.io.XmlNode;
import duiqi.io.XmlScanner;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads XML exports of MultiTerm ({@code <mtf>}, schema MTF of Trados). Each instance of {@link Concepts} also reads the
 * concepts in a term base file, which have the same structure with shorter names.
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
    public boolean recognises(FileStart start) {
        return start.hasRoot("mtf");
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
        TermBase base = new TermBase(file, listener);
        Concepts concepts = new Concepts(base, Map.of());
        try (XmlScanner.Entries entries =
                XmlScanner.Entries.open(file, Concepts.NAMES, TermRows.TermTableFormat.damage(base::report))) {
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

    /** Reads concepts of MultiTerm, with the names of elements in files of XML or in term bases. Not thread-safe. */
    static final class Concepts {
        /** Names of the element of a concept, in lower case as all names here. */
        static final Set<String> NAMES = Set.of("conceptgrp", "cg");

        private final TermBase base;
        private final Map<String, String> locales;

        /**
         * Creates a reader.
         *
         * @param locales language codes by the names of indexes, for concepts that only have the name
         */
        Concepts(TermBase base, Map<String, String> locales) {
            this.base = base;
            this.locales = new HashMap<>();
            locales.forEach((name, locale) -> this.locales.put(TermNames.plain(name), locale));
        }

        /**
         * Adds a concept to the term base.
         *
         * @param places locations of the elements
         */
        void add(XmlNode.Element concept, Function<XmlNode.Element, Location> places) throws FormatException {
            Map<TermDraft.TermColumn, String> shared = fields(concept, false);
            String id = children(concept, "concept", "c")
                    .findFirst()
                    .map(number -> number.text().strip())
                    .orElse("");
            List<TermBase.Term> chinese = new ArrayList<>();
            List<TermBase.Term> english = new ArrayList<>();
            children(concept, "languagegrp", "lg").forEach(group -> {
                String language = language(group);
                base.addLanguage(language);
                TermBase.Side side = TermBase.Side.of(language);
                Map<TermDraft.TermColumn, String> ofLanguage = fields(group, false);
                children(group, "termgrp", "tg").forEach(term -> {
                    if (side == TermBase.Side.OTHER) {
                        base.omit("terms in other languages");
                    } else {
                        term(term, ofLanguage, places)
                                .ifPresentOrElse(
                                        (side == TermBase.Side.CHINESE ? chinese : english)::add,
                                        () -> base.omit("empty terms"));
                    }
                });
            });
            base.add(new TermBase.Concept(id, shared, chinese, english));
        }

        private Optional<TermBase.Term> term(
                XmlNode.Element group,
                Map<TermDraft.TermColumn, String> ofLanguage,
                Function<XmlNode.Element, Location> places) {
            Map<TermDraft.TermColumn, String> fields = fields(group, true);
            ofLanguage.forEach((column, value) -> fields.merge(
                    column, value, (own, shared) -> column == TermDraft.TermColumn.NOTE ? own + "; " + shared : own));
            return children(group, "term", "t")
                    .findFirst()
                    .filter(term -> !term.text().isBlank())
                    .map(term -> new TermBase.Term(term.text().strip(), fields, places.apply(term)));
        }

        /** Returns the fields of a concept, language or term, without those of its inner groups. */
        private Map<TermDraft.TermColumn, String> fields(XmlNode.Element group, boolean isOfTerm) {
            Map<TermDraft.TermColumn, String> fields = new EnumMap<>(TermDraft.TermColumn.class);
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
                    .or(() -> language.flatMap(one -> one.attribute("type").or(() -> one.attribute("name")))
                            .map(name -> locales.getOrDefault(TermNames.plain(name), name)))
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

    /**
     * Reads term bases of MultiTerm, which are databases of Microsoft Access. The table {@code mtConcepts} has the XML of
     * each concept ({@link Concepts}), and {@code mtIndexes} the languages. In locations, the line is the
     * number of the concept.
     */
    public static final class SdltbFormat implements GlossaryFormats.Format {
        private static final String CONCEPTS = "mtConcepts";
        private static final String INDEXES = "mtIndexes";

        @Override
        public String name() {
            return "sdltb";
        }

        @Override
        public List<String> extensions() {
            return List.of(".sdltb");
        }

        /** Returns whether the file is a database of Access, up to 2003 or from 2007 on. */
        @Override
        public boolean recognises(FileStart start) {
            return start.binary().startsWith("\0\1\0\0Standard Jet DB")
                    || start.binary().startsWith("\0\1\0\0Standard ACE DB");
        }

        @Override
        public boolean isWritten() {
            return false;
        }

        @Override
        public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
            if (!recognises(FileStart.of(file))) {
                throw new FormatException(
                        file.toString(),
                        "is not a term base of MultiTerm",
                        "use a file that MultiTerm or Studio created");
            }
            try {
                return TermTables.read(file, listener);
            } catch (NoClassDefFoundError missing) {
                throw FormatException.withoutLibrary(file.toString(), "Jackcess", missing);
            }
        }

        /** Reads the tables of a term base. This class is separate because its library may be missing. */
        private record TermTables(Path file, TermBase base) {
            /** Minimum number of bytes of a row, so that a damaged chain of pages ends. */
            private static final int MIN_ROW = 8;

            /** Maximum length of the XML of a concept in UTF-16 units. */
            private static final int MAX_CONCEPT_LENGTH = 1 << 24;

            static List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
                TermBase base = new TermBase(file, listener);
                try (Database database =
                        new DatabaseBuilder(file.toFile()).setReadOnly(true).open()) {
                    new TermTables(file, base).read(database);
                } catch (FormatException told) {
                    throw told;
                } catch (IOException | RuntimeException damaged) {
                    // Jackcess also throws unchecked exceptions if the pages of a damaged file contradict each other.
                    throw damaged(file, damaged);
                }
                return base.entries();
            }

            private static FormatException damaged(Path file, Exception cause) {
                return new FormatException(
                        file.toString(),
                        "is damaged or protected by a password",
                        "open it in MultiTerm, export it as MultiTerm XML, and use that file",
                        cause);
            }

            private void read(Database database) throws IOException {
                Table concepts = table(database, CONCEPTS)
                        .orElseThrow(() -> new FormatException(
                                file.toString(),
                                "is a database without the table " + CONCEPTS,
                                "use a term base of MultiTerm"));
                Concepts reader = new Concepts(base, locales(database));
                String id = column(concepts, "conceptid", 0);
                String text = column(concepts, "text", concepts.getColumnCount() - 1);
                long rows = Files.size(file) / MIN_ROW;
                for (Row row : concepts) {
                    if (--rows < 0) {
                        throw new IOException("more rows than the file can have");
                    }
                    Location place = new Location(
                            file.toString(),
                            row.get(id) instanceof Number number ? Math.max(1, number.intValue()) : 1,
                            1);
                    Optional<String> xml = Optional.ofNullable(row.get(text)).map(Object::toString);
                    if (xml.isEmpty() || xml.get().isBlank()) {
                        base.omit("empty concepts");
                    } else if (xml.get().length() > MAX_CONCEPT_LENGTH) {
                        base.report(new FormatException(
                                place,
                                "the concept has more than " + MAX_CONCEPT_LENGTH + " characters",
                                "shorten it"));
                    } else {
                        add(xml.get(), place, reader);
                    }
                }
            }

            private void add(String xml, Location place, Concepts reader) throws FormatException {
                Optional<XmlNode.Element> concept = Optional.empty();
                try {
                    concept = Optional.of(XmlNode.Element.parse(place, xml, ""));
                } catch (FormatException malformed) {
                    base.report(new FormatException(
                            place.toString(),
                            "the concept is not well-formed XML",
                            "correct it in MultiTerm",
                            malformed));
                }
                if (concept.isPresent()) {
                    reader.add(concept.get(), element -> place);
                }
            }

            /** Returns the language codes by the names of the indexes. */
            private static Map<String, String> locales(Database database) throws IOException {
                Map<String, String> locales = new HashMap<>();
                Optional<Table> indexes = table(database, INDEXES);
                if (indexes.isPresent() && indexes.get().getColumnCount() > 1) {
                    String name = indexes.get().getColumns().get(0).getName();
                    String locale = indexes.get().getColumns().get(1).getName();
                    int rest = 1000;
                    for (Row row : indexes.get()) {
                        if (row.get(name) instanceof String key
                                && row.get(locale) instanceof String code
                                && --rest > 0) {
                            locales.put(key, code);
                        }
                    }
                }
                return locales;
            }

            private static Optional<Table> table(Database database, String name) throws IOException {
                for (String found : database.getTableNames()) {
                    if (found.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                        return Optional.ofNullable(database.getTable(found));
                    }
                }
                return Optional.empty();
            }

            /** Returns the name of a column as the table spells it; of the column at an index if none has the name. */
            private static String column(Table table, String name, int otherwise) {
                return table.getColumns().stream()
                        .map(Column::getName)
                        .filter(found -> found.equalsIgnoreCase(name))
                        .findFirst()
                        .orElseGet(() -> table.getColumns().get(otherwise).getName());
            }
        }
    }
}
