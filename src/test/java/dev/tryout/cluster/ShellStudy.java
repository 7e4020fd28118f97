package dev.tryout.cluster;

import java.util.List;

/** The text of a study of shell scripts that train nothing: random search over one number, whose loss is (x - 1)² + 1 / epoch. */
final class ShellStudy {
    /** Where a script begins that saves nothing. */
    static final List<String> AFTER_THE_LAST_EPOCH = List.of("epoch=$((${TRYOUT_RESUME_EPOCH:-0} + 1))");

    private ShellStudy() {}

    /** A study file; the script's path is as seen from where the study runs. */
    static String yaml(String name, int trials, int epochs, String script) {
        return """
                version: 1
                study: %s
                seed: 11
                metric: {name: loss, goal: minimize}
                method: random
                scheduler: none
                budget: {trials: %d}
                parameters:
                  x: {min: -5.0, max: 5.0}
                  epochs: %d
                command: [sh, %s]
                grace_seconds: 1
                """.formatted(name, trials, epochs, script);
    }

    /**
     * A script.
     *
     * @param begin lines that set {@code epoch}
     * @param train lines for each epoch, before it is reported
     */
    static String script(List<String> begin, List<String> train) {
        return """
                #!/bin/sh
                %s
                while [ "$epoch" -le "$TRYOUT_EPOCHS" ]; do
                    %s
                    LC_ALL=C awk -v x="$TRYOUT_PARAM_X" -v e="$epoch" 'BEGIN {
                        printf "{\\"epoch\\": %%d, \\"loss\\": %%.9f}\\n", e, (x - 1) ^ 2 + 1 / e
                    }'
                    epoch=$((epoch + 1))
                done
                """.formatted(String.join("\n", begin), String.join("\n    ", train));
    }
}
