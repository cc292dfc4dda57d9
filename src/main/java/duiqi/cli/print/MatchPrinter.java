package duiqi.cli.print;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import duiqi.index.IndexedUnit;
import duiqi.index.Match;
import duiqi.index.UnitSide;
import duiqi.memory.IndexedFields;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.report.Differences;
import duiqi.report.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

public record MatchPrinter(Console console, boolean inColour) {
    /** The JSON field with the date of a unit */
    public static final String DATE = "changed";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Prints matches as text, first the side in the language of the query.
     *
     * @param isOneOfMany true to print the query too
     */
    public void text(boolean isOneOfMany, String text, UnitSide side, List<TranslationMemory.Found> found) {
        if (isOneOfMany) {
            print(styled(Terminal.plain(text), Terminal.Style.BOLD));
        }
        for (TranslationMemory.Found each : found) {
            IndexedUnit unit = each.match().unit();
            String score = String.format(Locale.ROOT, "%3d%%", each.match().score());
            print(styled(score, Terminal.Style.BOLD) + "  " + styled(remarks(each), Terminal.Style.DIM));
            String asked = Terminal.plain(unit.text(side));
            side(unit, side, inColour ? coloured(asked, Terminal.plain(text)) : asked);
            side(unit, side.other(), Terminal.plain(unit.text(side.other())));
        }
        if (isOneOfMany) {
            print(found.isEmpty() ? "  no match\n" : "");
        }
    }

    private void side(IndexedUnit unit, UnitSide side, String text) {
        print("      " + styled(unit.language(side).tag(), Terminal.Style.DIM) + "  " + text);
    }

    private String styled(String text, Terminal.Style style) {
        return Terminal.styled(text, style, inColour);
    }

    private void print(String line) {
        console.out().print(line + "\n");
    }

    private static String remarks(TranslationMemory.Found found) {
        Match match = found.match();
        List<String> remarks = new ArrayList<>(List.of(kind(match)));
        remarks.addAll(origins(match, found.file().penalty() > 0));
        if (found.file().role() == MemoryFile.Role.ENFORCE) {
            remarks.add("enforced");
        }
        match.unit().origin().author().ifPresent(remarks::add);
        match.unit()
                .pair()
                .created()
                .ifPresent(date -> remarks.add(date.toString().substring(0, "2026-11-25".length())));
        String place = found.file().path() + ":" + match.unit().line();
        return Terminal.plain(place + "  " + String.join(", ", remarks));
    }

    /** Returns where a unit comes from. Says which of these lowers the score, and by how much. */
    private static List<String> origins(Match match, boolean isInPenaltyFolder) {
        IndexedUnit.Origin origin = match.unit().origin();
        List<String> origins = new ArrayList<>();
        if (origin.aligned()) {
            origins.add("aligned by software");
        }
        if (origin.machine()) {
            origins.add("machine translation");
        }
        if (origin.unrevised()) {
            origins.add("unrevised");
        }
        if (match.penalty() == 0) {
            return origins;
        }
        if (isInPenaltyFolder) {
            origins.add("in a penalty folder");
        }
        return List.of(match.percentage() + "% less " + match.penalty() + " because " + String.join(" and ", origins));
    }

    private static String kind(Match match) {
        return switch (match.kind()) {
            case IN_CONTEXT -> "in context";
            case EXACT -> "exact";
            case SAME_TOKENS -> "exact except for case, width or spaces";
            case FUZZY -> "fuzzy";
        };
    }

    /** Prints matches as one JSON object in a line. Their source is the side in the language of the query. */
    public void json(String text, UnitSide side, List<TranslationMemory.Found> found) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("text", text);
        answer.put("side", "source");
        answer.put(
                "matches",
                found.stream()
                        .map(each -> IndexedFields.of(
                                each.match(), side, each.file().path().toString(), DATE))
                        .toList());
        print(answer);
    }

    /** Escapes characters that JSON allows but terminals interpret. */
    private static String escaped(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        json.chars().forEach(c -> {
            if (Terminal.isControl(c)) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    public void print(Map<String, Object> object) {
        try {
            print(escaped(MAPPER.writeValueAsString(object)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers are always JSON", e);
        }
    }

    /** Returns a text in colour: green for text that only it contains, red for text that only the query contains. */
    private static String coloured(String text, String query) {
        StringBuilder out = new StringBuilder();
        for (Differences.Piece piece : Differences.between(text, query).pieces()) {
            out.append(
                    switch (piece.side()) {
                        case BOTH -> piece.text();
                        case TEXT -> Terminal.styled(piece.text(), Terminal.Style.GREEN, true);
                        case OTHER -> Terminal.styled(piece.text(), Terminal.Style.STRUCK, true);
                    });
        }
        return out.toString();
    }
}
