/**
 * Offers the memories, terms and checks of a project to other programs over standard input and output: to text editors
 * with the Language Server Protocol, and to assistants with the Model Context Protocol.
 *
 * <p>Not part of the public API. The public types serve the command line only.
 *
 * <ul>
 *   <li>{@code lsp}: Keeps the texts that an editor shows, checks them, and answers requests about their units.
 *   <li>{@code mcp}: Answers the calls of an assistant with short texts.
 * </ul>
 */
@NullMarked
package duiqi.protocol;

import org.jspecify.annotations.NullMarked;
