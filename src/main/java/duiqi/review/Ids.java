package duiqi.review;

import duiqi.check.TextSpan.Side;
import java.util.regex.Pattern;

/** Gives ids that no bead and no sentence has had before. Not thread-safe. */
final class Ids {
    private static final Pattern ID = Pattern.compile("[bst][0-9]{1,17}");

    private long beads;
    private long sources;
    private long targets;

    /** The number of an id, by which the older of two is known. */
    static long number(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an id is b, s or t and a number, not \"" + id + "\"");
        }
        return Long.parseLong(id, 1, id.length(), 10);
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
