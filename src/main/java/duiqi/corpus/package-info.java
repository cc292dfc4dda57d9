/**
 * Aligns millions of documents as a job of Apache Spark: it reads, aligns, learns, filters and counts.
 *
 * <p>Not part of the public API: its public types serve the other rooms only.
 */
@NullMarked
package duiqi.corpus;

import org.jspecify.annotations.NullMarked;
