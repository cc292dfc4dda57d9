package duiqi.corpus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.text.FormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Documents as objects of JSON. Stateless. */
final class DocumentJson {
    /** Books are longer than the strings that Jackson takes from strangers. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();

    private static final String REMEDY = "give each document a line like {\"id\": \"1\", \"zh\": \"…\", \"en\": \"…\"}";

    /** What one line says, or why it says nothing. */
    record Reading(Optional<RawDocument> document, String place, String fault) {
        /** A row of a {@link DocumentTable}. */
        org.apache.spark.sql.Row row(DocumentColumns columns, Buckets buckets, long longest) {
            return document.map(found -> found.row(columns, buckets, longest))
                    .orElseGet(() -> DocumentTable.rejected("", place, fault));
        }
    }

    private DocumentJson() {}

    /** Reads the document in a line. */
    static Reading read(LineReader.Line line, DocumentColumns columns) {
        try {
            JsonNode node = parse(line);
            return node.isObject()
                    ? new Reading(Optional.of(document(node, line.place(), columns)), line.place(), "")
                    : fault(line, "is no object of JSON");
        } catch (CharacterCodingException notUtf8) {
            return fault(line, "is not UTF-8");
        } catch (JsonProcessingException notJson) {
            return fault(line, "is not JSON: " + notJson.getOriginalMessage());
        }
    }

    private static Reading fault(LineReader.Line line, String fault) {
        return new Reading(Optional.empty(), line.place(), fault);
    }

    /**
     * Looks at the first line of a file.
     *
     * @throws FormatException if it shows that the file holds no documents
     */
    static void requireDocument(LineReader.Line line, DocumentColumns columns) throws FormatException {
        try {
            JsonNode node = parse(line);
            if (!node.isObject()) {
                throw new FormatException(line.place(), "is no object of JSON", REMEDY);
            }
            List<String> missing = new ArrayList<>();
            for (String column : List.of(columns.id(), columns.chinese(), columns.english())) {
                if (!node.has(column)) {
                    missing.add("\"" + column + "\"");
                }
            }
            if (!missing.isEmpty()) {
                throw new FormatException(
                        line.place(),
                        "has no " + String.join(" and no ", missing) + ", but " + String.join(", ", keys(node)),
                        "name the keys of id, Chinese and English, as with --columns doc,source,target");
            }
        } catch (CharacterCodingException notUtf8) {
            throw new FormatException(
                    line.place(), "is not UTF-8", "convert the file, as with iconv -f GB18030 -t UTF-8");
        } catch (JsonProcessingException notJson) {
            throw new FormatException(line.place(), "is not JSON: " + notJson.getOriginalMessage(), REMEDY);
        }
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys.isEmpty() ? List.of("nothing") : keys;
    }

    private static JsonNode parse(LineReader.Line line) throws CharacterCodingException, JsonProcessingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line.bytes()))
                .toString();
        return JSON.readTree(text);
    }

    private static RawDocument document(JsonNode node, String place, DocumentColumns columns) {
        return new RawDocument(
                Optional.ofNullable(node.get(columns.id()))
                        .filter(JsonNode::isValueNode)
                        .filter(id -> !id.isNull())
                        .map(JsonNode::asText),
                place,
                side(node.get(columns.chinese())),
                side(node.get(columns.english())));
    }

    private static Optional<CorpusDocument.Side> side(JsonNode node) {
        if (node != null && node.isTextual()) {
            return Optional.of(CorpusDocument.Side.uncut(node.textValue()));
        }
        if (node == null || !node.isArray()) {
            return Optional.empty();
        }
        List<String> sentences = new ArrayList<>();
        for (JsonNode sentence : node) {
            if (!sentence.isTextual()) {
                return Optional.empty();
            }
            sentences.add(sentence.textValue());
        }
        return Optional.of(CorpusDocument.Side.ofSentences(sentences));
    }
}
