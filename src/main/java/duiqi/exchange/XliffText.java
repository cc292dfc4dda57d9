package duiqi.exchange;

import duiqi.io.XmlEscape;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What writing both versions of XLIFF has in common. Not thread-safe. */
final class XliffText {
    private final Writer out;
    private final XmlEscape escape;
    private final Omissions omissions;
    private final Set<String> ids = new HashSet<>();

    XliffText(OutputStream out, Omissions omissions) {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.escape = omissions.xml(StandardCharsets.UTF_8);
        this.omissions = omissions;
    }

    XmlEscape escape() {
        return escape;
    }

    void print(String xml) throws IOException {
        out.write(xml);
    }

    void finish() throws IOException {
        out.flush();
    }

    /** A name for a unit that no other has: its own, or one made of it. */
    String id(String wanted) {
        String base = wanted.isEmpty() ? Integer.toString(ids.size() + 1) : wanted;
        String id = base;
        for (int i = 2; !ids.add(id); i++) {
            id = base + "-" + i;
        }
        omissions.add("ids that others have too", wanted.isEmpty() || id.equals(wanted) ? 0 : 1);
        return id;
    }

    /** An attribute with a space before it. */
    String attribute(String name, String value) {
        return " " + name + "=\"" + escape.attribute(value) + "\"";
    }

    /** An attribute, or nothing. */
    String attribute(String name, Optional<String> value) {
        return value.map(text -> attribute(name, text)).orElse("");
    }

    /** A note with the attributes that the version has for it. */
    String note(Annotation note, XliffExtra.Side side, String sideName, Map<String, String> allowed) {
        StringBuilder xml = new StringBuilder("<note");
        Map<String, String> own = new LinkedHashMap<>(note.attributes());
        if (side != XliffExtra.Side.UNIT) {
            xml.append(attribute(sideName, side.lower()));
        }
        own.forEach((name, value) -> {
            if (allowed.containsKey(name) && value.matches(allowed.getOrDefault(name, ""))) {
                xml.append(attribute(name, value));
            } else {
                omissions.add("attributes of notes");
            }
        });
        return xml.append('>')
                .append(escape.text(note.text()))
                .append("</note>")
                .toString();
    }

    /** Counts what properties say besides type and value. */
    void countAttributes(Iterable<Annotation> annotations) {
        for (Annotation annotation : annotations) {
            if (annotation.isProperty() && annotation.attributes().size() > 1) {
                omissions.add("attributes of properties");
            }
        }
    }
}
