package dev.tryout.scheduler;

/** Numbers that count places, in words. */
final class Ordinal {
    private Ordinal() {}

    /** As in 1st, 2nd, 13th. */
    static String of(int number) {
        int lastTwo = number % 100;
        if (lastTwo >= 11 && lastTwo <= 13) {
            return number + "th";
        }
        return number
                + switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}
