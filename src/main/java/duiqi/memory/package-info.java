/** Translation memories: opens folders of them, finds matches, and cleans, merges and compares them. */
@NullMarked
package duiqi.memory;

import org.jspecify.annotations.NullMarked;
