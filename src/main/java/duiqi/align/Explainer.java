package duiqi.align;

/** Tells afterwards why a bead of an alignment was taken. Not thread-safe. */
@FunctionalInterface
public interface Explainer {
    /** Explains a bead of the alignment; of one with an empty side there is nothing to tell. */
    Explanation explain(Bead bead);
}
