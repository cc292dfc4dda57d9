/**
 * Offers the memories, terms and checks of a project to other programs over standard input and output: to text editors
 * with the Language Server Protocol, and to assistants with the Model Context Protocol.
 *
 * <p>Not part of the public API. The public types serve the command line only.
 */
@NullMarked
package duiqi.protocol;

import org.jspecify.annotations.NullMarked;
