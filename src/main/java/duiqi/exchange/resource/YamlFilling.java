package duiqi.exchange.resource;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import duiqi.exchange.MessageSuggestions;
import duiqi.exchange.Suggestions.Suggestion;
import duiqi.io.Edits;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Adds translations to a YAML file and keeps everything else. A comment marks a translation that needs a review. duiqi
 * adds keys to block mappings only, in the order of the source texts. Handles one file.
 */
final class YamlFilling {
    /** Texts that YAML 1.1 and 1.2 read as texts without quotation marks. */
    private static final Pattern PLAIN = Pattern.compile(
            "(?!(?i:y|n|yes|no|on|off|true|false|null)$)\\p{L}[^:#{}\\[\\],&*!|>%@`\"'\\p{C}\\p{Zl}\\p{Zp}]*(?<! )");

    private static final Pattern PLAIN_KEY =
            Pattern.compile("(?!(?i:y|n|yes|no|on|off|true|false|null)$)[\\p{L}_][\\p{L}\\p{N}_./-]*|[1-9][0-9]*");

    private final Map<String, Suggestion> found;
    private final String source;
    private final String target;
    private final String lineEnd;
    private final Edits edits;

    YamlFilling(ResourceTexts texts, Map<String, Suggestion> found) {
        this.found = found;
        this.source = texts.originals().text();
        this.target = texts.translations().text();
        this.lineEnd = target.contains("\r\n") ? "\r\n" : "\n";
        this.edits = new Edits(target);
    }

    String fill(TextTree originals, TextTree translations) {
        fill(originals, translations, "");
        return edits.apply();
    }

    private void fill(TextTree from, TextTree into, String key) {
        boolean isFlow = isAt(target, into.start(), "{[");
        boolean isList = isAt(source, from.start(), "-[");
        int indent = into.members().isEmpty() ? 2 : into.start() - target.lastIndexOf('\n', into.start() - 1) - 1;
        int place = into.end();
        for (Map.Entry<String, TextTree> member : from.members().entrySet()) {
            String name = member.getKey();
            String path = key.isEmpty() ? name : key + "." + name;
            Optional<TextTree> own = Optional.ofNullable(into.members().get(name));
            if (own.isEmpty() && !isFlow && !isList) {
                edits.insert(endOfLine(place), lines(member.getValue(), name, path, indent));
            } else if (own.filter(value -> value.start() >= into.start() && value.end() <= into.end())
                    .isPresent()) {
                // An alias and a merge key have their texts elsewhere.
                place = own.get().end();
                fill(member.getValue(), own.get(), path);
                if (own.get().text().filter(text -> text.text().isEmpty()).isPresent() && found.containsKey(path)) {
                    replace(own.get(), member.getValue(), found.get(path), isFlow);
                }
            }
        }
    }

    private static boolean isAt(String text, int offset, String characters) {
        return offset < text.length() && characters.indexOf(text.charAt(offset)) >= 0;
    }

    private int endOfLine(int offset) {
        int end = target.indexOf('\n', offset);
        return end < 0 ? target.length() : end > 0 && target.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private void replace(TextTree empty, TextTree original, Suggestion one, boolean isFlow) {
        boolean isFinal = isFinal(one, original);
        if (isFinal || !isFlow) {
            boolean isQuoted = isAt(target, empty.start(), "\"'");
            char style = isQuoted ? target.charAt(empty.start()) : source.charAt(original.start());
            String space = isAt(target, empty.start() - 1, ":") ? " " : "";
            edits.replace(empty.start(), empty.end(), space + written(one.target(), style));
            edits.insert(endOfLine(empty.end()), isFinal ? "" : " # " + MessageSuggestions.note(one));
        }
    }

    private static boolean isFinal(Suggestion one, TextTree original) {
        return MessageSuggestions.isFinal(one, original.text().orElseThrow().text());
    }

    /** Returns the lines of a key with its texts, each after a line end; empty if there is no suggestion for any. */
    private String lines(TextTree original, String name, String path, int indent) {
        String start =
                lineEnd + " ".repeat(indent) + (PLAIN_KEY.matcher(name).matches() ? name : written(name, '"')) + ":";
        Optional<Suggestion> own = Optional.ofNullable(found.get(path));
        if (original.text().isPresent() && own.isPresent()) {
            String note = isFinal(own.get(), original) ? "" : " # " + MessageSuggestions.note(own.get());
            return start + " " + written(own.get().target(), source.charAt(original.start())) + note;
        }
        StringBuilder inner = new StringBuilder();
        if (!isAt(source, original.start(), "-[")) {
            original.members().forEach((key, value) -> inner.append(lines(value, key, path + "." + key, indent + 2)));
        }
        return inner.isEmpty() ? "" : start + inner;
    }

    /** Returns a text in the style of another one, whose first character is given, as far as the style can hold it. */
    private static String written(String text, char style) {
        if (style == '\'' && text.codePoints().noneMatch(Character::isISOControl)) {
            return "'" + text.replace("'", "''") + "'";
        }
        boolean isQuoted = "\"'|>".indexOf(style) >= 0;
        return !isQuoted && PLAIN.matcher(text).matches()
                ? text
                : "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
