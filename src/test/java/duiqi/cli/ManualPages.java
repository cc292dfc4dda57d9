package duiqi.cli;

import duiqi.app.Version;
import duiqi.cli.print.Console;
import duiqi.cli.print.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Writes a man page for each command, from what the command says of itself with {@code --help}: in the man macros of troff, as
 * man(7) of the Linux man-pages project has them.
 *
 * <p>Only the release runs it, so the program does not carry it. The generator of picocli writes AsciiDoc, and to make troff of
 * that takes 36 MB of JRuby and half a minute, and leaves out the sections in which the help explains filters and formats.
 */
final class ManualPages {
    private static final Pattern TITLE = Pattern.compile("^[^(]+");

    private final CommandLine command;
    private final CommandSpec spec;
    private final UsageMessageSpec usage;
    private final StringBuilder troff = new StringBuilder();

    private ManualPages(CommandLine command) {
        this.command = command;
        spec = command.getCommandSpec();
        usage = spec.usageMessage();
    }

    /** Writes the pages into the folder that is named. */
    public static void main(String[] args) throws IOException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Console console = new Console(
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                Clock.systemUTC(),
                Path.of(""),
                Map.of(),
                false,
                false);
        CommandLine root = new CommandLine(new DuiqiCommand());
        DuiqiCommand.subcommands(console, new Failures(console, () -> false), () -> false)
                .forEach(root::addSubcommand);
        write(root, Files.createDirectories(Path.of(args[0])));
    }

    private static void write(CommandLine command, Path folder) throws IOException {
        String page = new ManualPages(command).page(Version.number(), Version.date());
        Files.writeString(folder.resolve(name(command) + ".1"), page);
        for (CommandLine sub : visibleSubcommands(command)) {
            write(sub, folder);
        }
    }

    /** Returns the name of the page of a command, such as {@code duiqi-tm-merge}, without its section. */
    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    /**
     * Returns the page of the command.
     *
     * @param version of the program, for the foot of the page
     * @param date of the page, likewise; a day in ISO 8601
     */
    private String page(String version, String date) {
        // A date is no text: with the minus of texts mandoc does not know it.
        troff.append(".TH ").append(escape(name(command).toUpperCase(Locale.ROOT)));
        troff.append(" 1 ")
                .append(date)
                .append(" \"")
                .append(escape("duiqi " + version))
                .append("\" duiqi\n");
        section("NAME");
        troff.append(escape(name(command))).append(" \\- ");
        text(String.join(" ", usage.header()).strip().replaceFirst("\\.$", ""));
        section("SYNOPSIS");
        literally(synopsis());
        section("DESCRIPTION");
        prose(lines(usage.description()));
        if (!spec.positionalParameters().isEmpty()) {
            section("ARGUMENTS");
            spec.positionalParameters().stream()
                    .filter(argument -> !argument.hidden())
                    .forEach(argument -> tagged("\\fI" + escape(argument.paramLabel()) + "\\fR", argument));
        }
        section("OPTIONS");
        spec.options().stream()
                .filter(option -> !option.hidden())
                .sorted(ManualPages::byName)
                .forEach(this::option);
        List<CommandLine> subcommands = visibleSubcommands(command);
        if (!subcommands.isEmpty()) {
            section("COMMANDS");
            subcommands.forEach(this::subcommand);
        }
        footer(lines(usage.footer()));
        seeAlso(subcommands);
        return troff.toString();
    }

    /** Returns the commands below a command that users are shown. */
    private static List<CommandLine> visibleSubcommands(CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    private List<String> synopsis() {
        String heading = "Usage: ";
        return command.getHelp()
                .synopsis(heading.length())
                .lines()
                .map(line -> line.replaceFirst("^ {" + heading.length() + "}", ""))
                .toList();
    }

    /** By the first letter, whatever hyphens and case. */
    private static int byName(OptionSpec one, OptionSpec other) {
        return one.longestName().compareToIgnoreCase(other.longestName());
    }

    private void option(OptionSpec option) {
        String label = option.paramLabel();
        String value = option.arity().max() == 0 ? "" : "\\fI" + escape(label) + "\\fR";
        String names = Stream.of(option.names())
                .map(name -> "\\fB" + escape(name) + "\\fR"
                        + (value.isEmpty() ? "" : (name.startsWith("--") ? "=" : " ") + value))
                .collect(Collectors.joining(", "));
        tagged(names, option);
    }

    private void tagged(String tag, ArgSpec argument) {
        macro("TP");
        troff.append(tag).append('\n');
        text(String.join(" ", argument.description()));
    }

    private void subcommand(CommandLine sub) {
        macro("TP");
        troff.append("\\fB").append(escape(sub.getCommandName())).append("\\fR\n");
        text(String.join(" ", sub.getCommandSpec().usageMessage().header()));
    }

    /** Paragraphs with empty lines between; what is indented stays as it is. */
    private void prose(List<String> lines) {
        boolean first = true;
        for (String paragraph : paragraphs(lines)) {
            if (!first) {
                macro("PP");
            }
            first = false;
            if (paragraph.startsWith(" ")) {
                literally(paragraph.lines().toList());
            } else {
                text(paragraph.lines().map(String::strip).collect(Collectors.joining(" ")));
            }
        }
    }

    /** A line that ends in a colon begins a section, below which all stays as it is: Formats (--to): is FORMATS (--to). */
    private void footer(List<String> lines) {
        for (String paragraph : paragraphs(lines)) {
            List<String> parts = paragraph.lines().toList();
            boolean headed = !parts.get(0).startsWith(" ") && parts.get(0).endsWith(":");
            if (headed) {
                Matcher title = TITLE.matcher(parts.get(0).replaceFirst(":$", ""));
                section(title.replaceFirst(words -> words.group().toUpperCase(Locale.ROOT)));
            } else {
                macro("PP");
            }
            literally(parts.subList(headed ? 1 : 0, parts.size()));
        }
    }

    private void seeAlso(List<CommandLine> subcommands) {
        Set<String> pages = new LinkedHashSet<>();
        if (spec.parent() != null) {
            pages.add(name(spec.parent().commandLine()));
        }
        subcommands.forEach(sub -> pages.add(name(sub)));
        if (pages.isEmpty()) {
            return;
        }
        section("SEE ALSO");
        troff.append(pages.stream()
                        .map(page -> "\\fB" + escape(page) + "\\fR(1)")
                        .collect(Collectors.joining(",\n")))
                .append('\n');
    }

    private static List<String> lines(String[] text) {
        return Arrays.stream(text)
                .flatMap(part -> part.replace("%n", "\n").lines())
                .toList();
    }

    private static List<String> paragraphs(List<String> lines) {
        return Stream.of(String.join("\n", lines).split("\n[ \t]*\n"))
                .map(paragraph -> paragraph.replaceFirst("^\n+", "").stripTrailing())
                .filter(paragraph -> !paragraph.isBlank())
                .toList();
    }

    private void section(String title) {
        macro("SH", title);
    }

    private void macro(String name, String... arguments) {
        troff.append('.').append(name);
        for (String argument : arguments) {
            troff.append(" \"").append(escape(argument)).append('"');
        }
        troff.append('\n');
    }

    private void literally(List<String> lines) {
        int margin = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        macro("nf");
        lines.forEach(line -> text(line.isBlank() ? "" : line.substring(margin)));
        macro("fi");
    }

    private void text(String line) {
        troff.append(escape(line)).append('\n');
    }

    /**
     * Text as it is meant to come out: a minus that can be copied, and quotation marks, accents and tildes as they are in ASCII
     * (groff_char(7)); what would be a macro at the beginning of a line is none.
     */
    private static String escape(String text) {
        String escaped = text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti")
                .replace("\"", "\\(dq");
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }
}
