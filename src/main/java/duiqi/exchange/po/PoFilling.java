package duiqi.exchange.po;

import duiqi.exchange.Suggestions;
import duiqi.exchange.Table;
import duiqi.exchange.po.PoFormat.PoText;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fills the empty translations of a PO file with suggestions. Keeps everything else byte by byte: comments, order, line
 * ends and wrapping, the encoding, invalid entries.
 *
 * <p>A suggestion is final if a person made it for the same text and it has the same placeholders. duiqi marks an entry
 * with any other suggestion as fuzzy, so that gettext does not use it before a review. A comment then holds the score
 * and the origin. duiqi fills all plural forms of an entry or none. It does not write the previous text ({@code #|}).
 * Handles one file.
 */
public final class PoFilling {
    private static final Pattern TRANSLATION = Pattern.compile("\\s*msgstr(?:\\[(\\d{1,3})])?\\s*");
    private static final byte[] FLAG = " fuzzy,".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final OutputStream out;
    private final Charset charset;
    private final ReadProblem.Listener listener;
    private final PoSuggestions suggestions;
    private int exact;
    private int fuzzy;
    private int present;
    private int missing;

    private PoFilling(
            String name, OutputStream out, Charset charset, ReadProblem.Listener listener, Suggestions suggestions) {
        this.name = name;
        this.out = out;
        this.charset = charset;
        this.listener = listener;
        this.suggestions = new PoSuggestions(suggestions);
    }

    /**
     * Fills a file.
     *
     * @param file file to fill, which stays unchanged
     * @param out stream that receives the filled file; flushed, not closed
     * @param listener receives invalid entries, and may reject the file
     * @param suggestions provides a translation for each untranslated text, given the texts before and after it
     * @return number of filled entries by kind
     * @throws FormatException if the file is not PO, or is a template without an encoding
     */
    public static Suggestions.Filling fill(
            Path file, OutputStream out, ReadProblem.Listener listener, Suggestions suggestions) throws IOException {
        try (PoEntries entries = new PoEntries(file, listener)) {
            if (entries.blocks().isTemplate()) {
                throw new FormatException(
                        file.toString(),
                        "is a template without an encoding",
                        "create a PO file from it with msginit, or replace charset=CHARSET with charset=UTF-8");
            }
            BufferedOutputStream buffered = new BufferedOutputStream(out);
            PoFilling filling =
                    new PoFilling(file.toString(), buffered, entries.blocks().encoding(), listener, suggestions);
            filling.copy(entries);
            buffered.flush();
            return new Suggestions.Filling(filling.exact, filling.fuzzy, 0, filling.present, filling.missing, 0, 0);
        }
    }

    /** Writes each entry after reading the next one, whose text is its context. */
    private void copy(PoEntries entries) throws IOException {
        List<PoEntries.Block> waiting = new ArrayList<>();
        Optional<String> before = Optional.empty();
        Optional<String> present = Optional.empty();
        for (Optional<PoEntries.Block> block = entries.next(); block.isPresent(); block = entries.next()) {
            Optional<String> text =
                    block.get().entry().filter(PoFilling::isText).map(PoEntry::id);
            if (text.isPresent()) {
                write(waiting, before, text);
                waiting.clear();
                before = present;
                present = text;
            }
            waiting.add(block.get());
        }
        write(waiting, before, Optional.empty());
    }

    private static boolean isText(PoEntry entry) {
        return !entry.id().isEmpty() && !entry.isObsolete();
    }

    private void write(List<PoEntries.Block> blocks, Optional<String> before, Optional<String> after)
            throws IOException {
        for (PoEntries.Block block : blocks) {
            Optional<PoEntry> entry = block.entry().filter(PoFilling::isText);
            if (entry.isPresent()) {
                entry(entry.get(), block.lines(), before, after);
            } else {
                writeRaw(block.lines());
            }
        }
    }

    private void writeRaw(List<PoEntries.PoLine> lines) throws IOException {
        for (PoEntries.PoLine line : lines) {
            out.write(line.raw());
        }
    }

    private void entry(PoEntry entry, List<PoEntries.PoLine> lines, Optional<String> before, Optional<String> after)
            throws IOException {
        if (entry.translations().stream().noneMatch(String::isEmpty)) {
            present++;
            writeRaw(lines);
            return;
        }
        List<Optional<Suggestions.Suggestion>> found = new ArrayList<>();
        for (int form = 0; form < entry.translations().size(); form++) {
            found.add(
                    entry.translations().get(form).isEmpty()
                            ? suggestions.of(entry, form, before, after)
                            : Optional.empty());
        }
        if (!isComplete(entry, found) || !isEncodable(entry, found)) {
            missing++;
            writeRaw(lines);
            return;
        }
        boolean isExact = !entry.isFuzzy();
        for (int form = 0; form < found.size(); form++) {
            int number = form;
            isExact &= found.get(form)
                    .map(one -> PoSuggestions.isFinal(entry, number, one))
                    .orElse(true);
        }
        if (isExact) {
            exact++;
        } else {
            fuzzy++;
        }
        Suggestions.Suggestion worst = found.stream()
                .flatMap(Optional::stream)
                .min((one, other) -> Integer.compare(one.percentage(), other.percentage()))
                .orElseThrow();
        fill(lines, found, isExact ? Optional.empty() : Optional.of(worst));
    }

    private static boolean isComplete(PoEntry entry, List<Optional<Suggestions.Suggestion>> found) {
        for (int form = 0; form < found.size(); form++) {
            if (entry.translations().get(form).isEmpty() && found.get(form).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private boolean isEncodable(PoEntry entry, List<Optional<Suggestions.Suggestion>> found) throws FormatException {
        for (Optional<Suggestions.Suggestion> one : found) {
            if (one.isPresent() && !charset.newEncoder().canEncode(one.get().target())) {
                listener.found(new ReadProblem(
                        new Location(name, entry.line(), 1),
                        "",
                        "suggested translation has characters that " + charset.name() + " cannot encode",
                        ReadProblem.Kind.LOST));
                return false;
            }
        }
        return true;
    }

    private void fill(
            List<PoEntries.PoLine> lines,
            List<Optional<Suggestions.Suggestion>> found,
            Optional<Suggestions.Suggestion> weakest)
            throws IOException {
        int comment = weakest.isPresent() ? firstAfterNotes(lines) : -1;
        int flags = weakest.isPresent() ? first(lines, "#,") : -1;
        int flag = weakest.isPresent() && flags < 0 ? firstAfterComments(lines) : -1;
        boolean isFilling = false;
        for (int i = 0; i < lines.size(); i++) {
            PoEntries.PoLine line = lines.get(i);
            if (i == comment) {
                print(note(weakest.orElseThrow()) + line.lineEnd());
            }
            if (i == flag) {
                print("#, fuzzy" + line.lineEnd());
            }
            Optional<Suggestions.Suggestion> own = translation(line, found);
            if (line.kind() != PoEntries.PoLine.Kind.OTHER) {
                isFilling = own.isPresent();
            }
            if (own.isPresent()) {
                print(filled(line, own.get().target()));
            } else if (i == flags && !line.text().contains(PoEntry.FUZZY)) {
                writeFuzzyFlag(line);
            } else if (!isFilling) {
                out.write(line.raw());
            }
        }
    }

    /** Returns the suggestion for a line; empty if the line is not {@code msgstr} or is translated. */
    private static Optional<Suggestions.Suggestion> translation(
            PoEntries.PoLine line, List<Optional<Suggestions.Suggestion>> found) {
        Matcher matcher = TRANSLATION.matcher(line.text());
        if (line.kind() != PoEntries.PoLine.Kind.TRANSLATION || !matcher.lookingAt()) {
            return Optional.empty();
        }
        int form = Optional.ofNullable(matcher.group(1)).map(Integer::valueOf).orElse(0);
        return found.get(form);
    }

    private static String filled(PoEntries.PoLine line, String target) {
        String keyword = line.text().substring(0, line.text().indexOf('"'));
        String lines = PoText.keyword("", keyword, target, line.lineEnd());
        boolean isCutOff = line.raw()[line.raw().length - 1] != '\n';
        return isCutOff ? lines.stripTrailing() : lines;
    }

    private String note(Suggestions.Suggestion suggestion) {
        String origin = Table.TsvTable.line(suggestion.origin());
        String kind = suggestion.isMachine() ? " (machine)" : "";
        String note = "# duiqi: " + suggestion.percentage() + "%, " + origin + kind;
        return charset.newEncoder().canEncode(note) ? note : note.replaceAll("[^ -~]", "?");
    }

    /** Writes a line of flags with {@code fuzzy} as its first flag. */
    private void writeFuzzyFlag(PoEntries.PoLine line) throws IOException {
        int comma = 0;
        while (line.raw()[comma] != ',') {
            comma++;
        }
        out.write(line.raw(), 0, comma + 1);
        out.write(FLAG);
        out.write(line.raw(), comma + 1, line.raw().length - comma - 1);
    }

    private static int first(List<PoEntries.PoLine> lines, String start) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).text().stripLeading().startsWith(start)) {
                return i;
            }
        }
        return -1;
    }

    private static int firstAfterNotes(List<PoEntries.PoLine> lines) {
        int i = 0;
        while (lines.get(i).kind() == PoEntries.PoLine.Kind.BLANK
                || lines.get(i).text().stripLeading().matches("#(?![.:,|~=]).*")) {
            i++;
        }
        return i;
    }

    private static int firstAfterComments(List<PoEntries.PoLine> lines) {
        int i = 0;
        while (lines.get(i).kind() == PoEntries.PoLine.Kind.BLANK
                || (lines.get(i).kind() == PoEntries.PoLine.Kind.COMMENT
                        && !lines.get(i).text().stripLeading().startsWith("#|"))) {
            i++;
        }
        return i;
    }

    private void print(String text) throws IOException {
        out.write(text.getBytes(charset));
    }

    /**
     * Holds the arguments of a message: {@code printf} placeholders like {@code %s} and {@code %2$d}, Python
     * placeholders like {@code %(name)s}, and placeholders in braces like {@code {0}} and {@code {name}}. A program can
     * use one text in place of another if both have equal arguments. Immutable.
     *
     * @param inOrder types of the positional arguments, in argument order
     * @param named names of the named arguments with their types, without repetition
     */
    record PoArguments(List<String> inOrder, Set<String> named) {
        /** The space flag of printf is not supported, because a percent sign in a sentence often precedes a space. */
        private static final Pattern PLACEHOLDER =
                Pattern.compile("%%|%(?:\\((?<name>[^()\\s]+)\\)|(?<position>[1-9][0-9]?)\\$)?"
                        + "[-+#0']*[0-9*]*(?:\\.[0-9*]+)?(?<type>(?:hh|ll|[hlqjztL])?[diouxXeEfFgGaAcsrpn@])"
                        + "|\\{(?<brace>[A-Za-z_0-9.]*)(?:[:!][^{}]*)?}");

        static PoArguments of(String text) {
            Map<Integer, String> byPosition = new TreeMap<>();
            List<String> inOrder = new ArrayList<>();
            Set<String> named = new TreeSet<>();
            Matcher matcher = PLACEHOLDER.matcher(text);
            while (matcher.find()) {
                String type = matcher.group("type");
                String brace = matcher.group("brace");
                if (brace != null) {
                    if (brace.isEmpty()) {
                        inOrder.add("{}");
                    } else {
                        named.add("{" + brace + "}");
                    }
                } else if (matcher.group("name") != null) {
                    named.add(matcher.group("name") + " " + type);
                } else if (matcher.group("position") != null) {
                    byPosition.put(Integer.valueOf(matcher.group("position")), type);
                } else if (type != null) {
                    inOrder.add(type);
                }
            }
            inOrder.addAll(byPosition.values());
            return new PoArguments(inOrder, named);
        }
    }

    /**
     * Provides translations for the entries of a PO file. Gives a translation the same line feeds at both ends as the
     * text, because {@code msgfmt --check} requires them. Thread-safe if the suggestions are.
     */
    private static final class PoSuggestions {
        private static final int EXACT = 100;

        private final Suggestions suggestions;

        PoSuggestions(Suggestions suggestions) {
            this.suggestions = suggestions;
        }

        /**
         * Returns the suggestion for a plural form of an entry.
         *
         * @param form number of the form, from 0
         * @param before text of the previous entry, for context matches
         * @param after text of the next entry
         */
        Optional<Suggestions.Suggestion> of(PoEntry entry, int form, Optional<String> before, Optional<String> after) {
            boolean isOnlyForm = entry.translations().size() == 1;
            Optional<Suggestions.Suggestion> found = Optional.empty();
            if (entry.plural().isPresent() && (form > 0 || isOnlyForm)) {
                found = suggestion(entry.plural().get(), before, after);
            }
            found = found.isPresent() || form > 0 ? found : suggestion(entry.id(), before, after);
            return found.map(one -> one.withTarget(LineEnds.of(entry.id()).around(one.target())));
        }

        /** Looks up a text with and without the line feeds at its ends, because a memory may contain either. */
        private Optional<Suggestions.Suggestion> suggestion(
                String text, Optional<String> before, Optional<String> after) {
            Optional<Suggestions.Suggestion> whole = suggestions.forSegment(text, before, after);
            String bare = LineEnds.without(text);
            return Stream.concat(
                            whole.stream(),
                            bare.equals(text)
                                            || whole.filter(Suggestions.Suggestion::isExact)
                                                    .isPresent()
                                    ? Stream.empty()
                                    : suggestions.forSegment(bare, before, after).stream())
                    .filter(one -> !LineEnds.without(one.target()).isEmpty())
                    .reduce((one, other) -> other.percentage() > one.percentage() ? other : one);
        }

        /** Holds the line feeds at both ends of a text. {@code msgfmt --check} requires the same in its translation. */
        private record LineEnds(String start, String end) {
            static LineEnds of(String text) {
                String bare = without(text);
                int start = text.indexOf(bare);
                return new LineEnds(text.substring(0, start), text.substring(start + bare.length()));
            }

            static String without(String text) {
                return text.replaceAll("^\\n+|\\n+$", "");
            }

            String around(String text) {
                return start + without(text) + end;
            }
        }

        /**
         * Returns whether a suggestion needs no review: made by a person for the same text, with the same placeholders.
         */
        static boolean isFinal(PoEntry entry, int form, Suggestions.Suggestion one) {
            PoFilling.PoArguments arguments = PoFilling.PoArguments.of(one.target());
            boolean isSingular = form == 0
                    && (entry.plural().isEmpty() || entry.translations().size() > 1);
            boolean hasSameArguments =
                    entry.plural().map(PoFilling.PoArguments::of).equals(Optional.of(arguments))
                            || (isSingular && arguments.equals(PoFilling.PoArguments.of(entry.id())));
            return one.percentage() >= EXACT && !one.isMachine() && hasSameArguments;
        }
    }
}
