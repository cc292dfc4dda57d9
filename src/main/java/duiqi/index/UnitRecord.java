package duiqi.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * What ranking needs of a unit, in a record of fixed size.
 *
 * @param place where its texts begin
 * @param line in the file of the memory
 * @param flags {@link #ALIGNED}, {@link #MACHINE} and {@link #UNREVISED}
 * @param created milliseconds since 1970; {@link #NEVER} when not known
 * @param before hash of the source sentence before, or {@link TextHash#NONE}
 * @param after hash of the source sentence after
 */
record UnitRecord(int place, int line, int flags, long created, long before, long after) {
    static final int ALIGNED = 1;
    static final int MACHINE = 2;
    static final int UNREVISED = 4;
    static final long NEVER = Long.MIN_VALUE;
    static final int SIZE = 4 * Integer.BYTES + 3 * Long.BYTES;

    static long milliseconds(Instant created) {
        try {
            return created.toEpochMilli();
        } catch (ArithmeticException beyondAllCalendars) {
            return created.isBefore(Instant.EPOCH) ? NEVER + 1 : Long.MAX_VALUE;
        }
    }

    void write(SectionWriter out) throws IOException {
        out.putInt(place);
        out.putInt(line);
        out.putInt(flags);
        out.putInt(0);
        out.putLong(created);
        out.putLong(before);
        out.putLong(after);
    }

    static UnitRecord read(ByteBuffer units, int unit) {
        int at = unit * SIZE;
        return new UnitRecord(
                units.getInt(at),
                units.getInt(at + 4),
                units.getInt(at + 8),
                units.getLong(at + 16),
                units.getLong(at + 24),
                units.getLong(at + 32));
    }

    boolean isAligned() {
        return (flags & ALIGNED) != 0;
    }

    boolean isMachine() {
        return (flags & MACHINE) != 0;
    }

    boolean isUnrevised() {
        return (flags & UNREVISED) != 0;
    }

    static int flags(MatchOrigin origin) {
        return (origin.aligned() ? ALIGNED : 0)
                | (origin.machine() ? MACHINE : 0)
                | (origin.unrevised() ? UNREVISED : 0);
    }
}
