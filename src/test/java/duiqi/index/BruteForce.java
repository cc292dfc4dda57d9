package duiqi.index;

import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import duiqi.text.TranslationUnit.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Searches by definition, unit by unit, to check the index. Compares one text with all units passed to {@link #look}.
 * Not thread-safe.
 */
public final class BruteForce {
    private final UnitSide side;
    private final String text;
    private final int[] tokens;
    private final Context context;
    private final int least;
    private final List<Ranked> seen = new ArrayList<>();

    /** Holds a unit as it is added to an index. */
    record Entry(TranslationUnit unit, int line, IndexedUnit.Origin origin) {
        /** Returns a unit that consists of two texts. */
        static Entry of(int number, String source, String target) {
            TranslationUnit unit = new TranslationUnit(
                    "u" + number,
                    new Variant(Language.CHINESE, source),
                    new Variant(Language.ENGLISH, target),
                    Collections.emptySortedMap(),
                    Optional.empty());
            return new Entry(unit, number, IndexedUnit.Origin.UNKNOWN);
        }

        String text(UnitSide side) {
            return BruteForce.text(unit, side);
        }
    }

    /** Assigns numbers to the tokens of all texts. */
    public static final class Numbers {
        private final Map<String, Integer> numbers = new HashMap<>();

        /** Returns a unit with its tokens. */
        public Tokenized of(TranslationUnit unit, IndexedUnit.Origin origin) {
            return new Tokenized(
                    unit, origin, of(unit.source().text()), of(unit.target().text()));
        }

        private int[] of(String text) {
            return Tokens.of(text).stream()
                    .mapToInt(token -> numbers.computeIfAbsent(token, added -> numbers.size()))
                    .toArray();
        }
    }

    /** Holds a unit with the numbers of its tokens. */
    public record Tokenized(TranslationUnit unit, IndexedUnit.Origin origin, int[] source, int[] target) {}

    /** Holds the fields of a match that must be equal. */
    public record Found(String id, Match.Kind kind, int percentage, int penalty, double similarity) {
        public static Found of(Match match) {
            return new Found(
                    match.unit().pair().id(), match.kind(), match.percentage(), match.penalty(), match.similarity());
        }
    }

    private record Ranked(Found found, IndexedUnit.Origin origin, long created) {
        Found with(SearchOptions.Penalties penalties) {
            return new Found(found.id(), found.kind(), found.percentage(), penalties.of(origin), found.similarity());
        }
    }

    /**
     * Creates a search.
     *
     * @param least the minimum percentage
     */
    public BruteForce(Numbers numbers, UnitSide side, String text, Context context, int least) {
        this.side = side;
        this.text = text;
        this.tokens = numbers.of(text);
        this.context = context;
        this.least = least;
    }

    private static String text(TranslationUnit unit, UnitSide side) {
        return side == UnitSide.SOURCE ? unit.source().text() : unit.target().text();
    }

    /** Compares the next unit of the memory. */
    public void look(Tokenized entry) {
        int[] other = side == UnitSide.SOURCE ? entry.source() : entry.target();
        int longer = Math.max(tokens.length, other.length);
        int shorter = Math.min(tokens.length, other.length);
        if (100 * shorter < least * longer) {
            return;
        }
        int distance = distance(tokens, other);
        double similarity = longer == 0 ? 1 : (double) (longer - distance) / longer;
        Match.Kind kind = Match.Kind.FUZZY;
        int percentage = longer == 0 ? 99 : Math.min(99, (100 * (longer - distance)) / longer);
        if (distance == 0) {
            kind = Match.Kind.SAME_TOKENS;
            if (text(entry.unit(), side).equals(text)) {
                int neighbours = neighbour(context.before(), entry, UnitProperties.CONTEXT_BEFORE)
                        + neighbour(context.after(), entry, UnitProperties.CONTEXT_AFTER);
                kind = neighbours > 0 ? Match.Kind.IN_CONTEXT : Match.Kind.EXACT;
                percentage = 100 + neighbours;
            }
        }
        if (percentage >= least) {
            long created = entry.unit().created().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
            Found found = new Found(entry.unit().id(), kind, percentage, 0, similarity);
            seen.add(new Ranked(found, entry.origin(), created));
        }
    }

    private int neighbour(Optional<String> here, Tokenized entry, String property) {
        TranslationUnit unit = entry.unit();
        String there = (side == UnitSide.SOURCE ? unit.source() : unit.target())
                .properties()
                .get(property);
        return here.isPresent() && here.get().equals(there) ? 1 : 0;
    }

    /** Returns the best of the compared units. */
    public List<Found> best(SearchOptions options) {
        SearchOptions.Penalties penalties = options.penalties();
        // The sort is stable: equal matches stay in the order of the memory.
        return seen.stream()
                .sorted(Comparator.comparingInt((Ranked one) -> one.found().percentage() - penalties.of(one.origin()))
                        .thenComparingDouble(one -> one.found().similarity())
                        .thenComparingLong(Ranked::created)
                        .reversed())
                .map(one -> one.with(penalties))
                .filter(one -> one.percentage() - one.penalty() >= options.minimum())
                .limit(options.limit())
                .toList();
    }

    /** Returns the edit distance by Wagner and Fischer (1974). Negative numbers equal nothing. */
    static int distance(int[] one, int[] other) {
        int[] row = new int[other.length + 1];
        for (int j = 0; j <= other.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length; i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length; j++) {
                int replaced = corner + (one[i - 1] == other[j - 1] && one[i - 1] >= 0 ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length];
    }

    /** Returns a sequence with some tokens replaced, deleted or inserted. */
    static int[] edited(int[] sequence, int edits, Random random) {
        List<Integer> tokens = new ArrayList<>();
        for (int token : sequence) {
            tokens.add(token);
        }
        for (int i = 0; i < edits; i++) {
            int kind = tokens.isEmpty() ? 0 : random.nextInt(3);
            int token = random.nextInt(1000);
            switch (kind) {
                case 0 -> tokens.add(random.nextInt(tokens.size() + 1), token);
                case 1 -> tokens.remove(random.nextInt(tokens.size()));
                default -> tokens.set(random.nextInt(tokens.size()), token);
            }
        }
        return tokens.stream().mapToInt(token -> token).toArray();
    }
}
