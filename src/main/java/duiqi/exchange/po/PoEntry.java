package duiqi.exchange.po;

import duiqi.exchange.po.PoFormat.PoText;
import duiqi.text.FormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Represents an entry of a PO file. Immutable.
 *
 * @param line line number of its first keyword
 * @param comments lines before the keywords
 * @param context {@code msgctxt}; empty if there is none
 * @param id {@code msgid}
 * @param plural {@code msgid_plural}; empty if there is none
 * @param translations {@code msgstr}, or every {@code msgstr[n]} of an entry with a plural
 * @param isObsolete true if the program no longer uses the entry
 */
record PoEntry(
        int line,
        Comments comments,
        Optional<String> context,
        String id,
        Optional<String> plural,
        List<String> translations,
        boolean isObsolete) {
    static final String FUZZY = "fuzzy";

    /**
     * Holds the lines before the keywords of an entry.
     *
     * @param translator translator comments, {@code # }
     * @param extracted comments extracted from the program, {@code #.}
     * @param references locations in the program, {@code #:}
     * @param flags flags, for example {@code fuzzy}, {@code c-format}
     * @param previous texts before the last change, {@code #|}, by keyword
     */
    record Comments(
            List<String> translator,
            List<String> extracted,
            List<String> references,
            List<String> flags,
            Map<String, String> previous) {
        Comments {
            translator = List.copyOf(translator);
            extracted = List.copyOf(extracted);
            references = List.copyOf(references);
            flags = List.copyOf(flags);
            previous = Collections.unmodifiableMap(new LinkedHashMap<>(previous));
        }
    }

    PoEntry {
        translations = List.copyOf(translations);
    }

    /** Returns whether this entry is the header of the file. */
    boolean isHeader() {
        return id.isEmpty() && context.isEmpty() && !isObsolete;
    }

    boolean isFuzzy() {
        return comments.flags.contains(FUZZY);
    }

    /** Returns the fields of a header, from name to value. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : translations.get(0).split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    /**
     * Parses one block of a PO file.
     *
     * <p>Source: GNU gettext manual, section The Format of PO Files.
     */
    static final class PoParser {
        private static final Pattern KEYWORD =
                Pattern.compile("(msgctxt|msgid_plural|msgid|msgstr(?:\\[(\\d{1,3})])?)(?=[\\s\"]|$)\\s*");
        private static final String REMEDY = "repair the entry";

        private final String file;
        private final List<String> translator = new ArrayList<>();
        private final List<String> extracted = new ArrayList<>();
        private final List<String> references = new ArrayList<>();
        private final List<String> flags = new ArrayList<>();
        private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
        private final Map<String, StringBuilder> previous = new LinkedHashMap<>();

        /** Text that the next line with only a text continues. */
        private Optional<StringBuilder> current = Optional.empty();

        private Optional<PoEntries.PoLine> first = Optional.empty();
        private boolean isObsolete;

        private PoParser(String file) {
            this.file = file;
        }

        /**
         * Parses a block.
         *
         * @return the entry; empty if the block has only comments
         * @throws FormatException with line and column of the problem
         */
        static Optional<PoEntry> parse(String file, List<PoEntries.PoLine> block) throws FormatException {
            PoParser parser = new PoParser(file);
            for (PoEntries.PoLine line : block) {
                if (!line.isSound()) {
                    throw PoText.fault(
                            file,
                            line,
                            0,
                            "line has bytes that are invalid in the encoding of the file",
                            "declare the encoding of the file in its header");
                }
                parser.line(line);
            }
            return parser.first.isEmpty() ? Optional.empty() : Optional.of(parser.entry(parser.first.get()));
        }

        private void line(PoEntries.PoLine line) throws FormatException {
            String text = line.text().stripTrailing();
            int start = line.text().length() - line.text().stripLeading().length();
            String plain = text.stripLeading();
            if (plain.startsWith("#~|")) {
                keyword(line, start + 3, true);
            } else if (plain.startsWith("#~")) {
                isObsolete = true;
                keyword(line, start + 2, false);
            } else if (plain.startsWith("#|")) {
                keyword(line, start + 2, true);
            } else if (plain.startsWith("#.")) {
                extracted.add(comment(plain.substring(2)));
            } else if (plain.startsWith("#:")) {
                references.add(comment(plain.substring(2)));
            } else if (plain.startsWith("#,") || plain.startsWith("#=")) {
                for (String flag : plain.substring(2).split(",")) {
                    if (!flag.isBlank()) {
                        flags.add(flag.strip());
                    }
                }
            } else if (plain.startsWith("#")) {
                translator.add(comment(plain.substring(1)));
            } else {
                keyword(line, start, false);
            }
        }

        private static String comment(String text) {
            return text.startsWith(" ") ? text.substring(1) : text;
        }

        private void keyword(PoEntries.PoLine line, int from, boolean isPrevious) throws FormatException {
            String text = line.text();
            Map<String, StringBuilder> into = isPrevious ? previous : texts;
            int start = from;
            while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
                start++;
            }
            if (start == text.length()) {
                return;
            }
            if (!isPrevious && first.isEmpty()) {
                first = Optional.of(line);
            }
            Matcher matcher = KEYWORD.matcher(text).region(start, text.length());
            if (matcher.lookingAt()) {
                String keyword = matcher.group(1);
                if (into.containsKey(keyword)) {
                    throw PoText.fault(file, line, start, "entry has a second " + keyword, REMEDY);
                }
                StringBuilder slot = new StringBuilder(PoText.read(file, line, matcher.end()));
                into.put(keyword, slot);
                current = Optional.of(slot);
            } else if (text.charAt(start) == '"' && current.isPresent()) {
                current.get().append(PoText.read(file, line, start));
            } else if (text.charAt(start) == '"') {
                throw PoText.fault(file, line, start, "text has no keyword before it", REMEDY);
            } else {
                throw PoText.fault(
                        file,
                        line,
                        start,
                        "line is neither a comment nor msgctxt, msgid, msgid_plural or msgstr",
                        REMEDY);
            }
        }

        private PoEntry entry(PoEntries.PoLine line) throws FormatException {
            if (!texts.containsKey("msgid")) {
                throw PoText.fault(file, line, 0, "entry has no msgid", REMEDY);
            }
            boolean isPlural = texts.containsKey("msgid_plural");
            List<String> translations = new ArrayList<>();
            if (!isPlural && texts.containsKey("msgstr")) {
                translations.add(text("msgstr"));
            }
            while (isPlural && texts.containsKey("msgstr[" + translations.size() + "]")) {
                translations.add(text("msgstr[" + translations.size() + "]"));
            }
            long all = texts.keySet().stream()
                    .filter(name -> name.startsWith("msgstr"))
                    .count();
            if (translations.isEmpty() || translations.size() != all) {
                String wanted = isPlural ? "msgstr[0], msgstr[1], ... without gaps" : "exactly one msgstr";
                throw PoText.fault(file, line, 0, "entry does not have " + wanted, REMEDY);
            }
            Map<String, String> before = new LinkedHashMap<>();
            previous.forEach((name, value) -> before.put(name, value.toString()));
            return new PoEntry(
                    line.number(),
                    new Comments(translator, extracted, references, flags, before),
                    optional("msgctxt"),
                    text("msgid"),
                    optional("msgid_plural"),
                    translations,
                    isObsolete);
        }

        private Optional<String> optional(String keyword) {
            return texts.containsKey(keyword) ? Optional.of(text(keyword)) : Optional.empty();
        }

        private String text(String keyword) {
            return String.valueOf(texts.get(keyword));
        }
    }
}
