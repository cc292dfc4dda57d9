/**
 * Aligns corpora of millions of documents as an Apache Spark job: reads, aligns, learns, filters and counts.
 *
 * <p>Not part of the public API: other packages of duiqi use its public types.
 */
@NullMarked
package duiqi.corpus;

import org.jspecify.annotations.NullMarked;
