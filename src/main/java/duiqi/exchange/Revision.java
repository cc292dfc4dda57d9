package duiqi.exchange;

import duiqi.exchange.po.PoFormat;
import duiqi.exchange.xliff.XliffExtra;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The state of revision of a rendering, as far as its unit says it: by the states of XLIFF, which stand in properties of a
 * unit or its sides, and the flag {@code fuzzy} of PO. A unit that says nothing is taken for revised.
 *
 * <p>Unrevised are the states {@code new}, {@code initial} and all {@code needs-...}, {@code translated} where duiqi filled it in
 * and nobody has changed its {@code subState} since, and without a state the qualifiers of a fuzzy match and of a machine. What is
 * approved is revised. Sources: XLIFF 1.2, section 2.3, state, state-qualifier, approved; XLIFF Version 2.1, sections 4.3.1.30
 * state and 4.3.1.32 subState.
 */
public final class Revision {
    /** The beginning of the {@code subState} of a segment that duiqi filled. */
    public static final String OWN = "duiqi:";

    /** The property in which a side has its state. */
    public static final String STATE = XliffExtra.STATE;

    private static final Set<String> STATES =
            Set.of(XliffExtra.STATE, XliffExtra.QUALIFIER, XliffExtra.SUB_STATE, XliffExtra.APPROVED, PoFormat.FUZZY);

    private static final Set<String> UNREVISED = Set.of("new", "initial");
    private static final String TO_BE_DONE = "needs-";
    private static final Set<String> UNSEEN = Set.of("fuzzy-match", "mt-suggestion", "leveraged-mt");

    private Revision() {}

    /** Returns whether a unit says that nobody has revised its rendering yet; false when it has none. */
    public static boolean isPending(Tu unit) {
        if (unit.variants().size() < 2 || says(unit.annotations(), XliffExtra.APPROVED, "yes")) {
            return false;
        }
        return Stream.concat(
                        Stream.of(unit.annotations()), unit.variants().stream().map(Tuv::annotations))
                .anyMatch(Revision::isPending);
    }

    private static boolean isPending(List<Annotation> annotations) {
        if (says(annotations, PoFormat.FUZZY, PoFormat.YES)) {
            return true;
        }
        Optional<String> state = Annotation.find(annotations, XliffExtra.STATE);
        if (state.isEmpty()) {
            return Annotation.find(annotations, XliffExtra.QUALIFIER)
                    .filter(UNSEEN::contains)
                    .isPresent();
        }
        return state.filter(name -> UNREVISED.contains(name) || name.startsWith(TO_BE_DONE))
                        .isPresent()
                || (state.equals(Optional.of("translated"))
                        && Annotation.find(annotations, XliffExtra.SUB_STATE)
                                .filter(name -> name.startsWith(OWN))
                                .isPresent());
    }

    private static boolean says(List<Annotation> annotations, String type, String value) {
        return Annotation.find(annotations, type).equals(Optional.of(value));
    }

    /** Returns whether a property says how far a rendering has been revised. */
    public static boolean isState(Annotation annotation) {
        return STATES.contains(annotation.type());
    }

    /** Returns a unit that does not say how far it has been revised. */
    public static Tu withoutState(Tu unit) {
        return new Tu(
                unit.attributes(),
                others(unit.annotations()),
                unit.variants().stream()
                        .map(side -> new Tuv(side.attributes(), others(side.annotations()), side.content()))
                        .toList());
    }

    private static List<Annotation> others(List<Annotation> annotations) {
        return annotations.stream().filter(annotation -> !isState(annotation)).toList();
    }
}
