package duiqi.exchange.resource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import duiqi.text.FormatException;
import duiqi.text.LanguageName;
import duiqi.text.Located;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads JSON files of texts: flat and nested objects and arrays, {@code messages.json} of Chrome, ARB of Flutter, and
 * bundles of Visual Studio Code. Stateless.
 *
 * <p>Comments and commas after the last element are allowed, as in the files of many editors.
 */
record JsonSyntax(String name, List<String> extensions) implements ResourceFile.Syntax {
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
    public void read(ResourceFile file) throws FormatException {
        TextTree texts = tree(file).withoutLanguage(file);
        boolean areMessages = isMessages(texts);
        for (Map.Entry<String, TextTree> member : texts.members().entrySet()) {
            String key = member.getKey();
            TextTree value = member.getValue();
            TextTree about = texts.get("@" + key);
            if (areMessages && value.text().isEmpty()) {
                file.omissions()
                        .add(
                                "definitions of placeholders",
                                value.get("placeholders").members().size());
                value.get("message")
                        .addTo(
                                file,
                                key,
                                Stream.of("description", "comment").flatMap(name -> value.string(name).stream()));
            } else if (key.equals("@@locale")) {
                file.declare(value.text().flatMap(locale -> LanguageName.of(locale.text())));
            } else if (key.startsWith("@@")
                    || (key.startsWith("@") && value.text().isEmpty())) {
                int notes = value.string("description").isPresent() ? 1 : 0;
                file.omissions().add("metadata of keys", value.count() - notes);
            } else {
                value.addTo(file, key, about.string("description").stream());
            }
        }
    }

    /** Returns whether the members are texts or objects with a message, and at least one is an object. */
    private static boolean isMessages(TextTree texts) {
        List<TextTree> objects = texts.members().values().stream()
                .filter(member -> member.text().isEmpty() && member.count() > 0)
                .toList();
        return !objects.isEmpty()
                && objects.stream()
                        .allMatch(member -> member.string("message").isPresent()
                                && member.members().entrySet().stream()
                                        .allMatch(one -> OF_MESSAGES.contains(one.getKey())
                                                || one.getValue().count() == 0));
    }

    static TextTree tree(ResourceFile file) throws FormatException {
        try (JsonParser json = FACTORY.createParser(file.text())) {
            JsonToken first = json.nextToken();
            if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                throw file.error(0, "is not a JSON object", "use a file of keys and texts");
            }
            TextTree tree = new Reading(file, json).value("", first);
            json.nextToken();
            return tree;
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
            throw new FormatException(file.path().toString(), "cannot read: " + e.getMessage(), "check the file", e);
        }
    }

    private record Reading(ResourceFile file, JsonParser json) {
        TextTree value(String key, JsonToken token) throws IOException {
            int start = offset();
            if (token == JsonToken.VALUE_STRING) {
                // Jackson reports an incomplete text here, so that the passage below is complete.
                json.finishToken();
                Located text = text(start);
                int end = Math.toIntExact(json.currentLocation().getCharOffset());
                return new TextTree(start, end, Optional.of(text), Map.of());
            }
            if (!token.isStructStart()) {
                int end = Math.toIntExact(json.currentLocation().getCharOffset());
                return new TextTree(start, end, Optional.empty(), Map.of());
            }
            Map<String, TextTree> members = new LinkedHashMap<>();
            int count = 0;
            for (JsonToken next = json.nextToken(); !next.isStructEnd(); next = json.nextToken()) {
                boolean isMember = next == JsonToken.FIELD_NAME;
                String name = isMember ? json.currentName() : Integer.toString(count++);
                String path = key.isEmpty() ? name : key + "." + name;
                TextTree.put(file, members, path, name, value(path, isMember ? json.nextToken() : next));
            }
            return new TextTree(start, offset() + 1, Optional.empty(), members);
        }

        private int offset() {
            return Math.toIntExact(json.currentTokenLocation().getCharOffset());
        }

        private Located text(int start) throws FormatException {
            String text = file.text();
            Located.Collector passage = file.collector();
            int i = start + 1;
            while (text.charAt(i) != '"') {
                if (text.charAt(i) == '\\') {
                    i = file.escape(i, "ntrfbu", passage);
                } else {
                    passage.add(text.charAt(i), i++);
                }
            }
            return passage.end(i);
        }
    }
}
