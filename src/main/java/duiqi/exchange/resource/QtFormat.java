package duiqi.exchange.resource;

import duiqi.exchange.Annotation;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.LanguageCode;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.po.PoFormat;
import duiqi.exchange.resource.ResourceFile.Passage;
import duiqi.io.FileStart;
import duiqi.io.XmlNode.Element;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .ts}, the translation files of Qt. An unfinished translation has the property {@code x-fuzzy}; a vanished
 * or obsolete one has the property {@code x-po-obsolete}. duiqi only reads these files. Source: Qt, TS file format 2.1.
 */
final class QtFormat implements ExchangeFormat {
    private static final String NAME = "qt";
    private static final Pattern CHINESE_SOURCE = Pattern.compile("<source>[^<\\p{IsHan}]*+\\p{IsHan}");
    private static final Pattern LANGUAGE = Pattern.compile("\\slanguage=[\"']([^\"']*)");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> extensions() {
        return List.of(".ts");
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.hasRoot("TS");
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public boolean isTranslation(Path file) {
        FileStart start = FileStart.of(file);
        Optional<FileStart.Root> root =
                start.root().filter(first -> first.name().equals("TS"));
        Matcher declared = LANGUAGE.matcher(root.map(FileStart.Root::attributes).orElse(""));
        Optional<Language> target = declared.find() ? new LanguageCode(declared.group(1)).language() : Optional.empty();
        // An English file of a program in English has plural forms only.
        return target.filter(Language::isChinese).isPresent()
                || (target.filter(Language::isEnglish).isPresent()
                        && CHINESE_SOURCE.matcher(start.text()).find());
    }

    @Override
    public List<Path> inOtherLanguages(Path file) throws IOException {
        return ResourcePair.inOtherLanguages(file);
    }

    @Override
    public UnitReader open(Path path, ReaderSettings settings) throws IOException {
        Reading reading = new Reading();
        ResourceFile file = ResourceFile.of(path, reading, settings);
        Direction direction = settings.direction(
                new LanguageCode(reading.source).language(),
                new LanguageCode(reading.target).language(),
                reading.messages.stream()
                        .limit(200)
                        .map(message -> message.source.text())
                        .toList(),
                reading.messages.stream()
                        .limit(200)
                        .flatMap(message -> message.target.stream())
                        .map(Passage::text)
                        .toList());
        List<ResourceFormat.Unit> units = new ArrayList<>();
        for (Message message : reading.messages) {
            units.add(message.unit(file, direction));
        }
        return new ResourceFormat.Units(file.location(0), direction, units);
    }

    /**
     * Holds a message.
     *
     * @param source source text
     * @param target translation; empty if it is missing
     * @param missing empty translation, for its location
     * @param annotations properties and notes
     */
    private record Message(Passage source, Optional<Passage> target, Passage missing, List<Annotation> annotations) {
        ResourceFormat.Unit unit(ResourceFile file, Direction direction) {
            List<Tuv> sides = new ArrayList<>(List.of(Tuv.of(direction.source(), source.text())));
            List<duiqi.text.Location.Finder> places = new ArrayList<>(List.of(file.place(source)));
            target.ifPresent(text -> {
                sides.add(Tuv.of(direction.target(), text.text()));
                places.add(file.place(text));
            });
            return new ResourceFormat.Unit(new Tu(Map.of(), annotations, sides), places, file.place(missing));
        }
    }

    /** Reads the messages of a file. Handles one file. */
    private static final class Reading implements ResourceFile.Syntax {
        private final List<Message> messages = new ArrayList<>();
        private String source = "";
        private String target = "";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<String> extensions() {
            return List.of();
        }

        @Override
        public String decode(Path file) throws IOException {
            if (!FileStart.of(file).hasRoot("TS")) {
                throw new FormatException(file.toString(), "is not a translation file of Qt", "use a file with <TS>");
            }
            return XmlSyntax.decode(file);
        }

        @Override
        public void read(ResourceFile file) throws FormatException {
            Element root = XmlSyntax.root(file);
            source = root.attribute("sourcelanguage").orElse("");
            target = root.attribute("language").orElse("");
            for (Element message : root.children("message").toList()) {
                add(file, "", message);
            }
            for (Element context : root.children("context").toList()) {
                String name = context.child("name").map(Element::text).orElse("");
                for (Element message : context.children("message").toList()) {
                    add(file, name, message);
                }
            }
        }

        private void add(ResourceFile file, String context, Element message) throws FormatException {
            Optional<Element> text = message.child("source");
            Optional<Element> translation = message.child("translation");
            if (text.isEmpty() || text.get().text().isBlank()) {
                file.omissions().add("keys without a source text");
                return;
            }
            String type =
                    translation.flatMap(element -> element.attribute("type")).orElse("");
            Passage original = passage(file, text.get());
            List<Passage> forms = new ArrayList<>();
            translation.ifPresent(element -> forms(file, element, forms));
            Passage empty = passage(file, translation.orElse(text.get())).text().isEmpty() && translation.isPresent()
                    ? passage(file, translation.get())
                    : original;
            List<Annotation> annotations = annotations(file, context, message, type);
            boolean isGone = !type.isEmpty() && !type.equals("unfinished");
            List<Passage> written =
                    forms.stream().filter(form -> !form.text().isBlank()).toList();
            if (written.isEmpty() && isGone) {
                file.omissions().add("texts without a translation that the program no longer has");
            } else if (written.isEmpty()) {
                messages.add(new Message(original, Optional.empty(), empty, annotations));
            }
            for (Passage form : written) {
                messages.add(new Message(original, Optional.of(form), empty, annotations));
            }
        }

        /** Adds the plural forms of a translation, or its text. The first of several variants for different widths counts. */
        private static void forms(ResourceFile file, Element element, List<Passage> forms) {
            List<Element> variants = element.children("lengthvariant").toList();
            if (!variants.isEmpty()) {
                file.omissions().add("shorter variants of translations", variants.size() - 1);
                forms.add(passage(file, variants.get(0)));
            } else if (element.child("numerusform").isPresent()) {
                element.children("numerusform").forEach(form -> forms(file, form, forms));
            } else {
                forms.add(passage(file, element));
            }
        }

        /** Returns the text of an element, in which {@code <byte value="x1f"/>} is a control character. */
        private static Passage passage(ResourceFile file, Element element) {
            if (element.child("byte").isPresent()) {
                file.omissions()
                        .add(
                                "control characters written as <byte>",
                                element.children("byte").count());
            }
            return XmlSyntax.passage(file, element);
        }

        private static List<Annotation> annotations(ResourceFile file, String context, Element message, String type) {
            List<Annotation> annotations = new ArrayList<>();
            String id = message.attribute("id").orElse(context);
            if (!id.isEmpty()) {
                annotations.add(Annotation.property(ResourceFormat.KEY, id));
            }
            if (type.equals("unfinished")) {
                annotations.add(Annotation.property(PoFormat.FUZZY, PoFormat.YES));
            } else if (!type.isEmpty()) {
                annotations.add(Annotation.property(PoFormat.OBSOLETE, PoFormat.YES));
            }
            for (String name : List.of("comment", "extracomment", "translatorcomment")) {
                message.child(name)
                        .map(Element::text)
                        .filter(note -> !note.isBlank())
                        .ifPresent(note -> annotations.add(Annotation.note(note)));
            }
            file.omissions()
                    .add(
                            "locations in the program",
                            message.children("location").count());
            return annotations;
        }
    }
}
