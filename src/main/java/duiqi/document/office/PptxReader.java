package duiqi.document.office;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.document.plain.Blocks;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Kind;
import duiqi.text.Paragraph.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads PowerPoint presentations since 2007 (ECMA-376-1, chapters 19 and 21). The slides are in the order of the
 * presentation, hidden ones included; the notes of the speaker follow each slide. The line of a location is the number
 * of the slide, and the column counts the characters of its text.
 */
public final class PptxReader implements DocumentReader {
    @Override
    public Document read(Input input) throws FormatException {
        ZippedParts parts = ZippedParts.of(input, "pptx");
        String presentation = Optional.ofNullable(parts.targets("", "Type").get("officeDocument"))
                .filter(parts::has)
                .orElse("ppt/presentation.xml");
        parts.require(presentation);
        Map<String, String> slides = parts.targets(presentation, "Id");
        Slides text = new Slides();
        for (ZippedParts.Tag tag : parts.tags(presentation)) {
            String id = tag.get("r:id"); // The list of sections has slides without it.
            if (tag.name().equals("sldId") && !id.isEmpty()) {
                text.read(parts, slides.getOrDefault(id, id));
            }
        }
        return new Document(input.name(), text.blocks.finish());
    }

    /** Collects the text of the slides. Not thread-safe. */
    private static final class Slides implements ZippedParts.Elements {
        private final Blocks blocks = new Blocks();
        private final Blocks.Tables tables = new Blocks.Tables();
        private final OfficeMath math = new OfficeMath(this::add);

        /** Relationships of the diagrams and charts of the slide. */
        private final List<String> graphics = new ArrayList<>();

        private int slide;
        private int column;
        private boolean isNote;

        /** Kind of the text of the shape; empty if it is not text. */
        private Optional<Kind> kind = Optional.of(Kind.TEXT);

        void read(ZippedParts parts, String name) throws FormatException {
            slide++;
            column = 0;
            parts.read(name, this);
            Map<String, String> targets = parts.targets(name, "Id");
            for (String graphic : List.copyOf(graphics)) {
                String target = targets.getOrDefault(graphic, "");
                if (parts.has(target)) {
                    parts.read(target, this);
                }
            }
            graphics.clear();
            String notes = parts.targets(name, "Type").getOrDefault("notesSlide", "");
            if (parts.has(notes)) {
                isNote = true;
                parts.read(notes, this);
                isNote = false;
            }
        }

        @Override
        public void begin(XMLStreamReader xml) throws XMLStreamException {
            if (OfficeMath.holds(xml)) {
                math.begin(xml);
            } else if (isDrawing(xml)) {
                beginText(xml);
            } else {
                switch (xml.getLocalName()) {
                    case "Fallback" -> ZippedParts.skip(xml);
                    case "sp", "graphicFrame" -> kind = Optional.of(Kind.TEXT);
                    case "ph" -> kind = kind(ZippedParts.attribute(xml, "type").orElse("body"));
                    case "relIds" -> ZippedParts.attribute(xml, "dm").ifPresent(graphics::add);
                    case "chart" -> ZippedParts.attribute(xml, "id").ifPresent(graphics::add);
                    default -> {}
                }
            }
        }

        private static boolean isDrawing(XMLStreamReader xml) {
            String namespace = String.valueOf(xml.getNamespaceURI());
            return namespace.contains("/drawingml/") && namespace.endsWith("/main");
        }

        /** Returns the kind of the text of a placeholder; empty for numbers and dates of slides, headers and footers. */
        private static Optional<Kind> kind(String placeholder) {
            return switch (placeholder) {
                case "title", "ctrTitle" -> Optional.of(Kind.HEADING);
                case "sldNum", "dt", "ftr", "hdr" -> Optional.empty();
                default -> Optional.of(Kind.TEXT);
            };
        }

        private void beginText(XMLStreamReader xml) throws XMLStreamException {
            switch (xml.getLocalName()) {
                case "tbl" -> tables.beginTable();
                case "tr" -> tables.beginRow();
                case "tc" -> tables.beginCell();
                case "p" -> kind.ifPresent(this::beginParagraph);
                case "fld" -> {
                    if (ZippedParts.attribute(xml, "type").orElse("").matches("slidenum|datetime.*")) {
                        ZippedParts.skip(xml);
                    }
                }
                case "t" -> add(xml.getElementText());
                case "br" -> blocks.lineBreak();
                default -> {}
            }
        }

        private void beginParagraph(Kind shape) {
            Optional<Cell> cell = tables.cell();
            Kind own = isNote ? Kind.NOTE : cell.isPresent() ? Kind.TABLE_CELL : shape;
            blocks.begin(own, new Marks(cell, Optional.empty(), List.of()));
            column++;
        }

        private void add(String text) {
            if (kind.isPresent()) {
                column = blocks.add(text, slide, column);
            }
        }

        @Override
        public void end(XMLStreamReader xml) {
            if (OfficeMath.holds(xml)) {
                math.end(xml);
            } else if (isDrawing(xml)) {
                switch (xml.getLocalName()) {
                    case "tbl" -> tables.endTable();
                    case "tc" -> tables.endCell();
                    default -> {}
                }
            }
        }
    }
}
