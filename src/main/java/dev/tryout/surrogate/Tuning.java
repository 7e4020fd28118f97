package dev.tryout.surrogate;
/** Throwaway. */
public final class Tuning {
    static double p(String k, double v) { return Double.parseDouble(System.getProperty(k, "" + v)); }
    public static final double LENGTH_MEAN = p("lm", .5);
    public static final double LENGTH_DEV = p("ld", 1.2);
    public static final double NOISE_MEAN = p("nm", 1e-4);
    public static final double NOISE_DEV = p("nd", 2);
    public static final double EXP_DEV = p("ed", .25);
    public static final double EVALS = p("ev", 40);
    public static final double STARTS = p("st", 2);
    public static final double SIG_A = p("sa", 1);
    public static final double START_UP = p("su", 10);
    public static final double X1 = p("x1", 0), X2 = p("x2", 0), X3 = p("x3", 0), X4 = p("x4", 0);
}
