package dev.tryout.training.cache;

import dev.tryout.training.CacheSpec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How much may be kept, and where.
 *
 * @param precision of activations
 * @param memoryBytes of all rows at hand, mapped ones included; 0 for none
 * @param diskBytes of all files; 0 for none
 * @param folder of the files
 */
public record CacheSettings(Element precision, long memoryBytes, long diskBytes, Path folder) {
    /** The environment variable that names the folder. */
    public static final String FOLDER_VARIABLE = "TRYOUT_CACHE_DIR";

    public CacheSettings {
        if (memoryBytes < 0 || diskBytes < 0) {
            throw new IllegalArgumentException(
                    "the cache's bytes are 0 or more, got " + memoryBytes + " and " + diskBytes);
        }
        if (precision == Element.INT32) {
            throw new IllegalArgumentException("activations are no whole numbers");
        }
    }

    /** What a study asks for, in this machine's folder. */
    public static CacheSettings of(CacheSpec spec) {
        Element precision = spec.precision() == CacheSpec.Precision.FLOAT16 ? Element.FLOAT16 : Element.FLOAT32;
        return new CacheSettings(precision, spec.memoryBytes(), spec.diskBytes(), defaultFolder());
    }

    /** In memory alone. */
    public static CacheSettings inMemory(long bytes) {
        return new CacheSettings(Element.FLOAT32, bytes, 0, Path.of(""));
    }

    /** The user's folder for caches, as the XDG Base Directory Specification has it, unless the environment names another. */
    public static Path defaultFolder() {
        return folder(System.getenv(FOLDER_VARIABLE), System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"));
    }

    static Path folder(@Nullable String own, @Nullable String xdg, String home) {
        if (own != null && !own.isBlank()) {
            return Path.of(own);
        }
        boolean isAbsolute = xdg != null && !xdg.isBlank() && Path.of(xdg).isAbsolute();
        return (isAbsolute ? Path.of(xdg) : Path.of(home, ".cache")).resolve("tryout");
    }
}
