package duiqi.check;

import duiqi.check.project.Ignores;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.text.Deadline;
import duiqi.text.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Checks units and drops the findings that the project does not want: by settings, ignores in the units, baseline and
 * unchanged units. For one use; not thread-safe.
 *
 * <p>All checks see all units, including unchanged ones, since a new unit may contradict an old one.
 */
public final class CheckRun {
    /** A skipped check would hide an error, so skipped checks have a rule of their own. */
    static final Rule UNCHECKED = Rule.of(
            "unchecked-unit",
            Severity.WARNING,
            "a rule did not check a unit that is too long or repeats itself too often");

    private final CheckSettings settings;
    private final Baseline baseline;
    private final Optional<ChangedUnits> changes;
    private final Map<String, Rule> rules;
    private final Ignores ignores;
    private final UnitWork work;
    private final List<Finding> found = new ArrayList<>();
    private int ignored;
    private final Set<String> files = new HashSet<>();
    private boolean isWhole;

    /**
     * Creates a run of all checks.
     *
     * @param changes the changed units, to report only their findings; empty to report all
     */
    public static CheckRun of(
            Glossary glossary,
            Lexicon lexicon,
            CheckSettings settings,
            Baseline baseline,
            Optional<ChangedUnits> changes) {
        return of(glossary, lexicon, settings, baseline, changes, Checks.Words.of(lexicon));
    }

    /** Creates the same run with words that the thread of the run shares with other work on the units. */
    public static CheckRun of(
            Glossary glossary,
            Lexicon lexicon,
            CheckSettings settings,
            Baseline baseline,
            Optional<ChangedUnits> changes,
            Checks.Words words) {
        return new CheckRun(Checks.active(glossary, lexicon, settings, words), settings, baseline, changes);
    }

    /**
     * Creates a run of some checks.
     *
     * @param lanes checks that may run at the same time
     */
    CheckRun(
            List<List<Checks.Listed>> lanes,
            CheckSettings settings,
            Baseline baseline,
            Optional<ChangedUnits> changes) {
        this.settings = settings;
        this.baseline = baseline;
        this.changes = changes;
        this.rules = Stream.concat(
                        Checks.rules().stream(),
                        lanes.stream().flatMap(List::stream).flatMap(check -> check.rules().stream()))
                .collect(Collectors.toMap(Rule::id, Function.identity(), (one, same) -> one));
        this.ignores = new Ignores(rules, settings.house().ignores());
        this.work = new UnitWork(lanes, settings);
    }

    public void add(CheckedUnit unit) {
        ignores.add(unit);
        work.check(unit, this::add);
    }

    /** Adds a unit with the findings of checks that this run does not have. */
    void add(CheckedUnit unit, List<Finding> findings) {
        ignores.add(unit);
        findings.forEach(this::add);
    }

    /** Adds a finding, if the project wants it. */
    private void add(Finding finding) {
        Optional<Finding> wanted = settings.grade(finding);
        boolean isIgnored = wanted.filter(ignores::suppress).isPresent();
        ignored += isIgnored ? 1 : 0;
        wanted.filter(one -> !isIgnored).ifPresent(found::add);
    }

    /**
     * Marks a file as completely read, so that its unmatched baseline entries count as stale. In a check of a whole
     * project, call it also for baseline files that no longer exist.
     *
     * @param file name of the file, as in the locations of its units
     */
    public void endFile(String file) {
        files.add(new CheckSettings.ProjectFolder(baseline.folder()).relative(file));
    }

    /** Marks the check as a check of the whole project, so that unused ignores of the settings are reported. */
    public void endProject() {
        isWhole = true;
    }

    /** Returns the result. Call it after the last unit. */
    public Result finish() {
        work.finish(this::add);
        ignores.problems(this::isActive)
                .forEach(finding -> settings.grade(finding).ifPresent(found::add));
        if (isWhole) {
            ignores.unused(this::isActive)
                    .forEach(finding -> settings.grade(finding).ifPresent(found::add));
        }
        Map<Boolean, List<Finding>> byChange = Finding.inOrder(found).stream()
                .collect(Collectors.partitioningBy(finding -> changes.isEmpty() || isChanged(finding)));

        // Old units come first: of equal findings, the baseline knows those in old units.
        List<Finding> oldFirst =
                byChange.values().stream().flatMap(List::stream).toList();
        int unchanged = byChange.getOrDefault(false, List.of()).size();
        Baseline.Match match = baseline.match(oldFirst);
        List<Finding> reported = IntStream.range(unchanged, oldFirst.size())
                .filter(index -> !match.known().get(index))
                .mapToObj(oldFirst::get)
                .toList();

        List<Baseline.Entry> stale =
                match.unused().stream().filter(this::isStale).toList();
        List<Baseline.Entry> kept =
                match.unused().stream().filter(entry -> !stale.contains(entry)).toList();
        return new Result(
                reported,
                ignored,
                match.known().cardinality(),
                oldFirst.size() - match.known().cardinality() - reported.size(),
                stale,
                () -> baseline.next(oldFirst, kept));
    }

    private boolean isActive(Rule rule, CheckedUnit unit) {
        return settings.severity(rule, unit.location(0).file()).isPresent();
    }

    private boolean isChanged(Finding finding) {
        return changes.filter(units -> units.isChanged(finding.unit())).isPresent();
    }

    /**
     * Returns whether no finding matches an entry any more. An entry of a rule that is off is not stale, since the rule
     * reports nothing.
     */
    private boolean isStale(Baseline.Entry entry) {
        String file = baseline.folder() + "/" + entry.file();
        boolean isOff = Optional.ofNullable(rules.get(entry.rule()))
                .filter(rule -> settings.severity(rule, file).isEmpty())
                .isPresent();
        return files.contains(entry.file()) && !isOff;
    }

    /**
     * Runs checks within deadlines, so that no unit can block a run. A check that needs more time, more memory or too
     * deep calls reports nothing about the unit, and one finding of {@link #UNCHECKED} replaces its findings. Checks some
     * units at a time, each lane of checks on a thread of its own. Not thread-safe.
     */
    static final class UnitWork {
        /** Number of units for which a second thread is worth its start. */
        private static final int UNITS = 256;

        private final List<Lane> lanes;
        private final CheckSettings settings;
        private final MessageReadings readings = new MessageReadings();
        private final List<Readings> waiting = new ArrayList<>();

        /** The longest unit, in which findings about all units are located. */
        private Optional<CheckedUnit> longest = Optional.empty();

        UnitWork(List<List<Checks.Listed>> lanes, CheckSettings settings) {
            this.lanes = lanes.stream().map(Lane::new).toList();
            this.settings = settings;
        }

        /** Adds a unit. Checks the waiting units when they are enough, and passes their findings to a receiver. */
        void check(CheckedUnit unit, Consumer<Finding> found) {
            longest = Optional.of(
                    longest.filter(other -> length(other) >= length(unit)).orElse(unit));
            waiting.add(new Readings(unit, readings.of(unit)));
            if (waiting.size() == UNITS) {
                checkWaiting(found);
            }
        }

        private static int length(CheckedUnit unit) {
            return unit.source().text().length() + unit.target().text().length();
        }

        /** Checks the waiting units, without the checks of all units together. */
        void checkWaiting(Consumer<Finding> found) {
            List<Readings> units = List.copyOf(waiting);
            waiting.clear();
            List<List<Outcome>> outcomes = inLanes(lane -> lane.check(units), units.size() == UNITS);
            for (int k = 0; k < units.size(); k++) {
                int unit = k;
                report(
                        units.get(k).unit,
                        outcomes.stream().map(lane -> lane.get(unit)).toList(),
                        "check this unit; split the unit",
                        found);
            }
        }

        void finish(Consumer<Finding> found) {
            checkWaiting(found);
            longest.ifPresent(unit -> report(
                    unit,
                    inLanes(Lane::finish, true),
                    "compare all units; split long units, or check fewer files",
                    found));
        }

        /** Does the work of both lanes, the first on this thread. An interrupt of this thread interrupts the other. */
        private <T> List<T> inLanes(Function<Lane, T> task, boolean isLong) {
            if (!isLong || lanes.size() < 2 || Runtime.getRuntime().availableProcessors() == 1) {
                return lanes.stream().map(task).toList();
            }
            FutureTask<T> second = new FutureTask<>(() -> task.apply(lanes.get(1)));
            Thread thread = new Thread(second, "duiqi-check");
            thread.setDaemon(true);
            thread.start();
            T first = task.apply(lanes.get(0));
            boolean isInterrupted = false;
            try {
                while (true) {
                    try {
                        return List.of(first, second.get());
                    } catch (InterruptedException e) {
                        isInterrupted = true;
                        thread.interrupt();
                    }
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("a check failed", e.getCause());
            } finally {
                if (isInterrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private void report(CheckedUnit unit, List<Outcome> outcomes, String task, Consumer<Finding> found) {
            for (Outcome outcome : outcomes) {
                outcome.findings.forEach(
                        own -> own.forEach(finding -> readings.inUnit(finding).ifPresent(found)));
            }
            String skipped = outcomes.stream()
                    .flatMap(outcome -> outcome.skipped.stream())
                    .flatMap(check -> check.rules().stream())
                    .filter(rule ->
                            settings.severity(rule, unit.location(0).file()).isPresent())
                    .map(Rule::id)
                    .distinct()
                    .collect(Collectors.joining(", "));
            if (!skipped.isEmpty()) {
                found.accept(Finding.of(UNCHECKED, unit, skipped + ": takes too long to " + task)
                        .about(skipped));
            }
        }
    }

    private record Readings(CheckedUnit unit, List<CheckedUnit> texts) {}

    /** Collects what a lane reports about a unit, within a time for all checks. Not thread-safe. */
    private static final class Outcome {
        private final List<List<Finding>> findings = new ArrayList<>();

        /** The checks that needed too much time or memory. */
        private final List<Checks.Listed> skipped = new ArrayList<>();

        /** Maximum time of one check, so that the other checks still check the unit. */
        private final Duration share;

        private Duration left;

        Outcome(Duration allowed, Duration share) {
            this.share = share;
            this.left = allowed;
        }

        /**
         * Adds the findings of a check.
         *
         * @return the time that the check took
         */
        Duration add(Checks.Listed check, Supplier<List<Finding>> work) {
            Duration own = left.compareTo(share) < 0 ? left : share;
            Duration rest = Deadline.within(own, () -> {
                try {
                    findings.add(work.get());
                } catch (Deadline.ExpiredException | StackOverflowError | OutOfMemoryError e) {
                    skipped.add(check);
                }
                return Deadline.left();
            });
            Duration taken = own.minus(rest);
            left = left.minus(taken);
            return taken;
        }
    }

    /** Runs some checks, one after the other. Not thread-safe. */
    private static final class Lane {
        /** Time of a unit of any length, which takes a millisecond as a rule. */
        private static final Duration UNIT_TIME = Duration.ofSeconds(5);

        /** Time to compare all units, and time that all units may take together. */
        private static final Duration RUN_TIME = Duration.ofSeconds(20);

        /** Further time of a unit and of a run for each character; a check of a real text takes a fifth of it. */
        private static final Duration TIME_PER_CHARACTER = Duration.ofNanos(20_000);

        private final List<Checks.Listed> checks;

        /** Time that the units read so far have left. */
        private Duration pool = RUN_TIME;

        /** Time for the findings that need all units. */
        private Duration comparison = RUN_TIME;

        Lane(List<Checks.Listed> checks) {
            this.checks = checks;
        }

        /**
         * Checks units, all of them by one check before the next one. The code and the tables of one check stay in the
         * caches of the processor, which takes a third less time than one unit after the other.
         */
        List<Outcome> check(List<Readings> units) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Readings unit : units) {
                Duration more = TIME_PER_CHARACTER.multipliedBy(UnitWork.length(unit.unit));
                pool = pool.plus(more);
                comparison = comparison.plus(more);
                Duration allowed = Collections.min(List.of(pool, UNIT_TIME.plus(more)));
                outcomes.add(new Outcome(allowed, allowed.dividedBy(2)));
            }
            // No unit uses what the last ones leave, so that a short run starts without the classes for processor time.
            boolean areLast = units.size() < UnitWork.UNITS;
            Duration start = areLast ? Duration.ZERO : Deadline.processorTime();
            Duration taken = Duration.ZERO;
            for (Checks.Listed listed : checks) {
                Check check = listed.check();
                for (int k = 0; k < units.size(); k++) {
                    List<CheckedUnit> texts = texts(check, units.get(k));
                    Supplier<List<Finding>> work = () -> texts.size() == 1
                            ? check.check(texts.get(0))
                            : texts.stream()
                                    .flatMap(text -> check.check(text).stream())
                                    .toList();
                    taken = taken.plus(outcomes.get(k).add(listed, work));
                }
            }
            if (!areLast) {
                // On a busy machine, a thread waits for most of the time.
                Duration used = Deadline.processorTime().minus(start);
                pool = pool.minus(used.compareTo(taken) < 0 ? used : taken);
            }
            return outcomes;
        }

        private static List<CheckedUnit> texts(Check check, Readings unit) {
            return switch (check.scope()) {
                case MESSAGES -> List.of(unit.unit);
                case FIRST_READING -> unit.texts.subList(0, Math.min(1, unit.texts.size()));
                case READINGS -> unit.texts;
            };
        }

        Outcome finish() {
            Outcome outcome = new Outcome(comparison, comparison);
            checks.forEach(listed -> outcome.add(listed, listed.check()::finish));
            return outcome;
        }
    }

    /**
     * Holds the result of a check run. Immutable.
     *
     * @param findings the findings to report, sorted by location, then rule
     * @param ignored number of further findings that an ignore in the unit suppresses
     * @param known number of further findings that are in the baseline
     * @param unchanged number of further findings in units that have not changed
     * @param stale baseline entries of checked files that no longer match a finding, with their counts
     * @param baseline makes the next baseline: the current findings of the checked files, and the old entries of
     *     other files
     */
    public record Result(
            List<Finding> findings,
            int ignored,
            int known,
            int unchanged,
            List<Baseline.Entry> stale,
            Supplier<Baseline> baseline) {
        public Result {
            findings = List.copyOf(findings);
            stale = List.copyOf(stale);
            Objects.requireNonNull(baseline, "baseline");
        }
    }

    /**
     * Finds the units that are new since an earlier state of their files. It compares texts, not lines: a unit that was
     * moved has not changed, and neither has a unit in a rewritten file. Units of files without an earlier state are new.
     * Add the earlier state first; not thread-safe until then.
     */
    public static final class ChangedUnits {
        /** Maximum number of consecutive sentences in an aligned unit; aligners rarely join more. */
        private static final int MAX_RUN_LENGTH = 8;

        private final Map<String, Set<Pair>> units = new HashMap<>();
        private final Map<String, Sides> texts = new HashMap<>();

        /**
         * Holds the texts of an earlier unit.
         *
         * @param chinese the Chinese without inline tags
         * @param english the English without inline tags
         */
        public record Pair(String chinese, String english) {}

        /** Holds every text that a unit may have had on each side. */
        private record Sides(Set<String> chinese, Set<String> english) {}

        /**
         * Adds the earlier units of a file.
         *
         * @param file name of the file, as in the locations of the checked units
         */
        public void addUnits(String file, Collection<Pair> earlier) {
            units.computeIfAbsent(file, name -> new HashSet<>()).addAll(earlier);
        }

        /**
         * Adds the earlier sentences of two texts, for units that come from aligning them. These units are new if their
         * Chinese or their English is new. An added sentence changes the alignment of its neighbours but not their text.
         *
         * @param file name of the English text, as in the locations of the checked units
         */
        public void addTexts(String file, Text chinese, Text english) {
            texts.put(file, new Sides(runs(chinese), runs(english)));
        }

        private static Set<String> runs(Text text) {
            Set<String> runs = new HashSet<>(Set.of(""));
            int size = text.segments().size();
            for (int first = 0; first < size; first++) {
                List<Integer> run = new ArrayList<>();
                for (int next = first; next < Math.min(size, first + MAX_RUN_LENGTH); next++) {
                    run.add(next);
                    runs.add(text.join(run));
                }
            }
            return runs;
        }

        boolean isChanged(CheckedUnit unit) {
            String file = unit.location(0).file();
            boolean wasUnit = units.getOrDefault(file, Set.of()).contains(new Pair(unit.chinese(), unit.english()));
            Sides sides = texts.getOrDefault(file, new Sides(Set.of(), Set.of()));
            boolean wereSentences = sides.chinese.contains(unit.chinese()) && sides.english.contains(unit.english());
            return !wasUnit && !wereSentences;
        }
    }
}
