/**
 * Aligns the sentences of two texts, and reads, writes and evaluates alignments. {@code Aligner} is the entry; the file
 * {@code README.md} beside it describes each step and the effect of each part.
 *
 * <ul>
 *   <li>{@code evidence}: Measures how well the two sides of a bead fit. Each kind of evidence is a class;
 *       {@code Evidence} lists them, and {@code Scorer} weighs them.
 *   <li>{@code format}: Reads and writes alignments as text.
 *   <li>{@code gold}: Distorts annotated texts to resemble real documents, fits weights to them, and counts scores.
 *   <li>{@code learn}: Tokenizes two texts, and trains translation tables from the lexicon, a corpus and the texts
 *       themselves.
 *   <li>{@code search}: Finds the best path of beads through two texts: anchors, a band around them, and the lattice
 *       of probable beads.
 * </ul>
 */
@NullMarked
package duiqi.align;

import org.jspecify.annotations.NullMarked;
