/** The index of a memory: what is most like a sentence, and where words stand. */
@NullMarked
package duiqi.index;

import org.jspecify.annotations.NullMarked;
