package duiqi.app;

import duiqi.align.HardBoundaries;
import duiqi.align.TextPair;
import duiqi.check.CheckSettings;
import duiqi.document.BilingualDocument;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.document.LinkedPages;
import duiqi.document.WebPages;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.OtherLanguage;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a text and its translation, and rejects texts that are not Chinese and English. The first text is the source.
 * Thread-safe if the text reader is.
 *
 * @param guide the knowledge of the user about the texts
 * @param given the direction that the user gives; empty to detect it
 * @param usual the direction of texts whose language cannot be detected; its languages are the tags of detected texts
 */
public record TextPairReader(TextReader reader, AlignmentGuide guide, Optional<Direction> given, Direction usual) {
    private static final String REMEDY = "give a Chinese and an English text";

    /**
     * Creates a reader that knows only the direction of the texts.
     *
     * @param given the direction that the user gives; empty to detect it
     */
    public static TextPairReader plain(TextReader reader, Optional<Direction> given) {
        return new TextPairReader(reader, AlignmentGuide.NONE, given, Direction.INTO_ENGLISH);
    }

    /** Returns a reader with the direction in the settings of a project as the usual one. */
    public TextPairReader in(CheckSettings settings) {
        return settings.direction()
                .filter(direction -> direction.isIntoChinese() || direction.isIntoEnglish())
                .map(direction -> new TextPairReader(reader, guide, given, direction))
                .orElse(this);
    }

    /** Returns the order of texts in a folder or list: the given or the usual direction. */
    public Direction order() {
        return given.orElse(usual);
    }

    /**
     * Holds a pair of texts and the layout of their document.
     *
     * @param layout the layout of a bilingual document, in words; empty for two documents
     */
    record Reading(TextPair pair, Optional<String> layout) {}

    /**
     * Reads two texts, or both texts of a bilingual document.
     *
     * @throws FormatException if a text cannot be read, or the texts are not in Chinese and English
     */
    public TextPair read(TextPairSpecs.Spec texts) throws IOException {
        return reading(texts).pair();
    }

    /**
     * Reads two texts, or both texts of a bilingual document, with the layout of the document.
     *
     * @throws FormatException if a text cannot be read, or the texts are not in Chinese and English
     */
    Reading reading(TextPairSpecs.Spec texts) throws IOException {
        if (texts.isOneDocument()) {
            return bilingual(texts.source());
        }
        TextReader.Whole source = reader.whole(texts.source());
        TextReader.Whole target = reader.whole(texts.target());
        if (texts.named().isEmpty() && isMixed(source) && isMixed(target)) {
            throw new FormatException(
                    texts.target(),
                    "contains both languages, like " + texts.source(),
                    "align each document alone, or put them into a folder");
        }
        return new Reading(pair(source.content(), target.content(), texts.named()), Optional.empty());
    }

    /** Returns whether no language prevails in a document because it is bilingual. */
    private boolean isMixed(TextReader.Whole whole) throws FormatException {
        return Language.of(whole.content().all()).isEmpty()
                && reader.bilingual(whole, given, order()).isPresent();
    }

    /** Reads a bilingual document. The language that comes first is the source, unless the user gives it. */
    private Reading bilingual(String name) throws IOException {
        Optional<Bilingual> table = reader.table(name, order());
        if (table.isPresent()) {
            return reading(table.get());
        }
        TextReader.Whole whole = reader.whole(name);
        Optional<LinkedPages.Translation> link = translation(whole);
        if (link.filter(LinkedPages.Translation::isDeclared).isPresent()) {
            return linked(whole, link.get());
        }
        Optional<Bilingual> separated = reader.bilingual(whole, given, order());
        if (separated.isEmpty() && link.isPresent()) {
            return linked(whole, link.get());
        }
        if (separated.isEmpty()) {
            throw notBilingual(whole);
        }
        return reading(separated.get());
    }

    private Reading reading(Bilingual both) throws IOException {
        Direction found = both.document().isChineseFirst() ? Direction.INTO_ENGLISH : Direction.INTO_CHINESE;
        boolean isIntoChinese = given.orElse(found).isIntoChinese();
        Text from = isIntoChinese ? both.english() : both.chinese();
        Text into = isIntoChinese ? both.chinese() : both.english();
        HardBoundaries blocks = isIntoChinese ? both.boundaries().reversed() : both.boundaries();
        return new Reading(TextPair.of(from, into, guide.between(from, into, blocks)), Optional.of(both.layout()));
    }

    /** Returns the link of a web page to its translation; empty if the user gives the layout of a bilingual page. */
    private Optional<LinkedPages.Translation> translation(TextReader.Whole whole) {
        if (reader.hasLayout() || whole.article().isEmpty()) {
            return Optional.empty();
        }
        return Language.of(whole.content().all())
                .map(language -> language.isChinese() ? order().english() : order().chinese())
                .flatMap(whole.article().get()::in);
    }

    /** Reads a web page and the page that it links to. The given page is the source, unless the user gives another. */
    private Reading linked(TextReader.Whole page, LinkedPages.Translation link) throws IOException {
        String language = link.isIn(order().chinese()) ? "Chinese" : "English";
        reader.workspace()
                .messages()
                .note(page.content().name() + ": aligned with its " + language + " page " + link.address());
        TextReader.Content other = reader.whole(link.address()).content();
        boolean isSource = given.map(direction -> direction.isIntoChinese() == language.equals("Chinese"))
                .orElse(true);
        TextPair pair = isSource
                ? pair(page.content(), other, Optional.empty())
                : pair(other, page.content(), Optional.empty());
        return new Reading(pair, Optional.empty());
    }

    private FormatException notBilingual(TextReader.Whole whole) throws FormatException {
        TextReader.Content content = whole.content();
        requireKnown(content);
        reader.requireNoLayout(content.name());
        String only = Language.of(content.all())
                .map(language -> "contains only " + language.displayName() + " text and ")
                .orElse("");
        return new FormatException(
                content.name(),
                only + "has no counterpart",
                WebPages.isAddress(content.name())
                        ? "give the address of its translation as well"
                        : "give the file of its translation as well, or --layout if it contains both languages");
    }

    /**
     * Returns whether a file without a counterpart is a bilingual document. Reads only files whose names have the
     * extension of a document. Warns of documents that cannot be read.
     */
    boolean isBilingual(Path file) throws IOException {
        if (Input.extensionOf(file.toString()).filter(Documents::areRead).isEmpty()) {
            return false;
        }
        try {
            return reader.bilingual(reader.whole(file.toString()), given, order())
                    .isPresent();
        } catch (FormatException unreadable) {
            reader.workspace().messages().warn(String.valueOf(unreadable.getMessage()));
            return false;
        }
    }

    /**
     * Splits two texts into sentences by the rules of their languages.
     *
     * @param named the direction that the names of the texts show, if any
     * @throws FormatException if the texts are not in Chinese and English
     */
    TextPair pair(TextReader.Content source, TextReader.Content target, Optional<Direction> named) throws IOException {
        Direction direction = direction(source, target, named);
        Text from = source.splitter().in(direction.source());
        Text into = target.splitter().in(direction.target());
        return TextPair.of(from, into, guide.between(from, into, HardBoundaries.NONE));
    }

    private Direction direction(TextReader.Content source, TextReader.Content target, Optional<Direction> named)
            throws FormatException {
        requireKnown(source);
        requireKnown(target);
        Optional<Language> from = Language.of(source.all());
        Optional<Language> into = Language.of(target.all());
        if (from.isPresent() && from.equals(into)) {
            String language = from.get().displayName();
            throw new FormatException(target.name(), "is " + language + ", like " + source.name(), REMEDY);
        }
        Optional<Direction> found = from.or(() -> into.map(TextPairReader::other))
                .map(language -> language.isChinese() ? Direction.INTO_ENGLISH : Direction.INTO_CHINESE);
        if (given.isPresent() && found.filter(given.get()::isReverseOf).isPresent()) {
            throw new FormatException(
                    source.name(),
                    "is " + given.get().target().displayName() + ", but the source language is "
                            + given.get().source(),
                    "give the " + given.get().source().displayName()
                            + " text first, or omit --source-lang and --target-lang");
        }
        Direction direction = given.or(() -> found).or(() -> named).orElse(usual);
        return given.isEmpty() && usual.isReverseOf(direction) ? usual.reversed() : given.orElse(usual);
    }

    private static Language other(Language language) {
        return language.isChinese() ? Language.ENGLISH : Language.CHINESE;
    }

    /** Rejects a text in another language, unless the user gives the languages. */
    private void requireKnown(TextReader.Content text) throws FormatException {
        Optional<Language> other = given.isPresent() ? Optional.empty() : OtherLanguage.of(text.all());
        if (other.isPresent()) {
            throw new FormatException(
                    text.name(),
                    "is in " + other.get().displayName() + ", not in Chinese or English",
                    REMEDY + ", or set --source-lang and --target-lang");
        }
    }

    record Bilingual(BilingualDocument document, Text chinese, Text english) {
        /** Returns the starts of the blocks as boundaries. A boundary at the start or end of both texts is omitted. */
        HardBoundaries boundaries() {
            List<HardBoundaries.Gate> gates = new ArrayList<>();
            HardBoundaries.Gate end = new HardBoundaries.Gate(
                    chinese.segments().size(), english.segments().size());
            HardBoundaries.Gate last = new HardBoundaries.Gate(0, 0);
            int i = 0;
            int j = 0;
            for (BilingualDocument.Block block : document.blocks()) {
                i = next(chinese, i, block.chinese());
                j = next(english, j, block.english());
                HardBoundaries.Gate gate = new HardBoundaries.Gate(i, j);
                if (!gate.equals(last) && !gate.equals(end)) {
                    gates.add(gate);
                    last = gate;
                }
            }
            return new HardBoundaries(gates);
        }

        /** Returns the index of the first segment of a paragraph or of a later one, from an index on. */
        private static int next(Text text, int from, int paragraph) {
            int index = from;
            while (index < text.segments().size() && text.segments().get(index).paragraph() < paragraph) {
                index++;
            }
            return index;
        }

        /** Returns the sentences of a language; if it is empty, those of both languages in the order of the document. */
        List<Segment> sentences(Optional<Language> language) {
            if (language.isPresent()) {
                return (language.get().isChinese() ? chinese : english).segments();
            }
            return Stream.concat(chinese.segments().stream(), english.segments().stream())
                    .sorted(Comparator.comparing(Segment::location))
                    .toList();
        }

        String layout() {
            String first = document.isChineseFirst() ? "Chinese" : "English";
            return switch (document.layout()) {
                case ALTERNATING -> "alternating paragraphs, " + first + " first";
                case TABLE -> "table columns, " + first + " left";
                case LANGUAGES -> "declared languages, " + first + " first";
                case CUES -> "simultaneous cues, " + first + " first";
                case COMMENTS -> "original in comments, " + first + " first";
                case LINES -> "lines with both languages, " + first + " first";
            };
        }
    }
}
