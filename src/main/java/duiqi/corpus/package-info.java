/**
 * Aligns millions of documents as a job of Apache Spark: it reads, aligns, learns, filters and counts.
 *
 * <p>This is no part of the public API; its public types are for the packages of duiqi alone.
 */
@NullMarked
package duiqi.corpus;

import org.jspecify.annotations.NullMarked;
