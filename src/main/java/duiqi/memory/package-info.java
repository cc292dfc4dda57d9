/** Opens, searches, cleans, merges and compares translation memories. */
@NullMarked
package duiqi.memory;

import org.jspecify.annotations.NullMarked;
