package duiqi.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that teaches the shell to complete the words of a duiqi command line. */
@Command(name = "completion", header = "Print a script for completion on Tab.", description = """

                Prints a script that makes the shell complete commands, options and file names of duiqi when Tab is \
                pressed. The script must be renewed when duiqi is.
                """, footer = """

                Examples:
                  For this session, in bash or zsh:
                    . <(duiqi completion)

                  For good, in bash:
                    duiqi completion bash > ~/.local/share/bash-completion/completions/duiqi

                  For good, in zsh:
                    duiqi completion zsh > ~/.duiqi-completion
                    echo '. ~/.duiqi-completion' >> ~/.zshrc
                """)
final class CompletionCommand implements Callable<Integer> {
    /** The shells served. One script serves both: it finds out for itself where it runs. */
    enum Shell {
        BASH,
        ZSH;

        /** As the user writes it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("UnusedVariable") // a shell that is not served is refused; for the others the script is the same
    private Shell shell = Shell.BASH;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().print(AutoComplete.bash("duiqi", spec.root().commandLine()));
        return ExitCode.DONE;
    }
}
