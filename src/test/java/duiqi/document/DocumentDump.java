package duiqi.document;

import duiqi.text.Document;
import duiqi.text.Paragraph;
import java.util.List;
import java.util.stream.Collectors;

/** Formats documents for comparison. */
public final class DocumentDump {
    private DocumentDump() {}

    /** Returns one line for each paragraph, and one for each origin at which its text continues elsewhere. */
    public static String of(Document document) {
        StringBuilder dump = new StringBuilder();
        for (Paragraph paragraph : document.paragraphs()) {
            List<Paragraph.Origin> origins = paragraph.origins();
            for (int i = 0; i < origins.size(); i++) {
                Paragraph.Origin origin = origins.get(i);
                int end = i + 1 < origins.size()
                        ? origins.get(i + 1).offset()
                        : paragraph.text().length();
                dump.append(i == 0 ? paragraph.kind() : "   +")
                        .append(' ')
                        .append(origin.line())
                        .append(':')
                        .append(origin.column())
                        .append(" |")
                        .append(paragraph.text(), origin.offset(), end)
                        .append("|\n");
            }
        }
        return dump.toString();
    }

    /** Returns the kind, location and text of each paragraph in one line, separated by commas. */
    public static String inLine(List<Paragraph> paragraphs) {
        return paragraphs.stream()
                .map(paragraph -> paragraph.kind()
                        + paragraph.locate("", 0).toString().replaceFirst("^:?", " ")
                        + ' '
                        + paragraph.text())
                .collect(Collectors.joining(", "));
    }
}
