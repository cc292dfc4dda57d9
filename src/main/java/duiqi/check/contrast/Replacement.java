package duiqi.check.contrast;

import duiqi.check.contrast.Expressions.Occurrence;

/**
 * Represents a wrong expression of a target.
 *
 * @param source the expression of the source that it replaces
 * @param target the wrong expression
 * @param isCertain false if the expression of the source may have its counterpart elsewhere in the target
 */
record Replacement(Occurrence source, Occurrence target, boolean isCertain) {}
