package duiqi.check;

import duiqi.check.repetition.StoredUnits;
import duiqi.exchange.Tu;
import duiqi.io.StoredTexts;
import duiqi.memory.KeyNumbers;
import duiqi.text.Location;
import duiqi.text.Plurals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Lists findings that may not fit in the heap. Many findings are in a temporary file, which is deleted when Java no longer
 * needs it; the list then reads a finding each time. Rule, severity and file of a finding need no reading. Immutable and
 * thread-safe.
 */
public final class Findings extends AbstractList<Finding> implements RandomAccess {
    /** Maximum number of findings of a rule about a term that are listed separately. */
    private static final int MAX_OF_TERM = 50;

    /** Maximum number of findings of a rule about terms that are listed. */
    private static final int MAX_OF_RULE = 1_000;

    private final Collector all;

    /** Number of each finding in the collector. */
    private final int[] numbers;

    /** Ends of the messages that count findings that are not listed, by number in the collector. */
    private final Map<Integer, String> counts;

    private Findings(Collector all, IntStream numbers, Map<Integer, String> counts) {
        this.all = all;
        this.numbers = numbers.toArray();
        this.counts = Map.copyOf(counts);
    }

    /** Returns findings in the order of a list. */
    public static Findings of(List<Finding> findings) {
        if (findings instanceof Findings same) {
            return same;
        }
        Collector collector = new Collector(Integer.MAX_VALUE);
        findings.forEach(collector::add);
        return new Findings(collector, IntStream.range(0, findings.size()), Map.of());
    }

    @Override
    public Finding get(int index) {
        Finding finding = all.get(numbers[index]);
        String count = counts.getOrDefault(numbers[index], "");
        return count.isEmpty() ? finding : finding.saying(finding.message() + count);
    }

    @Override
    public int size() {
        return numbers.length;
    }

    /** Returns the severity of a finding. */
    public Severity severity(int index) {
        return all.kinds.get(numbers[index]).severity;
    }

    /** Returns the rule of a finding. */
    public Rule rule(int index) {
        return all.kinds.get(numbers[index]).rule;
    }

    /** Returns the file of the location of a finding. */
    public String file(int index) {
        return all.files.get(numbers[index]);
    }

    /** Returns the indices of the findings that may be of a unit with these locations, in ascending order. */
    public int[] near(CheckedUnit unit) {
        return all.near(unit, this);
    }

    /** Returns the findings at some indices, in the order of the indices. */
    public Findings at(IntStream indices) {
        return new Findings(all, indices.map(index -> numbers[index]), counts);
    }

    /**
     * Returns the findings to list if there are many about terms: one finding in place of more than 50 of a rule about a
     * term, and at most 1,000 of a rule. The most severe ones come first, then those at the start. The messages count the
     * others, so that a dictionary as a glossary causes no flood.
     */
    public Findings listed() {
        Map<Rule, List<Integer>> byRule = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            if (rule(i).isNamed("term")) {
                byRule.computeIfAbsent(rule(i), rule -> new ArrayList<>()).add(i);
            }
        }
        BitSet omitted = new BitSet();
        Map<Integer, String> more = new HashMap<>(counts);
        for (List<Integer> ofRule : byRule.values()) {
            ofRule.sort(Comparator.comparing(this::severity).reversed());
            Map<String, List<Integer>> byTerm = new HashMap<>();
            ofRule.forEach(index -> byTerm.computeIfAbsent(all.text(numbers[index]).term, term -> new ArrayList<>())
                    .add(index));
            byTerm.values()
                    .forEach(ofTerm -> omit(
                            ofTerm, ofTerm.size() > MAX_OF_TERM ? 1 : MAX_OF_TERM, " about this term", omitted, more));
            ofRule.removeIf(omitted::get);
            omit(ofRule, MAX_OF_RULE, "", omitted, more);
        }
        IntStream listed = IntStream.range(0, size()).filter(index -> !omitted.get(index));
        return new Findings(all, listed.map(index -> numbers[index]), more);
    }

    /** Omits the last of some findings. The last one that stays counts them. */
    private void omit(List<Integer> findings, int most, String about, BitSet omitted, Map<Integer, String> more) {
        if (findings.size() > most) {
            findings.subList(most, findings.size()).forEach(omitted::set);
            String count = "; " + Plurals.of(findings.size() - most, "more finding") + " of this rule" + about
                    + "; list all with --all";
            more.merge(numbers[findings.get(most - 1)], count, String::concat);
        }
    }

    /** Returns the findings whose indices meet a condition. */
    public Findings where(IntPredicate condition) {
        return at(IntStream.range(0, size()).filter(condition));
    }

    /** Returns the findings whose indices do not meet a condition, and then the others. */
    Findings last(IntPredicate condition) {
        return at(IntStream.concat(
                IntStream.range(0, size()).filter(condition.negate()),
                IntStream.range(0, size()).filter(condition)));
    }

    /**
     * Collects findings. Keeps them in the heap up to a limit, and all of them in a temporary file beyond the limit, with
     * 40 bytes of heap for each. Not thread-safe.
     */
    static final class Collector {
        /** Maximum number of characters of the findings in the heap; about 30 MB of heap. */
        private static final int MAX_LENGTH = 1 << 23;

        /** Characters that need as much heap as a finding without its texts. */
        private static final int FINDING_LENGTH = 500;

        private final int maxLength;

        /** Findings in the heap; empty if they are in the file. */
        private List<Finding> inHeap = new ArrayList<>();

        private long length;
        private Optional<StoredFindings> stored = Optional.empty();
        private final Column<Kind> kinds = new Column<>();
        private final Column<String> files = new Column<>();

        /** Location of each finding, and a hash of the locations of its unit. */
        private final KeyNumbers.Ints line = new KeyNumbers.Ints();

        private final KeyNumbers.Ints column = new KeyNumbers.Ints();
        private final KeyNumbers.Ints units = new KeyNumbers.Ints();

        /** Indices of the last list that was searched, by the hash of the unit. */
        private Optional<ByUnit> byUnit = Optional.empty();

        private record Kind(Rule rule, Severity severity) {}

        /** Holds a value for each finding. Equal values take 4 bytes each. */
        private static final class Column<T> {
            private final List<T> values = new ArrayList<>();
            private final Map<T, Integer> numbers = new HashMap<>();
            private final KeyNumbers.Ints ofFindings = new KeyNumbers.Ints();

            void add(T value) {
                ofFindings.add(numbers.computeIfAbsent(value, one -> {
                    values.add(one);
                    return values.size() - 1;
                }));
            }

            T get(int finding) {
                return values.get(ofFindings.get(finding));
            }
        }

        Collector() {
            this(MAX_LENGTH);
        }

        /**
         * Creates a collector with another limit.
         *
         * @param maxLength the maximum number of characters in the heap
         */
        Collector(int maxLength) {
            this.maxLength = maxLength;
        }

        int size() {
            return units.size();
        }

        void add(Finding finding) {
            kinds.add(new Kind(finding.rule(), finding.severity()));
            Location location = finding.location();
            files.add(location.file());
            line.add(location.line());
            column.add(location.column());
            units.add(hash(finding.unit()));
            if (stored.isPresent()) {
                stored.get().add(finding);
                return;
            }
            inHeap.add(finding);
            CheckedUnit unit = finding.unit();
            length += FINDING_LENGTH
                    + finding.message().length()
                    + unit.source().text().length()
                    + unit.target().text().length();
            if (length > maxLength) {
                StoredFindings file = new StoredFindings(maxLength);
                inHeap.forEach(file::add);
                inHeap = List.of();
                stored = Optional.of(file);
            }
        }

        private Finding get(int number) {
            return stored.isEmpty() ? inHeap.get(number) : stored.get().get(number, kinds.get(number));
        }

        /** Returns the findings sorted by location, then by rule, term and message. Equal ones keep their order. */
        Findings inOrder() {
            Integer[] order = new Integer[size()];
            Arrays.setAll(order, number -> number);
            Comparator<Integer> byLocation =
                    Comparator.<Integer, String>comparing(files::get).thenComparingInt(line::get);
            Arrays.sort(
                    order,
                    byLocation
                            .thenComparingInt(column::get)
                            .thenComparing(number -> kinds.get(number).rule.id())
                            .thenComparing(this::text, Text.ORDER));
            return new Findings(this, Arrays.stream(order).mapToInt(number -> number), Map.of());
        }

        private Text text(int number) {
            if (stored.isPresent()) {
                return stored.get().text(number);
            }
            Finding finding = inHeap.get(number);
            return new Text(finding.term(), finding.message());
        }

        private static int hash(CheckedUnit unit) {
            return Objects.hash(
                    unit.source().place().at(0), unit.target().place().at(0));
        }

        @SuppressWarnings("ReferenceEquality") // Comparing all findings would take longer than the index saves.
        private synchronized int[] near(CheckedUnit unit, Findings list) {
            ByUnit index = byUnit.filter(made -> made.list == list).orElseGet(() -> new ByUnit(list));
            byUnit = Optional.of(index);
            return index.of(hash(unit));
        }

        /** Finds the findings of a unit by the hash of its locations. */
        private final class ByUnit {
            private final Findings list;

            /** Hash and index of each finding, sorted. */
            private final long[] sorted;

            ByUnit(Findings list) {
                this.list = list;
                this.sorted = IntStream.range(0, list.size())
                        .mapToLong(index -> key(units.get(list.numbers[index]), index))
                        .sorted()
                        .toArray();
            }

            private static long key(int hash, int index) {
                return ((long) hash << Integer.SIZE) + index;
            }

            int[] of(int hash) {
                int found = Arrays.binarySearch(sorted, key(hash, 0));
                int from = found < 0 ? -found - 1 : found;
                int to = from;
                while (to < sorted.length && (int) (sorted[to] >> Integer.SIZE) == hash) {
                    to++;
                }
                return Arrays.stream(sorted, from, to)
                        .mapToInt(key -> (int) key)
                        .toArray();
            }
        }
    }

    /** Holds the texts that findings are sorted by. */
    private record Text(String term, String message) {
        static final Comparator<Text> ORDER = Comparator.comparing(Text::term).thenComparing(Text::message);
    }

    /** Stores findings in a temporary file. Thread-safe after the last addition. */
    private static final class StoredFindings {
        private final StoredTexts bytes = new StoredTexts();
        private final StoredUnits units;

        /** The unit that was read last; findings of one unit are often read in turn. */
        private volatile Optional<NumberedUnit> last = Optional.empty();

        private record NumberedUnit(int number, CheckedUnit unit) {}

        /** Creates an empty store, with a limit for the characters of units in the heap. */
        StoredFindings(int maxLength) {
            units = new StoredUnits(maxLength);
        }

        void add(Finding finding) {
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(one)) {
                Tu.UnitBytes.write(finding.term(), out);
                Tu.UnitBytes.write(finding.message(), out);
                out.writeInt(units.add(finding.unit()));
                out.writeInt(finding.spans().size());
                for (TextSpan span : finding.spans()) {
                    out.writeBoolean(span.side() == TextSpan.Side.SOURCE);
                    out.writeInt(span.start());
                    out.writeInt(span.end());
                }
                out.writeInt(finding.suggestions().size());
                for (String suggestion : finding.suggestions()) {
                    Tu.UnitBytes.write(suggestion, out);
                }
                bytes.add(one.toByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Text text(int number) {
            try (DataInputStream in = open(number)) {
                return new Text(Tu.UnitBytes.readText(in), Tu.UnitBytes.readText(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private DataInputStream open(int number) throws IOException {
            return new DataInputStream(new ByteArrayInputStream(bytes.bytes(number)));
        }

        Finding get(int number, Collector.Kind kind) {
            try (DataInputStream in = open(number)) {
                String term = Tu.UnitBytes.readText(in);
                String message = Tu.UnitBytes.readText(in);
                CheckedUnit unit = unit(in.readInt());
                List<TextSpan> spans = new ArrayList<>();
                for (int rest = in.readInt(); rest > 0; rest--) {
                    TextSpan.Side side = in.readBoolean() ? TextSpan.Side.SOURCE : TextSpan.Side.TARGET;
                    spans.add(new TextSpan(side, in.readInt(), in.readInt()));
                }
                List<String> suggestions = new ArrayList<>();
                for (int rest = in.readInt(); rest > 0; rest--) {
                    suggestions.add(Tu.UnitBytes.readText(in));
                }
                return new Finding(kind.rule, kind.severity, message, unit, spans, term, suggestions);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private CheckedUnit unit(int number) {
            NumberedUnit one = last.filter(before -> before.number == number)
                    .orElseGet(() -> new NumberedUnit(number, units.get(number)));
            last = Optional.of(one);
            return one.unit;
        }
    }
}
