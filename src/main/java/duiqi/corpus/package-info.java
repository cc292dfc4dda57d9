/**
 * The same work on millions of documents, as a job of Apache Spark: reading, aligning, learning, sifting, counting.
 *
 * <p>No part of the public API: what is public here is for the packages of duiqi alone.
 */
@NullMarked
package duiqi.corpus;

import org.jspecify.annotations.NullMarked;
