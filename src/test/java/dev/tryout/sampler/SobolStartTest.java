package dev.tryout.sampler;

class SobolStartTest extends SamplerContract {
    @Override
    Sampler sampler() {
        return SobolSampler.start();
    }
}
