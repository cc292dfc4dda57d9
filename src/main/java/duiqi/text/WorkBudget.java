package duiqi.text;

import java.util.function.Supplier;

/**
 * Limits the work on one unit or one document, so that a text that repeats itself cannot keep a thread busy for hours.
 * The budget counts steps instead of time, so that the same text gives the same result on every machine. One step is
 * about the work of looking at one character: 100 million steps take about a second.
 *
 * <p>A budget belongs to the current thread and needs no parameter. Loops whose work may grow faster than the text call
 * {@link #spend}, and regular expressions search {@link #counted} texts. Without a budget, both have no effect.
 * Thread-safe, since no thread sees the budget of another.
 */
public final class WorkBudget {
    private static final ThreadLocal<WorkBudget> CURRENT = new ThreadLocal<>();

    /** Maximum length of a text that needs no count: our expressions search it in time. */
    private static final int SHORT = 2_000;

    private final long steps;
    private long remaining;

    private WorkBudget(long steps) {
        this.steps = steps;
        this.remaining = steps;
    }

    /**
     * Does work within a budget. An inner budget replaces the outer one until it ends. It has at most the remaining steps
     * of the outer one, and the outer one counts its steps too.
     *
     * @param steps maximum number of steps
     * @return the result of the work
     * @throws SpentException if the work needs more steps
     */
    public static <T> T within(long steps, Supplier<T> work) {
        WorkBudget outer = CURRENT.get();
        WorkBudget budget = new WorkBudget(outer == null ? steps : Math.min(steps, Math.max(0, outer.remaining)));
        CURRENT.set(budget);
        try {
            return work.get();
        } finally {
            restore(outer);
            spend(budget.steps - Math.max(0, budget.remaining));
        }
    }

    private static void restore(WorkBudget outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /**
     * Counts steps of the current budget.
     *
     * @throws SpentException if the budget has fewer steps, or if the thread is interrupted
     */
    public static void spend(long steps) {
        WorkBudget budget = CURRENT.get();
        if (budget != null) {
            budget.take(steps);
        }
    }

    /**
     * Uses all steps of the current budget. Call it in place of work that grows faster than the text, for example the
     * comparison of two long tables of numbers.
     *
     * @throws SpentException if there is a budget
     */
    public static void spendAll() {
        spend(Long.MAX_VALUE / 2);
    }

    /** Returns the number of steps that the current budget has left; the greatest number without a budget. */
    public static long left() {
        WorkBudget budget = CURRENT.get();
        return budget == null ? Long.MAX_VALUE : Math.max(0, budget.remaining);
    }

    private void take(long taken) {
        remaining -= taken;
        if (remaining < 0 || Thread.currentThread().isInterrupted()) {
            throw new SpentException(steps);
        }
    }

    /**
     * Returns a text that counts a step for each character that is read, for the search of a regular expression. A short
     * text is returned unchanged.
     */
    public static CharSequence counted(String text) {
        WorkBudget budget = CURRENT.get();
        return budget == null || text.length() <= SHORT ? text : budget.new CountedText(text);
    }

    /** Counts each read of a character. */
    private final class CountedText implements CharSequence {
        private final CharSequence text;

        private CountedText(CharSequence text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            take(1);
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text.subSequence(start, end));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /** Reports that work needs more steps than its budget has. It has no stack trace, because it is expected. */
    public static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private SpentException(long steps) {
            super("needs more than " + steps + " steps", null, false, false);
        }
    }
}
