package duiqi.app;

/**
 * Texts to align, and how. Immutable, but for the reader.
 *
 * @param texts the pairs of texts
 * @param reader reads the two texts of a pair
 * @param model the knowledge to align them with
 * @param target where the alignments are written
 * @param isPooled whether all pairs are aligned together and learn from each other
 * @param force whether texts are written that do not look like translations, and may replace units of other texts with their names
 */
public record AlignmentJob(
        TextPairSpecs texts,
        TextPairReader reader,
        AlignmentModel model,
        AlignmentTarget target,
        boolean isPooled,
        boolean force) {}
