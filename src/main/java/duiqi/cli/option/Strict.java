package duiqi.cli.option;

import duiqi.cli.print.Console;
import duiqi.cli.print.DamageReport;
import picocli.CommandLine.Option;

public final class Strict {
    @Option(
            names = "--strict",
            order = OptionGroup.INPUT,
            description = "Reject damaged files instead of repairing them.")
    private boolean strict;

    public boolean isGiven() {
        return strict;
    }

    public DamageReport report(Console console) {
        return new DamageReport(console, strict);
    }
}
