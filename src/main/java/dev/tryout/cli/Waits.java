package dev.tryout.cli;

import java.util.List;

/** What a study waits for, of which everybody who watches is told once; what stands behind a semicolon changes without being news. */
final class Waits {
    private List<String> said = List.of();

    /** What was not so the last time. */
    List<String> news(List<String> now) {
        List<String> news =
                now.stream().filter(line -> !said.contains(what(line))).toList();
        said = now.stream().map(Waits::what).toList();
        return news;
    }

    private static String what(String line) {
        return line.split(";", 2)[0];
    }
}
