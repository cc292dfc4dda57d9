package duiqi.glossary;

import duiqi.exchange.XmlElement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What some elements of TBX say, whether their data category is the type or the name. Not thread-safe. */
final class TbxFields {
    /** Texts by data category in lower case, the first of each. */
    private final Map<String, XmlElement> categories = new HashMap<>();

    private final Map<TermColumn, String> own = new EnumMap<>(TermColumn.class);
    private final List<String> notes = new ArrayList<>();

    private TbxFields() {}

    static TbxFields of(Stream<XmlElement> elements) {
        TbxFields fields = new TbxFields();
        elements.forEach(fields::add);
        return fields;
    }

    private void add(XmlElement element) {
        String name = local(element);
        String category = name.equals("note")
                ? name
                : element.attribute("type").orElse(name).strip().toLowerCase(Locale.ROOT);
        String text = element.text().strip();
        Optional<TbxNote> note = category.equals("note") ? TbxNote.of(text) : Optional.empty();
        if (note.isPresent()) {
            own.putIfAbsent(note.get().column(), note.get().text());
        } else if ((category.equals("note") || category.equals("definition")) && !text.isEmpty()) {
            notes.add(text);
        } else {
            categories.putIfAbsent(category, element);
        }
    }

    /** The name of an element in lower case, without the prefix of its module. */
    static String local(XmlElement element) {
        return element.name().substring(element.name().indexOf(':') + 1);
    }

    /** The element of a data category, named in lower case. */
    Optional<XmlElement> category(String name) {
        return Optional.ofNullable(categories.get(name));
    }

    /** What a note of ours says. */
    Optional<String> own(TermColumn column) {
        return Optional.ofNullable(own.get(column));
    }

    /** Whether the term renders a Chinese one of its concept. */
    boolean renders(String chinese) {
        return own(TermColumn.CHINESE).map(only -> only.equals(chinese.strip())).orElse(true);
    }

    /** Definitions and notes. */
    List<String> notes() {
        return notes;
    }
}
