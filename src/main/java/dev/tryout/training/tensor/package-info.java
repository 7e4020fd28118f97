/** Tensors in files: safetensors, checkpoints and their checksums. No native code. */
@NullMarked
package dev.tryout.training.tensor;

import org.jspecify.annotations.NullMarked;
