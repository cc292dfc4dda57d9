package duiqi.exchange;

import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.po.PoFormat;
import duiqi.exchange.xliff.XliffExtra;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the review state of a translation from its unit: the XLIFF states, which are properties of a unit or its
 * variants, the PO flag {@code fuzzy}, and the confirmation level of memories of Trados Studio. A unit without a state
 * counts as reviewed.
 *
 * <p>Unreviewed states are {@code new}, {@code initial}, all {@code needs-...}, and {@code translated} if duiqi filled
 * it in and no user changed its {@code subState} since. Without a state, the qualifiers of fuzzy matches and machine
 * translation count as unreviewed. An approved unit is reviewed. Without an XLIFF state, the confirmation levels
 * {@code Draft} and {@code Rejected...} count as unreviewed. Sources: XLIFF 1.2, section 2.3, state,
 * state-qualifier, approved; XLIFF Version 2.1, sections 4.3.1.30 state and 4.3.1.32 subState.
 */
public final class Revision {
    /** Prefix of the {@code subState} of a segment that duiqi filled. */
    public static final String OWN = "duiqi:";

    /** Property that holds the state of a variant. */
    public static final String STATE = XliffExtra.STATE;

    /** Property in which Trados Studio stores the status of a segment. */
    private static final String LEVEL = "x-ConfirmationLevel";

    private static final Set<String> STATES = Set.of(
            XliffExtra.STATE, XliffExtra.QUALIFIER, XliffExtra.SUB_STATE, XliffExtra.APPROVED, PoFormat.FUZZY, LEVEL);

    private static final Set<String> UNREVIEWED_LEVELS = Set.of("Draft", "RejectedTranslation", "RejectedSignOff");

    private static final Set<String> UNREVIEWED = Set.of("new", "initial");
    private static final String NEEDS = "needs-";
    private static final Set<String> UNREVIEWED_QUALIFIERS = Set.of("fuzzy-match", "mt-suggestion", "leveraged-mt");

    private Revision() {}

    /**
     * Returns whether the state of a unit says that its translation is unreviewed; false if the unit has no
     * translation.
     */
    public static boolean isPending(Tu unit) {
        if (unit.variants().size() < 2 || says(unit.annotations(), XliffExtra.APPROVED, "yes")) {
            return false;
        }
        List<List<Annotation>> all = Stream.concat(
                        Stream.of(unit.annotations()), unit.variants().stream().map(Tuv::annotations))
                .toList();
        return all.stream().anyMatch(Revision::isPending)
                || (all.stream()
                                .allMatch(annotations -> Annotation.find(annotations, XliffExtra.STATE)
                                        .isEmpty())
                        && unit.property(LEVEL)
                                .filter(UNREVIEWED_LEVELS::contains)
                                .isPresent());
    }

    /** Returns whether the program no longer uses the text of a unit. */
    public static boolean isObsolete(Tu unit) {
        return unit.property(PoFormat.OBSOLETE).isPresent();
    }

    private static boolean isPending(List<Annotation> annotations) {
        if (says(annotations, PoFormat.FUZZY, PoFormat.YES)) {
            return true;
        }
        Optional<String> state = Annotation.find(annotations, XliffExtra.STATE);
        if (state.isEmpty()) {
            return Annotation.find(annotations, XliffExtra.QUALIFIER)
                    .filter(UNREVIEWED_QUALIFIERS::contains)
                    .isPresent();
        }
        return state.filter(name -> UNREVIEWED.contains(name) || name.startsWith(NEEDS))
                        .isPresent()
                || (state.equals(Optional.of("translated"))
                        && Annotation.find(annotations, XliffExtra.SUB_STATE)
                                .filter(name -> name.startsWith(OWN))
                                .isPresent());
    }

    private static boolean says(List<Annotation> annotations, String type, String value) {
        return Annotation.find(annotations, type).equals(Optional.of(value));
    }

    /** Returns whether a property holds the review state of a translation. */
    public static boolean isState(Annotation annotation) {
        return STATES.contains(annotation.type());
    }

    /** Returns a unit without its review state. */
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
