package duiqi.cli;

import duiqi.cli.option.OptionGroup;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Formats the help of commands like a man page, with options in groups. Stateless. */
final class HelpLayout {
    private HelpLayout() {}

    /** Applies the layout to a command and its subcommands. */
    static void apply(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> "");
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
        CommandSpec spec = command.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        usage.abbreviateSynopsis(true);
        usage.synopsisSubcommandLabel("COMMAND");
        usage.synopsisHeading("%nUsage: ");
        if (!spec.positionalParameters().isEmpty()) {
            usage.parameterListHeading((endsWithEmptyLine(usage) ? "" : "%n") + "Arguments:%n");
        }
        if (spec.parent() != null) {
            usage.commandListHeading("%nCommands:%n");
        }
        command.getSubcommands().values().forEach(HelpLayout::apply);
    }

    /** Returns whether the text above the arguments or options ends with an empty line, as a description does. */
    private static boolean endsWithEmptyLine(UsageMessageSpec usage) {
        return usage.description().length > 0;
    }

    private static String options(Help help) {
        CommandSpec spec = help.commandSpec();
        boolean follows = spec.positionalParameters().isEmpty() && endsWithEmptyLine(spec.usageMessage());
        return (follows ? "" : System.lineSeparator())
                + OptionGroup.of(spec.options()).stream()
                        .map(group -> group.heading() + ":" + System.lineSeparator() + table(help, group))
                        .collect(Collectors.joining(System.lineSeparator()));
    }

    /** Returns the options of a group in columns that have the same width in all groups of the command. */
    private static String table(Help help, OptionGroup group) {
        List<OptionSpec> all = help.commandSpec().options();
        Help.Layout layout =
                help.createDefaultLayout(all, help.commandSpec().positionalParameters(), help.colorScheme());
        layout.addOptions(group.options(), help.parameterLabelRenderer());
        return layout.toString();
    }
}
