package duiqi.exchange.resource;

import duiqi.exchange.Suggestions.Suggestion;
import duiqi.text.FormatException;
import duiqi.text.Located;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.Event.ID;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML files of texts as Rails, Symfony and Hugo use them: nested keys, lists, anchors and merge keys. The text of
 * an element with {@code id} and {@code translation} has the id as its key, as in Hugo. Stateless.
 */
record YamlSyntax(String name, List<String> extensions) implements ResourceFile.Syntax {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    /** Colon of a symbol of Ruby in brackets, as in {@code [ :year, :month ]}, which the parser reads as a key's end. */
    private static final Pattern SYMBOL_COLON = Pattern.compile("(?<=[\\[,]\\s{0,99}):(?=\\w)");

    /** Noncharacter that replaces the colon of a symbol for the parser. */
    private static final char SAFE_COLON = '\uFDD0';

    private static final int MAX_DEPTH = 200;

    /** Maximum number of texts with those of aliases. A small file can repeat a list of lists endlessly. */
    private static final int MAX_TEXTS = 1_000_000;

    @Override
    public boolean isFilled() {
        return true;
    }

    @Override
    public void read(ResourceFile file) throws FormatException {
        tree(file).addTo(file, "", Stream.empty());
    }

    @Override
    public String fill(ResourceTexts texts, Map<String, Suggestion> found) throws FormatException {
        return new YamlFilling(texts, found).fill(tree(texts.originals()), tree(texts.translations()));
    }

    private static TextTree tree(ResourceFile file) throws FormatException {
        Reading reading = new Reading(file);
        try {
            return reading.document().withoutLanguage(file);
        } catch (MarkedYamlEngineException e) {
            throw reading.invalid(e.getProblemMark().map(Mark::getIndex).orElse(0), e.getProblem());
        } catch (ReaderException e) {
            throw reading.invalid(e.getPosition(), "character that YAML forbids");
        } catch (YamlEngineException e) {
            throw reading.invalid(0, String.valueOf(e.getMessage()));
        }
    }

    /** Reads all texts of a file. Handles one file. */
    private static final class Reading {
        private final ResourceFile file;
        private final String text;
        private final Iterator<Event> events;

        /** Offset of each code point, because YAML marks count code points. */
        private final int[] offsets;

        private final Map<Anchor, TextTree> anchors = new HashMap<>();
        private int count;
        private int depth;

        /** Offset after the last value read, without the line feeds that end a block. */
        private int end;

        Reading(ResourceFile file) {
            this.file = file;
            this.text = file.text();
            this.events = new Parse(SETTINGS)
                    .parseString(SYMBOL_COLON.matcher(text).replaceAll(String.valueOf(SAFE_COLON)))
                    .iterator();
            int[] starts = new int[text.codePointCount(0, text.length()) + 1];
            for (int i = 1; i < starts.length; i++) {
                starts[i] = text.offsetByCodePoints(starts[i - 1], 1);
            }
            this.offsets = starts;
        }

        FormatException invalid(int index, String problem) {
            int offset = offsets[Math.min(index, offsets.length - 1)];
            return file.error(offset, "is not valid YAML: " + problem.replaceAll("\\s+", " "), "correct it");
        }

        TextTree document() throws FormatException {
            TextTree tree = new TextTree(0, 0, Optional.empty(), Map.of());
            for (Event event = events.next(); event.getEventId() != ID.StreamEnd; event = events.next()) {
                if (event instanceof NodeEvent node) {
                    if (end > 0 || event.getEventId() == ID.Scalar) {
                        throw invalid(index(event.getStartMark()), "not one mapping of keys and texts");
                    }
                    tree = value(node, "");
                }
            }
            return tree;
        }

        private static int index(Optional<Mark> mark) {
            return mark.map(Mark::getIndex).orElse(0);
        }

        private TextTree value(NodeEvent event, String key) throws FormatException {
            int start = offsets[index(event.getStartMark())];
            if (event instanceof AliasEvent alias) {
                end = offsets[index(event.getEndMark())];
                // An alias in its own anchor has no texts.
                TextTree same =
                        anchors.getOrDefault(alias.getAlias(), new TextTree(start, end, Optional.empty(), Map.of()));
                count += same.count();
                if (count > MAX_TEXTS) {
                    throw file.error(start, "aliases repeat too many texts", "write the texts without aliases");
                }
                return same;
            }
            // The properties of a value, an anchor and a tag, come before it.
            while (start < text.length() && "&!".indexOf(text.charAt(start)) >= 0) {
                start = skip(start, false);
                start = skip(start, true);
            }
            TextTree tree = event instanceof ScalarEvent scalar
                    ? scalar(scalar, start)
                    : collection(event.getEventId() == ID.MappingStart, start, key);
            event.getAnchor().ifPresent(anchor -> anchors.put(anchor, tree));
            return tree;
        }

        private int skip(int from, boolean isSpace) {
            int i = from;
            while (i < text.length() && Character.isWhitespace(text.charAt(i)) == isSpace) {
                i++;
            }
            return i;
        }

        private TextTree collection(boolean isMapping, int start, String key) throws FormatException {
            if (++depth > MAX_DEPTH) {
                throw file.error(start, "has more than " + MAX_DEPTH + " nested keys", "use a file of texts");
            }
            Map<String, TextTree> members = new LinkedHashMap<>();
            Map<String, TextTree> merged = new LinkedHashMap<>();
            int number = 0;
            Event event = events.next();
            for (; event instanceof NodeEvent node; event = events.next()) {
                String name = Integer.toString(number++);
                if (isMapping) {
                    TextTree own = event instanceof ScalarEvent
                            ? new TextTree(0, 0, Optional.empty(), Map.of())
                            : value(node, "");
                    name = event instanceof ScalarEvent scalar
                            ? valueOf(scalar)
                            : own.text().map(Located::text).orElse("?");
                    node = (NodeEvent) events.next();
                }
                String path = key.isEmpty() ? name : key + "." + name;
                TextTree value = value(node, path);
                if (isMapping && name.equals("<<")) {
                    // The value is a mapping or a list of mappings.
                    Stream.concat(Stream.of(value), value.members().values().stream())
                            .filter(one -> one.text().isEmpty())
                            .forEach(one -> one.members().forEach(merged::putIfAbsent));
                } else if (!isMapping
                        && value.string("id").isPresent()
                        && value.members().containsKey("translation")) {
                    TextTree.put(file, members, path, value.string("id").get(), value.get("translation"));
                } else {
                    TextTree.put(file, members, path, name, value);
                }
            }
            depth--;
            merged.forEach(members::putIfAbsent);
            // The end of a block is where the next value begins.
            end = start < text.length() && "{[".indexOf(text.charAt(start)) >= 0
                    ? offsets[index(event.getEndMark())]
                    : Math.max(start, end);
            return new TextTree(start, end, Optional.empty(), members);
        }

        private static String valueOf(ScalarEvent scalar) {
            return scalar.getValue().replace(SAFE_COLON, ':');
        }

        /** Returns a text. A value without text is an empty text; a number, a truth value and a symbol of Ruby are none. */
        private TextTree scalar(ScalarEvent scalar, int start) {
            String value = valueOf(scalar);
            end = offsets[index(scalar.getEndMark())];
            while ((scalar.isLiteral() || scalar.isFolded()) && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            Tag tag = scalar.getTag()
                    .map(Tag::new)
                    .orElseGet(() -> new CoreSchema().getScalarResolver().resolve(value, scalar.isPlain()));
            boolean isText = tag.equals(Tag.STR) && !(scalar.isPlain() && value.matches(":\\w+"));
            if (!isText && !tag.equals(Tag.NULL)) {
                return new TextTree(start, end, Optional.empty(), Map.of());
            }
            count++;
            return new TextTree(start, end, Optional.of(passage(isText ? value : "", scalar, start)), Map.of());
        }

        /** Finds the characters of a value in the file, where it may have quotes, escapes, indentation and wrapped lines. */
        private Located passage(String value, ScalarEvent scalar, int start) {
            Located.Collector passage = file.collector();
            boolean isQuoted = scalar.isDQuoted() || scalar.isSQuoted();
            boolean isBlock = scalar.isLiteral() || scalar.isFolded();
            int i = isQuoted ? start + 1 : isBlock ? text.indexOf('\n', start) + 1 : start;
            for (int k = 0; k < value.length(); k = value.offsetByCodePoints(k, 1)) {
                int c = value.codePointAt(k);
                while (i < end && isLayout(i, c, scalar.isDQuoted())) {
                    i++;
                }
                passage.add(c, Math.min(i, end));
                i = after(i, c, scalar);
            }
            return passage.end(isQuoted ? end - 1 : end);
        }

        /** Returns the offset after a character of a text, which may be an escape. */
        private int after(int i, int c, ScalarEvent scalar) {
            if (!scalar.isDQuoted() || !text.startsWith("\\", i)) {
                return i + (scalar.isSQuoted() && c == '\'' ? 2 : Character.charCount(c));
            }
            int kind = "xuU".indexOf(text.charAt(i + 1));
            return kind < 0 ? i + 2 : i + 2 + (2 << kind);
        }

        /** Returns whether a character of the file is not part of the text, whose next character is given. */
        private boolean isLayout(int i, int next, boolean hasEscapes) {
            char c = text.charAt(i);
            if (hasEscapes && c == '\\') {
                return i + 1 < end && "\r\n".indexOf(text.charAt(i + 1)) >= 0;
            }
            // A line feed in the file is a space in a folded text.
            return Character.isWhitespace(c) && c != next && !(next == ' ' && c == '\n');
        }
    }
}
