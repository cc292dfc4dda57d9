package duiqi.cli;

import duiqi.app.Version;
import duiqi.cli.option.OptionGroup;
import duiqi.cli.print.Console;
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
 * Writes a man page for each command from its help, in the man macros of troff, as described in man(7) of the Linux man-pages
 * project.
 *
 * <p>Only the release runs it, so it is not part of duiqi. The generator of picocli writes AsciiDoc. The conversion to troff takes
 * 36 MB of JRuby and half a minute, and omits the sections in which the help explains filters and formats.
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

    /** Writes the pages into the folder given as the only argument. */
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
        write(new CommandLineProgram(console).commandLine(), Files.createDirectories(Path.of(args[0])));
    }

    private static void write(CommandLine command, Path folder) throws IOException {
        String page = new ManualPages(command).page(Version.number(), Version.date());
        Files.writeString(folder.resolve(name(command) + ".1"), page);
        for (CommandLine sub : visibleSubcommands(command)) {
            write(sub, folder);
        }
    }

    /** Returns the name of the page of a command without its section, for example {@code duiqi-tm-merge}. */
    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    /**
     * Returns the page of the command.
     *
     * @param version version of duiqi, for the footer of the page
     * @param date day of the version in ISO 8601, for the footer of the page
     */
    private String page(String version, String date) {
        // mandoc does not recognise a date with the escaped minus of texts.
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
        for (OptionGroup group : OptionGroup.of(spec.options())) {
            macro("SS", group.heading());
            group.options().forEach(this::option);
        }
        List<CommandLine> subcommands = visibleSubcommands(command);
        if (!subcommands.isEmpty()) {
            section("COMMANDS");
            subcommands.forEach(this::subcommand);
        }
        footer(lines(usage.footer()));
        seeAlso(subcommands);
        return troff.toString();
    }

    /** Returns the subcommands that the help lists. */
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

    /** Writes paragraphs that empty lines separate; keeps the lines of indented ones. */
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

    /** Writes the footer. A line that ends with a colon begins a section and keeps its lines: Formats (--to): is FORMATS (--to). */
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
     * Escapes text so that the minus can be copied and that quotation marks, accents and tildes stay ASCII (groff_char(7)). Escapes
     * a dot at the beginning of a line, which would begin a macro.
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
