package duiqi.index;

/** The token sequences of one side of a shard by entry, that is from the shortest to the longest. */
final class TokenTable {
    private final int[] tokens;
    private final int[] starts;
    private final int[] order;

    /**
     * @param tokens of all units, one after the other; not copied
     * @param starts where those of each unit begin, and once more at the end; not copied
     * @param order the unit of each entry
     */
    TokenTable(int[] tokens, int[] starts, int[] order) {
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
        return tokens[place];
    }
}
