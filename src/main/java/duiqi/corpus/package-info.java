/**
 * Aligns corpora of millions of documents as an Apache Spark job: reads, aligns, learns, filters and counts.
 *
 * <p>Not part of the public API: other packages of duiqi use its public types.
 *
 * <ul>
 *   <li>{@code crawl}: Reads the pages of a crawl, and pairs the pages that are translations of each other.
 *   <li>{@code duplicate}: Finds equal and nearly equal units across the whole corpus.
 *   <li>{@code input}: Reads the documents of a corpus in each input format.
 *   <li>{@code stage}: Runs the stages of a corpus run and defines the tables between them.
 *   <li>{@code term}: Counts the translations of terms and recurring phrases of a corpus.
 * </ul>
 */
@NullMarked
package duiqi.corpus;

import org.jspecify.annotations.NullMarked;
