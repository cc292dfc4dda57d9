/**
 * Opens, searches, cleans, merges and compares translation memories.
 *
 * <ul>
 *   <li>{@code live}: Keeps memories up to date during use, with a journal of additions, a cache of indexes, and the
 *       state of files.
 * </ul>
 */
@NullMarked
package duiqi.memory;

import org.jspecify.annotations.NullMarked;
