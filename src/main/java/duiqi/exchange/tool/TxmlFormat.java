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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads TXML, the bilingual documents of Wordfast Pro 2 to 4. The later TXLF is XLIFF.
 *
 * <pre>{@code <txml locale="ZH-CN" targetlocale="EN-US" version="1.0">
 *   <translatable blockId="1"><segment segmentId="1">
 *     <source>按<ut x="1" type="unknown"><b></ut>开始。</source>
 *     <target score="100">Press <ut x="1" type="unknown"><b></ut>Start.</target>
 *     <comments><comment creationid="li">…</comment></comments>
 *   </segment></translatable>}</pre>
 *
 * <p>The id of a unit consists of the ids of block and segment. Properties hold the score and the origin of
 * machine translations. Comments are notes. Only Wordfast reads TXML, so duiqi does not write it.
 *
 * <p>Source: files of Wordfast Pro 2 and 3; TXML has no published specification.
 */
public final class TxmlFormat implements ExchangeFormat {
    @Override
    public String name() {
        return "txml";
    }

    @Override
    public List<String> extensions() {
        return List.of(".txml");
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.hasRoot("txml");
    }

    @Override
    public UnitReader open(Path file, ReaderSettings settings) throws IOException {
        return ToolXmlReader.open(file, new Txml(), settings);
    }

    /** Describes the elements of TXML. Stateless. */
    private static final class Txml implements ToolXmlReader.Vocabulary {
        private static final Set<String> ATTRIBUTES = Set.of("segmentid", "score", "gtmt", "modified");
        private static final Set<String> READ = Set.of("source", "target", "comments");

        @Override
        public String root() {
            return "txml";
        }

        @Override
        public String unit() {
            return "translatable";
        }

        @Override
        public Set<String> markup() {
            return Set.of("skeleton");
        }

        @Override
        public Optional<ToolXmlReader.Codes> codes(XmlNode.Element element) {
            return element.name().equals(root())
                    ? Optional.of(new ToolXmlReader.Codes(
                            element.attribute("locale").orElse(""),
                            element.attribute("targetlocale").orElse("")))
                    : Optional.empty();
        }

        @Override
        public List<ToolXmlReader.Unit> units(
                XmlNode.Element block, ToolXmlReader.Codes codes, ReaderSettings settings) {
            Omissions omissions = settings.omissions();
            List<ToolXmlReader.Unit> units = new ArrayList<>();
            for (XmlNode.Element segment : block.children("segment").toList()) {
                Optional<XmlNode.Element> source = segment.child("source");
                if (source.isEmpty()) {
                    omissions.add("units without text");
                    continue;
                }
                List<ToolXmlReader.Side> sides = new ArrayList<>();
                sides.add(new ToolXmlReader.Side(source.get(), "", content(source.get(), omissions)));
                Optional<XmlNode.Element> target = segment.child("target")
                        .filter(element -> !element.nodes().isEmpty());
                target.ifPresent(
                        element -> sides.add(new ToolXmlReader.Side(element, "", content(element, omissions))));
                units.add(new ToolXmlReader.Unit(tu(block, segment, target, omissions), sides));
            }
            return units;
        }

        private static Tu tu(
                XmlNode.Element block, XmlNode.Element segment, Optional<XmlNode.Element> target, Omissions omissions) {
            String id = block.attribute("blockid").orElse("")
                    + segment.attribute("segmentid").map(number -> "-" + number).orElse("");
            List<Annotation> annotations = new ArrayList<>();
            target.flatMap(element -> element.attribute("score"))
                    .filter(percent -> !percent.equals("0"))
                    .ifPresent(score -> annotations.add(Annotation.property(ToolXmlReader.MATCH, score + "%")));
            segment.attribute("gtmt")
                    .filter("true"::equals)
                    .ifPresent(isMachine -> annotations.add(Annotation.property(ToolXmlReader.ORIGIN, "mt")));
            countAttributes(segment, omissions);
            target.ifPresent(element -> countAttributes(element, omissions));
            segment.children("comments")
                    .flatMap(comments -> comments.children("comment"))
                    .forEach(comment -> {
                        omissions.add(
                                "attributes of notes", comment.attributes().size());
                        annotations.add(Annotation.note(comment.text()));
                    });
            segment.elements()
                    .filter(element -> !READ.contains(element.name()))
                    .forEach(element -> omissions.add(
                            element.name().equals("ws") ? "white space between units" : "elements of TXML units"));
            return new Tu(id.isBlank() ? Map.of() : Map.of(Tu.ID, id), annotations, List.of());
        }

        private static void countAttributes(XmlNode.Element element, Omissions omissions) {
            omissions.add(
                    "attributes of TXML units",
                    element.attributes().keySet().stream()
                            .filter(name -> !ATTRIBUTES.contains(name))
                            .count());
        }

        private static Content content(XmlNode.Element element, Omissions omissions) {
            List<Content.Piece> pieces = new ArrayList<>();
            for (XmlNode node : element.nodes()) {
                if (node instanceof XmlNode.Characters text) {
                    pieces.add(new Content.Text(text.text()));
                } else if (node instanceof XmlNode.Element tag && tag.name().equals("ut")) {
                    omissions.add(
                            "references to other units in inline tags",
                            tag.elements().count());
                    Map<String, String> attributes = new LinkedHashMap<>();
                    tag.attribute("x").ifPresent(number -> attributes.put("x", number));
                    tag.attribute("type")
                            .filter(type -> !type.equals("unknown"))
                            .ifPresent(type -> attributes.put("type", type));
                    pieces.add(new Content.Code("ph", attributes, Content.of(tag.text())));
                } else if (node instanceof XmlNode.Element other) {
                    omissions.add("elements of TXML units");
                    pieces.addAll(content(other, omissions).pieces());
                }
            }
            return new Content(pieces);
        }
    }
}
