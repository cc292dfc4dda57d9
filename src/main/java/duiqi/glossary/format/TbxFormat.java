package duiqi.glossary.format;

import duiqi.exchange.Omissions;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.io.FileStart;
import duiqi.io.XmlEscape;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads and writes TBX, the standard format for termbases. Reads ISO 30042:2019 in the dialects Core, Min and Basic, with
 * data categories as attributes (DCA) or as tags (DCT), and ISO 30042:2008 with {@code martif}. Writes TBX-Basic of 2019
 * with attributes. Notes ({@link Note}) store data for which TBX has no element.
 */
public final class TbxFormat implements GlossaryFormats.Format {
    @Override
    public String name() {
        return "tbx";
    }

    @Override
    public List<String> extensions() {
        return List.of(".tbx");
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.root()
                .filter(root -> Set.of("tbx", "martif").contains(root.name().toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    @Override
    public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
        return new XmlConcepts(new TermBase(file, listener), true).read(file);
    }

    @Override
    public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
        new TbxWriter(out, omissions).write(glossary);
    }

    /**
     * Stores a part of an entry that TBX cannot express, as a note of the English term:
     * {@code x-duiqi-status: forbidden}. TBX has no forbidden terms, so they are written as deprecated with this note,
     * and terms that are not to be translated as preferred ones. Other notes store where an entry counts, and values of {@code type}, {@code pos} and
     * {@code domain} that the standard does not have. The note {@code x-duiqi-zh} gives the only Chinese term that the
     * English term translates, if the concept has several. The note {@code x-duiqi-zh-status} gives a status of the Chinese
     * as a translation of only this English. The note {@code x-duiqi-concept} gives the id of a concept,
     * if it is not a valid XML id. Immutable.
     */
    record Note(TermColumn column, String text) {
        private static final String PREFIX = "x-duiqi-";
        private static final Pattern FORM = Pattern.compile(PREFIX + "([a-z-]+): (.*)", Pattern.DOTALL);

        /** Parses the text of a note; empty if the note is for human readers. */
        static Optional<Note> of(String note) {
            Matcher matcher = FORM.matcher(note.strip());
            return matcher.matches()
                    ? TermColumn.named(matcher.group(1))
                            .map(column -> new Note(column, matcher.group(2).strip()))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return PREFIX + column.title() + ": " + text;
        }
    }

    /** Writes a glossary as TBX ({@link TbxFormat}), one entry for each concept. Not thread-safe. */
    private static final class TbxWriter {
        /** Matches XML names that are valid in every edition of XML, with the Chinese characters of the first ones. */
        private static final Pattern XML_ID = Pattern.compile("[A-Za-z_\u4E00-\u9FA5][A-Za-z0-9._\u4E00-\u9FA5-]*");

        /** Parts of speech in TBX-Basic (ISO 30042:2019 and the module definitions of the TBX council). */
        private static final Set<String> PARTS_OF_SPEECH = Set.of("noun", "verb", "adjective", "adverb", "other");

        /** Types of terms in TBX-Basic. It has no plain term, which is a full form there. */
        private static final Set<String> TYPES =
                Set.of("term", "acronym", "abbreviation", "shortForm", "variant", "phrase");

        /** The parts of a file before and after its concepts. */
        private static final String HEAD = """
                <?xml version="1.0" encoding="UTF-8"?>
                <tbx type="TBX-Basic" style="dca" xml:lang="zh-CN" xmlns="urn:iso:std:iso:30042:ed-2">
                  <tbxHeader>
                    <fileDesc><sourceDesc><p>duiqi</p></sourceDesc></fileDesc>
                  </tbxHeader>
                  <text>
                    <body>
                """;

        private static final String TAIL = """
                    </body>
                  </text>
                </tbx>
                """;

        private final Writer out;
        private final XmlEscape escape;
        private int generated;

        TbxWriter(OutputStream stream, Omissions omissions) {
            this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            this.escape = omissions.xml(StandardCharsets.UTF_8);
        }

        void write(Glossary glossary) throws IOException {
            List<Glossary.Concept> concepts = glossary.concepts();
            if (glossary.entries().isEmpty()) {
                throw new FormatException("the glossary", "has no entries, and TBX needs one", "use another format");
            }
            Set<String> ids = concepts.stream().map(Glossary.Concept::id).collect(Collectors.toSet());
            out.write(HEAD);
            for (Glossary.Concept concept : concepts) {
                write(concept, ids);
            }
            for (TermEntry ban : glossary.bans()) {
                writeBan(ban, ids);
            }
            out.write(TAIL);
            out.flush();
        }

        private void write(Glossary.Concept concept, Set<String> ids) throws IOException {
            boolean isId = XML_ID.matcher(concept.id()).matches();
            line(3, "<conceptEntry id=\"" + escape.attribute(isId ? concept.id() : generatedId(ids)) + "\">");
            Optional<String> field = subjectField(concept);
            category(4, "descrip", "subjectField", field.orElse(""));
            if (!isId) {
                note(4, new Note(TermColumn.CONCEPT, concept.id()).toString());
            }
            begin(Language.CHINESE);
            for (String chinese : concept.chinese()) {
                beginTerm(chinese);
                Optional<TermStatus> status = chineseStatus(concept, chinese);
                if (status.isPresent()) {
                    category(6, "termNote", "administrativeStatus", category(status.get()));
                    ownStatus(status.get());
                }
                endTerm();
            }
            end();
            begin(Language.ENGLISH);
            boolean isProduct = isProduct(concept);
            for (TermEntry one : concept.entries()) {
                if (!isProduct || one.chinese().equals(concept.chinese().get(0))) {
                    write(one, field, !isProduct);
                    own(
                            TermColumn.CHINESE_STATUS,
                            chineseStatus(concept, one.chinese()).isPresent() ? "" : TermColumn.CHINESE_STATUS.of(one));
                    endTerm();
                }
            }
            end();
            line(3, "</conceptEntry>");
        }

        /** Writes a banned word as a concept of one language, since a term of a concept would translate the others. */
        private void writeBan(TermEntry ban, Set<String> ids) throws IOException {
            line(3, "<conceptEntry id=\"" + generatedId(ids) + "\">");
            note(4, new Note(TermColumn.CONCEPT, ban.concept()).toString());
            begin(ban.chinese().isEmpty() ? Language.ENGLISH : Language.CHINESE);
            write(ban, Optional.empty(), false);
            own(TermColumn.CHINESE_STATUS, TermColumn.CHINESE_STATUS.of(ban));
            endTerm();
            end();
            line(3, "</conceptEntry>");
        }

        private String generatedId(Set<String> ids) {
            do {
                generated++;
            } while (ids.contains("c" + generated));
            return "c" + generated;
        }

        /** Returns the domain of a concept if all its entries have the same domain. */
        private Optional<String> subjectField(Glossary.Concept concept) {
            List<String> domains = concept.entries().stream()
                    .map(entry -> entry.details().domain())
                    .distinct()
                    .toList();
            return domains.size() == 1
                    ? Optional.of(domains.get(0)).filter(domain -> !domain.isEmpty())
                    : Optional.empty();
        }

        /**
         * Returns the status of a Chinese term if it differs from that of a translation and is the same for all
         * translations; empty if the translations have it.
         */
        private static Optional<TermStatus> chineseStatus(Glossary.Concept concept, String chinese) {
            List<TermEntry> own = concept.entries().stream()
                    .filter(entry -> entry.chinese().equals(chinese))
                    .toList();
            boolean isOne =
                    own.stream().map(TermEntry::chineseStatus).distinct().count() == 1;
            return own.stream()
                    .filter(entry -> isOne && entry.chineseStatus() != entry.status())
                    .map(TermEntry::chineseStatus)
                    .findFirst();
        }

        /**
         * Returns whether all Chinese terms of a concept have the same translations, so that notes are not needed.
         */
        private static boolean isProduct(Glossary.Concept concept) {
            boolean needsNotes = concept.entries().stream()
                    .anyMatch(entry -> entry.chineseStatus() != entry.status()
                            && chineseStatus(concept, entry.chinese()).isEmpty());
            return !needsNotes
                    && concept.chinese().stream()
                                    .map(chinese -> concept.entries().stream()
                                            .filter(entry -> entry.chinese().equals(chinese))
                                            .map(TbxWriter::rendering)
                                            .toList())
                                    .distinct()
                                    .count()
                            == 1;
        }

        /** Returns the fields of an entry without its Chinese term and the status of that term. */
        private static List<String> rendering(TermEntry entry) {
            return List.of(TermColumn.values()).stream()
                    .filter(column -> column != TermColumn.CHINESE && column != TermColumn.CHINESE_STATUS)
                    .map(column -> column.of(entry))
                    .toList();
        }

        private void write(TermEntry entry, Optional<String> field, boolean namesChinese) throws IOException {
            beginTerm(entry.english().isEmpty() ? entry.chinese() : entry.english());
            String pos = entry.details().partOfSpeech();
            String type = entry.details().type();
            boolean hasPos = PARTS_OF_SPEECH.contains(pos);
            boolean hasType = TYPES.contains(type);
            category(6, "termNote", "administrativeStatus", category(entry.status()));
            category(6, "termNote", "partOfSpeech", hasPos ? pos : "");
            category(6, "termNote", "termType", !hasType ? "" : type.equals("term") ? "fullForm" : type);
            note(6, entry.details().note());
            own(TermColumn.CHINESE, namesChinese ? entry.chinese() : "");
            ownStatus(entry.status());
            own(TermColumn.TYPE, hasType ? "" : type);
            own(TermColumn.POS, hasPos ? "" : pos);
            own(TermColumn.DOMAIN, field.isPresent() ? "" : entry.details().domain());
            for (TermColumn column : TermColumn.LIMITS) {
                own(column, column.of(entry));
            }
        }

        /** Returns the value of {@code administrativeStatus}; forbidden terms are deprecated ones with a {@link Note}. */
        private static String category(TermStatus status) {
            return switch (status) {
                case DO_NOT_TRANSLATE, PREFERRED -> "preferredTerm-admn-sts";
                case ADMITTED -> "admittedTerm-admn-sts";
                case DEPRECATED, FORBIDDEN -> "deprecatedTerm-admn-sts";
            };
        }

        /** Writes a status that TBX does not have. */
        private void ownStatus(TermStatus status) throws IOException {
            boolean isKnown = status != TermStatus.FORBIDDEN && status != TermStatus.DO_NOT_TRANSLATE;
            own(TermColumn.STATUS, isKnown ? "" : status.toString());
        }

        private void own(TermColumn column, String text) throws IOException {
            note(6, text.isEmpty() ? "" : new Note(column, text).toString());
        }

        private void note(int depth, String text) throws IOException {
            if (!text.isEmpty()) {
                line(depth, "<note>" + escape.text(text) + "</note>");
            }
        }

        private void category(int depth, String element, String category, String text) throws IOException {
            if (!text.isEmpty()) {
                line(depth, "<" + element + " type=\"" + category + "\">" + escape.text(text) + "</" + element + ">");
            }
        }

        private void begin(Language language) throws IOException {
            line(4, "<langSec xml:lang=\"" + language.tag() + "\">");
        }

        private void end() throws IOException {
            line(4, "</langSec>");
        }

        private void beginTerm(String term) throws IOException {
            line(5, "<termSec>");
            line(6, "<term>" + escape.text(term) + "</term>");
        }

        private void endTerm() throws IOException {
            line(5, "</termSec>");
        }

        private void line(int depth, String xml) throws IOException {
            out.write("  ".repeat(depth) + xml + "\n");
        }
    }
}
