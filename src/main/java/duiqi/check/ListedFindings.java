package duiqi.check;

import duiqi.text.Plurals;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Shortens a list of findings with many about terms: one finding in place of more than 50 of a rule about a term, and at
 * most 1,000 of a rule. The most severe ones stay, then those at the start. The messages count the others, so that a
 * dictionary as a glossary causes no flood. For one use.
 */
public final class ListedFindings {
    /** Maximum number of findings of a rule about a term that are listed separately. */
    private static final int MAX_OF_TERM = 50;

    /** Maximum number of findings of a rule about terms that are listed. */
    private static final int MAX_OF_RULE = 1_000;

    private final List<Finding> findings;
    private final BitSet omitted = new BitSet();

    private ListedFindings(List<Finding> all) {
        this.findings = new ArrayList<>(all);
    }

    /** Returns the findings to list, in their order. */
    public static List<Finding> of(List<Finding> all) {
        ListedFindings listed = new ListedFindings(all);
        IntStream.range(0, all.size())
                .boxed()
                .filter(index -> all.get(index).rule().isNamed("term"))
                .sorted(Comparator.comparing((Integer index) -> all.get(index).severity())
                        .reversed())
                .collect(Collectors.groupingBy(index -> all.get(index).rule()))
                .values()
                .forEach(listed::shorten);
        return IntStream.range(0, all.size())
                .filter(index -> !listed.omitted.get(index))
                .mapToObj(listed.findings::get)
                .toList();
    }

    private void shorten(List<Integer> ofRule) {
        ofRule.stream()
                .collect(Collectors.groupingBy(index -> findings.get(index).term()))
                .values()
                .forEach(ofTerm -> omit(ofTerm, ofTerm.size() > MAX_OF_TERM ? 1 : MAX_OF_TERM, " about this term"));
        omit(ofRule.stream().filter(index -> !omitted.get(index)).toList(), MAX_OF_RULE, "");
    }

    /** Omits the last of some findings. The last one that stays counts them. */
    private void omit(List<Integer> some, int most, String about) {
        if (some.size() > most) {
            some.subList(most, some.size()).forEach(omitted::set);
            Finding last = findings.get(some.get(most - 1));
            findings.set(
                    some.get(most - 1),
                    last.saying(last.message() + "; " + Plurals.of(some.size() - most, "more finding") + " of this rule"
                            + about + "; list all with --all"));
        }
    }
}
