package duiqi.memory;

import duiqi.bitext.TranslationUnit;
import duiqi.bitext.UnitProperties;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Does by the definition, unit after unit and cell after cell, what the index does quickly. */
final class BruteForce {
    private BruteForce() {}

    /** A unit as it is put into an index. */
    record Entry(TranslationUnit unit, int line, Origin origin) {
        String text(Side side) {
            return side == Side.SOURCE ? unit.source().text() : unit.target().text();
        }
    }

    /** What of a match must be the same. */
    record Found(String id, MatchKind kind, int percentage, int penalty, double similarity) {
        static Found of(Match match) {
            return new Found(match.unit().id(), match.kind(), match.percentage(), match.penalty(), match.similarity());
        }
    }

    private record Ranked(Found found, long created) {}

    static List<Found> search(List<Entry> entries, Side side, String text, Context context, SearchOptions options) {
        List<Ranked> all = new ArrayList<>();
        NumberedTokens numbers = new NumberedTokens();
        int[] query = numbers.of(text);
        for (Entry entry : entries) {
            int[] tokens = numbers.of(entry.text(side));
            int longer = Math.max(query.length, tokens.length);
            int distance = distance(query, tokens);
            double similarity = longer == 0 ? 1 : (double) (longer - distance) / longer;
            MatchKind kind = MatchKind.FUZZY;
            int percentage = longer == 0 ? 99 : Math.min(99, (100 * (longer - distance)) / longer);
            if (distance == 0) {
                kind = MatchKind.SAME_TOKENS;
                if (entry.text(side).equals(text)) {
                    int neighbours = side == Side.SOURCE
                            ? neighbour(context.before(), entry, UnitProperties.CONTEXT_BEFORE)
                                    + neighbour(context.after(), entry, UnitProperties.CONTEXT_AFTER)
                            : 0;
                    kind = neighbours > 0 ? MatchKind.IN_CONTEXT : MatchKind.EXACT;
                    percentage = 100 + neighbours;
                }
            }
            int penalty = options.penalties().of(entry.origin());
            if (percentage - penalty >= options.minimum()) {
                all.add(new Ranked(
                        new Found(entry.unit().id(), kind, percentage, penalty, similarity),
                        entry.unit()
                                .created()
                                .map(instant -> instant.toEpochMilli())
                                .orElse(Long.MIN_VALUE)));
            }
        }
        // The sort is stable: what is alike stays in the order of the memory.
        all.sort(Comparator.comparingInt(
                        (Ranked one) -> one.found().percentage() - one.found().penalty())
                .thenComparingDouble(one -> one.found().similarity())
                .thenComparingLong(Ranked::created)
                .reversed());
        return all.stream().limit(options.limit()).map(Ranked::found).toList();
    }

    private static int neighbour(Optional<String> here, Entry entry, String property) {
        String there = entry.unit().source().properties().get(property);
        return here.isPresent() && here.get().equals(there) ? 1 : 0;
    }

    /** Wagner and Fischer (1974). */
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

    /** A sequence with some tokens replaced, taken away or put in. */
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
