/** The same work on millions of documents, as a job of Apache Spark: reading, aligning, learning, sifting, counting. */
@NullMarked
package duiqi.corpus;

import org.jspecify.annotations.NullMarked;
