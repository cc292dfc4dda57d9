package duiqi.document.bilingual;

import duiqi.document.BilingualDocument;
import duiqi.document.BilingualDocument.Layout;
import duiqi.document.bilingual.BlockSearch.Block;
import duiqi.document.bilingual.BlockSearch.Blocks;
import duiqi.document.bilingual.Piece.Tongue;
import duiqi.text.Direction;
import duiqi.text.Document;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Separates the languages of a document. Tests each layout in turn. Not thread-safe. */
public final class Separation {
    /** Minimum share of the letters of a bilingual document that are in blocks with both sides. */
    private static final double MIN_PAIRED = 0.6;

    /** Minimum share of the letters in each language; lower shares are quotations. */
    private static final double MIN_SHARE = 0.15;

    /** Minimum mean similarity of many blocks: free translations of novels have 0.28, other texts 0.06 to 0.18. */
    private static final double MIN_SIMILARITY = 0.17;

    /** Additional similarity of a single block, which may be similar by chance. */
    private static final double SINGLE_SIMILARITY = 0.25;

    /** Minimum ratio of the similarity of blocks to that of texts from different blocks: translations have 3.8. */
    private static final double MIN_RATIO = 2;

    /** Minimum number of blocks for this ratio. */
    private static final int MIN_BLOCKS = 4;

    /** Maximum number of blocks whose similarity is measured. */
    private static final int SAMPLE = 60;

    /** Minimum similarity of both parts of a line without counterpart, to split it. */
    private static final double MIN_LINE_SIMILARITY = 0.4;

    /** Number of pieces of a document that is first tested without its middle. */
    private static final int LONG = 1000;

    /** Number of pieces at the start and at the end that are tested first. */
    private static final int PART = 200;

    private final List<Paragraph> paragraphs;
    private final ToDoubleBiFunction<String, String> similarity;

    private Separation(List<Paragraph> paragraphs, ToDoubleBiFunction<String, String> similarity) {
        this.paragraphs = paragraphs;
        this.similarity = similarity;
    }

    /**
     * Holds the blocks of a layout.
     *
     * @param layout layout of the document
     * @param isChineseFirst true if the Chinese text comes first
     * @param blocks pieces that correspond, in the order of the document
     * @param weight number of letters that should be in the blocks
     */
    private record Found(Layout layout, boolean isChineseFirst, List<Block> blocks, int weight) {
        /** Returns whether most letters are in blocks with both sides. Untranslated text does not count. */
        boolean isMost(double share) {
            int paired = weightOf(Block::isTranslated);
            int untranslated = weightOf(Block::isPaired) - paired;
            return paired >= share * (weight - untranslated);
        }

        private int weightOf(Predicate<Block> condition) {
            return blocks.stream().filter(condition).mapToInt(Block::weight).sum();
        }

        BilingualDocument document(String name) {
            List<Paragraph> chinese = new ArrayList<>();
            List<Paragraph> english = new ArrayList<>();
            List<BilingualDocument.Block> starts = new ArrayList<>();
            for (Block block : blocks) {
                starts.add(new BilingualDocument.Block(chinese.size(), english.size()));
                block.chinese().forEach(piece -> chinese.add(piece.paragraph()));
                block.english().forEach(piece -> english.add(piece.paragraph()));
            }
            return new BilingualDocument(
                    layout, isChineseFirst, new Document(name, chinese), new Document(name, english), starts);
        }
    }

    /**
     * Separates the languages of a document.
     *
     * @param document a document with its comments
     * @param layout the layout that the user gives; empty to detect it
     * @param direction the languages that the user chooses; empty to detect them
     * @param similarity returns how well a Chinese and an English text match, from 0 to 1
     * @return the separated document; empty if it is not bilingual, or not in the given layout
     */
    public static Optional<BilingualDocument> of(
            Document document,
            Optional<Layout> layout,
            Optional<Direction> direction,
            ToDoubleBiFunction<String, String> similarity) {
        Separation separation = new Separation(document.paragraphs(), similarity);
        return layout.map(given -> separation.separate(given, direction))
                .orElseGet(() -> separation.detect(direction))
                .filter(found -> found.blocks.stream().anyMatch(Block::isPaired))
                .map(found -> found.document(document.name()));
    }

    private Optional<Found> separate(Layout layout, Optional<Direction> direction) {
        return switch (layout) {
            case CUES -> cues();
            case LANGUAGES -> languages(direction);
            case COMMENTS -> comments();
            case TABLE -> tables(false);
            case ALTERNATING -> Optional.of(alternating(text()));
            case LINES -> columnsOfLines().or(() -> lines(text(), 0));
        };
    }

    private Optional<Found> detect(Optional<Direction> direction) {
        if (paragraphs.stream().anyMatch(each -> !each.marks().cues().isEmpty())) {
            return cues().filter(found -> found.isMost(MIN_PAIRED));
        }
        if (!hasBothLanguages()) {
            return Optional.empty();
        }
        return comments()
                .filter(this::isBilingual)
                .or(() -> languages(direction).filter(this::isBilingual))
                .or(() -> columnsOfLines().filter(this::isBilingual))
                .or(() -> tables(true))
                .or(() -> Optional.of(text())
                        .filter(this::mayAlternate)
                        .map(this::sequence)
                        .filter(this::isBilingual));
    }

    private boolean isBilingual(Found found) {
        return found.isMost(MIN_PAIRED) && areTranslations(found.blocks);
    }

    /**
     * Returns whether both ends of a long document may be bilingual. This test is fast for the frequent case, a text in
     * one language with code or quotations in the other.
     */
    private boolean mayAlternate(List<Piece> pieces) {
        int size = pieces.size();
        return size < LONG
                || isBilingual(sequence(pieces.subList(0, PART)))
                || isBilingual(sequence(pieces.subList(size - PART, size)));
    }

    private List<Piece> text() {
        return IntStream.range(0, paragraphs.size())
                .filter(i -> paragraphs.get(i).kind() != Kind.COMMENT)
                .mapToObj(i -> Piece.ofLines(paragraphs.get(i), i))
                .flatMap(List::stream)
                .toList();
    }

    private boolean hasBothLanguages() {
        Language.Letters letters = new Language.Letters();
        paragraphs.forEach(paragraph -> letters.add(paragraph.text()));
        long han = letters.weightedHan();
        return Math.min(han, letters.latin()) >= MIN_SHARE * (han + letters.latin());
    }

    static int weight(List<Piece> pieces) {
        return pieces.stream().mapToInt(Piece::weight).sum();
    }

    /** Returns whether blocks are translations, by the words of a sample. */
    private boolean areTranslations(List<Block> blocks) {
        List<Block> paired = blocks.stream().filter(Block::isTranslated).toList();
        int count = Math.min(SAMPLE, paired.size());
        double sum = 0;
        double others = 0;
        double weights = 0;
        for (int k = 0; k < count; k++) {
            Block block = paired.get((int) ((long) k * paired.size() / count));
            Block other = paired.get((int) ((long) (k + 1) % count * paired.size() / count));
            double weight = Math.sqrt(block.weight());
            String chinese = Block.text(block.chinese());
            weights += weight;
            sum += weight * similarity.applyAsDouble(chinese, Block.text(block.english()));
            others += weight * similarity.applyAsDouble(chinese, Block.text(other.english()));
        }
        return count > 0
                && sum >= weights * (MIN_SIMILARITY + SINGLE_SIMILARITY / Math.sqrt(count))
                && (count < MIN_BLOCKS || sum >= MIN_RATIO * others);
    }

    /** Separates a sequence in which paragraphs or lines of both languages alternate. */
    private Found sequence(List<Piece> pieces) {
        return lines(pieces, weight(pieces) / 2).orElseGet(() -> alternating(pieces));
    }

    /**
     * Separates lines that contain a text and its translation; empty if they do not have the weight.
     *
     * @param minimum minimum number of letters in these lines
     */
    private Optional<Found> lines(List<Piece> pieces, int minimum) {
        List<List<Piece>> lines = pieces.stream()
                .map(piece -> Piece.MixedLine.split(piece).orElse(List.of()))
                .toList();
        int weight = lines.stream().mapToInt(Separation::weight).sum();
        if (weight == 0 || weight < minimum) {
            return Optional.empty();
        }
        Tongue first = Piece.MixedLine.firstOf(lines);
        List<Piece> parts = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            Piece whole = pieces.get(i);
            parts.addAll(
                    lines.get(i).isEmpty() ? Piece.MixedLine.split(whole, first).orElse(List.of(whole)) : lines.get(i));
        }
        Blocks blocks = BlockSearch.of(parts, similarity);
        return Optional.of(new Found(Layout.LINES, blocks.isChineseFirst(), blocks.blocks(), weight(pieces)));
    }

    /** Separates paragraphs of both languages; some may be lines with their translation, such as a title. */
    private Found alternating(List<Piece> pieces) {
        Blocks blocks = BlockSearch.of(pieces, similarity);
        List<Block> all = blocks.blocks().stream()
                .map(block -> block.isPaired()
                        ? block
                        : Piece.MixedLine.split(block.all().get(0))
                                .map(line -> Block.of(line.get(0).tongue(), line.subList(0, 1), line.subList(1, 2)))
                                .filter(line ->
                                        similarity.applyAsDouble(Block.text(line.chinese()), Block.text(line.english()))
                                                >= MIN_LINE_SIMILARITY)
                                .orElse(block))
                .toList();
        return new Found(Layout.ALTERNATING, blocks.isChineseFirst(), all, weight(pieces));
    }

    private Optional<Found> cues() {
        List<Block> blocks = CueBlocks.of(paragraphs);
        return Optional.of(new Found(Layout.CUES, CueBlocks.areChineseFirst(blocks), blocks, weight(text())));
    }

    /** Separates lines with columns that tabs separate. Columns without translations are omitted. */
    private Optional<Found> columnsOfLines() {
        return LanguageColumns.ofLines(paragraphs, similarity)
                .map(table ->
                        new Found(Layout.LINES, table.isChineseFirst(), table.blocks(), weight(pieces(table.blocks()))))
                .filter(found -> found.isMost(MIN_PAIRED));
    }

    private static List<Piece> pieces(List<Block> blocks) {
        return blocks.stream().flatMap(block -> block.all().stream()).toList();
    }

    private Optional<Found> languages(Optional<Direction> direction) {
        if (paragraphs.stream().allMatch(each -> each.marks().language().isEmpty())) {
            return Optional.empty();
        }
        List<Piece> pieces = chosen(direction);
        int all = weight(pieces);
        boolean areBothDeclared = Stream.of(Tongue.CHINESE, Tongue.ENGLISH)
                .allMatch(tongue -> pieces.stream()
                                .filter(piece -> Tongue.of(piece.text()) == tongue
                                        && declared(piece.paragraph())
                                                .filter(tongue::equals)
                                                .isPresent())
                                .mapToInt(Piece::weight)
                                .sum()
                        >= MIN_SHARE * all);
        if (!areBothDeclared) {
            return Optional.empty();
        }
        Blocks blocks = BlockSearch.of(pieces, similarity);
        return Optional.of(new Found(Layout.LANGUAGES, blocks.isChineseFirst(), blocks.blocks(), all));
    }

    private static Optional<Tongue> declared(Paragraph paragraph) {
        return paragraph.marks().language().map(Tongue::ofTag);
    }

    /** Returns the text in the languages that the user chooses, with the languages that the document declares. */
    private List<Piece> chosen(Optional<Direction> direction) {
        List<String> scripts = paragraphs.stream()
                .flatMap(paragraph -> script(paragraph).stream())
                .distinct()
                .toList();
        Optional<String> wanted = direction
                .flatMap(given ->
                        given.source().chineseScript().or(() -> given.target().chineseScript()))
                .filter(scripts::contains)
                .or(() -> scripts.stream().findFirst());
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : text()) {
            Optional<String> script = script(piece.paragraph());
            Tongue declared = declared(piece.paragraph()).orElse(piece.tongue());
            boolean isContradicted =
                    piece.tongue() == declared.other() && piece.tongue().isClearIn(piece.text());
            if (script.isEmpty() || script.equals(wanted) || isContradicted) {
                pieces.add(isContradicted ? piece : piece.in(declared));
            }
        }
        return pieces;
    }

    private static Optional<String> script(Paragraph paragraph) {
        return paragraph
                .marks()
                .language()
                .filter(tag -> Tongue.ofTag(tag) == Tongue.CHINESE)
                .flatMap(tag -> new Language(tag).chineseScript());
    }

    /**
     * Separates a document whose comments contain the original. Text in the language of the comments is untranslated; it
     * remains if a comment with the same text precedes it.
     */
    private Optional<Found> comments() {
        List<Piece> all = IntStream.range(0, paragraphs.size())
                .mapToObj(i -> Piece.of(paragraphs.get(i), i))
                .toList();
        Tongue original = weightOfText(all, Tongue.CHINESE) >= weightOfText(all, Tongue.ENGLISH)
                ? Tongue.ENGLISH
                : Tongue.CHINESE;
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : all) {
            boolean isRepeated =
                    !pieces.isEmpty() && pieces.get(pieces.size() - 1).text().equals(piece.text());
            if (isComment(piece) ? piece.tongue() == original : piece.tongue() == original.other() || isRepeated) {
                pieces.add(piece);
            }
        }
        if (pieces.stream().noneMatch(Separation::isComment)) {
            return Optional.empty();
        }
        List<Block> blocks = BlockSearch.of(pieces, similarity).blocks().stream()
                .filter(block -> block.isPaired() || !block.all().stream().allMatch(Separation::isComment))
                .toList();
        return Optional.of(new Found(Layout.COMMENTS, original == Tongue.CHINESE, blocks, weight(all)));
    }

    private static boolean isComment(Piece piece) {
        return piece.paragraph().kind() == Kind.COMMENT;
    }

    private static int weightOfText(List<Piece> pieces, Tongue tongue) {
        return pieces.stream()
                .filter(piece -> !isComment(piece) && piece.tongue() == tongue)
                .mapToInt(Piece::weight)
                .sum();
    }

    /**
     * Separates a document with tables that have a column for each language, and the text around them if it is bilingual
     * too.
     *
     * @param areMost true to reject a document whose tables contain less than half of its letters, or no translations
     */
    private Optional<Found> tables(boolean areMost) {
        List<LanguageColumns> withColumns = LanguageColumns.cells(paragraphs).stream()
                .map(table -> LanguageColumns.of(table, similarity))
                .filter(LanguageColumns::isBilingual)
                .toList();
        List<LanguageColumns> translated = withColumns.stream()
                .filter(table -> table.isNamed() || areTranslations(table.blocks()))
                .toList();
        Set<Integer> ofTables = new HashSet<>();
        List<Block> blocks = new ArrayList<>();
        int chineseFirst = 0;
        List<Piece> text = text();
        int counted = weight(text);
        for (LanguageColumns table : translated.isEmpty() ? withColumns : translated) {
            blocks.addAll(table.blocks());
            table.cells().forEach(piece -> ofTables.add(piece.position()));
            counted -= weight(table.cells()) - weight(pieces(table.blocks()));
            chineseFirst += (table.isChineseFirst() ? 1 : -1) * weight(table.cells());
        }
        Found inTables = new Found(Layout.TABLE, chineseFirst >= 0, List.copyOf(blocks), counted);
        boolean areSure = !translated.isEmpty() || areTranslations(blocks);
        if (blocks.isEmpty() || (areMost && !(areSure && inTables.isMost(1.0 / 2)))) {
            return Optional.empty();
        }
        List<Piece> between = new ArrayList<>();
        for (Piece piece : text) {
            if (!ofTables.contains(piece.position())) {
                between.add(piece);
            } else {
                blocks.addAll(bilingual(between));
                between.clear();
            }
        }
        blocks.addAll(bilingual(between));
        blocks.sort(Comparator.comparingInt(Block::position));
        return Optional.of(new Found(Layout.TABLE, chineseFirst >= 0, blocks, counted));
    }

    /** Returns the blocks of the text between tables; none if it is not bilingual. */
    private List<Block> bilingual(List<Piece> pieces) {
        Found found = sequence(List.copyOf(pieces));
        return isBilingual(found) ? found.blocks : List.of();
    }
}
