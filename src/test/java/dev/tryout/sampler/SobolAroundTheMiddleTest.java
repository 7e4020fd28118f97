package dev.tryout.sampler;

class SobolAroundTheMiddleTest extends SamplerContract {
    @Override
    Sampler sampler() {
        return SobolSampler.aroundTheMiddle();
    }
}
