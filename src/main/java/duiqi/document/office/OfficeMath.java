package duiqi.document.office;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the formulas of Office (ECMA-376-1, chapter 22). A slash marks a fraction, and {@code ^} a power, so that numbers
 * stay apart. Brackets, roots and sums keep their signs. Not thread-safe.
 */
final class OfficeMath {
    private final Consumer<String> text;
    private String mark = "";

    /** Sign before the next argument. */
    private String opening = "";

    /** Closing brackets, innermost first. */
    private final Deque<String> brackets = new ArrayDeque<>();

    OfficeMath(Consumer<String> text) {
        this.text = text;
    }

    static boolean holds(XMLStreamReader xml) {
        String namespace = String.valueOf(xml.getNamespaceURI());
        return namespace.endsWith("/math") && namespace.contains("/officeDocument/");
    }

    void begin(XMLStreamReader xml) throws XMLStreamException {
        switch (xml.getLocalName()) {
            case "t" -> append(xml.getElementText());
            case "den" -> mark = "/";
            case "sup" -> mark = "^";
            case "naryPr" -> append(ZippedParts.properties(xml).getOrDefault("chr", "∫"));
            case "rad" -> opening = "√";
            case "d" -> bracket("(", ")");
            case "dPr" -> {
                Map<String, String> signs = ZippedParts.properties(xml);
                brackets.poll();
                bracket(signs.getOrDefault("begChr", "("), signs.getOrDefault("endChr", ")"));
            }
            case "e" -> {
                append(opening);
                opening = "";
            }
            default -> {}
        }
    }

    void end(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "d" -> append(brackets.isEmpty() ? "" : brackets.pop());
            case "den", "sup" -> mark = ""; // An empty denominator or exponent has no mark.
            default -> {}
        }
    }

    private void bracket(String before, String after) {
        opening = before;
        brackets.push(after);
    }

    private void append(String part) {
        if (!part.isEmpty()) {
            text.accept(mark + part);
            mark = "";
        }
    }
}
