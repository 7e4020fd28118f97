package dev.tryout.training.champion;

import java.io.IOException;
import java.nio.file.Path;

/** A folder holds no whole model. The message says what is wrong with it. */
public final class DamagedModelException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedModelException(Path folder, String fault) {
        super(folder + " is no whole model folder: " + fault + ". Promote the study's champion again, or copy it anew");
    }
}
