package dev.tryout.training.device;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where libtorch with CUDA lies. Maven Central has none that fits the engine, so a GPU host brings its own: the {@code lib} folder
 * of torch 2.7.1 for CUDA 12.8, named by {@code PYTORCH_LIBRARY_PATH}, or what the engine downloaded into its cache.
 */
public final class CudaLibraries {
    /** The environment variable that names the folder. */
    public static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";

    private static final String CUDA_LIBRARY = "libtorch_cuda";

    private CudaLibraries() {}

    /**
     * The folder with libtorch for CUDA.
     *
     * @param environment of the process
     * @param engineCache the folder where the engine keeps native libraries
     */
    public static Optional<Path> find(Map<String, String> environment, Path engineCache) {
        String named = environment.get(LIBRARY_PATH);
        if (named != null && !named.isBlank()) {
            Path folder = Path.of(named);
            return holdsCuda(folder) ? Optional.of(folder) : Optional.empty();
        }
        Path cache = engineCache.resolve("pytorch");
        if (!Files.isDirectory(cache)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(cache, "*cu1*")) {
            for (Path version : versions) {
                if (holdsCuda(version)) {
                    return Optional.of(version);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Where the engine keeps native libraries, as it decides itself. */
    public static Path engineCache(Map<String, String> environment) {
        String named = environment.getOrDefault("ENGINE_CACHE_DIR", environment.getOrDefault("DJL_CACHE_DIR", ""));
        return named.isBlank() ? Path.of(System.getProperty("user.home"), ".djl.ai") : Path.of(named);
    }

    private static boolean holdsCuda(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.startsWith(CUDA_LIBRARY) || name.startsWith("torch_cuda")) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }
}
