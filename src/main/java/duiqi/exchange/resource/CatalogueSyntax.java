package duiqi.exchange.resource;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.MessageSuggestions;
import duiqi.exchange.Suggestions.Suggestion;
import duiqi.exchange.po.PoFormat;
import duiqi.exchange.resource.ResourceFile.Entry;
import duiqi.io.Edits;
import duiqi.io.FileStart;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads and fills {@code .xcstrings}, the string catalogues of Apple, which hold the texts in all languages. The form of
 * a text for a number or a device has the name of the form after its key. A translation that needs a review has the
 * property {@code x-fuzzy}; a text that the program no longer has has the property {@code x-po-obsolete}. Stateless.
 */
record CatalogueSyntax(String name, List<String> extensions) implements ResourceFile.Syntax {
    private static final String UNIT = "stringUnit";

    /** Objects around the forms of a text that are not part of its key. */
    private static final Set<String> AROUND_FORMS =
            Set.of("variations", "plural", "device", "width", "substitutions", UNIT);

    @Override
    public boolean recognises(FileStart start) {
        return start.text().matches("(?s)\\s*\\{\\s*\"sourceLanguage\"\\s*:.*\"strings\"\\s*:.*");
    }

    @Override
    public boolean isBilingual() {
        return true;
    }

    @Override
    public boolean isFilled() {
        return true;
    }

    @Override
    public void read(ResourceFile file) throws FormatException {
        TextTree catalogue = JsonSyntax.tree(file);
        String source = catalogue.string("sourceLanguage").orElse("en");
        file.declare(LanguageName.of(source));
        Map<String, TextTree> strings = catalogue.get("strings").members();
        Predicate<Language> isTarget =
                file.language().filter(Language::isChinese).isPresent() ? Language::isEnglish : Language::isChinese;
        Set<String> codes = new TreeSet<>();
        strings.values()
                .forEach(string ->
                        codes.addAll(string.get("localizations").members().keySet()));
        codes.removeIf(code -> LanguageName.of(code).filter(isTarget).isEmpty());
        addTo(file, strings, source, true);
        for (String code : codes) {
            addTo(file.translation(LanguageName.of(code)), strings, code, false);
        }
        if (codes.isEmpty()) {
            file.translation(Optional.empty());
        }
    }

    /** Adds the texts of all strings in a language. A string without a source text is its own one. */
    private static void addTo(ResourceFile file, Map<String, TextTree> strings, String code, boolean isSource)
            throws FormatException {
        for (Map.Entry<String, TextTree> one : strings.entrySet()) {
            String key = one.getKey();
            TextTree string = one.getValue();
            List<Annotation> notes = new ArrayList<>();
            string.string("comment").ifPresent(comment -> notes.add(Annotation.note(comment)));
            if (string.string("extractionState").filter("stale"::equals).isPresent()) {
                notes.add(Annotation.property(PoFormat.OBSOLETE, PoFormat.YES));
            }
            List<Entry> found = new ArrayList<>();
            collect(key, string.get("localizations").get(code), notes, found);
            if (found.isEmpty() && isSource) {
                Located.Collector text = file.collector();
                key.codePoints().forEach(c -> text.add(c, string.start()));
                found.add(entry(key, text.end(string.start()), notes));
            }
            boolean isFixed = file.text()
                    .startsWith("false", string.get("shouldTranslate").start());
            for (Entry entry : found) {
                file.add(entry);
                file.fixed().addAll(isFixed ? Set.of(entry.key()) : Set.of());
            }
        }
    }

    private static void collect(String key, TextTree tree, List<Annotation> notes, List<Entry> found) {
        tree.members().forEach((name, inner) -> {
            Optional<Located> value = inner.get("value").text();
            if (name.equals(UNIT) && value.isPresent()) {
                List<Annotation> all = new ArrayList<>(notes);
                boolean isFinal = inner.string("state").orElse("translated").equals("translated");
                if (!isFinal && !value.get().text().isBlank()) {
                    all.add(Annotation.property(PoFormat.FUZZY, PoFormat.YES));
                }
                found.add(entry(key, value.get(), all));
            } else {
                collect(path(key, name), inner, notes, found);
            }
        });
    }

    private static String path(String key, String name) {
        return AROUND_FORMS.contains(name) ? key : key + "." + name;
    }

    private static Entry entry(String key, Located text, List<Annotation> notes) {
        List<Annotation> all = new ArrayList<>(List.of(Annotation.property(ResourceFile.KEY, key)));
        all.addAll(notes);
        return new Entry(key, text, Content.of(text.text()), all);
    }

    @Override
    public String fill(ResourceTexts texts, Map<String, Suggestion> found) throws FormatException {
        return new Filling(texts, found).fill(JsonSyntax.tree(texts.originals()));
    }

    /** Adds translations as Xcode writes them. Handles one file. */
    private static final class Filling {
        private final ResourceTexts texts;
        private final Map<String, Suggestion> found;
        private final String file;
        private final String lineEnd;
        private final Edits edits;

        Filling(ResourceTexts texts, Map<String, Suggestion> found) {
            this.texts = texts;
            this.found = found;
            this.file = texts.originals().text();
            this.lineEnd = file.contains("\r\n") ? "\r\n" : "\n";
            this.edits = new Edits(file);
        }

        String fill(TextTree catalogue) {
            String source = catalogue.string("sourceLanguage").orElse("en");
            Map<String, TextTree> strings = catalogue.get("strings").members();
            String code = strings.values().stream()
                    .flatMap(string -> string.get("localizations").members().keySet().stream())
                    .filter(name ->
                            LanguageName.of(name).equals(texts.translations().language()))
                    .findFirst()
                    .orElseGet(() -> code(texts.direction().target()));
            strings.forEach((key, string) -> {
                TextTree localizations = string.get("localizations");
                TextTree original = localizations.get(source);
                Optional<TextTree> own =
                        Optional.ofNullable(localizations.members().get(code));
                int indent = indent(string.start()) + 2;
                if (own.isPresent()) {
                    replace(key, own.get());
                } else if (found.keySet().stream().noneMatch(one -> (one + ".").startsWith(key + "."))) {
                    return;
                } else if (!localizations.members().isEmpty()) {
                    filled(key, original, indent + 2).ifPresent(text -> insert(localizations, code, text));
                } else {
                    filled(key, original, indent + 2)
                            .ifPresent(text -> insert(string, "localizations", object(Map.of(code, text), indent)));
                }
            });
            return edits.apply();
        }

        private static String code(Language language) {
            return language.isChinese() ? "zh-" + language.chineseScript().orElse("Hans") : language.primary();
        }

        private int indent(int offset) {
            int start = file.lastIndexOf('\n', offset) + 1;
            return (int) file.substring(start, offset)
                    .chars()
                    .takeWhile(c -> c == ' ')
                    .count();
        }

        /** Replaces the units without a text. */
        private void replace(String key, TextTree tree) {
            tree.members().forEach((name, inner) -> {
                if (name.equals(UNIT) && inner.string("value").orElse("").isBlank() && found.containsKey(key)) {
                    edits.replace(inner.start(), inner.end(), unit(key, indent(inner.start())));
                } else {
                    replace(path(key, name), inner);
                }
            });
        }

        /** Returns the localization that corresponds to another one; empty if there is no suggestion for a text of it. */
        private Optional<String> filled(String key, TextTree original, int indent) {
            if (original.members().isEmpty()) {
                return found.containsKey(key)
                        ? Optional.of(object(Map.of(UNIT, unit(key, indent + 2)), indent))
                        : Optional.empty();
            }
            Map<String, String> members = new TreeMap<>();
            for (Map.Entry<String, TextTree> member : original.members().entrySet()) {
                String name = member.getKey();
                TextTree inner = member.getValue();
                String path = path(key, name);
                if (name.equals(UNIT)) {
                    members.put(name, found.containsKey(key) ? unit(key, indent + 2) : "");
                } else if (inner.members().isEmpty()) {
                    members.put(name, file.substring(inner.start(), inner.end()));
                } else if (!isNeedless(path, inner)) {
                    members.put(name, filled(path, inner, indent + 2).orElse(""));
                }
            }
            return members.isEmpty() || members.containsValue("")
                    ? Optional.empty()
                    : Optional.of(object(members, indent));
        }

        /** Returns whether a form is one that the target language does not have. */
        private boolean isNeedless(String key, TextTree form) {
            return form.members().containsKey(UNIT) && !found.containsKey(key) && !key.endsWith(".other");
        }

        private String unit(String key, int indent) {
            Suggestion one = Objects.requireNonNull(found.get(key));
            String text = Objects.requireNonNull(texts.originals().entries().get(key))
                    .text()
                    .text();
            String state = MessageSuggestions.isFinal(one, text) ? "translated" : "needs_review";
            return object(new TreeMap<>(Map.of("state", quoted(state), "value", quoted(one.target()))), indent);
        }

        private static String quoted(String text) {
            return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
        }

        /** Returns an object whose first brace is in a line with an indentation. */
        private String object(Map<String, String> members, int indent) {
            String line = lineEnd + " ".repeat(indent);
            return members.entrySet().stream()
                    .map(member -> line + "  " + quoted(member.getKey()) + " : " + member.getValue())
                    .collect(Collectors.joining(",", "{", line + "}"));
        }

        /** Inserts a member into an object, whose members are sorted. */
        private void insert(TextTree object, String name, String value) {
            String member = lineEnd + " ".repeat(indent(object.start()) + 2) + quoted(name) + " : " + value;
            Optional<TextTree> before = object.members().entrySet().stream()
                    .filter(one -> one.getKey().compareTo(name) < 0)
                    .map(Map.Entry::getValue)
                    .reduce((first, last) -> last);
            if (object.members().isEmpty()) {
                edits.replace(
                        object.start() + 1, object.end() - 1, member + lineEnd + " ".repeat(indent(object.start())));
            } else if (before.isPresent()) {
                edits.insert(before.get().end(), "," + member);
            } else {
                edits.insert(object.start() + 1, member + ",");
            }
        }
    }
}
