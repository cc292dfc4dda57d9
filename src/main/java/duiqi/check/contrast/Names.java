package duiqi.check.contrast;

import duiqi.check.contrast.ContrastTable.Reach;
import duiqi.check.contrast.Expressions.Kind;
import duiqi.check.contrast.Expressions.Occurrence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares the names of one kind in a source and its target, such as the countries.
 *
 * @param source expressions of the source
 * @param target expressions of the target
 */
record Names(List<Occurrence> source, List<Occurrence> target) {

    /** Finds a name of the target that nothing in the source supports. */
    Optional<Replacement> find(Reach reach) {
        Optional<Occurrence> wrong = target.stream()
                .filter(one -> one.meaning().kind() == Kind.NAME && !isIn(source, one))
                .findFirst();
        if (wrong.isEmpty() || (reach == Reach.ONLY && mayBeOthers())) {
            return Optional.empty();
        }
        Optional<Occurrence> missing = names(source)
                .filter(one -> reach != Reach.ANYWHERE || isMissing(one))
                .findFirst();
        return missing.or(() -> names(source).findFirst())
                .map(of -> new Replacement(of, wrong.get(), missing.isPresent()));
    }

    /** Returns whether the target has more names than the source, so that some can be additions, and lacks none of it. */
    private boolean mayBeOthers() {
        return names(target).count() > names(source).count()
                && names(source).anyMatch(one -> isIn(target, one) && !isMissing(one));
    }

    private static Stream<Occurrence> names(List<Occurrence> all) {
        return all.stream()
                .filter(one ->
                        one.meaning().kind() == Kind.NAME || one.meaning().kind() == Kind.SHORT_FORM);
    }

    /** Returns whether the source names a concept more often than the target. */
    private boolean isMissing(Occurrence name) {
        return of(names(source), name) > of(target.stream(), name);
    }

    private static boolean isIn(List<Occurrence> all, Occurrence name) {
        return of(all.stream(), name) > 0;
    }

    private static long of(Stream<Occurrence> all, Occurrence name) {
        return all.filter(one -> one.meaning().concept() == name.meaning().concept())
                .count();
    }
}
