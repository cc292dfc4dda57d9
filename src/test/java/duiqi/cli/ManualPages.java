package duiqi.cli;

import duiqi.app.Version;
import duiqi.cli.print.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/**
 * Writes a man page for each command in the man macros of troff, as described in man(7) of the Linux man-pages project.
 * The page is the help of the command: each heading begins a section, and all lines stay.
 *
 * <p>Only the release runs it, so it is not part of duiqi. The generator of picocli writes AsciiDoc. The conversion to troff takes
 * 36 MB of JRuby and half a minute, and omits the sections in which the help explains filters and formats.
 */
final class ManualPages {
    private static final String USAGE = "Usage: ";

    private ManualPages() {}

    /** Writes the pages into the folder given as the only argument. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        write(program(new PrintWriter(StringWriter.nullWriter())).commandLine(), folder);
    }

    private static CommandLineProgram program(PrintWriter out) {
        return new CommandLineProgram(new Console(
                InputStream.nullInputStream(), out, out, Clock.systemUTC(), Path.of(""), Map.of(), false, false));
    }

    private static void write(CommandLine command, Path folder) throws IOException {
        String name = command.getCommandSpec().qualifiedName("-");
        StringWriter help = new StringWriter();
        String words = command.getCommandSpec().qualifiedName().replaceFirst("^\\S+ ?", "") + " --help";
        program(new PrintWriter(help)).run(words.strip().split(" "));
        Files.writeString(
                folder.resolve(name + ".1"), page(name, help.toString().strip()));
        for (CommandLine sub : command.getSubcommands().values()) {
            if (!sub.getCommandSpec().usageMessage().hidden()) {
                write(sub, folder);
            }
        }
    }

    /** Returns the page of a command from its help, which begins with a sentence. */
    private static String page(String name, String help) throws IOException {
        String header = help.lines().takeWhile(line -> !line.isBlank()).reduce("", (one, more) -> one + " " + more);
        // mandoc does not recognise a date with the escaped minus of texts.
        StringBuilder troff = new StringBuilder(".TH " + escape(name.toUpperCase(Locale.ROOT)) + " 1 " + Version.date()
                + " \"" + escape("duiqi " + Version.number()) + "\" duiqi\n.SH NAME\n" + escape(name) + " \\- "
                + escape(header.strip().replaceFirst("\\.$", "")) + "\n");
        for (String paragraph : help.substring(help.indexOf(USAGE)).split("\n\\s*\n")) {
            String heading = paragraph.lines().findFirst().orElse("");
            boolean isHeaded = heading.matches("[A-Z][^.]*:");
            String title = paragraph.startsWith(USAGE) ? "SYNOPSIS" : heading.replaceFirst(":$", "");
            if (isHeaded || paragraph.startsWith(USAGE)) {
                troff.append(".SH \"").append(escape(title)).append("\"\n");
            } else {
                troff.append(".PP\n");
            }
            troff.append(".nf\n");
            paragraph
                    .replaceFirst("^" + USAGE, "")
                    .lines()
                    .skip(isHeaded ? 1 : 0)
                    .forEach(line -> troff.append(escape(line)).append('\n'));
            troff.append(".fi\n");
        }
        return troff.toString();
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
