package duiqi.exchange.tmx;

import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.Omissions;
import duiqi.exchange.TmxProfile;
import duiqi.io.XmlEscape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Converts the inline tags of a segment to TMX 1.4 tags. Elements of other formats become placeholders or pairs that
 * contain their original tags. Unpaired halves become isolated tags (TMX 1.4b, section 4). Handles one segment.
 */
public final class TmxContent {
    /** TMX elements with their attributes. */
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "bpt", Set.of("i", "x", "type"),
            "ept", Set.of("i"),
            "it", Set.of("pos", "x", "type"),
            "ph", Set.of("assoc", "x", "type"),
            "hi", Set.of("x", "type"),
            "sub", Set.of("datatype", "type"),
            "ut", Set.of("x"));

    private static final String BECAME_OTHERS = "inline tags converted to other tags";
    private static final Set<String> HOLD_SUBFLOWS = Set.of("bpt", "ept", "it", "ph");

    private final boolean keepsHighlights;
    private final XmlEscape escape;
    private final Omissions omissions;

    /** Halves of pairs, each as the name of the element and the number of the pair. */
    private final Set<String> halves;

    private int pairs = 1000;

    private TmxContent(Content content, TmxProfile profile, XmlEscape escape, Omissions omissions) {
        this.keepsHighlights = profile != TmxProfile.OMEGAT;
        this.escape = escape;
        this.omissions = omissions;
        this.halves = content.tags()
                .filter(code -> !number(code).isEmpty())
                .map(code -> code.element() + number(code))
                .collect(Collectors.toSet());
    }

    /**
     * Returns a segment that TMX can hold.
     *
     * @param omissions counts the inline tags that are omitted or converted
     */
    public static Content of(Content content, TmxProfile profile, XmlEscape escape, Omissions omissions) {
        if (content.isPlain()) {
            return content;
        }
        if (!profile.keepsTags()) {
            omissions.add("inline tags", content.codes());
            return Content.of(content.text());
        }
        return new Content(new TmxContent(content, profile, escape, omissions).pieces(content));
    }

    private static String number(Code code) {
        return code.attributes().getOrDefault("i", "");
    }

    private List<Piece> pieces(Content content) {
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : content.pieces()) {
            if (piece instanceof Code code) {
                pieces.addAll(valid(code));
            } else {
                pieces.add(piece);
            }
        }
        return pieces;
    }

    private List<Piece> valid(Code code) {
        return switch (code.element()) {
            case "hi" -> keepsHighlights ? List.of(valid(code, "hi", Map.of())) : unwrapped(code);
            case "bpt" -> List.of(half(code, "ept", "begin"));
            case "ept" -> List.of(half(code, "bpt", "end"));
            case "it" -> {
                boolean isEnd = code.attributes().getOrDefault("pos", "").equals("end");
                yield List.of(valid(code, "it", Map.of("pos", isEnd ? "end" : "begin")));
            }
            case "ph", "sub" -> List.of(valid(code, code.element(), Map.of()));
            case "ut" -> {
                omissions.add(BECAME_OTHERS);
                yield List.of(valid(code, "ph", Map.of()));
            }
            default -> foreign(code);
        };
    }

    private List<Piece> unwrapped(Code code) {
        omissions.add("inline tags");
        return pieces(code.content());
    }

    private Code half(Code code, String other, String position) {
        if (halves.contains(other + number(code))) {
            return valid(code, code.element(), Map.of());
        }
        omissions.add(BECAME_OTHERS);
        return valid(code, "it", Map.of("pos", position));
    }

    private Code valid(Code code, String element, Map<String, String> more) {
        Map<String, String> attributes = new LinkedHashMap<>(more);
        code.attributes().forEach((name, value) -> {
            if (ATTRIBUTES.getOrDefault(element, Set.of()).contains(name)) {
                attributes.putIfAbsent(name, value);
            } else if (!name.equals("i")) {
                omissions.add("attributes of inline tags");
            }
        });
        return new Code(element, attributes, inside(code.content(), element));
    }

    /**
     * Returns the content that an inline tag may have: text and subflows. The content of a subflow or highlight is a
     * segment again.
     */
    private Content inside(Content content, String element) {
        if (!HOLD_SUBFLOWS.contains(element)) {
            return new Content(pieces(content));
        }
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : content.pieces()) {
            if (piece instanceof Code code && !code.element().equals("sub")) {
                omissions.add("inline tags");
                pieces.add(new Text(code.content().text()));
            } else {
                pieces.add(piece instanceof Code subflow ? valid(subflow, "sub", Map.of()) : piece);
            }
        }
        return new Content(pieces);
    }

    /** Converts an element of another format: its tags become native markup. */
    private List<Piece> foreign(Code code) {
        omissions.add(BECAME_OTHERS);
        StringBuilder tag = new StringBuilder("<").append(code.element());
        escape.attributes(tag, code.attributes());
        if (code.content().pieces().isEmpty()) {
            return List.of(new Code("ph", Map.of(), Content.of(tag + "/>")));
        }
        Map<String, String> number = Map.of("i", Integer.toString(pairs++));
        List<Piece> pieces = new ArrayList<>(List.of(new Code("bpt", number, Content.of(tag + ">"))));
        pieces.addAll(pieces(code.content()));
        pieces.add(new Code("ept", number, Content.of("</" + code.element() + ">")));
        return pieces;
    }
}
