package duiqi.exchange.xliff;

import duiqi.exchange.Suggestions;
import duiqi.exchange.Suggestions.Filling;
import duiqi.exchange.Suggestions.Suggestion;
import duiqi.io.XmlEscape;
import duiqi.io.XmlNode.Element;
import duiqi.text.FormatException;
import duiqi.text.LanguageName;
import duiqi.text.ReadProblem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fills translations into an XLIFF file of any version and keeps every other character: comments, extensions, white
 * space, the order of attributes, the encoding and line ends.
 *
 * <p>No translation is final. In 1.2, a translation of the same text gets the state {@code needs-review-translation}
 * with {@code exact-match} or {@code mt-suggestion}. A translation of a similar text gets {@code needs-adaptation} with
 * {@code fuzzy-match}, and an {@code <alt-trans>} with its score and origin. In 2.1, these translations get
 * {@code translated} and {@code initial} with a {@code subState}, and a match of the Translation Candidates module. If
 * the positions of the inline tags in a translation are uncertain, the translation has no tags and needs adaptation
 * ({@link XliffPlacement}). The files of Trados Studio, memoQ and Phrase get the status of the tool too
 * ({@link ToolState}).
 *
 * <p>Reads the file as a stream with a lookahead of one unit. Handles one file.
 */
final class XliffFill {
    /** States that mean approved: of the target in 1.2, of the segment in 2.1. */
    private static final Set<String> APPROVED = Set.of("signed-off", "final", "reviewed");

    private final Suggestions suggestions;
    private final boolean overwrites;
    private final XliffScanner scanner;
    private final Writer writer;
    private final XmlEscape escape;
    private int exact;
    private int fuzzy;
    private int machine;
    private int present;
    private int missing;
    private int withoutCodes;
    private int approved;

    private XliffFill(XliffScanner scanner, OutputStream out, Suggestions suggestions, boolean overwrites)
            throws IOException {
        this.suggestions = suggestions;
        this.overwrites = overwrites;
        this.scanner = scanner;
        this.writer = new BufferedWriter(scanner.encoding().writer(out));
        this.escape = new XmlEscape(scanner.encoding().charset());
    }

    /**
     * Writes a filled copy of a file.
     *
     * @param file file to fill, which stays unchanged
     * @param out stream that receives the copy; flushed, not closed
     * @param suggestions provides the translations
     * @param overwrites true to replace existing translations that are not approved
     * @return number of segments by kind
     * @throws FormatException if the file is not XLIFF, is damaged, or is XLIFF 2 without a target language
     */
    static Filling fill(Path file, OutputStream out, Suggestions suggestions, boolean overwrites) throws IOException {
        try (XliffScanner scanner = XliffScanner.open(file, ReadProblem.Listener.STRICT, true, element -> {})) {
            return new XliffFill(scanner, out, suggestions, overwrites).run();
        }
    }

    Filling run() throws IOException {
        Optional<String> before = Optional.empty();
        int file = 0;
        Optional<XliffPart> next = scanner.readUnit();
        while (next.isPresent()) {
            XliffPart part = next.get();
            next = scanner.readUnit();
            if (part.scope().file() != file) {
                file = part.scope().file();
                before = Optional.empty();
            }
            List<String> texts = texts(part);
            Optional<String> after = next.filter(
                            other -> other.scope().file() == part.scope().file())
                    .flatMap(other -> texts(other).stream().findFirst());
            writer.write(part.gap());
            writer.write(filled(part, texts, before, after));
            before = texts.isEmpty() ? before : Optional.of(texts.get(texts.size() - 1));
        }
        writer.write(scanner.readTail());
        writer.flush();
        return new Filling(exact, fuzzy, machine, present, missing, withoutCodes, approved);
    }

    private List<String> texts(XliffPart part) {
        XliffContent content = new XliffContent(part);
        return part.segments().stream()
                .map(segment -> content.of(segment.source()).text())
                .toList();
    }

    private String filled(XliffPart part, List<String> texts, Optional<String> before, Optional<String> after)
            throws IOException {
        List<XliffSegment> segments = part.segments();
        List<XliffProposal> proposals = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            Optional<String> left = i > 0 ? Optional.of(texts.get(i - 1)) : before;
            Optional<String> right = i + 1 < texts.size() ? Optional.of(texts.get(i + 1)) : after;
            proposal(part, segments.get(i), texts.get(i), left, right).ifPresent(proposals::add);
        }
        return proposals.isEmpty() ? part.xml() : new XliffPatch(part, scanner.prefix(), escape).apply(proposals);
    }

    private Optional<XliffProposal> proposal(
            XliffPart part, XliffSegment segment, String text, Optional<String> before, Optional<String> after) {
        ToolState tool = new ToolState(part.unit(), segment);
        if (!part.scope().isTranslatable() || tool.isLocked() || text.isBlank()) {
            present++;
            return Optional.empty();
        }
        if (segment.isTranslated() && (!overwrites || isApproved(part.unit(), segment, tool))) {
            present++;
            approved += overwrites ? 1 : 0;
            return Optional.empty();
        }
        Optional<Suggestion> found = suggestions
                .between(
                        LanguageName.ofCode(part.scope().sourceCode()),
                        LanguageName.ofCode(part.scope().targetCode()))
                .forSegment(text, before, after)
                .filter(suggestion -> !suggestion.target().isBlank());
        Optional<XliffProposal> proposal = found.map(suggestion -> new XliffProposal(
                        segment,
                        text,
                        suggestion,
                        XliffPlacement.of(part.xml(), segment.source(), text, suggestion, escape)))
                .filter(one -> one.placement().isWhole() || !XliffCodes.areRequired(segment.source()));
        proposal.ifPresentOrElse(this::count, () -> missing++);
        return proposal;
    }

    private void count(XliffProposal proposal) {
        if (proposal.suggestion().isMachine()) {
            machine++;
        } else if (proposal.suggestion().isExact() && proposal.placement().codes() != XliffPlacement.Codes.UNCERTAIN) {
            exact++;
        } else {
            fuzzy++;
        }
        if (!proposal.placement().isWhole()) {
            withoutCodes++;
        }
    }

    /** Returns whether a translation is approved or final, by the state of XLIFF or of the tool. */
    private static boolean isApproved(Element unit, XliffSegment segment, ToolState tool) {
        Optional<String> state = segment.holder()
                .attribute("state")
                .or(() -> unit.child("target").flatMap(target -> target.attribute("state")));
        return unit.attribute("approved").filter("yes"::equals).isPresent()
                || Stream.concat(state.stream(), tool.state().stream()).anyMatch(APPROVED::contains);
    }
}
