package duiqi.exchange;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the codes of a segment say of themselves in XLIFF 2.1; counts what they cannot say there. Good for one segment. */
final class Xliff2Codes {
    static final String ATTRIBUTES = "attributes of inline codes";
    static final Set<String> OF_CODES = Set.of("i", "x", "id", "pos", "type", "subtype", "ctype", "subflows", "copyof");
    static final Set<String> OF_ENDS = Set.of("i", "subflows");

    private final CodePairs pairs;
    private final CodeNames names;
    private final OriginalData data;
    private final Omissions omissions;

    /**
     * Prepares.
     *
     * @param names gives the codes their names
     * @param data is given what the document has in place of the codes
     */
    Xliff2Codes(CodePairs pairs, CodeNames names, OriginalData data, Omissions omissions) {
        this.pairs = pairs;
        this.names = names;
        this.data = data;
        this.omissions = omissions;
    }

    /**
     * The attributes of a code.
     *
     * @param name the attribute in which it has its name
     */
    Map<String, String> of(Code code, String name) {
        Map<String, String> model = model(code);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("id", id(code, name));
        Xliff2Types.write(model, attributes);
        Xliff2Types.copy(model, attributes);
        count(code, OF_CODES);
        if (model.containsKey("subflows") || model.containsKey("copyof")) {
            omissions.add("references of inline codes to other units");
        }
        return attributes;
    }

    /** Counts the attributes of a code that are left out. */
    void count(Code code, Set<String> known) {
        omissions.add(
                ATTRIBUTES,
                code.attributes().keySet().stream()
                        .filter(name -> !known.contains(name) && !Xliff2Types.isCopied(name))
                        .count());
    }

    /** What a code says, under the names of TMX. */
    private static Map<String, String> model(Code code) {
        Map<String, String> model = new LinkedHashMap<>(code.attributes());
        if (model.containsKey("ctype")) {
            model.put("type", Xliff1Types.type(model.getOrDefault("ctype", "")));
        }
        return model;
    }

    /** The name of a code, another one where it has none, or one that is taken. */
    String id(Code code, String name) {
        String id = code.attributes().getOrDefault(name, code.element().equals("bpt") ? CodePairs.number(code) : "");
        Map<String, String> kind = new TreeMap<>();
        Xliff2Types.write(model(code), kind);
        Xliff2Types.copy(model(code), kind);
        kind.keySet().removeAll(Set.of("disp", "equiv"));
        String half = code.element().equals("it") ? code.attributes().getOrDefault("pos", "") : "";
        String element = code.element().equals("bpt") && !pairs.isPaired(code) ? "it" : code.element();
        String given = names.name(id, element + half + kind, pairs::fresh);
        omissions.add("names of inline codes", id.isEmpty() || given.equals(id) ? 0 : 1);
        return given;
    }

    /**
     * Says where to find what the document has in place of a code.
     *
     * @param name the attribute that says so
     */
    void refer(Code code, String name, Map<String, String> attributes) {
        List<Piece> pieces = new ArrayList<>(code.content().pieces());
        if (pieces.isEmpty()) {
            return;
        }
        if (!code.content().isPlain()) {
            omissions.add("texts inside of inline codes");
        }
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(
                    piece instanceof Text part
                            ? part.text()
                            : ((Code) piece).content().text());
        }
        attributes.put(name, data.id(text.toString()));
    }

    /** An end says of itself what its beginning says, but for what stands in its place (section 4.2.3.5). */
    Map<String, String> ending(Code code, String start) {
        Map<String, String> model =
                new LinkedHashMap<>(pairs.opening(code).map(Code::attributes).orElse(Map.of()));
        for (String own : List.of("disp", "equiv", "equiv-text")) {
            model.remove(own);
            Optional.ofNullable(code.attributes().get(own)).ifPresent(value -> model.put(own, value));
        }
        count(code, OF_ENDS);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("startRef", start);
        Xliff2Types.write(model, attributes);
        Xliff2Types.copy(model, attributes);
        refer(code, "dataRef", attributes);
        return attributes;
    }
}
