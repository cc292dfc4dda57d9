package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.Omissions;
import duiqi.exchange.TmxProfile;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.io.XmlEscape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Limits units to the attributes of TMX 1.4 (its document type, {@code tmx14.dtd}). A conversion omits and counts other
 * attributes; a merge turns them into properties.
 */
public final class TmxAttributes {
    private static final Set<String> OF_HEADER = Set.of(
            "creationtool",
            "creationtoolversion",
            "segtype",
            "o-tmf",
            "adminlang",
            "srclang",
            "datatype",
            "o-encoding",
            "creationdate",
            "creationid",
            "changedate",
            "changeid");
    private static final Set<String> OF_UNIT = Set.of(
            "tuid",
            "o-encoding",
            "datatype",
            "usagecount",
            "lastusagedate",
            "creationtool",
            "creationtoolversion",
            "creationdate",
            "creationid",
            "changedate",
            "segtype",
            "changeid",
            "o-tmf",
            "srclang");
    private static final Set<String> OF_VARIANT = Set.of(
            "xml:lang",
            "o-encoding",
            "datatype",
            "usagecount",
            "lastusagedate",
            "creationtool",
            "creationtoolversion",
            "creationdate",
            "creationid",
            "changedate",
            "o-tmf",
            "changeid");
    private static final Set<String> OF_PROPERTY = Set.of("type", "xml:lang", "o-encoding");
    private static final Set<String> OF_NOTE = Set.of("xml:lang", "o-encoding");

    private static final Set<String> LANGUAGE = Set.of("xml:lang", "lang");
    private static final Set<String> SEGMENT_TYPES = Set.of("block", "paragraph", "sentence", "phrase");

    private final Omissions omissions;

    TmxAttributes(Omissions omissions) {
        this.omissions = omissions;
    }

    Map<String, String> ofHeader(Map<String, String> attributes) {
        return only(attributes, OF_HEADER);
    }

    Map<String, String> ofUnit(Map<String, String> attributes) {
        return only(attributes, OF_UNIT);
    }

    Map<String, String> ofVariant(Map<String, String> attributes) {
        return only(attributes, OF_VARIANT);
    }

    Annotation of(Annotation annotation) {
        Set<String> known = annotation.isProperty() ? OF_PROPERTY : OF_NOTE;
        return new Annotation(annotation.element(), only(annotation.attributes(), known), annotation.text());
    }

    /**
     * Returns the attributes that TMX defines, with dates in TMX format and {@code xml:lang} in place of {@code lang}.
     */
    private Map<String, String> only(Map<String, String> attributes, Set<String> known) {
        Map<String, String> kept = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            String newer = name.equals("lang") ? "xml:lang" : name;
            if (RawUnit.DATES.contains(newer) && known.contains(newer)) {
                TmxDate.parse(value)
                        .ifPresentOrElse(
                                date -> kept.put(newer, TmxDate.format(date)), () -> omissions.add("invalid dates"));
            } else if (!known.contains(newer)) {
                omissions.add("attributes not defined in TMX 1.4");
            } else if (name.equals(newer) || !attributes.containsKey(newer)) {
                kept.put(newer, value);
            }
        });
        return kept;
    }

    /**
     * Returns a unit whose non-TMX attributes are properties: {@code foo="1"} becomes {@code x-foo}. Language
     * attributes keep their name.
     */
    public static Tu orProperties(Tu unit) {
        Foreign foreign = new Foreign(OF_UNIT);
        Map<String, String> own = foreign.without(unit.attributes());
        return new Tu(
                own,
                foreign.and(unit.annotations()),
                unit.variants().stream().map(TmxAttributes::orProperties).toList());
    }

    private static Tuv orProperties(Tuv side) {
        Foreign foreign = new Foreign(OF_VARIANT);
        Map<String, String> own = foreign.without(side.attributes());
        return new Tuv(own, foreign.and(side.annotations()), side.content());
    }

    /** Removes the non-TMX attributes of an element, its properties and its notes. */
    private static final class Foreign {
        private final Set<String> known;
        private final Map<String, String> found = new LinkedHashMap<>();

        Foreign(Set<String> known) {
            this.known = known;
        }

        Map<String, String> without(Map<String, String> attributes) {
            return without(attributes, known);
        }

        private Map<String, String> without(Map<String, String> attributes, Set<String> known) {
            Map<String, String> own = new LinkedHashMap<>();
            boolean hasLanguage = known.contains("xml:lang");
            attributes.forEach((name, value) -> {
                boolean isKnown = (known.contains(name) || (hasLanguage && LANGUAGE.contains(name)))
                        && (!name.equals("segtype") || SEGMENT_TYPES.contains(value));
                (isKnown ? own : found).putIfAbsent(name, value);
            });
            return own;
        }

        List<Annotation> and(List<Annotation> annotations) {
            List<Annotation> all = new ArrayList<>();
            for (Annotation annotation : annotations) {
                Set<String> knownThere = annotation.isProperty() ? OF_PROPERTY : OF_NOTE;
                all.add(new Annotation(
                        annotation.element(), without(annotation.attributes(), knownThere), annotation.text()));
            }
            found.forEach((name, value) -> {
                String type = name.startsWith("x-") ? name : "x-" + name;
                if (Annotation.find(all, type).isEmpty()) {
                    all.add(Annotation.property(type, value));
                }
            });
            return all;
        }
    }

    /**
     * Converts the inline tags of a segment to TMX 1.4 tags. Elements of other formats become placeholders or pairs
     * that contain their original tags. Unpaired halves become isolated tags (TMX 1.4b, section 4). Handles one
     * segment.
     */
    public static final class TmxContent {
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

        private final TmxProfile.Codes codes;
        private final XmlEscape escape;
        private final Omissions omissions;
        private final Set<String> openings = new HashSet<>();
        private final Set<String> closings = new HashSet<>();
        private int pairs = 1000;

        private TmxContent(TmxProfile.Codes codes, XmlEscape escape, Omissions omissions) {
            this.codes = codes;
            this.escape = escape;
            this.omissions = omissions;
        }

        /**
         * Returns a segment that TMX can hold.
         *
         * @param omissions counts the inline tags that are omitted or converted
         */
        public static Content of(Content content, TmxProfile.Codes codes, XmlEscape escape, Omissions omissions) {
            if (content.isPlain()) {
                return content;
            }
            if (codes == TmxProfile.Codes.DROPPED) {
                omissions.add("inline tags", content.codes());
                return Content.of(content.text());
            }
            TmxContent valid = new TmxContent(codes, escape, omissions);
            valid.countHalves(content);
            return new Content(valid.pieces(content));
        }

        private void countHalves(Content content) {
            for (Piece piece : content.pieces()) {
                if (piece instanceof Code code) {
                    String number = code.attributes().getOrDefault("i", "");
                    if (code.element().equals("bpt")) {
                        openings.add(number);
                    } else if (code.element().equals("ept")) {
                        closings.add(number);
                    }
                    countHalves(code.content());
                }
            }
        }

        private List<Piece> pieces(Content content) {
            List<Piece> pieces = new ArrayList<>();
            for (Piece piece : content.pieces()) {
                if (piece instanceof Code code) {
                    add(code, pieces);
                } else {
                    pieces.add(piece);
                }
            }
            return pieces;
        }

        private void add(Code code, List<Piece> pieces) {
            switch (code.element()) {
                case "hi" -> {
                    if (codes == TmxProfile.Codes.WITHOUT_HIGHLIGHTS) {
                        omissions.add("inline tags");
                        pieces.addAll(pieces(code.content()));
                    } else {
                        pieces.add(valid(code, "hi", Map.of()));
                    }
                }
                case "bpt" -> pieces.add(isPaired(code, closings) ? valid(code, "bpt", Map.of()) : half(code, "begin"));
                case "ept" -> pieces.add(isPaired(code, openings) ? valid(code, "ept", Map.of()) : half(code, "end"));
                case "it" -> {
                    String position = code.attributes().getOrDefault("pos", "").equals("end") ? "end" : "begin";
                    pieces.add(valid(code, "it", Map.of("pos", position)));
                }
                case "ph", "sub" -> pieces.add(valid(code, code.element(), Map.of()));
                case "ut" -> {
                    omissions.add(BECAME_OTHERS);
                    pieces.add(valid(code, "ph", Map.of()));
                }
                default -> foreign(code, pieces);
            }
        }

        private static boolean isPaired(Code code, Set<String> others) {
            String number = code.attributes().getOrDefault("i", "");
            return !number.isEmpty() && others.contains(number);
        }

        private Code half(Code code, String position) {
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
         * Returns the content that an inline tag may have: text and subflows. The content of a subflow or highlight is
         * a segment again.
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
                } else if (piece instanceof Code subflow) {
                    pieces.add(valid(subflow, "sub", Map.of()));
                } else {
                    pieces.add(piece);
                }
            }
            return new Content(pieces);
        }

        /** Converts an element of another format: its tags become native markup. */
        private void foreign(Code code, List<Piece> pieces) {
            omissions.add(BECAME_OTHERS);
            StringBuilder tag = new StringBuilder("<").append(code.element());
            escape.attributes(tag, code.attributes());
            if (code.content().pieces().isEmpty()) {
                pieces.add(new Code("ph", Map.of(), Content.of(tag + "/>")));
                return;
            }
            Map<String, String> number = Map.of("i", Integer.toString(pairs));
            pairs++;
            pieces.add(new Code("bpt", number, Content.of(tag + ">")));
            pieces.addAll(pieces(code.content()));
            pieces.add(new Code("ept", number, Content.of("</" + code.element() + ">")));
        }
    }
}
