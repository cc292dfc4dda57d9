/** The stages of a corpus run and the tables between them. */
@NullMarked
package duiqi.corpus.stage;

import org.jspecify.annotations.NullMarked;
