package duiqi.document.bilingual;

import duiqi.document.BilingualDocument.Layout;
import duiqi.document.bilingual.BlockSearch.Block;
import duiqi.document.bilingual.BlockSearch.Blocks;
import duiqi.document.bilingual.MarkedBlocks.CueBlocks;
import duiqi.document.bilingual.MarkedBlocks.TableColumns;
import duiqi.document.bilingual.Piece.Tongue;
import duiqi.text.Direction;
import duiqi.text.Document;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Holds the pieces of a bilingual document, separated by language. Immutable.
 *
 * @param layout layout of the document
 * @param isChineseFirst true if the Chinese text comes first
 * @param blocks pieces that correspond, in the order of the document
 */
public record Separation(Layout layout, boolean isChineseFirst, List<Block> blocks) {
    public Separation {
        blocks = List.copyOf(blocks);
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
    public static Optional<Separation> of(
            Document document,
            Optional<Layout> layout,
            Optional<Direction> direction,
            ToDoubleBiFunction<String, String> similarity) {
        Detection detection = new Detection(document.paragraphs(), similarity);
        Optional<Separation> found =
                layout.isPresent() ? detection.separate(layout.get(), direction) : detection.detect(direction);
        return found.filter(separation -> separation.blocks.stream().anyMatch(Block::isPaired));
    }

    /** Returns the Chinese paragraphs of a block. */
    public List<Paragraph> chinese(int block) {
        return blocks.get(block).chinese().stream().map(Piece::paragraph).toList();
    }

    /** Returns the English paragraphs of a block. */
    public List<Paragraph> english(int block) {
        return blocks.get(block).english().stream().map(Piece::paragraph).toList();
    }

    /** Returns the number of letters in blocks with both sides. Untranslated text does not count. */
    private int pairedWeight() {
        return blocks.stream()
                .filter(Block::isTranslated)
                .mapToInt(Block::weight)
                .sum();
    }

    /** Tests a document for each layout. Not thread-safe. */
    private static final class Detection {
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

        /** Minimum number of pieces of a document that is first tested by a sample. */
        private static final int LONG = 1000;

        /** Number of parts of a long document that make up the sample. */
        private static final int PARTS = 10;

        /** Number of pieces of each part. */
        private static final int PART = 40;

        private final List<Paragraph> paragraphs;
        private final ToDoubleBiFunction<String, String> similarity;

        Detection(List<Paragraph> paragraphs, ToDoubleBiFunction<String, String> similarity) {
            this.paragraphs = paragraphs;
            this.similarity = similarity;
        }

        Optional<Separation> separate(Layout layout, Optional<Direction> direction) {
            return switch (layout) {
                case CUES -> CueBlocks.of(paragraphs);
                case LANGUAGES -> languages(direction);
                case COMMENTS -> comments();
                case TABLE -> tables(false);
                case ALTERNATING -> Optional.of(sequence(text(), false)).map(found -> found.as(Layout.ALTERNATING));
                case LINES ->
                    columnsOfLines()
                            .or(() -> Optional.of(sequence(text(), true)))
                            .filter(found -> found.layout == Layout.LINES);
            };
        }

        Optional<Separation> detect(Optional<Direction> direction) {
            if (paragraphs.stream().anyMatch(each -> !each.marks().cues().isEmpty())) {
                return CueBlocks.of(paragraphs).filter(found -> isMost(found, text()));
            }
            if (!hasBothLanguages()) {
                return Optional.empty();
            }
            return comments()
                    .filter(found -> isMost(found, withComments()) && areTranslations(found.blocks))
                    .or(() -> languages(direction)
                            .filter(found -> isMost(found, chosen(direction)) && areTranslations(found.blocks)))
                    .or(() -> columnsOfLines().filter(found -> areTranslations(found.blocks)))
                    .or(() -> tables(true).filter(found -> areTranslations(found.blocks)))
                    .or(() -> alternating(text()));
        }

        private Optional<Separation> alternating(List<Piece> pieces) {
            return mayAlternate(pieces)
                    ? Optional.of(sequence(pieces, true))
                            .filter(found -> isMost(found, pieces) && areTranslations(found.blocks))
                    : Optional.empty();
        }

        /**
         * Returns whether a sample of a long document may be bilingual. This test is fast for the frequent case, a text
         * in one language with code or quotations in the other.
         */
        private boolean mayAlternate(List<Piece> pieces) {
            if (pieces.size() < LONG) {
                return true;
            }
            List<Block> blocks = new ArrayList<>();
            for (int k = 0; k < PARTS; k++) {
                int from = k * (pieces.size() - PART) / (PARTS - 1);
                blocks.addAll(sequence(pieces.subList(from, from + PART), true).blocks);
            }
            int paired = blocks.stream()
                    .filter(Block::isPaired)
                    .mapToInt(Block::weight)
                    .sum();
            int all = blocks.stream().mapToInt(Block::weight).sum();
            return 2 * paired >= MIN_PAIRED * all && areTranslations(blocks);
        }

        private List<Piece> text() {
            List<Piece> pieces = new ArrayList<>();
            for (int i = 0; i < paragraphs.size(); i++) {
                if (paragraphs.get(i).kind() != Kind.COMMENT) {
                    pieces.addAll(Piece.ofLines(paragraphs.get(i), i));
                }
            }
            return pieces;
        }

        private List<Piece> withComments() {
            return IntStream.range(0, paragraphs.size())
                    .mapToObj(i -> Piece.of(paragraphs.get(i), i))
                    .toList();
        }

        private boolean hasBothLanguages() {
            int han = 0;
            int latin = 0;
            for (Paragraph paragraph : paragraphs) {
                Piece.Letters letters =
                        Piece.Letters.of(paragraph.text(), 0, paragraph.text().length());
                han += letters.weightedHan();
                latin += letters.latin();
            }
            return Math.min(han, latin) >= MIN_SHARE * (han + latin);
        }

        private static int weight(List<Piece> pieces) {
            return pieces.stream().mapToInt(Piece::weight).sum();
        }

        /** Returns whether most letters of the document are in blocks with both sides. */
        private static boolean isMost(Separation found, List<Piece> all) {
            int untranslated = found.blocks.stream()
                    .filter(block -> block.isPaired() && !block.isTranslated())
                    .mapToInt(Block::weight)
                    .sum();
            return found.pairedWeight() >= MIN_PAIRED * (weight(all) - untranslated);
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
        private Separation sequence(List<Piece> pieces, boolean detectLines) {
            List<List<Piece>> lines = pieces.stream()
                    .map(piece -> Piece.MixedLine.split(piece).orElse(List.of()))
                    .toList();
            int weightOfLines = lines.stream().mapToInt(Detection::weight).sum();
            if (detectLines && 2 * weightOfLines >= weight(pieces)) {
                Tongue first = Piece.MixedLine.firstOf(lines);
                List<Piece> parts = new ArrayList<>();
                for (int i = 0; i < pieces.size(); i++) {
                    Piece whole = pieces.get(i);
                    parts.addAll(
                            lines.get(i).isEmpty()
                                    ? Piece.MixedLine.split(whole, first).orElse(List.of(whole))
                                    : lines.get(i));
                }
                Blocks blocks = BlockSearch.of(parts, similarity);
                return new Separation(Layout.LINES, blocks.isChineseFirst(), blocks.blocks());
            }
            Blocks blocks = BlockSearch.of(pieces, similarity);
            List<Block> all = blocks.blocks().stream()
                    .map(block -> block.isPaired() ? block : block.split(similarity))
                    .toList();
            return new Separation(Layout.ALTERNATING, blocks.isChineseFirst(), all);
        }

        /** Returns the text in the languages that the user chooses, with the languages that the document declares. */
        private List<Piece> chosen(Optional<Direction> direction) {
            List<String> scripts = new ArrayList<>();
            for (Paragraph paragraph : paragraphs) {
                script(paragraph).filter(script -> !scripts.contains(script)).ifPresent(scripts::add);
            }
            Optional<String> wanted = direction
                    .flatMap(given -> given.source().isChinese()
                            ? given.source().chineseScript()
                            : given.target().chineseScript())
                    .filter(scripts::contains)
                    .or(() -> scripts.stream().findFirst());
            List<Piece> pieces = new ArrayList<>();
            for (Piece piece : text()) {
                Optional<String> script = script(piece.paragraph());
                Optional<Tongue> declared = piece.paragraph().marks().language().map(Tongue::ofTag);
                boolean isContradicted = declared.isPresent()
                        && piece.tongue() == declared.get().other()
                        && piece.tongue().isClearIn(piece.text());
                if (script.isEmpty() || script.equals(wanted) || isContradicted) {
                    pieces.add(isContradicted ? piece : piece.in(declared.orElse(piece.tongue())));
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

        private Optional<Separation> languages(Optional<Direction> direction) {
            if (paragraphs.stream().allMatch(each -> each.marks().language().isEmpty())) {
                return Optional.empty();
            }
            List<Piece> pieces = chosen(direction);
            int all = weight(pieces);
            for (Tongue tongue : List.of(Tongue.CHINESE, Tongue.ENGLISH)) {
                int declared = pieces.stream()
                        .filter(piece -> piece.paragraph()
                                        .marks()
                                        .language()
                                        .map(Tongue::ofTag)
                                        .filter(tongue::equals)
                                        .isPresent()
                                && Tongue.of(piece.text()) == tongue)
                        .mapToInt(Piece::weight)
                        .sum();
                if (declared < MIN_SHARE * all) {
                    return Optional.empty();
                }
            }
            List<Block> blocks = new ArrayList<>();
            Set<Integer> ofTables = new HashSet<>();
            for (TableColumns table : bilingual(TableColumns.cells(paragraphs, Optional::isEmpty))) {
                if (areTranslations(table.blocks())) {
                    blocks.addAll(table.blocks());
                    table.cells().forEach(piece -> ofTables.add(piece.position()));
                }
            }
            Blocks rest = BlockSearch.of(
                    pieces.stream()
                            .filter(piece -> !ofTables.contains(piece.position()))
                            .toList(),
                    similarity);
            blocks.addAll(rest.blocks());
            blocks.sort(Comparator.comparingInt(Block::position));
            return Optional.of(new Separation(Layout.LANGUAGES, rest.isChineseFirst(), blocks));
        }

        /**
         * Separates a document whose comments contain the original. Text in the language of the comments is
         * untranslated; it remains if a comment with the same text precedes it.
         */
        private Optional<Separation> comments() {
            if (paragraphs.stream().noneMatch(each -> each.kind() == Kind.COMMENT)) {
                return Optional.empty();
            }
            List<Piece> all = withComments();
            int chinese = 0;
            int english = 0;
            for (Piece piece : all) {
                boolean isText = piece.paragraph().kind() != Kind.COMMENT;
                chinese += isText && piece.tongue() == Tongue.CHINESE ? piece.weight() : 0;
                english += isText && piece.tongue() == Tongue.ENGLISH ? piece.weight() : 0;
            }
            Tongue original = chinese >= english ? Tongue.ENGLISH : Tongue.CHINESE;
            List<Piece> pieces = new ArrayList<>();
            for (Piece piece : all) {
                boolean isComment = piece.paragraph().kind() == Kind.COMMENT;
                boolean isRepeated = !pieces.isEmpty()
                        && pieces.get(pieces.size() - 1).text().equals(piece.text());
                if (isComment ? piece.tongue() == original : piece.tongue() == original.other() || isRepeated) {
                    pieces.add(piece);
                }
            }
            if (pieces.stream().noneMatch(piece -> piece.paragraph().kind() == Kind.COMMENT)) {
                return Optional.empty();
            }
            List<Block> blocks = BlockSearch.of(pieces, similarity).blocks().stream()
                    .filter(block -> block.isPaired() || !isComment(block))
                    .toList();
            return Optional.of(new Separation(Layout.COMMENTS, original == Tongue.CHINESE, blocks));
        }

        private static boolean isComment(Block block) {
            return block.all().stream().allMatch(piece -> piece.paragraph().kind() == Kind.COMMENT);
        }

        /**
         * Separates a document with tables that have a column for each language, and the text around them if it is
         * bilingual too.
         *
         * @param areMost true to reject a document whose tables contain less than half of its letters
         */
        private Optional<Separation> tables(boolean areMost) {
            if (paragraphs.stream().allMatch(each -> each.marks().cell().isEmpty())) {
                return Optional.empty();
            }
            Set<Integer> ofTables = new HashSet<>();
            List<Block> blocks = new ArrayList<>();
            int chineseFirst = 0;
            int counted = weight(text());
            for (TableColumns table : bilingual(TableColumns.cells(paragraphs, language -> true))) {
                blocks.addAll(table.blocks());
                table.cells().forEach(piece -> ofTables.add(piece.position()));
                counted -= weight(table.cells()) - weight(piecesOf(table.blocks()));
                chineseFirst += (table.isChineseFirst() ? 1 : -1) * weight(table.cells());
            }
            Separation inTables = new Separation(Layout.TABLE, chineseFirst >= 0, blocks);
            if (blocks.isEmpty() || (areMost && 2 * inTables.pairedWeight() < counted)) {
                return Optional.empty();
            }
            outside(ofTables).forEach(part -> {
                Separation found = sequence(part, true);
                if (isMost(found, part) && areTranslations(found.blocks)) {
                    blocks.addAll(found.blocks);
                }
            });
            blocks.sort(Comparator.comparingInt(Block::position));
            return Optional.of(new Separation(Layout.TABLE, chineseFirst >= 0, blocks));
        }

        private static List<Piece> piecesOf(List<Block> blocks) {
            return blocks.stream().flatMap(block -> block.all().stream()).toList();
        }

        /** Separates lines with columns that tabs separate. Columns without translations are omitted. */
        private Optional<Separation> columnsOfLines() {
            return TableColumns.ofLines(paragraphs, similarity)
                    .map(table -> new Separation(Layout.LINES, table.isChineseFirst(), table.blocks()))
                    .filter(found -> isMost(found, piecesOf(found.blocks)));
        }

        /** Returns the tables with translations; if there are none, all tables with a column for each language. */
        private List<TableColumns> bilingual(Collection<List<Piece>> tables) {
            List<TableColumns> withColumns = tables.stream()
                    .map(table -> TableColumns.of(table, similarity))
                    .filter(TableColumns::isBilingual)
                    .toList();
            List<TableColumns> translated = withColumns.stream()
                    .filter(table -> areTranslations(table.blocks()))
                    .toList();
            return translated.isEmpty() ? withColumns : translated;
        }

        /** Returns the text between the tables. */
        private List<List<Piece>> outside(Set<Integer> ofTables) {
            List<List<Piece>> parts = new ArrayList<>();
            parts.add(new ArrayList<>());
            for (Piece piece : text()) {
                if (!ofTables.contains(piece.position())) {
                    parts.get(parts.size() - 1).add(piece);
                } else if (!parts.get(parts.size() - 1).isEmpty()) {
                    parts.add(new ArrayList<>());
                }
            }
            return parts;
        }
    }

    private Separation as(Layout other) {
        return new Separation(other, isChineseFirst, blocks);
    }
}
