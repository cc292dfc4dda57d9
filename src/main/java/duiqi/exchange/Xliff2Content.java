package duiqi.exchange;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.io.XmlNode;
import duiqi.text.XmlCharacters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Segments of XLIFF 2 as {@link Content}. Its codes become those of TMX: {@code pc}, and {@code sc} with {@code ec}, are
 * {@code bpt} with {@code ept}; isolated ones are {@code it}; all hold what {@code <originalData>} has for them. Marks stay what
 * they are. A {@code cp} is the character that it stands for, unless XML forbids that one.
 *
 * <p>Source: XLIFF Version 2.1, sections 4.2.3 (inline elements) and 4.7.2 (inline codes). Good for one unit.
 */
final class Xliff2Content {
    private final Map<String, String> data = new LinkedHashMap<>();

    /** For the segments of a unit. */
    Xliff2Content(XmlNode.Element unit) {
        unit.child("originaldata")
                .ifPresent(all -> all.children("data")
                        .forEach(one -> data.put(
                                one.attribute("id").orElse(""), content(one).text())));
    }

    /** What an element holds. */
    Content of(XmlNode.Element element) {
        return content(element);
    }

    private Content content(XmlNode.Element element) {
        List<Piece> pieces = new ArrayList<>();
        for (XmlNode node : element.nodes()) {
            if (node instanceof XmlNode.Characters characters) {
                pieces.add(new Text(characters.text()));
            } else if (node instanceof XmlNode.Element code) {
                add(code, pieces);
            }
        }
        return new Content(pieces);
    }

    private void add(XmlNode.Element element, List<Piece> pieces) {
        Map<String, String> attributes = new LinkedHashMap<>(element.attributes());
        String id = Optional.ofNullable(attributes.remove("id")).orElse("");
        switch (element.name()) {
            case "cp" -> pieces.add(new Text(character(attributes.getOrDefault("hex", ""))));
            case "pc" -> pair(element, id, attributes, pieces);
            case "ph" -> {
                Content inside = data(attributes, "dataref");
                attributes.put("x", id);
                boolean isUnknown = Xliff2Types.UNKNOWN_TAG.equals(attributes.get("subtype"));
                if (isUnknown) {
                    attributes.remove("subtype");
                    attributes.remove("type");
                }
                Xliff2Types.read(attributes);
                pieces.add(new Code(isUnknown ? "ut" : "ph", attributes, inside));
            }
            case "sc", "ec" -> half(element.name(), id, attributes, pieces);
            case "mrk" -> pieces.add(mark(id, attributes, content(element)));
            case "sm" -> {
                attributes.put("id", id);
                pieces.add(new Code("sm", attributes, content(element)));
            }
            default -> {
                if (!id.isEmpty()) {
                    attributes.put("id", id);
                }
                pieces.add(new Code(element.name(), attributes, content(element)));
            }
        }
    }

    private void pair(XmlNode.Element element, String id, Map<String, String> attributes, List<Piece> pieces) {
        Map<String, String> ending = new LinkedHashMap<>();
        ending.put("i", id);
        Content start = data(attributes, "datarefstart");
        Content end = data(attributes, "datarefend");
        for (String name : List.of("disp", "equiv", "subflows")) {
            String value = attributes.remove(name + "start");
            if (value != null) {
                attributes.put(name, value);
            }
            String ofEnd = attributes.remove(name + "end");
            if (ofEnd != null) {
                ending.put(name, ofEnd);
            }
        }
        Xliff2Types.read(attributes);
        attributes.put("i", id);
        attributes.put("x", id);
        pieces.add(new Code("bpt", attributes, start));
        pieces.addAll(content(element).pieces());
        pieces.add(new Code("ept", ending, end));
    }

    private void half(String name, String id, Map<String, String> attributes, List<Piece> pieces) {
        Content inside = data(attributes, "dataref");
        boolean isIsolated = "yes".equals(attributes.remove("isolated"));
        String start = Optional.ofNullable(attributes.remove("startref")).orElse("");
        Xliff2Types.read(attributes);
        if (isIsolated) {
            attributes.put("pos", name.equals("sc") ? "begin" : "end");
            attributes.put("x", id.isEmpty() ? start : id);
            pieces.add(new Code("it", attributes, inside));
        } else if (name.equals("sc")) {
            attributes.put("i", id);
            attributes.put("x", id);
            pieces.add(new Code("bpt", attributes, inside));
        } else {
            // The rest is the same as at the beginning.
            attributes.keySet().retainAll(Set.of("disp", "equiv", "subflows"));
            attributes.put("i", start.isEmpty() ? id : start);
            pieces.add(new Code("ept", attributes, inside));
        }
    }

    private static Code mark(String id, Map<String, String> attributes, Content inside) {
        String type = attributes.getOrDefault("type", "");
        if (type.equals(Xliff2Types.HIGHLIGHT)) {
            attributes.remove("type");
            String value = attributes.remove("value");
            if (value != null) {
                attributes.put("type", value);
            }
            attributes.put("x", id);
            return new Code("hi", attributes, inside);
        }
        if (type.startsWith(Xliff2Types.FOREIGN)) {
            attributes.remove("type");
            attributes.put("mtype", Xliff1Types.XliffNames.decode(type.substring(Xliff2Types.FOREIGN.length())));
            attributes.put("mid", id);
            String comment = attributes.remove("value");
            if (comment != null) {
                attributes.put("comment", comment);
            }
            return new Code("mrk", attributes, inside);
        }
        attributes.put("id", id);
        return new Code("mrk", attributes, inside);
    }

    private Content data(Map<String, String> attributes, String name) {
        String reference = attributes.remove(name);
        String text = reference == null ? "" : data.getOrDefault(reference, "");
        return Content.of(text);
    }

    private static String character(String hex) {
        try {
            int c = Integer.parseInt(hex.strip(), 16);
            return Character.isValidCodePoint(c) ? XmlCharacters.only(Character.toString(c)) : "";
        } catch (NumberFormatException noNumber) {
            return "";
        }
    }
}
