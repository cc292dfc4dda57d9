package duiqi.index;

import duiqi.index.ShardHead.SectionWriter;
import duiqi.io.AtomicFile;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the index of a memory for {@link MemoryIndex}. The units are stored in the order of the file, in shards of one
 * file each.
 *
 * <p>Heap use depends on the size of a shard, not on that of the memory; with full shards it is below 200 MB.
 * A shard file gets its final name when it is complete. The index is complete when {@link #finish} has returned.
 * {@link #close} deletes the files of an incomplete index. Not thread-safe.
 */
public final class IndexWriter implements Closeable {
    /** Maximum number of units in a shard, limited by the bits of a posting. */
    private static final int UNITS_OF_SHARD = 1 << Postings.Writer.ENTRY_BITS;

    private static final long TEXT_OF_SHARD = 64L << 20;

    private final Path folder;
    private final Set<String> properties;
    private final int unitsOfShard;
    private final long textOfShard;
    private final List<Path> shards = new ArrayList<>();
    private Optional<ShardWriter> current = Optional.empty();
    private boolean finished;

    /**
     * Creates a writer.
     *
     * @param folder the folder of the index files; it is created if necessary and must not contain an index
     * @param properties the names of unit properties to store
     */
    public IndexWriter(Path folder, Set<String> properties) {
        this(folder, properties, UNITS_OF_SHARD, TEXT_OF_SHARD);
    }

    /**
     * Creates a writer with smaller shards.
     *
     * @param unitsOfShard the maximum number of units in a shard, at most 2^18
     * @param textOfShard the number of bytes of text after which a shard ends
     */
    IndexWriter(Path folder, Set<String> properties, int unitsOfShard, long textOfShard) {
        if (unitsOfShard < 1 || unitsOfShard > UNITS_OF_SHARD) {
            throw new IllegalArgumentException("shard size must be 1 to 2^18 units, not " + unitsOfShard);
        }
        this.folder = folder;
        this.properties = Set.copyOf(properties);
        this.unitsOfShard = unitsOfShard;
        this.textOfShard = textOfShard;
    }

    /**
     * Adds a unit.
     *
     * @param line the line of the unit in the file of the memory, from 1, or 0 if unknown
     * @throws IOException if a file cannot be written; the index is then useless
     */
    public void add(TranslationUnit unit, int line, IndexedUnit.Origin origin) throws IOException {
        if (finished) {
            throw new IllegalArgumentException("index is already finished");
        }
        ShardWriter shard = shard();
        shard.add(unit, line, origin);
        if (shard.units() == unitsOfShard || shard.size() >= textOfShard) {
            complete(shard);
        }
    }

    private ShardWriter shard() throws IOException {
        if (current.isEmpty()) {
            Files.createDirectories(folder);
            current = Optional.of(new ShardWriter(unfinished(), properties));
        }
        return current.get();
    }

    private Path unfinished() {
        return folder.resolve(name() + ".tmp");
    }

    private String name() {
        return String.format(Locale.ROOT, "%05d.shard", shards.size());
    }

    private void complete(ShardWriter shard) throws IOException {
        shard.finish();
        shard.close();
        current = Optional.empty();
        Path file = folder.resolve(name());
        AtomicFile.move(unfinished(), file);
        shards.add(file);
    }

    /**
     * Completes the index.
     *
     * @return its files in the order of the units; none if there are no units
     */
    public List<Path> finish() throws IOException {
        if (current.isPresent()) {
            complete(current.get());
        }
        finished = true;
        return List.copyOf(shards);
    }

    @Override
    public void close() throws IOException {
        if (current.isPresent()) {
            current.get().close();
            Files.deleteIfExists(unfinished());
        }
        if (!finished) {
            for (Path shard : shards) {
                Files.deleteIfExists(shard);
            }
        }
    }

    /**
     * Writes one shard. Texts go to the file immediately; the tokens of both sides stay in memory until the end. Not
     * thread-safe.
     */
    private static final class ShardWriter implements Closeable {
        private final SectionWriter out;
        private final Set<String> properties;
        private final Shard.NameTable names = new Shard.NameTable();
        private final List<Shard.UnitRecord> units = new ArrayList<>();
        private final SideWriter source = new SideWriter();
        private final SideWriter target = new SideWriter();

        ShardWriter(Path file, Set<String> properties) throws IOException {
            out = new SectionWriter(file);
            this.properties = properties;
        }

        int units() {
            return units.size();
        }

        /** Returns the number of bytes of text written so far. */
        long size() {
            return out.length();
        }

        void add(TranslationUnit unit, int line, IndexedUnit.Origin origin) throws IOException {
            units.add(new Shard.UnitRecord(
                    Math.toIntExact(out.length()),
                    line,
                    Shard.UnitRecord.flags(origin),
                    unit.created().map(Shard.UnitRecord::milliseconds).orElse(Shard.UnitRecord.NEVER),
                    context(unit, UnitProperties.CONTEXT_BEFORE),
                    context(unit, UnitProperties.CONTEXT_AFTER)));
            out.putText(unit.source().text());
            out.putText(unit.target().text());
            out.putString(unit.id());
            out.putVarint(names.number(unit.source().language().tag()));
            out.putVarint(names.number(unit.target().language().tag()));
            // The number of author names that follow: 0 or 1
            out.putVarint(origin.author().isPresent() ? 1 : 0);
            if (origin.author().isPresent()) {
                out.putString(origin.author().get());
            }
            List<String> kept = unit.properties().keySet().stream()
                    .filter(properties::contains)
                    .toList();
            out.putVarint(kept.size());
            for (String name : kept) {
                out.putVarint(names.number(name));
                out.putString(unit.properties().getOrDefault(name, ""));
            }
            source.add(unit.source().text());
            target.add(unit.target().text());
        }

        /** Returns the hash of a neighbour on the side that has one: the side from which the unit was translated. */
        private static long context(TranslationUnit unit, String property) {
            Optional<String> source =
                    Optional.ofNullable(unit.source().properties().get(property));
            Optional<String> target =
                    Optional.ofNullable(unit.target().properties().get(property));
            return source.isPresent()
                    ? Shard.UnitRecord.hash(source, UnitSide.SOURCE)
                    : Shard.UnitRecord.hash(target, UnitSide.TARGET);
        }

        /** Writes the remaining sections and forces the file to disk. */
        void finish() throws IOException {
            out.end(ShardHead.Section.RECORDS);
            for (Shard.UnitRecord unit : units) {
                unit.write(out);
            }
            out.end(ShardHead.Section.UNITS);
            int count = units.size();
            // The two sides need the heap.
            units.clear();
            names.write(out);
            source.write(UnitSide.SOURCE, out);
            target.write(UnitSide.TARGET, out);
            out.finish(count);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Collects the tokens of one side of a shard, and writes the sections that find its units. Not thread-safe. */
    static final class SideWriter {
        private final ShardSide.TokenNumbers.Writer vocabulary = new ShardSide.TokenNumbers.Writer();
        private final TokenList tokens = new TokenList();
        /** Start of the tokens of each unit, and of the next unit. */
        private int[] starts = new int[1 << 6];

        private int units;

        void add(String text) {
            Tokens.each(Tokens.NormalText.fold(text), this::add);
            units++;
            if (units == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[units] = tokens.size;
        }

        private void add(String folded, int start, int end) {
            tokens.add(vocabulary.number(folded, start, end));
        }

        /** Writes all sections of the side. After this, nothing can be added. */
        void write(UnitSide side, SectionWriter out) throws IOException {
            numberByFrequency(side, out);
            TokenTable table = new TokenTable(tokens, starts, order());
            writeOrder(side, table, out);
            writeTokens(side, table, out);
            writeSignatures(side, table, out);
            new Postings.Writer(table, Postings.Grams.bits(2L * tokens.size)).write(side, out);
        }

        private void numberByFrequency(UnitSide side, SectionWriter out) throws IOException {
            int[] counts = new int[vocabulary.size()];
            for (int i = 0; i < tokens.size; i++) {
                counts[tokens.get(i)]++;
            }
            int[] ranks = vocabulary.write(side, counts, out);
            for (int i = 0; i < tokens.size; i++) {
                tokens.set(i, ranks[tokens.get(i)]);
            }
        }

        /** Returns the units from the shortest to the longest; units of the same length stay in the order of the file. */
        private int[] order() {
            long[] keys = new long[units];
            for (int unit = 0; unit < units; unit++) {
                keys[unit] = (long) (starts[unit + 1] - starts[unit]) << Integer.SIZE | unit;
            }
            Arrays.sort(keys);
            return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
        }

        private static void writeOrder(UnitSide side, TokenTable table, SectionWriter out) throws IOException {
            for (int entry = 0; entry < table.entries(); entry++) {
                out.putInt(table.unit(entry));
            }
            out.end(ShardHead.Section.OfSide.UNITS.in(side));
            for (int entry = 0; entry < table.entries(); entry++) {
                if (entry == 0 || table.length(entry) > table.length(entry - 1)) {
                    out.putInt(table.length(entry));
                    out.putInt(entry);
                }
            }
            out.end(ShardHead.Section.OfSide.LENGTHS.in(side));
        }

        private static void writeTokens(UnitSide side, TokenTable table, SectionWriter out) throws IOException {
            int[] places = new int[table.entries() + 1];
            for (int entry = 0; entry < table.entries(); entry++) {
                for (int i = table.start(entry); i < table.end(entry); i++) {
                    out.putVarint(table.token(i));
                }
                places[entry + 1] = Math.toIntExact(out.length());
            }
            out.end(ShardHead.Section.OfSide.TOKENS.in(side));
            for (int place : places) {
                out.putInt(place);
            }
            out.end(ShardHead.Section.OfSide.TOKEN_STARTS.in(side));
        }

        private void writeSignatures(UnitSide side, TokenTable table, SectionWriter out) throws IOException {
            int[] seen = new int[vocabulary.size()];
            for (int entry = 0; entry < table.entries(); entry++) {
                Signature signature = new Signature(Signature.width(table.length(entry)));
                for (int i = table.start(entry); i < table.end(entry); i++) {
                    signature.add(table.token(i), seen[table.token(i)]++);
                }
                for (int i = table.start(entry); i < table.end(entry); i++) {
                    seen[table.token(i)] = 0;
                }
                for (long word : signature.words()) {
                    out.putLong(word);
                }
            }
            out.end(ShardHead.Section.OfSide.SIGNATURES.in(side));
        }

        /** Holds tokens in blocks, so that no array has to grow by a copy. Not thread-safe. */
        private static final class TokenList {
            private static final int BITS = 16;
            private static final int MASK = (1 << BITS) - 1;

            private int[][] blocks = new int[1][1 << BITS];
            private int size;

            void add(int token) {
                if (size >>> BITS == blocks.length) {
                    blocks = Arrays.copyOf(blocks, blocks.length + 1);
                    blocks[blocks.length - 1] = new int[1 << BITS];
                }
                set(size++, token);
            }

            int get(int index) {
                return blocks[index >>> BITS][index & MASK];
            }

            void set(int index, int token) {
                blocks[index >>> BITS][index & MASK] = token;
            }
        }

        /** Holds the token sequences of one side of a shard by entry, from the shortest to the longest. */
        static final class TokenTable {
            private final TokenList tokens;
            private final int[] starts;
            private final int[] order;

            /**
             * Creates the table.
             *
             * @param tokens the tokens of all units in sequence; not copied
             * @param starts the start of the tokens of each unit, and the end; not copied
             * @param order the unit of each entry
             */
            TokenTable(TokenList tokens, int[] starts, int[] order) {
                this.tokens = tokens;
                this.starts = starts;
                this.order = order;
            }

            int entries() {
                return order.length;
            }

            int unit(int entry) {
                return order[entry];
            }

            int start(int entry) {
                return starts[order[entry]];
            }

            int end(int entry) {
                return starts[order[entry] + 1];
            }

            int length(int entry) {
                return end(entry) - start(entry);
            }

            int token(int place) {
                return tokens.get(place);
            }
        }
    }
}
