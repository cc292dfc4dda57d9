package duiqi.exchange.tool;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.io.FileStart;
import duiqi.io.XmlNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads TTX, the bilingual documents of Trados TagEditor:
 *
 * <pre>{@code <Tu Origin="manual" MatchPercent="100">
 *   <Tuv Lang="ZH-CN">按<ut Type="start" DisplayText="b"><b></ut>开始<ut Type="end"></b></ut>。</Tuv>
 *   <Tuv Lang="EN-US">Press <ut Type="start" DisplayText="b"><b></ut>Start<ut Type="end"></b></ut>.</Tuv>
 * </Tu>}</pre>
 *
 * <p>Properties hold origin and match percentage. Text that TagEditor has not divided into units is not read. Only
 * Trados reads TTX, so duiqi does not write it.
 *
 * <p>Source: files of TagEditor 7 and 8; TTX has no published specification.
 */
public final class TtxFormat implements ExchangeFormat {
    @Override
    public String name() {
        return "ttx";
    }

    @Override
    public List<String> extensions() {
        return List.of(".ttx");
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.hasRoot("TRADOStag");
    }

    @Override
    public UnitReader open(Path file, ReaderSettings settings) throws IOException {
        return ToolXmlReader.open(file, new Ttx(), settings);
    }

    /** Describes the elements of TTX. Stateless. */
    private static final class Ttx implements ToolXmlReader.Vocabulary {
        private static final String SETTINGS = "usersettings";
        private static final Set<String> READ = Set.of("matchpercent", "origin");

        @Override
        public String root() {
            return "TRADOStag";
        }

        @Override
        public String unit() {
            return "tu";
        }

        @Override
        public Set<String> markup() {
            return Set.of(SETTINGS, "ut");
        }

        @Override
        public Optional<ToolXmlReader.Codes> codes(XmlNode.Element element) {
            return element.name().equals(SETTINGS)
                    ? Optional.of(new ToolXmlReader.Codes(
                            element.attribute("sourcelanguage").orElse(""),
                            element.attribute("targetlanguage").orElse("")))
                    : Optional.empty();
        }

        @Override
        public List<ToolXmlReader.Unit> units(XmlNode.Element tu, ToolXmlReader.Codes codes, ReaderSettings settings) {
            List<ToolXmlReader.Side> sides = new ArrayList<>();
            for (XmlNode.Element tuv : tu.children("tuv").toList()) {
                String code = tuv.attribute("lang").orElse("");
                ToolXmlReader.Side side =
                        new ToolXmlReader.Side(tuv, code, new TtxContent(settings.omissions()).of(tuv));
                boolean isSource = code.equalsIgnoreCase(codes.source());
                sides.add(isSource ? 0 : sides.size(), side);
            }
            if (sides.isEmpty()) {
                settings.omissions().add("units without text");
                return List.of();
            }
            List<Annotation> annotations = new ArrayList<>();
            tu.attribute("matchpercent")
                    .filter(percent -> !percent.equals("0"))
                    .ifPresent(percent -> annotations.add(Annotation.property(ToolXmlReader.MATCH, percent + "%")));
            tu.attribute("origin")
                    .ifPresent(origin -> annotations.add(Annotation.property(ToolXmlReader.ORIGIN, origin)));
            settings.omissions()
                    .add(
                            "attributes of TTX units",
                            tu.attributes().keySet().stream()
                                    .filter(name -> !READ.contains(name))
                                    .count());
            return List.of(new ToolXmlReader.Unit(new Tu(Map.of(), annotations, List.of()), sides));
        }
    }

    /** Converts a text with {@code <ut>} and {@code <df>} to {@link Content} with TMX tags. Handles one text. */
    private static final class TtxContent {
        private static final Set<String> KEPT = Set.of("type", "displaytext");

        private final Omissions omissions;
        private final List<Content.Piece> pieces = new ArrayList<>();
        private final Deque<Integer> open = new ArrayDeque<>();
        private final Map<Integer, Integer> places = new HashMap<>();
        private int tags;

        TtxContent(Omissions omissions) {
            this.omissions = omissions;
        }

        Content of(XmlNode.Element tuv) {
            add(tuv);
            // A start without an end in this text is isolated.
            for (int number : open) {
                int index = places.getOrDefault(number, 0);
                if (pieces.get(index) instanceof Content.Code code) {
                    pieces.set(index, tag("it", Map.of("pos", "begin"), number, code.attributes(), code.content()));
                }
            }
            return new Content(pieces);
        }

        private void add(XmlNode.Element element) {
            for (XmlNode node : element.nodes()) {
                if (node instanceof XmlNode.Characters text) {
                    pieces.add(new Content.Text(text.text()));
                } else if (node instanceof XmlNode.Element tag && tag.name().equals("ut")) {
                    addTag(tag);
                } else if (node instanceof XmlNode.Element other) {
                    omissions.add(other.name().equals("df") ? "fonts of TTX texts" : "elements of TTX texts");
                    add(other);
                }
            }
        }

        private void addTag(XmlNode.Element tag) {
            Map<String, String> type = new LinkedHashMap<>();
            tag.attribute("displaytext").filter(text -> !text.isEmpty()).ifPresent(text -> type.put("type", text));
            omissions.add(
                    "attributes of inline tags",
                    tag.attributes().keySet().stream()
                            .filter(name -> !KEPT.contains(name))
                            .count());
            Content content = Content.of(tag.text());
            tags++;
            switch (tag.attribute("type").orElse("")) {
                case "start" -> {
                    open.push(tags);
                    places.put(tags, pieces.size());
                    pieces.add(tag("bpt", Map.of("i", Integer.toString(tags)), tags, type, content));
                }
                case "end" -> {
                    Optional<Integer> start = Optional.ofNullable(open.poll());
                    pieces.add(start.map(
                                    number -> new Content.Code("ept", Map.of("i", Integer.toString(number)), content))
                            .orElseGet(() -> tag("it", Map.of("pos", "end"), tags, type, content)));
                }
                default -> pieces.add(tag("ph", Map.of(), tags, type, content));
            }
        }

        private static Content.Code tag(
                String element, Map<String, String> own, int number, Map<String, String> type, Content content) {
            Map<String, String> attributes = new LinkedHashMap<>(own);
            attributes.put("x", Integer.toString(number));
            if (type.containsKey("type")) {
                attributes.put("type", type.getOrDefault("type", ""));
            }
            return new Content.Code(element, attributes, content);
        }
    }
}
