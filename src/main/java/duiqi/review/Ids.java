package duiqi.review;

import duiqi.check.TextSpan.Side;

/** Gives ids that no bead and no sentence has had before. Not thread-safe. */
final class Ids {
    private static final int MAX_DIGITS = 17;

    private long beads;
    private long sources;
    private long targets;

    /** The number of an id, by which the older of two is known. */
    static long number(String id) {
        boolean isId = id.length() > 1 && id.length() <= MAX_DIGITS + 1 && "bst".indexOf(id.charAt(0)) >= 0;
        long number = 0;
        for (int k = 1; isId && k < id.length(); k++) {
            char digit = id.charAt(k);
            isId = digit >= '0' && digit <= '9';
            number = number * 10 + digit - '0';
        }
        if (!isId) {
            throw new IllegalArgumentException("an id is b, s or t and a number, not \"" + id + "\"");
        }
        return number;
    }

    /** Keeps an id that is in use from being given again. */
    void see(String id) {
        long number = number(id);
        switch (id.charAt(0)) {
            case 'b' -> beads = Math.max(beads, number);
            case 's' -> sources = Math.max(sources, number);
            default -> targets = Math.max(targets, number);
        }
    }

    void see(Effect effect) {
        effect.added().forEach(bead -> see(bead.id()));
        effect.splices().forEach(splice -> splice.added().forEach(sentence -> see(sentence.id())));
    }

    String bead() {
        return "b" + ++beads;
    }

    String sentence(Side side) {
        return side == Side.SOURCE ? "s" + ++sources : "t" + ++targets;
    }
}
