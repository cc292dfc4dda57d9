package duiqi.exchange.resource;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.po.PoFormat;
import duiqi.exchange.resource.ResourceFile.Entry;
import duiqi.io.FileStart;
import duiqi.io.XmlNode.Element;
import duiqi.text.FormatException;
import duiqi.text.LanguageName;
import duiqi.text.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code .ts}, the translation files of Qt. An unfinished translation has the property {@code x-fuzzy}; a vanished
 * or obsolete one has the property {@code x-po-obsolete}. Stateless. Source: Qt, TS file format 2.1.
 */
record QtSyntax(String name, List<String> extensions) implements XmlSyntax.Syntax {
    @Override
    public boolean recognises(FileStart start) {
        return start.hasRoot("TS");
    }

    @Override
    public boolean isBilingual() {
        return true;
    }

    @Override
    public void read(ResourceFile file) throws FormatException {
        Element root = XmlSyntax.root(file, "ts", "use a translation file of Qt");
        file.declare(root.attribute("sourcelanguage").flatMap(LanguageName::of));
        ResourceFile translations = file.translation(root.attribute("language").flatMap(LanguageName::of));
        for (Element element : root.elements().toList()) {
            if (element.name().equals("message")) {
                add(file, translations, "", element);
            }
            String context = element.child("name").map(Element::text).orElse("");
            for (Element message : element.children("message").toList()) {
                add(file, translations, context, message);
            }
        }
    }

    private static void add(ResourceFile file, ResourceFile translations, String context, Element message)
            throws FormatException {
        Optional<Element> text = message.child("source");
        if (text.isEmpty() || text.get().text().isBlank()) {
            file.omissions().add("keys without a source text");
            return;
        }
        Optional<Element> translation = message.child("translation");
        String type = translation.flatMap(element -> element.attribute("type")).orElse("");
        List<Located> forms = new ArrayList<>();
        if (translation.isPresent()) {
            forms(file, translation.get(), forms);
        }
        boolean isGone = !type.isEmpty() && !type.equals("unfinished");
        if (forms.stream().anyMatch(form -> !form.text().isBlank())) {
            forms.removeIf(form -> form.text().isBlank());
        } else if (isGone) {
            file.omissions().add("texts without a translation that the program no longer has");
            return;
        } else if (forms.size() > 1) {
            forms.subList(1, forms.size()).clear();
        }
        Located source = passage(file, text.get());
        List<Annotation> annotations = annotations(file, context, message, type);
        for (int i = 0; i < Math.max(1, forms.size()); i++) {
            String key = Integer.toString(file.entries().size());
            file.add(new Entry(key, source, Content.of(source.text()), annotations));
            if (i < forms.size()) {
                translations.add(
                        new Entry(key, forms.get(i), Content.of(forms.get(i).text()), List.of()));
            }
        }
    }

    /** Adds the plural forms of a translation, or its text. The first of several variants for different widths counts. */
    private static void forms(ResourceFile file, Element element, List<Located> forms) throws FormatException {
        List<Element> variants = element.children("lengthvariant").toList();
        List<Element> plurals = element.children("numerusform").toList();
        for (Element form : plurals) {
            forms(file, form, forms);
        }
        file.omissions().add("shorter variants of translations", Math.max(0, variants.size() - 1));
        if (plurals.isEmpty()) {
            forms.add(passage(file, variants.isEmpty() ? element : variants.get(0)));
        }
    }

    /** Returns the text of an element, in which {@code <byte value="x1f"/>} is a control character. */
    private static Located passage(ResourceFile file, Element element) throws FormatException {
        file.omissions()
                .add(
                        "control characters written as <byte>",
                        element.children("byte").count());
        return XmlSyntax.passage(file, element);
    }

    private static List<Annotation> annotations(ResourceFile file, String context, Element message, String type) {
        List<Annotation> annotations = new ArrayList<>();
        String id = message.attribute("id").orElse(context);
        if (!id.isEmpty()) {
            annotations.add(Annotation.property(ResourceFile.KEY, id));
        }
        if (!type.isEmpty()) {
            String state = type.equals("unfinished") ? PoFormat.FUZZY : PoFormat.OBSOLETE;
            annotations.add(Annotation.property(state, PoFormat.YES));
        }
        for (String name : List.of("comment", "extracomment", "translatorcomment")) {
            message.child(name)
                    .map(Element::text)
                    .filter(note -> !note.isBlank())
                    .ifPresent(note -> annotations.add(Annotation.note(note)));
        }
        file.omissions()
                .add("locations in the program", message.children("location").count());
        return annotations;
    }
}
