/**
 * Provides the public API: each command of duiqi as Java code that prints nothing. Start with {@link duiqi.app.Duiqi}.
 *
 * <pre>{@code
 * import duiqi.app.Duiqi;
 * import java.util.List;
 *
 * var alignment = Duiqi.align(List.of("中心全年开放。", "谢谢。"), List.of("The centre is open all year.", "Thank you."));
 * alignment.pairs().forEach(pair -> System.out.println(pair.chinese() + " = " + pair.english()));
 * }</pre>
 *
 * <p>This program, whose statements belong into a method, prints:
 *
 * <pre>{@code
 * 中心全年开放。 = The centre is open all year.
 * 谢谢。 = Thank you.
 * }</pre>
 *
 * <p>Only {@link duiqi.app.Workspace} reads the clock, the environment and the standard input of the process.
 *
 * <ul>
 *   <li>{@code review}: Finds the documents to review, and starts or continues the review of each.
 *   <li>{@code source}: Reads the units and texts of checks and reviews, in their current state or at a git revision.
 * </ul>
 */
@NullMarked
package duiqi.app;

import org.jspecify.annotations.NullMarked;
