package duiqi.cli.option;

import duiqi.cli.print.Console;
import duiqi.cli.print.DamageReport;
import picocli.CommandLine.Option;

public final class Strict {
    @Option(names = "--strict", description = "Reject damaged files instead of repairing them.")
    public boolean given;

    public DamageReport report(Console console) {
        return new DamageReport(console, given);
    }
}
