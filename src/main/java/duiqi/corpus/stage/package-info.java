/** Runs the stages of a corpus run and defines the tables between them. */
@NullMarked
package duiqi.corpus.stage;

import org.jspecify.annotations.NullMarked;
