package duiqi.app.source;

import duiqi.app.Corrections.FileResult;
import duiqi.app.EditedFile;
import duiqi.app.MemoryFiles;
import duiqi.app.Workspace;
import duiqi.check.CheckedUnit;
import duiqi.check.Correction;
import duiqi.exchange.Content;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.io.AtomicFile;
import duiqi.io.Edits;
import duiqi.io.Encoding;
import duiqi.io.FileState;
import duiqi.io.InputFile;
import duiqi.io.LockedFile;
import duiqi.io.LosslessText;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Replaces words in a file and keeps all other bytes. It finds the words at the location of the finding, reads the new
 * text again, and discards each correction after which a unit would not have exactly the expected text. For one use.
 */
public final class CorrectedFile {
    private static final String ELSEWHERE =
            "the file does not contain the words in one piece, for example because of an inline tag";
    private static final String OVERLAPS = "overlaps another correction; run the command again";
    private static final String UNSAFE = "other text or an inline tag would change";
    private static final long MAX_SIZE = 1L << 29;
    private static final String NO_TEXT = "it is not an uncompressed text file of at most 512 MB";

    private final String name;
    private Optional<FileState> seen = Optional.empty();
    private Charset charset = StandardCharsets.UTF_8;
    private Syntax syntax = Syntax.PLAIN;
    private String before = "";
    private String after = "";
    private List<Integer> lines = List.of();

    public CorrectedFile(String name) {
        this.name = name;
    }

    /**
     * Describes a replacement in the text of the file.
     *
     * @param corrections the corrections that need it; several if units share a text, as plural forms do
     */
    private record Edit(List<Correction> corrections, int start, int end, String text) {
        boolean isSame(Edit other) {
            return start == other.start && end == other.end && text.equals(other.text);
        }
    }

    private enum Syntax {
        XML,
        PO,
        CSV,
        PLAIN;

        static Syntax of(Path file) {
            String format = ExchangeFormat.of(file).map(ExchangeFormat::name).orElse("");
            return switch (format) {
                case "tmx", "xliff", "android", "resx", "qt", "stringsdict" -> XML;
                case "po" -> PO;
                case "csv" -> CSV;
                default -> PLAIN;
            };
        }

        String escaped(String text) {
            return switch (this) {
                case XML -> text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
                case PO -> text.replace("\\", "\\\\").replace("\"", "\\\"");
                case CSV -> text.replace("\"", "\"\"");
                case PLAIN -> text;
            };
        }

        /** Returns the end of some words that begin at an index of a file; empty if other text is there. */
        OptionalInt end(String file, int start, String words) {
            int at = start;
            for (int i = 0; i < words.length(); i++) {
                String written = String.valueOf(words.charAt(i));
                String escaped = escaped(written);
                if (at < file.length() && file.charAt(at) == words.charAt(i) && escaped.equals(written)) {
                    at++;
                } else if (file.startsWith(escaped, at)) {
                    at += escaped.length();
                } else if (this == XML && file.startsWith(entity(written), at)) {
                    at += entity(written).length();
                } else {
                    return OptionalInt.empty();
                }
            }
            return OptionalInt.of(at);
        }

        private static String entity(String written) {
            return switch (written) {
                case "\"" -> "&quot;";
                case "'" -> "&apos;";
                case ">" -> ">";
                default -> "&#" + (int) written.charAt(0) + ";";
            };
        }
    }

    /**
     * Corrects the text in memory.
     *
     * @throws IOException if the file cannot be read
     */
    public FileResult correct(List<Correction> corrections) throws IOException {
        Map<Correction, String> rejected = new LinkedHashMap<>();
        Optional<String> problem = read();
        if (problem.isPresent()) {
            corrections.forEach(correction -> rejected.put(correction, problem.get()));
            return new FileResult(name, List.of(), rejected, "", "");
        }
        List<Edit> found = new ArrayList<>();
        for (Correction correction : corrections) {
            Optional<Edit> edit = edit(correction);
            edit.ifPresent(found::add);
            if (edit.isEmpty()) {
                rejected.put(correction, ELSEWHERE);
            }
        }
        found.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
        List<Edit> edits = new ArrayList<>();
        for (Edit edit : found) {
            Edit last = edits.isEmpty() ? new Edit(List.of(), -1, -1, "") : edits.get(edits.size() - 1);
            if (edit.isSame(last)) {
                List<Correction> all = new ArrayList<>(last.corrections);
                all.addAll(edit.corrections);
                edits.set(edits.size() - 1, new Edit(all, edit.start, edit.end, edit.text));
            } else if (edit.start < last.end || (edit.start == last.end && edit.start == edit.end)) {
                edit.corrections.forEach(correction -> rejected.put(correction, OVERLAPS));
            } else {
                edits.add(edit);
            }
        }
        List<Edit> safe = isUnits() ? safe(List.of(), edits) : edits;
        edits.stream()
                .filter(edit -> !safe.contains(edit))
                .flatMap(edit -> edit.corrections.stream())
                .forEach(correction -> rejected.put(correction, UNSAFE));
        after = with(safe);
        List<Correction> applied =
                safe.stream().flatMap(edit -> edit.corrections.stream()).toList();
        return new FileResult(name, applied, rejected, before, after);
    }

    /**
     * Returns the change of a correction in the text of the file without its mark; empty if there is none.
     *
     * @param isVerified true to read the file with the change, and to return it only if it changes nothing else
     * @throws IOException if the file cannot be read
     */
    public Optional<EditedFile.Change> change(Correction correction, boolean isVerified) throws IOException {
        if (seen.isEmpty() && read().isPresent()) {
            return Optional.empty();
        }
        Optional<Edit> edit = edit(correction);
        boolean isKept = edit.isPresent() && (!isVerified || !isUnits() || isAsExpected(List.of(edit.get())));
        int mark = before.startsWith(Encoding.MARK) ? 1 : 0;
        return edit.filter(one -> isKept).map(one -> new EditedFile.Change(one.start - mark, one.end - mark, one.text));
    }

    /** Returns whether duiqi escapes the texts of a file as XML. */
    public static boolean isXml(Path file) {
        return Syntax.of(file) == Syntax.XML;
    }

    /** Writes the corrected text, unless another program changed the file in the meantime. */
    public void write(Workspace workspace) throws IOException {
        Path file = Path.of(name);
        byte[] bytes = LosslessText.encode(after, charset);
        AtomicFile.Content content = out -> out.write(bytes);
        if (!isUnits()) {
            AtomicFile.update(file, seen.orElseThrow(), content);
            return;
        }
        LockedFile lock = MemoryFiles.lock(file, workspace);
        try {
            AtomicFile.update(file, seen.orElseThrow(), content);
        } finally {
            lock.close();
        }
    }

    /** Reads the file. Returns a problem if duiqi cannot correct it. */
    private Optional<String> read() throws IOException {
        if (name.equals("-") || name.contains("://") || !Files.isRegularFile(Path.of(name))) {
            return Optional.of("it is not a file");
        }
        Path file = Path.of(name);
        if (!Files.isWritable(file)) {
            return Optional.of("the file is write-protected");
        }
        if (Files.size(file) > MAX_SIZE || name.matches("(?i).*\\.(gz|zip)")) {
            return Optional.of(NO_TEXT);
        }
        syntax = Syntax.of(file);
        seen = Optional.of(FileState.of(file));
        byte[] bytes = InputFile.bytes(file);
        try {
            SourceFile read = syntax == Syntax.XML ? SourceFile.ofXml(file) : SourceFile.of(file);
            charset = read.encoding().charset();
        } catch (FormatException e) {
            return Optional.of(NO_TEXT);
        }
        before = LosslessText.decode(bytes, charset);
        boolean isBinary = before.indexOf('\0') >= 0 && SourceFile.hasInvalidBytes(before);
        if (isBinary || !Arrays.equals(LosslessText.encode(before, charset), bytes)) {
            return Optional.of(NO_TEXT);
        }
        lines = lines(before);
        return Optional.empty();
    }

    private static List<Integer> lines(String text) {
        List<Integer> lines = new ArrayList<>(List.of(text.startsWith(Encoding.MARK) ? 1 : 0));
        for (int i = 0; i < text.length(); i++) {
            boolean isPair = text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !isPair)) {
                lines.add(i + 1);
            }
        }
        return lines;
    }

    private boolean isUnits() {
        return ExchangeFormat.of(Path.of(name))
                .filter(format -> !format.name().equals("moses"))
                .isPresent();
    }

    private Optional<Edit> edit(Correction correction) {
        String text = correction.text();
        boolean isMarkup = syntax == Syntax.PLAIN
                && !isUnits()
                && name.toLowerCase(Locale.ROOT).matches(".*\\.x?html?")
                && text.matches("(?s).*[<>&].*");
        OptionalInt start = isMarkup ? OptionalInt.empty() : index(correction.location());
        if (start.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt end = syntax.end(before, start.getAsInt(), correction.words());
        return end.isEmpty()
                ? Optional.empty()
                : Optional.of(new Edit(List.of(correction), start.getAsInt(), end.getAsInt(), syntax.escaped(text)));
    }

    private OptionalInt index(Location location) {
        if (location.line() > lines.size()) {
            return OptionalInt.empty();
        }
        int start = lines.get(location.line() - 1);
        int index = start;
        for (int column = 1; column < location.column(); column++) {
            if (index >= before.length() || before.charAt(index) == '\n') {
                return OptionalInt.empty();
            }
            index = before.offsetByCodePoints(index, 1);
        }
        // Readers count several invalid bytes as one character.
        return SourceFile.hasInvalidBytes(before.substring(start, index)) ? OptionalInt.empty() : OptionalInt.of(index);
    }

    private String with(List<Edit> edits) {
        Edits all = new Edits(before);
        edits.forEach(edit -> all.replace(edit.start, edit.end, edit.text));
        return all.apply();
    }

    /** Returns the edits that change only the units in question, among them all that are known to. */
    private List<Edit> safe(List<Edit> known, List<Edit> more) throws IOException {
        List<Edit> all = new ArrayList<>(known);
        all.addAll(more);
        all.sort(Comparator.comparingInt(Edit::start));
        if (more.isEmpty() || isAsExpected(all)) {
            return all;
        }
        if (more.size() == 1) {
            return known;
        }
        List<Edit> half = safe(known, more.subList(0, more.size() / 2));
        return safe(half, more.subList(more.size() / 2, more.size()));
    }

    /** Returns whether the file with some edits has the same units, except for the expected targets. */
    private boolean isAsExpected(List<Edit> edits) throws IOException {
        Path folder = Files.createTempDirectory("duiqi-");
        Path copy = folder.resolve(String.valueOf(Path.of(name).getFileName()));
        try {
            Files.write(copy, LosslessText.encode(with(edits), charset));
            return differsAsExpected(copy, expected(edits));
        } catch (FormatException | CharacterCodingException unreadable) {
            return false;
        } finally {
            Files.deleteIfExists(copy);
            Files.delete(folder);
        }
    }

    /** Returns the new texts of the targets, by their old text. */
    private static Map<String, List<String>> expected(List<Edit> edits) {
        IdentityHashMap<CheckedUnit, List<Correction>> units = new IdentityHashMap<>();
        edits.stream()
                .flatMap(edit -> edit.corrections.stream())
                .forEach(
                        correction -> units.computeIfAbsent(correction.finding().unit(), unit -> new ArrayList<>())
                                .add(correction));
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (List<Correction> corrections : units.values()) {
            String old = corrections.get(0).finding().unit().target().text();
            StringBuilder corrected = new StringBuilder(old);
            corrections.stream()
                    .sorted(Comparator.comparingInt(
                                    (Correction correction) -> correction.span().start())
                            .reversed())
                    .forEach(correction -> corrected.replace(
                            correction.span().start(), correction.span().end(), correction.text()));
            expected.computeIfAbsent(old, text -> new ArrayList<>()).add(corrected.toString());
        }
        return expected;
    }

    private boolean differsAsExpected(Path copy, Map<String, List<String>> expected) throws IOException {
        Path file = Path.of(name);
        List<Path> parts = MemoryFiles.format(file).parts(file);
        UnitReader.Source changed =
                parts.size() == 1 ? MemoryFiles.source(copy) : MemoryFiles.source(copy, parts.get(0));
        try (UnitReader old = MemoryFiles.source(file).open(damage -> {});
                UnitReader corrected = changed.open(damage -> {})) {
            Optional<Tu> one = old.next();
            Optional<Tu> other = corrected.next();
            while (one.isPresent() && other.isPresent()) {
                if (!isSame(one.get(), other.get(), expected)) {
                    return false;
                }
                one = old.next();
                other = corrected.next();
            }
            return one.isEmpty()
                    && other.isEmpty()
                    && expected.values().stream().allMatch(List::isEmpty);
        }
    }

    private static boolean isSame(Tu one, Tu other, Map<String, List<String>> expected) {
        boolean isAlike = one.attributes().equals(other.attributes())
                && one.annotations().equals(other.annotations())
                && one.variants().size() == other.variants().size();
        for (int i = 0; isAlike && i < one.variants().size(); i++) {
            Tuv old = one.variants().get(i);
            Tuv corrected = other.variants().get(i);
            boolean isChanged = !old.text().equals(corrected.text());
            isAlike = codes(old.content()).equals(codes(corrected.content()))
                    && (!isChanged
                            || expected.getOrDefault(old.text(), new ArrayList<>())
                                    .remove(corrected.text()));
        }
        return isAlike;
    }

    private static List<String> codes(Content content) {
        return content.pieces().stream()
                .filter(Content.Code.class::isInstance)
                .map(Content.Code.class::cast)
                .map(code -> code.element() + code.attributes() + codes(code.content()))
                .toList();
    }
}
