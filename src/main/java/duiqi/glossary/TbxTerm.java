package duiqi.glossary;

import duiqi.exchange.XmlElement;
import duiqi.exchange.XmlEntries;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Chinese term of an entry of TBX with an English one. Immutable.
 *
 * @param levels what is said of the English term, of its language and of the concept, the nearest first
 */
record TbxTerm(XmlEntries.Entry entry, XmlElement chinese, XmlElement english, List<TbxFields> levels) {
    TbxTerm {
        levels = List.copyOf(levels);
    }

    /**
     * The entry of the glossary.
     *
     * @param preferred Chinese terms that have a preferred rendering already, to which this one is added
     */
    TermEntry read(Set<String> preferred) throws FormatException {
        Location place = entry.at(english);
        TermDraft draft = new TermDraft(place);
        TbxFields nearest = levels.get(0);
        TbxFields ofConcept = levels.get(levels.size() - 1);
        draft.put(
                TermColumn.CONCEPT,
                ofConcept
                        .own(TermColumn.CONCEPT)
                        .or(() -> entry.element().attribute("id"))
                        .orElse(""));
        put(draft, TermColumn.CHINESE, TbxReader.term(chinese));
        put(draft, TermColumn.ENGLISH, TbxReader.term(english));
        putStatus(draft, nearest);
        Optional<XmlElement> type = nearest.category("termtype");
        draft.put(
                TermColumn.TYPE,
                type.map(one -> TbxCategories.readType(text(one))).orElse(""));
        put(draft, TermColumn.POS, nearest.category("partofspeech"));
        put(draft, TermColumn.DOMAIN, first("subjectfield"));
        draft.put(
                TermColumn.NOTE,
                levels.stream()
                        .flatMap(level -> level.notes().stream())
                        .distinct()
                        .collect(Collectors.joining("; ")));
        Stream.of(TermColumn.STATUS, TermColumn.TYPE, TermColumn.POS, TermColumn.DOMAIN, TermColumn.EXCEPTIONS)
                .forEach(column -> draft.put(column, nearest.own(column).orElse("")));
        TermEntry read = draft.entry();
        boolean isFirst = read.status() != TermStatus.PREFERRED || preferred.add(read.chinese());
        return isFirst || says(nearest)
                ? read
                : draft.put(TermColumn.STATUS, TermStatus.ADMITTED.toString()).entry();
    }

    private void putStatus(TermDraft draft, TbxFields fields) {
        status(fields)
                .ifPresent(status -> draft.put(TermColumn.STATUS, TbxCategories.read(status.text()), entry.at(status)));
    }

    private static Optional<XmlElement> status(TbxFields fields) {
        return fields.category("administrativestatus").or(() -> fields.category("normativeauthorization"));
    }

    private static boolean says(TbxFields fields) {
        return status(fields).isPresent() || fields.own(TermColumn.STATUS).isPresent();
    }

    private Optional<XmlElement> first(String category) {
        return levels.stream()
                .flatMap(level -> level.category(category).stream())
                .findFirst();
    }

    private void put(TermDraft draft, TermColumn column, Optional<XmlElement> element) {
        element.ifPresent(found -> draft.put(column, text(found), entry.at(found)));
    }

    private static String text(XmlElement element) {
        return element.text().strip();
    }
}
