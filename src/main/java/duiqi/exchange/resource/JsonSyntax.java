package duiqi.exchange.resource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import duiqi.exchange.resource.ResourceFile.Entry;
import duiqi.exchange.resource.ResourceFile.Passage;
import duiqi.text.FormatException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads JSON files of texts: flat and nested objects and arrays, {@code messages.json} of Chrome, ARB of Flutter, and
 * bundles of Visual Studio Code. The key of a nested text is its path with dots. Stateless.
 *
 * <p>Comments and commas after the last element are allowed, as in the files of many editors.
 */
record JsonSyntax() implements ResourceFile.Syntax {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(1 << 26)
                    .maxNestingDepth(200)
                    .build())
            .build();

    /** Members of the object that a file of Chrome or Visual Studio Code has for each text. */
    private static final Set<String> OF_MESSAGES = Set.of("message", "description", "placeholders", "comment");

    @Override
    public String name() {
        return "json";
    }

    @Override
    public List<String> extensions() {
        return List.of(".json", ".arb");
    }

    @Override
    public void read(ResourceFile file) throws FormatException {
        Map<String, Value> values = new Tree(file).read();
        Map<String, Value> texts = withoutLanguage(file, values);
        if (isMessages(texts)) {
            addMessages(file, texts);
            return;
        }
        for (Map.Entry<String, Value> text : texts.entrySet()) {
            String key = text.getKey();
            if (key.equals("@@locale")) {
                file.declare(ResourcePair.language(text.getValue().passage.text()));
            } else if (key.startsWith("@@") || key.matches("@[^\n]+\n[\\s\\S]+")) {
                file.omissions().add("metadata of keys", key.endsWith("\ndescription") ? 0 : 1);
            } else {
                Optional<Value> note = Optional.ofNullable(texts.get("@" + key + "\ndescription"));
                List<String> notes =
                        note.map(value -> List.of(value.passage.text())).orElse(List.of());
                file.add(new Entry(key.replace('\n', '.'), text.getValue().passage, notes));
            }
        }
    }

    /**
     * Holds a text of a file.
     *
     * @param path names of the objects around it, and its own name
     */
    private record Value(List<String> path, Passage passage) {
        Value {
            path = List.copyOf(path);
        }
    }

    /** Returns the values without the object around them all, if its name is a language, as in files of Rails. */
    private static Map<String, Value> withoutLanguage(ResourceFile file, Map<String, Value> values) {
        Set<String> roots = new HashSet<>();
        boolean areNested = true;
        for (Value value : values.values()) {
            roots.add(value.path.get(0));
            areNested &= value.path.size() > 1;
        }
        String root = roots.size() == 1 ? roots.iterator().next() : "";
        Optional<duiqi.text.Language> language = ResourcePair.language(root);
        if (language.isEmpty() || !areNested) {
            return values;
        }
        file.declare(language);
        Map<String, Value> inner = new LinkedHashMap<>();
        values.forEach((key, value) -> inner.put(
                key.substring(root.length() + 1), new Value(value.path.subList(1, value.path.size()), value.passage)));
        return inner;
    }

    /** Returns whether the values of the file are texts or objects with a message, and at least one is an object. */
    private static boolean isMessages(Map<String, Value> values) {
        Set<String> with = new HashSet<>();
        Set<String> without = new HashSet<>();
        for (Value value : values.values()) {
            List<String> path = value.path;
            if (path.size() > 1 && !OF_MESSAGES.contains(path.get(1))) {
                return false;
            }
            if (path.size() == 2 && path.get(1).equals("message")) {
                with.add(path.get(0));
            } else if (path.size() > 1) {
                without.add(path.get(0));
            }
        }
        return !with.isEmpty() && with.containsAll(without);
    }

    private static void addMessages(ResourceFile file, Map<String, Value> values) throws FormatException {
        Map<String, List<String>> notes = new HashMap<>();
        for (Value value : values.values()) {
            List<String> path = value.path;
            if (path.size() > 1
                    && (path.get(1).equals("description") || path.get(1).equals("comment"))) {
                notes.computeIfAbsent(path.get(0), key -> new ArrayList<>()).add(value.passage.text());
            } else if (path.size() > 1 && path.get(1).equals("placeholders")) {
                file.omissions()
                        .add(
                                "definitions of placeholders",
                                path.get(path.size() - 1).equals("content") ? 1 : 0);
            }
        }
        for (Value value : values.values()) {
            String key = value.path.get(0);
            if (value.path.size() == 1 || value.path.get(1).equals("message")) {
                file.add(new Entry(key, value.passage, notes.getOrDefault(key, List.of())));
            }
        }
    }

    /** Reads all texts of a file. Handles one file. */
    static final class Tree {
        private final ResourceFile file;
        private final Map<String, Value> values = new LinkedHashMap<>();
        private final Deque<String> names = new ArrayDeque<>();

        /** Number of elements of each array around the current value, -1 for an object. */
        private final Deque<Integer> counts = new ArrayDeque<>();

        Tree(ResourceFile file) {
            this.file = file;
        }

        /** Returns the texts by their paths, whose names are separated by line feeds. */
        Map<String, Value> read() throws FormatException {
            try (JsonParser json = FACTORY.createParser(file.text())) {
                JsonToken first = json.nextToken();
                if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                    throw file.error(0, "is not a JSON object", "use a file of keys and texts");
                }
                start(first);
                for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                    accept(token, json);
                }
            } catch (JsonProcessingException e) {
                long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
                String problem = String.valueOf(e.getOriginalMessage()).replaceAll("\\s+", " ");
                throw file.error(
                        (int) Math.max(0, Math.min(offset, file.text().length())),
                        "is not valid JSON: " + problem,
                        "correct it");
            } catch (FormatException e) {
                throw e;
            } catch (IOException e) {
                throw new FormatException(file.name(), "cannot read: " + e.getMessage(), "check the file", e);
            }
            return values;
        }

        private void start(JsonToken token) {
            counts.push(token == JsonToken.START_ARRAY ? 0 : -1);
        }

        private void accept(JsonToken token, JsonParser json) throws IOException {
            switch (token) {
                case FIELD_NAME -> names.addLast(json.currentName());
                case START_OBJECT, START_ARRAY -> {
                    nameElement();
                    start(token);
                }
                case END_OBJECT, END_ARRAY -> {
                    counts.pop();
                    names.pollLast();
                }
                default -> {
                    nameElement();
                    if (token == JsonToken.VALUE_STRING) {
                        add(json);
                    } else if (token != JsonToken.VALUE_NULL) {
                        file.omissions().add("values that are not texts");
                    }
                    names.pollLast();
                }
            }
        }

        /** Names an element of an array by its number. */
        private void nameElement() {
            int count = counts.isEmpty() ? -1 : counts.pop();
            if (count >= 0) {
                names.addLast(Integer.toString(count));
                counts.push(count + 1);
            } else {
                counts.push(count);
            }
        }

        private void add(JsonParser json) throws IOException {
            // Jackson reports an incomplete text here, so that the passage below is complete.
            json.finishToken();
            int start = Math.toIntExact(json.currentTokenLocation().getCharOffset());
            Value value = new Value(List.copyOf(names), passage(start));
            Value before = values.put(String.join("\n", names), value);
            if (before != null) {
                file.repeated(new Entry(String.join(".", names), before.passage, List.of()), value.passage);
            }
        }

        private Passage passage(int start) throws FormatException {
            String text = file.text();
            Passage.Builder passage = new Passage.Builder();
            int i = start + 1;
            while (i < text.length() && text.charAt(i) != '"') {
                char c = text.charAt(i);
                if (c != '\\') {
                    passage.add(c, i++);
                    continue;
                }
                char escaped = text.charAt(i + 1);
                switch (escaped) {
                    case 'n' -> passage.add('\n', i);
                    case 't' -> passage.add('\t', i);
                    case 'r' -> passage.add('\r', i);
                    case 'b' -> passage.add('\b', i);
                    case 'f' -> passage.add('\f', i);
                    case 'u' -> passage.add(PlainSyntax.hexadecimal(file, i, i + 2), i);
                    default -> passage.add(escaped, i);
                }
                i += escaped == 'u' ? 6 : 2;
            }
            return passage.end(i);
        }
    }
}
