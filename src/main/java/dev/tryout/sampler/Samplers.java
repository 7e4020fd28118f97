package dev.tryout.sampler;

/** The samplers, by method. */
public final class Samplers {
    private Samplers() {}

    /** A sampler of that method that begins with what is known; safe for use by several threads. */
    public static Sampler of(Method method, Knowledge knowledge) {
        return knowledge.isEmpty() ? of(method) : new InformedSampler(knowledge, of(method));
    }

    /** A sampler of that method, safe for use by several threads. */
    public static Sampler of(Method method) {
        return switch (method) {
            case GRID -> new GridSampler();
            case RANDOM -> new RandomSampler();
            case SOBOL -> new SobolSampler();
            case TPE -> new TpeSampler();
            case GP -> new GpSampler();
            case MULTI_FIDELITY -> new MultiFidelitySampler();
        };
    }
}
