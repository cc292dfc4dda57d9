package duiqi.document;

import duiqi.text.Document;
import duiqi.text.Paragraph;
import java.util.List;

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

    /** Returns for each paragraph its kind, location and text, the language that it declares, and its table, row and column. */
    public static List<String> lines(List<Paragraph> paragraphs) {
        return paragraphs.stream()
                .map(paragraph -> paragraph.kind()
                        + paragraph.locate("", 0).toString().replaceFirst("^:?", " ")
                        + ' '
                        + paragraph.text()
                        + paragraph
                                .marks()
                                .language()
                                .map(tag -> " [" + tag + "]")
                                .orElse("")
                        + paragraph
                                .marks()
                                .cell()
                                .map(cell -> " (%d/%d/%d)".formatted(cell.table(), cell.row(), cell.column()))
                                .orElse(""))
                .toList();
    }

    public static String inLine(List<Paragraph> paragraphs) {
        return String.join(", ", lines(paragraphs));
    }
}
