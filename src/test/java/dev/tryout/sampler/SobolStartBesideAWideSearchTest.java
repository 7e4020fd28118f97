package dev.tryout.sampler;

class SobolStartBesideAWideSearchTest extends SamplerContract {
    @Override
    Sampler sampler() {
        return SobolSampler.startBesideAWideSearch();
    }
}
