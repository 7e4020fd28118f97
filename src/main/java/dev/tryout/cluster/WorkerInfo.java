package dev.tryout.cluster;

/**
 * Who a worker is.
 *
 * @param name unique among the workers of a study
 * @param device what it trains on, for people: "cpu, 2 threads" or "gpu 0, NVIDIA H100"
 * @param host where it is
 */
public record WorkerInfo(String name, String device, String host) {}
