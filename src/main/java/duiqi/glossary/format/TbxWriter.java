package duiqi.glossary.format;

import duiqi.exchange.Omissions;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermStatus;
import duiqi.io.XmlEscape;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a glossary as TBX ({@link TbxFormat}), one entry for each concept. Not thread-safe. */
final class TbxWriter {
    /** Matches XML names that are valid in every edition of XML, with the Chinese characters of the first ones. */
    private static final Pattern XML_ID = Pattern.compile("[A-Za-z_\u4E00-\u9FA5][A-Za-z0-9._\u4E00-\u9FA5-]*");

    private static final String NAMESPACE = "urn:iso:std:iso:30042:ed-2";
    private static final String MODULES = "http://www.tbxinfo.net/ns/";

    private final TbxFormat form;
    private final Writer out;
    private final XmlEscape escape;
    private int generated;

    TbxWriter(TbxFormat form, OutputStream stream, Omissions omissions) {
        this.form = form;
        this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        this.escape = omissions.xml(StandardCharsets.UTF_8);
    }

    void write(Glossary glossary) throws IOException {
        List<Glossary.Concept> concepts = glossary.concepts();
        if (glossary.entries().isEmpty()) {
            throw new FormatException("the glossary", "has no entries, and TBX needs one", "use another format");
        }
        Set<String> ids = concepts.stream().map(Glossary.Concept::id).collect(Collectors.toSet());
        boolean isOld = isOld();
        line(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        line(0, root());
        line(1, isOld ? "<martifHeader>" : "<tbxHeader>");
        line(2, "<fileDesc><sourceDesc><p>duiqi</p></sourceDesc></fileDesc>");
        if (isOld) {
            line(2, "<encodingDesc><p type=\"XCSURI\">TBXBasicXCSV02.xcs</p></encodingDesc>");
        }
        line(1, isOld ? "</martifHeader>" : "</tbxHeader>");
        line(1, "<text>");
        line(2, "<body>");
        for (Glossary.Concept concept : concepts) {
            write(concept, ids);
        }
        for (TermEntry ban : glossary.bans()) {
            writeBan(ban, ids);
        }
        line(2, "</body>");
        line(1, "</text>");
        line(0, isOld ? "</martif>" : "</tbx>");
        out.flush();
    }

    private boolean isOld() {
        return form.style() == TbxFormat.Style.MARTIF;
    }

    private String root() {
        String type = " type=\"" + form.dialect() + "\"";
        String language = " xml:lang=\"" + Language.CHINESE.tag() + "\"";
        if (isOld()) {
            return "<martif" + type + language + ">";
        }
        boolean isTags = form.style() == TbxFormat.Style.DCT;
        String modules = isTags ? " xmlns:min=\"" + MODULES + "min\"" : "";
        modules += isTags && form.isBasic() ? " xmlns:basic=\"" + MODULES + "basic\"" : "";
        return "<tbx" + type + " style=\"" + (isTags ? "dct" : "dca") + "\"" + language + " xmlns=\"" + NAMESPACE + "\""
                + modules + ">";
    }

    private void write(Glossary.Concept concept, Set<String> ids) throws IOException {
        boolean isOld = isOld();
        String entry = isOld ? "termEntry" : "conceptEntry";
        boolean isId = XML_ID.matcher(concept.id()).matches();
        line(3, "<" + entry + " id=\"" + escape.attribute(isId ? concept.id() : generatedId(ids)) + "\">");
        Optional<String> field = subjectField(concept);
        if (field.isPresent()) {
            category(4, "min", "descrip", "subjectField", field.get());
        }
        if (!isId) {
            note(4, new TbxFormat.Note(TermColumn.CONCEPT, concept.id()).toString());
        }
        begin(Language.CHINESE);
        for (String chinese : concept.chinese()) {
            beginTerm(chinese);
            Optional<TermStatus> status = chineseStatus(concept, chinese);
            if (status.isPresent()) {
                status(status.get());
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
        line(3, "</" + entry + ">");
    }

    /** Writes a banned word as a concept of one language, since a term of a concept would translate the others. */
    private void writeBan(TermEntry ban, Set<String> ids) throws IOException {
        String entry = isOld() ? "termEntry" : "conceptEntry";
        line(3, "<" + entry + " id=\"" + generatedId(ids) + "\">");
        note(4, new TbxFormat.Note(TermColumn.CONCEPT, ban.concept()).toString());
        begin(ban.chinese().isEmpty() ? Language.ENGLISH : Language.CHINESE);
        write(ban, Optional.empty(), false);
        own(TermColumn.CHINESE_STATUS, TermColumn.CHINESE_STATUS.of(ban));
        endTerm();
        end();
        line(3, "</" + entry + ">");
    }

    private String generatedId(Set<String> ids) {
        String id = "c" + ++generated;
        while (ids.contains(id)) {
            id = "c" + ++generated;
        }
        return id;
    }

    /** Returns the domain of a concept if all its entries have the same domain and the dialect can store it. */
    private Optional<String> subjectField(Glossary.Concept concept) {
        List<String> domains = concept.entries().stream()
                .map(entry -> entry.details().domain())
                .distinct()
                .toList();
        return domains.size() == 1 && form.isMin()
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
        boolean isOne = own.stream().map(TermEntry::chineseStatus).distinct().count() == 1;
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
        if (form.isMin()) {
            category(6, "min", "termNote", "administrativeStatus", TbxFormat.Categories.status(entry.status()));
        }
        Optional<String> pos = TbxFormat.Categories.partOfSpeech(entry.details().partOfSpeech())
                .filter(known -> form.isMin());
        if (pos.isPresent()) {
            category(6, "min", "termNote", "partOfSpeech", pos.get());
        }
        Optional<String> type =
                TbxFormat.Categories.type(entry.details().type()).filter(known -> form.isBasic());
        if (type.isPresent()) {
            category(6, "basic", "termNote", "termType", type.get());
        }
        note(6, entry.details().note());
        own(TermColumn.CHINESE, namesChinese ? entry.chinese() : "");
        ownStatus(entry.status());
        own(TermColumn.TYPE, type.isPresent() ? "" : entry.details().type());
        own(TermColumn.POS, pos.isPresent() ? "" : entry.details().partOfSpeech());
        own(TermColumn.DOMAIN, field.isPresent() ? "" : entry.details().domain());
        own(TermColumn.EXCEPTIONS, TermColumn.EXCEPTIONS.of(entry));
    }

    private void status(TermStatus status) throws IOException {
        if (form.isMin()) {
            category(6, "min", "termNote", "administrativeStatus", TbxFormat.Categories.status(status));
        }
        ownStatus(status);
    }

    /** Writes a status that the dialect does not have. */
    private void ownStatus(TermStatus status) throws IOException {
        own(TermColumn.STATUS, form.isMin() && status != TermStatus.FORBIDDEN ? "" : status.toString());
    }

    private void own(TermColumn column, String text) throws IOException {
        note(6, text.isEmpty() ? "" : new TbxFormat.Note(column, text).toString());
    }

    private void note(int depth, String text) throws IOException {
        if (!text.isEmpty()) {
            line(depth, "<note>" + escape.text(text) + "</note>");
        }
    }

    /** Writes a data category in the style of the format. */
    private void category(int depth, String module, String element, String category, String text) throws IOException {
        boolean isTag = form.style() == TbxFormat.Style.DCT;
        String name = isTag ? module + ":" + category : element;
        String type = isTag ? "" : " type=\"" + category + "\"";
        line(depth, "<" + name + type + ">" + escape.text(text) + "</" + name + ">");
    }

    private void begin(Language language) throws IOException {
        line(4, "<" + (isOld() ? "langSet" : "langSec") + " xml:lang=\"" + language.tag() + "\">");
    }

    private void end() throws IOException {
        line(4, isOld() ? "</langSet>" : "</langSec>");
    }

    private void beginTerm(String term) throws IOException {
        line(5, isOld() ? "<tig>" : "<termSec>");
        line(6, "<term>" + escape.text(term) + "</term>");
    }

    private void endTerm() throws IOException {
        line(5, isOld() ? "</tig>" : "</termSec>");
    }

    private void line(int depth, String xml) throws IOException {
        out.write("  ".repeat(depth) + xml + "\n");
    }
}
