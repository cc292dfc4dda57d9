package duiqi.corpus;

import java.io.Serializable;
import java.util.Objects;

/**
 * What is counted of a term or phrase. Immutable.
 *
 * @param chinese the term or phrase
 * @param isListed whether it is a term of the glossary
 * @param form what its renderings have in common: {@link duiqi.glossary.RenderingVariants#folded}, or the English of the glossary
 * @param status see {@link CorpusTermTable}
 * @param document in which document; empty for all
 */
record RenderingKey(String chinese, boolean isListed, String form, String status, String document)
        implements Serializable {
    RenderingKey inAll() {
        return new RenderingKey(chinese, isListed, form, status, "");
    }

    RenderingKey ofTerm() {
        return new RenderingKey(chinese, isListed, "", "", "");
    }

    /** The same in every process, which records do not promise: by it counts find their partition. */
    @Override
    public int hashCode() {
        return Objects.hash(chinese, isListed, form, status, document);
    }
}
