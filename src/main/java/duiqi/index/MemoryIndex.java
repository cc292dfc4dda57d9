package duiqi.index;

import duiqi.text.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Searches the index of a memory that {@link IndexWriter} wrote. The files are mapped into memory, so opening them is
 * fast and needs no heap, even for large files. Closing the index releases the files after the last search. Thread-safe.
 */
public final class MemoryIndex implements Closeable {
    /**
     * Minimum percentages of the search rounds; enough good matches in an early round make later rounds unnecessary.
     */
    private static final int[] ROUNDS = {100, 90, 80, 0};

    /** Maximum time of a search for similar units. The comparison of two texts of 100,000 words takes two seconds. */
    private static final Duration SEARCH_TIME = Duration.ofSeconds(5);

    private final List<Shard> shards;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /** Number of threads that hold the files, and 1 more until the index is closed. */
    private final AtomicInteger holders = new AtomicInteger(1);

    private MemoryIndex(List<Shard> shards) {
        this.shards = List.copyOf(shards);
    }

    /**
     * Opens an index.
     *
     * @param files its files in the order in which they were written
     * @throws duiqi.text.FormatException if a file is missing, incomplete, of another version, or not an index
     */
    public static MemoryIndex open(List<Path> files) throws IOException {
        List<Shard> shards = new ArrayList<>();
        try {
            for (Path file : files) {
                shards.add(Shard.open(file, shards.size()));
            }
        } catch (IOException | RuntimeException damaged) {
            shards.forEach(Shard::close);
            throw damaged;
        }
        return new MemoryIndex(shards);
    }

    /**
     * Keeps the files open until {@link #release}, even if another thread closes the index.
     *
     * @return false if the files are already closed
     */
    public boolean hold() {
        int now = holders.get();
        while (now > 0 && !holders.compareAndSet(now, now + 1)) {
            now = holders.get();
        }
        return now > 0;
    }

    /** Ends a {@link #hold}. */
    public void release() {
        if (holders.decrementAndGet() == 0) {
            shards.forEach(Shard::close);
        }
    }

    private <T> T held(Supplier<T> search) {
        if (!hold()) {
            throw new IllegalStateException("the index is closed");
        }
        try {
            return search.get();
        } finally {
            release();
        }
    }

    /** Returns the number of units. */
    public long size() {
        return shards.stream().mapToLong(Shard::units).sum();
    }

    /**
     * Returns the units whose text on one side is most similar to a text. The search is exact: it finds all best units
     * by {@link Match#score}. Equal scores are ordered by similarity, then by date (newest first), then by position in
     * the memory.
     *
     * @param context the neighbours of the text; units have neighbours only on the side that is their source
     * @return the matches, the best first
     */
    public List<Match> search(UnitSide side, String text, Context context, SearchOptions options) {
        return search(side, text, context, options, () -> {});
    }

    /**
     * Returns the units whose text on one side is most similar to a text. The result is exact unless the text and many
     * units are so long that comparing them takes more than five seconds. The search then finds only units with the same
     * tokens.
     *
     * @param context the neighbours of the text; units have neighbours only on the side that is their source
     * @param tooLong called if the search finds only units with the same tokens
     * @return the matches, the best first
     */
    public List<Match> search(UnitSide side, String text, Context context, SearchOptions options, Runnable tooLong) {
        return held(() -> searchHeld(side, text, context, options, tooLong));
    }

    private List<Match> searchHeld(
            UnitSide side, String text, Context context, SearchOptions options, Runnable tooLong) {
        FuzzySearch.Query query = FuzzySearch.Query.of(side, text, context);
        try {
            return Deadline.within(SEARCH_TIME, () -> search(query, new BestMatches(options)));
        } catch (Deadline.ExpiredException endless) {
            tooLong.run();
            BestMatches equal = new BestMatches(options);
            equal.limit(BestMatches.DistanceBound.NONE);
            return search(query, equal);
        }
    }

    private List<Match> search(FuzzySearch.Query query, BestMatches best) {
        ShardSide.SearchBuffers scratch = new ShardSide.SearchBuffers();
        List<FuzzySearch> searches = new ArrayList<>();
        shards.forEach(shard -> searches.add(new FuzzySearch(shard, query, best, scratch)));
        BestMatches.DistanceBound done = BestMatches.DistanceBound.NONE;
        for (int round : ROUNDS) {
            BestMatches.DistanceBound wanted =
                    BestMatches.DistanceBound.ofPercentage(round).stricter(best.bound());
            // All remaining units are less similar than the last completed round required.
            if (round < ROUNDS[0] && !done.isStricterThan(wanted)) {
                break;
            }
            searches.forEach(search -> search.run(wanted));
            done = wanted;
        }
        return best.matches();
    }

    /** Finds the units that contain all phrases of a query. */
    public Concordance find(Concordance.Query query) {
        return held(() -> ConcordanceSearch.of(shards, query));
    }

    /** Closes the files now, or after the last search that holds them. */
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            release();
        }
    }

    /**
     * Finds the units that contain all phrases of a query. First selects candidates with the postings, then compares their
     * texts. Not thread-safe.
     */
    private static final class ConcordanceSearch {
        private static final List<UnitSide> SIDES = List.of(UnitSide.values());

        /**
         * Maximum number of phrases that select candidates. Each reads the whole vocabulary, and after 20 words nearly
         * all units that remain are hits.
         */
        private static final int MAX_NARROWING = 20;

        private final Concordance.Query query;
        private final List<Phrase> phrases;
        private final List<Concordance.Hit> hits = new ArrayList<>();
        private long total;

        /** Number of phrases that selected the candidates of the current shard. */
        private int narrowing;

        private ConcordanceSearch(Concordance.Query query) {
            this.query = query;
            phrases = query.phrases().stream().map(Phrase::of).toList();
        }

        static Concordance of(List<Shard> shards, Concordance.Query query) {
            ConcordanceSearch search = new ConcordanceSearch(query);
            shards.forEach(search::run);
            return new Concordance(search.hits, search.total);
        }

        private void run(Shard shard) {
            candidates(shard).stream().filter(unit -> hasAll(shard, unit)).forEach(unit -> {
                total++;
                if (hits.size() < query.limit()) {
                    hits.add(hit(shard.unit(unit)));
                }
            });
        }

        private BitSet candidates(Shard shard) {
            BitSet units = new BitSet(shard.units());
            units.set(0, shard.units());
            narrowing = 0;
            while (narrowing < Math.min(phrases.size(), MAX_NARROWING) && units.cardinality() > PhraseCandidates.FEW) {
                Phrase phrase = phrases.get(narrowing++);
                BitSet either = new BitSet(shard.units());
                for (UnitSide side : SIDES) {
                    if (query.includes(side)) {
                        either.or(new PhraseCandidates(shard.side(side), shard.units()).of(phrase));
                    }
                }
                units.and(either);
            }
            return units;
        }

        /** Returns whether the texts of a unit contain all phrases whose candidates are not certain. */
        private boolean hasAll(Shard shard, int unit) {
            Map<UnitSide, String> texts = new EnumMap<>(UnitSide.class);
            return IntStream.range(0, phrases.size())
                    .filter(k -> k >= narrowing || !phrases.get(k).isOneToken())
                    .mapToObj(phrases::get)
                    .allMatch(phrase -> SIDES.stream()
                            .filter(query::includes)
                            .map(side ->
                                    texts.computeIfAbsent(side, one -> Tokens.NormalText.of(shard.text(unit, one))))
                            .anyMatch(text -> text.contains(phrase.text())));
        }

        private Concordance.Hit hit(IndexedUnit unit) {
            return new Concordance.Hit(unit, spans(unit, UnitSide.SOURCE), spans(unit, UnitSide.TARGET));
        }

        private List<Concordance.Span> spans(IndexedUnit unit, UnitSide side) {
            if (!query.includes(side)) {
                return List.of();
            }
            Tokens.NormalText normal = Tokens.NormalText.traced(unit.text(side));
            return merged(phrases.stream()
                    .flatMap(phrase -> phrase.in(normal).stream())
                    .sorted(Comparator.comparingInt(Concordance.Span::start))
                    .toList());
        }

        private static List<Concordance.Span> merged(List<Concordance.Span> sorted) {
            List<Concordance.Span> result = new ArrayList<>();
            Optional<Concordance.Span> open = Optional.empty();
            for (Concordance.Span span : sorted) {
                if (open.isPresent() && span.start() < open.get().end()) {
                    open = Optional.of(new Concordance.Span(
                            open.get().start(), Math.max(open.get().end(), span.end())));
                } else {
                    open.ifPresent(result::add);
                    open = Optional.of(span);
                }
            }
            open.ifPresent(result::add);
            return result;
        }

        /**
         * Derives conditions for the tokens of a text from a phrase that the text contains.
         *
         * <p>Tokens inside the phrase are also tokens of the text, and so are Han characters and punctuation at its ends. A
         * word at an end may be part of a longer word of the text. An apostrophe or a combining mark at an end may be
         * inside a word of the text. So it gives no condition, and the word next to it counts as a word at an end.
         *
         * @param text the phrase in the form of {@link Tokens.NormalText}, not empty
         * @param tokens its tokens without apostrophes and marks at the ends
         */
        record Phrase(String text, List<String> tokens) {
            Phrase {
                tokens = List.copyOf(tokens);
            }

            static Phrase of(String phrase) {
                String text = Tokens.NormalText.of(phrase);
                List<String> tokens = new ArrayList<>();
                Tokens.each(text, (folded, start, end) -> tokens.add(folded.substring(start, end)));
                while (!tokens.isEmpty() && Tokens.joinsWords(tokens.get(0))) {
                    tokens.remove(0);
                }
                while (!tokens.isEmpty() && Tokens.joinsWords(tokens.get(tokens.size() - 1))) {
                    tokens.remove(tokens.size() - 1);
                }
                return new Phrase(text, tokens);
            }

            /** Returns whether the tokens of a text decide alone whether it contains the phrase. */
            boolean isOneToken() {
                return tokens.size() == 1 && tokens.get(0).equals(text);
            }

            /** Returns the parts of words that every text with the phrase contains, in order. */
            List<Fragment> fragments() {
                int last = tokens.size() - 1;
                return IntStream.rangeClosed(0, last)
                        .mapToObj(i -> {
                            boolean isWord = Tokens.isWord(tokens.get(i));
                            return new Fragment(tokens.get(i), isWord && i == 0, isWord && i == last);
                        })
                        .toList();
            }

            /**
             * Describes a part of a word.
             *
             * @param letters the part
             * @param openBefore true if the word may have more letters before the part
             * @param openAfter true if the word may have more letters after the part
             */
            record Fragment(String letters, boolean openBefore, boolean openAfter) {
                boolean isWhole() {
                    return !openBefore && !openAfter;
                }
            }

            /** Returns the spans of the original text that match the phrase, in order. */
            List<Concordance.Span> in(Tokens.NormalText normal) {
                List<Concordance.Span> spans = new ArrayList<>();
                int at = normal.text().indexOf(text);
                while (at >= 0) {
                    spans.add(normal.origin(at, at + text.length()));
                    at = normal.text().indexOf(text, at + text.length());
                }
                return spans;
            }
        }

        /**
         * Finds the units of a shard whose side may contain a phrase: all that contain it, and some others unless the
         * phrase is one token. Not thread-safe.
         */
        private static final class PhraseCandidates {
            /** Number of units that are faster to read than to narrow down. */
            private static final int FEW = 16;

            private final ShardSide side;
            private final int units;
            private final ShardSide.SearchBuffers scratch = new ShardSide.SearchBuffers();

            PhraseCandidates(ShardSide side, int units) {
                this.side = side;
                this.units = units;
            }

            /** Returns the numbers of units that may contain the phrase. */
            BitSet of(Phrase phrase) {
                List<int[]> conditions = new ArrayList<>();
                BitSet words = new BitSet();
                int bits = side.postings.bits();
                int before = ShardSide.TokenNumbers.UNKNOWN;
                for (Phrase.Fragment fragment : phrase.fragments()) {
                    if (fragment.isWhole()) {
                        int token = side.vocabulary.find(fragment.letters());
                        if (token == ShardSide.TokenNumbers.UNKNOWN) {
                            return new BitSet();
                        }
                        words.set(token);
                        conditions.add(new int[] {Postings.Grams.bucket(token, bits)});
                        if (before != ShardSide.TokenNumbers.UNKNOWN) {
                            conditions.add(new int[] {Postings.Grams.bucket(before, token, bits)});
                        }
                        before = token;
                    } else {
                        BitSet inFragment = side.vocabulary.containing(
                                fragment.letters(), fragment.openBefore(), fragment.openAfter());
                        words.or(inFragment);
                        conditions.add(buckets(inFragment));
                        before = ShardSide.TokenNumbers.UNKNOWN;
                    }
                }
                // Postings longer than one byte a unit exclude too few units to be worth reading.
                conditions.removeIf(buckets -> size(buckets) > units);
                conditions.sort(Comparator.comparingLong(this::size));
                return inUnits(
                        entriesWithAll(conditions),
                        entry -> !phrase.isOneToken() || side.hasAny(entry, words, scratch));
            }

            private int[] buckets(BitSet words) {
                return words.stream()
                        .map(token -> Postings.Grams.bucket(token, side.postings.bits()))
                        .distinct()
                        .toArray();
            }

            private long size(int[] buckets) {
                long size = 0;
                for (int bucket : buckets) {
                    size += side.postings.size(bucket);
                }
                return size;
            }

            /** Returns the entries that occur, for each condition, in at least one list of its buckets. */
            private BitSet entriesWithAll(List<int[]> conditions) {
                BitSet entries = new BitSet(units);
                entries.set(0, units);
                for (int[] buckets : conditions) {
                    if (entries.cardinality() <= FEW) {
                        break;
                    }
                    BitSet one = new BitSet(units);
                    for (int bucket : buckets) {
                        int count = side.postings.read(bucket, 0, units, scratch);
                        for (int i = 0; i < count; i++) {
                            one.set(scratch.entries()[i]);
                        }
                    }
                    entries.and(one);
                }
                return entries;
            }

            private BitSet inUnits(BitSet entries, IntPredicate wanted) {
                BitSet result = new BitSet(units);
                entries.stream().filter(wanted).forEach(entry -> result.set(side.unit(entry)));
                return result;
            }
        }
    }
}
