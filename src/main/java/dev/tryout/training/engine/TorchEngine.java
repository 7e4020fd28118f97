package dev.tryout.training.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import dev.tryout.training.WorkerFailure;
import java.nio.file.Path;

/**
 * The native engine in this JVM. Loading it is once for all: the number of threads cannot be changed after, and only one
 * thread of a JVM may train at a time: dropout draws from one stream.
 */
public final class TorchEngine {
    private final Engine engine;
    private final Device device;
    private final Kernels kernels;

    private TorchEngine(Engine engine, Device device) {
        this.engine = engine;
        this.device = device;
        this.kernels = new Kernels(engine.newBaseManager(Device.cpu()));
    }

    /**
     * Loads the engine; the first time on a machine unpacks about 450 MB into {@code DJL_CACHE_DIR}, by default a folder
     * of the user.
     *
     * @throws WorkerFailure where the native libraries cannot be loaded, or the GPU is not there
     */
    public static synchronized TorchEngine start(dev.tryout.training.device.Device device) {
        System.setProperty("ai.djl.offline", System.getProperty("ai.djl.offline", "true"));
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(device.threads()));
        Engine engine;
        try {
            engine = Engine.getEngine("PyTorch");
        } catch (RuntimeException | LinkageError fault) {
            throw new WorkerFailure(
                    "the native engine cannot be loaded: " + fault.getMessage()
                            + ". Run 'tryout doctor' to see what is missing",
                    fault);
        }
        return new TorchEngine(engine, resolve(engine, device));
    }

    private static Device resolve(Engine engine, dev.tryout.training.device.Device device) {
        if (device.kind() == dev.tryout.training.device.Device.Kind.CPU) {
            return Device.cpu();
        }
        if (device.index() >= engine.getGpuCount()) {
            throw new WorkerFailure("GPU " + device.index() + " is not there: the native engine sees "
                    + engine.getGpuCount() + ". Run 'tryout doctor' to see why");
        }
        return Device.gpu(device.index());
    }

    /** Version, flavour and platform, as in {@code 2.7.1-cpu-linux-x86_64}. */
    public String describe() {
        Path folder = Path.of(LibUtils.getLibtorchPath()).getFileName();
        return folder == null ? engine.getVersion() : folder.toString();
    }

    public Device device() {
        return device;
    }

    /** A manager on the worker's device; close it to free what it manages. */
    public NDManager newManager() {
        return engine.newBaseManager(device);
    }

    /** Seeds what the engine draws from now on: dropout. */
    public void seed(long seed) {
        JniUtils.setSeed(seed);
    }

    /**
     * Switches gradients off on this thread until the result is closed. The engine's switch is each thread's own, and on
     * where nobody touched it: a forward pass would otherwise keep every intermediate result.
     */
    public Scope withoutGradients() {
        return gradients(false);
    }

    /** Records what this thread computes until it is closed, for {@link Kernels#gradients}. */
    public Scope withGradients() {
        return gradients(true);
    }

    private static Scope gradients(boolean on) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(on);
        return () -> JniUtils.setGradMode(before);
    }

    /** What the engine does with many arrays in one call. */
    public Kernels kernels() {
        return kernels;
    }

    /** Gives memory of the device that the engine keeps for later back to the device; without effect on a CPU. */
    public void releaseCachedMemory() {
        if (device.isGpu()) {
            JniUtils.emptyCudaCache();
        }
    }

    /** Something to undo. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
